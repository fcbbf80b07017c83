import { spawnSync } from 'node:child_process'

/**
 * Runs the tests of what reads days under clocks that differ by hours, by a day, and by minutes. The
 * draws are the first of those that the main run makes: what the host's zone could change shows in few
 * of them.
 */
const ZONES = ['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu']
const READS_DAYS = [
  'test/internal/time',
  'test/input',
  'test/periods',
  'test/ratings',
  'test/churn',
  'test/revenue',
  'test/retention',
  'test/sales',
  'test/service',
  'test/cost',
  'test/value',
  'test/groups',
  'test/clv/clv',
  'test/clv/formulas',
  'test/clv/models.windows',
  'test/clv/realized',
  'test/tool/files',
  'test/tool/reading',
  'test/order',
]

for (const zone of ZONES) {
  console.log(`\nTZ=${zone}`)
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      // Files share what they import: these only calculate, and leave nothing behind.
      ...['run', '--project', 'unit', '--no-isolate', '--reporter', 'dot', ...READS_DAYS],
    ],
    { stdio: 'inherit', env: { ...process.env, TZ: zone, FC_RUNS: '60', NO_TYPECHECK: '1' } },
  )
  if (status !== 0) process.exit(status ?? 1)
}
