import {
  adjustPValues,
  compareMeans,
  compareProportions,
  csatEstimate,
  meanInterval,
  type ProportionIntervalMethod,
  proportionInterval,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, published, publishedCase } from '../support/published.js'
import { refusal } from '../support/refusal.js'

const methods: [ProportionIntervalMethod, string][] = [
  ['wilson', 'wilson'],
  ['wilson-continuity', 'wilsonCc'],
  ['agresti-coull', 'agrestiCoull'],
  ['clopper-pearson', 'clopperPearson'],
  ['wald', 'wald'],
]
const ids = published('proportion')
  .filter(({ metric }) => metric === 'interval for a proportion')
  .map(({ id }) => id)

describe('Clopper and Pearson of a known population', () => {
  const method = 'clopper-pearson'
  it.each([
    [20, 40, 50, 0.44, 0.56],
    [45, 60, 100, 0.67, 0.81],
    [0, 10, 30, 0, 7 / 30],
    [10, 10, 30, 23 / 30, 1],
    [3, 7, 1000, 0.1, 0.814],
    [250, 1000, 5000, 0.2262, 0.275],
    [7, 7, 7, 1, 1],
  ])(
    '%i of %i of %i: the tails of hypergeom, inverted one by one (scipy 1.17)',
    (successes, trials, population, low, high) => {
      const options = { interval: method, population } as const
      const found = proportionInterval({ successes, trials }, options)
      expect(found).toEqual({ low, high, confidence: 0.95, method, population })
      const answers = { 5: successes, 1: trials - successes }
      const { interval } = csatEstimate(answers, { interval: method, population })
      expect(interval).toEqual({ low, high, confidence: 0.95, method })
    },
  )

  it('of other confidences, and of none', () => {
    const options = { interval: method, population: 100, confidence: 0.8 } as const
    const some = proportionInterval({ successes: 45, trials: 60 }, options)
    expect([some.low, some.high]).toEqual([0.7, 0.79])
    const none = { interval: method, population: 20, confidence: 0 } as const
    const nothing = proportionInterval({ successes: 5, trials: 9 }, none)
    expect([nothing.low, nothing.high]).toEqual([0.5, 0.6])
  })

  it('covers at least as often as it says: every outcome of 40 of 50', () => {
    const choose = (n: number, k: number): number => {
      let product = 1
      for (let i = 1; i <= k; i++) product *= (n - k + i) / i
      return product
    }
    for (const marked of [1, 5, 13, 25, 42]) {
      let covered = 0
      for (let drawn = Math.max(0, marked - 10); drawn <= Math.min(40, marked); drawn++) {
        const { low, high } = proportionInterval(
          { successes: drawn, trials: 40 },
          { interval: method, population: 50 },
        )
        if (low <= marked / 50 && marked / 50 <= high)
          covered += (choose(marked, drawn) * choose(50 - marked, 40 - drawn)) / choose(50, 40)
      }
      expect(covered).toBeGreaterThanOrEqual(0.95)
    }
  })

  it('of weighted answers is of their effective number', () => {
    const tally = {
      5: { responses: 9, weight: 12, squaredWeight: 20 },
      1: { responses: 3, weight: 3, squaredWeight: 3 },
    }
    const { interval } = csatEstimate(tally, { interval: method, population: 40 })
    expect((interval.low * 40) % 1).not.toBe(0)
  })
})

