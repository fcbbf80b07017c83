import {
  NPS_0_TO_10,
  NPS_1_TO_3,
  NPS_1_TO_5,
  NPS_1_TO_7,
  NPS_1_TO_10,
  type NpsGroups,
  nps,
  npsFromGroups,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusal } from '../support/refusal.js'

/** Ends in the literature's unit, which is a share and not points. */
function ends({ low, high }: { low: number; high: number }): [number, number] {
  return [low / 100, high / 100]
}

describe('the Net Promoter Score agrees with published ones', () => {
  it('P-NPS-01: score and standard error from counts (R package NPS)', () => {
    const { input, expected, tolerance } = publishedCase('nps', 'P-NPS-01')
    input.cases.forEach(
      ([detractors, passives, promoters]: [number, number, number], i: number) => {
        const result = npsFromGroups({ promoters, passives, detractors })
        expectNear(result.score / 100, expected.nps[i], tolerance)
        expectNear(
          (result.standardError / 100) ** 2 * result.responses,
          expected.variance[i],
          tolerance,
        )
        expectNear(result.standardError / 100, expected.standardError[i], tolerance)
      },
    )
  })

  it('P-NPS-02: score from raw answers, and with break points of our own (R package NPS)', () => {
    const { input, expected, tolerance } = publishedCase('nps', 'P-NPS-02')
    expectNear(nps(input.scores).score / 100, expected.nps, tolerance)
    const { scores, detractorMax, passiveMax, max } = input.custom
    const custom = nps(scores, {
      scale: { min: 1, passiveFrom: detractorMax + 1, promoterFrom: passiveMax + 1, max },
    })
    expect(custom).toMatchObject({ promoters: 7, passives: 2, detractors: 6, responses: 15 })
    expectNear(custom.score / 100, expected.customNps, tolerance)
    expectNear((custom.standardError / 100) ** 2 * 15, expected.customVariance, tolerance)
  })

  it.each(['P-NPS-03', 'P-NPS-04', 'P-NPS-05', 'P-NPS-06', 'P-NPS-07'])(
    '%s: standard error and intervals (Rocks 2016; R package NPS)',
    (id) => {
      const { input, expected, tolerance } = publishedCase('nps', id)
      const groups = input as NpsGroups
      const result = npsFromGroups(groups)
      expectNear(result.score / 100, expected.nps, tolerance)
      expectNear(result.standardError / 100, expected.standardError, tolerance)
      expectNear(ends(result.interval), expected.score95, tolerance.score95 as { abs: number })
      const wald = npsFromGroups(groups, { interval: 'wald' }).interval
      expectNear(ends(wald), expected.wald95, tolerance)
      const wald90 = npsFromGroups(groups, { interval: 'wald', confidence: 0.9 }).interval
      expectNear(ends(wald90), expected.wald90, tolerance)
      const adjusted = npsFromGroups(groups, { interval: 'adjusted-wald' }).interval
      expectNear(ends(adjusted), expected.adjustedWald_3_T, tolerance)
    },
  )

  it('Rocks 2016, five promoters: adjusted Wald is 17.5 to 107.5 before it is kept on the scale', () => {
    // 5 of 5 with ¾, 1½ and ¾ added: centre 62.5, 1.959964 × 100 × √((0.8125 − 0.390625) ÷ 8) = 45.0085.
    const { low, high } = nps([10, 10, 10, 10, 10], { interval: 'adjusted-wald' }).interval
    expect(low).toBeCloseTo(62.5 - 45.0085, 3)
    expect(high).toBe(100)
  })

  // Restricted maximum likelihood by bisection of its derivative, in 40 digits (mpmath 1.3).
  it.each([
    [5, 0, 0, 0.95, 13.10350704336506, 100],
    [0, 5, 0, 0.95, -43.44824647831747, 43.44824647831747],
    [0, 0, 5, 0.95, -100, -13.10350704336506],
    [1, 0, 1, 0.95, -81.0937588531538, 81.0937588531538],
    [3, 1, 0, 0.9, 4.391240589526648, 94.2092678800141],
    [40, 40, 20, 0.99, 0.0487954063085311, 38.25846712468212],
    [1, 998, 1, 0.95, -0.4718930950635413, 0.4718930950635413],
    [300, 600, 100, 0.8, 17.561763315205, 22.42708450489797],
    [0, 2, 999998, 0.95, -99.99994515276904, -99.9990317119555],
    [999999, 0, 1, 0.95, 99.99886701763914, 99.9999646950846],
  ])(
    'the score interval of %i promoters, %i passives and %i detractors at %d',
    (promoters, passives, detractors, confidence, low, high) => {
      const { interval } = npsFromGroups({ promoters, passives, detractors }, { confidence })
      expect(interval.low).toBeCloseTo(low, 11)
      expect(interval.high).toBeCloseTo(high, 11)
    },
  )
})

