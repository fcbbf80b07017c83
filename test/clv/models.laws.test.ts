import {
  alivePath,
  bgCnbd,
  calibrationTable,
  customerValue,
  expectedPurchases,
  expectedSpend,
  gammaGamma,
  gGompertzNbd,
  holdoutTable,
  mbgCnbd,
  type PurchaseModel,
  probabilityAlive,
  purchaseForecast,
  purchaseProbability,
  residualPurchases,
  trackPurchases,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'

const week = { unit: 'week' } as const
const four = { r: 1.2, alpha: 5.5, a: 0.4, b: 1.9 }
const models: readonly PurchaseModel[] = [
  bgCnbd(four, { ...week, k: 1 }),
  bgCnbd(four, { ...week, k: 3 }),
  mbgCnbd(four, { ...week, k: 2 }),
  mbgCnbd({ ...four, a: 1.4 }, { ...week, k: 12 }),
  gGompertzNbd({ r: 0.6, alpha: 8, b: 0.02, s: 0.6, beta: 0.4 }, week),
  gGompertzNbd({ r: 1.5, alpha: 4, b: 0.08, s: 0.5, beta: 20 }, week),
]
const named = models.map((model) => [`${model.model} ${model.k ?? ''}`, model] as const)
const customers = [
  { frequency: 0, recency: 0, age: 20 },
  { frequency: 3, recency: 19, age: 20 },
  { frequency: 3, recency: 20, age: 20 },
  { frequency: 8, recency: 12, age: 31 },
  'new',
] as const
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

describe.each(named)('predictions of %s', (_name, model) => {
  it.each(customers)('are chances that add up to one, and to what is expected: %o', (customer) => {
    for (const window of [
      { horizon: { weeks: 15 } },
      { from: { weeks: 6 }, horizon: { weeks: 21 } },
    ]) {
      const most = 60
      const exact = Array.from({ length: most }, (_, purchases) =>
        purchaseProbability(model, customer, { ...window, purchases }),
      )
      const least = Array.from({ length: most }, (_, atLeast) =>
        purchaseProbability(model, customer, { ...window, atLeast }),
      )
      const beyond = purchaseProbability(model, customer, { ...window, atLeast: most })
      expect(sumOf(exact) + beyond).toBeCloseTo(1, 9)
      for (const [n, chance] of exact.entries())
        expect((least[n] as number) - chance).toBeCloseTo(least[n + 1] ?? beyond, 9)
      // The sum of the chances of at least 1, 2, … is the mean; few make more than sixty.
      const mean = expectedPurchases(model, customer, window)
      expect(sumOf(least.slice(1)) / mean).toBeCloseTo(1, 2)
      expect(sumOf(least.slice(1))).toBeLessThan(mean * (1 + 1e-9))
    }
  })

  it.each(customers)('fall with time, from the chance now: %o', (customer) => {
    const now = probabilityAlive(model, customer)
    const path = [0, 1, 5, 20, 80].map((weeks) =>
      probabilityAlive(model, customer, { after: { weeks } }),
    )
    expect(path[0]).toBeCloseTo(now, 12)
    for (const [i, chance] of path.entries())
      expect(chance).toBeLessThanOrEqual((path[i - 1] ?? 1) + 1e-12)
    expect(path[4]).toBeLessThan(0.9 * now)
  })

  it('discount each purchase from when it is made', () => {
    const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
    const customer = { frequency: 3, recency: 19, age: 20, monetary: 25 }
    const each = expectedSpend(spend, customer)
    const within = (weeks: number) => expectedPurchases(model, customer, { horizon: { weeks } })
    for (const rate of [0, 0.03]) {
      const discount = { rate, per: 'week', compounding: 'continuous' } as const
      const options = { discount, timing: 'at-purchase', horizon: { weeks: 26 } } as const
      let [sum, ends] = [0, 0]
      for (let tenth = 0; tenth < 520; tenth++)
        sum +=
          (within((tenth + 1) / 20) - within(tenth / 20)) * Math.exp((-rate * (tenth + 0.5)) / 20)
      const value = customerValue({ purchases: model, spend }, customer, options)
      expect(value / (each * sum)).toBeCloseTo(1, 5)
      for (let end = 1; end <= 26; end++)
        ends += (within(end) - within(end - 1)) * Math.exp(-rate * end)
      const timing = 'end-of-period'
      const weekly = customerValue({ purchases: model, spend }, customer, { ...options, timing })
      expect(weekly / (each * ends)).toBeCloseTo(1, 9)
      if (rate === 0) continue
      const far = customerValue({ purchases: model, spend }, customer, {
        ...options,
        horizon: { weeks: 1500 },
      })
      const all = residualPurchases(model, customer, { discount })
      expect(far / (each * all)).toBeCloseTo(1, 8)
    }
  })

  it('are drawn as they are expected, in a forecast', () => {
    for (const row of [
      { frequency: 0, recency: 0, age: 0 },
      { frequency: 3, recency: 19, age: 20 },
    ]) {
      const crowd = { ...row, customers: 200_000 }
      const window = { from: { weeks: 3 }, horizon: { weeks: 18 } }
      const { expected, prediction } = purchaseForecast(model, [crowd], { ...window, seed: 2 })
      const one = expectedPurchases(model, row, window)
      expect(expected / (200_000 * one)).toBeCloseTo(1, 9)
      // A thousand customers are drawn one by one: their sum has the mean and spread of the chances.
      const few = purchaseForecast(model, [{ ...row, customers: 1000 }], {
        ...window,
        seed: 3,
        samples: 200,
      })
      const normal = Math.log(prediction.high / prediction.low) * Math.sqrt(200)
      const spread = (few.prediction.high - few.prediction.low) / few.expected
      expect(spread / normal).toBeGreaterThan(0.7)
      expect(spread / normal).toBeLessThan(1.3)
      const middle = (few.prediction.high + few.prediction.low) / 2
      expect(Math.abs(middle / few.expected - 1)).toBeLessThan(0.25 * spread)
    }
  })

  it('are tables, tracks and paths too', () => {
    const rows = [
      { customer: 1, on: '2025-01-01' },
      { customer: 1, on: '2025-01-20' },
      { customer: 2, on: '2025-01-08' },
    ]
    const { periods } = trackPurchases(model, rows, { asOf: '2025-01-29', until: '2025-02-12' })
    const ages = [42, 35].map((days) => ({ weeks: days / 7 }))
    const all = ages.map((horizon) => expectedPurchases(model, 'new', { horizon }))
    expect(periods.at(-1)?.cumulativeExpected).toBeCloseTo(sumOf(all), 9)
    const [path] = alivePath(model, rows, { asOf: '2025-01-29' })
    const last = { frequency: 1, recency: 19 / 7, age: 4 }
    expect(path?.days.at(-1)?.probability).toBeCloseTo(probabilityAlive(model, last), 12)
    const table = calibrationTable(model, [{ frequency: 0, recency: 0, age: 20 }], { upTo: 2 })
    const chance = purchaseProbability(model, { purchases: 1, horizon: { weeks: 20 } })
    expect(table.rows[1]?.expected).toBeCloseTo(chance, 9)
    const held = { ...last, holdoutFrequency: 2 }
    const { expected } = holdoutTable(model, { horizon: { weeks: 9 }, customers: [held] })
    expect(expected).toBeCloseTo(expectedPurchases(model, last, { horizon: { weeks: 9 } }), 10)
  })

  it('make no purchase within no time', () => {
    const now = { horizon: { weeks: 0 } }
    expect(expectedPurchases(model, 'new', now)).toBe(0)
    expect(purchaseProbability(model, 'new', { ...now, purchases: 0 })).toBeCloseTo(1, 12)
    expect(purchaseProbability(model, 'new', { ...now, atLeast: 1 })).toBe(0)
    expect(purchaseForecast(model, 'new', { ...now, seed: 1 }).prediction.high).toBe(0)
  })
})
