import {
  expectedPurchases,
  fitBgCnbd,
  fitGGompertzNbd,
  fitMbgCnbd,
  fitNbd,
  gGompertzNbd,
  probabilityAlive,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachMoment, momentOf } from '../../src/clv/models/ggompertzNbd/gompertz.js'
import { nbdBehaviour } from '../../src/clv/models/nbd/behaviour.js'
import { poissonBehaviour } from '../../src/clv/models/poisson/behaviour.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const week = { unit: 'week' } as const

/** Customers who never leave, followed for 30 to 69 weeks. */
function loyal(behaviour: typeof nbdBehaviour, parameters: readonly number[], customers: number) {
  const random = randomFrom(5)
  return Array.from({ length: customers }, (_, i) => {
    const age = 30 + (i % 40)
    const [frequency, recency] = behaviour.draw(parameters, age, random)
    return { frequency, recency, age, logGaps: frequency > 0 ? -0.1 : 0 }
  })
}

describe('fits of models with more parts than the data show', () => {
  const rows = loyal(nbdBehaviour, [1, 10], 1000)

  it('end where nobody leaves, and name the model of customers who stay', () => {
    const [code, text] = refusalText(() => fitGGompertzNbd(rows, week))
    expect(code).toBe('not-converged')
    const { logLikelihood } = fitNbd(rows, week)
    expect(text).toContain(
      `fitNbd fits a model with fewer, with a log-likelihood of ${logLikelihood.toFixed(2)}`,
    )
  })

  it('name the smallest that describes the data, also where there is a rhythm to look for', () => {
    const alike = loyal(poissonBehaviour, [0.2], 800)
    expect(refusalText(() => fitGGompertzNbd(alike, week))[1]).toContain('fitPoisson fits')
    expect(refusalText(() => fitMbgCnbd(alike, { ...week, k: 1 }))[1]).toContain('fitPoisson fits')
    expect(refusalText(() => fitBgCnbd(alike, { ...week, k: 1 }))[1]).toContain('fitPoisson fits')
  })
})

/** b, s, β, α, shape, from, to and the integral. */
const SCIPY = [
  [0.02, 0.6, 0.4, 10.578, 2.553, 30.43, 38.86, 0.0017123993495357],
  [0.15, 1.5, 30, 8, 5, 10, 90, 0.00254892067126167],
  [0.66, 1.45, 204, 13.9, 0.6, 1.87, 27.7, 0.765728509820753],
  [0.22, 1.89, 324, 9.8, 0.1, 9.1, 58.7, 0.856119040720235],
  [0.3, 9.05, 0.046, 1.9, 1.3, 0.77, 19.3, 2.20069175535018e-8],
  [2, 0.05, 1000, 3, 0.5, 0, 60, 0.475134066939046],
  [1, 20, 500, 5, 12, 2, 30, 0.00319203246992063],
] as const

describe('integrals over a lifetime whose risk changes', () => {
  const size = (low: number, high: number) =>
    fc
      .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
      .map((logarithm) => Math.exp(logarithm))

  it('take a hundred intervals at most, whatever the parameters', () => {
    const extreme = size(1e-9, 1e12)
    fc.assert(
      fc.property(
        fc.record({ b: extreme, s: extreme, beta: extreme }),
        fc.record({ alpha: extreme, shape: extreme, rate: fc.constantFrom(0, 1e-3) }),
        size(1e-3, 1e9),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lifetime, falling, end, share) => {
          for (const [beside, until] of [
            [falling, end],
            [{ ...falling, shape: 0 }, Infinity],
          ] as const) {
            let visits = 0
            eachMoment(lifetime, beside, share * end, until, (time, weight) => {
              visits++
              const { y, risk } = momentOf(lifetime.b, lifetime.beta, time)
              const log = -lifetime.s * risk - beside.shape * Math.log1p(time / beside.alpha)
              return (weight * Math.exp(log - beside.rate * time)) / y
            })
            expect(visits).toBeLessThan(12 * 100)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  // With scipy 1.17.1: quad of b s β^s e^(bu) (β + e^(bu) − 1)^−(s + 1) (1 + u ÷ α)^−shape, epsrel 1e-13.
  it.each(SCIPY)('agree with scipy: b %d, s %d, β %d, α %d, shape %d, %d to %d', (...case_) => {
    const [b, s, beta, alpha, shape, from, end, expected] = case_
    const sum = eachMoment({ b, s, beta }, { alpha, shape, rate: 0 }, from, end, (time, weight) => {
      const { y, risk } = momentOf(b, beta, time)
      return (weight * b * s * Math.exp(-s * risk - shape * Math.log1p(time / alpha))) / y
    })
    expect(Math.abs(sum / expected - 1)).toBeLessThan(1e-9)
  })

  it('are the same in any unit of time, however short lives are in it', () => {
    const five = { r: 0.6, alpha: 80, b: 0.02, s: 0.6, beta: 0.4 }
    const one = { frequency: 2, recency: 20, age: 30 }
    const [plain, long] = [1, 1e9].map((unit) => {
      const { alpha, b } = five
      const model = gGompertzNbd({ ...five, alpha: alpha / unit, b: b * unit }, week)
      const row = { frequency: 2, recency: one.recency / unit, age: one.age / unit }
      const horizon = { weeks: 5000 / unit }
      return [probabilityAlive(model, row), expectedPurchases(model, row, { horizon })]
    })
    expectNear(long, plain, { rel: 1e-11 })
  })

  it('leave predictions of any model a number', () => {
    // At once the risk is b s = 0.001 a week for ever.
    const constant = gGompertzNbd({ r: 1, alpha: 10, b: 1e6, s: 1e-9, beta: 1e9 }, week)
    const one = { frequency: 2, recency: 20, age: 30 }
    const there = probabilityAlive(constant, one)
    const weeks = -Math.expm1(-0.01) / 0.001
    const expected = expectedPurchases(constant, one, { horizon: { weeks: 10 } })
    expect(expected / there / ((3 / 40) * weeks)).toBeCloseTo(1, 9)
  })
})
