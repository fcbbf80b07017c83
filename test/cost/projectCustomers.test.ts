import {
  type BudgetSplitInput,
  budgetSplit,
  type CompareGrowthOptions,
  compareGrowth,
  type GrowthPlan,
  type MetricErrorCode,
  type ProjectCustomersInput,
  type ProjectCustomersOptions,
  type ProjectedPeriod,
  projectCustomers,
  type ReferralInput,
  referral,
  retentionCurve,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

/** Half the width of a 95 % interval, in standard deviations. */
const Z = 1.959963984540054

describe('projectCustomers', () => {
  const input = {
    opening: 1000,
    acquiredPerPeriod: 100,
    retention: 0.9,
    periods: 3,
    firstMargin: 'now',
    revenuePerPeriod: '20',
    margin: 0.7,
    costPerAcquired: 50,
    retentionSpend: '1.50',
  } as const

  it('keeps, wins and charges, period by period', () => {
    const { periods, ...sums } = projectCustomers({ ...input, acquiredPerPeriod: [100, 200, 0] })
    expect(periods.map(({ period }) => period)).toEqual([1, 2, 3])
    expect(periods.map(({ opening }) => opening)).toEqual([1000, 1000, 1100])
    expect(periods.map(({ closing }) => closing)).toEqual([1000, 1100, 990])
    expect(periods.map(({ lost, acquired }) => [Math.round(lost), acquired])).toEqual([
      [100, 100],
      [100, 200],
      [110, 0],
    ])
    // 20 × 1000; 20 × 1100; 20 × 990.
    expect(periods.map(({ revenue }) => `${revenue}`)).toEqual(['20000', '22000', '19800'])
    // 0.7 × revenue − 50 × acquired − 1.5 × opening.
    expect(periods.map(({ profit }) => `${profit}`)).toEqual(['7500', '3900', '12210'])
    expect([`${sums.revenue}`, `${sums.profit}`, sums.closing]).toEqual(['61800', '23610', 990])
    expect([sums.firstMargin, sums.acquisition]).toEqual(['now', 'poisson'])
  })

  it('keeps every digit of those who stay, where one retention is given', () => {
    const { periods } = projectCustomers({
      ...{ opening: 3, acquiredPerPeriod: 0, retention: 0.1, periods: 3, firstMargin: 'now' },
      revenuePerPeriod: 1,
    })
    expect(periods.map(({ retained }) => retained)).toEqual([0.3, 0.03, 0.003])
    expect(periods.map(({ revenue }) => revenue)).toEqual(['0.3', '0.03', '0.003'])
  })

  it('waits for the first margin where it comes later', () => {
    const { periods } = projectCustomers({ ...input, firstMargin: 'after-one-period' })
    expect(periods.map(({ revenue }) => `${revenue}`)).toEqual(['18000', '18000', '18000'])
  })

  it('is heads only without amounts', () => {
    const { profit, revenue, periods } = projectCustomers({
      opening: 10,
      acquiredPerPeriod: 0,
      retention: 0.5,
      periods: 2,
      firstMargin: 'now',
    })
    expect([`${profit}`, `${revenue}`, periods[1]?.closing]).toEqual(['0', '0', 2.5])
    expect(periods[0]?.profitInterval).toMatchObject({ low: 0, high: 0 })
  })

  it('has forecast intervals of what chance does', () => {
    const { periods } = projectCustomers(input)
    // Variance after one period: 1000 × 0.9 × 0.1 + 100 = 190; after two 1000 × 0.81 × 0.19 + 190 = 343.9.
    for (const [at, variance] of [
      [0, 190],
      [1, 343.9],
    ] as const) {
      const { low, high, method } = periods[at]?.closingInterval ?? { low: 0, high: 0 }
      expect(low).toBeCloseTo(1000 - Z * Math.sqrt(variance), 8)
      expect(high).toBeCloseTo(1000 + Z * Math.sqrt(variance), 8)
      expect(method).toBe('normal')
    }
    // Revenue is 20 times as wide; profit in the first period: 14² × 90 + (14 − 50)² × 100.
    expect(periods[0]?.revenueInterval.high).toBeCloseTo(20000 + 20 * Z * Math.sqrt(190), 6)
    const { high } = periods[0]?.profitInterval ?? { high: 0 }
    expect(high).toBeCloseTo(7500 + Z * Math.sqrt(196 * 90 + 1296 * 100), 6)
    // numpy 2: 400,000 runs give standard deviations of 412.58 and 435.31 in periods 2 and 3.
    const spread = (at: number): number =>
      ((periods[at]?.profitInterval.high ?? 0) - (periods[at]?.profitInterval.low ?? 0)) / 2 / Z
    expect(spread(1) / 412.58).toBeCloseTo(1, 2)
    expect(spread(2) / 435.31).toBeCloseTo(1, 2)
  })

  it('leaves chance out of a plan of acquisition', () => {
    const { periods, acquisition } = projectCustomers(input, { acquisition: 'planned' })
    // 1000 × 0.9 × 0.1; then 1000 × 0.81 × 0.19 + 100 × 0.9 × 0.1.
    const half = (at: number): number => (periods[at]?.closingInterval.high ?? 0) - 1000
    expect(half(0)).toBeCloseTo(Z * Math.sqrt(90), 8)
    expect(half(1)).toBeCloseTo(Z * Math.sqrt(162.9), 8)
    expect(acquisition).toBe('planned')
  })

  it('knows less of a retention that was observed on few', () => {
    const options = { observed: 100, acquisition: 'planned' } as const
    const { periods } = projectCustomers({ ...input, acquiredPerPeriod: 0 }, options)
    // Wilson of 90 of 100 is 0.8256343384950865 to 0.9447708629393249 (scipy 1.17).
    const doubt = ((0.9447708629393249 - 0.8256343384950865) / 2) * 1000
    const { high } = periods[0]?.closingInterval ?? { high: 0 }
    expect(high - 900).toBeCloseTo(Math.sqrt(((Z * Z * 90) as number) + doubt ** 2), 6)
  })

  it('still doubts a retention at which nobody was seen to leave', () => {
    const all = { ...input, retention: 1, acquiredPerPeriod: 0 } as const
    expect(projectCustomers(all).periods[2]?.closingInterval.low).toBe(1000)
    expect(projectCustomers(all, { observed: 50 }).periods[2]?.closingInterval.low).toBeLessThan(
      990,
    )
  })

  it('goes a hundred years of months', () => {
    // From nobody, a Poisson count each month: who is there is a Poisson count of mean and variance
    // 100 × (1 − 0.99 ** n) ÷ 0.01.
    const months = { acquiredPerPeriod: 100, periods: 1200, firstMargin: 'now' } as const
    const curve = Array.from({ length: 1201 }, (_, age) => 0.99 ** age)
    for (const { periods } of [
      projectCustomers({ ...months, opening: 0, retention: 0.99 }),
      projectCustomers({ ...months, opening: 0, curve }),
    ])
      for (const at of [11, 599, 1199]) {
        const mean = 1e4 * (1 - 0.99 ** (at + 1))
        const { closing, closingInterval } = periods[at] as ProjectedPeriod
        expect(closing / mean).toBeCloseTo(1, 12)
        expect((closingInterval.high - mean) / (Z * Math.sqrt(mean))).toBeCloseTo(1, 9)
      }
    // Of 10,000 with a doubt of the retention, 10,000 × n × 0.99 ** (n − 1) times that doubt.
    const base = { ...months, opening: 1e4, acquiredPerPeriod: 0, retention: 0.99 } as const
    const at = (n: number, observed: number): number =>
      projectCustomers(base, { observed }).periods[n - 1]?.closingInterval.high ?? 0
    const mean = 1e4 * 0.99 ** 50
    const binomial = mean * (1 - 0.99 ** 50)
    const doubt = Math.sqrt(((at(50, 5000) - mean) / Z) ** 2 - binomial)
    const first = Math.sqrt(((at(1, 5000) - 9900) / Z) ** 2 - 99)
    expect(doubt / first).toBeCloseTo(50 * 0.99 ** 49, 9)
  })

  it('goes along a curve, each cohort at its age', () => {
    const { periods } = projectCustomers({
      opening: [100, 50],
      acquiredPerPeriod: [10, 20],
      curve: [1, 0.8, 0.6, 0.45],
      periods: 2,
      firstMargin: 'now',
    })
    // 100 × 0.8 + 50 × 0.6 ÷ 0.8 = 117.5; 100 × 0.6 + 50 × 0.45 ÷ 0.8 + 10 × 0.8 = 96.125.
    expect(periods[0]?.retained).toBeCloseTo(117.5, 12)
    expect(periods[1]?.retained).toBeCloseTo(96.125, 12)
    expect(periods[1]?.closing).toBeCloseTo(116.125, 12)
  })

  it('knows how well a curve of its own is known', () => {
    // 100 at risk, 20 lost at age 1; 60 at risk, 15 lost at age 2; 40 followed to age 2.5.
    const curve = retentionCurve({
      1: { lost: 20, censored: 20 },
      2: { lost: 15, censored: 5 },
      3: { lost: 0, censored: 40 },
    })
    const start = { opening: 0, acquiredPerPeriod: [1000, 0, 0], curve, periods: 3 } as const
    const options = { acquisition: 'planned' } as const
    const { periods } = projectCustomers({ ...start, firstMargin: 'now' }, options)
    // S(2) = 0.8 × 0.75 = 0.6; Greenwood: 20 ÷ (100 × 80) + 15 ÷ (60 × 45).
    const doubt = (1000 * 0.6) ** 2 * (20 / 8000 + 15 / 2700)
    const { high } = periods[2]?.closingInterval ?? { high: 0 }
    expect(periods[2]?.closing).toBeCloseTo(600, 10)
    expect(high - 600).toBeCloseTo(Z * Math.sqrt(1000 * 0.6 * 0.4 + doubt), 8)
    // Customers of age 1 have the first step behind them.
    const older = { ...start, opening: [0, 800], acquiredPerPeriod: 0, periods: 1 } as const
    const one = projectCustomers({ ...older, firstMargin: 'now' }, options).periods[0]
    expect((one?.closingInterval.high ?? 0) - 600).toBeCloseTo(
      Z * Math.sqrt(800 * 0.75 * 0.25 + 600 ** 2 * (15 / 2700)),
      8,
    )
  })

  it('spends on those who are there at the start of a period, and doubts no other number', () => {
    const curve = retentionCurve({
      1: { lost: 20, censored: 20 },
      2: { lost: 15, censored: 5 },
      3: { lost: 10, censored: 30 },
    })
    const { periods } = projectCustomers(
      {
        ...{ opening: [1000, 800], acquiredPerPeriod: [300, 0], curve, periods: 2 },
        ...{ firstMargin: 'now', retentionSpend: 2 },
      },
      { acquisition: 'planned' },
    )
    // 2 for each of 1800, who are known, and then for each of those who are left of them and the 300.
    const [first, second] = periods
    expect(first?.profitInterval).toMatchObject({ low: -3600, high: -3600 })
    expect(second?.profitInterval.low).toBeCloseTo(-2 * (first?.closingInterval.high ?? 0), 8)
    expect(second?.profitInterval.high).toBeCloseTo(-2 * (first?.closingInterval.low ?? 0), 8)
  })

  it('is sure of nobody once a curve has lost everybody', () => {
    const curve = retentionCurve({ 1: { lost: 50, censored: 0 }, 2: { lost: 50, censored: 0 } })
    const { periods } = projectCustomers({
      ...{ opening: [100], acquiredPerPeriod: 0, curve, periods: 2, firstMargin: 'now' },
      ...{ revenuePerPeriod: 10 },
    })
    // Half of 100 stay: 100 × 0.5 × 0.5 by chance, and 50² × 50 ÷ (100 × 50) of doubt about the half.
    const { high } = periods[0]?.closingInterval ?? { high: 0 }
    expect(high - 50).toBeCloseTo(Z * Math.sqrt(25 + 25), 10)
    expect(periods[1]).toMatchObject({ closing: 0, revenue: '0' })
    expect(periods[1]?.closingInterval).toMatchObject({ low: 0, high: 0 })
    expect(periods[1]?.revenueInterval).toMatchObject({ low: 0, high: 0 })
  })

  it('wins nobody by rounding', () => {
    // 0.1 + 0.2 + 0.3 is 0.6000000000000001 in floating point.
    const { periods } = projectCustomers({
      opening: [0.1, 0.2, 0.3],
      acquiredPerPeriod: 0,
      curve: [1, 1, 1, 1],
      periods: 1,
      firstMargin: 'now',
    })
    expect(periods[0]).toMatchObject({ opening: 0.6, retained: 0.6, lost: 0 })
  })

  it('doubles in fourteen years what keeps 95 of 100 and wins 10 (Reichheld 1996, ch. 2)', () => {
    // Both win a tenth of their base each year: 1.05^14 = 1.98 against 1^14.
    const firm = (retention: number, growth: number): number =>
      projectCustomers({
        opening: 1000,
        acquiredPerPeriod: Array.from({ length: 14 }, (_, year) => 100 * growth ** year),
        retention,
        periods: 14,
        firstMargin: 'now',
      }).closing
    expect(firm(0.95, 1.05)).toBeCloseTo(1979.9315994394, 9)
    expect(firm(0.9, 1)).toBe(1000)
  })

  it('has nobody left where a curve has come to 0', () => {
    const curve = { ...input, retention: undefined, curve: [1, 0.5, 0, 0, 0], opening: [10, 4, 0] }
    const { periods } = projectCustomers({
      ...curve,
      periods: 2,
    } as unknown as ProjectCustomersInput)
    expect(periods[1]?.retained).toBe(50)
  })

  const curve = { ...input, retention: undefined, curve: [1, 0.8, 0.7, 0.6], opening: [5] }

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [
      null,
      {},
      'invalid',
      'input is null, not an object { opening, acquiredPerPeriod, periods, firstMargin }',
    ],
    [input, null, 'invalid', 'options is null, not a plain object'],
    [
      { ...input, periods: 0 },
      {},
      'out-of-range',
      'periods is 0, not a whole number from 1 to 1200',
    ],
    [
      { ...input, periods: 1201 },
      {},
      'out-of-range',
      'periods is 1201, not a whole number from 1 to 1200',
    ],
    [
      { ...input, retention: 1.1 },
      {},
      'out-of-range',
      'retention is 1.1, not a number from 0 to 1',
    ],
    [
      { ...input, retention: undefined },
      {},
      'mismatch',
      'curve is undefined, not one of retention and curve',
    ],
    [
      { ...input, curve: [1, 1, 1, 1] },
      {},
      'mismatch',
      'curve is an array, not one of retention and curve',
    ],
    [
      { ...input, opening: [1, 2] },
      {},
      'mismatch',
      'opening is an array, not one number, as all ages stay alike',
    ],
    [
      { ...input, opening: -1 },
      {},
      'out-of-range',
      'opening is -1, not a number from 0 to 1000000000000000',
    ],
    [
      { ...input, firstMargin: 'later' },
      {},
      'invalid',
      'firstMargin is "later", not one of now, after-one-period',
    ],
    [
      { ...input, acquiredPerPeriod: [1, 2] },
      {},
      'mismatch',
      'acquiredPerPeriod.length is 2, not 3, one for each period',
    ],
    [
      { ...input, acquiredPerPeriod: [1, 2, -3] },
      {},
      'out-of-range',
      'acquiredPerPeriod[2] is -3, not a number from 0 to 1000000000000000',
    ],
    [
      { ...input, acquiredPerPeriod: null },
      {},
      'invalid',
      'acquiredPerPeriod is null, not an iterable',
    ],
    [{ ...input, margin: 70 }, {}, 'out-of-range', 'margin is 70, not a number from -1000 to 1'],
    [
      { ...input, costPerAcquired: -1 },
      {},
      'out-of-range',
      'costPerAcquired is -1, not an amount of at least 0',
    ],
    [
      input,
      { acquisition: 'random' },
      'invalid',
      'acquisition is "random", not one of poisson, planned',
    ],
    [input, { observed: 0 }, 'out-of-range', 'observed is 0, not a whole number of at least 1'],
    [curve, { observed: 5 }, 'mismatch', 'observed is 5, not given for a retention'],
    [
      { ...curve, opening: 5 },
      {},
      'mismatch',
      'opening is 5, not a number for each age, as a curve needs',
    ],
    [
      { ...curve, periods: 4, acquiredPerPeriod: 0 },
      {},
      'mismatch',
      'curve.length is 4, not at least 5, up to the last age of the projection',
    ],
    [
      { ...curve, curve: [1, 0, 0, 0], opening: [1, 2], periods: 1 },
      {},
      'mismatch',
      'opening[1] is 2, not 0, where the curve has nobody',
    ],
  ])('refuses %j with %j', (given, options, code, message) => {
    expect(
      refusalText(() =>
        projectCustomers(given as ProjectCustomersInput, options as ProjectCustomersOptions),
      ),
    ).toEqual([code, `projectCustomers: ${message}`])
  })
})

