import { check, checkConfidence, checkWhole, refuse } from '../../../internal/guard.js'
import type { Interval } from '../../../internal/inference/interval.js'
import { type Random, randomFrom } from '../../../internal/math/random.js'
import { normalWidth } from '../../../internal/math/special.js'
import type { ModelParameters } from '../../models/behaviour.js'
import {
  countSummaries,
  eachSummary,
  isColumns,
  type SummaryRow,
} from '../../summaries/summaryColumns.js'
import { type IntervalRequest, type Prediction, surrounder } from '../predict.js'
import type { UncertaintyMethod } from '../types.js'
import { parameterDraws } from './parameterDraws.js'

/** How an interval for what will happen is made. */
export type ForecastMethod = 'simulation' | 'normal'

/** What customers together are expected to do, and between what limits they will. */
export interface Forecast {
  /** Customers in the forecast; histories that stand for several count as many. */
  readonly customers: number
  /** The sum of what is expected of each. */
  readonly expected: number
  /**
   * Where that expectation lies, given how well the parameters are known; `null` for a model of given
   * parameters.
   */
  readonly interval: Interval<UncertaintyMethod> | null
  /**
   * Where the sum itself will lie: with the parameters, and with what customers do by chance.
   * `'simulation'` for up to 1,000 customers, `'normal'` for more.
   */
  readonly prediction: Interval<ForecastMethod>
}

/** What a forecast is asked for. */
export interface ForecastRequest extends IntervalRequest {
  readonly seed?: unknown
  readonly samples?: unknown
}

/** A prediction that can also be drawn. */
export interface Drawable extends Prediction {
  /** Parameters that are chances, and stay below 1. */
  readonly shares: readonly number[]
  /** What one customer does, by chance: drawn each time it is asked for. */
  readonly outcome: (
    parameters: ModelParameters,
    random: Random,
    count: () => void,
  ) => (x: number, recency: number, age: number, spend: number) => () => number
}

/** What is expected of one customer. */
type Expected = (x: number, recency: number, age: number, spend: number) => number

/** Customers of a forecast, as columns. */
interface Base {
  readonly x: ArrayLike<number>
  readonly recency: ArrayLike<number>
  readonly age: ArrayLike<number>
  readonly spend: ArrayLike<number>
  readonly weight: ArrayLike<number>
  readonly size: number
  readonly customers: number
}

/** So many customers are drawn one by one; the sum of more is normal. */
const MOST_SIMULATED = 1000

/** Draws from which the variance of what customers do is taken. */
const VARIANCE_DRAWS = 200_000

/** Purchases drawn in all, or periods of a model of periods. */
const MOST_DRAWN = 5e7

const FEWER =
  'so few that at most 50,000,000 purchases, or periods, are drawn in all: draw fewer samples, or give a shorter horizon'

/** The forecast of all customers together, or of one. */
export function forecast(asked: Drawable, who: unknown, request: ForecastRequest): Forecast {
  const { metric, model, predictor } = asked
  const confidence = checkConfidence(metric, request.confidence)
  const seed = checkWhole(metric, ['seed'], request.seed, 0, Number.MAX_SAFE_INTEGER)
  const samples = checkWhole(metric, ['samples'], request.samples ?? 1000, 100, 10_000)
  const base = readBase(asked, who)
  const expected = sumOver(base, refusing(asked, base, predictor(model.parameters)))
  const method = asked.draws ? 'bootstrap' : model.covariance ? 'delta' : undefined
  const surround =
    method &&
    surrounder(
      { ...asked, predictor: (parameters) => () => sumOver(base, predictor(parameters)) },
      { ...request, interval: method },
    )
  const around = surround ? surround(expected, 0, 0, 0, 0) : null
  let drawn = 0
  const count = (): void => {
    if (++drawn > MOST_DRAWN) refuse(metric, ['samples'], samples, FEWER)
  }
  const random = randomFrom(seed)
  const ends =
    base.customers <= MOST_SIMULATED
      ? simulated(asked, base, parameterDraws(asked, method, random), {
          random,
          count,
          samples,
          confidence,
        })
      : normalEnds(expected, around, varianceOf(asked, base, random, count), confidence)
  const name = base.customers <= MOST_SIMULATED ? 'simulation' : 'normal'
  return {
    customers: base.customers,
    expected,
    interval: around,
    prediction: {
      low: ends[0],
      high: Math.min(ends[1], Number.MAX_VALUE),
      confidence,
      method: name,
    },
  }
}

