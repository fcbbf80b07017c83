import {
  CES_1,
  type CesAnswers,
  type CesScale,
  ces,
  cesEstimate,
  cesPower,
  cesSampleSize,
  cesSampleSizeToCompare,
  cesTrend,
  compareCes,
  compareCesPaired,
  compareCesSegments,
  explainCesChange,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal, refusalText } from '../support/refusal.js'

const mail = [5, 6, 6, 7, 3]
const chat = [4, 5, 2, 6]

/** A scale around 0, whose ends add up to nothing, and answers that were asked from 1 to 7. */
const around: CesScale = { min: -3, max: 3, easy: 'high', easyFrom: 1, difficultUpTo: -1 }
const moved = (answers: readonly number[]): number[] => answers.map((answer) => answer - 4)

describe('a comparison of effort', () => {
  it('has each group as ces has it', () => {
    const { a, b } = compareCes({ a: mail, b: chat })
    for (const [group, answers] of [
      [a, mail],
      [b, chat],
    ] as const) {
      const { mean, standardDeviation, responses } = ces(answers)
      expect(group).toEqual({ mean, standardDeviation, responses, effectiveResponses: responses })
    }
  })

  it('has no difference beyond that of the two ends of the scale', () => {
    // Two answers at the two ends of 1 to 7 say next to nothing, and 6 points are all there are.
    const most = { low: -6, high: 6 }
    expect(compareCes({ a: [1, 7], b: [7, 1] }).interval).toMatchObject(most)
    const moves = [
      { before: 1, after: 7 },
      { before: 7, after: 1 },
    ]
    expect(compareCesPaired(moves).interval).toMatchObject(most)
    const { pairs } = compareCesSegments({ a: [1, 7], b: [7, 1] })
    expect(pairs[0]?.interval).toMatchObject(most)
  })

  it('of before and after is the paired t test (scipy 1.17: ttest_rel)', () => {
    const after = [5, 6, 6, 6, 3]
    const pairs = [4, 5, 6, 3, 2].map((before, at) => ({ before, after: after[at] as number }))
    const { difference, degreesOfFreedom, pValue, interval } = compareCesPaired(pairs)
    expect([difference, degreesOfFreedom]).toEqual([1.2, 4])
    expect(pValue).toBeCloseTo(0.07048399691021992, 12)
    expect(interval?.low).toBeCloseTo(-0.16017476131651143, 12)
    expect(interval?.high).toBeCloseTo(2.560174761316511, 12)
  })

  it('of segments is that of each two, by either test, with each segment as ces has it', () => {
    const answers = { mail, chat, phone: [2, 3, 3, 7] }
    for (const test of ['welch', 'pooled'] as const) {
      const { segments, pairs } = compareCesSegments(answers, { test })
      for (const { a, b, adjustedPValue: _, ...pair } of pairs) {
        const [one, other] = [answers[a as 'mail'], answers[b as 'chat']]
        expect(compareCes({ a: one, b: other }, { test })).toMatchObject(pair)
      }
      for (const { name, interval, ...segment } of segments) {
        const { mean, meanInterval, standardDeviation, responses } = ces(answers[name as 'mail'])
        expect(interval).toEqual(meanInterval)
        const effectiveResponses = responses
        expect(segment).toEqual({ mean, standardDeviation, responses, effectiveResponses })
      }
    }
  })

  it('is the same on a scale that begins elsewhere, but for its means', () => {
    const [a, b] = [moved(mail), moved(chat)]
    const plain = compareCes({ a: mail, b: chat })
    const near = (value = Number.NaN): unknown => expect.closeTo(value, 12)
    expect(compareCes({ a, b }, { scale: around })).toMatchObject({
      difference: near(plain.difference),
      pValue: near(plain.pValue ?? undefined),
      interval: { low: near(plain.interval?.low), high: near(plain.interval?.high) },
    })
    // Results are read on it as answers are.
    const results = { a: ces(a, { scale: around }), b: ces(b, { scale: around }) }
    expect(compareCes(results)).toEqual(compareCes({ a, b }, { scale: around }))
    const change = explainCesChange({ before: { a: mail, b: chat }, after: { a: chat, b: mail } })
    const elsewhere = explainCesChange(
      { before: { a, b }, after: { a: b, b: a } },
      { scale: around },
    )
    expect(elsewhere.change).toBeCloseTo(change.change, 14)
    expect(elsewhere.mixEffect).toBeCloseTo(change.mixEffect, 14)
    expect(elsewhere.meanEffect).toBeCloseTo(change.meanEffect, 14)
  })

  it('is refused where the options ask for another scale than the results have', () => {
    const results = { a: ces(mail), b: ces(chat) }
    for (const options of [{ difficultUpTo: 2 }, { scale: CES_1 }])
      expect(refusal(() => compareCes(results, options)).code).toBe('mismatch')
  })

  const single = 'not at least 2, which it takes to differ'

  it.each<[CesAnswers, readonly (string | number)[], string]>([
    [[4], ['b', 'responses'], `b.responses is 1, ${single}`],
    [[4, 9], ['b', 1], 'b[1] is 9, not a whole number from 1 to 7'],
    [
      { ...cesEstimate(chat), effectiveResponses: 1 },
      ['b', 'responses'],
      `b.responses is 1, ${single}`,
    ],
    [
      { ...ces(chat), standardDeviation: null },
      ['b', 'standardDeviation'],
      'b.standardDeviation is null, not a number, as of 2 or more answers',
    ],
    [
      { ...ces(chat), standardDeviation: 13 },
      ['b', 'standardDeviation'],
      'b.standardDeviation is 13, not a number from 0 to 12',
    ],
    [{ ...ces(chat), mean: 8 }, ['b', 'mean'], 'b.mean is 8, not a number from 1 to 7'],
    [{ ...ces(chat), scale: null } as never, ['b', 'scale'], 'b.scale is null, not a plain object'],
    [
      { ...ces(chat), responses: -1 },
      ['b', 'responses'],
      'b.responses is -1, not a whole number of at least 0',
    ],
  ])('refuses %j', (b, path, message) => {
    const error = refusal(() => compareCes({ a: mail, b }))
    expect([error.path, error.message]).toEqual([path, `compareCes: ${message}`])
  })

  it('is refused as contradictory where several answers have no standard deviation', () => {
    const b = { ...ces(chat), standardDeviation: null }
    expect(refusal(() => compareCes({ a: mail, b })).code).toBe('mismatch')
  })

  it('takes two pairs at least', () => {
    const error = refusal(() => compareCesPaired([{ before: 5, after: 4 }]))
    expect([error.path, error.message]).toEqual([
      ['pairs', 'responses'],
      `compareCesPaired: pairs.responses is 1, ${single}`,
    ])
  })
})

