import {
  bgBb,
  bgNbd,
  bootstrapModel,
  calibrationTable,
  compressSummaries,
  customerValue,
  expectedPurchases,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  gammaGamma,
  holdoutTable,
  logLikelihood,
  mbgNbd,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
  spendIndependence,
  summarizeCustomers,
  summarizeHoldout,
  type TransactionRow,
  trackPurchases,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { drawSpend } from '../../src/clv/models/gammaGamma/spend.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { donors, ownRows } from '../support/datasets.js'
import { expectNear } from '../support/published.js'
import { refusalText } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

const week = { unit: 'week' } as const
const bg = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week)
const pareto = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week)
const donor = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }, { unit: 'year' })
const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
const customer = { frequency: 2, recency: 30.43, age: 38.86, monetary: 22.35 }
const histories = (samples.compressSummaries as unknown[][][])[0]?.[0] as {
  frequency: number
  recency: number
  age: number
  customers: number
}[]
const spenders = (samples.spendIndependence as unknown[][][])[0]?.[0] as {
  frequency: number
  monetary: number | null
  customers: number
}[]
const transactions = ownRows('simulated_transactions.csv').map(
  ([id, on, amount]) => ({ customer: id, on, amount }) as TransactionRow,
)

describe('fits of purchase models', () => {
  it('are those of an independent search', () => {
    // scipy 1.17: Nelder–Mead on the logarithms of the parameters, the Pareto/NBD by quad.
    const near = { rel: 1e-5 }
    const { parameters, logLikelihood: bgLikelihood, ...rest } = fitBgNbd(histories, week)
    expectNear(bgLikelihood, -2317.959284822946, { abs: 1e-8 })
    expectNear(
      Object.values(parameters),
      [0.1518963388614854, 3.615496758770577, 1.0326372620568016, 1.280959590806757],
      near,
    )
    const mbg = fitMbgNbd(histories, week)
    expectNear(mbg.logLikelihood, -2309.371502795359, { abs: 1e-8 })
    const fitted = fitParetoNbd(histories, week)
    expectNear(fitted.logLikelihood, -2308.061006996625, { abs: 1e-8 })
    expectNear(
      Object.values(fitted.parameters),
      [0.5537515598930678, 14.075787021262347, 4.869794274244382, 81.14318670556683],
      near,
    )
    const { p, q, v } = fitGammaGamma(spenders).parameters
    expectNear([p, q, v], [13.447289229788693, 5.862573225700396, 11.588380022703433], near)
    expect(rest).toMatchObject({ model: 'bg-nbd', unit: 'week', customers: 851, distinct: 11 })
    // Four parameters: 2 × 4 and 4 × ln 851 beside twice the likelihood.
    expectNear(rest.aic, 8 + 2 * 2317.959284822946, { abs: 1e-8 })
    expectNear(rest.bic, 4 * Math.log(851) + 2 * 2317.959284822946, { abs: 1e-8 })
  })

  it('end at the same place from elsewhere', () => {
    const start = { r: 3, alpha: 1, a: 0.1, b: 0.1 }
    const there = fitBgNbd(histories, { ...week, start })
    expectNear(there.logLikelihood, fitBgNbd(histories, week).logLikelihood, { abs: 1e-9 })
  })

  it('refuse data that do not determine the parameters', () => {
    // All buy at once and stay: there is no dropout to see.
    const loyal = [10, 11, 12, 13].map((frequency) => ({ frequency, recency: 38, age: 38 }))
    for (const attempt of [fitBgNbd, fitMbgNbd, fitParetoNbd])
      expect(refusalText(() => attempt(loyal, week))[0]).toBe('not-converged')
    const alike = [{ frequency: 2, monetary: 20, customers: 50 }]
    expect(refusalText(() => fitGammaGamma(alike))[0]).toBe('not-converged')
    // So many distinct histories that a sample is tried first, which tells no more.
    const many = Array.from({ length: 3200 }, (_, i) => {
      const age = 38 + i * 1e-4
      return { frequency: 10 + (i % 3), recency: age, age }
    })
    expect(refusalText(() => fitBgNbd(many, week))[0]).toBe('not-converged')
    expect(refusalText(() => fitBgNbd(histories, { ...week, maxIterations: 2 }))[0]).toBe(
      'not-converged',
    )
  })

  it('refuse data without a repeat purchase, and without a customer', () => {
    const once = [{ frequency: 0, recency: 0, age: 38 }]
    expect(refusalText(() => fitBgNbd(once, week))).toEqual([
      'undefined',
      'fitBgNbd: summaries.frequency is 0, not above 0 for at least one customer: without a repeat purchase there is no rate',
    ])
    expect(refusalText(() => fitGammaGamma([{ frequency: 0, monetary: null }]))[0]).toBe('empty')
    expect(refusalText(() => fitBgNbd([], week))).toEqual([
      'empty',
      'fitBgNbd: summaries is empty, not at least one customer',
    ])
  })

  it('take many distinct histories, by way of a sample of them', () => {
    const random = randomFrom(5)
    const many = Array.from({ length: 3500 }, (_, i) => {
      const frequency = 1 + (i % 5)
      return { frequency, monetary: drawSpend([6, 4, 15], frequency, random) }
    })
    const common = { frequency: 1, monetary: 20, customers: 30 }
    const fit = fitGammaGamma([...many, common])
    expect(fit.distinct).toBe(3501)
    expect(Math.abs(fit.parameters.q - 4)).toBeLessThan(3 * fit.standardErrors.q)
  })

  it.each([
    [
      { frequency: 2, recency: 40, age: 38 },
      'out-of-range',
      'recency is 40, not a number from 0 to 38',
    ],
    [{ frequency: 0, recency: 3, age: 38 }, 'mismatch', 'recency is 3, not 0 where frequency is'],
    [
      { frequency: 1.5, recency: 3, age: 38 },
      'out-of-range',
      'frequency is 1.5, not a whole number from 0 to 1000000',
    ],
    [
      { frequency: 1, recency: 3, age: Number.NaN },
      'invalid',
      'age is NaN, not a number from 0 to 1000000000',
    ],
    [
      { frequency: 1, recency: 3, age: 38, customers: 0 },
      'out-of-range',
      'customers is 0, not a number above 0 and up to 1e12',
    ],
  ] as const)('refuse the history %j', (row, code, message) => {
    const rows = [{ frequency: 0, recency: 0, age: 1 }, row]
    expect(refusalText(() => fitBgNbd(rows, week))).toEqual([
      code,
      `fitBgNbd: summaries[1].${message}`,
    ])
  })

  it('refuse periods that are not whole, or fewer than purchases', () => {
    const model = (row: object) => refusalText(() => probabilityAlive(donor, row as never))
    expect(model({ frequency: 1, recency: 1.5, age: 3 })[1]).toBe(
      'probabilityAlive: customer.recency is 1.5, not a whole number from 0 to 3',
    )
    expect(model({ frequency: 3, recency: 2, age: 3 })).toEqual([
      'mismatch',
      'probabilityAlive: customer.frequency is 3, not at most recency, which is 2',
    ])
  })

  it('refuse columns of different lengths, and what is wrong inside them', () => {
    const columns = { frequency: [1, 2], recency: [1, 2], age: [3] }
    expect(refusalText(() => fitBgNbd(columns, week))).toEqual([
      'mismatch',
      'fitBgNbd: summaries.age.length is 1, not the length of frequency',
    ])
    const wrong = { frequency: [1, 2], recency: [1, 9], age: [3, 3] }
    expect(refusalText(() => fitBgNbd(wrong, week))[1]).toBe(
      'fitBgNbd: summaries[1].recency is 9, not a number from 0 to 3',
    )
    const weighted = { frequency: [1], recency: [1], age: [3], customers: [-1] }
    expect(refusalText(() => fitBgNbd(weighted, week))[1]).toBe(
      'fitBgNbd: summaries.customers[0] is -1, not a number above 0 and up to 1e12',
    )
    expect(refusalText(() => expectedSpend(spend, { frequency: [1], monetary: [-1] }))[1]).toBe(
      'expectedSpend: customers[0].monetary is -1, not an amount of at least 0, unless withoutSpend says what a customer is worth whose refunds are larger than the purchases: floor, average or nothing',
    )
    const counted = { frequency: [0, 0], recency: [0, 0], age: [3, 3], customers: [2, 3] }
    expect(compressSummaries(counted)).toEqual([{ frequency: 0, recency: 0, age: 3, customers: 5 }])
  })

  it('refuse malformed rows', () => {
    expect(refusalText(() => fitBgNbd([5] as never, week))[1]).toBe(
      'fitBgNbd: summaries[0] is 5, not a plain object',
    )
  })

  it('count many histories, most of them distinct', () => {
    const size = 40_000
    const age = Float64Array.from({ length: size }, (_, i) => i % 30_000)
    const frequency = new Float64Array(size)
    const counted = compressSummaries({ frequency, recency: frequency, age })
    expect(counted).toHaveLength(30_000)
    expect(counted.reduce((sum, { customers }) => sum + customers, 0)).toBe(size)
  })
})