describe('the result of nps', () => {
  it('says the score, what it rests on and how sure it is', () => {
    const result = nps([10, 9, 8, 3])
    // Two promoters less one detractor of four: variance 3/4 − 1/16 = 11/16; 100 × √(11/64) = 41.4578.
    expect(result).toMatchObject({
      score: 25,
      responses: 4,
      promoters: 2,
      passives: 1,
      detractors: 1,
      interval: { confidence: 0.95, method: 'score' },
    })
    expect(result.standardError).toBeCloseTo(41.4578, 4)
    expect(Object.keys(result)).toEqual([
      'score',
      'responses',
      'skipped',
      'promoters',
      'passives',
      'detractors',
      'promoterRate',
      'passiveRate',
      'detractorRate',
      'standardError',
      'interval',
      'scale',
    ])
  })

  it('names the method and the confidence that were asked for', () => {
    const { interval } = nps([10, 3], { interval: 'adjusted-wald', confidence: 0.8 })
    expect(interval).toMatchObject({ method: 'adjusted-wald', confidence: 0.8 })
  })

  it('reads answers from an array, a tally, a typed array, a set and a generator alike', () => {
    const expected = nps([10, 7, 0])
    const generate = function* (): Generator<number> {
      yield* [10, 7, 0]
    }
    expect(nps({ 10: 1, 7: 1, 0: 1 })).toEqual(expected)
    expect(nps(new Int8Array([10, 7, 0]))).toEqual(expected)
    expect(nps(new Float64Array([10, 7, 0]))).toEqual(expected)
    expect(nps(new Set([10, 7, 0]))).toEqual(expected)
    expect(nps(generate())).toEqual(expected)
  })

  it.each([
    ['NPS_0_TO_10', NPS_0_TO_10, 'ddddddd--pp'],
    ['NPS_1_TO_10', NPS_1_TO_10, 'dddddd--pp'],
    ['NPS_1_TO_7', NPS_1_TO_7, 'dddd--p'],
    ['NPS_1_TO_5', NPS_1_TO_5, 'ddd-p'],
    ['NPS_1_TO_3', NPS_1_TO_3, 'd-p'],
  ])('groups the ratings of %s as published (ServiceRocket Surveys)', (_name, scale, groups) => {
    const found = [...groups].map((_, point) => {
      const { promoters, detractors } = nps([scale.min + point], { scale })
      return promoters ? 'p' : detractors ? 'd' : '-'
    })
    expect(found.join('')).toBe(groups)
    expect(scale.max - scale.min + 1).toBe(groups.length)
  })

  it('keeps a zero-width Wald interval where everyone answered alike', () => {
    const { interval } = nps({ 10: 5 }, { interval: 'wald' })
    expect(interval).toMatchObject({ low: 100, high: 100 })
  })

  it('reads a negative zero as zero', () => {
    expect(nps([-0])).toMatchObject({ score: -100, detractors: 1 })
    expect(nps([10, 0]).score).toBe(0)
    expect(nps([7]).interval.low).not.toBe(-0)
  })

  it('takes scales that reach below zero, and two-point scales', () => {
    const scale = { min: -5, passiveFrom: 0, promoterFrom: 3, max: 5 }
    expect(nps([-5, -1, 0, 2, 3, 5], { scale })).toMatchObject({
      detractors: 2,
      passives: 2,
      promoters: 2,
    })
    const thumbs = { min: 0, passiveFrom: 1, promoterFrom: 1, max: 1 }
    expect(nps([0, 1, 1, 1], { scale: thumbs }).score).toBe(50)
  })

  it('takes an option of undefined as not given', () => {
    const options = { scale: undefined, interval: undefined, unanswered: undefined } as never
    expect(nps([10, 3], options)).toEqual(nps([10, 3]))
  })
})

