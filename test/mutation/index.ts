import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askAll } from './ask.js'
import { equivalentOf } from './equivalent.js'
import { instrument } from './instrument.js'
import { isNoticed, keep, type Outcome, outcomes } from './ledger.js'
import { areaOf, drawn, keyOf, type Mutant } from './sample.js'
import { areaTable, mutationPage, survivorLines } from './table.js'

/**
 * Changes a seeded sample of the code of each area, one place at a time, and sees whether a test of that
 * area notices. `npm run mutation` takes all areas, `npm run mutation -- churn internal/math` those alone,
 * `--since main` the files that differ from a commit, whole, and `--again` what no test has noticed so
 * far, alone or before a sample. `--together` asks several areas at once, by the tests of all of them,
 * which are imported and timed once. Outcomes are kept in `reports/mutation.jsonl`, so that a run that was
 * stopped goes on. `--table` prints what is known, and `--page` writes it down in `docs/mutation.md`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    since: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
    together: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
})

/** Tests over all functions, which also reach every area. Those that read the sources as text do not. */
const OVER_ALL = [
  ...['test/closure.test.ts', 'test/order.test.ts', 'test/output.test.ts', 'test/hostile.test.ts'],
  ...['test/errors/errors.test.ts', 'test/border/namedRows.test.ts'],
  ...['test/border/options.test.ts', 'test/border/strange.test.ts'],
  ...['test/border/zeros.test.ts', 'test/errors/places.test.ts'],
]

/** Folders in which the tests of an area are, if not in the folder of its name alone. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  nps: ['nps', 'ratings', 'internal/surveys', 'statistics', 'published'],
  csat: ['csat', 'ratings', 'internal/surveys', 'statistics', 'published'],
  ces: ['ces', 'ratings', 'internal/surveys', 'statistics', 'published'],
  'internal/inference': ['internal', 'statistics', 'nps', 'csat', 'ratings'],
  'internal/math': ['internal', 'statistics', 'published'],
  'internal/money': ['internal', 'revenue', 'sales', 'cost'],
  'internal/rows': ['internal', 'input', 'churn', 'billing', 'value'],
  'internal/surveys': ['internal', 'nps', 'csat', 'ces', 'ratings'],
  'internal/time': ['internal', 'input', 'periods'],
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
if (!(values.table || values.page)) {
  const wanted = positionals.length > 0 ? positionals : AREAS
  for (const areas of values.together ? [wanted] : wanted.map((area) => [area])) await run(areas)
}
if (values.page) writeFileSync('docs/mutation.md', mutationPage())
console.log(areaTable())
for (const line of survivorLines()) console.log(line)

/** The files of an area to be changed: all, or those that differ from a commit. */
function filesOf(area: string): string[] {
  // The file of the command is run by processes of their own, which know of no change.
  const own = filesIn(`src/${area}`, '.ts').filter((name) => !/\/(index|bin)\.ts$/.test(name))
  if (values.since === undefined) return own
  const { stdout } = spawnSync('git', ['diff', '--name-only', values.since, '--', `src/${area}`], {
    encoding: 'utf8',
  })
  return own.filter((name) => stdout.split('\n').includes(name))
}

async function run(areas: readonly string[]): Promise<void> {
  const files = areas.flatMap(filesOf)
  if (files.length === 0) return
  const mutants = await instrument(new Set(files))
  const { last } = outcomes()
  const outcomeOf = (mutant: Mutant): Outcome | undefined => last.get(keyOf(mutant))
  const isUnnoticed = (outcome: Outcome | undefined): boolean =>
    !!outcome && !isNoticed(outcome) && !equivalentOf(outcome)
  const plan = { sample: Number(values.sample ?? Infinity), seed: Number(values.seed) }
  const asked = areas.flatMap((area) => {
    const own = mutants.filter(({ fileName }) => areaOf(fileName) === area)
    const again = values.again ? own.filter((mutant) => isUnnoticed(outcomeOf(mutant))) : []
    if (values.again && values.sample === undefined) return again
    return [...again, ...drawn(own, plan).filter((mutant) => !outcomeOf(mutant))]
  })
  if (asked.length === 0) return
  const byId = new Map(asked.map((mutant) => [mutant.id, mutant]))
  const tests = [...new Set(areas.flatMap(testsOf))]
  const start = Date.now()
  let count = 0
  await askAll([...byId.keys()], tests, Number(values.concurrency), (id, status) => {
    count++
    // What runs once as a file is loaded is over before a change can be made.
    if (status !== 'Static') keep(byId.get(id) as Mutant, status)
  })
  const seconds = (Date.now() - start) / 1000
  console.log(`${areas.join(', ')}: ${count} of ${mutants.length} changes in ${seconds} s`)
}

/** The tests that an area is asked by. */
function testsOf(area: string): string[] {
  const own = (TESTS[area] ?? [area]).flatMap((folder) => filesIn(`test/${folder}`, '.test.ts'))
  return [...new Set([...own, ...OVER_ALL])].map((file) => resolve(file))
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
}
