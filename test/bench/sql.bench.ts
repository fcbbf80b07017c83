import { DuckDBInstance } from '@duckdb/node-api'
import { fitBgNbd } from '../../src/index.js'
import {
  duckdb,
  readTallies,
  type SqlQuery,
  summarizeCustomersSql,
  tallyChurnByPeriodSql,
  tallyChurnSql,
  tallyRatingsSql,
  tallyRevenueByPeriodSql,
} from '../../src/sql/index.js'

// A part of the full size: SCALE=0.01 takes a minute. The limit is the engine's own, and is kept.
const scale = Number(process.env.SCALE ?? 1)
const limit = process.env.MEMORY ?? '10GB'
const size = (rows: number): number => Math.max(1000, Math.round(rows * scale))

const instance = await DuckDBInstance.create(process.env.DATABASE ?? ':memory:')
const connection = await instance.connect()
await connection.run(
  `SET memory_limit = '${limit}'; SET threads = 2; SET preserve_insertion_order = false`,
)

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Runs a statement, reads its rows, and says what both took. */
async function measure<Result>(
  name: string,
  query: SqlQuery<Result>,
  use: (result: Result) => void = () => {},
): Promise<number> {
  const before = heap()
  let rows: object[] = []
  const engine = await seconds(async () => {
    rows = (await connection.runAndReadAll(query.text, [...query.values])).getRowObjectsJS()
  })
  const start = performance.now()
  const groups = readTallies(query, rows)
  for (const { result } of groups) use(result)
  const own = (performance.now() - start) / 1000
  const grown = (process.memoryUsage().heapUsed - before) / 1e6
  console.log(
    `${name}: engine ${engine.toFixed(2)} s, ours ${own.toFixed(3)} s, ${rows.length} rows, ${grown.toFixed(1)} MB of heap`,
  )
  return engine
}

function keeps(name: string, own: number, base: number, atMost: number): void {
  const ratio = own / base
  const verdict = ratio <= atMost ? 'kept' : 'MISSED'
  console.log(
    `${name}: ${ratio.toFixed(2)} × ${base.toFixed(2)} s; promised at most ${atMost} ×: ${verdict}`,
  )
}

const wanted = process.env.ONLY ?? ''
const isWanted = (name: string): boolean => name.includes(wanted)

if (isWanted('ratings')) {
  await connection.run(`CREATE TABLE answers AS SELECT
    CAST(hash(i) % 11 AS INTEGER) AS rating, 's' || CAST(hash(i + 7) % 20 AS VARCHAR) AS segment,
    DATE '2020-01-01' + CAST(hash(i + 3) % 1826 AS INTEGER) AS answered_on FROM range(${size(1e8)}) AS r(i)`)
  const byDay = (): Promise<unknown> =>
    connection.runAndReadAll(`SELECT DATE_TRUNC('month', d) AS m, segment, rating, SUM(n) FROM
      (SELECT answered_on AS d, segment, rating, COUNT(*) AS n FROM answers GROUP BY ALL) GROUP BY ALL`)
  await byDay()
  const base = await seconds(byDay)
  const by = ['segment', { column: 'answered_on', every: 'month' }] as const
  const query = tallyRatingsSql(
    { table: 'answers', columns: { rating: 'rating' } },
    { by, dialect: duckdb },
  )
  keeps('ratings by month and segment', await measure('ratings', query), base, 1.3)
  await connection.run('DROP TABLE answers')
}

