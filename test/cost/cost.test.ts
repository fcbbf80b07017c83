import {
  type BreakEvenRetentionInput,
  breakEvenRetention,
  type CustomerCostInput,
  clv,
  customerCost,
  type LtvToCacInput,
  ltvToCac,
  type MetricErrorCode,
  mergeCosts,
  type PaybackInput,
  paybackPeriods,
  simpleClv,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const AMOUNT = 'not a decimal number below 1e30'

describe('customerCost', () => {
  const input = {
    acquisitionSpend: '60000',
    acquired: 200,
    retentionSpend: 45000n,
    retained: 900,
  } as const

  it('divides each spend by its customers', () => {
    const { perAcquired, perRetained, ratio, ...rest } = customerCost(input)
    // 60,000 ÷ 200; 45,000 ÷ 900; 300 ÷ 50.
    expect([perAcquired, perRetained, ratio].map(String)).toEqual(['300', '50', '6'])
    expect(JSON.parse(JSON.stringify(rest))).toEqual({
      acquisitionSpend: '60000',
      acquired: 200,
      retentionSpend: '45000',
      retained: 900,
      counts: 'complete',
      perAcquiredInterval: null,
      perRetainedInterval: null,
      ratioInterval: null,
    })
  })

  it('has no cost per customer where no customer came', () => {
    const nobody = customerCost({ ...input, acquired: 0 })
    expect([nobody.perAcquired, nobody.ratio]).toEqual([null, null])
    expect(nobody.perRetained?.toString()).toBe('50')
    const gone = customerCost({ ...input, retained: 0 })
    expect([gone.perRetained, gone.ratio]).toEqual([null, null])
    expect(gone.perAcquired?.toString()).toBe('300')
  })

  it('has no ratio to customers who were kept for nothing', () => {
    const free = customerCost({ ...input, retentionSpend: '-0' })
    expect(free.perRetained?.toString()).toBe('0')
    expect(free.ratio).toBeNull()
    expect(customerCost({ ...input, acquisitionSpend: 0 }).ratio?.toString()).toBe('0')
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { acquisitionSpend, acquired, retentionSpend, retained }',
    ],
    [
      { acquisitionSpend: '-1' },
      'out-of-range',
      'acquisitionSpend is "-1", not an amount of at least 0',
    ],
    [
      { retentionSpend: -0.01 },
      'out-of-range',
      'retentionSpend is -0.01, not an amount of at least 0',
    ],
    [{ retentionSpend: null }, 'invalid', `retentionSpend is null, ${AMOUNT}`],
    [{ acquired: 1.5 }, 'out-of-range', 'acquired is 1.5, not a whole number of at least 0'],
    [{ retained: '9e2' }, 'invalid', 'retained is "9e2", not a whole number of at least 0'],
  ])('refuses %j', (change, code, message) => {
    const changed = change && { ...input, ...change }
    expect(refusalText(() => customerCost(changed as CustomerCostInput))).toEqual([
      code,
      `customerCost: ${message}`,
    ])
  })
})

