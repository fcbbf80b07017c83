import {
  bgNbd,
  customerValue,
  expectedPurchases,
  expectedSpend,
  gammaGamma,
  type PurchaseHistory,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
} from 'customer-metrics'
import { describe, it } from 'vitest'

declare const customer: PurchaseHistory
const model = bgNbd({ r: 0.2, alpha: 4, a: 0.8, b: 2.4 }, { unit: 'week' })
const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
const horizon = { weeks: 9 }
const discount = { rate: 0.01, per: 'week', compounding: 'periodic' } as const
const spender = { frequency: 2, monetary: 20 }
const valued = { frequency: 2, recency: 30, age: 40, monetary: 20 }

describe('options of a prediction', () => {
  it('take what is known', () => {
    expectedPurchases(model, customer, { horizon, interval: 'delta', confidence: 0.9 })
    expectedPurchases(model, customer, { horizon: { months: 2 }, weeksPerMonth: 52 / 12 })
    probabilityAlive(model, customer)
    probabilityAlive(model, customer, { interval: 'delta' })
    expectedSpend(spend, spender, {})
  })

  it('do not compile with a field that nobody reads', () => {
    // @ts-expect-error confidence is misspelt
    expectedPurchases(model, customer, { horizon, confidense: 0.9 })
    // @ts-expect-error confidence is misspelt
    purchaseProbability(model, { purchases: 1, horizon, confidense: 0.9 })
    // @ts-expect-error confidence is misspelt
    residualPurchases(model, customer, { discount, confidense: 0.9 })
    // @ts-expect-error confidence is misspelt
    probabilityAlive(model, customer, { interval: 'delta', confidense: 0.9 })
    // @ts-expect-error confidence is misspelt
    expectedSpend(spend, spender, { interval: 'delta', confidense: 0.9 })
    const models = { purchases: model, spend }
    const options = { horizon, discount, timing: 'at-purchase' } as const
    // @ts-expect-error one margin is margin
    customerValue(models, valued, { ...options, margins: 0.4 })
  })
})
