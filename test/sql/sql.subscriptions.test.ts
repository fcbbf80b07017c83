import {
  type LifeRow,
  type RevenueRow,
  type SeriesWindow,
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
import {
  abroadOf,
  asked,
  asPrices,
  CASES,
  type ChangingRow,
  casesOf,
  partedOf,
  pricedOf,
} from '../support/nastyRows.js'
import { expectEqual } from '../support/sqlEquality.js'
import { SQL_SETS } from '../support/sqlSets.js'

let engines: Engine[] = []
const cases = casesOf(CASES, 14, partedOf)
const priced = casesOf(CASES, 77, pricedOf)
const abroad = casesOf(CASES, 78, abroadOf)

beforeAll(async () => {
  engines = await openEngines()
  const columns = {
    case: 'integer',
    customer: 'text',
    startedOn: 'day',
    endedOn: 'day',
    reason: 'text',
    subscription: 'text',
  } as const
  const prices = {
    ...columns,
    amount: 'amount',
    currency: 'text',
    weight: 'float',
  } as const
  const weighed = asPrices(priced.flat()).map((row) => ({ ...row, weight: weightOf(row) }))
  for (const engine of engines) {
    await load(engine, 'subscriptions', columns, cases.flat())
    await load(engine, 'prices', prices, weighed)
    await load(engine, 'abroad', prices, asPrices(abroad.flat()))
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
const withoutReasons = { table: 'subscriptions', columns: plain }
const by = ['case']

const subscriptions = {
  table: 'subscriptions',
  columns: { ...plain, reason: 'reason', subscription: 'subscription' },
}

describe('churn of rows in an engine is that of the functions, digit for digit', () => {
  it.each(asked(SQL_SETS.tallyChurnSql))('within %o', async (window) => {
    await expectEqual(
      engines,
      cases,
      (dialect: SqlDialect) => tallyChurnSql(subscriptions, { ...window, by, dialect }),
      (rows) => tallyChurn(rows, window),
    )
  })

  it.each(asked(SQL_SETS.tallyChurnByPeriodSql))('by period, %o', async (window) => {
    await expectEqual(
      engines,
      cases,
      (dialect: SqlDialect) => tallyChurnByPeriodSql(subscriptions, { ...window, by, dialect }),
      (rows) => tallyChurnByPeriod(rows, window),
    )
  })

  it('by period and subscription, of which no reason is known', async () => {
    const window = { ...SQL_SETS.tallyChurnByPeriodSql[1], level: 'subscription' } as const
    const columns = { ...plain, subscription: 'subscription' }
    await expectEqual(
      engines,
      cases,
      (dialect: SqlDialect) =>
        tallyChurnByPeriodSql(
          { table: 'subscriptions', columns },
          {
            ...(window as SeriesWindow),
            by,
            dialect,
          },
        ),
      (rows) =>
        tallyChurnByPeriod(
          rows.map((row) => ({ ...row, reason: null })),
          window as SeriesWindow,
        ),
    )
  })

  it('without a column of reasons, without groups, and as a literal', async () => {
    const rows = cases.flat().map(({ customer, case: number, subscription: _, ...row }) => ({
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
function asRows(rows: readonly ChangingRow[]): RevenueRow[] {
  return rows.map(({ currency, ...row }) => (currency === null ? row : { ...row, currency }))
}

describe('revenue of rows in an engine is that of the functions, digit for digit', () => {
  it.each(asked(SQL_SETS.tallyRevenueSql))('within %o', async (window) => {
    const isConverted = window.rates !== undefined
    await expectEqual(
      engines.filter(({ dialect }) => !isConverted || dialect.times !== null),
      isConverted ? abroad : priced,
      (dialect: SqlDialect) =>
        tallyRevenueSql(isConverted ? { ...prices, table: 'abroad' } : prices, {
          ...window,
          by,
          dialect,
        }),
      (rows) => tallyRevenue(asRows(rows), window),
    )
  })

  it.each(asked(SQL_SETS.tallyRevenueByPeriodSql))('by period, %o', async (window) => {
    await expectEqual(
      engines,
      priced,
      (dialect: SqlDialect) => tallyRevenueByPeriodSql(prices, { ...window, by, dialect }),
      (rows) => tallyRevenueByPeriod(asRows(rows), window),
    )
  })
})

describe('lives of rows in an engine are those of the function', () => {
  it.each(asked(SQL_SETS.tallyLivesSql))('%o', async (options) => {
    await expectEqual(
      engines,
      priced,
      (dialect: SqlDialect) =>
        tallyLivesSql({ table: 'prices', columns: plain }, { ...options, by, dialect }),
      (rows) => tallyLives(rows, options),
    )
  })

  it.each(asked(SQL_SETS.tallyLivesSql.filter((_, at) => at % 4 === 2)))(
    'with weights, %o',
    async (options) => {
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
    },
  )
})
