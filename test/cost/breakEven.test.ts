import {
  type BreakEvenCostInput,
  type BreakEvenPriceInput,
  breakEvenCost,
  breakEvenPrice,
  clv,
  type DecimalInput,
  type LtvToCacInput,
  ltvToCac,
  type MetricErrorCode,
  observedPayback,
  paybackPeriods,
  type RetentionUpliftInput,
  retentionUplift,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const customer = { margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'now' } as const

describe('ltvToCac of amounts that say what they are in', () => {
  const value = { amount: '4000', currency: 'EUR', per: 'customer', horizon: '36 months' }
  const cost = { amount: 1200, currency: 'EUR', per: 'customer', horizon: '36 months' }

  it('returns what both are in', () => {
    const { ratio, ...rest } = ltvToCac({ value, cost })
    expect(Number(ratio).toFixed(4)).toBe('3.3333')
    expect(JSON.parse(JSON.stringify(rest))).toEqual({
      value: '4000',
      cost: '1200',
      currency: 'EUR',
      per: 'customer',
      horizon: '36 months',
    })
  })

  it('takes a label from either side, and none from neither', () => {
    const none = { currency: null, per: null, horizon: null }
    expect(ltvToCac({ value: 4000, cost: 1200 })).toMatchObject(none)
    expect(ltvToCac({ value: 4000, cost: { amount: 1200, currency: 'EUR' } })).toMatchObject({
      ...none,
      currency: 'EUR',
    })
    expect(ltvToCac({ value: { amount: 1, horizon: '1 year' }, cost: 1 })).toMatchObject({
      ...none,
      horizon: '1 year',
    })
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [{ currency: 'USD' }, 'mismatch', 'cost.currency is "USD", not "EUR", that of the value'],
    [{ per: 'account' }, 'mismatch', 'cost.per is "account", not "customer", that of the value'],
    [
      { horizon: '1 year' },
      'mismatch',
      'cost.horizon is "1 year", not "36 months", that of the value',
    ],
    [{ per: 3 }, 'invalid', 'cost.per is 3, not a text such as EUR'],
    [
      { curency: 'EUR' },
      'invalid',
      'cost.curency is "EUR", not a known field: did you mean currency?',
    ],
    [{ currency: '' }, 'invalid', 'cost.currency is "", not a text such as EUR'],
    [{ amount: 0 }, 'undefined', 'cost.amount is 0, not an amount above 0'],
    [{ amount: -1 }, 'out-of-range', 'cost.amount is -1, not an amount of at least 0'],
    [{ amount: null }, 'invalid', 'cost.amount is null, not a decimal number below 1e30'],
  ])('refuses %j', (change, code, message) => {
    const input = { value, cost: { ...cost, ...(change as object) } } as LtvToCacInput
    expect(refusalText(() => ltvToCac(input))).toEqual([code, `ltvToCac: ${message}`])
  })
})

describe('paybackPeriods', () => {
  it('do not exist within more periods than can be counted', () => {
    const never = { periods: null, wholePeriods: null }
    expect(paybackPeriods({ cost: '1e20', marginPerPeriod: '1e-300' })).toMatchObject(never)
    expect(paybackPeriods({ cost: '1e20', marginPerPeriod: '0.001' })).toMatchObject(never)
  })
})

describe('observedPayback', () => {
  it('is where the sum of flows comes to 0', () => {
    const cohort = observedPayback(['-12000', '5000', 4000n, 3500.5, '3000'])
    // After two periods 3000 are missing, of 3500.50.
    expect(cohort.periods).toBeCloseTo(2 + 3000 / 3500.5, 14)
    expect([cohort.wholePeriods, cohort.observed, cohort.crossing]).toEqual([3, 4, 'first'])
    expect(cohort.cumulative.map(String)).toEqual(['-12000', '-7000', '-3000', '500.5', '3500.5'])
    expect(cohort.outstanding.toString()).toBe('0')
  })

  it('is not yet, and no never, where money is missing', () => {
    const cohort = observedPayback(['-12000', '5000', '4000'])
    expect(cohort).toMatchObject({ periods: null, wholePeriods: null, observed: 2 })
    expect(cohort.outstanding.toString()).toBe('3000')
  })

  it('is at once where nothing went out', () => {
    expect(observedPayback([0, 5])).toMatchObject({ periods: 0, wholePeriods: 0 })
    expect(observedPayback(['5', '-5'], { crossing: 'lasting' }).periods).toBe(0)
    expect(observedPayback(['5'])).toMatchObject({ periods: 0, observed: 0 })
  })

  it('waits for the outlay, and counts from the start', () => {
    const none = observedPayback(['0', '-1000', '400'])
    expect(none).toMatchObject({ periods: null, wholePeriods: null })
    expect(none.outstanding.toString()).toBe('600')
    for (const crossing of ['first', 'lasting'] as const) {
      // 100, −900, −500, 100: of the last 600, 500 were missing.
      const back = observedPayback(['100', '-1000', '400', '600'], { crossing })
      expect([back.periods, back.wholePeriods]).toEqual([2 + 500 / 600, 3])
    }
  })

  it('may be undone, which is a matter of the crossing', () => {
    const flows = ['-10', '12', '-5', '1', '4', '2']
    // −10, 2, −3, −2, 2, 4.
    expect(observedPayback(flows).periods).toBeCloseTo(10 / 12, 15)
    const lasting = observedPayback(flows, { crossing: 'lasting' })
    expect([lasting.periods, lasting.wholePeriods, lasting.crossing]).toEqual([3.5, 4, 'lasting'])
    const undone = flows.slice(0, 3)
    expect(observedPayback(undone).wholePeriods).toBe(1)
    expect(observedPayback(undone).outstanding.toString()).toBe('3')
    expect(observedPayback(undone, { crossing: 'lasting' }).wholePeriods).toBeNull()
  })

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [[], {}, 'empty', 'cashFlows is empty, not at least one flow'],
    [3, {}, 'invalid', 'cashFlows is 3, not an iterable'],
    [[1], { crossing: 'last' }, 'invalid', 'crossing is "last", not one of first, lasting'],
    [[1], null, 'invalid', 'options is null, not a plain object'],
    [
      [1, null],
      {},
      'invalid',
      'cashFlows[1] is null, not a decimal number below 1e30 with at most 30 decimals',
    ],
  ])('refuses %j with %j', (flows, options, code, message) => {
    expect(refusalText(() => observedPayback(flows as DecimalInput[], options as object))).toEqual([
      code,
      `observedPayback: ${message}`,
    ])
  })
})

