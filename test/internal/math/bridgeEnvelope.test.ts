import { describe, expect, it } from 'vitest'
import { envelopeHeight, envelopeWithin } from '../../../src/internal/math/bridgeEnvelope.js'
import { normalWidth } from '../../../src/internal/math/special.js'
import { expectNear, publishedCase } from '../../support/published.js'

/** The time between two parts of a bridge’s way. */
const timeOf = ([from, to]: readonly [number, number]): number =>
  Math.log((to * (1 - from)) / (from * (1 - to))) / 2

describe('the height that a bridge stays within, measured by its standard deviation', () => {
  const { input, expected, tolerance } = publishedCase('survival', 'P-EP-01')
  const times: number[] = input.parts.map(timeOf)

  it.each(['0.9', '0.95', '0.99'])('P-EP-01: is that of Nair’s bands of %s', (confidence) => {
    expectNear(
      times.map((time) => envelopeHeight(+confidence, time)),
      expected[confidence],
      tolerance,
    )
  })

  it('P-EP-01: is near the tables, which approximate it', () => {
    const height = envelopeHeight(0.95, times[0] as number)
    expectNear(height, expected.printed, tolerance.printed as { abs: number })
  })

  it.each<[number, number, number]>([
    // mpmath, 40 digits: zeros of Kummer’s function and the sum of their exponentials
    [2, 0.05, 0.9216612664102033],
    [2.887283936900096, 1.3013448427221919, 0.95],
    [5.731074817665251, 3, 0.999998999924086],
  ])('%d is not left within %d with probability', (height, time, expectedShare) => {
    expect(envelopeWithin(height, time)).toBeCloseTo(expectedShare, 12)
  })

  it('is as likely to be left as a far wall is', () => {
    // Miller & Siegmund (1982), Biometrics 38: exact as the wall goes off to infinity.
    const density = Math.exp(-32) / Math.sqrt(2 * Math.PI)
    const left = density * (4 / 8 + 2 * 100 * (8 - 1 / 8))
    expect(1 - envelopeWithin(8, 100)).toBeGreaterThan(0.9 * left)
    expect(1 - envelopeWithin(8, 100)).toBeLessThan(1.1 * left)
  })

  it('begins at the normal distribution’s, and at 0 without confidence', () => {
    expect(envelopeHeight(0.95, 0)).toBe(normalWidth(0.95))
    expect(envelopeHeight(0, 1)).toBe(0)
    expect(envelopeHeight(0, 0)).toBe(0)
  })

  it('rises with time and confidence', () => {
    // Less time than 0.002 counts as 0.002.
    expect(envelopeHeight(0.95, 1e-9)).toBe(envelopeHeight(0.95, 0.002))
    let last = normalWidth(0.95)
    for (const time of [0.01, 0.1, 1, 10, 300]) {
      const height = envelopeHeight(0.95, time)
      expect(height).toBeGreaterThan(last)
      last = height
    }
    expect(envelopeHeight(0.999999, 1)).toBeGreaterThan(envelopeHeight(0.99, 1))
    expect(envelopeHeight(1e-9, 300)).toBeLessThan(2.5)
    expect(envelopeHeight(1e-9, 0.01)).toBeGreaterThan(0)
  })
})
