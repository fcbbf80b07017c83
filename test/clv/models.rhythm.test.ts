import {
  bgCnbd,
  bgNbd,
  compareModels,
  expectedPurchases,
  fitBgCnbd,
  fitBgNbd,
  fitGGompertzNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  gGompertzNbd,
  logLikelihood,
  mbgCnbd,
  mbgNbd,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  purchaseRegularity,
  type RhythmHistory,
  residualPurchases,
  summarizeCustomers,
  summarizeRhythm,
  type TransactionRow,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { cnbdBehaviour } from '../../src/clv/models/cnbd/behaviour.js'
import { geometricBehaviour } from '../../src/clv/models/geometricNbd/behaviour.js'
import { ggompertzBehaviour } from '../../src/clv/models/ggompertzNbd/behaviour.js'
import { randomBeta, randomFrom, randomGamma } from '../../src/internal/math/random.js'
import { sharedData, sharedRows } from '../support/datasets.js'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const week = { unit: 'week' } as const
const four = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42 }
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)
const log = (): TransactionRow[] =>
  sharedRows('cdnow_sample_transactions.csv').map(
    ([customer, on]) => ({ customer, on }) as TransactionRow,
  )

/** Customers who buy on a rhythm, with the gaps between their purchases. */
function drawn(
  [r, alpha, a, b]: readonly [number, number, number, number],
  k: number,
  more: 0 | 1,
  size: number,
): RhythmHistory[] {
  const random = randomFrom(11)
  return Array.from({ length: size }, (_, i) => {
    const age = [39, 52, 65][i % 3] as number
    const rate = randomGamma(random, r) / alpha
    const leave = randomBeta(random, a, b)
    let [frequency, recency, logGaps] = [0, 0, 0]
    for (let isThere = more === 0 || random() >= leave; isThere; ) {
      const gap = randomGamma(random, k) / rate
      if (recency + gap > age) break
      frequency++
      recency += gap
      logGaps += Math.log(gap)
      isThere = random() >= leave
    }
    return { frequency, recency, age, logGaps }
  })
}

