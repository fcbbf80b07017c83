import { spawnSync } from 'node:child_process'

/**
 * Runs the unit tests under clocks that differ by hours, by a day, and by minutes. The draws are the
 * first of those that the main run makes: what the host's zone could change shows in few of them.
 */
const ZONES = ['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu']

for (const zone of ZONES) {
  console.log(`\nTZ=${zone}`)
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter', 'dot'],
    { stdio: 'inherit', env: { ...process.env, TZ: zone, FC_RUNS: '60', NO_TYPECHECK: '1' } },
  )
  if (status !== 0) process.exit(status ?? 1)
}
