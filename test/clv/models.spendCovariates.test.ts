import {
  bgNbd,
  customerValue,
  expectedSpend,
  fitGammaGamma,
  fitSpendCovariates,
  gammaGamma,
  logLikelihood,
  spendModelWithCovariates,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFrom, randomGamma } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const spend = [
  { frequency: 1, monetary: 15, app: 0, customers: 10 },
  { frequency: 1, monetary: 30, app: 0, customers: 12 },
  { frequency: 1, monetary: 75, app: 1, customers: 8 },
  { frequency: 2, monetary: 22, app: 0, customers: 9 },
  { frequency: 3, monetary: 35, app: 1, customers: 9 },
  { frequency: 3, monetary: 18, app: 0, customers: 8 },
  { frequency: 4, monetary: 50, app: 1, customers: 7 },
  { frequency: 8, monetary: 28, app: 1, customers: 6 },
  { frequency: 8, monetary: 16, app: 0, customers: 3 },
]

/** Customers of a Gamma-Gamma model with p 6.25, q 3.74, v 15.44 e^(0.5 app − 0.2 region). */
function buyers(customers: number, seed: number) {
  const random = randomFrom(seed)
  return Array.from({ length: customers }, (_, i) => {
    const [app, region, frequency] = [i % 2, (i % 5) - 2, 1 + (i % 4)]
    const rate = randomGamma(random, 3.74) / (15.44 * Math.exp(0.5 * app - 0.2 * region))
    const monetary = randomGamma(random, 6.25 * frequency) / rate / frequency
    return { frequency, monetary, app, region }
  })
}

