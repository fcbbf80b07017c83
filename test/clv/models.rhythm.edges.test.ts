import {
  type BgNbdParameters,
  bgCnbd,
  bgNbd,
  bootstrapModel,
  customerEquity,
  expectedPurchases,
  fitBgCnbd,
  fitMbgCnbd,
  gammaGamma,
  mbgCnbd,
  mbgNbd,
  purchaseForecast,
  residualPurchases,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear } from '../support/published.js'

const week = { unit: 'week' } as const
const customer = { frequency: 3, recency: 30, age: 52 }
const rows = [
  { frequency: 0, recency: 0, age: 39, logGaps: 0, customers: 40 },
  { frequency: 1, recency: 12, age: 39, logGaps: Math.log(12), customers: 20 },
  { frequency: 3, recency: 30, age: 52, logGaps: 3 * Math.log(10), customers: 15 },
  { frequency: 6, recency: 45, age: 52, logGaps: 6 * Math.log(7.5), customers: 9 },
]

describe('a rhythm at its edges', () => {
  it('has the purchases of the model without one where customers hardly differ', () => {
    const alike = { r: 4000, alpha: 20_000, a: 0.8, b: 2.4 }
    for (const who of [customer, 'new'] as const)
      for (const [rhythm, plain] of [
        [bgCnbd(alike, { ...week, k: 1 }), bgNbd(alike, week)],
        [mbgCnbd(alike, { ...week, k: 1 }), mbgNbd(alike, week)],
      ] as const) {
        const horizon = { weeks: 30_000 }
        const expected = expectedPurchases(plain, who, { horizon })
        expectNear(expectedPurchases(rhythm, who, { horizon }), expected, { rel: 1e-8 })
      }
  })

  it('has an end of purchases without discount only where customers leave in the mean', () => {
    const steady = { r: 0.85, alpha: 1.45, a: 0.8, b: 2.4 }
    const leaving = { ...steady, a: 1.6 }
    const at = (rate: number) =>
      ({ discount: { rate, per: 'week', compounding: 'continuous' } }) as const
    for (const k of [1, 2, 3]) {
      const plain = residualPurchases(bgCnbd(leaving, { ...week, k }), customer, at(0))
      const limit = residualPurchases(bgCnbd(leaving, { ...week, k }), customer, at(1e-9))
      expectNear(plain, limit, { rel: 1e-3 })
    }
    expect(() => residualPurchases(bgCnbd(steady, { ...week, k: 2 }), customer, at(0))).toThrow(
      /residualPurchases/,
    )
  })

  it('is drawn again by a bootstrap, whose parameters scatter around the fit', () => {
    for (const fitTo of [fitBgCnbd, fitMbgCnbd]) {
      const penalty = { kind: 'ridge', strength: 1 } as const
      const model = fitTo(rows, { ...week, k: 2, penalty })
      const { parameters } = bootstrapModel(model, rows, { seed: 5, samples: 8 })
      const rates = (parameters as readonly BgNbdParameters[]).map(({ r, alpha }) => r / alpha)
      const own = model.parameters.r / model.parameters.alpha
      expect(Math.min(...rates)).toBeLessThan(own * 1.5)
      expect(Math.max(...rates)).toBeGreaterThan(own / 1.5)
      expect(new Set(rates).size).toBeGreaterThan(1)
    }
  })
})

describe('a forecast of nothing', () => {
  it('is nothing for sure, also of many customers', () => {
    const model = bgNbd({ r: 0.25, alpha: 4, a: 0.8, b: 2.4 }, week)
    const spend = gammaGamma({ p: 6, q: 4, v: 15 })
    const many = [{ ...customer, monetary: 20, customers: 2000 }]
    const horizon = { weeks: 10 }
    expect(purchaseForecast(model, many, { horizon, seed: 1 }).prediction.low).toBeGreaterThan(0)
    const { expected, prediction } = customerEquity({ purchases: model, spend }, many, {
      horizon,
      seed: 1,
      margin: 0,
      discount: { rate: 0, per: 'week', compounding: 'continuous' },
      timing: 'at-purchase',
    })
    expect([expected, prediction.low, prediction.high]).toEqual([0, 0, 0])
  })
})
