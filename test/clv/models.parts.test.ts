import {
  bgBb,
  bgCnbd,
  bgNbd,
  bootstrapModel,
  compareModels,
  expectedPurchases,
  fitBgCnbd,
  fitCovariates,
  fitPoisson,
  gammaGamma,
  geometricNbd,
  gGompertzNbd,
  holdoutTable,
  logLikelihood,
  mbgCnbd,
  mbgNbd,
  nbd,
  type PurchaseModel,
  paretoNbd,
  poisson,
  probabilityAlive,
  purchaseForecast,
  purchaseProbability,
  type RhythmHistory,
  residualPurchases,
  spendIndependence,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { bgNbdBehaviour, mbgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import { cnbdBehaviour } from '../../src/clv/models/cnbd/behaviour.js'
import { stagedDiscounted, stagedGrowth, stagedResidual } from '../../src/clv/models/cnbd/stages.js'
import { geometricBehaviour } from '../../src/clv/models/geometricNbd/behaviour.js'
import { ggompertzBehaviour } from '../../src/clv/models/ggompertzNbd/behaviour.js'
import { nbdBehaviour } from '../../src/clv/models/nbd/behaviour.js'
import { paretoBehaviour } from '../../src/clv/models/paretoNbd/behaviour.js'
import { nextPiece } from '../../src/clv/models/paretoNbd/deathIntegral.js'
import { type Prior, readPenalty } from '../../src/clv/models/penalty.js'
import { readModel } from '../../src/clv/models/readModel.js'
import { searchFrom } from '../../src/clv/models/search.js'
import { thinnedHistories } from '../../src/clv/models/thinnedHistories.js'
import { futureOf } from '../../src/clv/predictions/base/futures.js'
import { countSummaries } from '../../src/clv/summaries/summaryColumns.js'
import { gaussRule, type Rule } from '../../src/internal/math/quadrature.js'
import { randomBeta, randomFrom, randomGamma } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'
import { refusal, refusalText } from '../support/refusal.js'

const week = { unit: 'week' } as const
const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((sum, each) => sum + each, 0)

/** Customers with a rhythm of k stages, with the gaps between their purchases. */
function rhythmic(
  [r, alpha, a, b]: readonly [number, number, number, number],
  k: number,
): RhythmHistory[] {
  const random = randomFrom(2)
  return Array.from({ length: 60 }, (_, i) => {
    const age = [39, 52, 65][i % 3] as number
    const rate = randomGamma(random, r) / alpha
    const leave = randomBeta(random, a, b)
    let [frequency, recency, logGaps] = [0, 0, 0]
    do {
      const gap = randomGamma(random, k) / rate
      if (recency + gap > age) break
      frequency++
      recency += gap
      logGaps += Math.log(gap)
    } while (random() >= leave)
    return { frequency, recency, age, logGaps }
  })
}

describe('priors of parameters', () => {
  const added = (prior: Prior, value: number) => {
    const penalty = readPenalty('test', [], { kind: 'prior', priors: { r: prior } }, bgNbdBehaviour)
    return (penalty as NonNullable<typeof penalty>)([value, 5, 1, 2], 30)
  }

  it.each<readonly [Prior, from: number]>([
    [{ distribution: 'gamma', shape: 2.5, rate: 1.5 }, 0],
    [{ distribution: 'weibull', shape: 1.7, scale: 2 }, 0],
    [{ distribution: 'pareto', shape: 3, least: 0.5 }, 0.5],
  ])('are densities, of which all is 1, with the slopes of differences: %o', (prior, from) => {
    // From the least value on, in steps of a logarithm, up to where next to nothing is left.
    let all = 0
    const steps = 8000
    for (let i = 0; i < steps; i++) {
      const [low, high] = [i, i + 1].map((at) => 1e-6 * Math.exp((at / steps) * Math.log(1e10)))
      const [left, right] = [low as number, high as number]
      all += (right - left) * Math.exp(added(prior, from + (left + right) / 2).value)
    }
    expect(all).toBeCloseTo(1, 4)
    for (const at of [0.7, 2, 5]) {
      const [up, here, down] = [at + 1e-5, at, at - 1e-5].map((value) => added(prior, value))
      const slope = ((up?.value as number) - (down?.value as number)) / 2e-5
      expectNear(here?.gradient, [slope, 0, 0, 0], { rel: 1e-7, abs: 1e-9 })
      const bend = ((up?.gradient[0] as number) - (down?.gradient[0] as number)) / 2e-5
      expectNear(here?.curvature[0], [bend, 0, 0, 0], { rel: 1e-7, abs: 1e-9 })
    }
  })

  it('of a + b have the slope of the sum by each of the two', () => {
    const gamma = { distribution: 'gamma', shape: 2.5, rate: 1.5 } as const
    const given = { kind: 'prior', priors: { kappa: gamma } }
    const found = readPenalty('test', [], given, bgNbdBehaviour)?.([1, 5, 1, 2], 30)
    const { value, gradient, curvature } = added(gamma, 3)
    expect(found?.value).toBe(value)
    const [slope, bend] = [gradient[0], curvature[0]?.[0]]
    expect(found?.gradient).toEqual([0, 0, slope, slope])
    expect(found?.curvature.slice(2)).toEqual([
      [0, 0, bend, bend],
      [0, 0, bend, bend],
    ])
  })
})

describe('histories that are made few', () => {
  it('keep the customers, their purchases and their times in all', () => {
    const random = randomFrom(3)
    const many = Array.from({ length: 2000 }, (_, i) => {
      const age = 20 + 30 * random()
      const [frequency, recency] = bgNbdBehaviour.draw([0.5, 5, 1, 3], age, random)
      return { frequency, recency, age, customers: 1 + (i % 3) }
    })
    const { size, ...columns } = countSummaries('test', [], many, 'times')
    const cut = (column: Float64Array) => column.slice(0, size)
    const all = {
      ...{ ...columns, size, frequency: cut(columns.frequency), recency: cut(columns.recency) },
      ...{ age: cut(columns.age), weight: cut(columns.weight) },
    }
    const few = thinnedHistories(all, 'merged')
    expect(few.size).toBeLessThan(all.size / 2)
    expect(few.customers).toBe(all.customers)
    for (const name of ['frequency', 'recency', 'age'] as const) {
      const [before, after] = [all, few].map(({ size: rows, weight, [name]: column }) =>
        sumOf(column.slice(0, rows).map((each, row) => each * (weight[row] as number))),
      )
      expectNear(after, before, { rel: 1e-12 })
    }
  })
})

describe('histories of which every n-th is taken', () => {
  it('keep all that are common, with less weight', () => {
    // Of three thousand one in three is kept: each hundredth stands for thirty customers.
    const size = 3000
    const rows = Array.from({ length: size }, (_, at) => (at % 100 === 1 ? 30 : 1))
    const times = Float64Array.from(rows, (_, at) => at)
    const few = thinnedHistories(
      {
        ...{ size, frequency: times, recency: times, age: times, monetary: times },
        ...{ weight: Float64Array.from(rows), customers: sumOf(rows), excluded: 0 },
      },
      'sampled',
    )
    const kept = rows.flatMap((weight, at) => (weight === 30 || at % 3 === 0 ? [at] : []))
    expect([...few.age]).toEqual(kept)
    expect([...few.weight]).toEqual(kept.map((at) => (rows[at] === 30 ? 10 : 1)))
    expect(few.customers).toBe(sumOf(few.weight))
  })
})

describe('a search among many histories', () => {
  it('looks at all of them only near the maximum', () => {
    const random = randomFrom(4)
    const rows = Array.from({ length: 4000 }, () => {
      const age = 20 + 30 * random()
      const [frequency, recency] = nbdBehaviour.draw([0.7, 6], age, random)
      return { frequency, recency, age }
    })
    const data = countSummaries('test', [], rows, 'times')
    let evaluations = 0
    const likelihood: typeof nbdBehaviour.likelihood = (counted) => {
      const own = nbdBehaviour.likelihood(counted)
      return (...given) => {
        if (counted === data) evaluations++
        return own(...given)
      }
    }
    const found = searchFrom({ ...nbdBehaviour, likelihood }, data, [2, 2])
    expect(found).toHaveProperty('parameters')
    expect(evaluations).toBeLessThan(6)
  })
})

describe('a search that leads nowhere', () => {
  it('says to which end a parameter runs away, and ends soon after its limit', () => {
    const data = countSummaries('test', [], [{ frequency: 1, recency: 1, age: 2 }], 'times')
    for (const [power, end] of [
      [-0.3, Infinity],
      [0.3, 0],
    ] as const) {
      let evaluations = 0
      // It rises less and less as the parameter, or one divided by it, grows.
      const likelihood =
        () =>
        ([value = 1]: readonly number[]) => {
          evaluations++
          return {
            value: -0.03 * value ** power,
            gradient: [-0.03 * power * value ** (power - 1)],
            curvature: [[-0.03 * power * (power - 1) * value ** (power - 2)]],
          }
        }
      const model = { names: ['r'], scales: [], thinning: 'merged', starts: () => [[1]] } as const
      const found = searchFrom({ ...model, likelihood }, data, [1])
      expect(found).toMatchObject({ path: ['parameters', 'r'], received: end })
      // As far as numbers go it takes more than 100.
      expect(evaluations).toBeLessThan(50)
    }
  })

  it('is given up soon after a parameter is beyond its limit', () => {
    // Of customers who all leave with the same chance a and b have no end.
    const random = randomFrom(5)
    const alike = Array.from({ length: 300 }, (_, i) => {
      const age = 30 + (i % 40)
      const [frequency, recency] = geometricBehaviour.draw([0.5, 5, 0.3], age, random)
      return { frequency, recency, age }
    })
    const data = countSummaries('test', [], alike, 'times')
    let evaluations = 0
    const likelihood: typeof mbgNbdBehaviour.likelihood = (counted) => {
      const own = mbgNbdBehaviour.likelihood(counted)
      return (...given) => {
        evaluations++
        return own(...given)
      }
    }
    const [start = []] = mbgNbdBehaviour.starts(data)
    const found = searchFrom({ ...mbgNbdBehaviour, likelihood }, data, start)
    expect(found).toMatchObject({ received: Infinity })
    // The search as far as rounding lets it go takes 200.
    expect(evaluations).toBeLessThan(120)
  })
})

describe('futures that are drawn', () => {
  const four = { r: 0.8, alpha: 6, a: 0.8, b: 2 }
  const models: readonly (readonly [string, PurchaseModel])[] = [
    ['BG/NBD', bgNbd(four, week)],
    ['MBG/NBD', mbgNbd(four, week)],
    ['Pareto/NBD', paretoNbd({ r: 0.6, alpha: 8, s: 0.7, beta: 10 }, week)],
    ['GGompertz/NBD', gGompertzNbd({ r: 0.6, alpha: 8, b: 0.1, s: 0.7, beta: 0.8 }, week)],
    ['BG/BB', bgBb({ alpha: 1.2, beta: 0.8, gamma: 0.7, delta: 2.8 }, week)],
    ['NBD', nbd({ r: 0.5, alpha: 5 }, week)],
    ['Poisson', poisson({ lambda: 0.1 }, week)],
    ['geometric/NBD', geometricNbd({ r: 0.5, alpha: 5, p: 0.25 }, week)],
    ['BG/CNBD-3', bgCnbd(four, { ...week, k: 3 })],
    ['MBG/CNBD-2', mbgCnbd(four, { ...week, k: 2 })],
  ]

  it.each(models)(
    'of somebody active hold as many purchases as the model expects: %s',
    (_, model) => {
      const read = readModel('test', [], model)
      const row = { frequency: 3, recency: 10, age: 12 }
      const horizon = { weeks: 20 }
      const future = futureOf(read)
      const random = randomFrom(11)
      const size = 3000
      let [all, squares, silent] = [0, 0, 0]
      for (let i = 0; i < size; i++) {
        const times: number[] = []
        const visit = (time: number) => times.push(time)
        const to = { time: horizon.weeks, random, count: () => {}, visit }
        future(read.parameters, row.frequency, row.recency, row.age, to)
        expect(times.every((time, at) => time > (times[at - 1] ?? 0) && time <= 20)).toBe(true)
        all += times.length
        squares += times.length ** 2
        silent += times.length === 0 ? 1 : 0
      }
      const alive = probabilityAlive(model, row)
      const mean = expectedPurchases(model, row, { horizon }) / alive
      const error = Math.sqrt((squares / size - (all / size) ** 2) / size)
      expect(Math.abs(all / size - mean) / error).toBeLessThan(4)
      const some = purchaseProbability(model, row, { atLeast: 1, horizon }) / alive
      const errorOfSome = Math.sqrt((some * (1 - some)) / size)
      expect(Math.abs(1 - silent / size - some) / errorOfSome).toBeLessThan(4)
    },
  )
})

describe('histories that are drawn', () => {
  it.each([
    ['BG/NBD', bgNbdBehaviour, [0.8, 6, 0.8, 2]],
    ['MBG/NBD', mbgNbdBehaviour, [0.8, 6, 0.8, 2]],
    ['Pareto/NBD', paretoBehaviour, [0.6, 8, 0.7, 10]],
    ['GGompertz/NBD', ggompertzBehaviour, [0.6, 8, 0.1, 0.7, 0.8]],
    ['NBD', nbdBehaviour, [0.5, 5]],
    ['geometric/NBD', geometricBehaviour, [0.5, 5, 0.25]],
    ['BG/CNBD-3', cnbdBehaviour(3, 0), [0.8, 6, 0.8, 2]],
  ] as const)('hold as many purchases as the model expects: %s', (_, behaviour, parameters) => {
    const random = randomFrom(6)
    const size = 3000
    let [all, squares, silent] = [0, 0, 0]
    for (let i = 0; i < size; i++) {
      const [frequency, recency] = behaviour.draw(parameters, 20, random)
      expect(recency > 0 && recency <= 20).toBe(frequency > 0)
      all += frequency
      squares += frequency ** 2
      silent += frequency === 0 ? 1 : 0
    }
    const mean = all / size
    const error = Math.sqrt((squares / size - mean ** 2) / size)
    const alive = behaviour.alive(parameters, 0, 0, 0)
    expect(Math.abs(mean - alive * behaviour.growth(parameters, 0, 0, 20)) / error).toBeLessThan(4)
    const some = alive * behaviour.atLeast(parameters, 0, 0, { purchases: 1, from: 0, to: 20 })
    const errorOfSome = Math.sqrt((some * (1 - some)) / size)
    expect(Math.abs(1 - silent / size - some) / errorOfSome).toBeLessThan(4)
  })
})

describe('intervals of the integral over the moment of death', () => {
  it('have eleven digits of what their quarters have, however the integrand falls there', () => {
    const random = randomFrom(8)
    const fine = gaussRule(16)
    for (let i = 0; i < 20_000; i++) {
      // From a fiftieth to fifty each.
      const [gap = 0, lowPower = 0, highPower = 0, end = 0] = [0, 0, 0, 0].map(() =>
        Math.exp(8 * random() - 4),
      )
      const shape = { low: 1, gap, lowPower, highPower }
      const { length, ...rule } = nextPiece(shape, 0, end)
      const sum = ({ nodes, weights }: Rule, from: number, size: number) => {
        let all = 0
        for (const [k, node] of nodes.entries()) {
          const v = from + size * node
          const log = Math.log((Math.exp(v) + gap) / (1 + gap))
          all += size * (weights[k] as number) * Math.exp(v - lowPower * v - highPower * log)
        }
        return all
      }
      const quarter = length / 4
      const quarters = sumOf([0, 1, 2, 3].map((at) => sum(fine, at * quarter, quarter)))
      expect(Math.abs(sum(rule, 0, length) / quarters - 1)).toBeLessThan(1e-11)
    }
  })
})

describe('a rhythm in few customers', () => {
  it('is found, and asking for it alone finds the same model', () => {
    const rows = rhythmic([1.2, 3, 0.8, 3], 3)
    const { tried, ...fit } = fitBgCnbd(rows, week)
    expect(fit.k).toBe(3)
    // After the best there are two more that are no better.
    expect(tried.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5])
    const { logLikelihood: most } = fit
    for (const { k, logLikelihood: own } of tried)
      if (k !== 3) expect(own as number).toBeLessThan(most)
    const alone = { ...fit, tried: [{ k: 3, logLikelihood: most }] }
    expect(fitBgCnbd(rows, { ...week, k: 3 })).toEqual(alone)
    // The rhythm is a fifth parameter.
    expect(fit.aic + 2 * most).toBeCloseTo(10, 9)
    expect(fit.bic + 2 * most).toBeCloseTo(5 * Math.log(60), 9)
  })

  it('is found although without one the data do not determine the model', () => {
    // Customers who buy so alike that no rate of single purchases varies as little.
    const { k, tried } = fitBgCnbd(rhythmic([10, 10, 0.8, 3], 2), week)
    expect(k).toBe(2)
    expect(tried[0]).toEqual({ k: 1, logLikelihood: null })
  })

  it('changes nothing in how many purchases are made until somebody leaves', () => {
    const discount = { rate: 0, per: 'week', compounding: 'periodic' } as const
    // One divided by a chance of a beta distribution is (a + b − 1) ÷ (a − 1) on average, here 2.8 ÷ 0.5.
    const four = { r: 0.8, alpha: 6, a: 1.5, b: 2.3 }
    for (const k of [1, 2, 5]) {
      const model = bgCnbd(four, { ...week, k })
      expectNear(residualPurchases(model, 'new', { discount }), 5.6, { rel: 1e-12 })
    }
  })

  it('has discounted purchases that are the sum over short times', () => {
    const slow = { each: 5, shape: 0.054, scale: 1.2, a: 6, left: 0.44, done: 0 }
    const quick = { each: 3, shape: 40, scale: 30, a: 0.8, left: 4, done: 1 }
    for (const state of [slow, quick]) {
      let [sum, before] = [0, 0]
      // Shorter times where more is bought in them, each discounted from its middle.
      for (let i = 1; i <= 700; i++) {
        const [from, to] = [i - 1, i].map((at) => 20 * (at / 700) ** 2) as [number, number]
        const until = stagedGrowth(state, to)
        sum += (until - before) * Math.exp((-0.04 * (from + to)) / 2)
        before = until
      }
      expectNear(stagedDiscounted(state, 20, 0.04), sum, { rel: 3e-7 })
    }
  })

  it('has discounted purchases of a constant rate where next to nothing is bought', () => {
    const rare = { each: 1, shape: 3, scale: 1e12, a: 0.8, left: 2.4, done: 0 }
    for (const [time, discount] of [
      [1000, 0.1],
      [5, 2],
      [1e6, 1e-3],
    ] as const) {
      const expected = (3e-12 * -Math.expm1(-discount * time)) / discount
      expectNear(stagedDiscounted(rare, time, discount), expected, { rel: 1e-5 })
    }
  })

  it('has discounted purchases without an end that are those of a long time', () => {
    for (const done of [0, 2]) {
      const state = { each: 3, shape: 2, scale: 20, a: 1.2, left: 3, done }
      const long = stagedDiscounted(state, 2000, 0.1)
      expectNear(stagedResidual(state, 0.1), long, { rel: 1e-10 })
    }
    const discount = { rate: 0.01, per: 'week', compounding: 'continuous' } as const
    const four = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42 }
    const row = { frequency: 2, recency: 30.43, age: 38.86 }
    const rhythm = bgCnbd(four, { ...week, k: 1 })
    const plain = residualPurchases(bgNbd(four, week), row, { discount })
    expectNear(residualPurchases(rhythm, row, { discount }), plain, { rel: 1e-10 })
  })
})

