import {
  type CommittedRevenue,
  chainRevenue,
  committedRevenue,
  type DailyRevenueChurn,
  dailyRevenueChurn,
  type MonthlyAmount,
  mergeRevenue,
  monthlyAmount,
  type RevenueChurn,
  type RevenuePeriod,
  type RevenueRetention,
  type RevenueRow,
  type RevenueTally,
  revenueChurn,
  revenueRetention,
  type SubscriptionRow,
  tallyChurn,
  tallyRevenue,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import * as area from 'customer-metrics/revenue'
import { describe, expectTypeOf, it } from 'vitest'

const rows: readonly RevenueRow[] = []
const window = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
declare const tally: RevenueTally

describe('subscriptions with revenue', () => {
  it('are subscriptions with an amount', () => {
    expectTypeOf<RevenueRow>().toExtend<SubscriptionRow>()
    expectTypeOf(tallyChurn(rows, window)).toHaveProperty('opening')
    // @ts-expect-error a subscription without an amount brings in nobody knows what
    tallyRevenue([{ customer: 1, startedOn: '2025-01-01' }], window)
    const subscription = { customer: 1, startedOn: '2025-01-01', amount: 1 }
    // @ts-expect-error a change has a day
    tallyRevenue([{ ...subscription, changes: [{ amount: 2 }] }], window)
  })
})

describe('tallies of revenue', () => {
  it('are of a level that has to be said', () => {
    expectTypeOf(tallyRevenue(rows, window)).toEqualTypeOf<RevenueTally>()
    // @ts-expect-error whose amounts are compared has to be said
    tallyRevenue(rows, { from: '2025-01-01', to: '2025-02-01' })
    // @ts-expect-error not a level
    tallyRevenue(rows, { ...window, level: 'account' })
  })

  it('have their amounts as strings', () => {
    expectTypeOf<RevenueTally['churned']>().toBeString()
  })

  it('make series, sums and chains', () => {
    const series = tallyRevenueByPeriod(rows, { ...window, every: 'month', asOf: new Date(0) })
    expectTypeOf(series).toEqualTypeOf<RevenuePeriod[]>()
    expectTypeOf(mergeRevenue([tally])).toEqualTypeOf<RevenueTally>()
    expectTypeOf(chainRevenue(series)).toEqualTypeOf<RevenueTally>()
  })
})

describe('rates of revenue', () => {
  it('take a tally or movements', () => {
    expectTypeOf(revenueRetention(tally)).toEqualTypeOf<RevenueRetention>()
    const moved = { opening: '1', expansion: 0, contraction: 0n, churned: 0 }
    expectTypeOf(revenueRetention(moved)).toEqualTypeOf<RevenueRetention>()
    expectTypeOf(revenueChurn(moved, { policy: 'net' })).toEqualTypeOf<RevenueChurn>()
    // @ts-expect-error who lost what is not known from the ends alone
    revenueRetention({ opening: 1, closing: 2 })
  })

  it('have a policy that has to be said', () => {
    // @ts-expect-error vendors differ
    revenueChurn(tally, {})
    // @ts-expect-error not a policy
    revenueChurn(tally, { policy: 'stripe' })
    expectTypeOf(dailyRevenueChurn(rows, window)).toEqualTypeOf<DailyRevenueChurn>()
  })

  it('may have no quick ratio', () => {
    expectTypeOf<RevenueRetention['quickRatio']>().toEqualTypeOf<number | null>()
  })
})

describe('amounts', () => {
  it('are decimals', () => {
    const committed = committedRevenue(rows, {
      asOf: '2025-01-31',
      by: '2025-03-31',
      level: 'subscription',
    })
    expectTypeOf(committed).toEqualTypeOf<CommittedRevenue>()
    expectTypeOf(committed.committed).toEqualTypeOf<string>()
    expectTypeOf(monthlyAmount({ amount: 1, unit: 'year' })).toEqualTypeOf<MonthlyAmount>()
    // @ts-expect-error not a rule
    monthlyAmount({ amount: 1, unit: 'week', rule: '4.3' })
    // @ts-expect-error not a policy
    monthlyAmount({ amount: 1, unit: 'month', tax: 1, taxes: 'ignore' })
  })
})

describe('customer-metrics/revenue', () => {
  it('has the same functions', () => {
    expectTypeOf(area.tallyRevenue).toEqualTypeOf(tallyRevenue)
    expectTypeOf<area.RevenueRow>().toEqualTypeOf<RevenueRow>()
  })
})
