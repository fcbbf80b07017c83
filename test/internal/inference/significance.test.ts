import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareRatioInterval } from '../../../src/internal/inference/shareRatio.js'
import {
  chiSquareTest,
  cochranQ,
  coinTest,
  type Moments,
  meanDifference,
  normalTest,
  pearson,
  studentTest,
  welchTest,
} from '../../../src/internal/inference/significance.js'
import { lineOf } from '../../../src/internal/inference/trendLine.js'
import { weightedMean } from '../../../src/internal/inference/weightedMean.js'

// Three groups of numbers: 3, 4, 6, 9; 1, 2, 2, 5, 4; and 8, 9, 14, 7, 6, 10.
const first: Moments = { mean: 5.5, deviation: Math.sqrt(7), count: 4 }
const second: Moments = { mean: 2.8, deviation: Math.sqrt(2.7), count: 5 }
const third: Moments = { mean: 9, deviation: Math.sqrt(8), count: 6 }

describe('tests of means', () => {
  it('are scipy’s of two groups, of one variance and of two', () => {
    // scipy 1.17: ttest_ind of the first and the third group.
    for (const [isPooled, t, pValue, degrees] of [
      [false, -1.993231791080248, 0.0870281703787569, 6.907164480322906],
      [true, -1.9636032452911747, 0.0851821818397073, 8],
    ] as const) {
      const { standardError, degrees: found } = meanDifference(first, third, isPooled)
      const test = studentTest(first.mean - third.mean, standardError, found)
      expect(test.t).toBeCloseTo(t, 12)
      expect(test.pValue).toBeCloseTo(pValue, 12)
      expect(test.degreesOfFreedom).toBeCloseTo(degrees, 12)
    }
  })

  it('are statsmodels’ of three groups', () => {
    // statsmodels 0.15: anova_oneway(use_var='unequal').
    const { f, degreesOfFreedom, pValue } = welchTest([first, second, third])
    expect(f).toBeCloseTo(9.539048522709232, 11)
    expect(degreesOfFreedom?.[0]).toBe(2)
    expect(degreesOfFreedom?.[1]).toBeCloseTo(6.943048923343612, 11)
    expect(pValue).toBeCloseTo(0.010188773524308936, 12)
  })

  it('of three groups is of two the square of Welch’s t', () => {
    const { f, degreesOfFreedom, pValue } = welchTest([first, third])
    expect(f).toBeCloseTo(1.993231791080248 ** 2, 11)
    expect(degreesOfFreedom?.[1]).toBeCloseTo(6.907164480322906, 11)
    expect(pValue).toBeCloseTo(0.0870281703787569, 12)
  })

  it('have nothing to say where nothing varies', () => {
    const still = { mean: 5, deviation: 0, count: 4 }
    expect(welchTest([still, second])).toEqual({ f: null, degreesOfFreedom: null, pValue: null })
    expect(studentTest(1, 0, 5)).toEqual({ t: null, degreesOfFreedom: null, pValue: null })
    expect(studentTest(0, 0, 5)).toEqual({ t: null, degreesOfFreedom: null, pValue: null })
    expect(normalTest(1, 0)).toEqual({ z: null, pValue: null })
    expect(normalTest(0, Number.NaN)).toEqual({ z: null, pValue: null })
    expect(chiSquareTest(Number.NaN, 3)).toEqual({
      chiSquare: null,
      degreesOfFreedom: 3,
      pValue: null,
    })
  })

  it('are sure of no difference and of one that is beyond all errors', () => {
    expect(normalTest(0, 2)).toEqual({ z: 0, pValue: 1 })
    expect(studentTest(0, 2, 5)).toEqual({ t: 0, degreesOfFreedom: 5, pValue: 1 })
    expect(studentTest(1e300, 1e-5, 5).pValue).toBeLessThan(1e-300)
    expect(normalTest(-1e300, 1e-5).pValue).toBe(0)
    // 1.96 standard errors are exceeded 5 % of the time, on both sides together.
    for (const sign of [-1, 1])
      expect(normalTest(sign * 2 * 1.959963984540054, 2).pValue).toBeCloseTo(0.05, 14)
  })
})