describe('proportionInterval', () => {
  it.each(ids)('%s by five methods (Newcombe 1998; R binom)', (id) => {
    const { input, params, expected, tolerance } = publishedCase('proportion', id)
    const { confidence } = params
    for (const [method, name] of methods) {
      const { successes, n: trials } = input
      const result = proportionInterval({ successes, trials }, { interval: method, confidence })
      // The published ends of two methods run beyond 0 and 1; ours stop there.
      const ends = expected[name].map((end: number) => Math.min(1, Math.max(0, end)))
      expectNear([result.low, result.high], ends, tolerance)
      expect(result).toMatchObject({ method, confidence })
    }
  })

  it('has been tested with all of them', () => {
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `P-PROP-0${number}`))
  })

  // scipy 1.17: stats.beta.ppf(tail, x + ½, n − x + ½) and stats.beta.isf, with 0 and 1 for nobody and
  // everybody, as in Brown, Cai & DasGupta (2001).
  it.each([
    [81, 263, 0.95, 0.2545219349910236, 0.36564749917408246],
    [15, 148, 0.95, 0.06044851700929643, 0.15764314347874112],
    [0, 20, 0.95, 0, 0.11663898290487539],
    [1, 29, 0.95, 0.0037461736490570752, 0.15007768600223173],
    [20, 20, 0.95, 0.8833610170951246, 1],
    [45, 60, 0.9, 0.6504675005680509, 0.8320998870744547],
    [45, 60, 0.99, 0.5907204749840719, 0.8713132593342466],
    [730, 1000, 0.95, 0.7018475076106738, 0.7568233282399799],
    [3, 7, 0.999999, 0.005658783908013724, 0.9810040686870097],
    [123456, 1000000, 0.95, 0.12281234050644808, 0.12410183915651879],
  ])('%i of %i by Jeffreys’ method at %d', (successes, trials, confidence, low, high) => {
    const result = proportionInterval({ successes, trials }, { interval: 'jeffreys', confidence })
    expectNear([result.low, result.high], [low, high], { abs: 1e-11 })
  })

  it('Newcombe 1998, Table I, method 5: 0 of 20 is 0 to 0.1684 exactly', () => {
    const { low, high } = proportionInterval(
      { successes: 0, trials: 20 },
      { interval: 'clopper-pearson' },
    )
    expect(low).toBe(0)
    // Where (1 − p)^20 = 0.025.
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 20), 12)
  })

  it('is Wilson’s at 95 % by default', () => {
    expect(proportionInterval({ successes: 3, trials: 10 })).toEqual(
      proportionInterval({ successes: 3, trials: 10 }, { interval: 'wilson', confidence: 0.95 }),
    )
    const nothing = { interval: undefined, confidence: undefined } as never
    expect(proportionInterval({ successes: 3, trials: 10 }, nothing).method).toBe('wilson')
  })

  it('has no width at a confidence of 0, by the methods that are built on z', () => {
    for (const method of ['wilson', 'agresti-coull', 'wald'] as const)
      expect(
        proportionInterval({ successes: 3, trials: 12 }, { interval: method, confidence: 0 }),
      ).toMatchObject({ low: 0.25, high: 0.25 })
  })

  it('gives plain zeros for negative ones', () => {
    const { low, high } = proportionInterval({ successes: -0, trials: 9 }, { interval: 'wald' })
    expect([low, high]).toStrictEqual([0, 0])
  })
})

