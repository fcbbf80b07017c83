import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  duckdb,
  readTallies,
  type SqlDialect,
  type SqlQuery,
  spark,
  tallyChurnByPeriodSql,
  tallyRevenueByPeriodSql,
} from 'customer-metrics/sql'
import { type Engine, openDuckdb } from '../engines.js'
import { openBridge } from './bridge.js'
import { scratch } from './shell.js'
import { startCluster } from './start/spark.js'

const WINDOW = { from: '2022-01-01', to: '2025-01-01', every: 'month' } as const
const COLUMNS = { customer: 'customer', startedOn: 'started_on', endedOn: 'ended_on' } as const

/** The statements, over a table of any name. */
const QUERIES: Readonly<
  Record<
    string,
    (rows: { table: string } | { query: string }, dialect: SqlDialect) => SqlQuery<unknown>
  >
> = {
  'monthly churn': (rows, dialect) =>
    tallyChurnByPeriodSql({ ...rows, columns: COLUMNS }, { ...WINDOW, dialect }),
  'monthly revenue': (rows, dialect) =>
    tallyRevenueByPeriodSql(
      { ...rows, columns: { ...COLUMNS, amount: 'amount' } },
      { ...WINDOW, level: 'customer', dialect },
    ),
}

/** Subscriptions of a few for each customer, over four years; the same for the same number of rows. */
function subscriptions(rows: number): string {
  const drawn = (salt: number, most: number): string =>
    `CAST(hash(i * 64 + ${salt}) % ${most} AS INTEGER)`
  return `SELECT ${drawn(1, Math.ceil(rows * 0.6))} AS customer, started_on,
      CASE WHEN ${drawn(3, 10)} < 6 THEN started_on + 1 + ${drawn(4, 500)} END AS ended_on,
      CAST(5 + ${drawn(5, 20_000)} / 100 AS DECIMAL(12, 2)) AS amount,
      year(started_on) * 100 + month(started_on) AS started_in
    FROM (SELECT i, DATE '2021-01-01' + ${drawn(2, 1461)} AS started_on FROM range(${rows}) AS r(i))`
}

/** What the tasks of an application wrote for others and read from others, by Spark's own log. */
function shuffled(folder: string): {
  tasks: number
  stages: number
  written: number
  read: number
} {
  const sum = { tasks: 0, written: 0, read: 0 }
  const stages = new Set<number>()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const file of files.filter((each) => each.isFile() && /events_|^app-/.test(each.name)))
    for (const line of readFileSync(join(file.parentPath, file.name), 'utf8').split('\n')) {
      if (!line.includes('"SparkListenerTaskEnd"')) continue
      const { 'Stage ID': stage, 'Task Metrics': metrics } = JSON.parse(line)
      const read = metrics['Shuffle Read Metrics']
      const bytes = read['Remote Bytes Read'] + read['Local Bytes Read']
      sum.tasks++
      sum.written += metrics['Shuffle Write Metrics']['Shuffle Bytes Written']
      sum.read += bytes
      if (bytes > 0) stages.add(stage)
    }
  return { ...sum, stages: stages.size }
}

/**
 * Rows in a folder of Parquet, divided by month, into monthly churn and revenue: by a cluster of two
 * workers and by DuckDB, with the same digits. Says the seconds of each, and what the cluster moved
 * between its workers.
 */
export async function runManyRows(rows: number): Promise<boolean> {
  const { path, remove } = scratch('rows')
  const folder = join(path, 'subscriptions')
  const log = join(path, 'log')
  mkdirSync(log)
  const local = await openDuckdb()
  await local.run("SET memory_limit = '4GB'")
  await local.run(`SET temp_directory = '${join(path, 'spill')}'`)
  await local.run(
    `COPY (${subscriptions(rows)}) TO '${folder}' (FORMAT PARQUET, PARTITION_BY (started_in))`,
  )
  const parts = readdirSync(folder).length
  console.log(`${rows.toLocaleString('en')} subscriptions in ${parts} parts of a folder of Parquet`)
  const here = `SELECT * FROM read_parquet('${folder}/*/*.parquet')`
  const cluster = await startCluster('3g')
  const env = { ...cluster.env, SPARK_EVENT_LOG: log, SPARK_PARTITIONS: '32' }
  const { ask, end } = openBridge(cluster.env.SQL_PYTHON as string, 'spark.py', env)
  let isSame = true
  try {
    await ask({
      text: `CREATE TEMPORARY VIEW subscriptions USING parquet OPTIONS (path '${folder}')`,
    })
    for (const [name, make] of Object.entries(QUERIES)) {
      const there = await timed(make({ table: 'subscriptions' }, spark), (text, values) =>
        ask({ text, values }),
      )
      const own = await timed(make({ query: here }, duckdb), local.run)
      const same = isDeepStrictEqual(there.result, own.result)
      isSame &&= same
      console.log(
        `${name}: Spark ${there.seconds.toFixed(0)} s, DuckDB ${own.seconds.toFixed(0)} s, ${same ? 'the same digits' : 'OTHER DIGITS'}`,
      )
    }
  } finally {
    await end()
    await cluster.stop()
    await local.close()
  }
  const { tasks, stages, written, read } = shuffled(log)
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)
  console.log(
    `Spark's log: ${tasks} tasks; ${stages} stages read ${megabytes(read)} MB that others had written (${megabytes(written)} MB)`,
  )
  remove()
  return isSame && read > 0
}

/** What a statement comes to, and how long it took. */
async function timed(query: SqlQuery<unknown>, run: Engine['run']) {
  const from = performance.now()
  const rows = await run(query.text, query.values)
  const seconds = (performance.now() - from) / 1000
  return { seconds, result: readTallies(query, rows as Readonly<Record<string, unknown>>[]) }
}
