import { spawnSync } from 'node:child_process'

/**
 * Runs the unit tests under clocks that differ by hours, by a day, and by minutes. The draws are the
 * first of those that the main run makes: what the host's zone could change shows in few of them.
 * Junk, examples, pictures, pages in a browser and SQL engines are left out: they take long and read no
 * clock.
 */
const ZONES = ['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu']
const LEFT_OUT = [
  'test/hostile.test.ts',
  'test/docs.test.ts',
  'test/output.test.ts',
  'test/schemas/**',
  'test/charts/**',
  'test/tool/report.test.ts',
  'test/sql/**',
]

for (const zone of ZONES) {
  console.log(`\nTZ=${zone}`)
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', 'unit', '--reporter', 'dot'],
      ...LEFT_OUT.flatMap((files) => ['--exclude', files]),
    ],
    { stdio: 'inherit', env: { ...process.env, TZ: zone, FC_RUNS: '60', NO_TYPECHECK: '1' } },
  )
  if (status !== 0) process.exit(status ?? 1)
}
