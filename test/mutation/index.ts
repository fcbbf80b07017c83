import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { areaTable, mutationPage, survivorLines } from './table.js'

/**
 * Changes a seeded sample of the code of each area, one place at a time, and sees whether a test of that
 * area notices. `npm run mutation` takes all areas, `npm run mutation -- churn internal/math` those alone,
 * `--since main` the files that differ from a commit, whole, and `--again` what no test has noticed so
 * far. Outcomes are kept in `reports/mutation.jsonl`, so that a run that was stopped goes on. `--table`
 * prints what is known, and `--page` writes it down in `docs/mutation.md`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
    since: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
})

/** Tests over all functions, which also reach every area. */
const OVER_ALL = ['test/{hostile,order,output,closure}.test.ts', 'test/{border,errors}/*.test.ts']

/** Where the tests of an area are, if not in the folder of its name. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  nps: ['test/{nps,ratings,internal/surveys,statistics}/**/*.test.ts', 'test/published/*.test.ts'],
  csat: [
    'test/{csat,ratings,internal/surveys,statistics}/**/*.test.ts',
    'test/published/*.test.ts',
  ],
  ces: ['test/{ces,ratings,internal/surveys,statistics}/**/*.test.ts', 'test/published/*.test.ts'],
  'internal/inference': ['test/{internal,statistics,nps,csat,ratings}/**/*.test.ts'],
  'internal/math': ['test/{internal,statistics,clv,published}/**/*.test.ts'],
  'internal/money': ['test/{internal,revenue,sales,clv}/**/*.test.ts'],
  'internal/rows': ['test/{internal,input,churn,billing}/**/*.test.ts'],
  'internal/surveys': ['test/{internal,nps,csat,ces,ratings}/**/*.test.ts'],
  'internal/time': ['test/{internal,input,periods}/**/*.test.ts'],
}

const folders = (of: string): string[] =>
  readdirSync(of, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? each.name : []))
const AREAS = [
  ...folders('src').filter((name) => name !== 'internal'),
  ...folders('src/internal').map((name) => `internal/${name}`),
]

const unknown = positionals.filter((name) => !AREAS.includes(name))
if (unknown.length > 0) {
  console.error(`no area is called ${unknown.join(', ')}; they are ${AREAS.join(', ')}`)
  process.exit(2)
}
mkdirSync('reports', { recursive: true })
if (!(values.table || values.page))
  for (const area of positionals.length > 0 ? positionals : AREAS) {
    const files = filesOf(area)
    if (files.length > 0) run(area, files)
  }
if (values.page) writeFileSync('docs/mutation.md', mutationPage())
console.log(areaTable())
for (const line of survivorLines()) console.log(line)

/** The files of an area to be changed: all, or those that differ from a commit. */
function filesOf(area: string): string[] {
  if (values.since === undefined) return [`src/${area}/**/*.ts`, `!src/${area}/**/index.ts`]
  const { stdout } = spawnSync('git', ['diff', '--name-only', values.since, '--', `src/${area}`], {
    encoding: 'utf8',
  })
  return stdout.split('\n').filter((name) => /(?<!\/index)\.ts$/.test(name) && existsSync(name))
}

function run(area: string, files: readonly string[]): void {
  const tests = [...(TESTS[area] ?? [`test/${area}/**/*.test.ts`]), ...OVER_ALL]
  const { status } = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', 'node_modules/@stryker-mutator/core/bin/stryker.js', 'run'],
      ...['test/mutation/stryker.config.json', '--concurrency', values.concurrency],
      ...['--mutate', files.join(',')],
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        NO_TYPECHECK: '1',
        MUTATION_ROOT: process.cwd(),
        FC_RUNS: process.env.FC_RUNS ?? '60',
        MUTATION_TESTS: JSON.stringify(tests),
        MUTATION_PLAN: JSON.stringify({
          sample: values.since === undefined ? Number(values.sample) : Infinity,
          seed: Number(values.seed),
          again: values.again,
        }),
      },
    },
  )
  if (status !== 0) console.error(`${area}: the run ended with ${status}`)
}
