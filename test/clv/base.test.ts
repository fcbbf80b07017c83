import {
  bgBb,
  bgNbd,
  bootstrapModel,
  byGroup,
  customerEquity,
  customerValue,
  expectedPurchases,
  fitBgNbd,
  gammaGamma,
  geometricNbd,
  mapGroups,
  mbgNbd,
  nbd,
  type PurchaseModel,
  paretoNbd,
  poisson,
  purchaseForecast,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { parameterDraws } from '../../src/clv/predictions/base/parameterDraws.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { simulatedBuyers } from '../support/datasets.js'
import { expectNear } from '../support/published.js'

const week = { unit: 'week' } as const
const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
const bg = bgNbd({ r: 0.5, alpha: 5, a: 0.9, b: 2.5 }, week)
const half = { horizon: { weeks: 26 }, seed: 4 }
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)
const discount = { rate: 0.1, per: 'year', compounding: 'periodic' } as const
const worth = { discount, timing: 'at-purchase', weeksPerYear: 52 } as const

describe('a forecast of all customers', () => {
  const rows = simulatedBuyers()
  const fit = fitBgNbd(rows, week)

  it('expects the sum of what is expected of each, and counts histories as often as they stand for', () => {
    const each = expectedPurchases(fit, rows, { horizon: half.horizon })
    const all = purchaseForecast(fit, rows, half)
    expect(all.expected).toBeCloseTo(sumOf(each), 8)
    expect(all.customers).toBe(rows.length)
    const twice = purchaseForecast(
      fit,
      rows.map((row) => ({ ...row, customers: 2 })),
      half,
    )
    expect(twice.expected).toBeCloseTo(2 * sumOf(each), 8)
    expect(twice.customers).toBe(2 * rows.length)
  })

  it('knows that the parameters are shared: their part does not shrink with the customers', () => {
    const one = purchaseForecast(fit, rows, half)
    const many = purchaseForecast(
      fit,
      rows.map((row) => ({ ...row, customers: 1e6 })),
      half,
    )
    const spread = ({ low, high }: { low: number; high: number }) => Math.log(high / low)
    expect(spread(many.interval as never)).toBeCloseTo(spread(one.interval as never), 6)
    expect(spread(many.prediction)).toBeCloseTo(spread(many.interval as never), 3)
    expect(spread(one.prediction)).toBeGreaterThan(1.02 * spread(one.interval as never))
  })

  it('is the same for the same seed, and simulates few and the many alike', () => {
    const crowd = [{ frequency: 2, recency: 20, age: 30, customers: 1000 }]
    const few = purchaseForecast(fit, crowd, { ...half, samples: 2000 })
    expect(purchaseForecast(fit, crowd, { ...half, samples: 2000 })).toEqual(few)
    const more = purchaseForecast(fit, [{ ...crowd[0], customers: 1001 } as never], half)
    expect([few.prediction.method, more.prediction.method]).toEqual(['simulation', 'normal'])
    for (const end of ['low', 'high'] as const)
      expect(few.prediction[end] / more.prediction[end]).toBeCloseTo(1, 1)
    const narrow = purchaseForecast(fit, crowd, { ...half, confidence: 0.5 })
    expect(narrow.prediction.high).toBeLessThan(few.prediction.high)
    expect(narrow.interval?.confidence).toBe(0.5)
  })

  it('takes the parameters of a bootstrap in place of the covariance', () => {
    const bootstrap = bootstrapModel(fit, rows, { seed: 1, samples: 30 })
    for (const customers of [rows, rows.slice(0, 50)]) {
      const drawn = purchaseForecast(fit, customers, { ...half, bootstrap })
      const delta = purchaseForecast(fit, customers, half)
      expect(drawn.interval?.method).toBe('bootstrap')
      expect(drawn.prediction.high / delta.prediction.high).toBeCloseTo(1, 1)
    }
  })

  it('is of one customer a prediction of whole purchases', () => {
    const { expected, prediction } = purchaseForecast(fit, rows[0] as never, half)
    expect(Number.isInteger(prediction.high)).toBe(true)
    expect(prediction.high).toBeGreaterThan(expected)
    expect(purchaseForecast(bg, 'new', half).interval).toBeNull()
  })

  it('goes by segment as any metric of a list does', () => {
    const labelled = rows.slice(0, 300).map((row, i) => ({ ...row, plan: i % 3 === 0 ? 'a' : 'b' }))
    const groups = mapGroups(byGroup(labelled, { by: ['plan'] }), (list) =>
      purchaseForecast(fit, list, half),
    )
    const parts = groups.map(({ result }) => result?.expected as number)
    expect(sumOf(parts)).toBeCloseTo(purchaseForecast(fit, labelled, half).expected, 9)
  })

  it.each<readonly [string, PurchaseModel]>([
    ['BG/NBD', bg],
    ['MBG/NBD', mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 2 }, week)],
    ['Pareto/NBD', paretoNbd({ r: 0.6, alpha: 8, s: 0.7, beta: 10 }, week)],
    ['NBD', nbd({ r: 0.5, alpha: 5 }, week)],
    ['Poisson', poisson({ lambda: 0.1 }, week)],
    ['geometric/NBD', geometricNbd({ r: 0.5, alpha: 5, p: 0.25 }, week)],
    ['BG/BB', bgBb({ alpha: 1.2, beta: 0.8, gamma: 0.7, delta: 2.8 }, week)],
  ])('draws what is expected, of each model: %s', (_name, model) => {
    const row = { frequency: 3, recency: 10, age: 12, monetary: 20 }
    const crowd = { ...row, customers: 400 }
    const options = { horizon: { weeks: 20 }, seed: 9, samples: 200 }
    const bought = purchaseForecast(model, [crowd], options)
    const middle = (bought.prediction.low + bought.prediction.high) / 2
    expect(Math.abs(middle / bought.expected - 1)).toBeLessThan(0.04)
    const later = purchaseForecast(model, [crowd], { ...options, from: { weeks: 5 } })
    const rest = (later.prediction.low + later.prediction.high) / 2
    expect(Math.abs(rest / later.expected - 1)).toBeLessThan(0.04)
    for (const timing of ['at-purchase', 'end-of-period'] as const) {
      const value = customerEquity({ purchases: model, spend }, [crowd], {
        ...options,
        discount: { rate: 0.05, per: 'week', compounding: 'continuous' },
        timing,
        margin: 0.4,
      })
      const half = (value.prediction.low + value.prediction.high) / 2
      expect(Math.abs(half / value.expected - 1)).toBeLessThan(0.04)
    }
  })

  it('refuses what cannot be drawn, and says what can', () => {
    const fast = nbd({ r: 1e6, alpha: 1e-3 }, week)
    expect(() => purchaseForecast(fast, 'new', half)).toThrow('draw fewer samples')
    expect(() => purchaseForecast(bg, [], half)).toThrow('customer')
    expect(() => purchaseForecast(bg, 'old' as never, half)).toThrow("'new', one customer")
    expect(() => purchaseForecast(bg, 'new', { ...half, samples: 99 })).toThrow('samples is 99')
    expect(() => purchaseForecast(bg, 'new', { horizon: half.horizon } as never)).toThrow('seed')
  })
})