describe('refusals of proportionInterval', () => {
  it.each<[unknown, unknown, string, string, string[]]>([
    [
      { successes: 3, trials: 2 },
      {},
      'out-of-range',
      'proportionInterval: proportion.successes is 3, not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { successes: 1.5, trials: 2 },
      {},
      'out-of-range',
      'proportionInterval: proportion.successes is 1.5, not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { trials: 2 },
      {},
      'invalid',
      'proportionInterval: proportion.successes is undefined, not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { successes: 'one', trials: 2 },
      {},
      'invalid',
      'proportionInterval: proportion.successes is "one", not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { successes: 0, trials: 0 },
      {},
      'empty',
      'proportionInterval: proportion.trials is empty, not at least one trial',
      ['proportion', 'trials'],
    ],
    [
      null,
      {},
      'invalid',
      'proportionInterval: proportion is null, not an object { successes, trials }',
      ['proportion'],
    ],
    [
      { successes: 1, trials: 2 },
      null,
      'invalid',
      'proportionInterval: options is null, not a plain object',
      ['options'],
    ],
    [
      { successes: 1, trials: 2 },
      { interval: 'exact' },
      'invalid',
      'proportionInterval: interval is "exact", not one of wilson, wilson-continuity, agresti-coull, clopper-pearson, jeffreys, wald',
      ['interval'],
    ],
    [
      { successes: 1, trials: 2 },
      { confidence: 1 },
      'out-of-range',
      'proportionInterval: confidence is 1, not a number from 0 to 0.999999',
      ['confidence'],
    ],
    [
      { successes: 1, trials: 2 },
      { confidence: '95%' },
      'invalid',
      'proportionInterval: confidence is "95%", not a number from 0 to 0.999999',
      ['confidence'],
    ],
  ])('%j with %j', (proportion, options, code, message, path) => {
    expect(refusal(() => proportionInterval(proportion as never, options as never))).toMatchObject({
      metric: 'proportionInterval',
      code,
      message,
      path,
    })
  })

  it.each([-1, 2.5, Number.NaN, Infinity, '2.0', 'two', undefined])(
    'refuses trials of %s',
    (trials) => {
      expect(
        refusal(() => proportionInterval({ successes: 0, trials: trials as never })),
      ).toMatchObject({ path: ['proportion', 'trials'], received: trials })
    },
  )
})

describe('a finite population', () => {
  it('narrows the interval of a proportion (by hand; scipy 1.17 for z)', () => {
    // 45 of 60 from 100: as 45 × 99/40 of 60 × 99/40, by Wilson.
    const proportion = { successes: 45, trials: 60 }
    const { low, high } = proportionInterval(proportion, { population: 100 })
    expectNear([low, high], [0.6746469960590332, 0.8127449494742719], { abs: 1e-12 })
    const all = proportionInterval(proportion, { population: 60 })
    expect(all).toMatchObject({ low: 0.75, high: 0.75, population: 60 })
    expect(refusal(() => proportionInterval(proportion, { population: 59 })).path).toEqual([
      'population',
    ])
  })

  it('narrows the interval of a mean', () => {
    const values = [1, 2, 4, 7]
    const free = meanInterval(values)
    const some = meanInterval(values, { population: 16 })
    // √(12 ÷ 15) of the width.
    expectNear((some.high - some.low) / (free.high - free.low), Math.sqrt(0.8), { abs: 1e-12 })
    expect(meanInterval(values, { population: 4 })).toMatchObject({ low: 3.5, high: 3.5 })
  })
})

describe('meanInterval', () => {
  it('P-CES-02: Student’s sleep data (R t.test)', () => {
    const { input, expected, tolerance } = publishedCase('ces', 'P-CES-02')
    const { low, high } = meanInterval(input.values)
    expectNear([low, high], expected.ci, tolerance)
    const summary = { mean: 0.75, standardDeviation: 1.78900965775916, count: 10 }
    const same = meanInterval(summary)
    expectNear([same.low, same.high], expected.ci, tolerance)
    expect(same).toMatchObject({ method: 't', confidence: 0.95 })
  })

  it.each<[unknown, string, (string | number)[]]>([
    [[], 'empty', ['values']],
    [[3], 'undefined', ['values', 'count']],
    [[3, Number.NaN], 'invalid', ['values', 1]],
    [[3, 1e101], 'out-of-range', ['values', 1]],
    [[3, 4n], 'invalid', ['values', 1]],
    [{ mean: 3, standardDeviation: 1, count: 1 }, 'undefined', ['values', 'count']],
    [{ mean: 3, standardDeviation: -1, count: 2 }, 'out-of-range', ['values', 'standardDeviation']],
    [{ mean: '3', standardDeviation: 1, count: 2 }, 'invalid', ['values', 'mean']],
    [null, 'invalid', ['values']],
  ])('refuses %o', (values, code, path) => {
    expect(refusal(() => meanInterval(values as never))).toMatchObject({ code, path })
  })
})