describe('a model of purchases by hand', () => {
  it('of one rate is all purchases over all time', () => {
    const rows = [
      { frequency: 3, recency: 30, age: 40, customers: 2 },
      { frequency: 0, recency: 0, age: 20 },
    ]
    // 6 purchases in 100 weeks, whose logarithm of the likelihood is 6 ln 0.06 − 6.
    const fit = fitPoisson(rows, week)
    expect(fit).toMatchObject({ model: 'poisson', unit: 'week', customers: 3 })
    expectNear(fit.parameters.lambda, 0.06, { rel: 1e-9 })
    expectNear(fit.logLikelihood, 6 * Math.log(0.06) - 6, { rel: 1e-12 })
    expectNear(fit.aic, 2 - 2 * fit.logLikelihood, { rel: 1e-12 })
    // The curvature of 6 ln λ − 100 λ is 6 ÷ λ².
    expectNear(fit.standardErrors.lambda, 0.06 / Math.sqrt(6), { rel: 1e-6 })
  })

  it('whose risk hardly changes is the Pareto/NBD also after hundreds of purchases', () => {
    const b = 1e-9
    const near = gGompertzNbd({ r: 0.553, alpha: 1, b, s: 0.606, beta: 11.669 * b }, week)
    const limit = paretoNbd({ r: 0.553, alpha: 1, s: 0.606, beta: 11.669 }, week)
    for (const age of [1000, 1100, 1400]) {
      const row = { frequency: 300, recency: 1000, age }
      expectNear(logLikelihood(near, [row]), logLikelihood(limit, [row]), { rel: 1e-8 })
    }
  })

  it('has a likelihood of many customers that is the sum over each, also where times lie far apart', () => {
    const pareto = paretoNbd({ r: 0.55, alpha: 10.5, s: 0.6, beta: 11.7 }, week)
    const rows = [
      { frequency: 300, recency: 1, age: 1e6 },
      { frequency: 300, recency: 1, age: 2e6 },
      { frequency: 300, recency: 1e6, age: 2e6 },
      { frequency: 300, recency: 1e6, age: 1e6 },
    ]
    const each = rows.map((row) => logLikelihood(pareto, [row]))
    expectNear(logLikelihood(pareto, rows), sumOf(each), { rel: 1e-13 })
  })

  it('expects of everybody new purchases whose interval is that of r ÷ α', () => {
    // ln of r t ÷ α has the variance 0.04 ÷ 1² + 1 ÷ 10² = 0.05.
    const known = nbd({ r: 1, alpha: 10 }, week)
    const apart = {
      ...known,
      covariance: [
        [0.04, 0],
        [0, 1],
      ],
    }
    const asked = { horizon: { weeks: 30 }, interval: 'delta' } as const
    const { value, interval } = expectedPurchases(apart, 'new', asked)
    expect(value).toBeCloseTo(3, 12)
    const factor = Math.exp(1.959963984540054 * Math.sqrt(0.05))
    expectNear([interval.low, interval.high], [3 / factor, 3 * factor], { rel: 1e-6 })
    const forecast = purchaseForecast(apart, 'new', { horizon: { weeks: 30 }, seed: 1 })
    expect(forecast.interval).toEqual(interval)
    expect(forecast.expected).toBe(value)
    // Where α is larger by as much as r is, what they have in common is certain.
    const alike = {
      ...known,
      covariance: [
        [0.04, 0.4],
        [0.4, 4],
      ],
    }
    const certain = expectedPurchases(alike, 'new', asked)
    expectNear([certain.interval.low, certain.interval.high], [3, 3], { rel: 1e-5 })
  })

  it('echoes of a horizon what was given', () => {
    const model = nbd({ r: 1, alpha: 10 }, week)
    const horizon = { weeks: 30, days: undefined }
    const from = { weeks: 4, days: undefined }
    const found = purchaseForecast(model, 'new', { horizon, from, seed: 1 } as never)
    expect(found.horizon).toStrictEqual({ weeks: 30 })
    expect(found.from).toStrictEqual({ weeks: 4 })
  })
})

