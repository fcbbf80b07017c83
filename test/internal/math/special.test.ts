import { readFileSync } from 'node:fs'
import cephes from 'cephes'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  betaQuantile,
  betaTails,
  logGamma,
  normalTail,
  normalWidth,
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

  it("Student's t with a thousand million degrees is as wide as the normal", () => {
    expect(studentWidth(0.95, 1e9)).toBeCloseTo(normalWidth(0.95), 8)
  })
})