describe('predictions of purchase models', () => {
  it('are certain where the model is', () => {
    expect(probabilityAlive(bg, { frequency: 0, recency: 0, age: 38.86 })).toBe(1)
    // α = 0.5, so 0.5 ÷ (0.5 + 2) of those who came once: the chance b ÷ (a + b) of a newcomer.
    expectNear(probabilityAlive(mbgNbd({ r: 1, alpha: 1, a: 1, b: 3 }, week), 'new'), 0.75, {
      rel: 1e-15,
    })
    expect(probabilityAlive(pareto, { frequency: 12, recency: 38.86, age: 38.86 })).toBe(1)
    expect(purchaseProbability(pareto, { purchases: 0, horizon: { weeks: 0 } })).toBe(1)
    expect(purchaseProbability(pareto, { purchases: 3, horizon: { weeks: 0 } })).toBe(0)
    expect(purchaseProbability(donor, { purchases: 3, horizon: { years: 2 } })).toBe(0)
    expect(purchaseProbability(bg, { purchases: 3, horizon: { weeks: 0 } })).toBe(0)
  })

  it('need a horizon in the model’s unit, or a conversion by name', () => {
    const horizon = { months: 12 }
    expect(refusalText(() => expectedPurchases(bg, customer, { horizon }))).toEqual([
      'mismatch',
      'expectedPurchases: horizon.months is 12, not in weeks, the unit of the model, where weeksPerMonth is not given',
    ])
    const weeks = expectedPurchases(bg, customer, { horizon: { weeks: 52 } })
    expect(expectedPurchases(bg, customer, { horizon, weeksPerMonth: 52 / 12 })).toBe(weeks)
    expectNear(
      expectedPurchases(bg, customer, { horizon: { days: 182, weeks: 26 }, daysPerWeek: 7 }),
      weeks,
      { rel: 1e-14 },
    )
    expect(refusalText(() => expectedPurchases(bg, customer, { horizon: {} }))[1]).toBe(
      'expectedPurchases: horizon is an object, not a duration such as { weeks: 12 }',
    )
    expect(refusalText(() => expectedPurchases(donor, 'new', { horizon: { years: 1.5 } }))[1]).toBe(
      'expectedPurchases: horizon is 1.5, not a whole number from 0 to 100000',
    )
  })

  it('over all time have a limit where a parameter says so', () => {
    const none = { discount: { rate: 0, per: 'week', compounding: 'periodic' } } as const
    expect(refusalText(() => residualPurchases(bg, customer, none))).toEqual([
      'undefined',
      'residualPurchases: customer is an object, not one whose sum has a limit, which takes a discount or a model with a above 1',
    ])
    expect(refusalText(() => residualPurchases(pareto, [customer], none))[1]).toContain(
      'customers[0]',
    )
    const years = { discount: { ...none.discount, per: 'year' } } as const
    expect(refusalText(() => residualPurchases(donor, 'new', years))[0]).toBe('undefined')
    // A new customer of the BG/NBD: E[1 ÷ p] = (a + b − 1) ÷ (a − 1) = 4 ÷ 1.
    const leaving = bgNbd({ r: 1, alpha: 1, a: 2, b: 3 }, week)
    expectNear(residualPurchases(leaving, 'new', none), 4, { rel: 1e-14 })
    // Of the Pareto/NBD: r ÷ α × β ÷ (s − 1) = 2 × 6 ÷ 2.
    const dying = paretoNbd({ r: 2, alpha: 1, s: 3, beta: 6 }, week)
    expectNear(residualPurchases(dying, 'new', none), 6, { rel: 1e-14 })
    // Of the BG/BB: α ÷ (α + β) × δ ÷ (γ − 1) = ½ × 3 ÷ 2.
    const giving = bgBb({ alpha: 1, beta: 1, gamma: 3, delta: 3 }, { unit: 'year' })
    expectNear(residualPurchases(giving, 'new', years), 0.75, { rel: 1e-14 })
  })

  it('of mean spend need one', () => {
    const wide = gammaGamma({ p: 0.2, q: 0.7, v: 15 })
    expect(refusalText(() => expectedSpend(wide, 'new'))).toEqual([
      'undefined',
      'expectedSpend: customer is "new", not one whose mean has a limit, which takes a model with p × frequency + q above 1',
    ])
    // p (v + x m) ÷ (p x + q − 1) = 0.2 × (15 + 2 × 10) ÷ (0.4 + 0.7 − 1) = 7 ÷ 0.1.
    expectNear(expectedSpend(wide, { frequency: 2, monetary: 10 }), 70, { rel: 1e-12 })
    expect(refusalText(() => expectedSpend(spend, { frequency: 1, monetary: null }))[1]).toBe(
      'expectedSpend: customer.monetary is null, not the mean amount of the repeat purchases, up to 1e21',
    )
  })
})