/** The customers of a forecast: one, many, columns of them, or a new one. */
function readBase({ metric, kind, withSpend = 'without-spend' }: Drawable, who: unknown): Base {
  const isOne = typeof who === 'object' && who !== null && 'frequency' in who && !isColumns(who)
  const fresh = { frequency: 0, recency: 0, age: 0, monetary: null }
  check<unknown>(metric, ['customers'], who, who === 'new' || typeof who !== 'string', ONE_OR_MANY)
  const list = who === 'new' ? [fresh] : isOne ? [who as SummaryRow] : who
  if (withSpend === 'without-spend') {
    const { frequency, second, age, weight, size, customers } = countSummaries(
      metric,
      ['customers'],
      list,
      kind,
    )
    return { x: frequency, recency: second, age, spend: weight, weight, size, customers }
  }
  const columns: [number[], number[], number[], number[], number[]] = [[], [], [], [], []]
  let customers = 0
  const size = eachSummary(
    metric,
    ['customers'],
    list,
    kind,
    (x, recency, age, weight, _, spend) => {
      for (const [i, value] of [x, recency, age, spend, weight].entries())
        (columns[i] as number[]).push(value)
      customers += weight
    },
    withSpend,
  )
  check(metric, ['customers'], list, size > 0, 'at least one customer', 'empty')
  const [x, recency, age, spend, weight] = columns
  return { x, recency, age, spend, weight, size, customers }
}

const ONE_OR_MANY = "'new', one customer, or many of them"

/** A prediction that names the first customer without one. */
function refusing({ metric, exists }: Drawable, { size }: Base, each: Expected): Expected {
  let index = -1
  return (x, recency, age, spend) => {
    index++
    const value = each(x, recency, age, spend)
    if (value <= Number.MAX_VALUE) return value
    const path = size === 1 ? ['customers'] : ['customers', index]
    return refuse(metric, path, { frequency: x, recency, age }, exists, 'undefined')
  }
}

function sumOver(base: Base, each: Expected): number {
  let sum = 0
  eachOf(base, (x, recency, age, spend, weight) => {
    sum += weight * each(x, recency, age, spend)
  })
  return sum
}

function eachOf(
  { x, recency, age, spend, weight, size }: Base,
  visit: (x: number, recency: number, age: number, spend: number, weight: number) => void,
): void {
  for (let row = 0; row < size; row++)
    visit(
      x[row] as number,
      recency[row] as number,
      age[row] as number,
      spend[row] as number,
      weight[row] as number,
    )
}

/** Where the sum lies in most of the samples, each with parameters of its own. */
function simulated(
  { outcome }: Drawable,
  base: Base,
  parametersOf: (sample: number) => ModelParameters,
  chance: {
    readonly random: Random
    readonly count: () => void
    readonly samples: number
    readonly confidence: number
  },
): readonly [number, number] {
  const { random, count, samples, confidence } = chance
  const sums = Float64Array.from({ length: samples }, (_, sample) => {
    const one = outcome(parametersOf(sample), random, count)
    let sum = 0
    let weighed = 0
    let drawn = 0
    eachOf(base, (x, recency, age, spend, weight) => {
      weighed += weight
      // Customers are whole: as many are drawn as weigh up to here, rounded.
      const draw = one(x, recency, age, spend)
      for (; drawn < Math.round(weighed); drawn++) sum += draw()
    })
    return sum
  }).sort()
  const tail = Math.floor(((1 - confidence) / 2) * samples)
  return [sums[tail] as number, sums[samples - 1 - tail] as number]
}

/** The variance of what customers do at the parameters of the model, from draws. */
function varianceOf(
  { outcome, predictor, model }: Drawable,
  base: Base,
  random: Random,
  count: () => void,
): number {
  const one = outcome(model.parameters, random, count)
  const each = predictor(model.parameters)
  const times = Math.ceil(VARIANCE_DRAWS / base.size)
  let variance = 0
  eachOf(base, (x, recency, age, spend, weight) => {
    const mean = each(x, recency, age, spend)
    const draw = one(x, recency, age, spend)
    for (let time = 0; time < times; time++) variance += (weight * (draw() - mean) ** 2) / times
  })
  return variance
}

/** The sum of many is normal; its logarithm too, so that no end is below 0. */
function normalEnds(
  expected: number,
  around: Interval | null,
  variance: number,
  confidence: number,
): readonly [number, number] {
  if (expected === 0) return [0, 0]
  const width = normalWidth(confidence)
  const known = around ? Math.log(around.high / around.low) / (2 * width) : 0
  const half = width * Math.hypot(known, Math.sqrt(variance) / expected)
  const factor = Math.exp(Math.min(half, 500))
  return [expected / factor, expected * factor]
}