describe('compareMeans', () => {
  it('P-CES-03: Student’s sleep data by Welch and pooled (R t.test)', () => {
    const { input, expected, tolerance } = publishedCase('ces', 'P-CES-03')
    for (const test of ['welch', 'pooled'] as const) {
      const result = compareMeans(input, { test })
      const { t, df, p, ci } = expected[test]
      expectNear([result.t, result.degreesOfFreedom, result.pValue], [t, df, p], tolerance)
      expectNear([result.interval?.low, result.interval?.high], ci, tolerance)
      expect(result.test).toBe(test)
    }
    expect(compareMeans(input)).toMatchObject({ test: 'welch' })
  })

  it('is the same in any unit, however small or large', () => {
    const [a, b] = [
      [1, 2, 3],
      [2, 4, 9],
    ] as const
    for (const test of ['welch', 'pooled'] as const) {
      const { t, degreesOfFreedom, pValue, difference } = compareMeans({ a, b }, { test })
      for (const unit of [1e-300, 1e-200, 1e-160, 1e-20, 1e99]) {
        const inUnit = (values: readonly number[]): number[] => values.map((value) => value * unit)
        const result = compareMeans({ a: inUnit(a), b: inUnit(b) }, { test })
        expectNear(
          [result.t, result.degreesOfFreedom, result.pValue, result.difference / unit],
          [t, degreesOfFreedom, pValue, difference],
          { rel: 1e-9 },
        )
      }
    }
    const summary = { mean: 3e-200, standardDeviation: 1e-200, count: 4 }
    expectNear(compareMeans({ a: summary, b: { ...summary, mean: 1e-200 } }).t, 2 * Math.SQRT2, {
      rel: 1e-9,
    })
    // A distance of so many standard errors is no number.
    const far = { a: { ...summary, mean: 1e100 }, b: { ...summary, standardDeviation: 1e-300 } }
    expect(compareMeans(far)).toMatchObject({ t: expect.any(Number) })
    const further = { a: { mean: 1e100, standardDeviation: 1e-300, count: 4 }, b: summary }
    expect(compareMeans({ ...further, b: { ...further.a, mean: 0 } })).toMatchObject({
      t: null,
      pValue: null,
    })
  })

  it('has no t where nothing varies, and is sure of what is far away', () => {
    expect(compareMeans({ a: [3, 3], b: [5, 5] })).toMatchObject({
      difference: -2,
      standardError: 0,
      t: null,
      pValue: null,
      interval: null,
    })
    expect(compareMeans({ a: [5, 5, 5], b: [5, 5] }).standardError).toBe(0)
    // 5, 5 and 7 around 17/3: squares of 4/9, 4/9 and 16/9 add up to 8/3, which is 4/3 each of two.
    expect(compareMeans({ a: [5, 5, 7], b: [5, 5] }).standardError).toBeCloseTo(2 / 3, 15)
    const far = { mean: 1e100, standardDeviation: 1e-100, count: 9 }
    const near = { mean: 0, standardDeviation: 1e-101, count: 9 }
    expect(compareMeans({ a: far, b: near }).pValue).toBeLessThan(1e-300)
  })
})

