import { readFileSync } from 'node:fs'
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

  it('gives exp(−x ÷ 2) for two degrees of freedom', () => {
    for (const x of [0.1, 1, 5, 20, 200])
      expect(Math.abs(chiSquareTail(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-12)
  })
})