describe('breakEvenCost', () => {
  it('is the value, or the part of it that is asked for', () => {
    // 100 × 1.1 ÷ 0.3 = 366.67.
    const { cost, value, ...rest } = breakEvenCost({ ...customer, ratio: 3 })
    expect([Number(cost).toFixed(4), Number(value).toFixed(4)]).toEqual(['122.2222', '366.6667'])
    expect(rest).toMatchObject({ ratio: 3, firstMargin: 'now', periods: null })
    const over = { ...customer, periods: 5, growth: 0.02 } as const
    expect(new Decimal(breakEvenCost(over).cost).eq(clv(over).value)).toBe(true)
    expect(breakEvenCost(over)).toMatchObject({ ratio: 1, periods: 5 })
  })

  it('is 0 where a customer brings nothing, or costs', () => {
    expect(breakEvenCost({ ...customer, margin: 0 }).cost.toString()).toBe('0')
    const { cost, value } = breakEvenCost({ ...customer, margin: '-30' })
    expect([cost.toString(), value.toString()]).toEqual(['0', '-110'])
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { margin, retention, discount, firstMargin }',
    ],
    [{ retention: 1.2 }, 'out-of-range', 'retention is 1.2, not a number from 0 to 1'],
    [{ ratio: 0 }, 'undefined', 'ratio is 0, not a number above 0'],
    [{ ratio: -1 }, 'out-of-range', 'ratio is -1, not a number from 0 to 1000'],
    [
      { retention: 1, discount: 0 },
      'undefined',
      'retention is 1, not so low that margins shrink: retention × (1 + growth) below 1 + discount',
    ],
  ])('refuses %j', (change, code, message) => {
    const input = change && { ...customer, ...change }
    expect(refusalText(() => breakEvenCost(input as BreakEvenCostInput))).toEqual([
      code,
      `breakEvenCost: ${message}`,
    ])
  })
})

