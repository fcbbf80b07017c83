import {
  type Proportion,
  type ProportionIntervalMethod,
  proportionInterval,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })
const methods = fc.constantFrom<ProportionIntervalMethod>(
  'wilson',
  'wilson-continuity',
  'agresti-coull',
  'clopper-pearson',
  'jeffreys',
  'wald',
)

/** Successes of some trials, as often few or all as not. */
function proportionsUpTo(max: number): fc.Arbitrary<Proportion> {
  const count = fc.oneof(
    fc.nat(5),
    fc.maxSafeNat().map((number) => number % max),
  )
  return fc
    .tuple(count, count)
    .filter(([successes, failures]) => successes + failures > 0)
    .map(([successes, failures]) => ({ successes, trials: successes + failures }))
}

/** P(X ≥ successes) of a binomial, term by term. */
function binomialTail(successes: number, trials: number, share: number): number {
  let tail = 0
  for (let count = successes; count <= trials; count++) {
    let term = 1
    for (let chosen = 1; chosen <= count; chosen++)
      term *= ((trials - count + chosen) / chosen) * share
    tail += term * (1 - share) ** (trials - count)
  }
  return tail
}

describe('the interval of a proportion', () => {
  it('contains the estimate and stays from 0 to 1, by every method, at any size and confidence', () => {
    fc.assert(
      fc.property(proportionsUpTo(1e12), methods, confidences, (proportion, method, confidence) => {
        const { low, high } = proportionInterval(proportion, { interval: method, confidence })
        const share = proportion.successes / proportion.trials
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(share)
        expect(high).toBeGreaterThanOrEqual(share)
        expect(high).toBeLessThanOrEqual(1)
        expect(Object.is(low, -0) || Object.is(high, -0)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('never shrinks at either end when the confidence rises', () => {
    fc.assert(
      fc.property(
        proportionsUpTo(1e6),
        methods,
        confidences,
        confidences,
        (proportion, method, a, b) => {
          const less = proportionInterval(proportion, {
            interval: method,
            confidence: Math.min(a, b),
          })
          const more = proportionInterval(proportion, {
            interval: method,
            confidence: Math.max(a, b),
          })
          expect(more.low).toBeLessThanOrEqual(less.low + 1e-12)
          expect(more.high).toBeGreaterThanOrEqual(less.high - 1e-12)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('is never wider for twice as many trials alike', () => {
    fc.assert(
      fc.property(
        proportionsUpTo(1e6),
        methods,
        confidences,
        ({ successes, trials }, method, confidence) => {
          const once = proportionInterval({ successes, trials }, { interval: method, confidence })
          const twice = proportionInterval(
            { successes: 2 * successes, trials: 2 * trials },
            { interval: method, confidence },
          )
          expect(twice.high - twice.low).toBeLessThanOrEqual(once.high - once.low + 1e-12)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('is mirrored when successes and failures change places', () => {
    fc.assert(
      fc.property(
        proportionsUpTo(1e6),
        methods,
        confidences,
        ({ successes, trials }, method, confidence) => {
          const one = proportionInterval({ successes, trials }, { interval: method, confidence })
          const other = proportionInterval(
            { successes: trials - successes, trials },
            { interval: method, confidence },
          )
          expect(other.low + one.high).toBeCloseTo(1, 10)
          expect(other.high + one.low).toBeCloseTo(1, 10)
        },
      ),
    )
  })

  it('by Clopper and Pearson ends where an exact binomial tail is half of what is left', () => {
    const small = fc
      .integer({ min: 1, max: 40 })
      .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.nat(trials) }))
    const levels = fc.double({ min: 0.5, max: 0.9999, noNaN: true })
    fc.assert(
      fc.property(small, levels, ({ successes, trials }, confidence) => {
        const { low, high } = proportionInterval(
          { successes, trials },
          { interval: 'clopper-pearson', confidence },
        )
        const tail = (1 - confidence) / 2
        if (successes > 0) expect(binomialTail(successes, trials, low) / tail).toBeCloseTo(1, 9)
        else expect(low).toBe(0)
        if (successes < trials)
          expect(binomialTail(trials - successes, trials, 1 - high) / tail).toBeCloseTo(1, 9)
        else expect(high).toBe(1)
      }),
    )
  })

  it('by Wilson ends where the estimate is z standard errors of that end away', () => {
    fc.assert(
      fc.property(proportionsUpTo(1e6), ({ successes, trials }) => {
        const share = successes / trials
        const { low, high } = proportionInterval({ successes, trials })
        // scipy 1.17: stats.norm.ppf(0.975)
        const z = 1.959963984540054
        for (const end of [low, high]) {
          if (end === share) {
            // Nobody or everybody: the interval ends where the scale does.
            expect([0, 1]).toContain(share)
            continue
          }
          const standardError = Math.sqrt((end * (1 - end)) / trials)
          expect(Math.abs(share - end) / standardError / z).toBeCloseTo(1, 7)
        }
      }),
    )
  })

  it('by Wilson lies within that by Agresti and Coull', () => {
    fc.assert(
      fc.property(proportionsUpTo(1e6), confidences, (proportion, confidence) => {
        const inner = proportionInterval(proportion, { interval: 'wilson', confidence })
        const outer = proportionInterval(proportion, { interval: 'agresti-coull', confidence })
        expect(outer.low).toBeLessThanOrEqual(inner.low + 1e-12)
        expect(outer.high).toBeGreaterThanOrEqual(inner.high - 1e-12)
      }),
    )
  })
})