describe('compareGrowth', () => {
  const plan = { opening: 0, revenuePerPeriod: '100', costPerAcquired: '50' }
  const many = { ...plan, acquiredPerPeriod: 40, retention: 0 }
  const loyal = { ...plan, acquiredPerPeriod: 20, retention: 1 }
  const options = { periods: 5, firstMargin: 'now' } as const

  it('sets forty who leave against twenty who stay', () => {
    const { plans, byCustomers, byProfit, ...rest } = compareGrowth({ many, loyal }, options)
    expect(plans.map(({ customers }) => customers)).toEqual([
      [40, 40, 40, 40, 40],
      [20, 40, 60, 80, 100],
    ])
    // 40 × 50 each year; 20 × 100 × n − 20 × 50: 1000, 4000, 9000, …
    expect(plans[0]?.cumulativeProfit.map(String)).toEqual([
      '2000',
      '4000',
      '6000',
      '8000',
      '10000',
    ])
    expect(plans[1]?.cumulativeProfit.map(String)).toEqual([
      '1000',
      '4000',
      '9000',
      '16000',
      '25000',
    ])
    expect([byCustomers, byProfit]).toEqual([
      { plan: 'loyal', from: 3 },
      { plan: 'loyal', from: 3 },
    ])
    expect(rest).toEqual(options)
  })

  it('has plans in the order of keys, whole numbers first', () => {
    const { plans } = compareGrowth({ loyal, 10: many, many, 2: loyal }, options)
    expect(plans.map(({ plan }) => plan)).toEqual(['2', '10', 'loyal', 'many'])
  })

  it('has no leader where several are ahead', () => {
    const tied = compareGrowth({ many, loyal }, { ...options, periods: 2 })
    expect(tied.byCustomers).toEqual({ plan: null, from: null })
    const early = compareGrowth({ many, loyal }, { ...options, periods: 1 })
    expect(early.byProfit).toEqual({ plan: 'many', from: 1 })
    expect(compareGrowth({ many }, options).byProfit).toEqual({ plan: 'many', from: 1 })
  })

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [null, options, 'invalid', 'plans is null, not a plain object'],
    [{}, options, 'empty', 'plans is empty, not at least one plan'],
    [
      { many },
      undefined,
      'invalid',
      'options is undefined, not an object { periods, firstMargin }',
    ],
    [
      { many: 3 },
      options,
      'invalid',
      'plans.many is 3, not an object { opening, acquiredPerPeriod }',
    ],
    [
      { many },
      { ...options, periods: 0 },
      'out-of-range',
      'periods is 0, not a whole number from 1 to 1200',
    ],
    [
      { many: { opening: 0, acquiredPerPeriod: 1, curve: [1, 2] } },
      options,
      'out-of-range',
      'plans.many.curve[1] is 2, not a number from 0 to 1',
    ],
    [
      { many: { ...many, periods: 3 } },
      options,
      'mismatch',
      'plans.many.periods is 3, not that of all plans',
    ],
    [
      { many: { ...many, firstMargin: 'after-one-period' } },
      options,
      'mismatch',
      'plans.many.firstMargin is "after-one-period", not that of all plans',
    ],
    [
      { many: { ...many, retention: 2 } },
      options,
      'out-of-range',
      'plans.many.retention is 2, not a number from 0 to 1',
    ],
  ])('refuses %j with %j', (plans, given, code, message) => {
    expect(
      refusalText(() =>
        compareGrowth(plans as Record<string, GrowthPlan>, given as CompareGrowthOptions),
      ),
    ).toEqual([code, `compareGrowth: ${message}`])
  })
})