describe('covariates of spend', () => {
  it('are what scipy finds, with the likelihood and the standard errors', () => {
    // scipy 1.17.1: gammaln and Nelder–Mead to 1e-13, errors from differences of the likelihood.
    const fit = fitSpendCovariates(spend, { covariates: ['app'] })
    expect(fit.logLikelihood).toBeCloseTo(-258.46606445490386, 9)
    expect(fit.coefficients['app']).toBeCloseTo(0.70435552, 6)
    const { p, q, v } = fit.parameters
    const near = (value: number, expected: number, within: number): void =>
      expect(Math.abs(value / expected - 1)).toBeLessThan(within)
    near(p, 16.069577, 1e-5)
    near(q, 17.257664, 1e-5)
    near(v, 21.676424, 1e-5)
    near(fit.standardErrors.coefficients['app'] as number, 0.0725118, 1e-4)
    near(fit.standardErrors.parameters.p, 13.14992, 1e-3)
    near(fit.standardErrors.parameters.q, 8.176296, 1e-3)
    near(fit.standardErrors.parameters.v, 27.03631, 1e-3)
    expect(fit.aic).toBeCloseTo(8 + 2 * 258.46606445490386, 8)
    expect(fit).toMatchObject({ customers: 72, excluded: 0, groups: 2 })
    // scipy: the log-likelihood at p 6, q 4, v 15, coefficient 0.5.
    const at = {
      model: 'gamma-gamma',
      parameters: { p: 6, q: 4, v: 15 },
      coefficients: { app: 0.5 },
    } as const
    const parts = [0, 1].map((app) =>
      logLikelihood(
        spendModelWithCovariates(at, { app }),
        spend.filter((row) => row.app === app),
      ),
    )
    expect((parts[0] as number) + (parts[1] as number)).toBeCloseTo(-281.6211782694894, 9)
  })

  it('come back within three standard errors', () => {
    for (const seed of [1, 2, 3]) {
      const fit = fitSpendCovariates(buyers(4000, seed), { covariates: ['app', 'region'] })
      const { parameters, coefficients, standardErrors } = fit
      const isNear = (value: number, truth: number, error: number): void =>
        expect(Math.abs(value - truth) / error).toBeLessThan(3)
      isNear(parameters.p, 6.25, standardErrors.parameters.p)
      isNear(parameters.q, 3.74, standardErrors.parameters.q)
      isNear(parameters.v, 15.44, standardErrors.parameters.v)
      isNear(coefficients['app'] as number, 0.5, standardErrors.coefficients['app'] as number)
      isNear(
        coefficients['region'] as number,
        -0.2,
        standardErrors.coefficients['region'] as number,
      )
    }
  })

  it('of a group that spends a multiple are the logarithm of it, and leave the rest as it was', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10, noNaN: true }), (multiple) => {
        const base = spend.map((row) => ({ ...row, other: 0 }))
        const others = base.map((row) => ({ ...row, monetary: row.monetary * multiple, other: 1 }))
        const fit = fitSpendCovariates([...base, ...others], { covariates: ['other'] })
        const plain = fitGammaGamma(base)
        expect(fit.coefficients['other']).toBeCloseTo(Math.log(multiple), 6)
        for (const name of ['p', 'q', 'v'] as const)
          expect(fit.parameters[name] / plain.parameters[name]).toBeCloseTo(1, 4)
      }),
      { numRuns: 10 },
    )
  })

  it.each([1e-6, 0.01, 3, 400])('in a unit %d times as large are the same model', (unit) => {
    const fit = fitSpendCovariates(spend, { covariates: ['app'] })
    const rows = spend.map((row) => ({ ...row, app: row.app * unit }))
    const other = fitSpendCovariates(rows, { covariates: ['app'] })
    expectNear((other.coefficients['app'] as number) * unit, fit.coefficients['app'], { rel: 1e-6 })
    const errors = [fit, other].map(({ standardErrors }) => standardErrors.coefficients['app'])
    expectNear((errors[1] as number) * unit, errors[0], { rel: 1e-4 })
    expectNear(other.logLikelihood, fit.logLikelihood, { rel: 1e-10 })
    const worth = [fit, other].map((each, i) => {
      const model = spendModelWithCovariates(each, { app: i === 0 ? 1 : unit })
      const { value, interval } = expectedSpend(model, 'new', { interval: 'delta' })
      return [value, interval.low, interval.high]
    })
    expectNear(worth[1], worth[0], { rel: 1e-4 })
  })

  it('of 0 change nothing: neither the model, nor its intervals, nor what is expected', () => {
    const fit = fitSpendCovariates(spend, { covariates: ['app'] })
    const model = spendModelWithCovariates(fit, { app: 0 })
    expect(model.parameters).toEqual(fit.parameters)
    expect(model.covariance).toHaveLength(3)
    for (const [i, row] of (model.covariance as number[][]).entries())
      for (const [j, entry] of row.entries())
        expect(entry / (fit.covariance[i]?.[j] as number)).toBeCloseTo(1, 9)
    const none = { ...fit, coefficients: { app: 0 } }
    expect(spendModelWithCovariates(none, { app: 3 }).parameters).toEqual(fit.parameters)
    const ann = { frequency: 3, monetary: 35 }
    const plain = gammaGamma(fit.parameters)
    expect(expectedSpend(model, ann)).toBe(expectedSpend(plain, ann))
  })

  it('multiply what is expected of a new customer, and pull others nearer to their own group', () => {
    const fit = fitSpendCovariates(spend, { covariates: ['app'] })
    const [plain, app] = [0, 1].map((value) => spendModelWithCovariates(fit, { app: value })) as [
      ReturnType<typeof spendModelWithCovariates>,
      ReturnType<typeof spendModelWithCovariates>,
    ]
    const ratio = expectedSpend(app, 'new') / expectedSpend(plain, 'new')
    expect(ratio).toBeCloseTo(Math.exp(fit.coefficients['app'] as number), 9)
    const { value, interval } = expectedSpend(app, 'new', { interval: 'delta' })
    expect(interval.low).toBeLessThan(value)
    const year = {
      horizon: { weeks: 52 },
      discount: { rate: 0.1, per: 'year', compounding: 'periodic' },
      timing: 'at-purchase',
      weeksPerYear: 52,
    } as const
    const purchases = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
    const ann = { frequency: 1, recency: 20, age: 38, monetary: 30 }
    const worth = (model: typeof app) => customerValue({ purchases, spend: model }, ann, year)
    expect(worth(app)).toBeGreaterThan(worth(plain))
  })

  it('leave customers without spend out and count them, in rows and in columns', () => {
    const free = [
      { frequency: 2, monetary: 0, app: 1, customers: 3 },
      { frequency: 2, monetary: -4, app: 0, customers: 1 },
      { frequency: 0, monetary: null, app: 0, customers: 50 },
    ]
    const fit = fitSpendCovariates([...spend, ...free], { covariates: ['app'] })
    const plain = fitSpendCovariates(spend, { covariates: ['app'] })
    expect(fit).toEqual({ ...plain, excluded: 54 })
    const column = (name: 'frequency' | 'monetary' | 'app' | 'customers') =>
      spend.map((row) => row[name])
    const columns = {
      frequency: column('frequency'),
      monetary: column('monetary'),
      app: column('app'),
      customers: column('customers'),
    }
    expect(fitSpendCovariates(columns, { covariates: ['app'] })).toEqual(plain)
  })

  it('are refused where they say nothing, or are not there', () => {
    const ask = (rows: unknown, covariates: unknown) =>
      refusalText(() => fitSpendCovariates(rows as never, { covariates } as never))
    expect(ask(spend, [])).toEqual([
      'empty',
      'fitSpendCovariates: covariates is empty, not at least one name',
    ])
    expect(ask(spend, ['monetary'])[1]).toBe(
      'fitSpendCovariates: covariates[0] is "monetary", not the name of a field that is not one of the history, each once',
    )
    expect(ask([{ ...spend[0], customer: 'ann', app: 'yes' }], ['app'])[1]).toMatch(
      /^fitSpendCovariates: summaries\[0\]\.app is "yes", not a number .* \(customer "ann"\)$/,
    )
    expect(
      ask(
        spend.filter(({ app }) => app === 0),
        ['app'],
      ),
    ).toEqual([
      'undefined',
      'fitSpendCovariates: summaries[0].app is 0, not different among customers: one that all have alike is in the parameters already',
    ])
    expect(ask([{ frequency: 0, monetary: null, app: 1 }], ['app'])).toEqual([
      'empty',
      'fitSpendCovariates: summaries is empty, not at least one customer with a repeat purchase',
    ])
    expect(ask([], ['app'])[1]).toBe(
      'fitSpendCovariates: summaries is empty, not at least one customer',
    )
    const alike = spend.map((row) => ({ ...row, monetary: 20, app: row.frequency % 2 }))
    expect(ask(alike, ['app'])[0]).toBe('not-converged')
    expect(ask(alike, ['app'])[1]).toContain('leave a covariate out, or fit the model without')
    const tiny = spend.map((row) => ({ ...row, tiny: row.app / 1e12 }))
    expect(ask(tiny, ['tiny'])).toEqual([
      'not-converged',
      expect.stringMatching(/leave a covariate out/),
    ])
    const fit = fitSpendCovariates(spend, { covariates: ['app'] })
    expect(refusalText(() => spendModelWithCovariates(fit, {}))[1]).toContain('covariates')
    expect(refusalText(() => spendModelWithCovariates(fit, { app: 1e9 }))[1]).toContain(
      'covariates.app',
    )
    expect(
      refusalText(() => spendModelWithCovariates({ ...fit, covariance: [] }, { app: 1 }))[1],
    ).toContain('fit.covariance.length')
  })
})