describe('intervals of predictions', () => {
  const fit = fitBgNbd(histories, week)
  const bootstrap = bootstrapModel(fit, histories, { seed: 2, samples: 40 })
  const row = { frequency: 1, recency: 20, age: 38 }

  it('surround the value, by either method, and stay in range', () => {
    const horizon = { weeks: 39 }
    const value = expectedPurchases(fit, row, { horizon })
    const delta = expectedPurchases(fit, row, { horizon, interval: 'delta' })
    const drawn = expectedPurchases(fit, row, { horizon, interval: 'bootstrap', bootstrap })
    for (const each of [delta, drawn]) {
      expect(each.value).toBe(value)
      expect(each.interval.low).toBeLessThan(value)
      expect(each.interval.high).toBeGreaterThan(value)
      expect(each.interval.confidence).toBe(0.95)
    }
    expect([delta.interval.method, drawn.interval.method]).toEqual(['delta', 'bootstrap'])
    const [alive] = probabilityAlive(fit, [row], { interval: 'delta', confidence: 0.5 })
    expect(alive?.interval.high).toBeLessThan(1)
    expect(alive?.interval.low).toBeGreaterThan(0)
    expect(probabilityAlive(fit, [row], { interval: 'bootstrap', bootstrap })).toHaveLength(1)
  })

  it('by the delta method are z standard errors on the logarithm', () => {
    // Var(ln E[m]) of somebody new for E[m] = p v ÷ (q − 1): derivatives 1/p, −1/(q − 1), 1/v.
    const model = {
      ...spend,
      covariance: [
        [1.4, -0.2, 0],
        [-0.2, 0.08, 0],
        [0, 0, 17.3],
      ],
    }
    const slopes = [1 / 6.25, -1 / 2.74, 1 / 15.44]
    let variance = 0
    for (const [i, row] of model.covariance.entries())
      for (const [j, entry] of row.entries())
        variance += entry * (slopes[i] as number) * (slopes[j] as number)
    const value = (6.25 * 15.44) / 2.74
    const { interval } = expectedSpend(model, 'new', { interval: 'delta' })
    const half = 1.959963984540054 * Math.sqrt(variance)
    expectNear(interval.low, value * Math.exp(-half), { rel: 1e-6 })
    expectNear(interval.high, value * Math.exp(half), { rel: 1e-6 })
  })

  it('have no width where there is nothing to be wrong about', () => {
    const new1 = probabilityAlive(fit, 'new', { interval: 'delta' })
    expect(new1).toMatchObject({ value: 1, interval: { low: 1, high: 1 } })
    const never = expectedPurchases(fit, row, { horizon: { weeks: 0 }, interval: 'delta' })
    expect(never).toMatchObject({ value: 0, interval: { low: 0, high: 0 } })
  })

  it('need a fitted model, or a bootstrap of the same one', () => {
    expect(refusalText(() => probabilityAlive(bg, row, { interval: 'delta' }))[1]).toBe(
      'probabilityAlive: model.covariance is undefined, not there, as in a model that was fitted',
    )
    expect(refusalText(() => probabilityAlive(fit, row, { interval: 'bootstrap' }))[1]).toBe(
      'probabilityAlive: bootstrap is undefined, not the result of bootstrapModel',
    )
    expect(
      refusalText(() => probabilityAlive(pareto, row, { interval: 'bootstrap', bootstrap })),
    ).toEqual([
      'mismatch',
      'probabilityAlive: bootstrap.model is "bg-nbd", not a bootstrap of pareto-nbd',
    ])
    const square = { ...bg, covariance: [[1]] }
    expect(refusalText(() => probabilityAlive(square as never, row))[0]).toBe('mismatch')
  })

  it('reach as far as numbers do where some of the parameters have no value', () => {
    const draws = {
      model: 'gamma-gamma',
      parameters: [
        { p: 6, q: 3, v: 15 },
        { p: 6, q: 0.9, v: 15 },
      ],
      samples: 2,
      failed: 0,
      seed: 1,
    } as const
    const { interval } = expectedSpend(spend, 'new', { interval: 'bootstrap', bootstrap: draws })
    expect(interval.high).toBe(Number.MAX_VALUE)
  })

  it('of a bootstrap are the same from the same seed, in any order of rows', () => {
    const again = bootstrapModel(fit, [...histories].reverse(), { seed: 2, samples: 40 })
    expect(again).toEqual(bootstrap)
    expect(bootstrapModel(fit, histories, { seed: 3, samples: 2 })).not.toEqual(bootstrap)
    expect(bootstrap).toMatchObject({ model: 'bg-nbd', samples: 40, seed: 2 })
    expect(bootstrap.parameters.length + bootstrap.failed).toBe(40)
  })

  it('of a bootstrap need data sets that determine the parameters, and a customer', () => {
    const few = [{ frequency: 0, recency: 0, age: 5, customers: 3 }]
    expect(refusalText(() => bootstrapModel(bg, few, { seed: 1, samples: 4 }))[0]).toBe(
      'not-converged',
    )
    const half = [{ frequency: 0, recency: 0, age: 5, customers: 0.5 }]
    expect(refusalText(() => bootstrapModel(bg, half, { seed: 1, samples: 4 }))[1]).toBe(
      'bootstrapModel: summaries.customers is 0.5, not a total of at least 1: weights count customers',
    )
    expect(
      refusalText(() =>
        bootstrapModel(spend, [{ frequency: 0, monetary: null }], { seed: 1, samples: 4 }),
      )[0],
    ).toBe('empty')
  })

  it('of a value take both models into account', () => {
    const spending = fitGammaGamma(spenders)
    const models = { purchases: fit, spend: spending }
    const given = {
      horizon: { weeks: 52 },
      discount: { rate: 0.1, per: 'year', compounding: 'periodic' },
      timing: 'at-purchase',
      weeksPerYear: 52,
    } as const
    const valued = { ...row, monetary: 30 }
    const { value, interval } = customerValue(models, valued, { ...given, interval: 'delta' })
    expect(interval.low).toBeLessThan(value)
    const both = {
      purchases: bootstrap,
      spend: bootstrapModel(spending, spenders, { seed: 1, samples: 10 }),
    }
    const drawn = customerValue(models, valued, {
      ...given,
      interval: 'bootstrap',
      bootstrap: both,
    })
    expect(drawn.value).toBe(value)
    expect(
      refusalText(() =>
        customerValue({ purchases: bg, spend }, valued, { ...given, interval: 'delta' }),
      )[1],
    ).toBe('customerValue: model.covariance is undefined, not there, as in a model that was fitted')
    const one = { purchases: bootstrap } as never
    expect(refusalText(() => customerValue(models, valued, { ...given, bootstrap: one }))[1]).toBe(
      'customerValue: bootstrap is an object, not bootstraps of both models',
    )
  })
})

