import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIALECT_TABLE } from './servers/dialectTable.js'
import { runManyRows } from './servers/manyRows.js'
import type { Service, Started } from './servers/service.js'
import { scratch } from './servers/shell.js'
import { clickhouseService } from './servers/start/clickhouse.js'
import { mariadbService } from './servers/start/mariadb.js'
import { postgresqlService } from './servers/start/postgresql.js'
import { sparkService } from './servers/start/spark.js'
import { translatedService } from './servers/start/translated.js'

/**
 * Compares every statement of `customer-metrics/sql` with its function, on each engine: those in this
 * process, then servers and a cluster that are installed, started, asked and stopped, then engines whose
 * statements are translated. What cannot be had here is left out, and said.
 *
 * `npm run engines` takes 300 random cases a set of options everywhere. `npm run engines -- --ci` ends
 * within seven minutes: other engines than those in this process get fewer, and what is left at the end
 * is left out. `npm run engines -- spark trino` asks those alone. `npm run engines -- spark --rows 2e7`
 * gives a cluster that many rows in a folder, and compares what it makes of them with DuckDB.
 */
const IN_PROCESS = ['duckdb', 'postgresql', 'sqlite']

const SERVICES: readonly Service[] = [
  postgresqlService,
  mariadbService,
  clickhouseService,
  ...['bigquery', 'snowflake', 'redshift', 'trino'].map(translatedService),
  sparkService,
]

/** How many cases each takes within seven minutes, and of how many sets of options one is asked. */
const SHORT: Readonly<Record<string, { readonly cases: number; readonly share: number }>> = {
  postgresql: { cases: 60, share: 1 },
  mariadb: { cases: 60, share: 1 },
  clickhouse: { cases: 30, share: 3 },
  bigquery: { cases: 30, share: 3 },
  snowflake: { cases: 30, share: 3 },
  redshift: { cases: 30, share: 3 },
  trino: { cases: 30, share: 3 },
  spark: { cases: 30, share: 8 },
}

const CASES = 300
const LIMIT = 7 * 60_000

interface Result {
  readonly engine: string
  readonly version: string
  readonly cases: number
  readonly seconds: number
}

const args = process.argv.slice(2)
const isShort = args.includes('--ci')
const rowsAt = args.indexOf('--rows')
const names = args.filter(
  (arg, at) => arg !== '--ci' && (rowsAt < 0 || (at !== rowsAt && at !== rowsAt + 1)),
)
const known = ['process', ...SERVICES.map(({ name }) => name)]
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`no engine is called ${unknown.join(', ')}; they are ${known.join(', ')}`)
  process.exit(2)
}
if (rowsAt >= 0) {
  const rows = Number(args[rowsAt + 1])
  if (!Number.isInteger(rows) || rows < 1 || names.join() !== 'spark') {
    console.error(
      '--rows takes a number of rows, of spark alone: npm run engines -- spark --rows 2e7',
    )
    process.exit(2)
  }
  await sparkService.install()
  process.exit((await runManyRows(rows)) ? 0 : 1)
}
const begun = performance.now()
const isAsked = (name: string): boolean => names.length === 0 || names.includes(name)
/** What is left of the time. */
const left = (): number => (isShort ? LIMIT - (performance.now() - begun) : 2 ** 31 - 1)

/** Runs the tests; says how many failed, and how many cases of each engine were compared. */
async function ask(
  env: Readonly<Record<string, string>>,
  more: readonly string[],
): Promise<{ status: 'passed' | 'failed' | 'late'; cases: Map<string, number>; seconds: number }> {
  const { path, remove } = scratch('engines')
  const counts = join(path, 'counts')
  const from = performance.now()
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', 'unit', '--reporter', 'dot', '--testTimeout', '600000'],
      ...['--hookTimeout', '600000', ...more, 'test/sql'],
    ],
    { stdio: 'inherit', env: { ...process.env, ...env, SQL_COUNTS: counts, NO_TYPECHECK: '1' } },
  )
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, left())
  const code = await new Promise<number | null>((done) => child.on('exit', done))
  clearTimeout(late)
  const cases = new Map<string, number>()
  const lines = existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : []
  for (const line of lines) {
    const [name, count] = line.split('=') as [string, string]
    cases.set(name, (cases.get(name) ?? 0) + Number(count))
  }
  remove()
  const seconds = (performance.now() - from) / 1000
  return { status: isLate ? 'late' : code === 0 ? 'passed' : 'failed', cases, seconds }
}

