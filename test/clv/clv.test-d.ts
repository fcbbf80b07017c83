import {
  type Clv,
  type ClvFromCurve,
  type CustomerSummary,
  clv,
  clvFromCurve,
  type Decimal,
  type DecimalInput,
  type FirstMargin,
  type Interval,
  type RealizedClv,
  type RetentionCurve,
  realizedClv,
  type SimpleClv,
  simpleClv,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import type * as area from 'customer-metrics/clv'
import { Decimal as CallersDecimal } from 'decimal.js'
import { describe, expectTypeOf, it } from 'vitest'

describe('clv', () => {
  const customer = { margin: 100, retention: 0.8, discount: 0.1 } as const

  it('takes money in every form that has digits', () => {
    expectTypeOf<DecimalInput>().toEqualTypeOf<string | number | bigint | Decimal>()
    clv({ ...customer, margin: '100.05', firstMargin: 'now' })
    clv({ ...customer, margin: 100n, firstMargin: 'now' })
    clv({ ...customer, margin: new CallersDecimal('100.05'), firstMargin: 'now' })
    // @ts-expect-error an amount has to be known
    clv({ ...customer, margin: null, firstMargin: 'now' })
  })

  it('makes the caller say when the first margin comes', () => {
    expectTypeOf<FirstMargin>().toEqualTypeOf<'now' | 'after-one-period'>()
    // @ts-expect-error the trade has both, so there is no default
    clv(customer)
    // @ts-expect-error a policy is named, not switched on
    clv({ ...customer, firstMargin: true })
  })

  it('gives decimal strings', () => {
    expectTypeOf(clv({ ...customer, firstMargin: 'now' })).toEqualTypeOf<Clv>()
    expectTypeOf<Clv['value']>().toEqualTypeOf<string>()
    expectTypeOf<Clv['value']>().toEqualTypeOf<string>()
    expectTypeOf<Clv['periods']>().toEqualTypeOf<number | null>()
    const result = clv({ ...customer, firstMargin: 'now', growth: 0.02, periods: 12 })
    // @ts-expect-error results are read-only
    result.value = result.margin
  })

  it('refuses options that are there and undefined', () => {
    // @ts-expect-error leave out what is not known
    clv({ ...customer, firstMargin: 'now', periods: undefined })
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.clv>().toEqualTypeOf<typeof clv>()
    expectTypeOf<area.TransactionRow>().toEqualTypeOf<TransactionRow>()
  })
})

describe('clvFromCurve', () => {
  const input = { discount: 0.1, firstMargin: 'now' } as const

  it('takes one margin or a list, and rates or an estimated curve', () => {
    const curve = {} as RetentionCurve
    expectTypeOf(clvFromCurve({ ...input, margins: 10, curve })).toEqualTypeOf<ClvFromCurve>()
    clvFromCurve({ ...input, margins: ['10', 20n], curve: [1, 0.5] } as const)
    expectTypeOf<ClvFromCurve['values']>().toEqualTypeOf<readonly string[]>()
    // @ts-expect-error a rate is a number
    clvFromCurve({ ...input, margins: 10, curve: ['1', '0.5'] })
    // @ts-expect-error the rate of cells not yet observable is not known
    clvFromCurve({ ...input, margins: 10, curve: [1, null] })
  })
})

describe('simpleClv', () => {
  it('takes rates as numbers', () => {
    expectTypeOf(
      simpleClv({ revenue: '9.99', margin: 0.8, churn: 0.02 }),
    ).toEqualTypeOf<SimpleClv>()
    // @ts-expect-error a margin is a share here, not an amount
    simpleClv({ revenue: '9.99', margin: '0.8', churn: 0.02 })
    // @ts-expect-error there is no margin to assume
    simpleClv({ revenue: '9.99', churn: 0.02 })
  })
})

describe('realizedClv', () => {
  const rows: Iterable<TransactionRow> = new Set([{ customer: 1, on: new Date(0), amount: 5 }])

  it('gives an interval, or null for one customer', () => {
    const realized = realizedClv(rows, { horizon: { months: 12 }, asOf: '2024-12-31' })
    expectTypeOf(realized).toEqualTypeOf<RealizedClv>()
    expectTypeOf(realized.interval).toEqualTypeOf<Interval<'t'> | null>()
  })

  it('makes the caller say what is known, and how long to look', () => {
    // @ts-expect-error there is no clock
    realizedClv(rows, { horizon: { months: 12 } })
    // @ts-expect-error a length of time has a unit
    realizedClv(rows, { horizon: 12, asOf: '2024-12-31' })
    // @ts-expect-error months, weeks and days are named as such
    realizedClv(rows, { horizon: { month: 12 }, asOf: '2024-12-31' })
  })
})

describe('summarizeCustomers', () => {
  const rows: TransactionRow[] = []

  it('gives a list of summaries', () => {
    expectTypeOf(summarizeCustomers(rows, { asOf: '2024-12-31', unit: 'week' })).toEqualTypeOf<
      CustomerSummary[]
    >()
    expectTypeOf<CustomerSummary['monetary']>().toEqualTypeOf<number | null>()
  })

  it('takes known units and policies', () => {
    summarizeCustomers(rows, { asOf: '2024-12-31', unit: 'month', refunds: 'net' })
    // @ts-expect-error units are in the singular
    summarizeCustomers(rows, { asOf: '2024-12-31', unit: 'weeks' })
    // @ts-expect-error a policy is a name
    summarizeCustomers(rows, { asOf: '2024-12-31', unit: 'week', refunds: false })
    // @ts-expect-error a transaction has a day
    summarizeCustomers([{ customer: 1 }], { asOf: '2024-12-31', unit: 'week' })
  })
})