describe('purchases of a model of periods', () => {
  it('are one in each period at most, of which there are 100,000 at most', () => {
    const within = { horizon: { years: 3 } }
    expect(purchaseProbability(donor, { purchases: 4, ...within })).toBe(0)
    expect(purchaseProbability(donor, { purchases: 100_000, ...within })).toBe(0)
    expect(
      refusalText(() => purchaseProbability(donor, { purchases: 100_001, ...within })),
    ).toEqual([
      'out-of-range',
      'purchaseProbability: purchases is 100001, not a whole number from 0 to 100000',
    ])
  })
})

describe('customerValue', () => {
  const models = { purchases: bg, spend }
  const discount = { rate: 0.1, per: 'year', compounding: 'periodic' } as const
  const given = { discount, timing: 'at-purchase', weeksPerYear: 52 } as const

  it('is expected purchases times expected spend times margin without a discount', () => {
    const none = { rate: 0, per: 'week', compounding: 'continuous' } as const
    for (const timing of ['at-purchase', 'end-of-period'] as const)
      for (const purchases of [bg, pareto])
        expectNear(
          customerValue({ purchases, spend }, customer, {
            horizon: { weeks: 39 },
            discount: none,
            timing,
            margin: 0.4,
          }),
          0.4 *
            expectedPurchases(purchases, customer, { horizon: { weeks: 39 } }) *
            expectedSpend(spend, customer),
          { rel: 1e-12 },
        )
  })

  it('has its digits where customers are nearly alike and leave in a hurry', () => {
    // mpmath 1.3 at 30 digits: the integral of e^(−δt) over expected purchases.
    for (const [parameters, rate, weeks, value] of [
      [{ r: 0.47, alpha: 11.3, s: 166, beta: 5940 }, 0.1 / 52, 5200, 1.3998784220497056],
      [{ r: 0.47, alpha: 11.3, s: 1000, beta: 15_000 }, 0.1 / 52, 5200, 0.606974840326685],
      [{ r: 0.47, alpha: 11.3, s: 9000, beta: 9000 }, 0.02, 520, 0.040781728224564474],
    ] as const) {
      const purchases = paretoNbd(parameters, { unit: 'week' })
      const worth = customerValue({ purchases, spend }, 'new', {
        horizon: { weeks },
        discount: { rate, per: 'week', compounding: 'continuous' },
        timing: 'at-purchase',
      })
      expectNear(worth / expectedSpend(spend, 'new'), value, { rel: 1e-12 })
    }
  })

  it('over all time is residual purchases times expected spend', () => {
    const value = customerValue(models, customer, { ...given, horizon: 'infinite' })
    const residual = residualPurchases(bg, customer, { discount, weeksPerYear: 52 })
    expectNear(value, residual * expectedSpend(spend, customer), { rel: 1e-14 })
    expect(
      refusalText(() =>
        customerValue(models, customer, { ...given, horizon: 'infinite', timing: 'end-of-period' }),
      ),
    ).toEqual([
      'mismatch',
      'customerValue: timing is "end-of-period", not at-purchase, which an infinite horizon needs',
    ])
  })

  it('counts a last period that is not whole', () => {
    const end = { ...given, timing: 'end-of-period' } as const
    const year = customerValue(models, customer, { ...end, horizon: { weeks: 52 } })
    const more = customerValue(models, customer, { ...end, horizon: { weeks: 78 } })
    const bought = (weeks: number) => expectedPurchases(bg, customer, { horizon: { weeks } })
    const rest = ((bought(78) - bought(52)) / 1.21) * expectedSpend(spend, customer)
    expectNear(more - year, rest, { rel: 1e-10 })
  })

  it('reads amounts beside times, and refuses malformed ones', () => {
    const rows = [customer, { frequency: 0, recency: 0, age: 38, monetary: null }]
    const horizon = { weeks: 39 }
    const values = customerValue(models, rows, { ...given, horizon })
    expect(values).toHaveLength(2)
    const columns = {
      frequency: [2, 0],
      recency: [30.43, 0],
      age: [38.86, 38],
      monetary: [22.35, 0],
    }
    expect([...customerValue(models, columns, { ...given, horizon })]).toEqual(values)
    const free = { ...customer, monetary: 0 }
    const value = customerValue(models, free, { ...given, horizon })
    expect(value).toBeGreaterThan(0)
    expect(value).toBeLessThan(values[0] as number)
    expect(customerValue(models, [free], { ...given, horizon })).toEqual([value])
    expect(
      refusalText(() =>
        customerValue(models, { ...columns, monetary: [-1, 0] }, { ...given, horizon }),
      )[1],
    ).toBe(
      'customerValue: customers[0].monetary is -1, not an amount of at least 0, unless withoutSpend says what a customer is worth whose refunds are larger than the purchases: floor, average or nothing',
    )
  })

  it('of donors is discounted by the year', () => {
    const years = { discount, horizon: { years: 5 } } as const
    const history = { frequency: 2, recency: 4, age: 6, monetary: 50 }
    const late = customerValue({ purchases: donor, spend }, history, {
      ...years,
      timing: 'end-of-period',
    })
    const exact = customerValue({ purchases: donor, spend }, history, {
      ...years,
      timing: 'at-purchase',
    })
    expectNear(late, exact, { rel: 1e-12 })
  })
})

