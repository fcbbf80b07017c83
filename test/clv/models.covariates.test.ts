import {
  bgNbd,
  expectedPurchases,
  fitBgNbd,
  fitCovariates,
  logLikelihood,
  modelWithCovariates,
  paretoNbd,
  probabilityAlive,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { bgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import { covariateLikelihood } from '../../src/clv/models/covariates/likelihood.js'
import { covariatesOf, growthOf, LINKED } from '../../src/clv/models/covariates/links.js'
import { readCovariates } from '../../src/clv/models/covariates/readCovariates.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { sharedData, sharedRows } from '../support/datasets.js'
import { expectNear, publishedCase } from '../support/published.js'

const week = { unit: 'week' } as const
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

/** The customers of CDNOW with what they bought on their first day. */
function shoppers() {
  const first = new Map<string, { on: string; cds: number; sales: number }>()
  const log = sharedRows('cdnow_sample_transactions.csv')
  for (const [customer, on, cds, sales] of log as [string, string, string, string][]) {
    const known = first.get(customer) ?? { on, cds: 0, sales: 0 }
    if (known.on === on) {
      known.cds += Number(cds)
      known.sales += Number(sales)
    }
    first.set(customer, known)
  }
  const rows = log.map(([customer, on]) => ({ customer, on }) as TransactionRow)
  return summarizeCustomers(rows, { asOf: '1997-09-30', unit: 'week' }).map((row) => {
    const { cds, sales } = first.get(row.customer as string) as { cds: number; sales: number }
    return { ...row, big: cds >= 3 ? 1 : 0, lsales: Math.log1p(sales) }
  })
}

describe('static covariates', () => {
  it.skipIf(!sharedData).each([
    ['BG-1', 'bg-nbd'],
    ['BG-2', 'bg-nbd'],
    ['PN-1', 'pareto-nbd'],
    ['PN-2', 'pareto-nbd'],
    ['MBG-1', 'mbg-nbd'],
  ] as const)(
    'of CDNOW do what a peer found [P-NEW-COV-%s]',
    (id, model) => {
      const { params, expected, tolerance } = publishedCase('clv-covariates', `P-NEW-COV-${id}`)
      const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
      const rows = shoppers()
      const purchases = Object.keys(expected.trans)
      const leaving = Object.keys(expected.life)
      const fit = fitCovariates(rows, { model, ...week, purchases, leaving })
      expectNear(fit.logLikelihood, expected.logLikelihood, near.logLikelihood ?? {})
      const parameters = fit.parameters as unknown as Readonly<Record<string, number>>
      const errors = fit.standardErrors.parameters as unknown as Readonly<Record<string, number>>
      for (const [name, value] of Object.entries(parameters)) {
        expectNear(value, expected[name], near.params ?? {}, name)
        const error = expected.standardErrors[`ln ${name}`]
        expectNear((errors[name] as number) / value, error, near.standardErrors ?? {}, name)
      }
      for (const [ours, theirs] of [
        ['purchases', 'trans'],
        ['leaving', 'life'],
      ] as const)
        for (const [name, value] of Object.entries(fit.coefficients[ours])) {
          expectNear(value, expected[theirs][name], near.coefficients ?? {}, name)
          const error = expected.standardErrors[`${theirs}.${name}`]
          const own = fit.standardErrors.coefficients[ours][name]
          expectNear(own, error, near.standardErrors ?? {}, name)
        }
      const names = [...new Set([...purchases, ...leaving])]
      const each = rows.map((row) => {
        const values = names.map((name) => [name, row[name as 'big']] as const)
        const own = modelWithCovariates(fit, Object.fromEntries(values))
        const horizon = { weeks: params.t }
        return [probabilityAlive(own, row), expectedPurchases(own, row, { horizon })] as const
      })
      const [alive, bought] = [each.map(([a]) => a), each.map(([, b]) => b)]
      expectNear(sumOf(alive), expected.sumAlive, near.predictions ?? {})
      expectNear(sumOf(bought), expected.sumExpected, near.predictions ?? {})
      expectNear(alive.slice(0, 5), expected.aliveFirst5, near.predictions ?? {})
      expectNear(bought.slice(0, 5), expected.expectedFirst5, near.predictions ?? {})
    },
    60_000,
  )

  /** Customers of two channels, one of which makes them buy half as often. */
  const truth = [0.8, 6, 0.8, 2.5] as const
  const random = randomFrom(8)
  const rows = Array.from({ length: 3000 }, (_, i) => {
    const slow = i % 2
    const noise = ((i * 7) % 5) / 5
    const [r, alpha, a, b] = truth
    const parameters = [r, alpha * Math.exp(0.7 * slow), a, b]
    const [frequency, recency] = bgNbdBehaviour.draw(parameters, 52, random)
    return { frequency, recency: Math.round(recency * 7) / 7, age: 52, slow, noise }
  }).filter(({ frequency, recency }) => frequency === 0 || recency > 0)

  it('are found within three standard errors, and noise is found to be noise', () => {
    const options = { model: 'bg-nbd', ...week, purchases: ['slow', 'noise'] } as const
    const fit = fitCovariates(rows, options)
    const { slow, noise } = fit.coefficients.purchases as Record<string, number>
    const errors = fit.standardErrors.coefficients.purchases as Record<string, number>
    expect(Math.abs(((slow as number) + 0.7) / (errors.slow as number))).toBeLessThan(3)
    expect(Math.abs((noise as number) / (errors.noise as number))).toBeLessThan(3)
    const own = Object.values(fit.standardErrors.parameters)
    for (const [i, value] of Object.values(fit.parameters).entries())
      expect(Math.abs(value - (truth[i] as number)) / (own[i] as number)).toBeLessThan(3)
    const plain = fitBgNbd(rows, week)
    expect(fit.aic).toBeLessThan(plain.aic - 20)
    expect(fit.groups).toBe(10)
    const columns = {
      frequency: rows.map(({ frequency }) => frequency),
      recency: rows.map(({ recency }) => recency),
      age: rows.map(({ age }) => age),
      slow: rows.map((row) => row.slow),
      noise: rows.map((row) => row.noise),
    }
    expect(fitCovariates(columns, options)).toEqual(fit)
  })

  it('of zero change nothing', () => {
    const covariates = covariatesOf(LINKED['bg-nbd'], ['slow'], ['noise'])
    const { groups, data } = readCovariates('test', [], rows, covariates, 4)
    const parameters = [...truth, 1, 1]
    const { value } = covariateLikelihood(bgNbdBehaviour, groups)(parameters)
    const plain = bgNbdBehaviour.likelihood(data)(truth).value
    expectNear(value, plain, { rel: 1e-12 })
    expect(
      growthOf(covariates, [0, 0], 4)
        .flat()
        .every((by) => Math.abs(by) === 0),
    ).toBe(true)
    const model = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 2.5 }, week)
    const coefficients = { purchases: { slow: -0.7 }, leaving: { slow: 0.2 } }
    const still = modelWithCovariates({ ...model, coefficients }, { slow: 0 })
    expect(still).toEqual(model)
    const moved = modelWithCovariates({ ...model, coefficients }, { slow: 2 })
    expectNear(
      Object.values(moved.parameters),
      [0.8, 6 * Math.exp(1.4), 0.8 * Math.exp(0.4), 2.5 * Math.exp(0.4)],
      { rel: 1e-14 },
    )
  })

  it('have slopes and bends that are those of differences', () => {
    const covariates = covariatesOf(LINKED['pareto-nbd'], ['slow', 'noise'], ['noise'])
    const { groups } = readCovariates('test', [], rows.slice(0, 60), covariates, 4)
    const likelihood = covariateLikelihood(LINKED['pareto-nbd'].behaviour, groups)
    const parameters = [0.8, 6, 0.8, 12, Math.exp(-0.5), Math.exp(0.2), Math.exp(0.3)]
    const { gradient, curvature = [] } = likelihood(parameters, 'curvature')
    for (const [i, value] of parameters.entries()) {
      const step = 1e-5 * value
      const [up, down] = [step, -step].map((by) =>
        likelihood(parameters.map((each, j) => (j === i ? each + by : each))),
      ) as [ReturnType<typeof likelihood>, ReturnType<typeof likelihood>]
      expectNear(gradient[i], (up.value - down.value) / (2 * step), { rel: 1e-6, abs: 1e-6 })
      expectNear(
        curvature[i],
        up.gradient.map((each, j) => (each - (down.gradient[j] as number)) / (2 * step)),
        { rel: 1e-5, abs: 1e-5 },
      )
    }
  })

  it('give intervals that are those of the parameters where the covariates are 0', () => {
    const fit = fitCovariates(rows, { model: 'bg-nbd', ...week, purchases: ['slow'] })
    const at = modelWithCovariates(fit, { slow: 0 })
    expectNear(
      at.covariance,
      fit.covariance.slice(0, 4).map((row) => row.slice(0, 4)),
      {
        rel: 1e-12,
      },
    )
    const other = modelWithCovariates(fit, { slow: 1 })
    const customer = { frequency: 2, recency: 30, age: 52 }
    const given = { horizon: { weeks: 26 }, interval: 'delta' } as const
    const { value, interval } = expectedPurchases(other as never, customer, given)
    expect(interval.low).toBeLessThan(value)
    // Coded the other way round it is the same model with the same interval.
    const turned = rows.map((row) => ({ ...row, fast: 1 - row.slow }))
    const same = fitCovariates(turned, { model: 'bg-nbd', ...week, purchases: ['fast'] })
    const own = modelWithCovariates(same, { fast: 0 })
    const again = expectedPurchases(own as never, customer, given)
    expectNear(again.interval.low, interval.low, { rel: 1e-5 })
    expectNear(again.interval.high, interval.high, { rel: 1e-5 })
    expectNear(same.logLikelihood, fit.logLikelihood, { rel: 1e-10 })
  })

  it.each([1e-6, 0.01, 3, 400])('in a unit %d times as large are the same model', (unit) => {
    const options = { model: 'bg-nbd', ...week, purchases: ['slow'], leaving: ['slow'] } as const
    const fit = fitCovariates(rows, options)
    const other = fitCovariates(
      rows.map((row) => ({ ...row, slow: row.slow * unit })),
      options,
    )
    expectNear(other.logLikelihood, fit.logLikelihood, { rel: 1e-10 })
    for (const side of ['purchases', 'leaving'] as const) {
      const of = ({ coefficients, standardErrors }: typeof fit) =>
        [coefficients, standardErrors.coefficients].map((each) => each[side]['slow'] as number)
      const [own, turned] = [of(fit), of(other).map((each) => each * unit)]
      expectNear(turned, own, { rel: 1e-4 })
    }
    const [own, turned] = [
      modelWithCovariates(fit, { slow: 1 }),
      modelWithCovariates(other, { slow: unit }),
    ].map(({ parameters }) => Object.values(parameters))
    expectNear(turned, own, { rel: 1e-4 })
  })

  it('are refused where they say nothing, are missing, or are too many for the data', () => {
    const ask =
      (more: object, list: unknown = rows) =>
      () =>
        fitCovariates(list as never, { model: 'bg-nbd', ...week, ...more } as never)
    const alike = rows.map((row) => ({ ...row, slow: 3 }))
    expect(ask({ purchases: ['slow'] }, alike)).toThrow('different among customers')
    expect(ask({ purchases: ['other'] })).toThrow('summaries[0].other is undefined')
    expect(ask({ purchases: ['age'] })).toThrow('purchases[0] is "age"')
    expect(ask({ purchases: ['slow', 'slow'] })).toThrow('purchases[1]')
    expect(ask({})).toThrow('at least one name')
    expect(ask({ leaving: [] })).toThrow('at least one name')
    expect(ask({ purchases: ['slow'] }, [])).toThrow('at least one customer')
    const never = { frequency: 0, recency: 0, age: 9 }
    const idle = [0, 1].map((slow) => ({ ...never, slow }))
    expect(ask({ purchases: ['slow'] }, idle)).toThrow('without a repeat purchase')
    const columns = { frequency: [0], recency: [0], age: [9] }
    expect(ask({ purchases: ['slow'] }, columns)).toThrow('summaries.slow is undefined')
    const loyal = [0, 1].map((slow) => ({ frequency: 9 + slow, recency: 37, age: 38, slow }))
    expect(ask({ purchases: ['slow'] }, loyal)).toThrow('leave a covariate out')
    const tiny = rows.map((row) => ({ ...row, tiny: row.slow / 1e12 }))
    expect(ask({ purchases: ['tiny'] }, tiny)).toThrow(/coefficient of tiny for purchases.*leave/)
    expect(ask({ leaving: ['tiny'] }, tiny)).toThrow(/coefficient of tiny for leaving.*leave/)
    const model = paretoNbd({ r: 0.6, alpha: 8, s: 0.7, beta: 10 }, week)
    const coefficients = { purchases: { slow: 1 }, leaving: {} }
    const fit = { ...model, coefficients }
    expect(() => modelWithCovariates(fit, {})).toThrow('slow')
    expect(() => modelWithCovariates(fit, { slow: 1, fast: 1 })).toThrow('fast')
    const none = { ...fit, coefficients: { purchases: {}, leaving: {} } }
    expect(() => modelWithCovariates(none, { slow: 1 })).toThrow(
      'modelWithCovariates: fit.coefficients is empty, not coefficients of at least one covariate',
    )
    const short = { ...fit, covariance: [[1]] }
    expect(() => modelWithCovariates(short, { slow: 1 })).toThrow('fit.covariance.length is 1')
    expect(logLikelihood(modelWithCovariates(fit, { slow: 0 }), rows)).toBeLessThan(0)
  })
})