describe('tests of counts', () => {
  // scipy 1.17: chi2_contingency(correction=False) of 12 of 40, 30 of 70 and 9 of 60.
  it('are scipy’s of three shares', () => {
    const statistic = pearson([
      { successes: 12, trials: 40 },
      { successes: 30, trials: 70 },
      { successes: 9, trials: 60 },
    ])
    expect(statistic).toBeCloseTo(11.938775510204083, 12)
    expect(chiSquareTest(statistic, 2).pValue).toBeCloseTo(0.0025558057190884424, 14)
  })

  it('of a fair coin count the ways to fall', () => {
    // Of 2¹² ways 299 have at most 3 heads: 1 + 12 + 66 + 220.
    expect(coinTest(3, 9)).toBeCloseTo((2 * 299) / 4096, 14)
    expect(coinTest(9, 3)).toBe(coinTest(3, 9))
    expect(coinTest(0, 5)).toBeCloseTo(2 / 32, 15)
    for (const [heads, tails] of [
      [0, 0],
      [4, 4],
      [4, 5],
      [1, 1],
      [0, 1],
    ] as const)
      expect(coinTest(heads, tails)).toBe(1)
  })

  it('by Cochran are the squared distances from the weighted mean', () => {
    // Weights 1, 1/2 and 1/4: the mean of 1, 3 and 9 is (1 + 1.5 + 2.25) ÷ 1.75 = 19/7.
    // Distances 12/7, 2/7 and 44/7: (144 + 2 + 484) ÷ 49.
    expect(cochranQ([1, 3, 9], [1, 2, 4])).toBeCloseTo(630 / 49, 13)
  })
})

describe('the ratio of two shares', () => {
  it.each([
    // Koopman 1984 has 2.94 to 7.15. statsmodels 0.15:
    // confint_proportions_2indep(…, compare='ratio', method='score', correction=False).
    [36, 40, 16, 80, 2.9395691922149965, 7.15222343486603],
    [5, 50, 12, 40, 0.13069293983277322, 0.8280786336962006],
    [1, 10, 9, 10, 0.019719383314441192, 0.46831314869166324],
  ])('of %d of %d and %d of %d is from %d to %d', (a, m, b, n, low, high) => {
    const ends = shareRatioInterval({ successes: a, trials: m }, { successes: b, trials: n }, 0.95)
    expect(ends.low / low).toBeCloseTo(1, 5)
    expect(ends.high / high).toBeCloseTo(1, 5)
  })

  it('is turned upside down where the groups change places', () => {
    const group = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.nat(500))
      .map(([successes, others]) => ({ successes, trials: successes + others }))
    const share = fc.double({ min: 0.05, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(group, group, share, (a, b, confidence) => {
        const ends = shareRatioInterval(a, b, confidence)
        const turned = shareRatioInterval(b, a, confidence)
        expect(Math.abs(ends.low * turned.high - 1)).toBeLessThan(1e-7)
        expect(Math.abs(ends.high * turned.low - 1)).toBeLessThan(1e-7)
      }),
      { numRuns: 30 },
    )
  })

  it('of nobody begins at 0 and ends above it', () => {
    const { low, high } = shareRatioInterval(
      { successes: 0, trials: 20 },
      { successes: 10, trials: 20 },
      0.95,
    )
    expect(low).toBe(0)
    // No success of 20 is compatible with a share of 16.1 % by Wilson, over one half.
    expect(high).toBeGreaterThan(0.1611 / 0.5)
    expect(high).toBeLessThan(0.5)
  })

  it('of nobody ends where a test begins to reject, however unsure it is', () => {
    // Ratios so small hardly differ from 0: of 20 customers as many are expected as 10 × ratio, and the
    // square of that over its variance, which is the same, is the square of the width: 1.2533 times a
    // small confidence, √(π ÷ 2).
    const [above, below] = [
      { successes: 0, trials: 20 },
      { successes: 10, trials: 20 },
    ]
    for (const confidence of [1e-9, 1e-6, 1e-4, 1e-3]) {
      const { high } = shareRatioInterval(above, below, confidence)
      expect((10 * high) / (confidence ** 2 * (Math.PI / 2))).toBeCloseTo(1, 5)
    }
    expect(shareRatioInterval(above, below, 0)).toMatchObject({ low: 0, high: 0 })
  })
})