describe('judging a fit', () => {
  it('sets customers beside what the model has, by their purchases', () => {
    const table = calibrationTable(donor, donors(), { upTo: 6 })
    // Fader, Hardie & Shang (2010), figure 4: 3,464 of 11,104 never gave again.
    expect(table.rows[0]?.actual).toBe(3464)
    expectNear(
      table.rows[0]?.expected,
      11_104 * purchaseProbability(donor, { purchases: 0, horizon: { years: 6 } }),
      { rel: 1e-12 },
    )
    expectNear(
      table.rows.reduce((sum, { expected }) => sum + expected, 0),
      11_104,
      { rel: 1e-12 },
    )
    expect(table).toMatchObject({ model: 'bg-bb', customers: 11_104 })
    expect(calibrationTable(bg, [{ frequency: 20, recency: 3, age: 9 }]).rows.at(-1)).toMatchObject(
      {
        frequency: 7,
        actual: 1,
      },
    )
  })

  const known = { asOf: '2024-12-31', until: '2025-06-24', unit: 'week' } as const
  const holdout = summarizeHoldout(transactions, known)
  const fit = fitBgNbd(holdout.customers, week)

  it('splits transactions at a day', () => {
    expect(holdout).toMatchObject({
      asOf: '2024-12-31',
      until: '2025-06-24',
      horizon: { weeks: 25 },
    })
    const before = summarizeCustomers(transactions, { asOf: '2024-12-31', unit: 'week' })
    expect(
      holdout.customers.map(({ holdoutFrequency, holdoutMonetary, ...summary }) => summary),
    ).toEqual(before)
    const after = summarizeCustomers(transactions, { asOf: '2025-06-24', unit: 'week' })
    const total = new Map(after.map(({ customer: id, frequency }) => [id, frequency]))
    for (const { customer: id, frequency, holdoutFrequency } of holdout.customers)
      expect(frequency + holdoutFrequency).toBe(total.get(id))
    expect(
      refusalText(() => summarizeHoldout(transactions, { ...known, until: '2024-12-31' })),
    ).toEqual(['out-of-range', 'summarizeHoldout: until is "2024-12-31", not a day after asOf'])
  })

  it('sets purchases of a holdout beside what the model expected', () => {
    const table = holdoutTable(fit, holdout, { upTo: 4 })
    const bought = holdout.customers.reduce(
      (sum, { holdoutFrequency }) => sum + holdoutFrequency,
      0,
    )
    const foretold = expectedPurchases(fit, holdout.customers, { horizon: holdout.horizon })
    expect(table.actual).toBe(bought)
    expectNear(
      table.expected,
      foretold.reduce((sum, each) => sum + each, 0),
      { rel: 1e-12 },
    )
    const errors = holdout.customers.map((row, i) => row.holdoutFrequency - (foretold[i] as number))
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
    expectNear(table.meanAbsoluteError, mean(errors.map(Math.abs)), { rel: 1e-12 })
    expectNear(table.rootMeanSquareError ** 2, mean(errors.map((error) => error ** 2)), {
      rel: 1e-12,
    })
    expect(table.rows).toHaveLength(5)
    const none = holdoutTable(bg, {
      horizon: { weeks: 1 },
      customers: [{ ...customer, holdoutFrequency: 0 }],
    })
    expect(none.rows[0]).toEqual({ frequency: 0, customers: 0, actual: null, expected: null })
    const bad = { horizon: { weeks: 1 }, customers: [{ ...customer, holdoutFrequency: -1 }] }
    expect(refusalText(() => holdoutTable(bg, bad))[1]).toBe(
      'holdoutTable: customers[0].holdoutFrequency is -1, not a whole number from 0 to 1000000',
    )
    const many = { ...bad, customers: [{ ...customer, holdoutFrequency: 1_000_001 }] }
    expect(refusalText(() => holdoutTable(bg, many))[1]).toBe(
      'holdoutTable: customers[0].holdoutFrequency is 1000001, not a whole number from 0 to 1000000',
    )
  })

  it('tracks purchases week by week', () => {
    const span = { asOf: known.asOf, until: known.until }
    const tracked = trackPurchases(fit, transactions, span)
    const first = transactions.map(({ on }) => on as string).sort()[0] as string
    const last = tracked.periods.at(-1)
    const days = (Date.parse(last?.upTo as string) - Date.parse(first)) / 86_400_000
    expect(days).toBe(7 * tracked.periods.length)
    const repeats = summarizeCustomers(transactions, { asOf: last?.upTo as string, unit: 'day' })
    const cohort = new Set(holdout.customers.map(({ customer: id }) => id))
    expect(last?.cumulativeActual).toBe(
      repeats
        .filter(({ customer: id }) => cohort.has(id))
        .reduce((sum, { frequency }) => sum + frequency, 0),
    )
    // A new customer's purchases, over the cohort: the same sum by hand at the last week.
    const births = summarizeCustomers(transactions, { asOf: '2024-12-31', unit: 'day' }).map(
      ({ age }) => (Date.parse('2024-12-31') - Date.parse(first)) / 86_400_000 - age,
    )
    const expected = births.reduce(
      (sum, birth) =>
        sum + expectedPurchases(fit, 'new', { horizon: { weeks: (days - birth) / 7 } }),
      0,
    )
    expectNear(last?.cumulativeExpected, expected, { rel: 1e-10 })
    // A week that has only begun is not shown, whatever has been bought in it.
    const shorter = trackPurchases(fit, transactions, { ...span, until: '2025-06-20' })
    expect(shorter.periods).toEqual(tracked.periods.slice(0, shorter.periods.length))
    expect(tracked.calibrationError).toBeGreaterThan(0)
    expect(tracked.holdoutError).toBeGreaterThan(0)
    expect(tracked.periods.filter(({ part }) => part === 'calibration').length).toBe(52)
  })

  it('tracks donations year by year, in whole years', () => {
    const gifts = [
      { customer: 1, on: '2020-05-01' },
      { customer: 1, on: '2021-05-01' },
      { customer: 1, on: '2022-02-01' },
      { customer: 2, on: '2021-12-31' },
      { customer: 2, on: '2023-12-30' },
    ]
    const tracked = trackPurchases(donor, gifts, { asOf: '2021-12-31', until: '2023-12-31' })
    expect(tracked.periods.map(({ upTo, part, actual }) => [upTo, part, actual])).toEqual([
      ['2021-12-31', 'calibration', 1],
      ['2022-12-31', 'holdout', 1],
      ['2023-12-31', 'holdout', 1],
    ])
    const one = expectedPurchases(donor, 'new', { horizon: { years: 1 } })
    expectNear(tracked.periods[0]?.expected, one, { rel: 1e-14 })
    const short = trackPurchases(donor, gifts, { asOf: '2021-12-31', until: '2022-06-30' })
    expect(short.holdoutError).toBeNull()
  })

  it('asks how far spend goes with frequency', () => {
    // scipy 1.17 pearsonr of the four customers: 0.2535462764185549, p 0.7464537235814453.
    const four = [
      { frequency: 1, monetary: 20 },
      { frequency: 2, monetary: 35 },
      { frequency: 3, monetary: 15 },
      { frequency: 6, monetary: 30 },
    ]
    const { correlation, interval, pValue } = spendIndependence(four)
    expectNear(correlation, 0.2535462764185549, { rel: 1e-14 })
    expectNear(pValue, 0.7464537235814453, { rel: 1e-12 })
    // numpy 2.4: tanh(arctanh(0.2535…) ± 1.95996…), as n − 3 is 1.
    expectNear(interval?.low, -0.9355046196633683, { rel: 1e-12 })
    expectNear(interval?.high, 0.9766445621666233, { rel: 1e-12 })
    expect(interval?.method).toBe('fisher-z')
    expect(spendIndependence(four.slice(0, 3)).interval).toBeNull()
    const line = [1, 2, 3, 4].map((frequency) => ({ frequency, monetary: 10 * frequency }))
    expect(spendIndependence(line)).toMatchObject({ correlation: 1, interval: null, pValue: 0 })
    expect(refusalText(() => spendIndependence([four[0] as never]))[0]).toBe('undefined')
  })
})

