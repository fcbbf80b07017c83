import { csat, type ProportionIntervalMethod } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratingsOf } from '../support/arbitraries.js'
import { checkAnswersLaw, checkOrderLaw } from '../support/laws.js'

const ratings = ratingsOf(1, 5)
const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })
const methods = fc.constantFrom<ProportionIntervalMethod>(
  'wilson',
  'agresti-coull',
  'clopper-pearson',
  'jeffreys',
  'wald',
)

/** A scale with its cut-offs, and answers of it. */
const asked = fc
  .record({ min: fc.integer({ min: -20, max: 20 }), points: fc.integer({ min: 1, max: 20 }) })
  .chain(({ min, points }) =>
    fc
      .record({
        satisfiedFrom: fc.integer({ min, max: min + points }),
        ratings: ratingsOf(min, min + points),
      })
      .chain(({ satisfiedFrom, ratings: answers }) =>
        fc.record({
          scale: fc.record({
            min: fc.constant(min),
            max: fc.constant(min + points),
            satisfiedFrom: fc.constant(satisfiedFrom),
            dissatisfiedUpTo: fc.integer({ min: min - 1, max: satisfiedFrom - 1 }),
          }),
          answers: fc.constant(answers),
        }),
      ),
  )

/** Every number of a result, however deep. */
function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbers) : []
}

describe('answers that csat reads', () => {
  it('count the same listed, counted, typed, generated or merged', () => {
    checkAnswersLaw(ratings, (answers) => csat(answers))
  })

  it('count the same in any order', () => {
    checkOrderLaw(ratings, (listed) => csat(listed))
  })

  it('are each satisfied, neutral or dissatisfied, as the cut-offs say', () => {
    fc.assert(
      fc.property(asked, ({ scale, answers }) => {
        const result = csat(answers, { scale })
        const { satisfiedFrom, dissatisfiedUpTo } = scale
        expect(result.satisfied).toBe(answers.filter((each) => each >= satisfiedFrom).length)
        expect(result.dissatisfied).toBe(answers.filter((each) => each <= dissatisfiedUpTo).length)
        expect(result.satisfied + result.neutral + result.dissatisfied).toBe(answers.length)
        expect(result.scale).toEqual(scale)
      }),
    )
  })

  it('have as many bottom boxes as top boxes by default, or all that are below the top', () => {
    fc.assert(
      fc.property(asked, ({ scale: { min, max, satisfiedFrom }, answers }) => {
        const { scale } = csat(answers, { scale: { min, max, satisfiedFrom } })
        const top = max - satisfiedFrom + 1
        const bottom = scale.dissatisfiedUpTo - min + 1
        expect(bottom).toBe(Math.min(top, satisfiedFrom - min))
      }),
    )
  })

  it('that are mirrored on the scale negate the net share and mirror its interval', () => {
    fc.assert(
      fc.property(ratings, confidences, (listed, confidence) => {
        const one = csat(listed, { confidence })
        const other = csat(
          listed.map((rating) => 6 - rating),
          { confidence },
        )
        expect(other.netRate + one.netRate).toBe(0)
        expect(other.netInterval.low + one.netInterval.high).toBe(0)
        expect(other.mean + one.mean).toBeCloseTo(6, 12)
        expect(other.index + one.index).toBeCloseTo(1, 12)
      }),
    )
  })

  it('moved along the scale with it change the mean by as much and nothing else', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: -50, max: 50 }), ({ scale, answers }, move) => {
        const moved = {
          min: scale.min + move,
          max: scale.max + move,
          satisfiedFrom: scale.satisfiedFrom + move,
          dissatisfiedUpTo: scale.dissatisfiedUpTo + move,
        }
        const one = csat(answers, { scale })
        const other = csat(
          answers.map((rating) => rating + move),
          { scale: moved },
        )
        expect(other.mean - one.mean).toBeCloseTo(move, 10)
        expect({ ...other, mean: 0, meanInterval: 0, scale: 0 }).toEqual({
          ...one,
          mean: 0,
          meanInterval: 0,
          scale: 0,
        })
      }),
    )
  })
})

describe('every interval of csat', () => {
  it('contains its estimate and stays in range, by every method, at any confidence', () => {
    fc.assert(
      fc.property(asked, methods, confidences, ({ scale, answers }, interval, confidence) => {
        const result = csat(answers, { scale, interval, confidence })
        for (const [estimate, ends, lowest, highest] of [
          [result.rate, result.interval, 0, 1],
          [result.netRate, result.netInterval, -1, 1],
          [result.mean, result.meanInterval, scale.min, scale.max],
        ] as const) {
          if (ends === null) {
            expect(answers).toHaveLength(1)
            continue
          }
          expect(ends.low).toBeGreaterThanOrEqual(lowest)
          expect(ends.low).toBeLessThanOrEqual(estimate)
          expect(ends.high).toBeGreaterThanOrEqual(estimate)
          expect(ends.high).toBeLessThanOrEqual(highest)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('never shrinks at either end when the confidence rises', () => {
    fc.assert(
      fc.property(ratings, methods, confidences, confidences, (listed, interval, a, b) => {
        const less = csat(listed, { interval, confidence: Math.min(a, b) })
        const more = csat(listed, { interval, confidence: Math.max(a, b) })
        for (const [narrow, wide] of [
          [less.interval, more.interval],
          [less.netInterval, more.netInterval],
          [less.meanInterval, more.meanInterval],
        ] as const) {
          expect(wide?.low ?? 0).toBeLessThanOrEqual((narrow?.low ?? 0) + 1e-12)
          expect(wide?.high ?? 0).toBeGreaterThanOrEqual((narrow?.high ?? 0) - 1e-12)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is never wider for twice as many answers alike', () => {
    fc.assert(
      fc.property(
        ratingsOf(1, 5).filter((listed) => listed.length > 1),
        methods,
        confidences,
        (listed, interval, confidence) => {
          const once = csat(listed, { interval, confidence })
          const twice = csat([...listed, ...listed], { interval, confidence })
          for (const [few, many] of [
            [once.interval, twice.interval],
            [once.netInterval, twice.netInterval],
            [once.meanInterval, twice.meanInterval],
          ] as const)
            expect((many?.high ?? 0) - (many?.low ?? 0)).toBeLessThanOrEqual(
              (few?.high ?? 0) - (few?.low ?? 0) + 1e-12,
            )
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('results of csat', () => {
  it('are free of NaN, infinity and negative zero, whatever the counts', () => {
    const count = fc.oneof(
      fc.nat(3),
      fc.maxSafeNat().map((n) => n % 1e12),
    )
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 5, maxLength: 5 }).filter((counts) => counts.some(Boolean)),
        methods,
        confidences,
        (counts, interval, confidence) => {
          const tally = Object.fromEntries(counts.map((each, index) => [index - 2, each]))
          const scale = { min: -2, max: 2, satisfiedFrom: 1 }
          for (const number of numbers(csat(tally, { scale, interval, confidence }))) {
            expect(Number.isFinite(number)).toBe(true)
            expect(Object.is(number, -0)).toBe(false)
          }
        },
      ),
    )
  })
})