describe('compareProportions', () => {
  it.each(['P-PROP-10', 'P-PROP-11'])('%s (R prop.test, fisher.test; Newcombe 1998b)', (id) => {
    const { input, expected, tolerance } = publishedCase('proportion', id)
    const data = {
      a: { successes: input.x1, trials: input.n1 },
      b: { successes: input.x2, trials: input.n2 },
    }
    const z = compareProportions(data, { test: 'z' })
    expectNear([z.difference, z.z], [expected.difference, expected.zPooled], tolerance)
    expectNear(z.pValue, expected.pTwoSided, tolerance)
    expectNear([z.interval.low, z.interval.high], expected.newcombeCi, tolerance)
    const yates = compareProportions(data, { test: 'yates', interval: 'wald' })
    expectNear((yates.z as number) ** 2, expected.chiSquareYates, tolerance)
    expectNear(yates.pValue, expected.pYates, tolerance)
    expectNear([yates.interval.low, yates.interval.high], expected.waldCi, tolerance)
    const fisher = compareProportions(data, { test: 'fisher' })
    expectNear(fisher.pValue, expected.fisherP, { rel: 1e-9 })
    expect([z.test, yates.test, fisher.test]).toEqual(['z', 'yates', 'fisher'])
  })

  it('says both shares, and the first less the second', () => {
    const groups = { a: { successes: 30, trials: 40 }, b: { successes: 10, trials: 50 } }
    const { a, b, difference } = compareProportions(groups)
    // 30 of 40 are 3 of 4; 10 of 50 are 1 of 5.
    expect([a, b]).toEqual([0.75, 0.2])
    expect(difference).toBeCloseTo(0.55, 15)
  })

  // Hypergeometric chances by their ratios, outwards from the mode, normed (numpy, long double).
  it.each([
    [25_000_000, 50_000_000, 25_010_000, 50_000_000, 0.0455218597421721],
    [25_000_000, 50_000_000, 25_050_000, 50_000_000, 1.52696170741261e-23],
    [40_003_000, 80_000_000, 20_000_000, 40_010_000, 0.0933424410922677],
  ])('Fisher of %i of %i and %i of %i', (some, all, others, rest, expected) => {
    const groups = {
      a: { successes: some, trials: all },
      b: { successes: others, trials: rest },
    }
    expectNear(compareProportions(groups, { test: 'fisher' }).pValue, expected, { rel: 1e-9 })
  })

  // scipy 1.17: stats.fisher_exact, two-sided; the large table agrees with the z test's 0.3865.
  it.each([
    [3, 1, 1, 3, 0.48571428571428565],
    [8, 2, 1, 5, 0.034965034965034975],
    [1, 9, 11, 3, 0.0027594561852200836],
    [0, 5, 5, 0, 0.007936507936507938],
    [5, 0, 0, 5, 0.007936507936507938],
    [100, 2, 1000, 5, 0.13007593634300163],
    [10, 10, 10, 10, 1],
    [7, 12, 0, 5, 0.272068511198946],
    [0, 7, 0, 3, 1],
    [7, 0, 3, 0, 1],
    [1, 0, 0, 1, 1],
  ])('Fisher of %i, %i, %i, %i is %d', (x1, y1, x2, y2, p) => {
    const data = {
      a: { successes: x1, trials: x1 + y1 },
      b: { successes: x2, trials: x2 + y2 },
    }
    expectNear(compareProportions(data, { test: 'fisher' }).pValue, p, { rel: 1e-9 })
  })

  it('Fisher of millions takes no longer and agrees with z', () => {
    const data = {
      a: { successes: 1_000_000, trials: 3_000_000 },
      b: { successes: 1_001_000, trials: 3_000_000 },
    }
    const fisher = compareProportions(data, { test: 'fisher' }).pValue as number
    // stats.fisher_exact([[1000000, 2000000], [1001000, 1999000]]) = 0.387010630739137.
    expectNear(fisher, 0.387010630739137, { rel: 1e-7 })
    expectNear(fisher, compareProportions(data).pValue, { abs: 0.001 })
  })

  // From the first table that counts, sums of extended precision at 40 digits of logarithms (mpmath).
  it.each([
    [5_091_949, 356_597_548, 3_488_625, 244_301_708, 0.9414060703149408],
    [24_483_463_539, 36_241_711_586, 1_957_452_105_971, 2_897_528_171_099, 0.6702096666581899],
    [9_405_660_739, 28_241_172_480, 543_112_372_782, 1_630_794_295_079, 1.3156533053957568e-5],
  ])('Fisher of %i in %i and %i in %i is %d', (x1, n1, x2, n2, p) => {
    const data = { a: { successes: x1, trials: n1 }, b: { successes: x2, trials: n2 } }
    expectNear(compareProportions(data, { test: 'fisher' }).pValue, p, { rel: 1e-10 })
  })

  it('Fisher of as many as can be counted agrees with z', () => {
    const trials = 9e15
    const a = { successes: 4e15, trials }
    for (const less of [0, 1e7, 1e8, 1e9]) {
      const data = { a, b: { successes: 4e15 - less, trials } }
      const fisher = compareProportions(data, { test: 'fisher' }).pValue
      expectNear(fisher, compareProportions(data).pValue, { abs: 1e-6 })
    }
    const rare = { a: { successes: 0, trials }, b: { successes: 4, trials: 5 } }
    // 5 ÷ 9e15⁴ × 4! for four of the five.
    expectNear(compareProportions(rare).pValue, (5 * 24) / 9e15 ** 4, { rel: 1e-9 })
  })

  it('uses the exact test where fewer than five are expected in a cell', () => {
    const of = (successes: number): object => ({
      a: { successes, trials: 20 },
      b: { successes, trials: 20 },
    })
    expect(compareProportions(of(5) as never).test).toBe('z')
    expect(compareProportions(of(4) as never).test).toBe('fisher')
  })

  it.each<[unknown, string, string[]]>([
    [
      { a: { successes: 3, trials: 2 }, b: { successes: 1, trials: 2 } },
      'out-of-range',
      ['a', 'successes'],
    ],
    [{ a: { successes: 0, trials: 0 }, b: { successes: 1, trials: 2 } }, 'empty', ['a', 'trials']],
    [{ a: { successes: 0, trials: 1 } }, 'invalid', ['b']],
    [null, 'invalid', ['groups']],
  ])('refuses %j', (groups, code, path) => {
    expect(refusal(() => compareProportions(groups as never))).toMatchObject({ code, path })
  })

  it('says what a group without trials lacks', () => {
    const groups = { a: { successes: 0, trials: 0 }, b: { successes: 1, trials: 2 } }
    expect(refusal(() => compareProportions(groups)).message).toBe(
      'compareProportions: a.trials is empty, not at least one trial',
    )
  })
})

