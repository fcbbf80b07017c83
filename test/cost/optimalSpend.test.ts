import {
  type MetricErrorCode,
  type OptimalSpendInput,
  optimalSpend,
  type ResponseInput,
  responseCurve,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, published, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const input = {
  margin: 60,
  discount: 0.1,
  acquisition: { ceiling: 0.45, spend: 6, rate: 0.25 },
  retention: { ceiling: 0.8, spend: 10, rate: 0.5 },
} as const

/** A case of Blattberg and Deighton’s model as input. */
function inputOf(id: string): OptimalSpendInput {
  const { input: given } = publishedCase('acquisition-retention', id)
  return {
    margin: given.margin,
    discount: given.discount,
    acquisition: {
      ceiling: given.acquisitionCeiling,
      spend: given.acquisitionSpend,
      rate: given.acquisitionRate,
    },
    retention: {
      ceiling: given.retentionCeiling,
      spend: given.retentionSpend,
      rate: given.retentionRate,
    },
  }
}

describe('responseCurve', () => {
  it('goes through one point', () => {
    const { k, ...rest } = responseCurve(input.acquisition)
    // −ln(1 − 25 ÷ 45) ÷ 6.
    expect(k).toBeCloseTo(0.1351550360360548, 15)
    expect(rest).toEqual({ ceiling: 0.45, spend: 6, rate: 0.25, method: 'observed' })
  })

  it('is known by its two parameters', () => {
    expect(responseCurve({ ceiling: 0.4, k: 0.1 })).toEqual({
      ceiling: 0.4,
      k: 0.1,
      spend: null,
      rate: null,
      method: 'known',
    })
    // 0.4 × (1 − e^−0.5).
    expect(responseCurve({ ceiling: 0.4, k: 0.1, spend: '5' }).rate).toBeCloseTo(
      0.15738773611494664,
      15,
    )
    expect(responseCurve({ ceiling: 0.4, k: 0.1, spend: 0 }).rate).toBe(0)
  })

  const points = [
    { spend: 5, rate: 0.22 },
    { spend: '10', rate: 0.34 },
    { spend: 20, rate: 0.43 },
  ]

  // mpmath 1.3, 30 digits: the roots of the score of the likelihood.
  it('is read again where it was made before', () => {
    for (const input of [
      { ceiling: 0.45, spend: 6, rate: 0.25 },
      { ceiling: 0.45, k: 0.2 },
      { points: [{ spend: 5, rate: 0.5 }], ceiling: 1 },
    ]) {
      const made = responseCurve(input)
      const { method, ...again } = responseCurve(made)
      expect(made).toMatchObject({ ...again, rate: again.rate && expect.closeTo(again.rate, 12) })
      expect(method).toBe('known')
    }
  })

  it('is fitted to several', () => {
    const { ceiling, k, method } = responseCurve({ points })
    expect(ceiling).toBeCloseTo(0.4662899763015098, 13)
    expect(k).toBeCloseTo(0.1288579529976534, 13)
    expect(method).toBe('fitted')
  })

  it('weighs points by their trials, and keeps a ceiling that is given', () => {
    const two = [
      { spend: 5, rate: 0.3, trials: 100 },
      { spend: 10, rate: 0.4, trials: 50 },
    ]
    const { ceiling, k, rate } = responseCurve({ points: two, ceiling: 0.5, spend: 7 })
    expect(ceiling).toBe(0.5)
    expect(k).toBeCloseTo(0.1778601649412575, 13)
    expect(rate).toBeCloseTo(0.5 * (1 - Math.exp(-7 * 0.1778601649412575)), 13)
    // A point of nobody, and one without spend, change nothing.
    const same = [...two, { spend: 3, rate: 0.9, trials: 0 }, { spend: 0, rate: 0 }]
    expect(responseCurve({ points: same, ceiling: 0.9 }).k).toBe(
      responseCurve({ points: two, ceiling: 0.9 }).k,
    )
  })

  it('has a ceiling of 1 where the points show none', () => {
    const straight = [
      { spend: 5, rate: 0.1 },
      { spend: 10, rate: 0.2 },
      { spend: 20, rate: 0.41 },
    ]
    const { ceiling, k } = responseCurve({ points: straight })
    expect(ceiling).toBe(1)
    expect(k).toBeCloseTo(0.02425327490652131, 14)
    // One point, half of everybody: ln 2 ÷ 5.
    const one = responseCurve({ points: [{ spend: 5, rate: 0.5 }], ceiling: 1 })
    expect(one.k).toBeCloseTo(Math.LN2 / 5, 14)
  })

  it('is not held up by a spend so high that nobody is left to win', () => {
    const half = { spend: 1, rate: 0.5 }
    for (const spend of [100, 1000, 10_000]) {
      const { k } = responseCurve({ points: [half, { spend, rate: 1 }], ceiling: 1 })
      expect(k).toBeCloseTo(Math.LN2, 12)
    }
  })

  it.each([
    [0.4, 0.13],
    [1, 0.02],
    [0.05, 3],
  ])('finds a ceiling of %d and a k of %d again', (ceiling, k) => {
    const exact = [1, 3, 5, 9, 20].map((spend) => ({
      spend,
      rate: -ceiling * Math.expm1(-k * spend),
    }))
    const fit = responseCurve({ points: exact })
    expect(fit.ceiling / ceiling).toBeCloseTo(1, 9)
    expect(fit.k / k).toBeCloseTo(1, 9)
  })

  const RISE = 'not points with rates that rise with spend'

  it.each<[unknown, MetricErrorCode, string]>([
    [null, 'invalid', 'input is null, not a plain object'],
    [
      { ceiling: 0.2, spend: 6, rate: 0.25 },
      'out-of-range',
      'ceiling is 0.2, not above 0.25, the rate that was observed',
    ],
    [
      { ceiling: 0.25, spend: 6, rate: 0.25 },
      'out-of-range',
      'ceiling is 0.25, not above 0.25, the rate that was observed',
    ],
    [
      { ceiling: 1.2, spend: 6, rate: 0.25 },
      'out-of-range',
      'ceiling is 1.2, not a number from 0 to 1',
    ],
    [{ ceiling: 0, k: 1 }, 'out-of-range', 'ceiling is 0, not a number above 0'],
    [{ ceiling: 0.5, spend: 6, rate: 25 }, 'out-of-range', 'rate is 25, not a number from 0 to 1'],
    [
      { ceiling: 0.5, spend: 6, rate: 0 },
      'out-of-range',
      'rate is 0, not above 0, where no curve rises',
    ],
    [
      { ceiling: 0.5, spend: 0, rate: 0.2 },
      'out-of-range',
      'spend is 0, not a number from 1e-100 to 1e+100',
    ],
    [{ ceiling: 0.5, spend: 6 }, 'invalid', 'rate is undefined, not a number from 0 to 1'],
    [
      { ceiling: 0.5, k: 1, spend: 1000, rate: 0.3 },
      'mismatch',
      'rate is 0.3, not 0.5, as k has it',
    ],
    [
      { ceiling: 0.5, k: 0.1, rate: 0.3 },
      'mismatch',
      'rate is 0.3, not left out where there is no spend',
    ],
    [
      { ceiling: 0.5, k: 0.1, rate: 0 },
      'mismatch',
      'rate is 0, not left out where there is no spend',
    ],
    [
      { ceiling: 0.5, k: 0.1, spend: 6, rate: 30 },
      'out-of-range',
      'rate is 30, not a number from 0 to 1',
    ],
    [
      { points: [{ spend: 5, rate: 0.5 }], ceiling: 1, k: 0.1 },
      'mismatch',
      'k is 0.1, not left out where there are points',
    ],
    [
      { points: [{ spend: 5, rate: 0.5 }], ceiling: 1, spend: 5, rate: 0.4 },
      'mismatch',
      'rate is 0.4, not left out where there are points',
    ],
    [{ ceiling: 0.5, k: 0 }, 'out-of-range', 'k is 0, not a number from 1e-100 to 1e+100'],
    [
      { ceiling: 0.5, spend: 1, rate: 1e-120 },
      'out-of-range',
      'k is 2e-120, not a number from 1e-100 to 1e+100',
    ],
    [{ points: [] }, 'empty', 'points is empty, not at least one point'],
    [{ points: 3 }, 'invalid', 'points is 3, not an iterable'],
    [{ points: [{ spend: 1, rate: 0.2 }] }, 'undefined', `points is an array, ${RISE}`],
    [{ points: [{ spend: 0, rate: 0 }], ceiling: 1 }, 'undefined', `points is an array, ${RISE}`],
    [
      { points: [{ spend: 0, rate: 0.1 }] },
      'out-of-range',
      'points[0].rate is 0.1, not 0, where nothing was spent',
    ],
    [
      { points: [{ spend: 1, rate: 2 }] },
      'out-of-range',
      'points[0].rate is 2, not a number from 0 to 1',
    ],
    [
      { points: [{ spend: -1, rate: 0 }] },
      'out-of-range',
      'points[0].spend is -1, not an amount of at least 0',
    ],
    [
      { points: [{ spend: '1e-101', rate: 0 }] },
      'out-of-range',
      'points[0].spend is 1e-101, not a number from 1e-100 to 1e+100',
    ],
    [
      { points: [{ spend: 1, rate: 0, trials: -1 }] },
      'out-of-range',
      'points[0].trials is -1, not a number from 0 to 1e+100',
    ],
    [
      { points, ceiling: 0.4 },
      'out-of-range',
      'ceiling is 0.4, not at least 0.43, which was observed',
    ],
    [
      {
        points: [
          { spend: 1, rate: 0 },
          { spend: 2, rate: 0 },
        ],
      },
      'undefined',
      `points is an array, ${RISE}`,
    ],
    [
      {
        points: [
          { spend: 1, rate: 0.3 },
          { spend: 2, rate: 0.3 },
        ],
      },
      'undefined',
      `points is an array, ${RISE}`,
    ],
    [
      {
        points: [
          { spend: 1, rate: 0.4 },
          { spend: 2, rate: 0.2 },
        ],
      },
      'undefined',
      `points is an array, ${RISE}`,
    ],
    [
      { points: [{ spend: 1, rate: 0.3 }], ceiling: 0.3 },
      'undefined',
      `points is an array, ${RISE}`,
    ],
    [{ points: [{ spend: 1, rate: 1 }], ceiling: 1 }, 'undefined', `points is an array, ${RISE}`],
    [
      // All but one of ten thousand million: the likelihood has no digits left for the one.
      {
        points: [
          { spend: 1, rate: 0.5 },
          { spend: 10_000, rate: 0.9999999999 },
        ],
        ceiling: 1,
      },
      'not-converged',
      'points is an array, not points that a curve can be fitted to',
    ],
  ])('refuses %j', (given, code, message) => {
    expect(refusalText(() => responseCurve(given as ResponseInput))).toEqual([
      code,
      `responseCurve: ${message}`,
    ])
  })
})

describe('optimalSpend', () => {
  it.each(['P-BD-01', 'P-BD-02'])('is the optimum of Blattberg and Deighton [%s]', (id) => {
    const { expected, tolerance } = publishedCase('acquisition-retention', id)
    const best = optimalSpend(inputOf(id))
    const { acquisition, retention } = best.curves
    expectNear(
      [acquisition.k, retention.k],
      [expected.kAcquisition, expected.kRetention],
      tolerance,
    )
    expectNear(
      [best.acquisition.spend, best.retention.spend],
      [expected.optimalAcquisitionSpend, expected.optimalRetentionSpend],
      tolerance.spend as { rel: number },
    )
    expectNear(
      [best.acquisition.rate, best.retention.rate, best.equity, best.value, best.current?.equity],
      [
        expected.optimalAcquisitionRate,
        expected.optimalRetentionRate,
        expected.optimalValuePerProspect,
        expected.valuePerAcquiredCustomerBeforeAcquisitionCost,
        expected.currentValuePerProspect,
      ],
      tolerance,
    )
    expect(best.forgone).toBe(best.equity - (best.current?.equity ?? 0))
  })

  it('has been tested with all of them', () => {
    const ids = published('acquisition-retention').map(({ id }) => id)
    expect(ids.filter((id) => id.startsWith('P-BD'))).toEqual(['P-BD-01', 'P-BD-02', 'P-BD-03'])
  })

  it('tells average costs from marginal ones', () => {
    const { current } = optimalSpend(input)
    // 6 ÷ 0.25 and 10 ÷ 0.5; 60 + (60 × 0.5 − 10) ÷ 0.6; 6 + 0.25 × 10.
    expect(current?.acquisition.averageCost).toBe(24)
    expect(current?.retention.averageCost).toBe(20)
    expect(current?.value).toBeCloseTo(93.33333333333333, 12)
    expect(current?.spending).toBe(8.5)
    // 1 ÷ (0.2 × k), the slope at a rate that is 0.2 short of its ceiling; 0.3 likewise.
    expect(current?.acquisition.marginalCost).toBeCloseTo(1 / (0.2 * 0.1351550360360548), 11)
    expect(current?.retention.marginalCost).toBeCloseTo(1 / (0.3 * 0.09808292530117262), 11)
  })

  // scipy 1.17: minimize(method='SLSQP', ftol=1e-15) from several starts.
  it.each([
    [{ budget: 'current' }, 4.9479974, 16.1864933, 18.634526496427],
    [{ budget: '20000', prospects: 1000, customers: 400 }, 7.4811697, 18.2414572, 44095.47213168],
    [{ budget: 5000, prospects: 1000, customers: 400 }, 0.416678, 10.793382, 16174.51903227],
  ] as const)('keeps to a budget: %j', (limit, acquisition, retention, equity) => {
    const best = optimalSpend({ ...input, ...limit })
    expect(best.acquisition.spend).toBeCloseTo(acquisition, 5)
    expect(best.retention.spend).toBeCloseTo(retention, 5)
    expect(best.equity / equity).toBeCloseTo(1, 10)
    expect(best.spending / (best.budget ?? 0)).toBeCloseTo(1, 12)
    expect(best.marginalReturn).toBeGreaterThan(0)
  })

  it('is free of a budget that is large enough, and of one that is just large enough', () => {
    const free = optimalSpend(input)
    for (const budget of [23, free.spending])
      expect(optimalSpend({ ...input, budget })).toEqual({ ...free, budget })
    expect([free.budget, free.marginalReturn]).toEqual([null, 0])
  })

  it('finds the higher of two tops, and its very point', () => {
    const market = {
      ...{ margin: 80, discount: 0.06, prospects: 2, budget: 1.7 },
      acquisition: { ceiling: 0.28, k: 0.6 },
      retention: { ceiling: 0.97, k: 0.1 },
    }
    // scipy 1.17, minimize_scalar along the budget: 16.198 with all of it spent to win customers, less
    // where about 4 is spent to keep each, and most at 24.536.
    const { acquisition, retention, equity } = optimalSpend(market)
    expect(acquisition.spend).toBeCloseTo(0.172923252, 6)
    expect(retention.spend).toBeCloseTo(24.5363709, 5)
    expect(equity).toBeCloseTo(18.834724255429595, 10)
  })

  it('spends nothing that would not come back', () => {
    const poor = optimalSpend({ ...input, margin: 0 })
    const nothing = { spend: 0, rate: 0, averageCost: null }
    expect(poor).toMatchObject({ value: 0, equity: 0, spending: 0 })
    expect([poor.acquisition, poor.retention]).toMatchObject([nothing, nothing])
    // The first customer won would cost 1 ÷ (0.45 × k) = 16.44, and the first kept 12.74.
    const small = optimalSpend({ ...input, margin: 10 })
    expect([small.acquisition.spend, small.retention.spend]).toEqual([0, 0])
    expect(small.value).toBe(10)
    expect(optimalSpend({ ...input, margin: 13 }).retention.spend).toBeGreaterThan(0)
  })

  it('divides a budget of nothing, or among customers only', () => {
    const none = optimalSpend({ ...input, budget: 0 })
    expect(none).toMatchObject({ equity: 0, spending: 0, budget: 0 })
    expect([none.acquisition.spend, none.retention.spend]).toEqual([0, 0])
    const kept = optimalSpend({ ...input, prospects: 0, customers: 400, budget: 1000 })
    // All of it on retention: 1000 ÷ 400.
    expect(kept.retention.spend).toBe(2.5)
    expect(kept.spending).toBe(1000)
    expect(optimalSpend({ ...input, customers: 400, budget: 0 }).spending).toBe(0)
  })

  it('says nothing of today where it is not known', () => {
    const { current, forgone } = optimalSpend({ ...input, retention: { ceiling: 0.8, k: 0.1 } })
    expect([current, forgone]).toEqual([null, null])
  })

  it('has no marginal cost where no spend would win one more', () => {
    const idle = { ceiling: 0.8, k: 10, spend: 1000 }
    const { current } = optimalSpend({ ...input, retention: idle })
    expect(current?.retention.marginalCost).toBeNull()
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { margin, discount, acquisition, retention }',
    ],
    [{ margin: -1 }, 'out-of-range', 'margin is -1, not an amount of at least 0'],
    [{ discount: -0.1 }, 'out-of-range', 'discount is -0.1, not a number from 0 to 1'],
    [{ acquisition: null }, 'invalid', 'acquisition is null, not a plain object'],
    [
      { retention: { ceiling: 0.4, spend: 10, rate: 0.5 } },
      'out-of-range',
      'retention.ceiling is 0.4, not above 0.5, the rate that was observed',
    ],
    [
      { acquisition: { ceiling: 0.4, spend: 10, rate: -0.5 } },
      'out-of-range',
      'acquisition.rate is -0.5, not a number from 0 to 1',
    ],
    [{ prospects: -1 }, 'out-of-range', 'prospects is -1, not a whole number of at least 0'],
    [{ budget: -1 }, 'out-of-range', 'budget is -1, not an amount of at least 0'],
    [
      { acquisition: { ceiling: 0.4, k: 1 }, budget: 'current' },
      'mismatch',
      'budget is "current", not possible where today’s spend is not given on both sides',
    ],
    [
      { margin: 1e6, discount: 0, retention: { ceiling: 1, k: 1 } },
      'undefined',
      'discount is 0, not a discount at which the value of a customer is finite: above 0, or with a ceiling below 1',
    ],
  ])('refuses %j', (change, code, message) => {
    const given = change && { ...input, ...change }
    expect(refusalText(() => optimalSpend(given as OptimalSpendInput))).toEqual([
      code,
      `optimalSpend: ${message}`,
    ])
  })
})