describe('mergeCosts', () => {
  it('adds channels, every cent of them', () => {
    const search = { acquisitionSpend: '1200.10', acquired: 10, retentionSpend: 0.1, retained: 0 }
    const events = { acquisitionSpend: 800.2, acquired: 2, retentionSpend: '0.2', retained: 5 }
    expect(mergeCosts([search, events])).toEqual({
      acquisitionSpend: '2000.3',
      acquired: 12,
      retentionSpend: '0.3',
      retained: 5,
    })
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [[], 'empty', 'tallies is empty, not at least one tally'],
    [null, 'invalid', 'tallies is null, not an iterable'],
    [[null], 'invalid', 'tallies[0] is null, not a plain object'],
    [
      [{ acquisitionSpend: '1', acquired: -1, retentionSpend: '0', retained: 0 }],
      'out-of-range',
      'tallies[0].acquired is -1, not a whole number of at least 0',
    ],
    [
      [{ acquisitionSpend: '1', acquired: 1, retentionSpend: 'x', retained: 0 }],
      'invalid',
      `tallies[0].retentionSpend is "x", ${AMOUNT}`,
    ],
  ])('refuses %j', (tallies, code, message) => {
    expect(refusalText(() => mergeCosts(tallies as CustomerCostInput[]))).toEqual([
      code,
      `mergeCosts: ${message}`,
    ])
  })

  it('refuses what does not add up exactly', () => {
    const fine = { acquisitionSpend: '1e-31', acquired: 1, retentionSpend: 0, retained: 0 }
    expect(refusalText(() => mergeCosts([fine]))).toEqual([
      'invalid',
      `mergeCosts: tallies[0].acquisitionSpend is "1e-31", ${AMOUNT} with at most 30 decimals`,
    ])
    // Alone it is read, and leaves at the thirtieth decimal like every amount.
    const dear = { ...fine, acquisitionSpend: '1.0000000000000000000000000000016' }
    expect(customerCost(dear).perAcquired).toBe('1.000000000000000000000000000002')
    expect(customerCost(fine).perAcquired).toBe('0')
    const kept = { ...fine, acquisitionSpend: 0, retentionSpend: 5e-324 }
    expect(refusalText(() => mergeCosts([kept]))[1]).toBe(
      `mergeCosts: tallies[0].retentionSpend is 5e-324, ${AMOUNT} with at most 30 decimals`,
    )
  })

  it('refuses sums that are no tally again', () => {
    const rich = { acquisitionSpend: '9e29', acquired: 1, retentionSpend: 0, retained: 0 }
    expect(refusalText(() => mergeCosts([rich, rich]))).toEqual([
      'out-of-range',
      'mergeCosts: tallies.acquisitionSpend is "1800000000000000000000000000000", not an amount below 1e30',
    ])
    const many = { ...rich, acquisitionSpend: 0, acquired: Number.MAX_SAFE_INTEGER }
    expect(refusalText(() => mergeCosts([many, many]))[0]).toBe('out-of-range')
  })
})

describe('ltvToCac', () => {
  it('divides value by cost [P-CLV-05]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-05')
    const { value } = simpleClv({
      revenue: input.arpaMonthly,
      margin: input.grossMargin,
      churn: input.monthlyChurn,
    })
    const result = ltvToCac({ value, cost: input.cac })
    expectNear(Number(result.ratio), expected.ltvToCac, tolerance)
    expect([result.value, result.cost].map(String)).toEqual(['4000', '1200'])
  })

  it('may be negative, and is never a negative zero', () => {
    expect(ltvToCac({ value: '-300', cost: 200 }).ratio.toString()).toBe('-1.5')
    expect(ltvToCac({ value: -0, cost: 200 }).ratio.startsWith('-')).toBe(false)
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [null, 'invalid', 'input is null, not an object { value, cost }'],
    [{ cost: 0 }, 'undefined', 'cost is 0, not an amount above 0'],
    [{ cost: '-0.00' }, 'undefined', 'cost is "-0.00", not an amount above 0'],
    [{ cost: -1 }, 'out-of-range', 'cost is -1, not an amount of at least 0'],
    [{ value: undefined }, 'invalid', `value is undefined, ${AMOUNT}`],
  ])('refuses %j', (change, code, message) => {
    const input = change && { value: 4000, cost: 1200, ...change }
    expect(refusalText(() => ltvToCac(input as LtvToCacInput))).toEqual([
      code,
      `ltvToCac: ${message}`,
    ])
  })
})

