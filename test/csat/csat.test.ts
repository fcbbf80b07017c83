import {
  CSAT_1_TO_5,
  CSAT_THUMBS,
  csat,
  nps,
  type ProportionIntervalMethod,
  proportionInterval,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, published, publishedCase } from '../support/published.js'
import { refusal } from '../support/refusal.js'

const methods: [ProportionIntervalMethod, string][] = [
  ['wilson', 'wilson'],
  ['agresti-coull', 'agrestiCoull'],
  ['clopper-pearson', 'clopperPearson'],
  ['wald', 'wald'],
]
const ids = published('proportion')
  .filter(({ metric }) => metric === 'interval for a proportion')
  .map(({ id }) => id)

describe('the share of satisfied customers', () => {
  it.each(ids)('has the published intervals of %s (Newcombe 1998; R binom)', (id) => {
    const { input, params, expected, tolerance } = publishedCase('proportion', id)
    const { successes, n } = input
    // Four ratings of the default scale, so that satisfied and not satisfied are two ratings each.
    const few = Math.floor(successes / 3)
    const answers = { 5: few, 4: successes - few, 3: n - successes, 1: 0 }
    for (const [interval, name] of methods) {
      const result = csat(answers, { interval, confidence: params.confidence })
      expectNear(result.rate, expected.estimate, tolerance)
      // The published ends of two methods run beyond 0 and 1; ours stop there.
      const ends = expected[name].map((end: number) => Math.min(1, Math.max(0, end)))
      expectNear([result.interval.low, result.interval.high], ends, tolerance)
      expect(result.interval).toMatchObject({ method: interval, confidence: params.confidence })
    }
  })

  it('has cases for the interval of a proportion to be tested with', () => {
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `P-PROP-0${number}`))
  })

  it('has the interval of that proportion, by each method', () => {
    for (const method of [...methods.map(([name]) => name), 'jeffreys' as const])
      expect(csat({ 5: 3, 2: 7 }, { interval: method, confidence: 0.8 }).interval).toEqual(
        proportionInterval({ successes: 3, trials: 10 }, { interval: method, confidence: 0.8 }),
      )
  })
})

describe('the result of csat', () => {
  // 30, 15, 8, 4 and 3 answers of 5 down to 1. scipy 1.17 stats.t.ppf(0.975, 59), numpy std(ddof=1).
  const answers = { 5: 30, 4: 15, 3: 8, 2: 4, 1: 3 }

  it('has each of the numbers that go by this name', () => {
    const result = csat(answers)
    expect(result).toMatchObject({
      rate: 0.75,
      responses: 60,
      satisfied: 45,
      neutral: 8,
      dissatisfied: 7,
      scale: { min: 1, max: 5, satisfiedFrom: 4, dissatisfiedUpTo: 2 },
    })
    expect(result.netRate).toBeCloseTo(38 / 60, 15)
    // 150 + 60 + 24 + 8 + 3 = 245 points; 245 ÷ 60 = 4.0833; (4.0833 − 1) ÷ 4 = 0.7708.
    expect(result.mean).toBeCloseTo(245 / 60, 15)
    expect(result.index).toBeCloseTo(185 / 240, 15)
    expect(result.standardDeviation).toBeCloseTo(1.168682681072817, 13)
    expect(result.meanInterval?.low).toBeCloseTo(3.78143058366511, 12)
    expect(result.meanInterval?.high).toBeCloseTo(4.385236083001557, 12)
    expect(result.meanInterval).toMatchObject({ method: 't', confidence: 0.95 })
  })

  it('has the fields that are documented, and no others', () => {
    expect(Object.keys(csat(answers))).toEqual([
      'rate',
      'interval',
      'responses',
      'skipped',
      'satisfied',
      'neutral',
      'dissatisfied',
      'neutralRate',
      'neutralInterval',
      'dissatisfiedRate',
      'dissatisfiedInterval',
      'netRate',
      'netInterval',
      'mean',
      'meanInterval',
      'standardDeviation',
      'index',
      'scale',
    ])
  })

  it('has a net share with the score interval of promoters less detractors', () => {
    const { netRate, netInterval } = csat(answers, { confidence: 0.9 })
    const scale = { min: 1, passiveFrom: 3, promoterFrom: 4, max: 5 }
    const { score, interval } = nps(answers, { scale, confidence: 0.9 })
    expect(netRate).toBeCloseTo(score / 100, 15)
    expect(netInterval.low).toBeCloseTo(interval.low / 100, 15)
    expect(netInterval.high).toBeCloseTo(interval.high / 100, 15)
    expect(netInterval).toMatchObject({ method: 'score', confidence: 0.9 })
  })

  it('has no spread and no interval of the mean for a single answer', () => {
    expect(csat([4])).toMatchObject({
      rate: 1,
      mean: 4,
      meanInterval: null,
      standardDeviation: null,
      index: 0.75,
    })
  })

  it('has a mean of no width where all answers are the same', () => {
    expect(csat([4, 4, 4])).toMatchObject({
      standardDeviation: 0,
      meanInterval: { low: 4, high: 4 },
    })
  })

  it('keeps the interval of the mean on the scale', () => {
    // Unbounded: −8.706 to 16.706 (scipy 1.17 stats.t.ppf(0.975, 1)).
    expect(csat([3, 5]).meanInterval).toMatchObject({ low: 1, high: 5 })
  })

  it('has an index from 0 at the lowest rating, unlike a share of the maximum', () => {
    expect(csat([1, 1]).index).toBe(0)
    expect(csat([5, 5]).index).toBe(1)
    expect(csat([0], { scale: { min: -5, max: 5, satisfiedFrom: 3 } }).index).toBe(0.5)
  })
})

