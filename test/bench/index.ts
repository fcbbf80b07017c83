import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Each benchmark has a process of its own, so that none runs on code another has shaped.
const here = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv[2] ?? ''
// What installs other programs runs where it is asked for.
const isPart = (name: string): boolean => name !== 'peers.bench.ts' || wanted === 'peers'
for (const file of readdirSync(here).filter(
  (name) => name.endsWith('.bench.ts') && name.includes(wanted) && isPart(name),
))
  spawnSync(
    process.execPath,
    // Memory is what is left once what nobody holds any more is gone.
    ['--expose-gc', '--import', 'tsx', `${here}${file}`, ...process.argv.slice(3)],
    { stdio: 'inherit' },
  )
