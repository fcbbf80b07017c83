import {
  type CohortTableOptions,
  cohortTable,
  type LifecycleOptions,
  lifecycle,
  type RealizedClvOptions,
  realizedClv,
  type SummarizeOptions,
  type SummarizePurchasesOptions,
  summarizeCustomers,
  summarizePurchases,
  type TransactionRow,
} from 'customer-metrics'
import {
  type CohortTableSqlOptions,
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

const asOfs = ['2024-02-29', '2024-06-30', '2025-12-31'] as const
const units = ['day', 'week', 'month', 'quarter', 'year'] as const

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

const summaries: SummarizeOptions[] = units.flatMap((unit, at) => [
  { unit, asOf: asOfs[at % 3] as string },
  { unit, asOf: asOfs[(at + 1) % 3] as string, from: '2024-01-31' },
  { unit, asOf: asOfs[(at + 2) % 3] as string, merge: 'period', weekStartsOn: 'monday' },
  {
    unit,
    asOf: asOfs[at % 3] as string,
    from: '2023-12-15',
    merge: 'period',
    weekStartsOn: 'sunday',
  },
])

describe('histories of rows in an engine are those of the function, counted', () => {
  it.each(asked(summaries))('by their times, %o', async (options) => {
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

  it.each(asked(summaries))('with their spend, %o', async (options) => {
    for (const refunds of ['ignore', 'net'] as const)
      await expectEqual(
        engines,
        cases,
        (dialect) => summarizeCustomersSql(spent, { ...options, refunds, by, dialect }),
        (rows) => counted(rows, { ...options, refunds }),
      )
  })
})

const purchases: SummarizePurchasesOptions[] = asOfs.flatMap((asOf) =>
  (['transaction', 'day'] as const).flatMap((purchase) =>
    (['ignore', 'net'] as const).map((refunds) => ({ asOf, purchase, refunds })),
  ),
)

describe('purchases of rows in an engine are those of the function', () => {
  it.each(asked(purchases))('%o', async (options) => {
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

const lifecycles: LifecycleOptions[] = units.flatMap((every, at) => [
  { every, asOf: asOfs[at % 3] as string, later: 'ignore', weekStartsOn: 'monday' },
  {
    every,
    asOf: asOfs[(at + 1) % 3] as string,
    later: 'ignore',
    from: '2024-02-10',
    weekStartsOn: 'sunday',
    interval: 'jeffreys',
  },
  {
    every,
    asOf: asOfs[(at + 2) % 3] as string,
    later: 'ignore',
    multiple: 2,
    from: '2024-01-20',
    weekStartsOn: 'saturday',
  },
  {
    every,
    asOf: asOfs[at % 3] as string,
    later: 'ignore',
    multiple: 3,
    from: '2024-02-29',
    weekStartsOn: 'friday',
    confidence: 0.9,
  },
])

describe('lifecycles of rows in an engine are those of the function', () => {
  it.each(asked(lifecycles))('%o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => lifecycleSql(timed, { ...options, by, dialect }),
      (rows) => lifecycle(rows, options),
    )
  })
})

const horizons = [
  { days: 1 },
  { days: 30 },
  { weeks: 2 },
  { weeks: 1, days: 3 },
  { months: 1 },
  { months: 2 },
  { months: 3, days: 5 },
  { months: 12 },
  { years: 1 },
  { years: 1, months: 1, weeks: 1, days: 1 },
] as const
const realized: RealizedClvOptions[] = horizons.flatMap((horizon, at) => [
  { horizon, asOf: asOfs[at % 3] as string, margin: at % 2 ? 0.35 : 1 },
  { horizon, asOf: asOfs[(at + 1) % 3] as string, confidence: 0.9, margin: -0.5 },
])

describe('what customers were worth in an engine is what the function says', () => {
  it.each(realized)('%o', async (options) => {
    await expectEqual(
      engines,
      cases,
      (dialect) => realizedClvSql(spent, { ...options, by, dialect }),
      (rows) => realizedClv(rows, options),
    )
  })
})

type Counted = Omit<CohortTableSqlOptions, 'dialect' | 'by'>
const clocks = ['calendar', 'elapsed'] as const
const common = { later: 'ignore', weekStartsOn: 'monday' } as const
const tables: Counted[] = units.flatMap((every, at) => {
  const clock = clocks[at % 2] as 'calendar'
  const other = clocks[(at + 1) % 2] as 'calendar'
  const asOf = asOfs[at % 3] as string
  return [
    { ...common, every, asOf, clock, measure: 'on', cohort: 'first' },
    {
      ...common,
      every,
      asOf: '2024-06-30',
      clock: other,
      measure: 'on-or-after',
      cohort: 'first',
      until: 12,
      periods: 5,
    },
    {
      ...common,
      every,
      asOf: '2024-12-31',
      clock,
      measure: 'on',
      cohort: 'any',
      minimum: 2,
      from: '2024-01-31',
    },
    {
      ...common,
      every,
      asOf: '2024-12-31',
      clock: other,
      measure: 'on',
      cohort: 'any',
      multiple: 2,
      from: '2024-02-29',
    },
    { ...common, every, asOf, clock, measure: 'on-or-after', cohort: 'any', minimum: 2 },
    {
      ...common,
      every,
      asOf: '2025-03-01',
      clock: other,
      measure: 'on',
      cohort: 'first',
      brackets: [
        [1, 2],
        [4, 9],
        [10, 30],
      ],
      minimum: 2,
    },
    {
      ...common,
      every,
      asOf: '2025-03-01',
      clock,
      measure: 'on-or-after',
      cohort: 'first',
      brackets: [
        [0, 2],
        [5, 7],
      ],
      minimum: 2,
      until: 9,
    },
    {
      ...common,
      every,
      asOf: '2025-03-01',
      clock: other,
      measure: 'on-or-after',
      cohort: 'any',
      brackets: [
        [1, 1],
        [3, 4],
      ],
      multiple: 3,
      from: '2023-12-31',
    },
  ]
})

describe('the counts of cohorts of rows in an engine are those of the table', () => {
  // Tables of days are as wide as the years are long: a few columns say the same.
  const narrow = tables.map((options) =>
    options.every === 'day' && !options.brackets ? { ...options, periods: 8 } : options,
  )
  it.each(asked(narrow))('%o', async (options) => {
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
