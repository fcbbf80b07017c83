import {
  bgNbd,
  bootstrapModel,
  compareModels,
  customerValue,
  expectedPurchases,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  fitGeometricNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPoisson,
  gammaGamma,
  geometricNbd,
  logLikelihood,
  nbd,
  type PurchaseHistory,
  poisson,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
  summarizeCustomers,
  type TransactionRow,
  trackPurchases,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cdnow, sharedData, sharedRows, simulatedBuyers } from '../support/datasets.js'
import { expectNear, publishedCase } from '../support/published.js'

const week = { unit: 'week' } as const
type Row = readonly [number, number, number]
const historyOf = ([frequency, recency, age]: Row) => ({ frequency, recency, age })
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

describe('the NBD', () => {
  it('has the published likelihood, mean and distribution [P-NEW-NBD-FIXED]', () => {
    const { input, params, expected, tolerance } = publishedCase('clv-limits', 'P-NEW-NBD-FIXED')
    const model = nbd(params, week)
    const rows = input.rows.map(historyOf)
    const horizon = { weeks: input.t }
    expectNear(
      rows.map((row: object) => logLikelihood(model, [row] as never)),
      expected.logLikelihood,
      tolerance,
    )
    expectNear(expectedPurchases(model, rows, { horizon }), expected.mean, tolerance)
    expectNear(probabilityAlive(model, rows), expected.alive, tolerance)
    const chances = rows.map((row: never) =>
      input.n.map((purchases: number) => purchaseProbability(model, row, { purchases, horizon })),
    )
    expectNear(chances, expected.pmf, tolerance)
  })

  it.skipIf(!sharedData)('fits CDNOW as published, and so does one rate [P-NEW-NBD-CDNOW]', () => {
    const { expected, tolerance } = publishedCase('clv-limits', 'P-NEW-NBD-CDNOW')
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    const fit = fitNbd(cdnow(), week)
    expectNear(fit.parameters.r, expected.r, near.params ?? {})
    expectNear(fit.parameters.alpha, expected.alpha, near.params ?? {})
    expectNear(fit.logLikelihood, expected.logLikelihood, near.logLikelihood ?? {})
    const forecast = expectedPurchases(fit, cdnow(), { horizon: { weeks: 39 } })
    expectNear(sumOf(forecast), expected.sumExpected, near.sumExpected ?? {})
    const one = fitPoisson(cdnow(), week)
    expectNear(one.parameters.lambda, expected.poisson.rate, near.poisson ?? {})
    expectNear(one.logLikelihood, expected.poisson.logLikelihood, near.poisson ?? {})
  })

  it.skipIf(!sharedData)('fits the log of CDNOW as published [P-NEW-NBD-LOG]', () => {
    const { expected, tolerance } = publishedCase('clv-limits', 'P-NEW-NBD-LOG')
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    const transactions = sharedRows('cdnow_sample_transactions.csv').map(
      ([customer, on]) => ({ customer, on }) as TransactionRow,
    )
    const summaries = summarizeCustomers(transactions, { asOf: '1997-09-30', unit: 'week' })
    const fit = fitNbd(summaries, week)
    expectNear(fit.parameters.r, expected.r, near.params ?? {})
    expectNear(fit.logLikelihood, expected.logLikelihood, near.logLikelihood ?? {})
    const forecast = expectedPurchases(fit, summaries, { horizon: { weeks: 39 } })
    expectNear(sumOf(forecast), expected.sumExpected39, near.sumExpected39 ?? {})
  })
})