describe('customer equity', () => {
  const rows = Array.from({ length: 1200 }, (_, i) => ({
    frequency: i % 4,
    recency: (i % 4) * 9,
    age: 39,
    monetary: i % 4 === 0 ? null : 15 + (i % 7),
  }))
  const models = { purchases: bg, spend }

  it('is the sum of the values of customers, with spread of spend and of purchases', () => {
    const given = { ...worth, horizon: { weeks: 52 }, margin: 0.4 }
    const each = customerValue(models, rows, given)
    const all = customerEquity(models, rows, { ...given, seed: 1 })
    expect(all.expected).toBeCloseTo(sumOf(each), 7)
    expect(all.prediction.method).toBe('normal')
    const few = customerEquity(models, rows.slice(0, 200), { ...given, seed: 1 })
    expect(few.prediction.method).toBe('simulation')
    const width = ({ low, high }: { low: number; high: number }) => Math.log(high / low)
    expect(width(few.prediction)).toBeGreaterThan(2 * width(all.prediction))
    const one = customerEquity(models, rows[5] as never, { ...given, seed: 1 })
    expect(one.prediction.low).toBe(0)
  })

  it('is the same whatever the order of customers, also of more than are drawn one by one', () => {
    const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
    const many = Array.from({ length: 60 }, (_, i) => ({
      frequency: i % 5,
      recency: i % 5 === 0 ? 0 : 3 + i * 0.31,
      age: 38.86 + i / 7,
      customers: 30,
    }))
    const asked = { horizon: { weeks: 26 }, seed: 3 }
    const forward = purchaseForecast(model, many, asked)
    expect(forward).toMatchObject({ customers: 1800, seed: 3, samples: null, from: null })
    expect(purchaseForecast(model, [...many].reverse(), asked)).toEqual(forward)
    // A history of thirty is thirty histories.
    const single = many.flatMap((row) =>
      Array.from({ length: 30 }, () => ({ ...row, customers: 1 })),
    )
    expect(purchaseForecast(model, single, asked)).toEqual(forward)
  })

  it('has no end with a discount, and an end without one', () => {
    const given = { ...worth, horizon: 'infinite', seed: 1, samples: 100 } as const
    const few = rows.slice(0, 100)
    const all = customerEquity(models, few, given)
    expect(all.expected).toBeCloseTo(sumOf(customerValue(models, few, given0(given))), 7)
    expect(all.prediction.high).toBeGreaterThan(all.expected)
    const free = { ...discount, rate: 0 }
    expect(() => customerEquity(models, few, { ...given, discount: free })).toThrow('discount.rate')
  })

  it('names the customer whose mean spend has no limit', () => {
    const wide = gammaGamma({ p: 0.1, q: 0.5, v: 15 })
    const given = { ...worth, horizon: { weeks: 52 }, seed: 1 }
    const ask = (customers: never) => () =>
      customerEquity({ purchases: bg, spend: wide }, customers, given)
    expect(ask(rows as never)).toThrow('customers[0]')
    expect(ask('new' as never)).toThrow('customers is')
  })

  it('takes bootstraps of both models', () => {
    const purchases = fitBgNbd(simulatedBuyers(), week)
    const paid = rows.filter(({ frequency }) => frequency > 0)
    const covariance = [
      [1.4, -0.2, -4.8],
      [-0.2, 0.08, 1],
      [-4.8, 1, 17.3],
    ]
    const spends = { ...spend, covariance }
    const fitted = { purchases, spend: spends }
    const bootstrap = {
      purchases: bootstrapModel(purchases, simulatedBuyers(), { seed: 1, samples: 10 }),
      spend: bootstrapModel(spends, paid, { seed: 2, samples: 10 }),
    }
    const given = { ...worth, horizon: { weeks: 52 }, seed: 1, samples: 100 }
    const drawn = customerEquity(fitted, rows, { ...given, bootstrap })
    expect(drawn.interval?.method).toBe('bootstrap')
    expect(customerEquity(fitted, rows, given).interval?.method).toBe('delta')
  })

  it.each([3, 50_000])('of %d who cost lies as far below 0 as the same gain above', (customers) => {
    const models = { purchases: fitBgNbd(simulatedBuyers(), week), spend: 10 }
    const base = [{ frequency: 2, recency: 20, age: 30, customers }]
    const of = (margin: number) => customerEquity(models, base, { ...half, ...worth, margin })
    const [gain, loss] = [of(0.4), of(-0.4)]
    const ends = ({ interval, prediction }: typeof gain) =>
      [interval?.low, interval?.high, prediction.low, prediction.high] as number[]
    const [low, high, least, most] = ends(gain) as [number, number, number, number]
    expect(low).toBeGreaterThan(0)
    expect(loss.expected).toBe(-gain.expected)
    expect(ends(loss)).toEqual([-high, -low, -most, -least].map((end) => end + 0))
  })
})

