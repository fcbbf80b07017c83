import {
  bgBb,
  bgNbd,
  bootstrapModel,
  calibrationTable,
  customerValue,
  expectedPurchases,
  expectedSpend,
  fitBgBb,
  fitGammaGamma,
  fitMbgNbd,
  gammaGamma,
  logLikelihood,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
  trackPurchases,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { newcomerChance } from '../../src/clv/models/behaviour.js'
import { bgBbBehaviour } from '../../src/clv/models/bgBb/behaviour.js'
import { paretoBehaviour } from '../../src/clv/models/paretoNbd/behaviour.js'
import { expectNear } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const week = { unit: 'week' } as const
const bg = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week)
const pareto = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week)
const donor = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }, week)
const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
const customer = { frequency: 2, recency: 30, age: 38, monetary: 22.35 }

describe('work that customers share', () => {
  it('values many ends of periods as the sum over each does', () => {
    const discount = { rate: 0.002, per: 'week', compounding: 'continuous' } as const
    for (const purchases of [bg, pareto, donor]) {
      const bought = (weeks: number) =>
        expectedPurchases(purchases, customer, { horizon: { weeks } })
      let sum = 0
      for (let i = 1; i <= 300; i++) sum += (bought(i) - bought(i - 1)) * Math.exp(-0.002 * i)
      const value = customerValue({ purchases, spend }, customer, {
        horizon: { weeks: 300 },
        discount,
        timing: 'end-of-period',
      })
      expectNear(value, sum * expectedSpend(spend, customer), { rel: 1e-11 })
    }
  })

  it('tracks births of all days as the sum over each does', () => {
    const days = [1, 2, 9, 16, 30]
    const transactions = days.map((day, i) => ({
      customer: i,
      on: `2025-01-${`${day}`.padStart(2, '0')}`,
    }))
    const { periods } = trackPurchases(bg, transactions, {
      asOf: '2025-02-01',
      until: '2025-03-01',
    })
    for (const [at, period] of periods.entries()) {
      const sinces = days.map((day) => at + 1 - (day - 1) / 7).filter((since) => since > 0)
      const bought = sinces.map((weeks) => expectedPurchases(bg, 'new', { horizon: { weeks } }))
      expectNear(
        period.cumulativeExpected,
        bought.reduce((sum, each) => sum + each, 0),
        { rel: 1e-12 },
      )
    }
  })

  it('counts purchases of many ages as one by one', () => {
    // The chances one by one are those that agree with mpmath.
    const ages = [0, 0.5, 7, 300, 30_000]
    for (const parameters of [
      [0.553, 10.578, 0.606, 11.669],
      [4000, 300, 0.3, 2],
      [0.05, 2, 3000, 9000],
      [800, 4, 7, 0.1],
    ])
      paretoBehaviour.counts?.(parameters, ages, 400, (age, chances) => {
        for (const x of [0, 1, 2, 7, 60, 399])
          expectNear(chances[x], newcomerChance(paretoBehaviour, parameters, x, age), {
            rel: 0,
            abs: 1e-13,
          })
      })
    for (const parameters of [
      [1.204, 0.75, 0.657, 2.783],
      [90, 0.2, 0.05, 60],
    ])
      bgBbBehaviour.counts?.(parameters, [0, 1, 6, 500], 400, (age, chances) => {
        for (const x of [0, 1, 2, 7, 60, 399])
          expectNear(chances[x], newcomerChance(bgBbBehaviour, parameters, x, age), {
            rel: 0,
            abs: 1e-13,
          })
      })
    const two = [7, 300].map((age) => ({ frequency: 0, recency: 0, age }))
    const [first] = calibrationTable(pareto, two).rows
    const none = [7, 300].map((weeks) =>
      purchaseProbability(pareto, { purchases: 0, horizon: { weeks } }),
    )
    expectNear(first?.expected, (none[0] ?? 0) + (none[1] ?? 0), { rel: 1e-13 })
  })

  it('walks through periods once for histories that share their end', () => {
    const rows = [3, 9, 5, 40, 9].map((recency, i) => ({
      frequency: 3,
      recency,
      age: i === 4 ? 60 : 41,
      customers: i + 1,
    }))
    let sum = 0
    for (const row of rows) sum += logLikelihood(donor, [row])
    expectNear(logLikelihood(donor, rows), sum, { rel: 1e-14 })
  })

  it('ends where next to nothing is known of when customers leave', () => {
    const model = bgNbd({ r: 1e-9, alpha: 1e-9, a: 1e-9, b: 1e-9 }, week)
    const discount = { rate: 1e-12, per: 'week', compounding: 'continuous' } as const
    // E[λ ÷ (λp + δ)]: nobody is told from one who never leaves, or who leaves at once: half of
    // r ÷ α ÷ δ, but for the few whose rate is so high that p counts.
    const residual = residualPurchases(model, 'new', { discount })
    expect(residual).toBeGreaterThan(4.9e11)
    expect(residual).toBeLessThan(5.1e11)
  })
})