describe('one chance to leave', () => {
  it.skipIf(!sharedData)('fits CDNOW as published [P-NEW-ONEP-CDNOW, P-NEW-LR-CDNOW]', () => {
    const { expected, tolerance } = publishedCase('clv-limits', 'P-NEW-ONEP-CDNOW')
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    const fit = fitGeometricNbd(cdnow(), week)
    for (const name of ['r', 'alpha', 'p'] as const)
      expectNear(fit.parameters[name], expected[name], near.params ?? {}, name)
    expectNear(fit.logLikelihood, expected.logLikelihood, near.logLikelihood ?? {})
    const alive = probabilityAlive(fit, cdnow())
    expectNear(sumOf(alive), expected.sumAlive, near.sumAlive ?? {})
    const forecast = expectedPurchases(fit, cdnow(), { horizon: { weeks: 39 } })
    expectNear(sumOf(forecast), expected.sumExpected, near.sumExpected ?? {})
    expectNear(forecast.slice(0, 5), expected.expectedFirst5, { rel: 1e-3 })
  })

  it('is what the BG/NBD comes to where a and b are large', () => {
    const large = 1e7
    const rates = { r: 0.6, alpha: 7 }
    const one = geometricNbd({ ...rates, p: 0.15 }, week)
    const many = bgNbd({ ...rates, a: 0.15 * large, b: 0.85 * large }, week)
    const rows = [
      { frequency: 0, recency: 0, age: 30 },
      { frequency: 3, recency: 12, age: 30 },
      { frequency: 9, recency: 29, age: 30 },
    ]
    const discount = { rate: 0.1, per: 'week', compounding: 'continuous' } as const
    const horizon = { weeks: 20 }
    const asked = [
      (model: typeof one | typeof many) => probabilityAlive(model, rows),
      (model: typeof one | typeof many) => probabilityAlive(model, rows, { after: { weeks: 9 } }),
      (model: typeof one | typeof many) => expectedPurchases(model, rows, { horizon }),
      (model: typeof one | typeof many) => residualPurchases(model, rows, { discount }),
      (model: typeof one | typeof many) =>
        residualPurchases(model, rows, { discount: { ...discount, rate: 0 } }),
      (model: typeof one | typeof many) =>
        purchaseProbability(model, rows, { purchases: 2, from: { weeks: 3 }, horizon }),
      (model: typeof one | typeof many) =>
        purchaseProbability(model, rows, { atLeast: 2, from: { weeks: 3 }, horizon }),
      (model: typeof one | typeof many) =>
        purchaseProbability(model, rows, { atLeast: 2, horizon }),
    ]
    for (const ask of asked) expectNear([...ask(one)], [...ask(many)], { rel: 1e-5 })
    expectNear(logLikelihood(one, rows), logLikelihood(many, rows), { rel: 1e-5 })
  })

  it('is a chance', () => {
    expect(() => geometricNbd({ r: 1, alpha: 1, p: 1 }, week)).toThrow('p is 1, not below 1')
    const beyond = { model: 'geometric-nbd', parameters: { r: 1, alpha: 1, p: 2 }, unit: 'week' }
    expect(() => probabilityAlive(beyond as never, 'new')).toThrow('p is 2, not below 1')
  })
})

