import {
  bgBb,
  bgNbd,
  bootstrapModel,
  compressSummaries,
  customerValue,
  expectedPurchases,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  gammaGamma,
  logLikelihood,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSpend } from '../../src/clv/models/gammaGamma/spend.js'
import { BEHAVIOURS } from '../../src/clv/models/readModel.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'

const week = { unit: 'week' } as const

/** A number spread evenly over orders of magnitude. */
const sized = (low: number, high: number): fc.Arbitrary<number> =>
  fc
    .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
    .map((log) => Number(Math.exp(log).toPrecision(6)))

const shape = sized(0.1, 20)
const scale = sized(0.5, 100)
const models: fc.Arbitrary<PurchaseModel> = fc.oneof(
  fc.record({ r: shape, alpha: scale, a: shape, b: shape }).map((given) => bgNbd(given, week)),
  fc.record({ r: shape, alpha: scale, a: shape, b: shape }).map((given) => mbgNbd(given, week)),
  fc
    .record({ r: shape, alpha: scale, s: shape, beta: scale })
    .map((given) => paretoNbd(given, week)),
  fc
    .record({ alpha: shape, beta: shape, gamma: shape, delta: shape })
    .map((given) => bgBb(given, week)),
)
/** Histories that every model takes: whole weeks, at most one purchase a week. */
const histories = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map(([one, two, three]) => {
  const [frequency, recency, age] = [one, two, three].sort((a, b) => a - b) as [
    number,
    number,
    number,
  ]
  return { frequency, recency: frequency === 0 ? 0 : recency, age }
})
const horizons = fc.integer({ min: 1, max: 60 })
const rates = sized(1e-4, 1)
const few = { numRuns: 40 }

const perWeek = (rate: number) =>
  ({ discount: { rate, per: 'week', compounding: 'continuous' } }) as const

describe('predictions of purchase models', () => {
  it('are chances between 0 and 1, and purchases of at least 0', () => {
    fc.assert(
      fc.property(models, histories, horizons, (model, customer, weeks) => {
        const alive = probabilityAlive(model, customer)
        expect(alive).toBeGreaterThanOrEqual(0)
        expect(alive).toBeLessThanOrEqual(1)
        expect(expectedPurchases(model, customer, { horizon: { weeks } })).toBeGreaterThanOrEqual(0)
        const chance = purchaseProbability(model, {
          purchases: customer.frequency,
          horizon: { weeks },
        })
        expect(chance).toBeGreaterThanOrEqual(0)
        expect(chance).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('expect nothing of no time', () => {
    fc.assert(
      fc.property(models, histories, (model, customer) => {
        expect(expectedPurchases(model, customer, { horizon: { weeks: 0 } })).toBe(0)
      }),
    )
  })

  it('expect no less of more time', () => {
    fc.assert(
      fc.property(models, histories, horizons, horizons, (model, customer, weeks, more) => {
        const short = expectedPurchases(model, customer, { horizon: { weeks } })
        const long = expectedPurchases(model, customer, { horizon: { weeks: weeks + more } })
        expect(long).toBeGreaterThanOrEqual(short)
      }),
    )
  })

  it('are worth no more at a higher discount, and less than all purchases to come', () => {
    fc.assert(
      fc.property(models, histories, rates, (model, customer, rate) => {
        const low = residualPurchases(model, customer, perWeek(rate))
        const high = residualPurchases(model, customer, perWeek(2 * rate))
        expect(high).toBeLessThanOrEqual(low * (1 + 1e-12))
        // What is bought within a time is worth at least its last moment's factor.
        const bought = expectedPurchases(model, customer, { horizon: { weeks: 20 } })
        expect(low).toBeGreaterThanOrEqual(bought * Math.exp(-20 * rate) * (1 - 1e-12))
      }),
      few,
    )
  })

  it('are those of a distribution that sums to 1 and has their mean', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 12 }), (model, weeks) => {
        const horizon = { weeks }
        let sum = 0
        let mean = 0
        const most = model.model === 'bg-bb' ? weeks : 3000
        for (let purchases = 0; purchases <= most; purchases++) {
          const chance = purchaseProbability(model, { purchases, horizon })
          sum += chance
          mean += purchases * chance
          if (purchases > 5 && purchases * chance < 1e-13) break
        }
        expectNear(sum, 1, { abs: 1e-9 })
        expectNear(mean, expectedPurchases(model, 'new', { horizon }), { rel: 1e-8, abs: 1e-9 })
      }),
      { numRuns: 30 },
    )
  })

  it('are the same for one, for a list and for columns', () => {
    fc.assert(
      fc.property(models, fc.array(histories, { minLength: 1, maxLength: 8 }), (model, rows) => {
        const columns = {
          frequency: Int32Array.from(rows, ({ frequency }) => frequency),
          recency: Float64Array.from(rows, ({ recency }) => recency),
          age: rows.map(({ age }) => age),
        }
        const each = rows.map((row) => probabilityAlive(model, row))
        expect(probabilityAlive(model, rows)).toEqual(each)
        expect(probabilityAlive(model, new Set(rows).values())).toEqual(each)
        expect(probabilityAlive(model, columns)).toEqual(each)
        const horizon = { weeks: 9 }
        expect(expectedPurchases(model, columns, { horizon })).toEqual(
          rows.map((row) => expectedPurchases(model, row, { horizon })),
        )
      }),
      few,
    )
  })

  it('do not depend on the unit of time', () => {
    fc.assert(
      fc.property(shape, scale, shape, shape, histories, (r, alpha, a, b, customer) => {
        const { frequency, recency, age } = customer
        const inDays = { frequency, recency: 7 * recency, age: 7 * age }
        const weekly = bgNbd({ r, alpha, a, b }, week)
        const daily = bgNbd({ r, alpha: 7 * alpha, a, b }, { unit: 'day' })
        expectNear(probabilityAlive(daily, inDays), probabilityAlive(weekly, customer), {
          rel: 1e-10,
        })
        expectNear(
          expectedPurchases(daily, inDays, { horizon: { weeks: 8 }, daysPerWeek: 7 }),
          expectedPurchases(weekly, customer, { horizon: { days: 56 }, daysPerWeek: 7 }),
          { rel: 1e-10 },
        )
      }),
      few,
    )
  })
})

