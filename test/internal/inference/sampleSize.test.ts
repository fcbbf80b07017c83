import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isWithin,
  meansPower,
  normalQuantile,
  ofDesign,
  smallest,
  smallestSettled,
  wholeResponses,
  worthOf,
} from '../../../src/internal/inference/sampleSize.js'

describe('the power of a test of two means', () => {
  it.each([
    // scipy 1.17: both tails of the noncentral t; beyond 30 standard errors, where nct fails, the normal
    // tails integrated over the chi-square distribution of the variance found.
    [20, 0.5 * Math.sqrt(10), 0.95, 0.33793902892504113],
    [3, 2, 0.9, 0.5047153916304498],
    [200, 3, 0.99, 0.659706824394648],
    [10, 1, 0.95, 0.15745075285377264],
    [4, 0.3, 0.8, 0.21739523823335952],
    [3, 32, 0.99999, 0.7420165409951784],
    [4, 35, 0.999999, 0.9939945210571669],
    [4, 31, 0.999998, 0.9934973024957101],
  ])(
    'of %d each, %d standard errors apart, at %d, pooled, is %d',
    (size, errors, confidence, power) => {
      expect(Math.abs(meansPower(size, errors, confidence, true) / power - 1)).toBeLessThan(1e-8)
    },
  )

  it.each([
    // scipy 1.17: quad over the beta distribution of how the variance found is divided.
    [3, 2, 0.9, 0.4398225866885176],
    [5, 3, 0.95, 0.7224313663954303],
    [20, 0.5 * Math.sqrt(10), 0.95, 0.3367710597491029],
    [60, 2.5, 0.95, 0.6982304585761702],
  ])(
    'of %d each, %d standard errors apart, at %d, by Welch, is %d',
    (size, errors, confidence, power) => {
      expect(Math.abs(meansPower(size, errors, confidence, false) / power - 1)).toBeLessThan(1e-6)
    },
  )

  it('is what the confidence leaves where there is no difference', () => {
    for (const size of [2, 5, 60, 500])
      expect(meansPower(size, 0, 0.95, true)).toBeCloseTo(0.05, 12)
  })

  it('hardly differs on both sides of where another method takes over', () => {
    // From 60 to 61 each, and at 30 standard errors.
    for (const errors of [0.5, 2, 3]) {
      const rise = meansPower(61, errors, 0.95, false) - meansPower(60, errors, 0.95, false)
      expect(Math.abs(rise)).toBeLessThan(2e-4)
    }
    const [below, at, above] = [29.999, 30, 30.001].map((errors) =>
      meansPower(3, errors, 0.99999, true),
    ) as [number, number, number]
    expect((below + above) / 2 - at).toBeCloseTo(0, 6)
    expect(above).toBeGreaterThan(below)
    expect(above - below).toBeLessThan(1e-3)
  })

  it('is the same by Welch as pooled where groups are huge', () => {
    for (const size of [1e6, 1e9, 1e12])
      expect(meansPower(size, 2.8, 0.95, false)).toBeCloseTo(meansPower(size, 2.8, 0.95, true), 7)
  })

  it('rises with the difference up to certainty', () => {
    let last = 0
    for (const errors of [0, 1, 5, 15, 29, 31, 60, 400, 1e6]) {
      const power = meansPower(4, errors, 0.9999, true)
      expect(power).toBeGreaterThanOrEqual(last)
      expect(power).toBeLessThanOrEqual(1)
      last = power
    }
    expect(last).toBe(1)
  })
})

describe('the quantile of a normal number', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [0.8, 0.8416212335729143],
  ])('of %d is %d', (share, z) => {
    expect(normalQuantile(share)).toBeCloseTo(z, 13)
  })
})

