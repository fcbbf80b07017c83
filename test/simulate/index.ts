import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Each simulation has a process of its own.
const here = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv[2] ?? ''
for (const file of readdirSync(here).filter(
  (name) => name.endsWith('.simulate.ts') && name.includes(wanted),
))
  spawnSync(process.execPath, ['--import', 'tsx', `${here}${file}`], { stdio: 'inherit' })