describe('a base in which some cost', () => {
  const terms = { horizon: { weeks: 52 }, ...worth, seed: 1 } as const
  const base = [
    { frequency: 9, recency: 28, age: 30, customers: 20_000 },
    { frequency: 1, recency: 3, age: 30, customers: 30_000 },
  ]
  it('has a prediction around what is expected, with and without knowing how the fit errs', () => {
    const fitted = fitBgNbd(simulatedBuyers(), week)
    const plain = bgNbd(fitted.parameters, week)
    const of = (purchases: typeof plain) =>
      customerEquity({ purchases, spend: 10 }, base, { ...terms, margins: [0.4, -0.4] })
    const [sure, unsure] = [of(plain), of(fitted)]
    for (const { expected, prediction } of [sure, unsure])
      expectNear((prediction.low + prediction.high) / 2, expected, { rel: 1e-12 })
    expect(sure.expected).toBe(unsure.expected)
    expect(sure.interval).toBeNull()
    // What some bring in and others cost lies on both sides of its expectation alike.
    const { low, high } = unsure.interval as NonNullable<typeof unsure.interval>
    expect(low).toBeLessThan(unsure.expected)
    expectNear((low + high) / 2, unsure.expected, { rel: 1e-12 })
    expect(unsure.prediction.low).toBeLessThan(sure.prediction.low)
  })
})

