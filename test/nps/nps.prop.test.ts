import {
  type Interval,
  type NpsGroups,
  type NpsIntervalMethod,
  nps,
  npsFromGroups,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratingsOf } from '../support/arbitraries.js'
import { checkAnswersLaw, checkOrderLaw } from '../support/laws.js'

const ratings = ratingsOf(0, 10)
const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })
const methods = fc.constantFrom<NpsIntervalMethod>('score', 'adjusted-wald', 'wald')

/** Three groups, any of which may be empty, but not all. */
function groupsUpTo(max: number): fc.Arbitrary<NpsGroups> {
  const count = fc.oneof(fc.nat(5), fc.nat(max))
  return fc
    .record({ promoters: count, passives: count, detractors: count })
    .filter((groups) => groups.promoters + groups.passives + groups.detractors > 0)
}

/** Where a function of one peak is highest, by golden-section search. */
function highest(evaluate: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let low = from
  let high = to
  for (let step = 0; step < 120; step++) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (evaluate(left) < evaluate(right)) low = left
    else high = right
  }
  return (low + high) / 2
}

/** The variance of one answer at the likeliest shares among those that make this score, −1 to 1. */
function restrictedVariance({ promoters, passives, detractors }: NpsGroups, score: number): number {
  const term = (count: number, share: number): number =>
    count === 0 ? 0 : count * Math.log(Math.max(share, 1e-300))
  const logLikelihood = (share: number): number =>
    term(detractors, share) + term(promoters, share + score) + term(passives, 1 - score - 2 * share)
  const share = highest(logLikelihood, Math.max(0, -score), (1 - score) / 2)
  return share + (share + score) - score ** 2
}

describe('answers that nps reads', () => {
  it('count the same listed, counted, typed, generated or merged', () => {
    checkAnswersLaw(ratings, (answers) => nps(answers))
  })

  it('count the same in any order', () => {
    checkOrderLaw(ratings, (listed) => nps(listed))
  })

  it('count the same with any unanswered questions among them that are skipped', () => {
    const gaps = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(null, undefined)),
    )
    fc.assert(
      fc.property(gaps, ratings, (some, others) => {
        const answered = some.filter((rating) => rating != null)
        expect(nps([...some, ...others], { unanswered: 'skip' })).toEqual({
          ...nps([...answered, ...others]),
          skipped: some.length - answered.length,
        })
      }),
    )
  })

  it('fall into three groups that add up to all of them', () => {
    const scales = fc
      .array(fc.integer({ min: -20, max: 20 }), { minLength: 4, maxLength: 4 })
      .map((points) => points.sort((a, b) => a - b))
    fc.assert(
      fc.property(scales, fc.array(fc.nat(1000), { minLength: 1 }), ([...points], picks) => {
        const [min, passiveFrom, promoterFrom, max] = points as [number, number, number, number]
        const listed = picks.map((pick) => min + (pick % (max - min + 1)))
        const result = nps(listed, { scale: { min, passiveFrom, promoterFrom, max } })
        expect(result.promoters).toBe(listed.filter((rating) => rating >= promoterFrom).length)
        expect(result.detractors).toBe(listed.filter((rating) => rating < passiveFrom).length)
        expect(result.promoters + result.passives + result.detractors).toBe(listed.length)
        expect(result.responses).toBe(listed.length)
      }),
    )
  })

  it('of three points are the three groups', () => {
    fc.assert(
      fc.property(groupsUpTo(1e9), methods, confidences, (groups, interval, confidence) => {
        const scale = { min: 1, passiveFrom: 2, promoterFrom: 3, max: 3 }
        const tally = { 1: groups.detractors, 2: groups.passives, 3: groups.promoters }
        expect(nps(tally, { scale, interval, confidence })).toEqual({
          ...npsFromGroups(groups, { interval, confidence }),
          scale,
        })
      }),
    )
  })
})

