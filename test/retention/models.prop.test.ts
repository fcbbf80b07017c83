import {
  bdw,
  expectedLifetime,
  fitBdw,
  fitSbg,
  projectRetention,
  type RetentionCohort,
  type RetentionModel,
  retentionCurve,
  sbg,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomBeta, randomFrom } from '../../src/internal/math/random.js'

const shapes = fc.double({ min: 0.05, max: 50, noNaN: true })
const powers = fc.double({ min: 0.3, max: 3, noNaN: true })
const models: fc.Arbitrary<RetentionModel> = fc.oneof(
  fc.record({ alpha: shapes, beta: shapes }).map(sbg),
  fc.record({ alpha: shapes, beta: shapes, c: powers }).map(bdw),
)
const interest = fc.double({ min: 0.01, max: 2, noNaN: true })

/** Cohorts whose customers differ, drawn by a seed. */
const cohorts: fc.Arbitrary<RetentionCohort[]> = fc
  .record({
    seed: fc.nat(),
    alpha: fc.double({ min: 0.3, max: 2, noNaN: true }),
    beta: fc.double({ min: 0.5, max: 5, noNaN: true }),
    lengths: fc.array(fc.integer({ min: 4, max: 9 }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ seed, alpha, beta, lengths }) => {
    const random = randomFrom(seed)
    return lengths.map((length) => {
      const retained = new Array<number>(length).fill(0)
      for (let customer = 0; customer < 400; customer++) {
        const churn = randomBeta(random, alpha, beta)
        let age = 0
        do retained[age] = (retained[age] as number) + 1
        while (++age < length && random() > churn)
      }
      return { retained }
    })
  })

describe('a projection of retention', () => {
  it('falls from 1 towards 0, each period by what it retains', () => {
    fc.assert(
      fc.property(models, fc.nat(20), (model, given) => {
        let before = 1
        for (const { rate, retentionRate } of projectRetention(model, { periods: 20, given })
          .points) {
          expect(rate).toBeCloseTo(before * retentionRate, 10)
          expect(rate).toBeLessThanOrEqual(before + 1e-12)
          expect(rate).toBeGreaterThanOrEqual(0)
          expect(retentionRate).toBeLessThanOrEqual(1)
          before = rate
        }
      }),
    )
  })

  it('of customers of an age is that of all, divided by those who reached it', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 15 }), (model, given) => {
        const all = projectRetention(model, { periods: 30 }).points
        const rest = projectRetention(model, { periods: 30 - given, given }).points
        rest.forEach(({ age, rate }) => {
          const expected = (all[age - 1]?.rate as number) / (all[given - 1]?.rate as number)
          expect(rate).toBeCloseTo(expected, 9)
        })
      }),
    )
  })

  it('by the BdW with c = 1 is that by the sBG', () => {
    fc.assert(
      fc.property(shapes, shapes, interest, (alpha, beta, discount) => {
        const [one, two] = [sbg({ alpha, beta }), bdw({ alpha, beta, c: 1 })]
        const { points } = projectRetention(two, { periods: 12 })
        projectRetention(one, { periods: 12 }).points.forEach((point, index) => {
          expect(points[index]).toEqual(point)
          // The closed form of Fader & Hardie (2007).
          const { age, retentionRate } = point
          expect(retentionRate).toBeCloseTo((beta + age - 1) / (alpha + beta + age - 1), 12)
        })
        expect(expectedLifetime(two, { discount }).lifetime).toBe(
          expectedLifetime(one, { discount }).lifetime,
        )
      }),
    )
  })

  it('by the sBG retains ever more', () => {
    fc.assert(
      fc.property(shapes, shapes, (alpha, beta) => {
        let before = 0
        for (const { retentionRate } of projectRetention(sbg({ alpha, beta }), { periods: 20 })
          .points) {
          expect(retentionRate).toBeGreaterThan(before)
          before = retentionRate
        }
      }),
    )
  })
})

