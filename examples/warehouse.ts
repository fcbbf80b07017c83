/**
 * From rows in an engine to numbers with intervals: the engine counts, the library computes.
 *
 *     npx tsx examples/warehouse.ts
 *     npx tsx examples/warehouse.ts postgres://user@host/database
 *
 * Without a connection string it is DuckDB, in this process, with rows made up here. With one it reads
 * the table of subscriptions that docs/sql.md describes, and needs the package `pg`.
 */
import { churn, revenueRetention } from 'customer-metrics'
import {
  duckdb,
  postgresql,
  readTallies,
  type SqlDialect,
  type SqlQuery,
  tallyChurnByPeriodSql,
  tallyRevenueSql,
} from 'customer-metrics/sql'

/** An engine that runs statements. */
interface Warehouse {
  readonly dialect: SqlDialect
  readonly ask: (query: SqlQuery<unknown>) => Promise<object[]>
  readonly close: () => Promise<void>
}

async function openDuckdb(): Promise<Warehouse> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE subscriptions AS
    SELECT 'customer ' || CAST(i % 900 AS VARCHAR) AS customer,
      DATE '2023-01-01' + CAST(i * 37 % 800 AS INTEGER) AS started_on,
      CASE WHEN i % 3 = 0 THEN DATE '2023-01-01' + CAST(i * 37 % 800 + 30 + i * 11 % 400 AS INTEGER) END AS ended_on,
      CAST(10 + i % 7 * 5 AS DECIMAL(12, 2)) AS amount
    FROM range(1000) AS r(i)`)
  return {
    dialect: duckdb,
    ask: async ({ text, values }) =>
      (await connection.runAndReadAll(text, [...values])).getRowObjectsJS(),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** What is used of `pg`, which only those install who have a server. */
interface Pg {
  readonly Client: new (
    connection: string,
  ) => {
    connect: () => Promise<void>
    query: (text: string, values: readonly unknown[]) => Promise<{ rows: object[] }>
    end: () => Promise<void>
  }
}

async function openPostgres(connection: string): Promise<Warehouse> {
  const name = 'pg'
  const { Client } = ((await import(name)) as { default: Pg }).default
  const client = new Client(connection)
  await client.connect()
  return {
    dialect: postgresql,
    ask: async ({ text, values }) => (await client.query(text, values)).rows,
    close: () => client.end(),
  }
}

const connection = process.argv[2]
const { dialect, ask, close } = connection?.startsWith('postgres')
  ? await openPostgres(connection)
  : await openDuckdb()

const columns = { customer: 'customer', startedOn: 'started_on', endedOn: 'ended_on' }
const year = { from: '2024-01-01', to: '2025-01-01' }

const months = tallyChurnByPeriodSql(
  { table: 'subscriptions', columns },
  { ...year, every: 'quarter', dialect },
)
for (const { result } of readTallies(months, await ask(months)))
  for (const tally of result) {
    const { rate, interval } = churn(tally)
    console.log(
      `${tally.from}: churn ${percent(rate)}, ${percent(interval.low)} to ${percent(interval.high)}`,
    )
  }

const revenue = tallyRevenueSql(
  { table: 'subscriptions', columns: { ...columns, amount: 'amount' } },
  { ...year, level: 'customer', dialect },
)
for (const { result } of readTallies(revenue, await ask(revenue)))
  console.log(`2024: net revenue retention ${percent(revenueRetention(result).netRetention)}`)

await close()

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