describe('models beside what was bought', () => {
  it('have differences from the best, and weights in the ratio of their likelihoods', () => {
    const customers = { customers: 50 }
    const wide = { ...nbd({ r: 1, alpha: 10 }, week), ...customers, logLikelihood: -100 }
    const narrow = { ...poisson({ lambda: 0.1 }, week), ...customers, logLikelihood: -103 }
    const { models } = compareModels({ narrow, wide } as never)
    // 2 × 2 + 200 and 2 × 1 + 206, which are 4 apart: e^−2 as likely.
    expect(models.map(({ name, aic, aicDifference }) => [name, aic, aicDifference])).toEqual([
      ['wide', 204, 0],
      ['narrow', 208, 4],
    ])
    const [best, other] = models.map(({ aicWeight }) => aicWeight)
    expect(best).toBeCloseTo(1 / (1 + Math.exp(-2)), 12)
    expect(other).toBeCloseTo(Math.exp(-2) / (1 + Math.exp(-2)), 12)
    for (const more of [{ customers: 51 }, { unit: 'day' }]) {
      const fits = { wide, narrow: { ...narrow, ...more } }
      expect(refusal(() => compareModels(fits as never)).code).toBe('mismatch')
    }
  })

  it('are set beside the mean of the customers with as many purchases', () => {
    const model = poisson({ lambda: 0.1 }, week)
    const customers = [
      { frequency: 0, recency: 0, age: 20, holdoutFrequency: 1 },
      { frequency: 1, recency: 9, age: 20, holdoutFrequency: 3 },
      { frequency: 1, recency: 8, age: 20, holdoutFrequency: 4 },
      { frequency: 5, recency: 8, age: 20, holdoutFrequency: 0 },
    ]
    const { rows, actual, expected } = holdoutTable(
      model,
      { horizon: { weeks: 30 }, customers },
      { upTo: 2 },
    )
    // Everybody is expected to make 0.1 × 30 purchases.
    expect(rows.map((row) => [row.frequency, row.customers, row.actual])).toEqual([
      [0, 1, 1],
      [1, 2, 3.5],
      [2, 1, 0],
    ])
    for (const row of rows) expect(row.expected).toBeCloseTo(3, 12)
    expect([actual, expected]).toEqual([8, 12])
  })
})

