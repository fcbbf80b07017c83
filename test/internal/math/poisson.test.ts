import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countEnds, countRatioEnds } from '../../../src/internal/math/poisson.js'
import { normalWidth } from '../../../src/internal/math/special.js'

describe('countEnds', () => {
  // scipy 1.17: brentq on (count − m) ∓ z √m.
  it.each([
    [200, 0.95, 174.13618396496327, 229.70527485573083],
    [900, 0.95, 843.0904469013153, 960.7510119193788],
    [3, 0.9, 1.1989452087075056, 7.506598245387908],
  ])('of %i at %d', (count, confidence, low, high) => {
    const ends = countEnds(count, confidence)
    expect(ends[0] / low).toBeCloseTo(1, 11)
    expect(ends[1] / high).toBeCloseTo(1, 11)
  })

  it('has the means at which the score test just rejects', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        (count, share) => {
          const square = normalWidth(share) ** 2
          for (const mean of countEnds(count, share)) {
            const room = 1e-9 * (square + count + mean) + 1e-12
            expect(Math.abs((count - mean) ** 2 - square * mean)).toBeLessThan(room * (1 + mean))
          }
        },
      ),
    )
  })

  it('begins at 0 for none, and is a point without confidence', () => {
    // 0 and z² = 3.8414588…
    expect(countEnds(0, 0.95)[0]).toBe(0)
    expect(countEnds(0, 0.95)[1]).toBeCloseTo(3.841458820694124, 12)
    expect(countEnds(7, 0)).toEqual([7, 7])
    expect(countEnds(0, 0)).toEqual([0, 0])
  })
})

describe('countRatioEnds', () => {
  // scipy 1.17: binomtest(2, 5).proportion_ci(0.9, method='wilson'), as low ÷ (1 − low).
  it('is Wilson’s interval of the share, as a ratio', () => {
    const [low, high] = countRatioEnds(2, 3, 0.9)
    expect(low).toBeCloseTo(0.16646162295816525, 12)
    expect(high).toBeCloseTo(2.6699514070948416, 12)
  })

  it('is turned upside down where the counts change places', () => {
    const count = fc.integer({ min: 1, max: 1e6 })
    fc.assert(
      fc.property(count, count, (above, below) => {
        const [low, high] = countRatioEnds(above, below, 0.95)
        const [other, most] = countRatioEnds(below, above, 0.95)
        expect(low * most).toBeCloseTo(1, 12)
        expect(high * other).toBeCloseTo(1, 12)
      }),
    )
  })

  it('stays finite where one count is many times the other', () => {
    const [low, high] = countRatioEnds(Number.MAX_SAFE_INTEGER, 1, 0.95)
    expect(low).toBeGreaterThan(0)
    expect(high).toBeLessThan(1e17)
  })
})