describe('csat on other scales and cut-offs', () => {
  const tally = { 1: 1, 2: 2, 3: 4, 4: 8, 5: 16 }

  it.each([
    ['top two of five', {}, 24, 3],
    ['top one of five, and as many at the bottom', { satisfiedFrom: 5 }, 16, 1],
    ['top three of five, and no more at the bottom', { satisfiedFrom: 3 }, 28, 3],
    ['all but the lowest', { satisfiedFrom: 2 }, 30, 1],
    ['all', { satisfiedFrom: 1 }, 31, 0],
    ['all but the top two dissatisfied, as some products count', { dissatisfiedUpTo: 3 }, 24, 7],
    ['nobody dissatisfied', { dissatisfiedUpTo: 0 }, 24, 0],
    ['both cut-offs', { satisfiedFrom: 5, dissatisfiedUpTo: 2 }, 16, 3],
  ])('%s', (_name, options, satisfied, dissatisfied) => {
    const result = csat(tally, options)
    expect(result).toMatchObject({
      responses: 31,
      satisfied,
      dissatisfied,
      neutral: 31 - satisfied - dissatisfied,
    })
  })

  it('counts the top two of ten', () => {
    const scale = { min: 1, max: 10, satisfiedFrom: 9 }
    const result = csat([10, 9, 8, 3, 2, 1], { scale })
    expect(result).toMatchObject({ satisfied: 2, neutral: 2, dissatisfied: 2 })
    expect(result.scale).toEqual({ ...scale, dissatisfiedUpTo: 2 })
  })

  it('counts thumbs up and thumbs down as a scale of two', () => {
    for (const scale of [CSAT_THUMBS, { min: 0, max: 1, satisfiedFrom: 1 }])
      expect(csat([1, 1, 1, 0], { scale })).toMatchObject({
        rate: 0.75,
        dissatisfied: 1,
        neutral: 0,
        netRate: 0.5,
        mean: 0.75,
      })
  })

  it('takes the options’ own cut-offs before those of the scale', () => {
    const scale = { min: 1, max: 5, satisfiedFrom: 4, dissatisfiedUpTo: 3 }
    expect(csat(tally, { scale }).dissatisfied).toBe(7)
    expect(csat(tally, { scale, satisfiedFrom: 5 })).toMatchObject({
      satisfied: 16,
      dissatisfied: 7,
    })
    expect(csat(tally, { scale, dissatisfiedUpTo: 1 }).dissatisfied).toBe(1)
    expect(csat(tally, { scale: { min: 1, max: 5 }, satisfiedFrom: 5 }).satisfied).toBe(16)
  })

  it('takes what is undefined as not given', () => {
    const nothing = { scale: undefined, satisfiedFrom: undefined, dissatisfiedUpTo: undefined }
    expect(csat(tally, nothing as never)).toEqual(csat(tally))
    const scale = { min: 1, max: 5, satisfiedFrom: 5, dissatisfiedUpTo: undefined } as never
    expect(csat(tally, { scale, satisfiedFrom: undefined } as never)).toMatchObject({
      satisfied: 16,
      dissatisfied: 1,
    })
  })

  it('leaves the named scales as they are', () => {
    csat(tally, { satisfiedFrom: 5 })
    expect(CSAT_1_TO_5).toEqual({ min: 1, max: 5, satisfiedFrom: 4 })
  })
})

describe('unanswered questions of csat', () => {
  it('are refused, or left out of every count', () => {
    const answers = [5, null, 1, undefined]
    expect(refusal(() => csat(answers)).message).toBe(
      'csat: ratings[1] is null, not a whole number from 1 to 5',
    )
    expect(csat(answers, { unanswered: 'skip' })).toEqual({
      ...csat([5, 1]),
      skipped: 2,
    })
  })
})

