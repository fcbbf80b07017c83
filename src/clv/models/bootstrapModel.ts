import {
  check,
  checkObject,
  checkSome,
  checkWhole,
  type Fields,
  readOptions,
  refuse,
} from '../../internal/guard.js'
import { type Random, randomFrom } from '../../internal/math/random.js'
import {
  type Counted,
  countSummaries,
  MOST_PURCHASES,
  type Summary,
  type SummaryKind,
  summaryTable,
} from '../summaries/summaryColumns.js'
import type {
  PurchaseColumns,
  PurchaseHistory,
  SpendColumns,
  SpendHistory,
} from '../summaries/types.js'
import type { ModelParameters } from './behaviour.js'
import { namedParameters } from './fitModel.js'
import { drawSpend, SPEND } from './gammaGamma/spend.js'
import { penalize, readPenalty } from './penalty.js'
import { readModel, readSpendModel } from './readModel.js'
import { checkCustomers, checkWork, type Fittable, searchFrom } from './search.js'
import type {
  GammaGammaParameters,
  PurchaseModel,
  PurchaseModelName,
  PurchaseParameters,
  SpendModel,
} from './types.js'

/** Number of data sets, and seed. */
export interface BootstrapOptions {
  /** Seed of the random numbers: a whole number. The same seed gives the same result everywhere. */
  readonly seed: number
  /** How many data sets to draw and fit: a few hundred for an interval. */
  readonly samples: number
}

/** The fields that are read; another one is refused. */
const BOOTSTRAP_OPTIONS: Fields<BootstrapOptions> = { seed: 1, samples: 1 }

/** ModelParameters fitted to data sets that were drawn from a model. */
export interface ModelBootstrap {
  /** Which model. */
  readonly model: PurchaseModelName | 'gamma-gamma'
  /** The parameters of each data set whose fit converged. */
  readonly parameters: readonly (PurchaseParameters[PurchaseModelName] | GammaGammaParameters)[]
  /** Data sets drawn. */
  readonly samples: number
  /** Data sets whose fit did not converge; they are left out. */
  readonly failed: number
  /** Seed of the random numbers. */
  readonly seed: number
}

/**
 * Parametric bootstrap: draws data sets from the model, for the customers given, and fits each
 * again. It shows how far the parameters vary by chance.
 *
 * Each customer keeps the age; for spend, the number of purchases. The result is plain JSON; give
 * it to predictions as `bootstrap`. Store it, because it takes as long as all the fits.
 *
 * @unit as the model's parameters
 *
 * @param model - A fitted model.
 * @param summaries - The histories that it was fitted to. Weights need not be whole; the number of
 * customers drawn is their sum, rounded.
 * @param options - The seed, and how many data sets.
 * @returns The parameters of each data set.
 * @throws {@link MetricError} `not-converged` where the fit of most data sets does not converge;
 * `out-of-range` where customers × samples are more than ten million, a drawn customer makes more than
 * a million purchases, or all of them a hundred million.
 * @source Efron & Tibshirani (1993), “An Introduction to the Bootstrap”, ch. 6.5 and 13.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.9, alpha: 8, a: 1.2, b: 4.8 }, { unit: 'week' })
 * const customers = [{ frequency: 0, recency: 0, age: 60, customers: 400 }]
 * const bootstrap = bootstrapModel(model, customers, { seed: 7, samples: 20 })
 * const options = { horizon: { weeks: 52 }, interval: 'bootstrap', bootstrap } as const
 * expectedPurchases(model, 'new', options)
 * // => { value: 3.0802…, interval: { low: 2.7131…, high: 3.3344…, confidence: 0.95, method: 'bootstrap' } }
 * ```
 */
export function bootstrapModel(
  model: PurchaseModel | SpendModel,
  summaries: Iterable<PurchaseHistory> | PurchaseColumns | Iterable<SpendHistory> | SpendColumns,
  options: BootstrapOptions,
): ModelBootstrap {
  const metric = 'bootstrapModel'
  const given = readOptions<BootstrapOptions>(metric, options, BOOTSTRAP_OPTIONS)
  const seed = checkWhole(metric, ['seed'], given.seed, 0, Number.MAX_SAFE_INTEGER)
  const samples = checkWhole(metric, ['samples'], given.samples, 2, 10_000)
  const { model: name } = checkObject<PurchaseModel | SpendModel>(metric, ['model'], model)
  const { fittable, parameters, draw } =
    name === 'gamma-gamma'
      ? readSpender(metric, model, summaries, samples)
      : readBuyer(metric, model, summaries, samples)
  const random = randomFrom(seed)
  const found: ModelParameters[] = []
  for (let sample = 0; sample < samples; sample++) {
    const data = draw(random)
    checkWork(metric, fittable, data)
    const estimate = searchFrom(fittable, data, parameters)
    if ('parameters' in estimate) found.push(estimate.parameters)
  }
  const enough = 'one whose parameters at least half of the data sets drawn from it determine'
  check(metric, ['model'], name, 2 * found.length >= samples, enough, 'not-converged')
  return {
    model: name,
    parameters: found.map((values) => namedParameters(fittable.names, values)),
    samples,
    failed: samples - found.length,
    seed,
  }
}

