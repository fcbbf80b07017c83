import { type CesScale, ces, type ProportionIntervalMethod } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratingsOf } from '../support/arbitraries.js'
import { checkAnswersLaw, checkOrderLaw } from '../support/laws.js'

const ratings = ratingsOf(1, 7)
const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })
const methods = fc.constantFrom<ProportionIntervalMethod>(
  'wilson',
  'agresti-coull',
  'clopper-pearson',
  'jeffreys',
  'wald',
)

/** A scale on which high is easy, and answers of it. */
const asked = fc
  .record({ min: fc.integer({ min: -20, max: 20 }), points: fc.integer({ min: 1, max: 20 }) })
  .chain(({ min, points }) =>
    fc
      .record({
        easyFrom: fc.integer({ min, max: min + points }),
        answers: ratingsOf(min, min + points),
      })
      .chain(({ easyFrom, answers }) =>
        fc.integer({ min: min - 1, max: easyFrom - 1 }).map((difficultUpTo) => ({
          scale: { min, max: min + points, easy: 'high', easyFrom, difficultUpTo } as CesScale,
          answers,
        })),
      ),
  )

describe('answers that ces reads', () => {
  it('count the same listed, counted, typed, generated or merged', () => {
    checkAnswersLaw(ratings, (answers) => ces(answers))
  })

  it('count the same in any order', () => {
    checkOrderLaw(ratings, (listed) => ces(listed))
  })

  it('are each easy, neutral or difficult, as the cut-offs say', () => {
    fc.assert(
      fc.property(asked, ({ scale, answers }) => {
        const result = ces(answers, { scale })
        expect(result.easy).toBe(answers.filter((each) => each >= scale.easyFrom).length)
        expect(result.difficult).toBe(answers.filter((each) => each <= scale.difficultUpTo).length)
        expect(result.easy + result.neutral + result.difficult).toBe(answers.length)
      }),
    )
  })

  it('reversed by hand read with high easy as they do unreversed with low easy', () => {
    fc.assert(
      fc.property(asked, methods, confidences, ({ scale, answers }, interval, confidence) => {
        const reverse = (rating: number): number => scale.min + scale.max - rating
        const byHand = ces(answers.map(reverse), { scale, interval, confidence })
        const asAsked = ces(answers, {
          scale: {
            min: scale.min,
            max: scale.max,
            easy: 'low',
            easyFrom: reverse(scale.easyFrom),
            difficultUpTo: reverse(scale.difficultUpTo),
          },
          interval,
          confidence,
        })
        const { mean, meanInterval, standardDeviation, scale: used, ...shares } = byHand
        expect(asAsked).toMatchObject(shares)
        // The mean stays in points of the scale as asked.
        expect(asAsked.mean).toBeCloseTo(scale.min + scale.max - mean, 10)
        expect(asAsked.standardDeviation ?? -1).toBeCloseTo(standardDeviation ?? -1, 10)
        expect(asAsked.meanInterval?.low ?? 0).toBeCloseTo(
          meanInterval ? scale.min + scale.max - meanInterval.high : 0,
          9,
        )
        expect(used).toEqual(scale)
      }),
    )
  })

  it('of version 1.0 are those of its scale written out', () => {
    fc.assert(
      fc.property(ratingsOf(1, 5), (listed) => {
        const scale = { min: 1, max: 5, easy: 'low', easyFrom: 2, difficultUpTo: 4 } as const
        expect(ces(listed, { easy: 'low' })).toEqual(ces(listed, { scale }))
      }),
    )
  })
})

describe('every interval of ces', () => {
  it('contains its estimate and stays in range, by every method, at any confidence', () => {
    fc.assert(
      fc.property(asked, methods, confidences, ({ scale, answers }, interval, confidence) => {
        const result = ces(answers, { scale, interval, confidence })
        for (const [estimate, ends, lowest, highest] of [
          [result.easyRate, result.easyInterval, 0, 1],
          [result.netEase, result.netInterval, -1, 1],
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
      { numRuns: 500 },
    )
  })
})
