import { spawnSync } from 'node:child_process'

/** Runs the unit tests under clocks that differ by hours, by a day, and by minutes. */
const ZONES = ['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu']

for (const zone of ZONES) {
  console.log(`\nTZ=${zone}`)
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      'unit',
      '--reporter',
      'dot',
      '--typecheck.enabled=false',
    ],
    { stdio: 'inherit', env: { ...process.env, TZ: zone } },
  )
  if (status !== 0) process.exit(status ?? 1)
}
