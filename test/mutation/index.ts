import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
    least: { type: 'string', default: '250' },
    mutate: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
    survivors: { type: 'boolean', default: false },
  },
})
mkdirSync('reports', { recursive: true })
const args = [
  '--import',
  'tsx',
  'node_modules/@stryker-mutator/core/bin/stryker.js',
  'run',
  'test/mutation/stryker.config.json',
  '--concurrency',
  values.concurrency,
]
if (values.mutate) args.push('--mutate', values.mutate)
const { status } = spawnSync(process.execPath, args, {
  stdio: 'inherit',
  env: {
    ...process.env,
    NO_TYPECHECK: '1',
    FC_RUNS: process.env.FC_RUNS ?? '60',
    MUTATION_PLAN: JSON.stringify({
      sample: Number(values.sample),
      seed: Number(values.seed),
      leastOfArea: Number(values.least),
      survivors: values.survivors,
    }),
  },
})
process.exit(status ?? 1)