describe('breakEvenPrice', () => {
  const deal = { cost: 300, retention: 0.8, discount: 0.1, firstMargin: 'now' } as const

  it('is the price whose margin is worth the cost', () => {
    // 300 ÷ (1.1 ÷ 0.3) = 81.8181…
    const bare = breakEvenPrice(deal)
    expect(Number(bare.price).toFixed(6)).toBe('81.818182')
    expect(bare).toMatchObject({ feeRate: 0, ratio: 1, firstMargin: 'now', periods: null })
    // (81.8181… + 15) ÷ 0.97.
    const full = breakEvenPrice({ ...deal, costToServe: '15', feeRate: 0.03 })
    expect(Number(full.price).toFixed(6)).toBe('99.812559')
    expect(Number(full.marginPerPeriod).toFixed(6)).toBe('81.818182')
    expect(Number(breakEvenPrice({ ...deal, ratio: 3 }).price).toFixed(6)).toBe('245.454545')
  })

  it('covers what it costs to serve where winning was free', () => {
    const free = { ...deal, cost: 0, costToServe: 20, retention: 0 } as const
    expect(breakEvenPrice({ ...free, firstMargin: 'after-one-period' }).price?.toString()).toBe(
      '20',
    )
  })

  it('does not exist where nobody stays to pay', () => {
    const gone = { ...deal, retention: 0, firstMargin: 'after-one-period' } as const
    expect(breakEvenPrice(gone)).toMatchObject({ price: null, marginPerPeriod: null })
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [null, 'invalid', 'input is null, not an object { cost, retention, discount, firstMargin }'],
    [{ cost: -1 }, 'out-of-range', 'cost is -1, not an amount of at least 0'],
    [{ feeRate: 1 }, 'undefined', 'feeRate is 1, not below 1, which leaves nothing'],
    [{ costToServe: 'x' }, 'invalid', 'costToServe is "x", not a decimal number below 1e30'],
    [{ ratio: 2000 }, 'out-of-range', 'ratio is 2000, not a number from 0 to 1000'],
  ])('refuses %j', (change, code, message) => {
    const input = change && { ...deal, ...change }
    expect(refusalText(() => breakEvenPrice(input as BreakEvenPriceInput))).toEqual([
      code,
      `breakEvenPrice: ${message}`,
    ])
  })
})