describe('purchases merged by the period', () => {
  const rows = [
    { customer: 'a', on: '2024-01-10', amount: 5 },
    { customer: 'a', on: '2024-01-30', amount: 7 },
    { customer: 'a', on: '2024-03-02', amount: 10 },
    { customer: 'a', on: '2024-03-20', amount: 20 },
    { customer: 'a', on: '2024-05-15', amount: 1 },
    { customer: 'b', on: '2024-05-01', amount: 9 },
  ]
  const options = { unit: 'month', merge: 'period' } as const

  it('are whole periods, and the one in progress is not read', () => {
    // January, March; April is the last whole month: x 1, t_x 2, T 3. 10 + 20 in March.
    expect(summarizeCustomers(rows, { ...options, asOf: '2024-05-30' })).toEqual([
      { customer: 'a', frequency: 1, recency: 2, age: 3, monetary: 30 },
    ])
    expect(summarizeCustomers(rows, { ...options, asOf: '2024-05-31' })).toEqual([
      { customer: 'a', frequency: 2, recency: 4, age: 4, monetary: 15.5 },
      { customer: 'b', frequency: 0, recency: 0, age: 0, monetary: null },
    ])
  })

  it('split at a day are whole on both sides', () => {
    const holdout = summarizeHoldout(rows, { ...options, asOf: '2024-03-31', until: '2024-06-29' })
    expect(holdout).toEqual({
      asOf: '2024-03-31',
      until: '2024-05-31',
      horizon: { months: 2 },
      customers: [
        {
          customer: 'a',
          frequency: 1,
          recency: 2,
          age: 2,
          monetary: 30,
          holdoutFrequency: 1,
          holdoutMonetary: 1,
        },
      ],
    })
  })

  it('by the week need the day that weeks begin on', () => {
    const weekly = { unit: 'week', merge: 'period', asOf: '2024-05-31' } as const
    expect(refusalText(() => summarizeCustomers(rows, weekly))[1]).toContain('weekStartsOn')
    const [summary] = summarizeCustomers(rows, { ...weekly, weekStartsOn: 'monday' })
    // Weeks of 8 January, 29 January, 26 February, 18 March, 13 May; the last whole one is of 20 May.
    expect(summary).toMatchObject({ frequency: 4, recency: 18, age: 19 })
  })
})

describe('logLikelihood', () => {
  it('is that of a fit, and of one customer', () => {
    const fit = fitBgNbd(histories, week)
    expectNear(logLikelihood(fit, histories), fit.logLikelihood, { rel: 1e-13 })
    const spending = fitGammaGamma(spenders)
    expectNear(logLikelihood(spending, spenders), spending.logLikelihood, { rel: 1e-13 })
    expect(refusalText(() => logLikelihood(spend, [{ frequency: 0, monetary: null }]))[0]).toBe(
      'empty',
    )
  })
})
