import {
  type BreakEvenPrice,
  type BreakEvenRetention,
  breakEvenCost,
  breakEvenPrice,
  breakEvenRetention,
  budgetSplit,
  type CostByChannel,
  type CostTally,
  type CustomerCost,
  compareGrowth,
  costByChannel,
  costByPeriod,
  costPerSaved,
  customerCost,
  type Interval,
  type LtvToCac,
  ltvToCac,
  mergeCosts,
  type ObservedPayback,
  type OptimalSpend,
  observedPayback,
  optimalSpend,
  type Payback,
  paybackPeriods,
  projectCustomers,
  type ResponseInput,
  referral,
  responseCurve,
  retentionUplift,
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
    expectTypeOf<CustomerCost['ratio']>().toEqualTypeOf<string | null>()
    const { perAcquired } = customerCost(input)
    // @ts-expect-error nobody may have been acquired
    perAcquired.length
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
  it('is a ratio as a decimal string', () => {
    expectTypeOf(ltvToCac({ value: 4000, cost: '1200' })).toEqualTypeOf<LtvToCac>()
    expectTypeOf<LtvToCac['ratio']>().toEqualTypeOf<string>()
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

describe('costs by channel, by period and per customer saved', () => {
  const tally = { acquisitionSpend: 1, acquired: 1, retentionSpend: 1, retained: 1 }

  it('name what is paid, and the lag', () => {
    expectTypeOf(costByChannel({ tally }, { paid: ['tally'] })).toEqualTypeOf<CostByChannel>()
    // @ts-expect-error which channels are paid is a decision
    costByChannel({ tally }, {})
    costByPeriod([tally], { lag: 1, window: 3, counts: 'sample' })
    // @ts-expect-error so is the lag
    costByPeriod([tally], { window: 3 })
    // @ts-expect-error a policy has a name
    customerCost(tally, { counts: true })
  })

  it('may not exist', () => {
    const group = { customers: 2, retained: 1 }
    const saved = costPerSaved({ spend: 1n, treated: group, control: group })
    expectTypeOf(saved.perSaved).toEqualTypeOf<string | null>()
    // @ts-expect-error nobody was saved against no control
    costPerSaved({ spend: 1, treated: group })
    const { viralCoefficientInterval, multiplier } = referral({
      customers: 1,
      invitations: 1,
      referred: 1,
      acquired: 1,
      acquisitionSpend: '1',
    })
    expectTypeOf(viralCoefficientInterval).toEqualTypeOf<Interval<'score'>>()
    expectTypeOf(multiplier).toEqualTypeOf<number | null>()
    expectTypeOf(budgetSplit(tally).acquisitionShare).toEqualTypeOf<number | null>()
  })

  it('are amounts that may say what they are in', () => {
    ltvToCac({ value: { amount: '1', currency: 'EUR' }, cost: 1n })
    // @ts-expect-error labels are texts
    ltvToCac({ value: { amount: '1', currency: 978 }, cost: 1 })
  })
})

describe('what retention and spend are worth', () => {
  const customer = { margin: 1, retention: 0.8, discount: 0.1, firstMargin: 'now' } as const

  it('is money where it is computed from money, and a number where a model says so', () => {
    expectTypeOf(observedPayback(['-1', 2n, 3])).toEqualTypeOf<ObservedPayback>()
    expectTypeOf(breakEvenCost(customer).cost).toEqualTypeOf<string>()
    expectTypeOf(breakEvenPrice({ ...customer, cost: 1 })).toEqualTypeOf<BreakEvenPrice>()
    expectTypeOf(retentionUplift({ ...customer, increase: 0.05 }).saved).toEqualTypeOf<
      string | null
    >()
    // @ts-expect-error how many points
    retentionUplift(customer)
  })

  it('is divided along curves of any of three origins', () => {
    const responses: ResponseInput[] = [
      { ceiling: 0.5, spend: '1', rate: 0.2 },
      { points: new Set([{ spend: 1, rate: 0.2 }]), ceiling: 0.5 },
      { ceiling: 0.5, k: 0.1 },
    ]
    const [one, other] = responses as [ResponseInput, ResponseInput]
    const best = optimalSpend({ ...customer, acquisition: one, retention: other })
    expectTypeOf(best).toEqualTypeOf<OptimalSpend>()
    expectTypeOf(best.acquisition.marginalCost).toEqualTypeOf<number | null>()
    optimalSpend({ ...customer, acquisition: one, retention: other, budget: 'current' })
    // @ts-expect-error a ceiling alone is no curve
    responseCurve({ ceiling: 0.5 })
  })

  it('is projected with a first margin that is named', () => {
    const plan = { opening: 1, acquiredPerPeriod: [1, 2], retention: 0.9 } as const
    const { periods } = projectCustomers({ ...plan, periods: 2, firstMargin: 'now' })
    expectTypeOf(periods[0]?.closingInterval).toEqualTypeOf<Interval<'normal'> | undefined>()
    compareGrowth({ plan }, { periods: 2, firstMargin: 'after-one-period' })
    // @ts-expect-error the trade has both, so there is no default
    projectCustomers({ ...plan, periods: 2 })
  })
})