describe('unanswered questions of nps', () => {
  it('are left out of every count where that is said: one 10 and two skips score 100, not 33.33', () => {
    const skipped = nps([10, null, undefined], { unanswered: 'skip' })
    expect(skipped).toEqual({ ...nps([10]), skipped: 2 })
    expect(skipped.responses).toBe(1)
  })

  it('include the holes of an array', () => {
    // biome-ignore lint/suspicious/noSparseArray: holes are the point
    expect(nps([10, , 3], { unanswered: 'skip' }).responses).toBe(2)
  })

  it('do not let other values slip through', () => {
    for (const rating of [Number.NaN, '', '10', false, 6.5, 11, 10n])
      expect(refusal(() => nps([10, rating as never], { unanswered: 'skip' })).path).toEqual([
        'ratings',
        1,
      ])
  })
})

describe('refusals of nps', () => {
  const whole = 'not a whole number from 0 to 10'
  it.each<[unknown, string, string, (string | number)[]]>([
    [[10, 6.5], 'out-of-range', `nps: ratings[1] is 6.5, ${whole}`, ['ratings', 1]],
    [[10, 9, 8, 11], 'out-of-range', `nps: ratings[3] is 11, ${whole}`, ['ratings', 3]],
    [[-1], 'out-of-range', `nps: ratings[0] is -1, ${whole}`, ['ratings', 0]],
    [[10, null], 'invalid', `nps: ratings[1] is null, ${whole}`, ['ratings', 1]],
    [[undefined], 'invalid', `nps: ratings[0] is undefined, ${whole}`, ['ratings', 0]],
    [[Number.NaN], 'invalid', `nps: ratings[0] is NaN, ${whole}`, ['ratings', 0]],
    [[Infinity], 'invalid', `nps: ratings[0] is Infinity, ${whole}`, ['ratings', 0]],
    [['9'], 'invalid', `nps: ratings[0] is "9", ${whole}`, ['ratings', 0]],
    [[true], 'invalid', `nps: ratings[0] is true, ${whole}`, ['ratings', 0]],
    [[{ rating: 9 }], 'invalid', `nps: ratings[0] is an object, ${whole}`, ['ratings', 0]],
    [new Map([[10, 2]]), 'invalid', `nps: ratings[0] is an array, ${whole}`, ['ratings', 0]],
    ['9', 'invalid', `nps: ratings[0] is "9", ${whole}`, ['ratings', 0]],
    [new Float32Array([9.5]), 'out-of-range', `nps: ratings[0] is 9.5, ${whole}`, ['ratings', 0]],
    [{ 11: 2 }, 'out-of-range', `nps: ratings[11] is 11, ${whole}`, ['ratings', '11']],
    [{ score: 9 }, 'invalid', `nps: ratings.score is "score", ${whole}`, ['ratings', 'score']],
    [{ null: 3 }, 'invalid', `nps: ratings.null is "null", ${whole}`, ['ratings', 'null']],
    [null, 'invalid', 'nps: ratings is null, not a plain object', ['ratings']],
    [[], 'empty', 'nps: ratings is empty, not at least one answer', ['ratings']],
    [{}, 'empty', 'nps: ratings is empty, not at least one answer', ['ratings']],
    [{ 10: 0 }, 'empty', 'nps: ratings is empty, not at least one answer', ['ratings']],
    ['', 'empty', 'nps: ratings is empty, not at least one answer', ['ratings']],
  ])('%j: %s', (ratings, code, message, path) => {
    expect(refusal(() => nps(ratings as never))).toMatchObject({
      name: 'MetricError',
      metric: 'nps',
      code,
      message,
      path,
    })
  })

  it.each(['', '01', '1e1', '-0', '+1', ' 1', '1.0', '0x5', '__proto__', 'constructor', 'NaN'])(
    'a counted key of “%s”, which is not how a rating is written',
    (key) => {
      const tally = JSON.parse(`{"5": 1, "${key}": 2}`)
      expect(refusal(() => nps(tally))).toMatchObject({ code: 'invalid', path: ['ratings', key] })
      expect(refusal(() => nps(tally, { unanswered: 'skip' })).path).toEqual(['ratings', key])
    },
  )

  it('a counted rating that is not whole', () => {
    expect(refusal(() => nps({ 6.5: 2 }))).toMatchObject({ code: 'out-of-range', received: 6.5 })
  })

  it.each([-1, 0.5, 2 ** 53, Number.NaN, Infinity, '3.5', '', null])('a count of %s', (count) => {
    expect(refusal(() => nps({ 10: count as never }))).toMatchObject({
      path: ['ratings', '10'],
      received: count,
    })
  })

  it('nothing to count, and what was received then', () => {
    const ratings = [null]
    const error = refusal(() => nps(ratings, { unanswered: 'skip' }))
    expect(error).toMatchObject({ code: 'empty', metric: 'nps' })
    expect(error.received).toBe(ratings)
  })

  it.each<[object | null, string, string]>([
    [null, 'invalid', 'nps: options is null, not a plain object'],
    [
      { interval: 'Wald' },
      'invalid',
      'nps: interval is "Wald", not one of score, adjusted-wald, wald',
    ],
    [{ confidence: 95 }, 'out-of-range', 'nps: confidence is 95, not a number from 0 to 0.999999'],
    [{ confidence: 1 }, 'out-of-range', 'nps: confidence is 1, not a number from 0 to 0.999999'],
    [
      { confidence: -0.1 },
      'out-of-range',
      'nps: confidence is -0.1, not a number from 0 to 0.999999',
    ],
    [{ unanswered: true }, 'invalid', 'nps: unanswered is true, not one of reject, skip'],
    [
      { scale: null },
      'invalid',
      'nps: scale is null, not an object { min, passiveFrom, promoterFrom, max }',
    ],
    [
      { scale: { min: 0, max: 10 } },
      'invalid',
      'nps: scale.passiveFrom is undefined, not given: write an object { min, passiveFrom, promoterFrom, max }',
    ],
    [
      { scale: { min: 0, passiveFrom: 9, promoterFrom: 7, max: 10 } },
      'out-of-range',
      'nps: scale.promoterFrom is 7, not a whole number from 9 to 1000',
    ],
    [
      { scale: { min: 0, passiveFrom: 7, promoterFrom: 9, max: 8 } },
      'out-of-range',
      'nps: scale.max is 8, not a whole number from 9 to 1000',
    ],
    [
      { scale: { min: 0.5, passiveFrom: 7, promoterFrom: 9, max: 10 } },
      'out-of-range',
      'nps: scale.min is 0.5, not a whole number from -1000 to 1000',
    ],
    [
      { scale: { min: -1001, passiveFrom: 7, promoterFrom: 9, max: 10 } },
      'out-of-range',
      'nps: scale.min is -1001, not a whole number from -1000 to 1000',
    ],
    [
      { scale: { min: 0, passiveFrom: 7, promoterFrom: 9, max: 1001 } },
      'out-of-range',
      'nps: scale.max is 1001, not a whole number from 9 to 1000',
    ],
  ])('options %j', (options, code, message) => {
    expect(refusal(() => nps([10], options as never))).toMatchObject({ code, message })
  })
})