describe('a base that brings in nothing', () => {
  it('is worth 0, from 0 to 0', () => {
    const base = [{ frequency: 9, recency: 28, age: 30, customers: 50_000 }]
    const models = { purchases: fitBgNbd(simulatedBuyers(), week), spend: 10 }
    const options = { horizon: { weeks: 52 }, ...worth, seed: 1, margins: [0] }
    const { expected, prediction } = customerEquity(models, base, options)
    expect([expected, prediction.low, prediction.high]).toEqual([0, 0, 0])
  })
})

/** The options without those of a simulation. */
function given0({ seed: _, samples: __, ...rest }: { seed: number; samples: number }) {
  return rest as never
}

describe('parameters drawn from a fit', () => {
  const drawsOf = (covariance: number[][], shares: number[] = []) =>
    parameterDraws(
      { model: { parameters: [2, 0.5], covariance }, draws: undefined, shares },
      'delta',
      randomFrom(3),
    )

  it('have the covariance of the fit, on the logarithm', () => {
    const draw = drawsOf([
      [0.04, 0.006],
      [0.006, 0.0025],
    ])
    const all = Array.from({ length: 20_000 }, (_, i) => draw(i).map(Math.log))
    const mean = (of: (row: readonly number[]) => number) => sumOf(all.map(of)) / all.length
    const [one, two] = [mean(([a]) => a as number), mean(([, b]) => b as number)]
    expect(one).toBeCloseTo(Math.log(2), 2)
    expect(mean(([a]) => ((a as number) - one) ** 2)).toBeCloseTo(0.01, 3)
    expect(mean(([, b]) => ((b as number) - two) ** 2)).toBeCloseTo(0.01, 3)
    expect(mean(([a, b]) => ((a as number) - one) * ((b as number) - two))).toBeCloseTo(0.006, 3)
  })

  it('stay where they are without a variance, below 1 where they are chances, and near', () => {
    const still = drawsOf([
      [0, 0],
      [0, 0],
    ])
    expect(still(0)).toEqual([2, 0.5])
    const wide = drawsOf(
      [
        [1e6, 0],
        [0, 1e6],
      ],
      [1],
    )
    for (let sample = 0; sample < 50; sample++) {
      const [one, two] = wide(sample) as [number, number]
      expect(one).toBeLessThanOrEqual(2 * Math.exp(10))
      expect(two).toBeLessThan(1)
    }
  })
})