describe('limits of limits', () => {
  const arbitraryHistory = fc.tuple(fc.nat(6), fc.nat(12), fc.nat(12)).map(([x, more, rest]) => ({
    frequency: x,
    recency: x === 0 ? 0 : x + more,
    age: (x === 0 ? 0 : x + more) + rest,
  }))
  const models = [
    nbd({ r: 0.8, alpha: 6 }, week),
    poisson({ lambda: 0.2 }, week),
    geometricNbd({ r: 0.8, alpha: 6, p: 0.2 }, week),
  ]

  it('have chances that add up to one, and to what is expected', () => {
    fc.assert(
      fc.property(fc.constantFrom(...models), arbitraryHistory, fc.nat(9), (model, history, n) => {
        const window = { from: { weeks: n }, horizon: { weeks: n + 6 } }
        let [sum, mean] = [0, 0]
        for (let purchases = 0; purchases < 200; purchases++) {
          const chance = purchaseProbability(model, history, { ...window, purchases })
          sum += chance
          mean += purchases * chance
        }
        expect(sum).toBeCloseTo(1, 9)
        expect(mean).toBeCloseTo(expectedPurchases(model, history, window), 7)
        const none = purchaseProbability(model, history, { ...window, purchases: 0 })
        const some = purchaseProbability(model, history, { ...window, atLeast: 1 })
        expect(none + some).toBeCloseTo(1, 10)
      }),
      { numRuns: 60 },
    )
  })

  it('discount what goes on for ever, and need a discount for it', () => {
    const discount = { rate: 0.1, per: 'week', compounding: 'continuous' } as const
    const [never, same] = models as [(typeof models)[0], (typeof models)[1]]
    const customer = { frequency: 2, recency: 5, age: 8 }
    expect(residualPurchases(never, customer, { discount })).toBeCloseTo(2.8 / 14 / 0.1, 12)
    expect(residualPurchases(same, customer, { discount })).toBeCloseTo(2, 12)
    for (const model of [never, same])
      expect(() =>
        residualPurchases(model, customer, { discount: { ...discount, rate: 0 } }),
      ).toThrow('one whose sum has a limit, which takes a discount')
  })

  it.each(models.map((model) => [model.model, model] as const))(
    'are worth what their purchases are, each at its time: %s',
    (_name, model) => {
      const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
      const customer = { frequency: 2, recency: 5, age: 8, monetary: 20 }
      const within = (weeks: number): number =>
        expectedPurchases(model, customer, { horizon: { weeks } })
      const each = expectedSpend(spend, customer)
      for (const rate of [0, 0.03]) {
        const options = {
          discount: { rate, per: 'week', compounding: 'continuous' },
          timing: 'at-purchase',
          horizon: { weeks: 26 },
        } as const
        const value = customerValue({ purchases: model, spend }, customer, options)
        // Purchases within each tenth of a week are discounted in its middle.
        let sum = 0
        for (let tenth = 0; tenth < 260; tenth++) {
          const bought = within((tenth + 1) / 10) - within(tenth / 10)
          sum += bought * Math.exp((-rate * (tenth + 0.5)) / 10)
        }
        expect(value / (each * sum)).toBeCloseTo(1, 5)
        const weekly = customerValue({ purchases: model, spend }, customer, {
          ...options,
          discount: { rate, per: 'week', compounding: 'periodic' },
          timing: 'end-of-period',
        })
        let ends = 0
        for (let end = 1; end <= 26; end++)
          ends += (within(end) - within(end - 1)) / (1 + rate) ** end
        expect(weekly).toBeCloseTo(each * ends, 9)
      }
    },
  )

  it('leave after purchases alone, so that a leaver of the geometric NBD makes 1 ÷ p more of them', () => {
    const discount = { rate: 0, per: 'week', compounding: 'continuous' } as const
    const customer = { frequency: 0, recency: 0, age: 3 }
    expect(residualPurchases(models[2] as never, customer, { discount })).toBeCloseTo(5, 12)
    const soon = { ...discount, rate: 1e-7 }
    expect(residualPurchases(models[2] as never, customer, { discount: soon })).toBeCloseTo(5, 2)
  })

  it('make no purchase within no time', () => {
    const now = { horizon: { weeks: 0 } }
    for (const model of models) {
      expect(purchaseProbability(model, 'new', { ...now, purchases: 0 })).toBe(1)
      expect(purchaseProbability(model, 'new', { ...now, purchases: 1 })).toBe(0)
    }
  })

  it('are tracked in time', () => {
    const rows = [
      { customer: 1, on: '2025-01-01' },
      { customer: 1, on: '2025-01-20' },
      { customer: 2, on: '2025-01-08' },
    ]
    for (const model of models) {
      const { periods } = trackPurchases(model, rows, { asOf: '2025-01-29', until: '2025-02-12' })
      const ages = [42, 35].map((days) => ({ weeks: days / 7 }))
      const all = ages.map((horizon) => expectedPurchases(model, 'new', { horizon }))
      expect(periods.at(-1)?.cumulativeExpected).toBeCloseTo(sumOf(all), 9)
    }
  })

  it('are drawn and fitted again within three standard errors', () => {
    const ages = [{ frequency: 0, recency: 0, age: 60, customers: 3000 }]
    for (const [model, fit] of [
      [models[0], fitNbd],
      [models[1], fitPoisson],
      [models[2], fitGeometricNbd],
    ] as const) {
      const { parameters } = bootstrapModel(model as never, ages, { seed: 5, samples: 12 })
      const truth = (model as (typeof models)[0]).parameters as unknown as Record<string, number>
      for (const [name, value] of Object.entries(truth)) {
        const found = parameters.map((each) => Math.log((each as never)[name] as number))
        const mean = sumOf(found) / found.length
        const spread = Math.sqrt(
          sumOf(found.map((each) => (each - mean) ** 2)) / (found.length - 1),
        )
        const error = Math.abs(mean - Math.log(value)) / (spread / Math.sqrt(found.length))
        expect(error, `${fit.name} ${name}`).toBeLessThan(3)
      }
    }
  })
})

