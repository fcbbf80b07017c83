import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialOutcomes } from '../../../src/internal/math/binomial.js'

const sorted = (trials: number, share: number) =>
  binomialOutcomes(trials, share).sort(([one], [other]) => one - other)

describe('the outcomes of trials', () => {
  it('of four fair coins are 1, 4, 6, 4 and 1 of 16', () => {
    const outcomes = sorted(4, 0.5)
    expect(outcomes.map(([successes]) => successes)).toEqual([0, 1, 2, 3, 4])
    outcomes.forEach(([, chance], i) => {
      expect(chance * 16).toBeCloseTo([1, 4, 6, 4, 1][i] as number, 13)
    })
  })

  it('of one trial are failure and success', () => {
    const [[none, failure], [one, success]] = sorted(1, 0.3) as [[number, number], [number, number]]
    expect([none, one]).toEqual([0, 1])
    expect(failure).toBeCloseTo(0.7, 15)
    expect(success).toBeCloseTo(0.3, 15)
  })

  it('of nobody, of a sure failure and of a sure success are one', () => {
    expect(binomialOutcomes(0, 0.5)).toEqual([[0, 1]])
    expect(binomialOutcomes(9, 0)).toEqual([[0, 1]])
    expect(binomialOutcomes(9, 1)).toEqual([[9, 1]])
  })

  it('have the mean and the variance of a binomial number, and add up to 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true }),
        (trials, share) => {
          const outcomes = sorted(trials, share)
          const mean = trials * share
          const variance = mean * (1 - share)
          let [all, first, second] = [0, 0, 0]
          for (const [successes, chance] of outcomes) {
            all += chance
            first += chance * (successes - mean)
            second += chance * (successes - mean) ** 2
          }
          expect(Math.abs(all - 1)).toBeLessThan(1e-9)
          expect(Math.abs(first)).toBeLessThan(1e-8 * Math.max(1, Math.sqrt(variance)))
          expect(Math.abs(second - variance)).toBeLessThan(1e-8 * Math.max(1, variance))
        },
      ),
    )
  })

  it('are each listed once, without a gap, the smallest chances left out', () => {
    for (const [trials, share] of [
      [5000, 0.5],
      [5000, 0.001],
      [5000, 0.999],
      [3, 1e-6],
    ] as const) {
      const outcomes = sorted(trials, share)
      const first = outcomes[0]?.[0] as number
      outcomes.forEach(([successes, chance], i) => {
        expect(successes).toBe(first + i)
        expect(chance).toBeGreaterThanOrEqual(1e-14)
      })
      const last = first + outcomes.length - 1
      expect(first).toBeGreaterThanOrEqual(0)
      expect(last).toBeLessThanOrEqual(trials)
    }
    // Of 5000 fair coins, fewer than 1900 or more than 3100 heads are less likely than 1e-60.
    expect(sorted(5000, 0.5).length).toBeLessThan(1200)
    // Three rare events: 1e-18 for all three, 3e-12 for two.
    expect(sorted(3, 1e-6).map(([successes]) => successes)).toEqual([0, 1, 2])
  })

  it('are one of no trials, also where nobody can say how likely a success is', () => {
    for (const share of [0, 0.3, 1, Number.NaN])
      expect(binomialOutcomes(0, share)).toEqual([[0, 1]])
  })

  it('are mirrored where success and failure change places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (trials, share) => {
          const chances = new Map(binomialOutcomes(trials, share))
          for (const [successes, chance] of binomialOutcomes(trials, 1 - share))
            expect(Math.abs((chances.get(trials - successes) ?? 0) - chance)).toBeLessThan(2e-13)
        },
      ),
    )
  })
})