describe('a model of a rhythm', () => {
  it.each(['BG-1', 'BG-2', 'BG-3', 'MBG-1', 'MBG-2', 'MBG-3'])(
    'has the published likelihood, means and distributions [P-NEW-CNBD-FIXED-%s]',
    (id) => {
      const { input, params, expected, tolerance } = publishedCase(
        'clv-rhythm',
        `P-NEW-CNBD-FIXED-${id}`,
      )
      const { k, ...parameters } = params
      const model = (id.startsWith('M') ? mbgCnbd : bgCnbd)(parameters, { ...week, k })
      const rows = input.rows.map(([frequency, recency, age]: readonly number[]) => ({
        frequency,
        recency,
        age,
        logGaps: 0,
      })) as RhythmHistory[]
      const horizon = { weeks: input.t }
      expectNear(
        rows.map((row) => logLikelihood(model, [row])),
        expected.logLikelihood,
        tolerance,
      )
      expectNear(probabilityAlive(model, rows), expected.alive, tolerance)
      const means = expectedPurchases(model, rows, { horizon })
      expectNear(means, expected.conditionalMeanExact, tolerance)
      const conditional = rows
        .slice(0, 3)
        .map((row) =>
          input.conditionalPmfN.map((purchases: number) =>
            purchaseProbability(model, row, { purchases, horizon }),
          ),
        )
      expectNear(conditional, expected.conditionalPmfExactFirst3Rows, tolerance)
      const fresh = input.pmfN.map((purchases: number) =>
        purchaseProbability(model, { purchases, horizon: { weeks: input.pmfT } }),
      )
      expectNear(fresh, expected.newPmf, tolerance)
      const news = input.newT.map((weeks: number) =>
        expectedPurchases(model, 'new', { horizon: { weeks } }),
      )
      expectNear(news, expected.newMean, tolerance)
    },
  )

  it.skipIf(!sharedData).each([
    ['BG', fitBgCnbd],
    ['MBG', fitMbgCnbd],
  ] as const)('fits CDNOW at each k as published [P-NEW-CNBD-%s-CDNOW]', (id, estimate) => {
    const { expected, tolerance } = publishedCase('clv-rhythm', `P-NEW-CNBD-${id}-CDNOW`)
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    const rows = summarizeRhythm(log(), { asOf: '1997-09-30', unit: 'week' })
    for (const k of [1, 2, 3, 4]) {
      const fit = estimate(rows, { ...week, k })
      const { logLikelihood: most, ...parameters } = expected[`k${k}`]
      for (const name of ['r', 'alpha', 'a', 'b'] as const)
        expectNear(fit.parameters[name], parameters[name], near.params ?? {}, `${name} at ${k}`)
      expectNear(fit.logLikelihood, most, near.logLikelihood ?? {})
      expect(logLikelihood(fit, rows)).toBeCloseTo(fit.logLikelihood, 6)
    }
    const best = estimate(rows, week)
    expect(best.k).toBe(expected.bestK)
    expect(best.tried.map(({ k }) => k)).toEqual([1, 2, 3])
  })

  it.skipIf(!sharedData)('sums CDNOW as published [P-NEW-CNBD-SUM]', () => {
    const { params, expected, tolerance } = publishedCase('clv-rhythm', 'P-NEW-CNBD-SUM')
    const { k, t, ...parameters } = params
    const model = mbgCnbd(parameters, { ...week, k })
    const rows = summarizeRhythm(log(), { asOf: '1997-09-30', unit: 'week' })
    expectNear(logLikelihood(model, rows), expected.logLikelihood, tolerance)
    expectNear(sumOf(probabilityAlive(model, rows)), expected.sumAlive, tolerance)
    const means = expectedPurchases(model, rows, { horizon: { weeks: t } })
    expectNear(sumOf(means), expected.sumExpectedExact, tolerance)
  })

  it.skipIf(!sharedData)('is suggested by the gaps as published [P-NEW-CNBD-K-CDNOW]', () => {
    const { expected, tolerance } = publishedCase('clv-rhythm', 'P-NEW-CNBD-K-CDNOW')
    const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
    const found = purchaseRegularity(log(), { asOf: '1998-12-31' })
    expectNear(found.wheatMorrison, expected.wheat, near.wheat ?? {})
    expectNear(found.median, expected.mleMedian, near.mleMedian ?? {})
    expect([found.customers, found.frequentCustomers]).toEqual([expected.nWheat, expected.nMle])
  })

  it('of one stage is the model without a rhythm', () => {
    const discount = { rate: 0.01, per: 'week', compounding: 'continuous' } as const
    const rows = [
      { frequency: 0, recency: 0, age: 38.86 },
      { frequency: 2, recency: 30.43, age: 38.86 },
      { frequency: 26, recency: 30.86, age: 31 },
    ]
    for (const [plain, rhythm] of [
      [bgNbd(four, week), bgCnbd(four, { ...week, k: 1 })],
      [mbgNbd(four, week), mbgCnbd(four, { ...week, k: 1 })],
    ] as const) {
      const near = { rel: 1e-11 }
      const window = { from: { weeks: 4 }, horizon: { weeks: 30 } }
      expectNear(probabilityAlive(rhythm, rows), probabilityAlive(plain, rows), near)
      expectNear(
        expectedPurchases(rhythm, rows, window),
        expectedPurchases(plain, rows, window),
        near,
      )
      const chance = { ...window, purchases: 2 }
      expectNear(
        purchaseProbability(rhythm, rows, chance),
        purchaseProbability(plain, rows, chance),
        near,
      )
      expectNear(
        residualPurchases(rhythm, rows, { discount }),
        residualPurchases(plain, rows, { discount }),
        { rel: 1e-10 },
      )
    }
    const bought = drawn([1, 5, 0.9, 2.5], 1, 0, 900)
    for (const [plain, rhythm] of [
      [fitBgNbd(bought, week), fitBgCnbd(bought, { ...week, k: 1 })],
      [fitMbgNbd(bought, week), fitMbgCnbd(bought, { ...week, k: 1 })],
    ] as const) {
      expectNear(rhythm.logLikelihood, plain.logLikelihood, { rel: 1e-12 })
      expectNear(Object.values(rhythm.parameters), Object.values(plain.parameters), { rel: 1e-6 })
      const errors = Object.values(plain.standardErrors)
      expectNear(Object.values(rhythm.standardErrors), errors, { rel: 1e-5 })
      expect(rhythm.aic - plain.aic).toBeCloseTo(2, 8)
      expect(rhythm.bic - plain.bic).toBeCloseTo(Math.log(900), 8)
    }
  })

  it.each([
    ['BG', 3, 0, fitBgCnbd],
    ['MBG', 2, 1, fitMbgCnbd],
  ] as const)(
    'finds the rhythm of customers who have one, within three standard errors: %s/CNBD-%i',
    (_name, k, more, estimate) => {
      const truth = [1.2, 3, 0.8, 3] as const
      const rows = drawn(truth, k, more, 3000)
      const fit = estimate(rows, week)
      expect(fit.k).toBe(k)
      const errors = Object.values(fit.standardErrors)
      for (const [i, value] of Object.values(fit.parameters).entries())
        expect(Math.abs(value - (truth[i] as number)) / (errors[i] as number)).toBeLessThan(3)
      const columns = {
        frequency: rows.map(({ frequency }) => frequency),
        recency: rows.map(({ recency }) => recency),
        age: rows.map(({ age }) => age),
        logGaps: rows.map(({ logGaps }) => logGaps),
      }
      expect(estimate(columns, week)).toEqual(fit)
      const plain = (more === 0 ? fitBgNbd : fitMbgNbd)(rows, week)
      const { models, nested } = compareModels({ plain, rhythm: fit })
      expect(models[0]?.name).toBe('rhythm')
      expect(models[0]?.parameters).toBe(5)
      expect(models[0]?.aic).toBeCloseTo(fit.aic, 8)
      expect(nested).toEqual([])
      // A peer's rule of thumb sees it too, from gaps alone.
      const restless = fit.tried.find((each) => each.k === 1)
      expect(restless?.logLikelihood).toBeLessThan(fit.logLikelihood - 100)
    },
  )

  it('knows that after a purchase the next one is not due yet', () => {
    const model = bgCnbd({ r: 1.2, alpha: 5.5, a: 0.4, b: 1.9 }, { ...week, k: 3 })
    const customer = { frequency: 1, recency: 51, age: 52 }
    // What a peer rescales to 0.646 for this customer.
    expect(expectedPurchases(model, customer, { horizon: { weeks: 26 } })).toBeCloseTo(0.298, 3)
  })

  it('refuses gaps that are not those of the purchases, and names the customer', () => {
    const rows = [
      { frequency: 0, recency: 0, age: 9, logGaps: 0 },
      { frequency: 2, recency: 4, age: 9, logGaps: 2 },
    ]
    expect(() => fitBgCnbd(rows, week)).toThrow(
      'summaries[1].logGaps is 2, not a number up to 1.386',
    )
    expect(() => fitBgCnbd([{ frequency: 2, recency: 4, age: 9 } as never], week)).toThrow(
      'summaries[0].logGaps is undefined',
    )
    const columns = { frequency: [2], recency: [4], age: [9] }
    expect(() => fitMbgCnbd(columns as never, week)).toThrow('summaries.logGaps is undefined')
    expect(() => bgCnbd(four, { ...week, k: 13 })).toThrow('k is 13')
    expect(() => probabilityAlive({ ...bgCnbd(four, { ...week, k: 2 }), k: 1.5 }, 'new')).toThrow(
      'model.k is 1.5',
    )
  })

  it('is refused at its edge as others are, and skips a k at which the data do not determine it', () => {
    const loyal = Array.from({ length: 60 }, (_, i) => ({
      frequency: 3 + (i % 2),
      recency: 36 + (i % 3),
      age: 40,
      logGaps: 1,
    }))
    expect(() => fitMbgCnbd(loyal, week)).toThrow('fitPoisson fits a model with fewer')
    // With a rhythm no model without one is a part of it.
    const [, text] = refusalText(() => fitMbgCnbd(loyal, { ...week, k: 2 }))
    expect(text).toContain('not where the likelihood')
    expect(text).not.toContain('fits a model with fewer')
    expect(() => fitMbgCnbd(loyal, { ...week, start: { r: -1 } as never })).toThrow('start')
    const gamma = { distribution: 'gamma', shape: 2, rate: 1 } as const
    const priors = { r: gamma, a: gamma, b: { ...gamma, rate: 0.3 } }
    const penalty = { kind: 'prior', priors } as const
    const held = fitMbgCnbd(loyal, { ...week, k: 2, penalty })
    expect(held.penalty?.given).toEqual(penalty)
  })

  it('gives up on more stages than it can sum', () => {
    const model = mbgCnbd({ r: 5, alpha: 1e-6, a: 0.5, b: 100 }, { ...week, k: 2 })
    const horizon = { weeks: 500 }
    expect(() => expectedPurchases(model, 'new', { horizon })).toThrow('few enough to be summed')
    expect(() => probabilityAlive(model, 'new', { after: horizon })).toThrow('few enough')
    const later = { atLeast: 1, from: { weeks: 400 }, horizon }
    expect(() => purchaseProbability(model, 'new', later)).toThrow('few enough to be summed')
  })
})

