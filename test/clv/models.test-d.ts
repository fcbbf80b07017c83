import {
  bgNbd,
  type CountedHistory,
  compressSummaries,
  customerValue,
  expectedPurchases,
  expectedSpend,
  type FittedPurchaseModel,
  type FittedSpendModel,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  gammaGamma,
  type PredictedValue,
  type PurchaseColumns,
  type PurchaseHistory,
  type PurchaseModel,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import { describe, expectTypeOf, it } from 'vitest'

declare const rows: TransactionRow[]
declare const history: PurchaseHistory
declare const columns: PurchaseColumns
const model = bgNbd({ r: 0.2, alpha: 4, a: 0.8, b: 2.4 }, { unit: 'week' })
const horizon = { weeks: 9 }

describe('models', () => {
  it('are fitted to summaries, counted ones and columns', () => {
    const summaries = summarizeCustomers(rows, { asOf: '2024-12-31', unit: 'week' })
    expectTypeOf(fitBgNbd(summaries, { unit: 'week' })).toEqualTypeOf<
      FittedPurchaseModel<'bg-nbd'>
    >()
    expectTypeOf(fitGammaGamma(summaries)).toEqualTypeOf<FittedSpendModel>()
    expectTypeOf(compressSummaries(columns)).toEqualTypeOf<CountedHistory[]>()
    fitParetoNbd(compressSummaries(summaries), {
      unit: 'week',
      start: { r: 1, alpha: 1, s: 1, beta: 1 },
    })
    // @ts-expect-error summaries do not carry their unit
    fitBgNbd(summaries)
    // @ts-expect-error parameters of another model
    fitBgNbd(summaries, { unit: 'week', start: { r: 1, alpha: 1, s: 1, beta: 1 } })
  })

  it('have the parameters of their paper', () => {
    expectTypeOf(model).toEqualTypeOf<PurchaseModel<'bg-nbd'>>()
    expectTypeOf(model.parameters.a).toEqualTypeOf<number>()
    // @ts-expect-error the Pareto/NBD has s and beta
    paretoNbd({ r: 1, alpha: 1, a: 1, b: 1 }, { unit: 'week' })
  })
})

describe('chances of purchases', () => {
  it('are of a new customer with two arguments, and of those given with three', () => {
    const chance = { atLeast: 1, horizon } as const
    expectTypeOf(purchaseProbability(model, chance)).toEqualTypeOf<number>()
    expectTypeOf(purchaseProbability(model, history, chance)).toEqualTypeOf<number>()
    expectTypeOf(purchaseProbability(model, [history], chance)).toEqualTypeOf<number[]>()
    expectTypeOf(purchaseProbability(model, columns, chance)).toEqualTypeOf<number[]>()
    const uncertain = { ...chance, interval: 'delta' } as const
    expectTypeOf(purchaseProbability(model, [history], uncertain)).toEqualTypeOf<PredictedValue[]>()
    // @ts-expect-error exactly or at least, not both
    purchaseProbability(model, history, { atLeast: 1, purchases: 1, horizon })
    // @ts-expect-error neither
    purchaseProbability(model, history, { horizon })
  })
})

describe('predictions', () => {
  it('are a number for one, a list for many, and a typed array for columns', () => {
    expectTypeOf(probabilityAlive(model, history)).toEqualTypeOf<number>()
    expectTypeOf(probabilityAlive(model, 'new')).toEqualTypeOf<number>()
    expectTypeOf(probabilityAlive(model, [history])).toEqualTypeOf<number[]>()
    expectTypeOf(probabilityAlive(model, columns)).toEqualTypeOf<number[]>()
    expectTypeOf(expectedPurchases(model, [history], { horizon })).toEqualTypeOf<number[]>()
    const spend = gammaGamma({ p: 6, q: 4, v: 15 })
    expectTypeOf(expectedSpend(spend, { frequency: 1, monetary: null })).toEqualTypeOf<number>()
  })

  it('have an interval where one is asked for', () => {
    const interval = 'delta'
    expectTypeOf(probabilityAlive(model, history, { interval })).toEqualTypeOf<PredictedValue>()
    expectTypeOf(expectedPurchases(model, columns, { horizon, interval })).toEqualTypeOf<
      PredictedValue[]
    >()
    const maybe: { interval?: 'delta' } = {}
    expectTypeOf(probabilityAlive(model, history, maybe)).toEqualTypeOf<number | PredictedValue>()
  })

  it('say what they need', () => {
    // @ts-expect-error a horizon has a unit
    expectedPurchases(model, history, { horizon: 9 })
    // @ts-expect-error a discount says what time it is for, and how it compounds
    residualPurchases(model, history, { discount: { rate: 0.1 } })
    const discount = { rate: 0.1, per: 'year', compounding: 'periodic' } as const
    const spend = gammaGamma({ p: 6, q: 4, v: 15 })
    // @ts-expect-error a value needs to know when discounting begins
    customerValue({ purchases: model, spend }, 'new', { horizon, discount })
  })
})