describe('work without an end', () => {
  it('is refused for histories of more periods than a search can walk through', () => {
    const long = [0, 1, 5].map((frequency) => ({ frequency, recency: frequency, age: 100_000 }))
    expect(refusalText(() => fitBgBb(long, { unit: 'day' }))).toEqual([
      'out-of-range',
      'fitBgBb: summaries.age is 299994, not at most 50000 periods from last purchases to the end of observation, counted once for customers who share their purchases and their age: count time in a longer unit',
    ])
    expect(
      refusalText(() =>
        bootstrapModel(donor, [{ ...customer, age: 100_000, customers: 50 }], {
          seed: 1,
          samples: 2,
        }),
      )[0],
    ).toBe('out-of-range')
  })

  it.each([
    bgNbd({ r: 5, alpha: 1e-6, a: 1e-6, b: 10 }, week),
    paretoNbd({ r: 5, alpha: 1e-6, s: 1e-6, beta: 10 }, week),
  ])('is refused for draws of more purchases than a history may have: $model', (model) => {
    const rows = [{ frequency: 0, recency: 0, age: 60, customers: 3 }]
    expect(refusalText(() => bootstrapModel(model, rows, { seed: 7, samples: 4 }))).toEqual([
      'out-of-range',
      `bootstrapModel: model is "${model.model}", not one that draws at most 1,000,000 purchases of each customer: its rates are too high`,
    ])
  })

  it('is refused for tables of more rows and ages than can be computed one by one', () => {
    const age = Float64Array.from({ length: 10_001 }, (_, i) => 1 + i / 8)
    const none = new Float64Array(10_001)
    const columns = { frequency: none, recency: none, age }
    expect(refusalText(() => calibrationTable(bg, columns, { upTo: 1000 }))).toEqual([
      'out-of-range',
      'calibrationTable: upTo is 1000, not at most 10000000 rows times distinct ages, of which there are 10001',
    ])
  })

  it('is refused for columns whose length is malformed', () => {
    for (const length of [-1, 0.5, 2 ** 32, 2 ** 40, Number.NaN]) {
      const column = { length } as ArrayLike<number>
      const columns = { frequency: column, recency: column, age: column }
      const horizon = { weeks: 1 }
      expect(refusalText(() => expectedPurchases(bg, columns, { horizon }))[1]).toMatch(
        /^expectedPurchases: customers\./,
      )
    }
    const empty = { frequency: [], recency: [], age: [] }
    expect(probabilityAlive(bg, empty)).toEqual([])
    const age = new Float64Array(5000).fill(9)
    const many = { frequency: new Float64Array(5000), recency: new Float64Array(5000), age }
    expect(probabilityAlive(bg, many)).toEqual(Array(5000).fill(1))
  })
})

describe('a covariance given with a model', () => {
  const given = (covariance: readonly (readonly number[])[]) =>
    refusalText(() =>
      probabilityAlive({ ...bg, covariance } as never, customer, { interval: 'delta' }),
    )

  it('has variances of at least 0, is symmetric and no larger than they allow', () => {
    const rest = [
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]
    expect(given([[-1, 0, 0, 0], ...rest])).toEqual([
      'out-of-range',
      'probabilityAlive: model.covariance[0][0] is -1, not a number from 0 to 1e+30',
    ])
    expect(given([[1, 0.5, 0, 0], ...rest])).toEqual([
      'mismatch',
      'probabilityAlive: model.covariance[1][0] is 0, not 0.5 as in [0][1]: a covariance is symmetric',
    ])
    expect(given([[1, 2, 0, 0], [2, 1, 0, 0], ...rest.slice(1)])).toEqual([
      'mismatch',
      'probabilityAlive: model.covariance[1][0] is 2, not at most 1, the product of the standard errors',
    ])
    expect(given([[1, 0, 0, 0, 0], ...rest])[1]).toBe(
      'probabilityAlive: model.covariance[0].length is 5, not 4',
    )
  })

  it('gives no prediction a variance below 0', () => {
    // Three parameters that each pair may go against, but not all three at once.
    const names = ['r', 'alpha', 'a'] as const
    const slopes = names.map((name) => {
      const moved = bgNbd({ ...bg.parameters, [name]: bg.parameters[name] * 1.001 }, week)
      const more = probabilityAlive(moved, customer) - probabilityAlive(bg, customer)
      return more / (0.001 * bg.parameters[name])
    })
    const covariance = [0, 1, 2, 3].map((i) =>
      [0, 1, 2, 3].map((j) => {
        const [one, two] = [slopes[i], slopes[j]]
        if (one === undefined || two === undefined) return 0
        return (i === j ? 1 : -0.9) / (one * two)
      }),
    )
    expect(given(covariance)).toEqual([
      'invalid',
      expect.stringMatching(
        /^probabilityAlive: model\.covariance is -2\.\d+, not one that gives every prediction a variance of at least 0$/,
      ),
    ])
  })
})

describe('a fit that fails', () => {
  it('says that it stopped where no parameter runs away', () => {
    const rows = [0, 1, 2, 5, 9].flatMap((frequency) => [
      { frequency, recency: frequency ? 1e-300 : 0, age: 10, customers: 5 },
      { frequency, recency: frequency ? 8 : 0, age: 10, customers: 9 },
    ])
    expect(refusalText(() => fitMbgNbd(rows, week))).toEqual([
      'not-converged',
      expect.stringMatching(
        /^fitMbgNbd: parameters\.\w+ is [\d.]+, not where the likelihood has a maximum: the search stopped there/,
      ),
    ])
  })

  it('names the size of the amounts where that is the reason', () => {
    for (const unit of [1e15, 1e-12]) {
      const rows = [1, 2, 3, 9].flatMap((frequency) =>
        [1, 3, 9, 2].map((each) => ({ frequency, monetary: each * unit })),
      )
      expect(refusalText(() => fitGammaGamma(rows))).toEqual([
        'out-of-range',
        expect.stringMatching(
          /^fitGammaGamma: summaries\.monetary is 3\.?75\d*(e-12)?, not a mean amount of 1e-8 to 1e11: count money in another unit$/,
        ),
      ])
    }
  })
})
