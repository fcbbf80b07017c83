import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { tallyRevenueByPeriod } from 'customer-metrics'
import { readTallies, tallyRevenueByPeriodSql } from 'customer-metrics/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, load, openEngines } from '../support/engines.js'

/** A driver of an engine, by the name that the page gives it. */
interface Driver {
  readonly name: string
  readonly run: Engine['run']
}

const NAMES: Readonly<Record<string, string>> = {
  DuckDB: '@duckdb/node-api',
  PostgreSQL: process.env.SQL_ENGINE ? 'pg' : 'PGlite',
  SQLite: 'node-sqlite3-wasm',
  MariaDB: 'mariadb',
  ClickHouse: 'chdb',
  'Spark SQL': 'pyspark',
}

/** The second driver of MariaDB, by a prepared statement. */
async function openMysql2(): Promise<Driver> {
  const path = join(process.env.SQL_DRIVERS as string, 'node_modules/mysql2/promise.js')
  const { default: driver } = (await import(pathToFileURL(path).href)) as {
    default: {
      createConnection: (options: object) => Promise<{
        execute: (text: string, values: readonly unknown[]) => Promise<[object[]]>
      }>
    }
  }
  const { execute, ...connection } = await driver
    .createConnection({
      host: '127.0.0.1',
      port: Number(process.env.SQL_PORT),
      user: 'root',
      database: 'cases',
    })
    .then((made) => ({ execute: made.execute.bind(made), made }))
  afterAll(() => (connection.made as unknown as { end: () => Promise<void> }).end())
  return { name: 'mysql2', run: async (text, values = []) => (await execute(text, values))[0] }
}

const isTranslated = ['bigquery', 'snowflake', 'redshift', 'trino'].includes(
  process.env.SQL_ENGINE ?? '',
)

const ROWS = [
  { customer: 'a', began: '2024-06-01', ended: '2025-01-15', mrr: '10.10' },
  { customer: 'a', began: '2025-01-15', ended: null, mrr: '12.35' },
  { customer: 'b', began: '2025-02-03', ended: null, mrr: '0.20' },
]

describe.skipIf(isTranslated)('drivers', () => {
  let engines: Engine[] = []
  const drivers: (Driver & { readonly engine: Engine })[] = []

  beforeAll(async () => {
    engines = await openEngines()
    for (const engine of engines) {
      await load(
        engine,
        'driven',
        { customer: 'text', began: 'day', ended: 'day', mrr: 'amount' },
        ROWS,
      )
      drivers.push({ name: NAMES[engine.dialect.name] as string, run: engine.run, engine })
      if (engine.dialect.name === 'MariaDB') drivers.push({ ...(await openMysql2()), engine })
    }
  }, 120_000)

  afterAll(async () => {
    for (const engine of engines) await engine.close()
  })

  it('give the types of values that the page says', async () => {
    const page = readFileSync('docs/sql.md', 'utf8')
    expect(drivers.length).toBeGreaterThan(0)
    for (const { name, run, engine } of drivers) {
      const { dialect } = engine
      const [row] = (await run(
        `SELECT COUNT(*) AS n, MIN(${dialect.day(dialect.id('began'))}) AS d,
          ${dialect.text(`SUM(${dialect.exact(dialect.id('mrr'), 2)})`, 2)} AS s,
          MIN(${dialect.id('began')}) AS first_day, MIN(${dialect.id('mrr')}) AS least FROM ${dialect.id('driven')}`,
      )) as Readonly<Record<string, unknown>>[]
      const types = ['n', 'd', 's', 'first_day', 'least'].map((column) => {
        const value = row?.[column]
        return typeof value === 'object' && value !== null ? value.constructor.name : typeof value
      })
      expect(page).toContain(`| \`${name}\` | ${types.join(' | ')} |`)
    }
  })

  it('give what readTallies takes, without a setting', async () => {
    const window = {
      from: '2025-01-01',
      to: '2025-03-01',
      every: 'month',
      level: 'customer',
    } as const
    const expected = tallyRevenueByPeriod(
      ROWS.map(({ customer, began, ended, mrr }) => ({
        customer,
        startedOn: began,
        endedOn: ended,
        amount: mrr,
      })),
      window,
    )
    for (const { name, run, engine } of drivers) {
      const query = tallyRevenueByPeriodSql(
        {
          table: 'driven',
          columns: { customer: 'customer', startedOn: 'began', endedOn: 'ended', amount: 'mrr' },
        },
        { ...window, dialect: engine.dialect },
      )
      const rows = (await run(query.text, query.values)) as Readonly<Record<string, unknown>>[]
      expect(readTallies(query, rows), name).toEqual([{ by: {}, result: expected }])
    }
  })
})