describe('refusals of models and what they read', () => {
  it('name the place and the kind', () => {
    const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
    const never = [{ frequency: 0, monetary: null }]
    const few = { seed: 1, samples: 2 }
    expect(refusalText(() => spendIndependence(never))).toEqual([
      'empty',
      'spendIndependence: summaries is empty, not at least one customer with a repeat purchase',
    ])
    expect(refusalText(() => bootstrapModel(spend, never, few))).toEqual([
      'empty',
      'bootstrapModel: summaries is empty, not at least one customer with a repeat purchase',
    ])
    const own = { model: 'bg-nbd', ...week, purchases: ['frequency'] } as const
    expect(refusal(() => fitCovariates([], own)).code).toBe('invalid')
  })
})

describe('a covariate of purchases alone', () => {
  it('is taken without one of leaving', () => {
    const rows = [
      { frequency: 0, recency: 0, age: 38, gift: 0, customers: 300 },
      { frequency: 0, recency: 0, age: 38, gift: 1, customers: 300 },
      { frequency: 1, recency: 2, age: 38, gift: 1, customers: 60 },
      { frequency: 1, recency: 8, age: 30, gift: 0, customers: 50 },
      { frequency: 1, recency: 20, age: 38, gift: 0, customers: 40 },
      { frequency: 2, recency: 10, age: 38, gift: 1, customers: 20 },
      { frequency: 4, recency: 36, age: 38, gift: 0, customers: 20 },
      { frequency: 9, recency: 15, age: 38, gift: 1, customers: 6 },
    ]
    const fit = fitCovariates(rows, { model: 'bg-nbd', ...week, purchases: ['gift'] })
    expect(Object.keys(fit.coefficients.purchases)).toEqual(['gift'])
    expect(fit.coefficients.leaving).toEqual({})
    expect([fit.groups, fit.covariance.length]).toEqual([2, 5])
  })
})
