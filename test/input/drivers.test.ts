import { DuckDBInstance } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import {
  type CountInput,
  churn,
  mergeChurn,
  retentionRate,
  tallyChurn,
  tallyRatings,
  tallyRevenue,
} from 'customer-metrics'
import sqliteEngine from 'node-sqlite3-wasm'
import { describe, expect, it } from 'vitest'
import { refusal } from '../support/refusal.js'

const january = { from: '2025-01-01', to: '2025-02-01' }

/** Two customers by an id above 2^53 − 1, one of whom leaves on the last day of the year. */
const SUBSCRIPTIONS = `
  SELECT 9007199254740993 AS "customer", CAST('2024-06-01' AS DATE) AS "startedOn",
    CAST('2025-01-01' AS DATE) AS "endedOn", CAST('19.90' AS DECIMAL(12, 2)) AS "amount"
  UNION ALL
  SELECT 9007199254740992, CAST('2025-01-01' AS DATE), CAST('9999-12-31' AS DATE),
    CAST('0.10' AS DECIMAL(12, 2))`

const COUNTS = `SELECT COUNT(*) AS "opening", COUNT(*) - 1 AS "lost" FROM (${SUBSCRIPTIONS}) AS s`

type Rows = readonly Record<string, never>[]

function expectRead(rows: Rows, timeZone?: string): void {
  const window = { ...january, ...(timeZone === undefined ? {} : { timeZone }) }
  const tally = tallyChurn(rows as never, window)
  expect([tally.opening, tally.lost, tally.gained, tally.closing]).toEqual([1, 1, 1, 1])
}

function expectCounted([counts]: Rows): void {
  expect(churn(counts as never).rate).toBe(0.5)
  const { opening, lost } = counts as unknown as { opening: CountInput; lost: CountInput }
  const rest = {
    gained: lost,
    reactivated: 0,
    gainedThenLost: 0,
    lostThenReturned: 0,
    closing: opening,
  }
  const tally = { ...january, ...rest, opening, lost } as never
  expect(mergeChurn([tally, tally])).toMatchObject({ opening: 4, lost: 2, gained: 2, closing: 4 })
  expect(retentionRate({ opening, gained: lost, closing: opening } as never).rate).toBe(0.5)
  expect(tallyRatings({ 10: opening, 3: lost } as never)).toEqual({ 3: 1, 10: 2 })
}

describe('rows of a driver go straight into the functions', () => {
  it('from DuckDB, whose days print as days and whose counts are bigints', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const read = async (sql: string) => connection.runAndReadAll(sql)
    const rows = await read(SUBSCRIPTIONS)
    expectRead(rows.getRowObjects() as unknown as Rows)
    expectRead(rows.getRowObjectsJson() as unknown as Rows)
    expectRead(rows.getRowObjectsJS() as unknown as Rows, 'UTC')
    expect(refusal(() => expectRead(rows.getRowObjectsJS() as unknown as Rows)).path).toEqual([
      'timeZone',
    ])
    expect(
      tallyRevenue(rows.getRowObjectsJson() as never, { ...january, level: 'customer' }),
    ).toMatchObject({
      opening: '19.9',
      churned: '19.9',
      new: '0.1',
      closing: '0.1',
    })
    const counts = await read(COUNTS)
    expectCounted(counts.getRowObjects() as unknown as Rows)
    expectCounted(counts.getRowObjectsJson() as unknown as Rows)
    connection.closeSync()
    instance.closeSync()
  })

  it('from PostgreSQL, where the driver is told to leave days as text', async () => {
    const engine = await PGlite.create()
    const { rows } = await engine.query(SUBSCRIPTIONS, [], { parsers: { 1082: String } })
    expectRead(rows as Rows)
    expect(tallyRevenue(rows as never, { ...january, level: 'customer' })).toMatchObject({
      new: '0.1',
      closing: '0.1',
    })
    const asDates = (await engine.query(SUBSCRIPTIONS)).rows
    expect(refusal(() => expectRead(asDates as Rows)).path).toEqual(['timeZone'])
    // The counts of node-postgres are text, those of PGlite numbers.
    const asText = (await engine.query(COUNTS, [], { parsers: { 20: String } })).rows
    expectCounted(asText as Rows)
    expectCounted((await engine.query(COUNTS)).rows as Rows)
    await engine.close()
  })

  it('from SQLite, whose days are text', () => {
    const engine = new sqliteEngine.Database(':memory:')
    engine.exec('CREATE TABLE s (customer INTEGER, startedOn TEXT, endedOn TEXT, amount TEXT)')
    engine.exec(
      "INSERT INTO s VALUES (9007199254740993, '2024-06-01', '2025-01-01', '19.90'), (9007199254740992, '2025-01-01', '9999-12-31', '0.10')",
    )
    const rows = engine.all('SELECT * FROM s') as unknown as Rows
    expectRead(rows)
    expect(tallyRevenue(rows as never, { ...january, level: 'customer' })).toMatchObject({
      new: '0.1',
      closing: '0.1',
    })
    expectCounted(
      engine.all('SELECT COUNT(*) AS opening, COUNT(*) - 1 AS lost FROM s') as unknown as Rows,
    )
    engine.close()
  })
})