describe('an expected lifetime', () => {
  it('of a new customer is one period and the discounted rest', () => {
    fc.assert(
      fc.property(models, interest, (model, discount) => {
        const all = expectedLifetime(model, { discount }).lifetime as number
        const rest = expectedLifetime(model, { discount, renewal: 1 }).lifetime as number
        expect(all / (1 + rest / (1 + discount))).toBeCloseTo(1, 9)
      }),
    )
  })

  it('before a renewal is what it retains of one period and the rest', () => {
    fc.assert(
      fc.property(models, interest, fc.integer({ min: 1, max: 30 }), (model, discount, renewal) => {
        const lifetime = (at: number): number =>
          expectedLifetime(model, { discount, renewal: at }).lifetime as number
        const [point] = projectRetention(model, { periods: 1, given: renewal - 1 }).points
        const expected =
          (point?.retentionRate as number) * (1 + lifetime(renewal + 1) / (1 + discount))
        fc.pre(expected > 1e-12)
        expect(lifetime(renewal) / expected).toBeCloseTo(1, 8)
      }),
    )
  })

  it('is shorter the higher the interest, and between one period and a perpetuity', () => {
    fc.assert(
      fc.property(models, interest, (model, discount) => {
        const low = expectedLifetime(model, { discount }).lifetime as number
        const high = expectedLifetime(model, { discount: 2 * discount }).lifetime as number
        expect(high).toBeLessThanOrEqual(low)
        expect(high).toBeGreaterThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(1 + 1 / discount + 1e-9)
      }),
    )
  })
})

describe('a fit of a retention model', () => {
  const fitted = <Fit>(
    run: (data: readonly RetentionCohort[]) => Fit,
    data: RetentionCohort[],
  ): Fit | null => {
    try {
      return run(data)
    } catch {
      return null
    }
  }

  it('is likelier than its neighbours', () => {
    fc.assert(
      fc.property(
        cohorts,
        fc.constantFrom(0.98, 1.02),
        fc.constantFrom(0.98, 1, 1.02),
        (data, x, y) => {
          const fit = fitted(fitSbg, data)
          fc.pre(fit !== null)
          const { alpha, beta } = (fit as NonNullable<typeof fit>).parameters
          const at = (a: number, b: number): number =>
            data.reduce((sum, { retained }) => {
              // Σ lost × ln P + still there × ln S, period by period.
              let survival = 1
              let total = 0
              retained.forEach((count, age) => {
                if (age === 0) return
                const kept = (b + age - 1) / (a + b + age - 1)
                total += ((retained[age - 1] as number) - count) * Math.log(survival * (1 - kept))
                survival *= kept
              })
              return sum + total + (retained.at(-1) as number) * Math.log(survival)
            }, 0)
          expect(fit?.logLikelihood).toBeCloseTo(at(alpha, beta), 6)
          expect(at(alpha * x, beta * y)).toBeLessThanOrEqual((fit?.logLikelihood as number) + 1e-9)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('of the BdW is no less likely than that of the sBG', () => {
    fc.assert(
      fc.property(cohorts, (data) => {
        const [one, two] = [fitted(fitSbg, data), fitted(fitBdw, data)]
        fc.pre(one !== null && two !== null)
        expect(two?.logLikelihood).toBeGreaterThanOrEqual((one?.logLikelihood as number) - 1e-6)
      }),
      { numRuns: 25 },
    )
  })

  it('does not depend on the order of cohorts, nor on whether alike ones are added', () => {
    fc.assert(
      fc.property(cohorts, (data) => {
        const fit = fitted(fitSbg, data)
        fc.pre(fit !== null)
        expect(fitSbg([...data].reverse())).toEqual(fit)
        const twice = fitSbg([...data, ...data])
        expect(twice.parameters.alpha).toBeCloseTo(fit?.parameters.alpha as number, 6)
        expect(twice.logLikelihood).toBeCloseTo(2 * (fit?.logLikelihood as number), 6)
        expect(twice.standardErrors.beta / (fit?.standardErrors.beta as number)).toBeCloseTo(
          Math.SQRT1_2,
          6,
        )
        expect(JSON.parse(JSON.stringify(fit))).toEqual(fit)
      }),
      { numRuns: 25 },
    )
  })

  it('projects near to what the Kaplan–Meier curve of the same cohort shows', () => {
    fc.assert(
      fc.property(cohorts, (data) => {
        const [{ retained }] = data as [RetentionCohort]
        const fit = fitted(fitSbg, [{ retained }])
        fc.pre(fit !== null)
        const lives: Record<number, { lost: number; censored: number }> = {}
        retained.forEach((count, age) => {
          const before = retained[age - 1]
          if (before !== undefined) lives[age] = { lost: before - count, censored: 0 }
        })
        const end = lives[retained.length - 1] as { censored: number }
        end.censored = retained.at(-1) as number
        const { points } = projectRetention(fit as RetentionModel, { periods: retained.length - 1 })
        // Within five standard errors: they come from the model.
        for (const { age, rate, standardError } of retentionCurve(lives).points)
          expect(Math.abs((points[age - 1]?.rate as number) - rate)).toBeLessThanOrEqual(
            5 * (standardError ?? 0.1),
          )
      }),
      { numRuns: 40 },
    )
  })
})