/** The query that the page on churn had in 0.1.0, for one month. */
const FIRST_PAGE = `WITH edges AS (
  SELECT s.customer, s.started_on, s.ended_on,
    MAX(COALESCE(s.ended_on, DATE '9999-12-31')) OVER (PARTITION BY s.customer ORDER BY s.started_on, s.ended_on
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended_before FROM subscriptions AS s
), numbered AS (
  SELECT e.*, SUM(CASE WHEN e.ended_before >= e.started_on THEN 0 ELSE 1 END) OVER (
      PARTITION BY e.customer ORDER BY e.started_on, e.ended_on
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch FROM edges AS e
), stretches AS (
  SELECT n.customer, n.stretch, MIN(n.started_on) AS started_on, MAX(COALESCE(n.ended_on, DATE '9999-12-31')) AS ended_on,
    LAG(MAX(COALESCE(n.ended_on, DATE '9999-12-31'))) OVER (PARTITION BY n.customer ORDER BY n.stretch) AS away_since
  FROM numbered AS n GROUP BY n.customer, n.stretch
),
customers AS (
  SELECT
    s.customer,
    MAX(CASE WHEN s.started_on < DATE '2024-01-01' AND s.ended_on >= DATE '2024-01-01' THEN 1 ELSE 0 END) AS opens,
    MAX(CASE WHEN s.started_on < DATE '2024-02-01' AND s.ended_on >= DATE '2024-02-01' THEN 1 ELSE 0 END) AS closes,
    MAX(CASE WHEN s.started_on < DATE '2024-01-01' THEN 1 ELSE 0 END) AS was_before,
    MAX(CASE WHEN s.started_on >= DATE '2024-01-01' AND s.started_on < DATE '2024-02-01' THEN 1 ELSE 0 END) AS comes,
    SUM(CASE WHEN s.ended_on >= DATE '2024-01-01' AND s.ended_on < DATE '2024-02-01' THEN 1 ELSE 0 END) AS losses,
    MIN(CASE WHEN s.started_on >= DATE '2024-01-01' AND s.started_on < DATE '2024-02-01' THEN s.started_on END) AS came_on,
    MIN(CASE WHEN s.started_on >= DATE '2024-01-01' AND s.started_on < DATE '2024-02-01' THEN s.away_since END) AS away_since
  FROM stretches AS s
  GROUP BY s.customer
)
SELECT
  DATE '2024-01-01' AS "from",
  DATE '2024-02-01' AS "to",
  SUM(opens) AS "opening",
  SUM(CASE WHEN opens = 1 AND losses > 0 THEN 1 ELSE 0 END) AS "lost",
  SUM((1 - opens) * comes * (1 - was_before)) AS "gained",
  SUM((1 - opens) * comes * was_before) AS "reactivated",
  SUM(CASE WHEN opens = 0 AND was_before = 1 AND came_on < away_since + INTERVAL '1 month' THEN 1 ELSE 0 END) AS "reactivatedWithinMonth",
  SUM(CASE WHEN opens = 0 AND was_before = 1 AND came_on <= away_since + INTERVAL '90 days' THEN 1 ELSE 0 END) AS "reactivatedWithin90Days",
  SUM((1 - opens) * comes * (1 - closes)) AS "gainedThenLost",
  SUM(CASE WHEN opens = 1 AND losses > 0 THEN closes ELSE 0 END) AS "lostThenReturned",
  SUM(CASE WHEN losses > 0 THEN 1 ELSE 0 END) AS "leavers",
  SUM(losses) AS "losses",
  SUM(closes) AS "closing"
FROM customers`