describe('the rhythm of transactions', () => {
  it('reads gaps in the unit asked for, and not what follows', async () => {
    const rows = [
      { customer: 1, on: '2025-01-01', amount: 5 },
      { customer: 1, on: '2025-01-08', amount: 7 },
      { customer: 1, on: '2025-01-22', amount: 9 },
      { customer: 1, on: '2025-06-01', amount: 9 },
      { customer: 2, on: '2025-01-05', amount: 9 },
    ]
    const options = { asOf: '2025-02-12', unit: 'week' } as const
    const expected = [
      { customer: 1, frequency: 2, recency: 3, age: 6, monetary: 8, logGaps: Math.log(2) },
      { customer: 2, frequency: 0, recency: 0, age: 38 / 7, monetary: null, logGaps: 0 },
    ]
    expect(summarizeRhythm(rows, options)).toEqual(expected)
    const stream = (async function* () {
      yield* rows
    })()
    expect(await summarizeRhythm(stream, options)).toEqual(expected)
    const plain = expected.map(({ logGaps: _, ...rest }) => rest)
    expect(summarizeCustomers(rows, options)).toEqual(plain)
  })

  const buys = (gaps: readonly number[], customer: string) => {
    let day = 0
    return [0, ...gaps].map((gap) => {
      day += gap
      const on = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)
      return { customer, on }
    })
  }

  it('is told by few customers as by many, and by none not at all', () => {
    const asOf = '2025-12-31'
    expect(purchaseRegularity(buys([7], 'a'), { asOf })).toEqual({
      wheatMorrison: null,
      interval: null,
      customers: 0,
      median: null,
      frequentCustomers: 0,
      asOf,
    })
    // Equal gaps have no end of regularity.
    const even = buys(
      Array.from({ length: 10 }, () => 7),
      'a',
    )
    const none = { wheatMorrison: null, interval: null, median: null }
    const endless = { ...none, customers: 1, frequentCustomers: 1, asOf }
    expect(purchaseRegularity(even, { asOf })).toEqual(endless)
    const uneven = buys([7, 7, 8, 6, 7, 9, 5, 7, 7, 8], 'b')
    const other = buys([1, 30, 2, 20, 1, 1, 9, 40, 1, 2], 'c')
    const { median, wheatMorrison } = purchaseRegularity([...uneven, ...other], { asOf })
    const [one, two] = [uneven, other].map((rows) => purchaseRegularity(rows, { asOf }).median)
    expect(median).toBeCloseTo(((one as number) + (two as number)) / 2, 9)
    expect(one).toBeGreaterThan(30)
    expect(two).toBeLessThan(1)
    // M = 8 ÷ 15 and 2 ÷ 3.
    const v = ((8 / 15 - 0.5) ** 2 + (2 / 3 - 0.5) ** 2) / 2
    expect(wheatMorrison).toBeCloseTo((1 - 4 * v) / (8 * v), 10)
    // Two customers say next to nothing: from bursts without an end to a rhythm without one.
    const both = purchaseRegularity([...uneven, ...other], { asOf, confidence: 0.9 })
    expect(both.interval?.low).toBe(0)
    expect(both.interval?.high).toBeGreaterThan(100)
    // M − ½ is ¼, 0 and ⅛: of 4, 0 and 1 in parts of 64 the mean is 5 ÷ 3, its standard error √13 ÷ 3.
    const three = [
      [1, 3],
      [2, 2],
      [3, 5],
    ].flatMap((gaps, i) => buys(gaps, `${i}`))
    const { interval } = purchaseRegularity(three, { asOf, confidence: 0.6 })
    // Of two degrees of freedom Student's t is within ± c √(2 ÷ (1 − c²)) with the chance c.
    const factor = Math.exp(((0.6 * Math.sqrt(2)) / 0.8) * (Math.sqrt(13) / 5))
    const shapeAt = (mean: number) => 1 / (8 * mean) - 0.5
    expect(interval?.low).toBeCloseTo(shapeAt((5 / 192) * factor), 10)
    expect(interval?.high).toBeCloseTo(shapeAt(5 / 192 / factor), 10)
    // Equal M that is not one half has an estimate, and nothing that scatters around it.
    const alike = ['d', 'e'].flatMap((name) => buys([2, 4], name))
    expect(purchaseRegularity(alike, { asOf })).toMatchObject({ interval: null })
    expect(purchaseRegularity(alike, { asOf }).wheatMorrison).toBeCloseTo(4, 12)
  })
})