describe('adjustPValues', () => {
  it('Benjamini & Hochberg: 25 p-values (scipy 1.17: stats.false_discovery_control)', () => {
    const ps = [
      0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
      0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ]
    const expected = [
      0.025, 0.1, 0.21, 0.21, 0.21, 0.25, 0.2642857142857143, 0.49107142857142866,
      0.49107142857142866, 0.49107142857142866, 0.49107142857142866, 0.49107142857142866,
      0.49107142857142866, 0.49107142857142866, 0.5328125, 0.5328125, 0.5647058823529413,
      0.781578947368421, 0.781578947368421, 0.87, 0.9071428571428571, 0.986, 0.986, 0.986, 0.986,
    ]
    expectNear(adjustPValues(ps, { method: 'benjamini-hochberg' }), expected, { abs: 1e-12 })
  })

  it('Holm and Bonferroni, by hand', () => {
    const ps = [0.01, 0.04, 0.03, 0.005]
    expectNear(adjustPValues(ps), [0.03, 0.06, 0.06, 0.02], { abs: 1e-12 })
    expectNear(adjustPValues(ps, { method: 'bonferroni' }), [0.04, 0.16, 0.12, 0.02], {
      abs: 1e-12,
    })
    expect(adjustPValues(ps, { method: 'none' })).toEqual(ps)
    expect(adjustPValues([])).toEqual([])
    expect(refusal(() => adjustPValues([0.5, 1.5])).path).toEqual(['pValues', 1])
    expect(refusal(() => adjustPValues([0.5], { method: 'fdr' as never })).code).toBe('invalid')
  })
})