if (isWanted('subscriptions')) {
  await connection.run(`CREATE TABLE subscriptions AS SELECT customer, started_on, amount,
    CASE WHEN h % 4 = 0 THEN NULL ELSE started_on + CAST(h % 700 AS INTEGER) END AS ended_on FROM (
      SELECT CAST(hash(i) % ${size(1.2e7)} AS BIGINT) AS customer, DATE '2019-01-01' + CAST(hash(i + 3) % 2190 AS INTEGER) AS started_on,
        hash(i + 5) AS h, CAST((hash(i + 9) % 100000) / 100 AS DECIMAL(12, 2)) AS amount FROM range(${size(2e7)}) AS r(i))`)
  const columns = { customer: 'customer', startedOn: 'started_on', endedOn: 'ended_on' }
  const source = { table: 'subscriptions', columns }
  const months = { from: '2023-01-01', to: '2025-01-01', every: 'month', dialect: duckdb } as const
  const base = await seconds(() => connection.runAndReadAll(FIRST_PAGE))
  console.log(`the page of 0.1.0, one month: ${base.toFixed(2)} s`)
  const month = tallyChurnSql(source, { from: '2024-01-01', to: '2024-02-01', dialect: duckdb })
  keeps('churn of one month', await measure('churn, 1 month', month), base, 1 / 3)
  keeps(
    'churn of 24 months',
    await measure('churn, 24 months', tallyChurnByPeriodSql(source, months)),
    base,
    1.6,
  )
  const revenue = tallyRevenueByPeriodSql(
    { ...source, columns: { ...columns, amount: 'amount' } },
    { ...months, level: 'customer' },
  )
  keeps('revenue of 24 months', await measure('revenue, 24 months', revenue), base, 4)
  await connection.run('DROP TABLE subscriptions')
}

if (isWanted('transactions')) {
  // Customers come in the first year, buy at rates that differ, and stop after a purchase with chances that differ.
  const share = (salt: number): string => `((1 + hash(customer + ${salt}) % 1000000) / 1000001.0)`
  await connection.run(`CREATE TABLE transactions AS
    SELECT customer, DATE '2023-01-01' + CAST(came + CASE WHEN nr = 0 THEN 0 ELSE floor(lasts * ((hash(customer * 4096 + nr) % 1000000) / 1e6)) END AS INTEGER) AS day
    FROM (SELECT customer, came, LEAST(730 - came, buys / rate) AS lasts,
        unnest(range(CAST(1 + LEAST(buys, floor(rate * (730 - came))) AS BIGINT))) AS nr
      FROM (SELECT customer, hash(customer + 11) % 365 AS came, -ln(${share(17)} * ${share(19)}) * 0.061 AS rate,
          floor(ln(${share(23)}) / ln(1 - 0.3 * pow(${share(29)}, 2) - 0.002)) AS buys
        FROM range(${size(5e6)}) AS r(customer)))`)
  const [counted] = (
    await connection.runAndReadAll('SELECT COUNT(*) AS n FROM transactions')
  ).getRowObjectsJS()
  console.log(`${counted?.n} transactions of ${size(5e6)} customers`)
  const query = summarizeCustomersSql(
    { table: 'transactions', columns: { customer: 'customer', on: 'day' } },
    { asOf: '2024-12-31', unit: 'week', dialect: duckdb },
  )
  // Rows are read as they come: each is a history, and there are as many as there are distinct ones.
  const before = heap()
  const start = performance.now()
  const answer = await connection.stream(query.text, [...query.values])
  let engine = 0
  async function* rowsAsTheyCome(): AsyncGenerator<object> {
    engine = (performance.now() - start) / 1000
    for await (const part of answer.yieldRowObjectJs()) yield* part
  }
  const [group] = await readTallies(query, rowsAsTheyCome())
  const histories = group?.result ?? []
  const read = (performance.now() - start) / 1000 - engine
  const kept = (heap() - before) / 1e6
  const from = performance.now()
  const fitted = fitBgNbd(histories, { unit: 'week' })
  const fit = (performance.now() - from) / 1000
  const { arrayBuffers } = process.memoryUsage()
  console.log(
    `transactions into ${histories.length} histories: engine until the first ${engine.toFixed(1)} s, the rest and reading ${read.toFixed(1)} s, ${kept.toFixed(0)} MB of heap; promised below 250 MB: ${kept < 250 ? 'kept' : 'MISSED'}`,
  )
  console.log(
    `BG/NBD of them: ${fit.toFixed(1)} s, ${((heap() - before) / 1e6).toFixed(0)} MB of heap after it and ${(arrayBuffers / 1e6).toFixed(0)} MB of columns; ${JSON.stringify(fitted.parameters)}`,
  )
}

connection.closeSync()
instance.closeSync()