describe('the GGompertz/NBD', () => {
  it.each(['A', 'B'])('has the published figures [P-NEW-GG-FIXED-%s]', (id) => {
    const { input, params, expected, tolerance } = publishedCase(
      'clv-rhythm',
      `P-NEW-GG-FIXED-${id}`,
    )
    const model = gGompertzNbd(params, week)
    const rows = input.rows.map(([frequency, recency, age]: readonly number[]) => ({
      frequency,
      recency,
      age,
    }))
    const within = (weeks: number) => ({ horizon: { weeks } })
    expectNear(
      rows.map((row: never) => logLikelihood(model, [row])),
      expected.logLikelihood,
      tolerance,
    )
    expectNear(probabilityAlive(model, rows), expected.alive, tolerance)
    const after = { weeks: input.aliveAfter }
    expectNear(probabilityAlive(model, rows, { after }), expected.aliveAt26Later, tolerance)
    const [soon, later] = input.conditionalT.map((weeks: number) =>
      expectedPurchases(model, rows, within(weeks)),
    )
    expectNear(soon, expected.conditionalMean13, tolerance)
    expectNear(later, expected.conditionalMean39, tolerance)
    const news = input.newT.map((weeks: number) => expectedPurchases(model, 'new', within(weeks)))
    expectNear(news, expected.newMean, tolerance)
    const fresh = input.pmfN.map((purchases: number) =>
      purchaseProbability(model, { purchases, ...within(input.pmfT) }),
    )
    expectNear(fresh, expected.newPmf, tolerance)
    if (!sharedData) return
    const cdnow = summarizeCustomers(log(), { asOf: '1997-09-30', unit: 'week' })
    expectNear(logLikelihood(model, cdnow), expected.logLikelihoodCdnow, tolerance)
  })

  it.skipIf(!sharedData)(
    'is the Pareto/NBD on CDNOW, and the refusal names it [P-NEW-GG-FIT-CDNOW]',
    () => {
      const { params, expected, tolerance } = publishedCase('clv-rhythm', 'P-NEW-GG-FIT-CDNOW')
      const near = tolerance as Readonly<Record<string, { rel?: number; abs?: number }>>
      const cdnow = summarizeCustomers(log(), { asOf: '1997-09-30', unit: 'week' })
      expect(() => fitGGompertzNbd(cdnow, week)).toThrow(
        'fitParetoNbd fits a model with fewer, with a log-likelihood of -9594.98',
      )
      const fit = fitParetoNbd(cdnow, week)
      expectNear(fit.logLikelihood, expected.logLikelihood, near.logLikelihood ?? {})
      for (const name of ['r', 'alpha', 's'] as const)
        expectNear(fit.parameters[name], expected[name], near[name] ?? {}, name)
      expectNear(fit.parameters.beta, expected.betaOverB, near.betaOverB ?? {})
      expectNear(sumOf(probabilityAlive(fit, cdnow)), expected.sumAlive, near.sumAlive ?? {})
      const means = expectedPurchases(fit, cdnow, { horizon: { weeks: params.t } })
      expectNear(sumOf(means), expected.sumExpected39, near.sumExpected39 ?? {})
    },
    60_000,
  )

  it('comes to the Pareto/NBD as its risk stops changing', () => {
    const b = 1e-7
    const near = gGompertzNbd({ r: 0.553, alpha: 10.578, b, s: 0.606, beta: 11.669 * b }, week)
    const limit = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week)
    const rows = [
      { frequency: 0, recency: 0, age: 38.86 },
      { frequency: 2, recency: 30.43, age: 38.86 },
      { frequency: 26, recency: 30.86, age: 31 },
    ]
    const window = { horizon: { weeks: 26 } }
    expectNear(probabilityAlive(near, rows), probabilityAlive(limit, rows), { rel: 1e-5 })
    expectNear(expectedPurchases(near, rows, window), expectedPurchases(limit, rows, window), {
      rel: 1e-5,
    })
    expectNear(
      rows.map((row) => logLikelihood(near, [row])),
      rows.map((row) => logLikelihood(limit, [row])),
      { rel: 1e-5 },
    )
  })

  it('is fitted to customers who were drawn from it within three standard errors', () => {
    const truth = [1.5, 4, 0.15, 0.3, 5] as const
    const random = randomFrom(5)
    const rows = Array.from({ length: 3000 }, (_, i) => {
      const age = [52, 78, 104][i % 3] as number
      const [frequency, recency] = ggompertzBehaviour.draw(truth, age, random)
      return { frequency, recency: Math.round(recency * 7) / 7, age }
    }).filter(({ frequency, recency }) => frequency === 0 || recency > 0)
    const fit = fitGGompertzNbd(rows, week)
    const errors = Object.values(fit.standardErrors)
    for (const [i, value] of Object.values(fit.parameters).entries())
      expect(Math.abs(value - (truth[i] as number)) / (errors[i] as number)).toBeLessThan(3)
    const { models, nested } = compareModels({ gompertz: fit, loyal: fitNbd(rows, week) })
    expect(models[0]?.name).toBe('gompertz')
    expect(nested[0]).toMatchObject({ larger: 'gompertz', smaller: 'loyal', degrees: 3 })
  }, 60_000)

  it('has a sum without a discount, as a growing risk ends every life', () => {
    const model = gGompertzNbd({ r: 0.6, alpha: 8, b: 0.02, s: 0.6, beta: 0.4 }, week)
    const discount = { rate: 0, per: 'week', compounding: 'continuous' } as const
    const all = residualPurchases(model, 'new', { discount })
    const far = expectedPurchases(model, 'new', { horizon: { weeks: 5000 } })
    expect(all / far).toBeCloseTo(1, 9)
  })
})