describe('a trend of effort', () => {
  it('has no doubt that rounding alone makes, on any scale and of any number of answers', () => {
    // A line with a slope of 10 ÷ 3, and one of 1660: no place on them is a binary fraction.
    const wide: CesScale = { min: -500, max: 500, easy: 'high', easyFrom: 1, difficultUpTo: 0 }
    for (const count of [1, 1e12])
      for (const [means, at, scale] of [
        [
          [1, 2, 4],
          [0.1, 0.4, 1],
        ],
        [[-499, -1, 497], [0.1, 0.4, 0.7], wide],
        [[-500, 0, 500], [0.1, 0.4, 0.7], wide],
      ] as const) {
        const periods = means.map((mean) => ({ [mean]: count }))
        const { standardError, t, interval } = cesTrend(periods, { at, ...(scale && { scale }) })
        expect([standardError, t, interval]).toEqual([0, null, null])
      }
  })

  it('has each period as ces has it, at its place', () => {
    const { periods } = cesTrend([mail, chat], { at: [1, 3] })
    expect(periods).toEqual(
      [mail, chat].map((answers, index) => {
        const { mean, standardDeviation, responses } = ces(answers)
        const effectiveResponses = responses
        return { at: 1 + 2 * index, mean, standardDeviation, responses, effectiveResponses }
      }),
    )
  })

  it('takes more answers than a line has numbers', () => {
    const error = refusal(() => cesTrend([[4], [5]]))
    expect([error.path, error.message]).toEqual([
      ['periods', 'responses'],
      'cesTrend: periods.responses is 2, not more than 2',
    ])
  })
})