describe('budgetSplit', () => {
  it('divides spend, and margin beside it', () => {
    const split = budgetSplit({
      acquisitionSpend: '75000.10',
      retentionSpend: 13500n,
      acquiredMargin: '60000',
      retainedMargin: 240000,
    })
    expect(split.total.toString()).toBe('88500.1')
    expect(split.acquisitionShare).toBeCloseTo(75000.1 / 88500.1, 15)
    expect(split.retentionShare).toBeCloseTo(13500 / 88500.1, 15)
    expect(split.acquiredMarginShare).toBe(0.2)
    expect(Number(split.marginPerAcquisitionSpend).toFixed(4)).toBe('0.8000')
    expect(Number(split.marginPerRetentionSpend).toFixed(4)).toBe('17.7778')
  })

  it('says nothing of margins that are not known, or of no spend', () => {
    const { acquisitionShare, ...rest } = budgetSplit({ acquisitionSpend: 1, retentionSpend: 3 })
    expect(acquisitionShare).toBe(0.25)
    const none = { acquiredMarginShare: null, marginPerAcquisitionSpend: null }
    expect(rest).toMatchObject({ ...none, marginPerRetentionSpend: null })
    const nothing = { acquisitionSpend: 0, retentionSpend: 0 }
    expect(budgetSplit(nothing).acquisitionShare).toBeNull()
    const loss = budgetSplit({ ...nothing, acquiredMargin: -5, retainedMargin: 5 })
    expect(loss).toMatchObject({ ...none, marginPerRetentionSpend: null })
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [null, 'invalid', 'input is null, not an object { acquisitionSpend, retentionSpend }'],
    [
      { acquisitionSpend: -1 },
      'out-of-range',
      'acquisitionSpend is -1, not an amount of at least 0',
    ],
    [{ retentionSpend: 'x' }, 'invalid', 'retentionSpend is "x", not a decimal number below 1e30'],
    [
      { acquiredMargin: 5 },
      'mismatch',
      'retainedMargin is undefined, not given, as the other margin is',
    ],
    [
      { retainedMargin: 5 },
      'mismatch',
      'acquiredMargin is undefined, not given, as the other margin is',
    ],
  ])('refuses %j', (change, code, message) => {
    const input = change && { acquisitionSpend: 1, retentionSpend: 1, ...change }
    expect(refusalText(() => budgetSplit(input as BudgetSplitInput))).toEqual([
      code,
      `budgetSplit: ${message}`,
    ])
  })
})