/** A model, and data sets drawn from it. */
interface Redrawn {
  readonly fittable: Fittable
  readonly parameters: ModelParameters
  readonly draw: (random: Random) => Counted
}

const FEWER = 'one that draws at most 1,000,000 purchases of each customer: its rates are too high'

const FEWER_SAMPLES =
  'so few that at most 100,000,000 purchases are drawn in all: draw fewer samples, or give a sample of the customers'

function readBuyer(metric: string, model: unknown, summaries: unknown, samples: number): Redrawn {
  const { name, behaviour, parameters } = readModel(metric, ['model'], model)
  const data = countSummaries(metric, ['summaries'], summaries, behaviour.kind)
  const ages = countsOf(metric, data, data.age, samples)
  const { penalty: applied } = model as { readonly penalty?: { readonly given?: unknown } }
  const penalty = readPenalty(metric, ['model', 'penalty'], applied?.given, behaviour)
  const { likelihood: own } = behaviour
  let all = 0
  return {
    fittable: penalty ? { ...behaviour, likelihood: penalize(own, penalty, data) } : behaviour,
    parameters,
    draw: (random) =>
      drawAll(behaviour.kind, ages, (age) => {
        const [purchases, last] = behaviour.draw(parameters, age, random)
        all += purchases
        if (purchases > MOST_PURCHASES) refuse(metric, ['model'], name, FEWER, 'out-of-range')
        if (all > MOST_PURCHASES_DRAWN) refuse(metric, ['samples'], samples, FEWER_SAMPLES)
        return { frequency: purchases, recency: last, age, monetary: 0 }
      }),
  }
}

function readSpender(metric: string, model: unknown, summaries: unknown, samples: number): Redrawn {
  const { parameters } = readSpendModel(metric, ['model'], model)
  const data = countSummaries(metric, ['summaries'], summaries, 'spend')
  checkSome(metric, ['summaries'], summaries, data.size, 'customer with a repeat purchase')
  const frequencies = countsOf(metric, data, data.frequency, samples)
  const three = parameters as readonly [number, number, number]
  return {
    fittable: SPEND,
    parameters,
    draw: (random) =>
      drawAll('spend', frequencies, (frequency) => ({
        ...{ frequency, recency: 0, age: 0 },
        monetary: drawSpend(three, frequency, random),
      })),
  }
}

/**
 * How many customers have each value, by value: their order changes nothing. Weights need not be
 * whole; customers are, so that as many are drawn up to each value as weigh up to it, rounded.
 */
function countsOf(
  metric: string,
  data: Counted,
  column: Float64Array,
  samples: number,
): (readonly [value: number, count: number])[] {
  checkCustomers(metric, data)
  const { size, weight, customers } = data
  // Customers are whole; of less than a half of one more none is drawn.
  const inAll = Math.round(customers) * samples
  const expected = `at most ${Math.floor(MOST_DRAWN / samples)} in all, as customers × samples are at most ${MOST_DRAWN}: draw fewer samples, or give a sample of the customers`
  const place = ['summaries', 'customers']
  check(metric, place, customers, inAll <= MOST_DRAWN, expected, 'out-of-range')
  const counts = new Map<number, number>()
  for (let row = 0; row < size; row++) {
    const value = column[row] as number
    counts.set(value, (counts.get(value) ?? 0) + (weight[row] as number))
  }
  let weighed = 0
  let drawn = 0
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([value, count]) => {
      weighed += count
      const before = drawn
      drawn = Math.round(weighed)
      return [value, drawn - before]
    })
}

/** Customers drawn in all samples together. */
const MOST_DRAWN = 1e7

/** Purchases drawn in all samples together. */
const MOST_PURCHASES_DRAWN = 1e8

function drawAll(
  kind: SummaryKind,
  counts: readonly (readonly [value: number, count: number])[],
  drawOne: (value: number) => Summary,
): Counted {
  const table = summaryTable(kind)
  let customers = 0
  for (const [value, count] of counts) {
    customers += count
    for (let customer = 0; customer < count; customer++) table.add(drawOne(value), 1)
  }
  return { ...table.columns(), customers, excluded: 0 }
}
