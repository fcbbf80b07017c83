import { CES_1, CES_2, ces, csat, proportionInterval } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusal } from '../support/refusal.js'

describe('the Customer Effort Score agrees with published ones', () => {
  it('P-CES-01: mean, its interval, and the shares of the top and bottom boxes (R t.test)', () => {
    const { input, expected, tolerance } = publishedCase('ces', 'P-CES-01')
    const result = ces(input.counts, { easyFrom: 6 })
    expect(result.responses).toBe(expected.n)
    expectNear(result.mean, expected.mean, tolerance)
    expectNear(result.standardDeviation, expected.sd, tolerance)
    const { low, high } = result.meanInterval ?? {}
    expectNear([low, high], expected.ci, tolerance)
    expectNear(result.easyRate, expected.top2Share, tolerance)
    expectNear(result.difficult / result.responses, expected.bottom3Share, tolerance)
    expectNear(result.netEase, expected.top2Share - expected.bottom3Share, tolerance)
  })

  it('CYS, its worked example on seven points: 4,080 points of 1,000 answers are 4.08', () => {
    // 940 × 4 + 40 × 5 + 20 × 6 = 3760 + 200 + 120 = 4080.
    expect(ces({ 4: 940, 5: 40, 6: 20 }).mean).toBe(4.08)
  })
})

describe('the result of ces', () => {
  // 4 × 1 + 6 × 2 + 9 × 3 + 14 × 4 + 31 × 5 + 52 × 6 + 44 × 7 = 874 points of 160 answers.
  const answers = { 1: 4, 2: 6, 3: 9, 4: 14, 5: 31, 6: 52, 7: 44 }

  it('has the mean, the share that found it easy, and the net share', () => {
    const result = ces(answers)
    expect(result).toMatchObject({
      mean: 5.4625,
      responses: 160,
      easy: 127,
      neutral: 14,
      difficult: 19,
      easyRate: 127 / 160,
      netEase: 108 / 160,
      scale: { min: 1, max: 7, easy: 'high', easyFrom: 5, difficultUpTo: 3 },
    })
    expect(Object.keys(result)).toEqual([
      'mean',
      'meanInterval',
      'standardDeviation',
      'easyRate',
      'easyInterval',
      'netEase',
      'netInterval',
      'responses',
      'skipped',
      'easy',
      'neutral',
      'difficult',
      'scale',
    ])
  })

  it('has the interval of the easy share by the method asked for', () => {
    for (const method of ['wilson', 'jeffreys', 'wald'] as const)
      expect(ces(answers, { interval: method, confidence: 0.8 }).easyInterval).toEqual(
        proportionInterval({ successes: 127, trials: 160 }, { interval: method, confidence: 0.8 }),
      )
    expect(ces(answers).easyInterval.method).toBe('wilson')
  })

  it('has the intervals of csat with the same boxes', () => {
    const scale = { min: 1, max: 7, satisfiedFrom: 5, dissatisfiedUpTo: 3 }
    const { mean, meanInterval, netInterval, standardDeviation } = csat(answers, { scale })
    expect(ces(answers)).toMatchObject({ mean, meanInterval, netInterval, standardDeviation })
  })

  it('has no spread and no interval of the mean for a single answer', () => {
    expect(ces([6])).toMatchObject({
      mean: 6,
      meanInterval: null,
      standardDeviation: null,
      easy: 1,
    })
  })
})

describe('the direction of an effort scale', () => {
  it('is high by default, and low for the question of version 1.0', () => {
    expect(ces([1, 2, 3, 4, 5, 6, 7])).toMatchObject({ easy: 3, difficult: 3, scale: CES_2 })
    const result = ces([1, 2, 2, 5, 3], { easy: 'low' })
    expect(result).toMatchObject({ easy: 3, neutral: 1, difficult: 1, scale: CES_1 })
    expect(result.easyRate).toBe(0.6)
    expect(result.netEase).toBeCloseTo(0.4, 15)
  })

  it('leaves the mean in points of the scale as it was asked', () => {
    // scipy 1.17 stats.t.ppf(0.975, 59) and numpy std(ddof=1) on the answers as they are.
    const result = ces({ 1: 30, 2: 15, 3: 8, 4: 4, 5: 3 }, { easy: 'low' })
    expect(result.mean).toBeCloseTo(1.9166666666666667, 14)
    expect(result.meanInterval?.low).toBeCloseTo(1.6147639169984433, 12)
    expect(result.meanInterval?.high).toBeCloseTo(2.21856941633489, 12)
  })

  it('refuses answers of the other version where they give themselves away', () => {
    expect(refusal(() => ces([1, 7], { easy: 'low' })).message).toBe(
      'ces: ratings[1] is 7, not a whole number from 1 to 5',
    )
  })

  it('can be given with the scale, or beside it', () => {
    const scale = { min: 1, max: 7, easy: 'low', easyFrom: 3, difficultUpTo: 5 } as const
    const beside = {
      scale: { min: 1, max: 7 },
      easy: 'low',
      easyFrom: 3,
      difficultUpTo: 5,
    } as const
    const answers = [1, 1, 2, 3, 4, 5, 7]
    expect(ces(answers, { scale })).toMatchObject({ easy: 4, neutral: 1, difficult: 2 })
    expect(ces(answers, beside)).toEqual(ces(answers, { scale }))
  })
})

