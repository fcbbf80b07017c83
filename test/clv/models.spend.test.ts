import {
  bgNbd,
  bootstrapModel,
  customerEquity,
  customerValue,
  expectedPurchases,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  gammaGamma,
  logLikelihood,
  nbd,
  spendIndependence,
  summarizeCustomers,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFrom, randomGamma } from '../../src/internal/math/random.js'
import { simulatedBuyers } from '../support/datasets.js'
import { refusalText } from '../support/refusal.js'

const week = { unit: 'week' } as const
const purchases = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week)
const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
const models = { purchases, spend }
const plain = {
  horizon: { weeks: 26 },
  discount: { rate: 0, per: 'week', compounding: 'periodic' },
  timing: 'at-purchase',
} as const
const ann = { customer: 'ann', frequency: 2, recency: 30, age: 38, monetary: 20 }
const bob = { customer: 'bob', frequency: 3, recency: 20, age: 38, monetary: -5 }

const histories = fc.array(
  fc
    .record({
      frequency: fc.integer({ min: 0, max: 9 }),
      place: fc.double({ min: 0.1, max: 1, noNaN: true }),
      age: fc.integer({ min: 1, max: 90 }),
      monetary: fc.double({ min: 0.01, max: 500, noNaN: true }),
    })
    .map(({ frequency, place, age, monetary }) => ({
      frequency,
      recency: frequency === 0 ? 0 : place * age,
      age,
      monetary: frequency === 0 ? null : monetary,
    })),
  { minLength: 1, maxLength: 5 },
)
const margin = fc.double({ min: -1, max: 1, noNaN: true })
const near = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))

describe('margins of each customer', () => {
  it('give each customer what one margin for all would give', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(margin), (customers, stream) => {
        const margins = [...stream.take(customers.length)]
        const values = customerValue(models, customers, { ...plain, margins })
        for (const [i, customer] of customers.entries())
          expect(values[i]).toBe(
            customerValue(models, customer, { ...plain, margin: margins[i] as number }),
          )
      }),
    )
  })

  it('of a base add up to its expectation, and the result says that there is no one margin', () => {
    const customers = [ann, { ...ann, monetary: 50 }, { ...ann, frequency: 0, recency: 0 }]
    const margins = new Float64Array([0.4, -0.3, 0.1])
    const values = customerValue(models, customers, { ...plain, margins })
    const equity = customerEquity(models, customers, { ...plain, margins, seed: 1 })
    near(
      equity.expected,
      values.reduce((sum, value) => sum + value),
    )
    expect(equity.margin).toBeNull()
    expect(customerEquity(models, customers, { ...plain, seed: 1 }).margin).toBe(1)
  })

  it('are refused unless there is one for each of many, and name the customer', () => {
    const value = (who: unknown, more: object) =>
      refusalText(() => customerValue(models, who as never, { ...plain, ...more } as never))
    expect(value([ann, ann], { margins: [0.4] })).toEqual([
      'mismatch',
      'customerValue: margins[1] is undefined, not given: one for each row of customers (customer "ann")',
    ])
    expect(value([ann, ann], { margins: [0.4, 0.3, 0.2] })).toEqual([
      'mismatch',
      'customerValue: margins.length is 3, not 2, one for each row of customers',
    ])
    expect(value([ann, bob], { margins: [0.4, 40], withoutSpend: 'floor' })).toEqual([
      'out-of-range',
      'customerValue: margins[1] is 40, not a number from -10 to 1 (customer "bob")',
    ])
    expect(value(ann, { margins: [0.4] })).toEqual([
      'invalid',
      'customerValue: margins is an array, not given for one customer: write margin',
    ])
    expect(value([ann], { margins: 0.4 })).toEqual([
      'out-of-range',
      'customerValue: margins is 0.4, not a list of one for each customer: one for all is margin',
    ])
    expect(value([ann], { margins: [0.4], margin: 0.4 })).toEqual([
      'mismatch',
      'customerValue: margin is 0.4, not given where each customer has one in margins',
    ])
    expect(
      refusalText(() => customerEquity(models, 'new', { ...plain, margins: [0.4], seed: 1 })),
    ).toEqual([
      'invalid',
      'customerEquity: margins is an array, not given for one customer: write margin',
    ])
    expect(
      refusalText(() => customerEquity(models, [ann], { ...plain, margins: [1, 1], seed: 1 }))[1],
    ).toBe('customerEquity: margins.length is 2, not 1, one for each row of customers')
  })
})

