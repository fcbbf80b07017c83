import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquareTail,
  digamma,
  gammaTails,
  logBeta,
  trigamma,
} from '../../../src/internal/math/gamma.js'

type Row = readonly number[]
const exact: Record<'digamma' | 'trigamma' | 'logBeta' | 'gammaTails', Row[]> = JSON.parse(
  readFileSync(new URL('../../published/gamma.json', import.meta.url), 'utf8'),
)

/** Relative distance, or the absolute one near zero. */
function distance(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3)
}

describe('the gamma function and its relatives are good to 1e-12', () => {
  it.each(exact.digamma)('ψ(%d) is %d (mpmath, 50 digits)', (...row) => {
    const [x, expected] = row as unknown as [number, number]
    expect(distance(digamma(x), expected)).toBeLessThan(1e-12)
  })

  it.each(exact.trigamma)('ψ′(%d) is %d (mpmath, 50 digits)', (...row) => {
    const [x, expected] = row as unknown as [number, number]
    expect(distance(trigamma(x), expected)).toBeLessThan(1e-12)
  })

  it.each(exact.logBeta)('ln B(%d, %d) is %d (mpmath, 50 digits)', (...row) => {
    const [a, b, expected] = row as unknown as [number, number, number]
    expect(distance(logBeta(a, b), expected)).toBeLessThan(1e-12)
    expect(distance(logBeta(b, a), expected)).toBeLessThan(1e-12)
  })

  it.each(exact.gammaTails)(
    'the tails of Gamma(%d) at %d are %d and %d (mpmath, 50 digits)',
    (...row) => {
      const [a, x, lower, upper] = row as unknown as [number, number, number, number]
      const tails = gammaTails(a, x)
      expect(Math.abs(tails[0] / lower - 1)).toBeLessThan(1e-12)
      expect(Math.abs(tails[1] / upper - 1)).toBeLessThan(1e-12)
    },
  )

  it('leaves nothing below zero', () => {
    expect(gammaTails(2, 0)).toEqual([0, 1])
    expect(gammaTails(2, -1)).toEqual([0, 1])
  })

  // scipy 1.17: chi2.sf(3.841458820694124, 1) is 0.05 to the last digit.
  it('gives the five per cent point of chi-square with one degree of freedom', () => {
    expect(distance(chiSquareTail(3.841458820694124, 1), 0.05)).toBeLessThan(1e-12)
  })

  it('has the recurrences of the gamma function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (x) => {
        // ψ(x + 1) = ψ(x) + 1 ÷ x, ψ′(x + 1) = ψ′(x) − 1 ÷ x², B(x, 1) = 1 ÷ x.
        expect(digamma(x + 1) - digamma(x) - 1 / x).toBeCloseTo(0, 11)
        expect(x * x * (trigamma(x) - trigamma(x + 1))).toBeCloseTo(1, 8)
        expect(logBeta(x, 1) + Math.log(x)).toBeCloseTo(0, 12)
      }),
    )
  })

  it('has the beta function of neighbours: B(a, b) = B(a + 1, b) + B(a, b + 1)', () => {
    const shape = fc.oneof(
      fc.double({ min: 0.01, max: 30, noNaN: true }),
      fc.double({ min: 10, max: 1e6, noNaN: true }),
    )
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const whole = logBeta(a, b)
        const parts = Math.exp(logBeta(a + 1, b) - whole) + Math.exp(logBeta(a, b + 1) - whole)
        expect(parts).toBeCloseTo(1, 8)
      }),
    )
  })

  it('gives the tails of whole shapes as Poisson’s sums', () => {
    // P(X > x) for a whole shape is that of fewer events than it by time x: e^−x Σ x^k ÷ k!.
    for (const shape of [1, 2, 5, 9])
      for (const x of [0.01, 0.5, shape - 0.5, shape, shape + 1, shape + 1.5, 30]) {
        let term = Math.exp(-x)
        let sum = 0
        for (let k = 0; k < shape; k++, term *= x / k) sum += term
        const [lower, upper] = gammaTails(shape, x)
        expect(Math.abs(upper / sum - 1)).toBeLessThan(1e-12)
        expect(lower + upper).toBeCloseTo(1, 15)
      }
  })

  it('gives exp(−x ÷ 2) for two degrees of freedom', () => {
    for (const x of [0.1, 1, 5, 20, 200])
      expect(Math.abs(chiSquareTail(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-12)
  })
})