describe('referral', () => {
  const input = {
    customers: 1000,
    invitations: 800,
    referred: 200,
    acquired: 600,
    acquisitionSpend: '40000',
    referralSpend: 4000,
  }

  it('counts those in who came by recommendation', () => {
    const result = referral(input)
    expect(result).toMatchObject({
      viralCoefficient: 0.2,
      invitationsPerCustomer: 0.8,
      conversionRate: 0.25,
      multiplier: 1.25,
      customers: 1000,
      invitations: 800,
      referred: 200,
      acquired: 600,
    })
    expect(result.referredShare).toBeCloseTo(1 / 3, 15)
    // 40,000 ÷ 400; 4000 ÷ 200; 44,000 ÷ 600; 100 × 0.8 + 20 × 0.2.
    expect(
      [result.perUnreferred, result.perReferred, result.perAcquired].map((cost) =>
        Number(cost).toFixed(2),
      ),
    ).toEqual(['100.00', '20.00', '73.33'])
    expect(result.perAcquiredEventually?.toString()).toBe('84')
    // scipy 1.17: score limits of a Poisson count of 200; Wilson of 200 of 800 and of 600.
    expect(result.viralCoefficientInterval.low).toBeCloseTo(0.174136183964963, 12)
    expect(result.viralCoefficientInterval.high).toBeCloseTo(0.229705274855731, 12)
    expect(result.conversionRateInterval?.low).toBeCloseTo(0.221236971436218, 12)
    expect(result.referredShareInterval?.high).toBeCloseTo(0.3720079164766197, 12)
  })

  it('has no end where each brings one or more', () => {
    const wild = referral({ ...input, customers: 200 })
    expect([wild.viralCoefficient, wild.multiplier, wild.perAcquiredEventually]).toEqual([
      1,
      null,
      null,
    ])
    const all = referral({ ...input, acquired: 200 })
    expect([all.perUnreferred, all.perAcquiredEventually]).toEqual([null, null])
  })

  it('is nothing where nobody recommends, or nobody comes', () => {
    const silent = referral({
      ...input,
      invitations: 0,
      referred: 0,
      referralSpend: undefined,
    } as never)
    expect(silent).toMatchObject({
      viralCoefficient: 0,
      multiplier: 1,
      conversionRate: null,
      conversionRateInterval: null,
      perReferred: null,
    })
    expect(silent.perAcquiredEventually).toBe(silent.perUnreferred)
    const nobody = referral({ ...input, referred: 0, acquired: 0 })
    expect([nobody.referredShare, nobody.referredShareInterval, nobody.perAcquired]).toEqual([
      null,
      null,
      null,
    ])
  })

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [
      null,
      {},
      'invalid',
      'input is null, not an object { customers, invitations, referred, acquired, acquisitionSpend }',
    ],
    [{}, null, 'invalid', 'options is null, not a plain object'],
    [{}, { confidence: 2 }, 'out-of-range', 'confidence is 2, not a number from 0 to 0.999999'],
    [{ customers: 0 }, {}, 'out-of-range', 'customers is 0, not a whole number of at least 1'],
    [{ referred: 700 }, {}, 'out-of-range', 'referred is 700, not a whole number from 0 to 600'],
    [{ invitations: 100 }, {}, 'out-of-range', 'referred is 200, not a whole number from 0 to 100'],
    [{ referralSpend: -1 }, {}, 'out-of-range', 'referralSpend is -1, not an amount of at least 0'],
  ])('refuses %j with %j', (change, options, code, message) => {
    const given = change && { ...input, ...change }
    expect(refusalText(() => referral(given as ReferralInput, options as object))).toEqual([
      code,
      `referral: ${message}`,
    ])
  })
})