describe('a fit at its edge', () => {
  const { input, expected, tolerance } = publishedCase('clv-limits', 'P-NEW-EDGE-01')
  const histories: PurchaseHistory[] = input.x.map((frequency: number, i: number) => ({
    frequency,
    recency: input.txDays[i] / 7,
    age: input.TDays[i] / 7,
  }))

  it('names the smaller model, which forecasts [P-NEW-EDGE-01, L13]', () => {
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    for (const estimate of [fitBgNbd, fitMbgNbd, fitParetoNbd])
      expect(() => estimate(histories, week)).toThrow(
        /the model has more parts than the data show; fitNbd fits a model with fewer, with a log-likelihood of -2066\.36$/,
      )
    const fit = fitNbd(histories, week)
    expectNear(fit.parameters.r, expected.r, near.params ?? {})
    expectNear(fit.parameters.alpha, expected.alpha, near.params ?? {})
    expectNear(fit.logLikelihood, expected.logLikelihood, near.logLikelihood ?? {})
    const forecast = expectedPurchases(fit, histories, { horizon: { weeks: 26 } })
    expectNear(sumOf(forecast), expected.sumExpected26, near.sumExpected26 ?? {})
  })

  it('names one rate where customers do not differ either', () => {
    const alike = Array.from({ length: 40 }, (_, i) => ({
      frequency: 3 + (i % 3),
      recency: 36,
      age: 40,
    }))
    expect(() => fitNbd(alike, week)).toThrow('fitPoisson fits a model with fewer')
    expect(() => fitBgNbd(alike, week)).toThrow('fitPoisson fits a model with fewer')
  })
})

