import { existsSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { call, found, installPythonList, installSystem, scratch } from '../support/servers/shell.js'
import { releaseNow } from './baseline.js'
import { type Columns, type Figures, works } from './peers/works.js'

/**
 * Our time beside that of other programs on the same work: `npm run bench peers`, or
 * `npm run bench peers curve` for one line. Inputs are the same columns, in the form that each side
 * takes; making and reading them is not timed. Figures are compared first, and where they differ by
 * more than the line allows there is no time. A time is the fastest of some runs.
 */
const only = process.argv[2] ?? ''
const scale = Number(process.env.SCALE ?? 1)
const rounds = Number(process.env.ROUNDS ?? 3)
const folder = scratch('peers')
process.on('exit', folder.remove)

interface Answer {
  readonly peer: string
  readonly seconds: number
  readonly figures: Figures
}

const asks: Readonly<Record<'python' | 'R' | 'duckdb', Ask | undefined>> = {
  python: await python(),
  R: await r(),
  duckdb: askDuckdb,
}
type Ask = (task: string, columns: Columns, sql?: string) => Promise<Answer>

function place(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

function wanted(task: string): string[] {
  return [task, folder.path, `${rounds}`]
}

function read(text: string): Answer {
  return JSON.parse(text.trim().split('\n').at(-1) as string)
}

async function python(): Promise<Ask | undefined> {
  try {
    const list = place('../reference/requirements.txt')
    const names = 'lifetimes, lifelines, pandas, statsmodels'
    const program = await installPythonList(names, 'python-peers', list)
    return async (task) => read(await call(program, [place('peers/peers.py'), ...wanted(task)]))
  } catch (error) {
    console.log(`without the programs in Python: ${(error as Error).message}`)
    return undefined
  }
}

async function r(): Promise<Ask | undefined> {
  try {
    const library = '/usr/lib/R/library/survival'
    if (!found('/usr/bin/Rscript') || !existsSync(library))
      await installSystem('r-base-core', 'r-cran-survival')
    return async (task) => read(await call('Rscript', [place('peers/peers.R'), ...wanted(task)]))
  } catch (error) {
    console.log(`without R: ${(error as Error).message}`)
    return undefined
  }
}

/** A statement over the columns as a table of DuckDB, on all threads that it takes by itself. */
async function askDuckdb(_: string, columns: Columns, sql = ''): Promise<Answer> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await load(connection, columns)
    let seconds = Number.POSITIVE_INFINITY
    let rows: readonly (readonly unknown[])[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      rows = (await connection.runAndReadAll(sql)).getRows()
      seconds = Math.min(seconds, (performance.now() - start) / 1000)
    }
    const version = (await connection.runAndReadAll('SELECT version()')).getRows()[0]?.[0]
    return {
      peer: `DuckDB ${String(version).replace('v', '')}`,
      seconds,
      figures: rows.map((row) => row.map(Number)),
    }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Columns go in by an appender, a chunk of the engine at a time. */
async function load(
  connection: Awaited<ReturnType<DuckDBInstance['connect']>>,
  columns: Columns,
): Promise<void> {
  const names = Object.keys(columns)
  const fields = names.map((name) => `"${name.split('.')[0]}" INTEGER`)
  await connection.run(`CREATE TABLE work (${fields.join(', ')})`)
  const appender = await connection.createAppender('work')
  const lists = Object.values(columns)
  for (let row = 0; row < (lists[0]?.length ?? 0); row++) {
    for (const list of lists) appender.appendInteger(list[row] as number)
    appender.endRow()
  }
  appender.closeSync()
}

// Nearer to each other than this figures are one, rounded twice: 0 beside 1e-17.
const ROUNDING = 1e-15

/** The largest difference, as a share of the other side's figure. */
function distance(own: Figures, other: Figures): number {
  const [ours, theirs] = [flat(own), flat(other)]
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY
  return ours.reduce((most, figure, at) => {
    const there = theirs[at] as number
    const apart = Math.abs(figure - there)
    return apart < ROUNDING ? most : Math.max(most, apart / Math.abs(there))
  }, 0)
}

function flat(figures: Figures): number[] {
  return typeof figures === 'number' ? [figures] : figures.flatMap(flat)
}

function time(seconds: number): string {
  if (seconds < 1) return `${(seconds * 1000).toPrecision(3)} ms`
  return `${seconds.toPrecision(3)} s`
}

function times(ratio: number): string {
  return `${ratio < 100 ? ratio.toPrecision(2) : Math.round(ratio)} ×`
}

const now = await releaseNow()
const rows: string[][] = []
for (const work of works) {
  if (!work.task.includes(only)) continue
  const columns = work.columns(scale)
  for (const [name, values] of Object.entries(columns))
    writeFileSync(join(folder.path, `${work.task}.${name}`), values)
  const input = work.input(columns)
  let own: unknown
  let best = Number.POSITIVE_INFINITY
  const runOwn = (): void => {
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      own = work.run(now, input as never)
      best = Math.min(best, (performance.now() - start) / 1000)
    }
  }
  runOwn()
  const figures = work.figures(own as never, columns)
  for (const [kind, sql] of Object.entries(work.peers)) {
    const ask = asks[kind as keyof typeof asks]
    if (!ask) continue
    const { peer, seconds, figures: theirs } = await ask(work.task, columns, sql)
    // Ours before and after, so that both meet the same machine.
    runOwn()
    const apart = distance(figures, theirs)
    if (!(apart <= work.within)) {
      console.log(
        `${work.name}: ${peer} differs by ${apart.toPrecision(2)}, more than ${work.within}: no times`,
      )
      process.exitCode = 1
      continue
    }
    rows.push([
      work.name,
      peer,
      time(best),
      time(seconds),
      times(seconds / best),
      apart === 0 ? 'none' : apart.toPrecision(1),
    ])
    console.log(`${work.name}: ours ${time(best)}, ${peer} ${time(seconds)}`)
  }
}
const [model = 'unknown'] = cpus().map((each) => each.model)
const { version } = process
console.log(
  `\nOn ${availableParallelism()} cores of ${model}, Node ${version}; fastest of ${rounds} runs.\n`,
)
const head = ['Work', 'Peer', 'Ours', 'Peer’s', 'Peer ÷ ours', 'Difference']
for (const cells of [head, head.map((_, at) => (at > 1 ? '--:' : '---')), ...rows])
  console.log(`| ${cells.join(' | ')} |`)