describe('the smallest number at which something holds', () => {
  const whole = fc.integer({ min: 1, max: 1_000_000 })

  it('is found from any first guess, and never below the least', () => {
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 1, max: 50 }), (limit, from, least) => {
        const asked: number[] = []
        const holds = (count: number): boolean => {
          asked.push(count)
          return count >= limit
        }
        expect(smallest(from, holds, least)).toBe(Math.max(limit, least))
        expect(Math.min(...asked)).toBeGreaterThanOrEqual(least)
      }),
    )
    expect(smallest(7.2, (count) => count >= 8)).toBe(8)
    expect(smallest(0, () => true)).toBe(2)
  })

  it('holds for twelve more where it may be lost again', () => {
    // Of 10, 15 and 28 and more: 10 and 15 are lost within a dozen.
    const holds = (count: number): boolean => count === 10 || count === 15 || count >= 28
    for (const from of [1, 10]) expect(smallestSettled(from, holds)).toBe(28)
    // Lost after the thirteenth it is not seen; lost at the twelfth it is.
    const lostAt = (lost: number) => (count: number) => count >= 10 && count !== lost
    expect(smallestSettled(10, lostAt(23))).toBe(10)
    expect(smallestSettled(10, lostAt(22))).toBe(23)
    expect(smallestSettled(10, lostAt(11))).toBe(12)
    expect(smallestSettled(1, (count) => count >= 1)).toBe(1)
  })
})

describe('an interval within a margin', () => {
  it('is at most twice as wide, but for the last digits', () => {
    const of = (low: number, high: number) => ({ low, high, confidence: 0.95, method: 'any' })
    // 0.3 − 0.1 is 0.19999999999999998, and 0.8 − 0.6 is 0.20000000000000007.
    for (const [low, high] of [
      [0.1, 0.3],
      [0.6, 0.8],
      [0.2, 0.3],
    ] as const)
      expect(isWithin(of(low, high), 0.1)).toBe(true)
    expect(isWithin(of(0.1, 0.3 + 1e-9), 0.1)).toBe(false)
    expect(isWithin(of(0.1, 0.4), 0.1)).toBe(false)
  })
})

describe('answers of a design', () => {
  it('are more by its effect, and worth fewer', () => {
    expect([ofDesign(100, 1.5), ofDesign(101, 1.5), ofDesign(10, 1)]).toEqual([150, 152, 10])
    expect([worthOf(150, 1.5), worthOf(152, 1.5), worthOf(1, 3)]).toEqual([100, 101, 1])
    // 10 × 1.1 is 11.000000000000002 in binary numbers, and 33 ÷ 1.1 is 29.999999999999996.
    expect([ofDesign(10, 1.1), worthOf(33, 1.1)]).toEqual([11, 30])
  })

  it('are worth at least what they stand for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (responses, effect) => {
          expect(worthOf(ofDesign(responses, effect), effect)).toBeGreaterThanOrEqual(responses)
          expect(worthOf(ofDesign(responses, effect) - 1, effect)).toBeLessThanOrEqual(responses)
        },
      ),
    )
  })
})

describe('whole answers of a population', () => {
  const always = (): boolean => true

  it('are the formula’s, rounded up, of a population without an end', () => {
    expect(wholeResponses('any', 384.15, null, 1, always)).toBe(385)
    expect(wholeResponses('any', 384.15, null, 2, always)).toBe(769)
    expect(wholeResponses('any', 384 + 1e-8, null, 1, always)).toBe(384)
    expect(wholeResponses('any', 0.2, null, 1, always)).toBe(1)
  })

  it('are fewer of one that ends: n N ÷ (N + n − 1)', () => {
    // Cochran 1977: 400 of a thousand are 400 000 ÷ 1399 = 285.9.
    expect(wholeResponses('any', 400, 1000, 1, always)).toBe(286)
    expect(wholeResponses('any', 400, 1, 1, always)).toBe(1)
    expect(wholeResponses('any', 400, 10, 1, () => false)).toBe(10)
  })

  it('ask for a margin with the answers’ worth and what is left of the variance', () => {
    const asked: [number, number][] = []
    const responses = wholeResponses('any', 20, 101, 2, (worth, left) => {
      asked.push([worth, left])
      return worth >= 15
    })
    expect(responses).toBe(30)
    // 30 of 101 are worth 15, and leave (101 − 30) ÷ 100 of the variance.
    expect(asked).toContainEqual([15, 0.71])
    expect(wholeResponses('any', 20, null, 1, (worth, left) => worth >= 25 && left === 1)).toBe(25)
  })
})