describe('values of customers', () => {
  const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })

  it('over a long time come to those over all time', () => {
    fc.assert(
      fc.property(models, histories, (purchases, { frequency, recency, age }) => {
        const customer = { frequency, recency, age, monetary: 20 }
        const given = { ...perWeek(0.1), timing: 'at-purchase' } as const
        const infinite = customerValue({ purchases, spend }, customer, {
          ...given,
          horizon: 'infinite',
        })
        const long = customerValue({ purchases, spend }, customer, {
          ...given,
          horizon: { weeks: 600 },
        })
        expectNear(long, infinite, { rel: 1e-9, abs: 1e-290 })
      }),
      few,
    )
  })

  it('grow with the time that counts, up to what all time is worth, at large shapes too', () => {
    const large = fc.double({ min: 1, max: 10_000, noNaN: true })
    fc.assert(
      fc.property(large, large, large, large, rates, (r, alpha, third, fourth, rate) => {
        for (const purchases of [
          bgNbd({ r, alpha, a: third, b: fourth }, week),
          paretoNbd({ r, alpha, s: third, beta: fourth }, week),
        ]) {
          const given = { ...perWeek(rate), timing: 'at-purchase' } as const
          const worth = ([1, 30, 900, 'infinite'] as const).map((weeks) =>
            customerValue({ purchases, spend }, 'new', {
              ...given,
              horizon: weeks === 'infinite' ? weeks : { weeks },
            }),
          )
          for (let i = 1; i < worth.length; i++)
            expect((worth[i - 1] as number) * (1 - 1e-12)).toBeLessThanOrEqual(worth[i] as number)
        }
      }),
      few,
    )
  })

  it('lie between what they are worth at the ends of short and of long periods', () => {
    fc.assert(
      fc.property(models, histories, rates, (purchases, history, rate) => {
        const models = { purchases, spend }
        const customer = { ...history, monetary: 20 }
        const given = { ...perWeek(rate), horizon: { weeks: 30 } }
        const late = customerValue(models, customer, { ...given, timing: 'end-of-period' })
        const exact = customerValue(models, customer, { ...given, timing: 'at-purchase' })
        expect(late).toBeLessThanOrEqual(exact * (1 + 1e-9))
        expect(late * Math.exp(rate)).toBeGreaterThanOrEqual(exact * (1 - 1e-9))
      }),
      few,
    )
  })
})

describe('compressed histories', () => {
  it('have the likelihood of the whole list, and count the same again', () => {
    fc.assert(
      fc.property(models, fc.array(histories, { minLength: 1, maxLength: 60 }), (model, rows) => {
        const counted = compressSummaries(rows)
        expect(compressSummaries(counted)).toEqual(counted)
        expect(compressSummaries(rows.flatMap((row) => [row, row]))).toEqual(
          counted.map((row) => ({ ...row, customers: 2 * row.customers })),
        )
        expectNear(logLikelihood(model, counted), logLikelihood(model, rows), { rel: 1e-12 })
        const singles = rows.reduce((sum, row) => sum + logLikelihood(model, [row]), 0)
        expectNear(logLikelihood(model, rows), singles, { rel: 1e-10 })
      }),
      few,
    )
  })
})