describe('paybackPeriods', () => {
  it('is the cost over the margin where all stay, and longer where they leave [P-CLV-05]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-05')
    const customer = { cost: input.cac, marginPerPeriod: input.arpaMonthly * input.grossMargin }
    const all = paybackPeriods(customer)
    expectNear(all.periods, expected.paybackMonthsUndiscounted, tolerance)
    expect([all.wholePeriods, all.retention]).toEqual([15, 1])
    const retention = 1 - input.monthlyChurn
    const some = paybackPeriods({ ...customer, retention })
    expectNear(some.periods, expected.paybackMonthsWithChurn, tolerance)
    expect([some.wholePeriods, some.retention]).toEqual([18, 0.98])
    expect([some.cost, some.marginPerPeriod].map(String)).toEqual(['1200', '80'])
  })

  it('is never where margins end before the cost does', () => {
    const never = { periods: null, wholePeriods: null }
    // More periods than a number can count.
    expect(paybackPeriods({ cost: 1200, marginPerPeriod: 5e-324 })).toMatchObject(never)
    expect(paybackPeriods({ cost: '1e20', marginPerPeriod: '1e-400' })).toMatchObject(never)
    // 80 ÷ (1 − 0.9) = 800 is all that a customer ever brings.
    expect(paybackPeriods({ cost: 1200, marginPerPeriod: 80, retention: 0.9 })).toMatchObject(never)
    // Exactly the cost, in the end, and so at no time.
    expect(paybackPeriods({ cost: 800, marginPerPeriod: 80, retention: 0.9 })).toMatchObject(never)
    expect(paybackPeriods({ cost: 1000, marginPerPeriod: 100, retention: 0.9 })).toMatchObject(
      never,
    )
    // 30 ÷ 0.3, which no number of decimals of 100 ÷ 30 would say.
    expect(paybackPeriods({ cost: 100, marginPerPeriod: 30, retention: 0.7 })).toMatchObject(never)
    expect(paybackPeriods({ cost: 80.01, marginPerPeriod: 80, retention: 0 })).toMatchObject(never)
    expect(paybackPeriods({ cost: 1, marginPerPeriod: 0 })).toMatchObject(never)
    expect(paybackPeriods({ cost: 1, marginPerPeriod: '-5' })).toMatchObject(never)
  })

  it('is at once where nothing was paid', () => {
    const paid = { periods: 0, wholePeriods: 0 }
    expect(paybackPeriods({ cost: 0, marginPerPeriod: 80 })).toMatchObject(paid)
    expect(paybackPeriods({ cost: '-0', marginPerPeriod: 0, retention: 0 })).toMatchObject(paid)
  })

  it('builds up evenly within the first period', () => {
    expect(paybackPeriods({ cost: 20, marginPerPeriod: 80, retention: 0.5 })).toMatchObject({
      periods: 0.25,
      wholePeriods: 1,
    })
    expect(paybackPeriods({ cost: 80, marginPerPeriod: 80, retention: 0 })).toMatchObject({
      periods: 1,
      wholePeriods: 1,
    })
  })

  it('counts the margin that covers the cost exactly', () => {
    // 100 + 80 + 64 = 244.
    const customer = { marginPerPeriod: 100, retention: 0.8 }
    expect(paybackPeriods({ ...customer, cost: 244 })).toMatchObject({
      periods: 3,
      wholePeriods: 3,
    })
    expect(paybackPeriods({ ...customer, cost: '244.000000000000000001' }).wholePeriods).toBe(4)
    expect(paybackPeriods({ ...customer, cost: '243.999999999999999999' }).wholePeriods).toBe(3)
    // The same where all stay: 15 × 80 = 1200.
    expect(
      paybackPeriods({ cost: '1200.000000000000000001', marginPerPeriod: 80 }).wholePeriods,
    ).toBe(16)
  })

  it('keeps its digits where hardly anybody leaves', () => {
    // Each margin is 1e-16 less: fifteen come to 15 − (1 + … + 14) × 1e-16 = 15 − 1.05e-14, and
    // what is missing takes 1.05e-14 of a sixteenth.
    const { periods, wholePeriods } = paybackPeriods({
      cost: 15,
      marginPerPeriod: 1,
      retention: 0.9999999999999999,
    })
    expect(periods).toBeCloseTo(15, 12)
    expect(periods).toBeGreaterThan(15)
    expect(wholePeriods).toBe(16)
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [undefined, 'invalid', 'input is undefined, not an object { cost, marginPerPeriod }'],
    [{ cost: -1 }, 'out-of-range', 'cost is -1, not an amount of at least 0'],
    [{ cost: {} }, 'invalid', `cost is an object, ${AMOUNT}`],
    [{ marginPerPeriod: '' }, 'invalid', `marginPerPeriod is "", ${AMOUNT}`],
    [{ retention: 98 }, 'out-of-range', 'retention is 98, not a number from 0 to 1'],
    // As breakEvenRetention has it where none is enough.
    [{ retention: null }, 'invalid', 'retention is null, not a number from 0 to 1'],
  ])('refuses %j', (change, code, message) => {
    const input = change && { cost: 1200, marginPerPeriod: 80, ...change }
    expect(refusalText(() => paybackPeriods(input as PaybackInput))).toEqual([
      code,
      `paybackPeriods: ${message}`,
    ])
  })
})