describe('refusals of csat', () => {
  it.each<[unknown, object | null, string, string, (string | number)[]]>([
    [
      [5, 6],
      {},
      'out-of-range',
      'csat: ratings[1] is 6, not a whole number from 1 to 5',
      ['ratings', 1],
    ],
    [
      [0],
      {},
      'out-of-range',
      'csat: ratings[0] is 0, not a whole number from 1 to 5',
      ['ratings', 0],
    ],
    [
      [4.5],
      {},
      'out-of-range',
      'csat: ratings[0] is 4.5, not a whole number from 1 to 5',
      ['ratings', 0],
    ],
    [
      ['5'],
      {},
      'invalid',
      'csat: ratings[0] is "5", not a whole number from 1 to 5',
      ['ratings', 0],
    ],
    [[], {}, 'empty', 'csat: ratings is empty, not at least one answer', ['ratings']],
    [{ 5: 0 }, {}, 'empty', 'csat: ratings is empty, not at least one answer', ['ratings']],
    [undefined, {}, 'invalid', 'csat: ratings is undefined, not a plain object', ['ratings']],
    [[5], null, 'invalid', 'csat: options is null, not a plain object', ['options']],
    [
      [5],
      { interval: 'exact' },
      'invalid',
      'csat: interval is "exact", not one of wilson, wilson-continuity, agresti-coull, clopper-pearson, jeffreys, wald',
      ['interval'],
    ],
    [
      [5],
      { confidence: 95 },
      'out-of-range',
      'csat: confidence is 95, not a number from 0 to 0.999999',
      ['confidence'],
    ],
    [
      [5],
      { unanswered: 'zero' },
      'invalid',
      'csat: unanswered is "zero", not one of reject, skip',
      ['unanswered'],
    ],
    [[5], { scale: null }, 'invalid', 'csat: scale is null, not an object { min, max }', ['scale']],
    [
      [5],
      { scale: { min: 1, max: 7 } },
      'invalid',
      'csat: scale.satisfiedFrom is undefined, not a whole number from 1 to 7',
      ['scale', 'satisfiedFrom'],
    ],
    [
      [5],
      { scale: { min: 1, max: 7, satisfiedFrom: 8 } },
      'out-of-range',
      'csat: scale.satisfiedFrom is 8, not a whole number from 1 to 7',
      ['scale', 'satisfiedFrom'],
    ],
    [
      [5],
      { scale: { min: 1, max: 7, satisfiedFrom: 6, dissatisfiedUpTo: 6 } },
      'out-of-range',
      'csat: scale.dissatisfiedUpTo is 6, not a whole number from 0 to 5',
      ['scale', 'dissatisfiedUpTo'],
    ],
    [
      [5],
      { satisfiedFrom: 6 },
      'out-of-range',
      'csat: satisfiedFrom is 6, not a whole number from 1 to 5',
      ['satisfiedFrom'],
    ],
    [
      [5],
      { satisfiedFrom: null },
      'invalid',
      'csat: satisfiedFrom is null, not a whole number from 1 to 5',
      ['satisfiedFrom'],
    ],
    [
      [5],
      { dissatisfiedUpTo: 4 },
      'out-of-range',
      'csat: dissatisfiedUpTo is 4, not a whole number from 0 to 3',
      ['dissatisfiedUpTo'],
    ],
    [
      [5],
      { scale: CSAT_1_TO_5, dissatisfiedUpTo: -1 },
      'out-of-range',
      'csat: dissatisfiedUpTo is -1, not a whole number from 0 to 3',
      ['dissatisfiedUpTo'],
    ],
    [
      [5],
      { scale: { min: 5, max: 5, satisfiedFrom: 5 } },
      'out-of-range',
      'csat: scale.max is 5, not a whole number from 6 to 1000',
      ['scale', 'max'],
    ],
    [
      [5],
      { scale: { min: -1001, max: 5, satisfiedFrom: 5 } },
      'out-of-range',
      'csat: scale.min is -1001, not a whole number from -1000 to 999',
      ['scale', 'min'],
    ],
    [
      [5],
      { scale: { max: 5, satisfiedFrom: 5 } },
      'invalid',
      'csat: scale.min is undefined, not a whole number from -1000 to 999',
      ['scale', 'min'],
    ],
  ])('%j with %j', (ratings, options, code, message, path) => {
    expect(refusal(() => csat(ratings as never, options as never))).toMatchObject({
      metric: 'csat',
      code,
      message,
      path,
    })
  })

  it.each(['', '01', '1e0', '-0', '__proto__'])('refuses a counted key of “%s”', (key) => {
    expect(refusal(() => csat(JSON.parse(`{"5": 1, "${key}": 2}`)))).toMatchObject({
      code: 'invalid',
      path: ['ratings', key],
    })
  })
})