describe('a fit with a penalty', () => {
  const fits = { bgnbd: fitBgNbd, mbgnbd: fitMbgNbd } as const
  const ids = ['BG-0.001', 'BG-0.01', 'BG-0.1', 'MBG-0.01', 'SIM-0.01']

  it.each(ids)('is that of a peer by a stated conversion [P-NEW-PEN-%s]', (id) => {
    const found = publishedCase('clv-limits', `P-NEW-PEN-${id}`)
    const { params, expected, tolerance } = found
    if (id !== 'SIM-0.01' && !sharedData) return
    const histories = id === 'SIM-0.01' ? simulatedBuyers() : cdnow()
    // The peer takes the mean of the log-likelihood where we take the sum.
    const strength = params.penalizerCoef * histories.length
    const penalty = { kind: 'ridge', strength } as const
    const fit = fits[id.startsWith('MBG') ? 'mbgnbd' : 'bgnbd'](histories, { ...week, penalty })
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expectNear(fit.parameters[name], expected[name], near.params ?? {}, name)
    expectNear(fit.logLikelihood, expected.logLikelihoodUnscaled, { abs: 0.01 })
    const purchases = sumOf(histories.map(({ frequency }) => frequency))
    const scaled = fit.logLikelihood - purchases * Math.log(params.scale)
    const objective = ((fit.penalty?.amount as number) - scaled) / histories.length
    expectNear(objective, expected.objective, near.objective ?? {})
    expect(fit.penalty?.given).toEqual(penalty)
    expect(fit.penalty?.effectiveParameters).toBeLessThan(4)
  })

  it.skipIf(!sharedData)('takes priors of parameters [P-NEW-MAP-01]', () => {
    const { expected, tolerance } = publishedCase('clv-limits', 'P-NEW-MAP-01')
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    const priors = {
      r: { distribution: 'weibull', shape: 2, scale: 1 },
      alpha: { distribution: 'weibull', shape: 2, scale: 10 },
      kappa: { distribution: 'pareto', shape: 1, least: 1 },
    } as const
    const fit = fitBgNbd(cdnow(), { ...week, penalty: { kind: 'prior', priors } })
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expectNear(fit.parameters[name], expected[name], near.params ?? {}, name)
    const posterior = fit.logLikelihood - (fit.penalty?.amount as number)
    expectNear(posterior, expected.logPosterior, near.logPosterior ?? {})
    expectNear(fit.logLikelihood, expected.logLikelihood, { abs: 0.02 })
  })

  const customers = simulatedBuyers()

  it('of nothing changes nothing but its name', () => {
    const plain = fitBgNbd(customers, week)
    const { penalty, ...rest } = fitBgNbd(customers, {
      ...week,
      penalty: { kind: 'ridge', strength: 0 },
    })
    expect(rest).toEqual(plain)
    expect(penalty).toEqual({
      given: { kind: 'ridge', strength: 0 },
      amount: 0,
      effectiveParameters: 4,
    })
  })

  it('is the same in any unit of time', () => {
    const penalty = { kind: 'ridge', strength: 5 } as const
    const weeks = fitBgNbd(customers, { ...week, penalty })
    const days = fitBgNbd(
      customers.map(({ frequency, recency, age }) => ({
        frequency,
        recency: 7 * recency,
        age: 7 * age,
      })),
      { unit: 'day', penalty },
    )
    expectNear(days.parameters.r, weeks.parameters.r, { rel: 1e-6 })
    expectNear(days.parameters.alpha, 7 * weeks.parameters.alpha, { rel: 1e-6 })
  })

  it('with a gamma prior draws a parameter towards its mode, and narrows it', () => {
    const plain = fitParetoNbd(customers, week)
    const prior = { distribution: 'gamma', shape: 40, rate: 40 } as const
    const fit = fitParetoNbd(customers, {
      ...week,
      penalty: { kind: 'prior', priors: { s: prior } },
    })
    const mode = 39 / 40
    expect(Math.abs(fit.parameters.s - mode)).toBeLessThan(Math.abs(plain.parameters.s - mode))
    expect(fit.standardErrors.s).toBeLessThan(plain.standardErrors.s)
    expect(fit.logLikelihood).toBeLessThan(plain.logLikelihood)
  })

  it('of priors holds where a ridge draws to the edge, and a bootstrap of it keeps the penalty', () => {
    const few = [
      { frequency: 3, recency: 34, age: 38, customers: 12 },
      { frequency: 6, recency: 37, age: 38, customers: 8 },
      { frequency: 1, recency: 30, age: 38, customers: 5 },
    ]
    expect(() => fitBgNbd(few, week)).toThrow('not where the likelihood has a maximum')
    const ridge = { kind: 'ridge', strength: 0.5 } as const
    expect(() => fitBgNbd(few, { ...week, penalty: ridge })).toThrow('parameters.a is')
    const gamma = { distribution: 'gamma', shape: 2, rate: 1 } as const
    const priors = { r: gamma, a: gamma, b: { ...gamma, rate: 0.3 } }
    const penalty = { kind: 'prior', priors } as const
    const fit = fitBgNbd(few, { ...week, penalty })
    const { failed } = bootstrapModel(fit, few, { seed: 2, samples: 10 })
    expect(failed).toBe(0)
  })

  it('refuses priors of nothing in the model, and outside a range', () => {
    const ask = (priors: object) => () =>
      fitParetoNbd(customers, { ...week, penalty: { kind: 'prior', priors } as never })
    const gamma = { distribution: 'gamma', shape: 2, rate: 1 }
    expect(ask({ kappa: gamma })).toThrow('not a prior of one of r, alpha, s, beta')
    expect(ask({ r: { ...gamma, shape: 0 } })).toThrow('penalty.priors.r.shape is 0')
    expect(ask({ r: { ...gamma, distribution: 'normal' } })).toThrow(
      'one of weibull, gamma, pareto',
    )
    const far = { distribution: 'pareto', shape: 1, least: 1e6 }
    expect(ask({ r: far })).toThrow('not where the likelihood has a maximum')
  })
})

