import {
  type CohortTableOptions,
  cohortTable,
  lifecycle,
  realizedClv,
  type SummarizeOptions,
  summarizeCustomers,
  summarizePurchases,
  type TransactionRow,
} from 'customer-metrics'
import {
  cohortTableSql,
  lifecycleSql,
  realizedClvSql,
  type SpentHistory,
  summarizeCustomersSql,
  summarizePurchasesSql,
} from 'customer-metrics/sql'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Engine, load, openEngines } from '../support/engines.js'
import { asked, CASES, casesOf, purchasesOf } from '../support/nastyRows.js'
import { expectEqual } from '../support/sqlEquality.js'
import { SQL_SETS } from '../support/sqlSets.js'

let engines: Engine[] = []
const cases = casesOf(CASES, 31, purchasesOf)

beforeAll(async () => {
  engines = await openEngines()
  const columns = { case: 'integer', customer: 'text', on: 'day', amount: 'amount' } as const
  for (const engine of engines) await load(engine, 'orders', columns, cases.flat())
}, 120_000)

afterAll(async () => {
  for (const engine of engines) await engine.close()
})

const by = ['case']
const days = { customer: 'customer', on: 'on' }
const timed = { table: 'orders', columns: days }
const spent = { table: 'orders', columns: { ...days, amount: { column: 'amount', decimals: 4 } } }

/** Summaries with the customers who have the same. */
function counted(rows: readonly TransactionRow[], options: SummarizeOptions): SpentHistory[] {
  const found = new Map<string, SpentHistory>()
  for (const { customer: _, monetary, ...times } of summarizeCustomers(rows, options)) {
    const history = { ...times, ...(rows[0]?.amount !== undefined && { monetary }) }
    const key = JSON.stringify(history)
    found.set(key, { ...history, customers: (found.get(key)?.customers ?? 0) + 1 })
  }
  return [...found.values()].sort(
    (a, b) =>
      a.frequency - b.frequency ||
      a.recency - b.recency ||
      a.age - b.age ||
      (a.monetary ?? 0) - (b.monetary ?? 0),
  )
}

describe('histories of rows in an engine are those of the function, counted', () => {
  it.each(asked(SQL_SETS.summarizeCustomersSql))('by their times, %o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => summarizeCustomersSql(timed, { ...options, by, dialect }),
      (rows) =>
        counted(
          rows.map(({ customer, on }) => ({ customer, on })),
          options,
        ),
    )
  })

  it.each(asked(SQL_SETS.summarizeCustomersSql))('with their spend, %o', async (options) => {
    for (const refunds of ['ignore', 'net'] as const)
      await expectEqual(
        engines,
        cases,
        (dialect) => summarizeCustomersSql(spent, { ...options, refunds, by, dialect }),
        (rows) => counted(rows, { ...options, refunds }),
      )
  })
})

describe('purchases of rows in an engine are those of the function', () => {
  it.each(asked(SQL_SETS.summarizePurchasesSql))('%o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => summarizePurchasesSql(spent, { ...options, by, dialect }),
      (rows) =>
        summarizePurchases(rows, options).sort((a, b) => (a.customer < b.customer ? -1 : 1)),
    )
    await expectEqual(
      engines,
      cases,
      (dialect) => summarizePurchasesSql(timed, { ...options, by, dialect }),
      (rows) =>
        summarizePurchases(
          rows.map(({ customer, on }) => ({ customer, on })),
          options,
        ).sort((a, b) => (a.customer < b.customer ? -1 : 1)),
    )
  })
})

describe('lifecycles of rows in an engine are those of the function', () => {
  it.each(asked(SQL_SETS.lifecycleSql))('%o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => lifecycleSql(timed, { ...options, by, dialect }),
      (rows) => lifecycle(rows, options),
    )
  })
})

describe('what customers were worth in an engine is what the function says', () => {
  it.each(asked(SQL_SETS.realizedClvSql))('%o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => realizedClvSql(spent, { ...options, by, dialect }),
      (rows) => realizedClv(rows, options),
    )
  })
})

describe('the counts of cohorts of rows in an engine are those of the table', () => {
  it.each(asked(SQL_SETS.cohortTableSql))('%o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => cohortTableSql(timed, { ...options, by, dialect }),
      (rows) => {
        const events = rows.map(({ customer, on }) => ({ customer, on }))
        const table = cohortTable(events, { ...options, average: 'pooled' } as CohortTableOptions)
        return table.cohorts.map(({ from, size, retained }) => ({ from, size, retained }))
      },
    )
  })
})