describe('slopes and bends of the likelihoods of states', () => {
  const columns = (rows: readonly (readonly [number, number, number])[]) => ({
    size: rows.length,
    frequency: Float64Array.from(rows, ([x]) => x),
    recency: Float64Array.from(rows, ([, last]) => last),
    monetary: new Float64Array(rows.length),
    age: Float64Array.from(rows, ([, , end]) => end),
    weight: Float64Array.from(rows, (_, i) => 1 + i / 2),
    customers: 7,
    excluded: 0,
  })
  const data = columns([
    [0, 0, 30],
    [1, 4, 30],
    [3, 30, 30],
    [7, 12.5, 40],
  ])

  it.each([
    ['BG/CNBD-1', cnbdBehaviour(1, 0), [0.8, 3, 0.7, 2]],
    ['BG/CNBD-4', cnbdBehaviour(4, 0), [0.8, 3, 0.7, 2]],
    ['MBG/CNBD-3', cnbdBehaviour(3, 1), [1.8, 9, 1.7, 0.4]],
    ['geometric/NBD', geometricBehaviour, [0.8, 6, 0.25]],
    ['GGompertz/NBD, falling', ggompertzBehaviour, [0.8, 6, 0.05, 0.9, 0.3]],
    ['GGompertz/NBD, rising', ggompertzBehaviour, [1.5, 4, 0.9, 0.5, 20]],
  ] as const)('are those of differences: %s', (_name, behaviour, parameters) => {
    const likelihood = behaviour.likelihood(data)
    const { gradient, curvature = [] } = likelihood(parameters, 'curvature')
    for (const [i, value] of parameters.entries()) {
      const step = 1e-5 * value
      const [up, down] = [step, -step].map((by) =>
        likelihood(parameters.map((each, j) => (j === i ? each + by : each))),
      ) as [ReturnType<typeof likelihood>, ReturnType<typeof likelihood>]
      expectNear(gradient[i], (up.value - down.value) / (2 * step), { rel: 1e-6, abs: 1e-6 })
      expectNear(
        curvature[i],
        up.gradient.map((each, j) => (each - (down.gradient[j] as number)) / (2 * step)),
        { rel: 1e-5, abs: 1e-5 },
      )
    }
  })
})