describe('retentionUplift', () => {
  it('is the arithmetic behind Reichheld and Sasser [P-BD-03]', () => {
    const { input, expected, tolerance } = publishedCase('acquisition-retention', 'P-BD-03')
    const { annualProfit: margin, defectionRates, discount } = input
    const lives: number[] = []
    const plain: number[] = []
    const discounted: number[] = []
    for (const defection of defectionRates) {
      const at = { margin, retention: 1 - defection, increase: 0, firstMargin: 'now' } as const
      const { lifetime, value } = retentionUplift({ ...at, discount })
      lives.push(lifetime.before ?? 0)
      discounted.push(Number(value.before))
      plain.push(Number(retentionUplift({ ...at, discount: 0 }).value.before))
    }
    expectNear(lives, expected.lifetimeYears, tolerance)
    expectNear(plain, expected.undiscountedValue_firstYearCertain, tolerance)
    expectNear(discounted, expected.discountedValue_firstYearAtT0, tolerance)
  })

  it('has the elasticity of Gupta, Lehmann and Stuart [P-CLV-03]', () => {
    const { input, expected } = publishedCase('clv-contractual', 'P-CLV-03')
    const at = { margin: input.m, retention: input.r, discount: input.i, increase: 0.001 }
    const { elasticity } = retentionUplift({ ...at, firstMargin: 'after-one-period' })
    expect(elasticity).toBeCloseTo(expected.retentionElasticity, 12)
    // 0.9 ÷ 0.2, without the 1 for the margin that waits.
    expect(retentionUplift({ ...at, firstMargin: 'now' }).elasticity).toBeCloseTo(4.5, 12)
  })

  it('tells value and spend of five points', () => {
    const uplift = retentionUplift({
      ...customer,
      increase: 0.05,
      customers: 1000,
      costPerAcquired: '300',
    })
    // 110 ÷ 0.25 = 440 against 366.67: a fifth more. 50 fewer to replace, 15,000 a year, 10 % of it back.
    expect(Number(uplift.value.change).toFixed(4)).toBe('73.3333')
    expect(uplift.rate).toBeCloseTo(0.2, 15)
    expect(Number(uplift.base.change).toFixed(2)).toBe('73333.33')
    expect(uplift.retention).toEqual({ before: 0.8, after: 0.85, change: 0.05 })
    expect(uplift.replaced).toEqual({ before: 200, after: 150, change: -50 })
    expect([`${uplift.savedPerPeriod}`, `${uplift.saved}`]).toEqual(['15000', '150000'])
    expect(uplift.lifetime.before).toBeCloseTo(5, 14)
    expect(uplift.lifetime.after).toBeCloseTo(20 / 3, 14)
    expect(uplift.lifetime.change).toBeCloseTo(5 / 3, 14)
    expect(uplift).toMatchObject({ customers: 1000, firstMargin: 'now', periods: null })
  })

  it('ends with the horizon', () => {
    const over = { ...customer, increase: 0.05, periods: 2, costPerAcquired: 300 } as const
    const uplift = retentionUplift(over)
    // 100 × (0.85 − 0.8) ÷ 1.1; 0.05 × 300 × (1 ÷ 1.1 + 1 ÷ 1.21).
    expect(Number(uplift.value.change).toFixed(6)).toBe('4.545455')
    expect(Number(uplift.saved).toFixed(6)).toBe('26.033058')
    expect([uplift.elasticity, uplift.periods]).toEqual([null, 2])
  })

  it('has no end of savings without discount, and no end of a life without loss', () => {
    const free = { ...customer, discount: 0, retention: 0.5, increase: 0.25, costPerAcquired: 1 }
    expect(retentionUplift(free as RetentionUpliftInput).saved).toBeNull()
    const { lifetime } = retentionUplift({ ...customer, increase: 0.2 })
    expect([lifetime.after, lifetime.change]).toEqual([null, null])
    const endless = { ...customer, retention: 1, increase: -0.5 } as const
    expect(retentionUplift(endless).lifetime).toEqual({ before: null, after: 2, change: null })
  })

  it('is a loss where retention falls, and nothing without a margin', () => {
    const loss = retentionUplift({ ...customer, increase: -0.05 })
    // 110 ÷ 0.35 − 366.67.
    expect(Number(loss.value.change).toFixed(4)).toBe('-52.3810')
    const nothing = retentionUplift({ ...customer, margin: 0, increase: 0.05 })
    expect([nothing.rate, nothing.elasticity]).toEqual([null, null])
  })

  it('says which share of the total cost is saved, and which cut of it earns as much', () => {
    // The claim comes true for this base: 2 points of 10,000 customers are 200, at 250 each 50,000 of 500,000.
    const claimed = { ...customer, increase: 0.02, customers: 10_000, costPerAcquired: 250 }
    const uplift = retentionUplift({ ...claimed, totalCost: '500000' })
    expect([uplift.savedPerPeriod, uplift.savedCostShare]).toEqual(['50000', 0.1])
    // 200 customers more with a margin of 100 each.
    expect(uplift.equalCostCut).toBe(0.04)
    const none = retentionUplift(claimed)
    expect([none.savedCostShare, none.equalCostCut]).toEqual([null, null])
  })

  it('saves nothing where winning is free, which is no less than nothing', () => {
    const fewer = retentionUplift({ ...customer, increase: -0.05, totalCost: 1000 })
    expect([fewer.savedPerPeriod, fewer.savedCostShare]).toEqual(['0', 0])
  })

  it('saves a share that adds up over points, and shrinks as the total cost grows', () => {
    const points = fc.integer({ min: -80, max: 15 })
    fc.assert(
      fc.property(
        points,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 50 }),
        (at, cost, by) => {
          const share = (increase: number, totalCost: number): number =>
            retentionUplift({
              ...customer,
              increase: increase / 100,
              costPerAcquired: 300,
              totalCost,
            }).savedCostShare as number
          expect(share(at, cost)).toBeCloseTo(by * share(at, cost * by), 12)
          expect(share(at, cost) + share(-at / 5, cost)).toBeCloseTo(share(at - at / 5, cost), 12)
        },
      ),
    )
  })

  it('has no rate that no number could say', () => {
    const barely = { ...customer, retention: 5e-324, firstMargin: 'after-one-period' } as const
    expect(retentionUplift({ ...barely, increase: 0.5 }).rate).toBeNull()
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      null,
      'invalid',
      'input is null, not an object { increase, margin, retention, discount, firstMargin }',
    ],
    [{ retention: 80 }, 'out-of-range', 'retention is 80, not a number from 0 to 1'],
    [
      { increase: 0.25 },
      'out-of-range',
      'increase is 0.25, not a number that leads from 0.8 to a retention from 0 to 1',
    ],
    [
      { increase: -0.85 },
      'out-of-range',
      'increase is -0.85, not a number that leads from 0.8 to a retention from 0 to 1',
    ],
    [{ totalCost: 0 }, 'undefined', 'totalCost is 0, not above 0, to take shares of'],
    [{ totalCost: -1 }, 'out-of-range', 'totalCost is -1, not an amount of at least 0'],
    [{ increase: 5 }, 'out-of-range', 'increase is 5, not a number from -1 to 1'],
    [{ customers: 0.5 }, 'out-of-range', 'customers is 0.5, not a whole number of at least 0'],
    [
      { increase: 0.2, discount: 0 },
      'undefined',
      'retention is 1, not so low that margins shrink: retention × (1 + growth) below 1 + discount',
    ],
  ])('refuses %j', (change, code, message) => {
    const input = change && { ...customer, increase: 0.05, ...change }
    expect(refusalText(() => retentionUplift(input as RetentionUpliftInput))).toEqual([
      code,
      `retentionUplift: ${message}`,
    ])
  })
})