describe('a plan of effort', () => {
  it('asks for the answers whose half-width is the margin, by Student’s table', () => {
    // t is 12.706, 4.303, 3.182 and 2.776 for 2 to 5 answers; divided by √n 8.985, 2.484, 1.591, 1.241.
    for (const [margin, responses] of [
      [8.99, 2],
      [8.98, 3],
      [2.485, 3],
      [2.48, 4],
      [1.592, 4],
      [1.59, 5],
      [1.242, 5],
      [1.24, 6],
    ] as const)
      expect(cesSampleSize({ margin, standardDeviation: 1 }).responses, `${margin}`).toBe(responses)
  })

  it('asks for as many answers as there were for the half-width that these have', () => {
    for (let count = 2; count < 40; count++) {
      const answers = Array.from({ length: count }, (_, i) => 4 + (i % 2) + ((i * i) % 3))
      const { meanInterval, standardDeviation } = cesEstimate(answers, { confidence: 0.5 })
      const margin = ((meanInterval?.high ?? 0) - (meanInterval?.low ?? 0)) / 2
      const plan = { margin, standardDeviation: standardDeviation as number, confidence: 0.5 }
      expect(cesSampleSize(plan).responses).toBe(count)
      // A thousandth less takes another answer.
      expect(cesSampleSize({ ...plan, margin: 0.999 * margin }).responses).toBe(count + 1)
    }
  })

  it('asks for as many answers of each group as have the power that is asked for', () => {
    for (const test of ['welch', 'pooled'] as const)
      for (const responses of [2, 3, 9, 60, 61, 143]) {
        const plan = { difference: 0.5, standardDeviation: 1.5, test }
        const { power } = cesPower({ ...plan, responses })
        const found = (wanted: number): number =>
          cesSampleSizeToCompare({ ...plan, power: wanted }).responses
        expect([found(power), found(power + 1e-9)]).toEqual([responses, responses + 1])
      }
  })

  it('has less power the more confidence is asked for, of any number of answers', () => {
    for (const responses of [1200, 1267, 1300, 1500]) {
      const power = [0.99, 0.998, 0.999, 0.9999].map(
        (confidence) =>
          cesPower({ responses, difference: 0.1, standardDeviation: 1, confidence }).power,
      )
      expect(power).toEqual([...power].sort((a, b) => b - a))
    }
  })

  it('asks for a difference that is no less than a ten thousandth of how much answers differ', () => {
    const plan = { responses: 100, standardDeviation: 2 }
    expect(cesPower({ ...plan, difference: 0.0002 }).power).toBeLessThan(0.06)
    const why = 'is 0.0001, not a number from 0.0002 to 2000'
    const small = 0.0001
    expect(refusalText(() => cesPower({ ...plan, difference: small }))).toEqual([
      'out-of-range',
      `cesPower: difference ${why}`,
    ])
    expect(refusalText(() => cesSampleSize({ standardDeviation: 2, margin: small }))).toEqual([
      'out-of-range',
      `cesSampleSize: margin ${why}`,
    ])
    expect(refusalText(() => cesPower({ ...plan, difference: 1, standardDeviation: 0 }))).toEqual([
      'out-of-range',
      'cesPower: standardDeviation is 0, not a number from 0.0001 to 2000',
    ])
  })
})