const results: Result[] = []
const notices: string[] = []
const failures: string[] = []
const titleOf = (name: string): string =>
  DIALECT_TABLE.find(({ exported }) => exported === name)?.engine as string

// What has to be fetched is fetched while the engines of this process work.
const installs = new Map(
  SERVICES.filter(({ name }) => isAsked(name)).map((service) => [
    service.name,
    service.install().then(
      () => undefined,
      (error: Error) => error.message,
    ),
  ]),
)

if (isAsked('process')) {
  console.log('\nDuckDB, PGlite and SQLite, in this process')
  const { status, cases, seconds } = await ask({ SQL_CASES: `${CASES}` }, [])
  if (status !== 'passed') failures.push(`in this process: ${status}`)
  for (const name of IN_PROCESS) {
    const engine = titleOf(name)
    const version = versionOf(name)
    results.push({ engine, version, cases: cases.get(engine) ?? 0, seconds })
  }
}

for (const service of SERVICES) {
  const { name } = service
  if (!isAsked(name)) continue
  const title = titleOf(name)
  console.log(`\n${title}`)
  const missing = await within(installs.get(name) as Promise<string | undefined>)
  if (missing !== undefined) {
    notices.push(`${title} is left out: ${missing}`)
    continue
  }
  let started: Started
  try {
    started = await service.start()
  } catch (error) {
    notices.push(`${title} is left out: ${(error as Error).message}`)
    continue
  }
  const { cases: few, share } = isShort
    ? (SHORT[name] as { cases: number; share: number })
    : { cases: CASES, share: 1 }
  // One engine for all files: some need longer to start than to answer.
  const { status, cases, seconds } = await ask(
    { ...started.env, SQL_ENGINE: name, SQL_CASES: `${few}`, SQL_SHARE: `${share}` },
    ['--no-file-parallelism', '--no-isolate'],
  )
  await started.stop()
  if (status === 'failed') failures.push(title)
  if (status === 'late') notices.push(`${title} was stopped: the time is up`)
  results.push({ engine: title, version: started.version, cases: cases.get(title) ?? 0, seconds })
}

console.log(`\n${table()}`)
for (const notice of notices) console.log(notice)
for (const failure of failures) console.error(`failed: ${failure}`)
// What is still being fetched is not waited for.
process.exit(failures.length > 0 ? 1 : 0)

/** What a promise comes to, or that there was no time for it. */
async function within(promise: Promise<string | undefined>): Promise<string | undefined> {
  const most = Math.max(0, Math.min(left() - 30_000, 600_000))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done('it was not installed in time'), most)
  })
  const missing = await Promise.race([promise, late])
  clearTimeout(timer)
  return missing
}

function versionOf(name: string): string {
  const packages: Readonly<Record<string, string>> = {
    duckdb: '@duckdb/node-api',
    postgresql: '@electric-sql/pglite',
    sqlite: 'node-sqlite3-wasm',
  }
  const { version } = JSON.parse(
    readFileSync(`node_modules/${packages[name]}/package.json`, 'utf8'),
  ) as { version: string }
  return name === 'postgresql' ? `PGlite ${version}` : version
}

function table(): string {
  const lines = DIALECT_TABLE.flatMap(({ engine, status }) => {
    const rows = results.filter((result) => result.engine === engine)
    if (rows.length === 0) return [[engine, status, 'not run here', '', '']]
    return rows.map(({ version, cases, seconds }) => [
      engine,
      status,
      version,
      `${cases}`,
      seconds.toFixed(0),
    ])
  })
  const all = [['engine', 'status', 'version', 'cases', 'seconds'], ...lines]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...all.map((line) => line[at]?.length ?? 0)))
  return all
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
