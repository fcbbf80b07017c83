import {
  type BreakEvenRetention,
  breakEvenRetention,
  type CostTally,
  type CustomerCost,
  customerCost,
  type Decimal,
  type LtvToCac,
  ltvToCac,
  mergeCosts,
  type Payback,
  paybackPeriods,
} from 'customer-metrics'
import type * as area from 'customer-metrics/cost'
import { describe, expectTypeOf, it } from 'vitest'

describe('customerCost', () => {
  const input = {
    acquisitionSpend: '60000',
    acquired: 200,
    retentionSpend: 45000n,
    retained: 900,
  } as const

  it('has costs that may not exist', () => {
    expectTypeOf(customerCost(input)).toEqualTypeOf<CustomerCost>()
    expectTypeOf<CustomerCost['ratio']>().toEqualTypeOf<Decimal | null>()
    const { perAcquired } = customerCost(input)
    // @ts-expect-error nobody may have been acquired
    perAcquired.toFixed(2)
  })

  it('takes a tally as it was stored, and a merged one', () => {
    const stored: CostTally = { ...input, retentionSpend: '45000' }
    customerCost(stored)
    customerCost(mergeCosts([stored, input]))
    expectTypeOf(mergeCosts(new Set([stored]))).toEqualTypeOf<CostTally>()
    // @ts-expect-error a tally is JSON: its amounts are strings
    const wrong: CostTally = input
    expectTypeOf(wrong).toEqualTypeOf<CostTally>()
  })

  it('makes the caller say how many', () => {
    // @ts-expect-error a cost per customer needs customers
    customerCost({ acquisitionSpend: 1, retentionSpend: 1 })
    // @ts-expect-error customers are counted in numbers
    customerCost({ ...input, acquired: '200' })
  })

  it('is the same at its own subpath', () => {
    expectTypeOf<typeof area.customerCost>().toEqualTypeOf<typeof customerCost>()
    expectTypeOf<area.FirstMargin>().toEqualTypeOf<'now' | 'after-one-period'>()
  })
})

describe('what a cost is worth', () => {
  it('is a ratio as a Decimal', () => {
    expectTypeOf(ltvToCac({ value: 4000, cost: '1200' })).toEqualTypeOf<LtvToCac>()
    expectTypeOf<LtvToCac['ratio']>().toEqualTypeOf<Decimal>()
    // @ts-expect-error a value costs something
    ltvToCac({ value: 4000 })
  })

  it('is a number of periods, or never', () => {
    const payback = paybackPeriods({ cost: 1200, marginPerPeriod: 80 })
    expectTypeOf(payback).toEqualTypeOf<Payback>()
    expectTypeOf(payback.periods).toEqualTypeOf<number | null>()
    // @ts-expect-error a margin, not revenue, pays back
    paybackPeriods({ cost: 1200, revenuePerPeriod: 100 })
    const { retention } = breakEvenRetention({
      cost: 1,
      margin: 1,
      discount: 0.1,
      firstMargin: 'now',
    })
    // @ts-expect-error no retention may be enough
    paybackPeriods({ cost: 1200, marginPerPeriod: 80, retention })
  })

  it('is a retention that may not exist', () => {
    const input = { cost: 300, margin: 100, discount: 0.1 }
    expectTypeOf(
      breakEvenRetention({ ...input, firstMargin: 'now' }),
    ).toEqualTypeOf<BreakEvenRetention>()
    expectTypeOf<BreakEvenRetention['retention']>().toEqualTypeOf<number | null>()
    // @ts-expect-error the trade has both, so there is no default
    breakEvenRetention(input)
  })
})