describe('models compared', () => {
  it.skipIf(!sharedData)('are so by ratios and criteria as published [P-NEW-LR-CDNOW]', () => {
    const { expected, tolerance } = publishedCase('clv-limits', 'P-NEW-LR-CDNOW')
    const customers = cdnow()
    const { models, nested } = compareModels({
      leaving: fitBgNbd(customers, week),
      loyal: fitNbd(customers, week),
      even: fitGeometricNbd(customers, week),
    })
    expect(models.map(({ name }) => name)).toEqual(['leaving', 'even', 'loyal'])
    expectNear(
      models.map(({ aic }) => aic),
      [expected.aic.bgnbd, expected.aic.oneP, expected.aic.nbd],
      tolerance,
    )
    const test = (smaller: string) => nested.find((each) => each.smaller === smaller)
    expectNear(test('loyal')?.statistic, expected.statisticNbd, tolerance)
    expectNear(test('even')?.statistic, expected.statisticOneP, tolerance)
    expect(nested.map(({ larger, smaller, degrees }) => [larger, smaller, degrees])).toEqual([
      ['leaving', 'loyal', 2],
      ['leaving', 'even', 1],
      ['even', 'loyal', 1],
    ])
  })

  const customers = simulatedBuyers()
  const bg = fitBgNbd(customers, week)

  it('have weights that add up to one, and no test of a fit with a penalty', () => {
    const penalty = { kind: 'ridge', strength: 1 } as const
    const held = fitBgNbd(customers, { ...week, penalty })
    const loyal = fitNbd(customers, week)
    const { models, nested } = compareModels({ bg, held, loyal })
    expect(sumOf(models.map(({ aicWeight }) => aicWeight))).toBeCloseTo(1, 12)
    expect(models.find(({ name }) => name === 'held')?.aic).toBeCloseTo(held.aic, 9)
    expect(models.find(({ name }) => name === 'held')?.bic).toBeCloseTo(held.bic, 9)
    expect(nested).toHaveLength(1)
    expect(nested[0]?.pValue).toBeLessThan(1e-6)
  })

  it('are of the same customers, unit and kind', () => {
    expect(() => compareModels({})).toThrow('fit')
    expect(() => compareModels({ bg, other: { ...bg, customers: 3 } })).toThrow(
      'fits.other.customers is 3, not 600 as in the first',
    )
    expect(() => compareModels({ bg, other: { ...bg, unit: 'day' } })).toThrow('not in weeks')
  })
})

describe('free purchases', () => {
  const paid = [
    { frequency: 0, monetary: null, customers: 50 },
    { frequency: 1, monetary: 15, customers: 10 },
    { frequency: 1, monetary: 30, customers: 12 },
    { frequency: 1, monetary: 75, customers: 8 },
    { frequency: 2, monetary: 22, customers: 9 },
    { frequency: 3, monetary: 35, customers: 9 },
    { frequency: 3, monetary: 18, customers: 8 },
    { frequency: 4, monetary: 50, customers: 7 },
    { frequency: 8, monetary: 28, customers: 6 },
    { frequency: 8, monetary: 16, customers: 3 },
  ]

  it('of one customer are left out of the fit and counted, and change nothing in it [L14]', () => {
    const fit = fitGammaGamma(paid)
    const free = fitGammaGamma([...paid, { frequency: 3, monetary: 0 }])
    expect(free).toEqual({ ...fit, excluded: 51 })
    expect(expectedSpend(fit, { frequency: 3, monetary: 0 })).toBeCloseTo(
      expectedSpend(fit, { frequency: 3, monetary: 1e-9 }),
      6,
    )
    expect(() => fitGammaGamma([{ frequency: 3, monetary: 0 }])).toThrow('repeat purchase')
  })
})
