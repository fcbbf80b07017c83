import { readFileSync } from 'node:fs'
import cephes from 'cephes'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  betaQuantile,
  betaTails,
  deviance,
  logGamma,
  normalTail,
  normalWidth,
  stirlingError,
  studentTail,
  studentWidth,
} from '../../../src/internal/math/special.js'

type Row = readonly number[]
const exact: Record<
  'logGamma' | 'normalTail' | 'normalWidth' | 'betaTails' | 'studentWidth',
  Row[]
> = JSON.parse(readFileSync(new URL('../../published/special.json', import.meta.url), 'utf8'))

/** Relative distance, or the absolute one below 1e-300. */
function distance(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300)
}

beforeAll(async () => {
  await cephes.compiled
})

describe('special functions are good to 1e-12 relative', () => {
  it.each(exact.logGamma)('ln Γ(%d) is %d (mpmath, 50 digits)', (x, expected) => {
    expect(distance(logGamma(x as number), expected as number)).toBeLessThan(1e-12)
  })

  it.each(exact.normalTail)('P(Z > %d) is %d (mpmath, 50 digits)', (x, expected) => {
    expect(distance(normalTail(x as number), expected as number)).toBeLessThan(1e-12)
  })

  it.each(exact.normalWidth)(
    'Z stays within ± z with probability %d for z = %d (mpmath)',
    (confidence, z) => {
      expect(Math.abs(normalWidth(confidence as number) - (z as number))).toBeLessThan(1e-12)
    },
  )

  it.each(exact.betaTails)(
    'the tails of Beta(%d, %d) at %d are %d and %d (mpmath)',
    (a, b, x, lower, upper) => {
      const tails = betaTails(a as number, b as number, x as number, 1 - (x as number))
      expect(distance(tails[0], lower as number)).toBeLessThan(1e-12)
      expect(distance(tails[1], upper as number)).toBeLessThan(1e-12)
    },
  )

  it.each(exact.studentWidth)(
    't with %d degrees stays within ± t with probability %d for t = %d (mpmath)',
    (degrees, confidence, t) => {
      expect(
        distance(studentWidth(confidence as number, degrees as number), t as number),
      ).toBeLessThan(1e-12)
    },
  )
})

describe('what chances of counts are made of', () => {
  // mpmath 1.4, 50 digits: ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π.
  it.each([
    [0.25, 0.27251040121343206],
    [1, 0.08106146679532726],
    [5.5, 0.01513497322191738],
    [11.999, 0.00694341845851772],
    [12, 0.00694284010720953],
    [40, 0.002083289938302422],
    [1e6, 8.333333333333056e-8],
  ])('Stirling’s formula at %d lacks %d', (x, lack) => {
    expect(Math.abs(stirlingError(x) - lack)).toBeLessThan(2e-14)
  })

  // mpmath 1.4, 50 digits: x ln(x ÷ mean) − x + mean.
  it.each([
    [10, 10.5, 0.012098358305679969],
    [1e6, 1e6 + 1, 4.999996666669167e-7],
    [3, 2.5, 0.04696467038186388],
    [3, 2.45, 0.05757279233442218],
    [7, 1, 7.621371043387193],
    [100, 121, 1.937964039135028],
    [100, 122.5, 2.2059156003309695],
  ])('the deviance of %d from %d is %d', (x, mean, expected) => {
    expect(distance(deviance(x, mean, x - mean), expected)).toBeLessThan(1e-14)
  })
})

describe('special functions agree with cephes where it has the digits', () => {
  it('for ln Γ', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (x) => {
        const room = 1e-13 * Math.max(Math.abs(cephes.lgam(x)), 1)
        expect(Math.abs(logGamma(x) - cephes.lgam(x))).toBeLessThan(room)
      }),
    )
  })

  it('for the tail of the normal distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        expect(distance(normalTail(x), cephes.ndtr(-x))).toBeLessThan(1e-12)
      }),
    )
  })

  it('for the tail of the beta distribution', () => {
    const shape = fc.double({ min: 0.5, max: 300, noNaN: true })
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
        const expected = cephes.incbet(a, b, x)
        fc.pre(expected > 1e-200)
        expect(distance(betaTails(a, b, x, 1 - x)[0], expected)).toBeLessThan(1e-10)
      }),
    )
  })

  it('for the tail of Student’s t', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (degrees, t) => {
          expect(Math.abs(studentTail(t, degrees) - (1 - cephes.stdtr(degrees, t)))).toBeLessThan(
            1e-12,
          )
        },
      ),
    )
  })
})