describe('an interval of nps', () => {
  it('contains the score and stays on the scale, by every method, at any size and confidence', () => {
    fc.assert(
      fc.property(groupsUpTo(1e13), methods, confidences, (groups, method, confidence) => {
        const { score, interval } = npsFromGroups(groups, { interval: method, confidence })
        expect(interval.low).toBeGreaterThanOrEqual(-100)
        expect(interval.low).toBeLessThanOrEqual(score)
        expect(interval.high).toBeGreaterThanOrEqual(score)
        expect(interval.high).toBeLessThanOrEqual(100)
      }),
      { numRuns: 1000 },
    )
  })

  it('never shrinks at either end when the confidence rises', () => {
    fc.assert(
      fc.property(groupsUpTo(1e6), methods, confidences, confidences, (groups, method, a, b) => {
        const at = (confidence: number): Interval =>
          npsFromGroups(groups, { interval: method, confidence }).interval
        const less = at(Math.min(a, b))
        const more = at(Math.max(a, b))
        expect(more.low).toBeLessThanOrEqual(less.low + 1e-9)
        expect(more.high).toBeGreaterThanOrEqual(less.high - 1e-9)
      }),
      { numRuns: 1000 },
    )
  })

  it('is never wider for twice as many answers alike', () => {
    fc.assert(
      fc.property(groupsUpTo(1e6), methods, confidences, (groups, interval, confidence) => {
        const once = npsFromGroups(groups, { interval, confidence }).interval
        const twice = npsFromGroups(
          {
            promoters: 2 * groups.promoters,
            passives: 2 * groups.passives,
            detractors: 2 * groups.detractors,
          },
          { interval, confidence },
        ).interval
        expect(twice.high - twice.low).toBeLessThanOrEqual(once.high - once.low + 1e-9)
      }),
      { numRuns: 1000 },
    )
  })

  it('is mirrored, as the score is negated, when promoters and detractors change places', () => {
    fc.assert(
      fc.property(groupsUpTo(1e12), methods, confidences, (groups, interval, confidence) => {
        const { promoters, passives, detractors } = groups
        const options = { interval, confidence }
        const one = npsFromGroups(groups, options)
        const other = npsFromGroups(
          { promoters: detractors, passives, detractors: promoters },
          options,
        )
        expect(other.score + one.score).toBe(0)
        expect(other.standardError).toBe(one.standardError)
        expect(other.interval.low + one.interval.high).toBe(0)
        expect(other.interval.high + one.interval.low).toBe(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('by the score method ends where the test statistic is z at the likeliest shares', () => {
    // scipy 1.17: stats.norm.ppf((1 + confidence) / 2)
    const levels = fc.constantFrom<[number, number]>(
      [0.8, 1.2815515655446004],
      [0.9, 1.6448536269514722],
      [0.95, 1.959963984540054],
      [0.99, 2.5758293035489004],
    )
    fc.assert(
      fc.property(groupsUpTo(300), levels, (groups, [confidence, z]) => {
        const { score, responses, interval } = npsFromGroups(groups, { confidence })
        for (const end of [interval.low, interval.high]) {
          if (Math.abs(end) === 100) {
            // Only where everyone is in the outer group does the interval reach the end of the scale.
            expect(score).toBe(end)
            continue
          }
          const variance = restrictedVariance(groups, end / 100)
          const statistic = Math.abs(score - end) / 100 / Math.sqrt(variance / responses)
          expect(statistic / z).toBeCloseTo(1, 5)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('by the Wald method is the score ± z standard errors, as far as the scale reaches', () => {
    fc.assert(
      fc.property(groupsUpTo(1e6), (groups) => {
        const { score, standardError, interval } = npsFromGroups(groups, { interval: 'wald' })
        expect(interval.low).toBeCloseTo(
          Math.max(-100, score - 1.959963984540054 * standardError),
          9,
        )
        expect(interval.high).toBeCloseTo(
          Math.min(100, score + 1.959963984540054 * standardError),
          9,
        )
      }),
    )
  })
})