describe('a known mean amount in place of a model of spend', () => {
  it('multiplies the purchases that are expected', () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(histories, fc.infiniteStream(amount), margin, (customers, stream, share) => {
        const amounts = [...stream.take(customers.length)]
        const expected = expectedPurchases(purchases, customers, { horizon: plain.horizon })
        const known = { purchases, spend: amounts }
        const values = customerValue(known, customers, { ...plain, margin: share })
        for (const [i, value] of values.entries())
          near(value, (expected[i] as number) * (amounts[i] as number) * share)
        const all = customerEquity(known, customers, {
          ...plain,
          margin: share,
          seed: 1,
          samples: 100,
        })
        near(
          all.expected,
          values.reduce((sum, value) => sum + value),
        )
        expect(all.prediction.low).toBeLessThanOrEqual(all.prediction.high)
      }),
      { numRuns: 30 },
    )
  })

  it('needs no amounts of the customers, in rows or columns, nor of a new one', () => {
    const known = { purchases, spend: 20 }
    const { monetary: _, customer: __, ...bare } = ann
    const one = customerValue(known, bare, plain)
    near(one, 20 * expectedPurchases(purchases, bare, { horizon: plain.horizon }))
    const columns = { frequency: [2], recency: [30], age: [38] }
    expect(customerValue(known, columns, plain)).toEqual([one])
    expect(customerValue({ purchases, spend: new Float64Array([20]) }, columns, plain)).toEqual([
      one,
    ])
    expect(customerValue(known, 'new', plain)).toBeGreaterThan(0)
    expect(customerValue({ purchases, spend: 0 }, bare, plain)).toBe(0)
  })

  it('has intervals from the purchases alone, in order also below 0', () => {
    const rows = simulatedBuyers()
    const fit = fitBgNbd(rows, week)
    const asked = { ...plain, interval: 'delta' } as const
    const bought = expectedPurchases(fit, ann, { horizon: plain.horizon, interval: 'delta' })
    const gain = customerValue({ purchases: fit, spend: 20 }, ann, asked)
    const loss = customerValue({ purchases: fit, spend: -20 }, ann, asked)
    near(gain.interval.low, 20 * bought.interval.low)
    near(gain.interval.high, 20 * bought.interval.high)
    expect([loss.interval.low, loss.interval.high]).toEqual([
      -gain.interval.high,
      -gain.interval.low,
    ])
    const bootstrap = { purchases: bootstrapModel(fit, rows, { seed: 1, samples: 20 }) }
    const drawn = customerValue({ purchases: fit, spend: 20 }, ann, {
      ...plain,
      interval: 'bootstrap',
      bootstrap,
    })
    expect(drawn.interval.low).toBeLessThan(gain.value)
  })

  it('refuses what it does not read', () => {
    const known = { purchases, spend: 20 }
    const ask = (more: object) =>
      refusalText(() => customerValue(known, ann, { ...plain, ...more } as never))
    expect(ask({ withoutSpend: 'floor' })).toEqual([
      'mismatch',
      'customerValue: withoutSpend is "floor", not given where the spend is known',
    ])
    const drawn = { model: 'bg-nbd', parameters: [purchases.parameters, purchases.parameters] }
    const bootstrap = { purchases: drawn, spend: { model: 'gamma-gamma', parameters: [] } }
    expect(ask({ interval: 'bootstrap', bootstrap })[1]).toBe(
      'customerValue: bootstrap.spend is an object, not given where the spend is known',
    )
    const unknown = { bootstrap: { purchases: drawn }, interval: 'bootstrap' } as never
    expect(
      refusalText(() => customerValue(models, ann, { ...plain, ...(unknown as object) }))[1],
    ).toMatch('not bootstraps of both models')
    expect(
      refusalText(() => customerValue({ purchases, spend: [1, Number.NaN] }, [ann, ann], plain))[1],
    ).toMatch('models.spend[1] is NaN')
  })

  it('holds both signs in a base: intervals are then plain, and may contain 0', () => {
    const rows = simulatedBuyers()
    const fit = fitBgNbd(rows, week)
    const amounts = rows.map((_, i) => (i % 2 === 0 ? 10 : -10.1))
    const given = { ...plain, seed: 1, samples: 100 }
    for (const [size, customers] of [
      [rows.length, 10],
      [900, 1],
    ] as const) {
      const part = rows.slice(0, size).map((row) => ({ ...row, customers }))
      const all = customerEquity({ purchases: fit, spend: amounts.slice(0, size) }, part, given)
      const gains = customerEquity({ purchases: fit, spend: 10 }, part, given)
      expect(Math.abs(all.expected)).toBeLessThan(gains.expected)
      expect(all.prediction.low).toBeLessThan(all.expected)
      expect(all.expected).toBeLessThan(all.prediction.high)
      const width = ({ low, high }: { low: number; high: number }) => high - low
      // Gains and losses share the parameters, whose part cancels; chance does not.
      expect(width(all.interval as never)).toBeLessThan(width(gains.interval as never))
    }
  })

  it('spreads a base of known losses as the same gains, mirrored', () => {
    const never = nbd({ r: 2, alpha: 20 }, week)
    const crowd = { ...ann, customers: 5000 }
    const given = { ...plain, seed: 3 }
    const gains = customerEquity({ purchases: never, spend: 10 }, [crowd], given)
    const losses = customerEquity({ purchases: never, spend: -10 }, [crowd], given)
    expect(losses.expected).toBe(-gains.expected)
    expect(losses.prediction.low / -gains.prediction.high).toBeCloseTo(1, 2)
    expect(losses.prediction.high / -gains.prediction.low).toBeCloseTo(1, 2)
  })
})