describe('npsFromGroups', () => {
  it('equals nps of the answers', () => {
    const scored = nps([10, 9, 8, 3])
    expect(scored.scale).toEqual(NPS_0_TO_10)
    expect(scored.scale).not.toBe(NPS_0_TO_10)
    const groups = { promoters: 2, passives: 1, detractors: 1 }
    expect(npsFromGroups(groups)).toEqual({ ...scored, scale: null })
  })

  it.each<[unknown, string, string]>([
    [
      { promoters: 0, passives: 0, detractors: 0 },
      'empty',
      'npsFromGroups: groups is empty, not at least one respondent',
    ],
    [
      null,
      'invalid',
      'npsFromGroups: groups is null, not an object { promoters, passives, detractors }',
    ],
  ])('refuses %j', (groups, code, message) => {
    expect(refusal(() => npsFromGroups(groups as never))).toMatchObject({
      metric: 'npsFromGroups',
      code,
      message,
      path: ['groups'],
    })
  })

  it.each(['promoters', 'passives', 'detractors'])('refuses %s that are not counts', (group) => {
    const groups = { promoters: 1, passives: 2, detractors: 3 }
    for (const count of [undefined, null, 'three', -1, 1.5, Number.NaN])
      expect(refusal(() => npsFromGroups({ ...groups, [group]: count }))).toMatchObject({
        code: typeof count === 'number' && !Number.isNaN(count) ? 'out-of-range' : 'invalid',
        path: ['groups', group],
        received: count,
      })
  })

  it('refuses options by its own name, and lets no scale in', () => {
    const groups = { promoters: 1, passives: 0, detractors: 0 }
    expect(refusal(() => npsFromGroups(groups, null as never)).message).toBe(
      'npsFromGroups: options is null, not a plain object',
    )
    expect(refusal(() => npsFromGroups(groups, { interval: 'exact' as never })).message).toBe(
      'npsFromGroups: interval is "exact", not one of score, adjusted-wald, wald',
    )
    expect(refusal(() => npsFromGroups(groups, { scale: NPS_0_TO_10 } as never)).message).toBe(
      'npsFromGroups: scale is an object, not one of interval, confidence',
    )
  })
})
