import {
  type LifeOptions,
  type LifeRow,
  type RevenueRow,
  tallyChurn,
  tallyChurnByPeriod,
  tallyLives,
  tallyRevenue,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import {
  type SqlDialect,
  tallyChurnByPeriodSql,
  tallyChurnSql,
  tallyLivesSql,
  tallyRevenueByPeriodSql,
  tallyRevenueSql,
} from 'customer-metrics/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, load, openEngines } from '../support/engines.js'
import { asked, asPrices, CASES, casesOf, pricedOf, spansOf } from '../support/nastyRows.js'
import { expectEqual } from '../support/sqlEquality.js'

let engines: Engine[] = []
const cases = casesOf(CASES, 14, spansOf)
const priced = casesOf(CASES, 77, pricedOf)

beforeAll(async () => {
  engines = await openEngines()
  const columns = {
    case: 'integer',
    customer: 'text',
    startedOn: 'day',
    endedOn: 'day',
    reason: 'text',
  } as const
  const prices = {
    ...columns,
    amount: 'amount',
    subscription: 'text',
    currency: 'text',
    weight: 'float',
  } as const
  const weighed = asPrices(priced.flat()).map((row) => ({ ...row, weight: weightOf(row) }))
  for (const engine of engines) {
    await load(engine, 'subscriptions', columns, cases.flat())
    await load(engine, 'prices', prices, weighed)
  }
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

/** The weight of a customer: not all have one. */
function weightOf({ customer }: { readonly customer: unknown }): number | null {
  const { length } = `${customer}`
  return length > 2 ? length * 0.25 : null
}

const plain = { customer: 'customer', startedOn: 'startedOn', endedOn: 'endedOn' }
const source = { table: 'subscriptions', columns: { ...plain, reason: 'reason' } }
const withoutReasons = { table: 'subscriptions', columns: plain }
const by = ['case']

const windows = [
  { from: '2024-01-01', to: '2024-02-01' },
  { from: '2024-02-01', to: '2024-03-01' },
  { from: '2024-02-29', to: '2024-03-01' },
  { from: '2024-03-01', to: '2024-04-01' },
  { from: '2024-01-31', to: '2024-12-31' },
  { from: '2023-01-01', to: '2023-02-01' },
  { from: '2024-01-01', to: '2025-01-01' },
  { from: '2024-06-30', to: '2024-07-31' },
  { from: '2026-01-01', to: '2027-01-01' },
] as const

const series = [
  { every: 'month', from: '2024-01-01', to: '2025-01-01' },
  { every: 'month', from: '2024-01-15', to: '2025-01-20', asOf: '2024-10-09' },
  { every: 'month', from: '2024-02-01', to: '2024-05-01' },
  { every: 'quarter', from: '2023-10-01', to: '2025-04-01' },
  { every: 'quarter', from: '2024-02-10', to: '2024-11-11' },
  { every: 'year', from: '2023-01-01', to: '2026-01-01' },
  { every: 'year', from: '2024-02-29', to: '2025-03-01', asOf: '2025-02-28' },
  { every: 'week', weekStartsOn: 'monday', from: '2024-01-01', to: '2024-07-01' },
  { every: 'week', weekStartsOn: 'sunday', from: '2024-01-03', to: '2024-03-01' },
  {
    every: 'week',
    weekStartsOn: 'saturday',
    from: '2023-12-01',
    to: '2025-01-01',
    asOf: '2024-12-31',
  },
  { every: 'day', from: '2024-02-20', to: '2024-03-10' },
  { every: 'day', from: '2024-01-28', to: '2024-02-03' },
] as const

describe('churn of rows in an engine is that of the functions, digit for digit', () => {
  it.each(asked(windows))('within %o', async (window) => {
    await expectEqual(
      engines,
      cases,
      (dialect: SqlDialect) => tallyChurnSql(source, { ...window, by, dialect }),
      (rows) => tallyChurn(rows, window),
    )
  })

  it.each(asked(series))('by period, %o', async (window) => {
    await expectEqual(
      engines,
      cases,
      (dialect: SqlDialect) => tallyChurnByPeriodSql(source, { ...window, by, dialect }),
      (rows) => tallyChurnByPeriod(rows, window),
    )
  })

  it('without a column of reasons, without groups, and as a literal', async () => {
    const rows = cases.flat().map(({ customer, case: number, ...row }) => ({
      ...row,
      customer: `${number} ${customer}`,
      reason: null,
    }))
    const window = { every: 'month', from: '2024-01-01', to: '2025-01-01' } as const
    const expected = tallyChurnByPeriod(rows, window)
    for (const { dialect, run } of engines) {
      const named = ['case', 'startedOn', 'endedOn'].map((name) => dialect.id(name))
      const query = `SELECT CONCAT(${named[0]}, ' ', customer) AS c, ${named[1]}, ${named[2]} FROM subscriptions`
      const asked = tallyChurnByPeriodSql(
        { query, columns: { ...plain, customer: 'c' } },
        { ...window, dialect },
      )
      expect(asked.read(await run(asked.text, asked.values))).toEqual([
        { by: {}, result: expected },
      ])
      expect(asked.read(await run(asked.literal))).toEqual([{ by: {}, result: expected }])
    }
    expect(
      tallyChurnSql(withoutReasons, {
        from: '2024-01-01',
        to: '2024-02-01',
        dialect: engines[0]?.dialect as SqlDialect,
      }).columns,
    ).not.toContain('reason')
  })
})

const prices = {
  table: 'prices',
  columns: {
    ...plain,
    amount: { column: 'amount', decimals: 4 },
    subscription: 'subscription',
    currency: 'currency',
  },
}

/** The rows as the function reads them: no currency where there is none. */
function asRows(rows: readonly ReturnType<typeof pricedOf>[number][]): RevenueRow[] {
  return rows.map(({ currency, ...row }) => (currency === null ? row : { ...row, currency }))
}

describe('revenue of rows in an engine is that of the functions, digit for digit', () => {
  it.each(asked(windows))('within %o', async (window) => {
    for (const level of ['customer', 'subscription'] as const)
      await expectEqual(
        engines,
        priced,
        (dialect: SqlDialect) => tallyRevenueSql(prices, { ...window, level, by, dialect }),
        (rows) => tallyRevenue(asRows(rows), { ...window, level }),
      )
  })

  it.each(asked(series))('by period, %o', async (window) => {
    for (const level of ['customer', 'subscription'] as const)
      await expectEqual(
        engines,
        priced,
        (dialect: SqlDialect) => tallyRevenueByPeriodSql(prices, { ...window, level, by, dialect }),
        (rows) => tallyRevenueByPeriod(asRows(rows), { ...window, level }),
      )
  })
})

const units = ['day', 'week', 'month', 'quarter', 'year'] as const
const returns = ['ignore', 'bridge', 'separate'] as const
const lives: LifeOptions[] = units.flatMap((unit, at) => [
  { unit, asOf: '2024-12-31', later: 'ignore', returns: returns[at % 3] as 'ignore' },
  { unit, asOf: '2024-02-29', later: 'ignore', returns: returns[(at + 1) % 3] as 'ignore' },
  {
    unit,
    asOf: '2024-06-30',
    later: 'ignore',
    returns: returns[(at + 2) % 3] as 'ignore',
    knownFrom: '2024-01-31',
  },
  {
    unit,
    asOf: '2025-03-01',
    later: 'ignore',
    returns: returns[at % 3] as 'ignore',
    knownFrom: '2024-03-01',
  },
])

describe('lives of rows in an engine are those of the function', () => {
  it.each(asked(lives))('%o', async (options) => {
    await expectEqual(
      engines,
      priced,
      (dialect: SqlDialect) =>
        tallyLivesSql({ table: 'prices', columns: plain }, { ...options, by, dialect }),
      (rows) => tallyLives(rows, options),
    )
  })

  it.each(asked(lives.filter((_, at) => at % 4 === 2)))('with weights, %o', async (options) => {
    const weighted = (rows: readonly LifeRow[]): LifeRow[] =>
      rows.map((row) => ({ ...row, weight: weightOf(row) ?? 1 }))
    await expectEqual(
      engines,
      priced,
      (dialect: SqlDialect) =>
        tallyLivesSql(
          { table: 'prices', columns: { ...plain, weight: 'weight' } },
          { ...options, by, dialect },
        ),
      (rows) => tallyLives(weighted(rows), options),
    )
  })
})