describe('customers without spend', () => {
  /** Amounts of customers who differ, in cents: a gamma distribution around a mean of their own. */
  const random = randomFrom(11)
  const amountsOf = (purchases: number): number[] => {
    const rate = randomGamma(random, 3.74) / 15.44
    return Array.from(
      { length: purchases },
      () => Math.ceil((100 * randomGamma(random, 6.25)) / rate) / 100,
    )
  }
  const policies = ['floor', 'average', 'nothing'] as const

  it('are valued by the policy, the others not at all', () => {
    const free = { ...bob, monetary: 0 }
    const bare = { ...bob, frequency: 0, recency: 0, monetary: null }
    const plainly = customerValue(models, [ann, free, bare], plain)
    const [first, floored, single] = plainly as [number, number, number]
    const bought = expectedPurchases(purchases, bob, { horizon: plain.horizon })
    for (const policy of policies) {
      const given = { ...plain, withoutSpend: policy }
      const [own, none, below, alone] = customerValue(models, [ann, free, bob, bare], given)
      expect([own, alone]).toEqual([first, single])
      expect(none).toBe(below)
      if (policy === 'floor') expect(none).toBe(floored)
      if (policy === 'average') near(none as number, bought * expectedSpend(spend, 'new'))
      if (policy === 'nothing') expect(none).toBe(0)
    }
  })

  it('have an expected spend by the policy, with an interval', () => {
    const fitted = fitGammaGamma(
      Array.from({ length: 400 }, (_, i) => {
        const amounts = amountsOf(1 + (i % 4))
        return {
          frequency: amounts.length,
          monetary: amounts.reduce((sum, each) => sum + each) / amounts.length,
        }
      }),
    )
    const given = { interval: 'delta' } as const
    const [floor, average, nothing] = policies.map((withoutSpend) =>
      expectedSpend(fitted, bob, { ...given, withoutSpend }),
    )
    expect(floor).toEqual(expectedSpend(fitted, { ...bob, monetary: 0 }, given))
    expect(average).toEqual(expectedSpend(fitted, 'new', given))
    expect(nothing).toMatchObject({ value: 0, interval: { low: 0, high: 0 } })
  })

  it('are drawn by the policy in a base', () => {
    const list = [bob, { ...bob, monetary: 0 }]
    const few = { ...plain, seed: 1, samples: 200 }
    const [floor, average, nothing] = policies.map((withoutSpend) =>
      customerEquity(models, list, { ...few, withoutSpend }),
    )
    expect(floor?.prediction.high).toBeLessThan(average?.prediction.high as number)
    expect(nothing).toMatchObject({ expected: 0, prediction: { low: 0, high: 0 } })
    expect(nothing?.withoutSpend).toBe('nothing')
    expect(customerEquity(models, [ann], few).withoutSpend).toBe('floor')
    expect(customerEquity({ purchases, spend: 9 }, [ann], few).withoutSpend).toBe(null)
    const many = list.map((each) => ({ ...each, customers: 2000 }))
    const none = customerEquity(models, many, { ...few, withoutSpend: 'nothing' })
    expect(none.prediction).toMatchObject({ low: 0, high: 0, method: 'normal' })
    const crowd = list.map((each) => ({ ...each, customers: 100 }))
    for (const withoutSpend of ['floor', 'average'] as const) {
      const all = customerEquity(models, crowd, { ...few, withoutSpend })
      expect(all.prediction.low).toBeLessThan(all.expected)
      expect(all.expected).toBeLessThan(all.prediction.high)
    }
  })

  it('are named where no policy is chosen', () => {
    const expected =
      'customers[1].monetary is -5, not an amount of at least 0, unless withoutSpend says what a customer is worth whose refunds are larger than the purchases: floor, average or nothing (customer "bob")'
    expect(refusalText(() => customerValue(models, [ann, bob], plain))).toEqual([
      'out-of-range',
      `customerValue: ${expected}`,
    ])
    expect(refusalText(() => customerEquity(models, [ann, bob], { ...plain, seed: 1 }))).toEqual([
      'out-of-range',
      `customerEquity: ${expected}`,
    ])
    expect(refusalText(() => expectedSpend(spend, [ann, bob]))).toEqual([
      'out-of-range',
      `expectedSpend: ${expected}`,
    ])
  })

  it('do not stop 23,570 others, from the rows to the value', () => {
    const rows = Array.from({ length: 23_570 }, (_, customer) => {
      const repeated = customer % 9 === 0 ? 3 : customer % 3 === 0 ? 2 : 1
      const days = ['2024-01-05', '2024-03-05', '2024-05-05']
      return amountsOf(repeated).map((amount, i) => ({ customer, on: days[i] as string, amount }))
    }).flat()
    const returned = [
      { customer: 99_999, on: '2024-01-05', amount: 30 },
      { customer: 99_999, on: '2024-03-05', amount: 30 },
      { customer: 99_999, on: '2024-03-09', amount: -80 },
    ]
    const given = { asOf: '2024-06-30', unit: 'week', refunds: 'net' } as const
    const all = summarizeCustomers([...rows, ...returned], given)
    expect(all.at(-1)?.monetary).toBe(-50)
    const others = all.slice(0, -1)
    const [fit, without] = [fitGammaGamma(all), fitGammaGamma(others)]
    expect(fit).toEqual({ ...without, excluded: without.excluded + 1 })
    expect(spendIndependence(all)).toEqual(spendIndependence(others))
    expect(logLikelihood(fit, all)).toBe(logLikelihood(fit, others))
    const values = customerValue({ purchases, spend: fit }, all, {
      ...plain,
      withoutSpend: 'floor',
    })
    expect(values.slice(0, -1)).toEqual(customerValue({ purchases, spend: fit }, others, plain))
  })
})