describe('a result of a cost function', () => {
  it('is read by the next function, with all of its digits', () => {
    const { perAcquired } = customerCost({
      acquisitionSpend: 1000,
      acquired: 7,
      retentionSpend: 0,
      retained: 0,
    })
    const cost = perAcquired ?? 0
    const { value } = clv({ margin: 20, retention: 0.8, discount: 0.07, firstMargin: 'now' })
    // 20 × 1.07 ÷ 0.27 over 1000 ÷ 7, from the Decimals and from their JSON.
    const { ratio } = ltvToCac({ value, cost })
    expect(Number(ratio).toFixed(12)).toBe('0.554814814815')
    expect(new Decimal(ltvToCac(JSON.parse(JSON.stringify({ value, cost }))).ratio).eq(ratio)).toBe(
      true,
    )
    expect(paybackPeriods({ cost, marginPerPeriod: 20 }).wholePeriods).toBe(8)
    const given = { cost, margin: 20, discount: 0.07, firstMargin: 'now' } as const
    expect(new Decimal(breakEvenRetention(given).cost).eq(cost)).toBe(true)
  })
})

describe('breakEvenRetention', () => {
  const customer = { cost: 300, margin: 100, discount: 0.1 } as const

  it('is the retention at which the value is the cost', () => {
    const now = breakEvenRetention({ ...customer, firstMargin: 'now' })
    // 1.1 × (1 − 100 ÷ 300).
    expect(now.retention).toBeCloseTo(0.733333333333, 11)
    expect([now.cost, now.margin].map(String)).toEqual(['300', '100'])
    expect(now.firstMargin).toBe('now')
    const later = breakEvenRetention({ ...customer, firstMargin: 'after-one-period' })
    // 330 ÷ (100 + 300).
    expect(later.retention).toBe(0.825)
    const { margin, discount } = customer
    const value = clv({ margin, discount, retention: 0.825, firstMargin: 'after-one-period' }).value
    expect(value.toString()).toBe('300')
  })

  it('counts on margins to grow where they do', () => {
    // 1.1 × (2 ÷ 3) ÷ 1.05; 330 ÷ (100 + 300 × 1.05).
    const growing = { ...customer, growth: 0.05 }
    expect(breakEvenRetention({ ...growing, firstMargin: 'now' }).retention).toBeCloseTo(
      0.698412698413,
      11,
    )
    expect(
      breakEvenRetention({ ...growing, firstMargin: 'after-one-period' }).retention,
    ).toBeCloseTo(0.795180722892, 11)
  })

  it('is 0 where the first margin covers the cost', () => {
    for (const cost of [0, 99.99, 100])
      expect(breakEvenRetention({ ...customer, cost, firstMargin: 'now' }).retention).toBe(0)
    // There is no such margin a period later, unless nothing was paid.
    const later = { ...customer, firstMargin: 'after-one-period' } as const
    expect(breakEvenRetention({ ...later, cost: 0 }).retention).toBe(0)
    expect(breakEvenRetention({ ...later, cost: '0.01' }).retention).toBeGreaterThan(0)
  })

  it('is 1 where nobody may leave, and null where that is not enough', () => {
    // 110 ÷ 0.1 = 1100 with the first margin now, 1000 with it later.
    const at = (cost: string, firstMargin: 'now' | 'after-one-period'): number | null =>
      breakEvenRetention({ ...customer, cost, firstMargin }).retention
    expect([at('1100', 'now'), at('1000', 'after-one-period')]).toEqual([1, 1])
    expect([at('1100.01', 'now'), at('1000.01', 'after-one-period')]).toEqual([null, null])
  })

  it('is null without a margin, however it grows', () => {
    for (const firstMargin of ['now', 'after-one-period'] as const)
      for (const margin of [0, -100])
        for (const [discount, growth] of [
          [0, 0],
          [0.05, 0.1],
        ] as const) {
          const input = { cost: 300, margin, discount, growth, firstMargin }
          expect(breakEvenRetention(input).retention).toBeNull()
        }
  })

  it('knows margins that are gone after the first', () => {
    const once = { ...customer, growth: -1 }
    expect(breakEvenRetention({ ...once, firstMargin: 'now' }).retention).toBeNull()
    // 100 × r ÷ 1.1 = 50.
    expect(
      breakEvenRetention({ ...once, cost: 50, firstMargin: 'after-one-period' }).retention,
    ).toBe(0.55)
  })

  it.each([
    // mpmath 1.3, 40 digits: the root of value(r) − cost, value as a sum of so many margins.
    [300, 100, 0.1, 0, 5, 'now', 0.8153980016226022],
    [300, 100, 0.1, 0, 36, 'now', 0.7333335012097473],
    [300, 100, 0.1, 0, 5, 'after-one-period', 0.9177548961613566],
    [300, 100, 0.1, 0.05, 4, 'after-one-period', 0.9498680943589525],
    [2000, 10, 0.008, 0.01, 240, 'after-one-period', 0.9965501283367206],
    // By hand: 100 × (1 + r ÷ 1.1) = 150; 100 × 3 × 1 = 300; 100 × r ÷ 1.1 = 50.
    [150, 100, 0.1, 0, 2, 'now', 0.55],
    [300, 100, 0, 0, 3, 'now', 1],
    [50, 100, 0.1, 0, 1, 'after-one-period', 0.55],
    // 0.01 more than the three years bring at the most; one margin is the same at any retention.
    ['300.01', 100, 0, 0, 3, 'now', null],
    ['100.01', 100, 0, 0, 1, 'now', null],
    [100, 100, 0, 0, 1, 'now', 0],
    // A retention of next to nothing keeps its digits: 1e-30 of margin is missing.
    ['100.000000000000000000000000000001', 100, 0, 0, 9, 'now', 1e-32],
  ] as const)('of %s at %s: discount %d, growth %d, %d periods, first %s', (...given) => {
    const [cost, margin, discount, growth, periods, firstMargin, expected] = given
    const input = { cost, margin, discount, growth, periods, firstMargin }
    const result = breakEvenRetention(input)
    expect(result.retention).toBe(expected)
    expect(result.periods).toBe(periods)
    expect(breakEvenRetention({ ...customer, firstMargin }).periods).toBeNull()
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { cost, margin, discount, firstMargin }',
    ],
    [{ periods: 0 }, 'out-of-range', 'periods is 0, not a whole number from 1 to 100000'],
    [{ cost: '-300' }, 'out-of-range', 'cost is "-300", not an amount of at least 0'],
    [{ margin: Number.NaN }, 'invalid', `margin is NaN, ${AMOUNT}`],
    [{ discount: -1 }, 'out-of-range', 'discount is -1, not a number from 0 to 1'],
    [{ growth: '5%' }, 'invalid', 'growth is "5%", not a number from -1 to 1'],
    [{ firstMargin: '' }, 'invalid', 'firstMargin is "", not one of now, after-one-period'],
  ])('refuses %j', (change, code, message) => {
    const input = change && { ...customer, firstMargin: 'now', ...change }
    expect(refusalText(() => breakEvenRetention(input as BreakEvenRetentionInput))).toEqual([
      code,
      `breakEvenRetention: ${message}`,
    ])
  })
})