describe('a line through periods', () => {
  const points = [
    { place: 0, count: 10, mean: 1, variance: 4 },
    { place: 1, count: 10, mean: 2, variance: 4 },
    { place: 2, count: 20, mean: 5, variance: 1 },
  ]

  it('is that of least squares, by hand', () => {
    // 40 answers around place 5/4 and mean 13/4. Distances −5/4, −1/4 and 3/4, squared and weighted
    // (250 + 10 + 180) ÷ 16 = 27.5.
    const { slope, standardError, squares, steepest, factors } = lineOf(points)
    // 10 × (−5/4)(−9/4) + 10 × (−1/4)(−5/4) + 20 × (3/4)(7/4) = 28.125 + 3.125 + 26.25 = 57.5
    expect(slope).toBeCloseTo(57.5 / 27.5, 14)
    // −12.5, −2.5 and 15, over 27.5
    expect(factors.map((factor) => Math.round(factor * 27.5 * 1e9) / 1e9)).toEqual([
      -12.5, -2.5, 15,
    ])
    expect(steepest).toBeCloseTo(15 / 27.5, 14)
    // 10 × 25/16 × 4 + 10 × 1/16 × 4 + 20 × 9/16 × 1 = 62.5 + 2.5 + 11.25
    expect(standardError).toBeCloseTo(Math.sqrt(76.25) / 27.5, 14)
    // Squares of the means around theirs, 10 × 81/16 + 10 × 25/16 + 20 × 49/16, less slope × 57.5.
    expect(squares).toBeCloseTo(127.5 - 57.5 ** 2 / 27.5, 11)
  })

  it('through points of a line is that line, wherever it begins', () => {
    for (const from of [0, -7, 1e9]) {
      const line = [0, 1, 3, 7].map((at) => ({
        place: from + at,
        count: at + 1,
        mean: 100 - 0.25 * at,
        variance: 0,
      }))
      const { slope, squares, standardError, factors } = lineOf(line)
      expect(slope).toBeCloseTo(-0.25, 14)
      expect(squares).toBeCloseTo(0, 20)
      expect(standardError).toBe(0)
      expect(factors.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(0, 14)
    }
  })
})

describe('a line through periods of which one has nearly all answers', () => {
  it('through two is the rise between them, to the last digits', () => {
    const few = { place: 0, count: 1, mean: 1, variance: 0 }
    for (const count of [1e6, 1e9, 1e12, 1e15])
      for (const points of [
        [few, { place: 1, count, mean: 4, variance: 0 }],
        [
          { ...few, count },
          { place: 1, count: 1, mean: 4, variance: 0 },
        ],
      ]) {
        const { slope, factors } = lineOf(points)
        expect(slope).toBeCloseTo(3, 14)
        expect(factors[0]).toBeCloseTo(-1, 14)
        expect(factors[1]).toBeCloseTo(1, 14)
      }
  })
})

describe('a weighted mean of rates', () => {
  const rate = { rate: 0.3, interval: { low: 0.2, high: 0.6, confidence: 0.9, method: 'any' } }

  it('of one rate is that rate', () => {
    const { rate: mean, interval } = weightedMean([{ ...rate, weight: 1 }], 0.9)
    expect(mean).toBe(0.3)
    expect(interval.low).toBeCloseTo(0.2, 15)
    expect(interval.high).toBeCloseTo(0.6, 15)
    expect(interval).toMatchObject({ confidence: 0.9, method: 'mover' })
  })

  it('of four rates alike is half as uncertain', () => {
    const four = [1, 2, 3, 4].map(() => ({ ...rate, weight: 0.25 }))
    const { rate: mean, interval } = weightedMean(four, 0.9)
    expect(mean).toBeCloseTo(0.3, 15)
    expect(interval.low).toBeCloseTo(0.3 - 0.05, 15)
    expect(interval.high).toBeCloseTo(0.3 + 0.15, 15)
  })

  it('joins distances as the sides of a right angle', () => {
    // 0.6 × 0.05 and 0.4 × 0.1 make 0.05 below; 0.6 × 0.1 and 0.4 × 0.2 make 0.1 above.
    const at = (own: number, low: number, high: number) => ({
      rate: own,
      interval: { low, high, confidence: 0.9, method: 'any' },
    })
    const { rate: mean, interval } = weightedMean(
      [
        { ...at(0.5, 0.45, 0.6), weight: 0.6 },
        { ...at(0.2, 0.1, 0.4), weight: 0.4 },
      ],
      0.9,
    )
    expect(mean).toBeCloseTo(0.38, 15)
    expect(interval.low).toBeCloseTo(0.33, 15)
    expect(interval.high).toBeCloseTo(0.48, 15)
  })

  it('is never more than everybody', () => {
    const sure = { rate: 1, interval: { low: 0.9, high: 1, confidence: 0.9, method: 'any' } }
    const weights = [0.1, 0.2, 0.3, 0.15, 0.25, 1e-15]
    const { rate: mean, interval } = weightedMean(
      weights.map((weight) => ({ ...sure, weight })),
      0.9,
    )
    expect(mean).toBeLessThanOrEqual(1)
    expect(interval.high).toBe(1)
  })
})