describe('cut-offs of ces', () => {
  it('can be stricter: 6–7 easy, 1–3 difficult', () => {
    expect(ces([1, 3, 4, 5, 6, 7], { easyFrom: 6 })).toMatchObject({
      easy: 2,
      neutral: 2,
      difficult: 2,
    })
  })

  it('can leave nobody in the middle, or nobody on the difficult side', () => {
    expect(ces([4, 5], { easyFrom: 5, difficultUpTo: 4 })).toMatchObject({
      easy: 1,
      neutral: 0,
      difficult: 1,
    })
    expect(ces([1, 5], { difficultUpTo: 0 })).toMatchObject({ easy: 1, neutral: 1, difficult: 0 })
    expect(ces([5, 1], { easy: 'low', difficultUpTo: 6 })).toMatchObject({ easy: 1, difficult: 0 })
  })

  it('count as not given where they are undefined', () => {
    const nothing = { scale: undefined, easy: undefined, easyFrom: undefined } as never
    expect(ces([1, 5, 7], nothing)).toEqual(ces([1, 5, 7]))
    const beside = { scale: CES_1, easy: undefined, difficultUpTo: undefined } as never
    expect(ces([1, 5], beside)).toEqual(ces([1, 5], { easy: 'low' }))
  })
})

describe('unanswered questions of ces', () => {
  it('are refused, or left out of every count', () => {
    const answers = [7, undefined, 1, null]
    expect(refusal(() => ces(answers)).message).toBe(
      'ces: ratings[1] is undefined, not a whole number from 1 to 7',
    )
    expect(ces(answers, { unanswered: 'skip' })).toEqual({
      ...ces([7, 1]),
      skipped: 2,
    })
  })
})

describe('refusals of ces', () => {
  it.each<[unknown, object | null, string, string, (string | number)[]]>([
    [
      [8],
      {},
      'out-of-range',
      'ces: ratings[0] is 8, not a whole number from 1 to 7',
      ['ratings', 0],
    ],
    [
      [6.5],
      {},
      'out-of-range',
      'ces: ratings[0] is 6.5, not a whole number from 1 to 7',
      ['ratings', 0],
    ],
    [
      ['7'],
      {},
      'invalid',
      'ces: ratings[0] is "7", not a whole number from 1 to 7',
      ['ratings', 0],
    ],
    [[], {}, 'empty', 'ces: ratings is empty, not at least one answer', ['ratings']],
    [[7], null, 'invalid', 'ces: options is null, not a plain object', ['options']],
    [[7], { easy: 'hard' }, 'invalid', 'ces: easy is "hard", not one of high, low', ['easy']],
    [[7], { scale: null }, 'invalid', 'ces: scale is null, not an object { min, max }', ['scale']],
    [
      [7],
      { interval: 't' },
      'invalid',
      'ces: interval is "t", not one of wilson, wilson-continuity, agresti-coull, clopper-pearson, jeffreys, wald',
      ['interval'],
    ],
    [
      [7],
      { confidence: 1 },
      'out-of-range',
      'ces: confidence is 1, not a number from 0 to 0.999999',
      ['confidence'],
    ],
    [
      [5],
      { scale: { min: 1, max: 5 } },
      'invalid',
      'ces: scale.easy is undefined, not one of high, low',
      ['scale', 'easy'],
    ],
    [
      [5],
      { scale: { min: 1, max: 5 }, easy: 'high' },
      'invalid',
      'ces: scale.easyFrom is undefined, not a whole number from 1 to 5',
      ['scale', 'easyFrom'],
    ],
    [
      [5],
      { scale: { min: 1, max: 5 }, easy: 'high', easyFrom: 4 },
      'invalid',
      'ces: scale.difficultUpTo is undefined, not a whole number from 0 to 3',
      ['scale', 'difficultUpTo'],
    ],
    [
      [5],
      { scale: CES_2, easy: 'low' },
      'out-of-range',
      'ces: scale.difficultUpTo is 3, not a whole number from 6 to 8',
      ['scale', 'difficultUpTo'],
    ],
    [
      [5],
      { easyFrom: 3 },
      'out-of-range',
      'ces: difficultUpTo is 3, not a whole number from 0 to 2',
      ['difficultUpTo'],
    ],
    [
      [5],
      { easy: 'low', easyFrom: 6 },
      'out-of-range',
      'ces: easyFrom is 6, not a whole number from 1 to 5',
      ['easyFrom'],
    ],
    [
      [5],
      { easy: 'low', difficultUpTo: 2 },
      'out-of-range',
      'ces: difficultUpTo is 2, not a whole number from 3 to 6',
      ['difficultUpTo'],
    ],
    [
      [5],
      { scale: { min: 7, max: 1 } },
      'out-of-range',
      'ces: scale.max is 1, not a whole number from 8 to 1000',
      ['scale', 'max'],
    ],
  ])('%j with %j', (ratings, options, code, message, path) => {
    expect(refusal(() => ces(ratings as never, options as never))).toMatchObject({
      metric: 'ces',
      code,
      message,
      path,
    })
  })

  it.each(['', '07', '7e0', '-0', '__proto__'])('refuses a counted key of “%s”', (key) => {
    expect(refusal(() => ces(JSON.parse(`{"5": 1, "${key}": 2}`)))).toMatchObject({
      code: 'invalid',
      path: ['ratings', key],
    })
  })
})