describe('special functions obey their laws', () => {
  const shape = fc.oneof(
    fc.double({ min: 0.5, max: 50, noNaN: true }),
    fc.double({ min: 50, max: 1e7, noNaN: true }),
  )
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })

  it('the tails of a beta distribution add up to one', () => {
    fc.assert(
      fc.property(shape, shape, share, (a, b, x) => {
        const [lower, upper] = betaTails(a, b, x, 1 - x)
        expect(lower).toBeGreaterThanOrEqual(0)
        expect(upper).toBeGreaterThanOrEqual(0)
        expect(lower + upper).toBeCloseTo(1, 14)
      }),
    )
  })

  it('a beta distribution has nothing below 0 and all below 1', () => {
    expect(betaTails(2, 3, 0, 1)).toEqual([0, 1])
    expect(betaTails(2, 3, 1, 0)).toEqual([1, 0])
  })

  it('the beta quantile is where the tail has that probability', () => {
    fc.assert(
      fc.property(shape, shape, share, (a, b, lower) => {
        const [x, y] = betaQuantile(a, b, lower)
        expect(x + y).toBeCloseTo(1, 14)
        expect(Math.abs(betaTails(a, b, x, y)[0] - lower)).toBeLessThan(1e-9 * lower + 1e-12)
      }),
    )
  })

  it('Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e4, noNaN: true }), (x) => {
        const room = 1e-13 * Math.max(Math.abs(logGamma(x + 1)), 1)
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(room)
      }),
    )
  })

  it('the normal tails on both sides of a place add up to one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8, noNaN: true }), (x) => {
        expect(normalTail(x) + normalTail(-x)).toBeCloseTo(1, 15)
        expect(normalTail(-x)).toBeGreaterThanOrEqual(0.5)
      }),
    )
  })

  it('a beta distribution seen from the other end has its ends in the other order', () => {
    fc.assert(
      fc.property(shape, shape, share, (a, b, lower) => {
        const [x, y] = betaQuantile(a, b, lower)
        const [up, down] = betaQuantile(b, a, 1 - lower)
        expect(Math.abs(x - down)).toBeLessThan(1e-9 * x + 1e-14)
        expect(Math.abs(y - up)).toBeLessThan(1e-9 * y + 1e-14)
      }),
    )
  })

  it('the beta quantile keeps its digits next to either end', () => {
    // P(X ≤ x) = x^a for b = 1, and 1 − (1 − x)^b for a = 1.
    for (const shape of [0.5, 1, 2, 30, 78, 2199, 2544])
      for (const lower of [1e-100, 1e-20, 5e-7, 0.001, 0.5, 0.75, 0.999_999]) {
        const [x] = betaQuantile(shape, 1, lower)
        expect(Math.abs(x / lower ** (1 / shape) - 1)).toBeLessThan(1e-12)
        const [, rest] = betaQuantile(1, shape, lower)
        expect(Math.abs(rest / Math.exp(Math.log1p(-lower) / shape) - 1)).toBeLessThan(1e-12)
      }
  })

  it('t of one degree is the tangent, of two an algebraic function', () => {
    // Cauchy's distribution: P(|T| ≤ t) = (2 ÷ π) arctan t; of two degrees P(|T| ≤ t) = t ÷ √(2 + t²).
    for (const confidence of [0, 1e-6, 0.1, 0.5, 0.95, 0.999_999]) {
      const one = Math.tan((Math.PI / 2) * confidence)
      expect(Math.abs(studentWidth(confidence, 1) - one)).toBeLessThan(2e-10 * one + 1e-15)
      const two = confidence * Math.sqrt(2 / ((1 - confidence) * (1 + confidence)))
      expect(Math.abs(studentWidth(confidence, 2) - two)).toBeLessThan(2e-10 * two + 1e-15)
    }
    for (const t of [0, 0.001, 0.7, 1, 4, 1e5]) {
      expect(distance(studentTail(t, 1), Math.atan2(1, t) / Math.PI)).toBeLessThan(1e-12)
      const root = Math.sqrt(2 + t * t)
      expect(distance(studentTail(t, 2), 1 / (root * (root + t)))).toBeLessThan(1e-11)
    }
  })

  it('t is narrower the more degrees it has, and wider than the normal, at any confidence', () => {
    for (const confidence of [0.5, 0.95, 0.99, 0.998, 0.999, 0.9995, 0.9999, 0.999_999]) {
      const normal = normalWidth(confidence)
      let before = Infinity
      for (let degrees = 1; degrees < 4000; degrees++) {
        const width = studentWidth(confidence, degrees)
        if (!(width < before * (1 + 1e-13) && width > normal))
          expect.fail(`${confidence} of ${degrees} degrees: ${width} after ${before}`)
        before = width
      }
    }
  })

  it("Student's t with a thousand million degrees is as wide as the normal", () => {
    expect(studentWidth(0.95, 1e9)).toBeCloseTo(normalWidth(0.95), 8)
  })
})