/** Customers drawn from a model, as they would be summarised. */
function simulate(model: PurchaseModel, size: number, ages: readonly number[], seed: number) {
  const random = randomFrom(seed)
  const behaviour = BEHAVIOURS[model.model] as (typeof BEHAVIOURS)[string]
  const parameters = Object.values(model.parameters)
  return Array.from({ length: size }, (_, i) => {
    const age = ages[i % ages.length] as number
    const [frequency, recency] = behaviour.draw(parameters, age, random)
    return { frequency, recency, age }
  })
}

/** Each parameter within three standard errors of the one that customers were drawn with. */
function expectRecovered(fit: { parameters: object; standardErrors: object }, truth: object): void {
  for (const [name, value] of Object.entries(truth)) {
    const found = (fit.parameters as Record<string, number>)[name] as number
    const error = (fit.standardErrors as Record<string, number>)[name] as number
    expect(Math.abs(found - value), `${name}: ${found} ± ${error}`).toBeLessThan(3 * error)
  }
}

describe('fits of customers drawn from a model', () => {
  const ages = [27, 31, 35, 39, 52]

  it('find the parameters within three standard errors', () => {
    const bg = { r: 0.5, alpha: 5, a: 0.9, b: 2.5 }
    expectRecovered(fitBgNbd(simulate(bgNbd(bg, week), 4000, ages, 11), week), bg)
    const mbg = { r: 0.8, alpha: 6, a: 0.8, b: 2 }
    expectRecovered(fitMbgNbd(simulate(mbgNbd(mbg, week), 4000, ages, 12), week), mbg)
    const pareto = { r: 0.6, alpha: 8, s: 0.7, beta: 10 }
    expectRecovered(fitParetoNbd(simulate(paretoNbd(pareto, week), 3000, ages, 13), week), pareto)
    const bgbb = { alpha: 1.2, beta: 0.8, gamma: 0.7, delta: 2.8 }
    expectRecovered(fitBgBb(simulate(bgBb(bgbb, week), 5000, [6, 8, 12], 14), week), bgbb)
  })

  it('find the parameters of spend within three standard errors', () => {
    const random = randomFrom(15)
    const truth = { p: 6, q: 3.8, v: 15 }
    const customers = Array.from({ length: 3000 }, (_, i) => {
      const frequency = 1 + (i % 7)
      return { frequency, monetary: drawSpend([truth.p, truth.q, truth.v], frequency, random) }
    })
    expectRecovered(fitGammaGamma(customers), truth)
  })

  it('have the same likelihood from compressed histories to 1e-10', () => {
    const rows = simulate(bgNbd({ r: 0.5, alpha: 5, a: 0.9, b: 2.5 }, week), 1500, ages, 16).map(
      ({ frequency, recency, age }) => ({
        frequency,
        recency: frequency === 0 ? 0 : Math.min(age, Math.ceil(recency)),
        age,
      }),
    )
    const whole = fitBgNbd(rows, week)
    const counted = fitBgNbd(compressSummaries(rows), week)
    const backwards = fitBgNbd([...rows].reverse(), week)
    expect(Math.abs(counted.logLikelihood - whole.logLikelihood)).toBeLessThan(1e-10)
    expect(Math.abs(backwards.logLikelihood - whole.logLikelihood)).toBeLessThan(1e-10)
    expect(counted.distinct).toBe(whole.distinct)
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole)
  })

  it('depend on the unit of time by a factor only', () => {
    const rows = simulate(paretoNbd({ r: 0.6, alpha: 8, s: 0.7, beta: 10 }, week), 1200, ages, 17)
    const weekly = fitParetoNbd(rows, week)
    const daily = fitParetoNbd(
      rows.map(({ frequency, recency, age }) => ({
        frequency,
        recency: 7 * recency,
        age: 7 * age,
      })),
      { unit: 'day' },
    )
    expectNear(daily.parameters.alpha, 7 * weekly.parameters.alpha, { rel: 1e-4 })
    expectNear(daily.parameters.s, weekly.parameters.s, { rel: 1e-4 })
  })

  it('scatter as their standard errors say: those of a bootstrap agree', () => {
    const model = bgNbd({ r: 0.9, alpha: 8, a: 1.2, b: 4.8 }, week)
    const rows = simulate(model, 1500, [60], 18)
    const fit = fitBgNbd(rows, week)
    const { parameters, failed } = bootstrapModel(fit, rows, { seed: 3, samples: 60 })
    expect(failed).toBe(0)
    const logs = parameters.map((each) => Math.log((each as { readonly r: number }).r))
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
    const deviation = Math.sqrt(
      logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1),
    )
    // A standard deviation of 60 draws is good to a tenth: three times that either way.
    expectNear(deviation, fit.standardErrors.r / fit.parameters.r, { rel: 0.3 })
  })
})
