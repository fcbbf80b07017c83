import {
  cesPower,
  cesSampleSize,
  cesSampleSizeToCompare,
  csatPower,
  csatSampleSize,
  csatSampleSizeToCompare,
  npsPower,
  npsSampleSize,
  npsSampleSizeToCompare,
  poststratify,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

const csat = { margin: 0.05 }
const nps = { margin: 5 }
const ces = { margin: 0.25, standardDeviation: 1.5 }
const compared = { from: 0.7, to: 0.8 }
const effort = { difference: 0.5, standardDeviation: 1.5 }

describe('the design effect of a plan', () => {
  it('multiplies the answers of a simple random sample', () => {
    // 1.959964² × 0.25 ÷ 0.05² = 384.146; × 1.5 = 576.2 and × 2 = 768.3, rounded up (Kish 1965, ch. 8.2).
    expect(
      [1, 1.5, 2].map((designEffect) => csatSampleSize({ ...csat, designEffect }).responses),
    ).toEqual([385, 577, 769])
    // (3.841459 × 1 ÷ 0.05² − 3) × 1.5 = 2300.4.
    expect(npsSampleSize({ ...nps, designEffect: 1.5 })).toMatchObject({
      responses: 2301,
      designEffect: 1.5,
    })
    // Each group of a comparison, by the plan without one: 294 × 1.5, 1567 × 1.5 and 143 × 1.5.
    const designEffect = 1.5
    expect([
      csatSampleSizeToCompare({ ...compared, designEffect }).responses,
      npsSampleSizeToCompare({ difference: 10, designEffect }).responses,
      cesSampleSizeToCompare({ ...effort, designEffect }).responses,
    ]).toEqual([441, 2351, 215])
  })

  it('of a small population asks for no more than there are', () => {
    // n₀ = 576.2 as an effective number: 500 × 576.2 ÷ (499 + 576.2) = 267.97.
    expect(csatSampleSize({ ...csat, designEffect: 1.5, population: 500 }).responses).toBe(268)
    expect(csatSampleSize({ ...csat, designEffect: 1000, population: 500 }).responses).toBe(500)
  })

  it('leaves a test the power of fewer answers', () => {
    const designEffect = 2
    expect(npsPower({ responses: 400, difference: 10, designEffect })).toEqual({
      ...npsPower({ responses: 200, difference: 10 }),
      designEffect,
    })
    expect(csatPower({ ...compared, responses: 201, designEffect }).power).toBe(
      csatPower({ ...compared, responses: 100 }).power,
    )
    expect(cesPower({ ...effort, responses: 100, designEffect }).power).toBe(
      cesPower({ ...effort, responses: 50 }).power,
    )
    // With less than two answers' worth there is no t test, and two is what it begins with.
    expect(cesPower({ ...effort, responses: 2, designEffect }).power).toBe(
      cesPower({ ...effort, responses: 2 }).power,
    )
  })

  it('is that of an estimate', () => {
    const { designEffect } = poststratify(
      { free: { 10: 10, 3: 10 }, paid: { 10: 60, 7: 20 } },
      { population: { free: 5000, paid: 5000 } },
    )
    // Σ n w² ÷ Σ n w = (20 × 6.25 + 80 × 0.390625) ÷ 100.
    expect(designEffect).toBeCloseTo(1.5625, 14)
    expect(csatSampleSize({ ...csat, designEffect }).responses).toBe(601)
  })

  it.each([
    [() => npsSampleSize({ ...nps, designEffect: 0 }), 'npsSampleSize'],
    [() => csatPower({ ...compared, responses: 5, designEffect: 0 }), 'csatPower'],
    [() => cesSampleSizeToCompare({ ...effort, designEffect: 0 }), 'cesSampleSizeToCompare'],
  ])('is refused where nothing is left of an answer', (plan, metric) => {
    expect(refusalText(plan)).toEqual([
      'out-of-range',
      `${metric}: designEffect is 0, not a number from 0.1 to 1000`,
    ])
  })

  it('never asks for fewer answers where it is larger', () => {
    const effects = fc.tuple(
      fc.double({ min: 1, max: 50, noNaN: true }),
      fc.double({ min: 1, max: 2, noNaN: true }),
    )
    const population = fc.option(fc.integer({ min: 2, max: 10_000 }), { nil: undefined })
    fc.assert(
      fc.property(effects, population, ([designEffect, more], size) => {
        const all = size === undefined ? {} : { population: size }
        for (const plan of [
          (effect: number) => npsSampleSize({ ...nps, ...all, designEffect: effect }),
          (effect: number) => csatSampleSize({ ...csat, ...all, designEffect: effect }),
          (effect: number) => cesSampleSize({ ...ces, ...all, designEffect: effect }),
        ])
          expect(plan(designEffect * more).responses >= plan(designEffect).responses).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})
