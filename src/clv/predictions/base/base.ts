import { checkConfidence, checkWhole, refuse } from '../../../internal/guard.js'
import type { Interval } from '../../../internal/inference/interval.js'
import { type Random, randomFrom } from '../../../internal/math/random.js'
import { normalWidth } from '../../../internal/math/special.js'
import type { ModelParameters } from '../../models/behaviour.js'
import { type IntervalRequest, type Prediction, surrounder } from '../predict.js'
import type { UncertaintyMethod } from '../types.js'
import { type CustomerBase, type Expected, readBase, sumOver } from './customerBase.js'
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
  /** The seed of `prediction`. */
  readonly seed: number
  /** Futures that were drawn for it; `null` where they are more than 1,000 customers'. */
  readonly samples: number | null
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

/** Up to this number customers are drawn one by one; the sum of more is normal. */
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
  const read = readBase(asked, who)
  // What a base loses lies as what it would gain lies, on the other side of 0.
  const isLoss = read.histories.every(({ factor }) => factor <= 0)
  const base = isLoss ? mirrored(read) : read
  const expected = expectedOf(asked, base, predictor(model.parameters))
  const isSigned = base.histories.some(({ factor }) => factor < 0)
  const method = asked.draws ? 'bootstrap' : model.covariance ? 'delta' : undefined
  const surround =
    method &&
    surrounder(
      {
        ...asked,
        range: isSigned ? 'signed' : asked.range,
        predictor: (parameters) => () => sumOver(base, predictor(parameters)),
      },
      { ...request, interval: method },
    )
  const around = surround ? surround(expected, 0, 0, 0, 0) : null
  let drawn = 0
  const count = (): void => {
    if (++drawn > MOST_DRAWN) refuse(metric, ['samples'], samples, FEWER)
  }
  const random = randomFrom(seed)
  const isSimulated = base.customers <= MOST_SIMULATED
  const ends = isSimulated
    ? simulated(asked, base, parameterDraws(asked, method, random), {
        random,
        count,
        samples,
        confidence,
      })
    : normalEnds(expected, around, {
        variance: varianceOf(asked, base, random, count),
        confidence,
        isSigned,
      })
  const sided = ([low, high]: readonly [number, number]): { low: number; high: number } =>
    isLoss ? { low: -high + 0, high: -low + 0 } : { low, high }
  return {
    customers: base.customers,
    expected: isLoss ? -expected + 0 : expected,
    interval: around && { ...around, ...sided([around.low, around.high]) },
    prediction: {
      ...sided([Math.max(ends[0], -Number.MAX_VALUE) + 0, Math.min(ends[1], Number.MAX_VALUE) + 0]),
      confidence,
      method: isSimulated ? 'simulation' : 'normal',
    },
    seed,
    samples: isSimulated ? samples : null,
  }
}

/** The same customers, worth as much below 0 as they were above, or above as they were below. */
function mirrored({ histories, customers }: CustomerBase): CustomerBase {
  return { histories: histories.map((each) => ({ ...each, factor: -each.factor + 0 })), customers }
}

/** The sum of what is expected; a customer of whom nothing can be is named. */
function expectedOf(
  { metric, exists }: Drawable,
  { histories }: CustomerBase,
  each: Expected,
): number {
  let sum = 0
  for (const { x, recency, age, spend, factor, weight, index } of histories) {
    const value = factor * each(x, recency, age, spend)
    const path = histories.length === 1 ? ['customers'] : ['customers', index]
    if (!(Math.abs(value) <= Number.MAX_VALUE))
      refuse(metric, path, { frequency: x, recency, age }, exists, 'undefined')
    sum += weight * value
  }
  // Adding 0 makes a negative zero a plain one.
  return sum + 0
}

/** Where the sum lies in most of the samples, each with parameters of its own. */
function simulated(
  { outcome }: Drawable,
  { histories }: CustomerBase,
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
    for (const { x, recency, age, spend, factor, weight } of histories) {
      weighed += weight
      // Customers are whole: as many are drawn as weigh up to here, rounded.
      const draw = one(x, recency, age, spend)
      for (; drawn < Math.round(weighed); drawn++) sum += factor * draw()
    }
    return sum
  }).sort()
  const tail = Math.floor(((1 - confidence) / 2) * samples)
  return [sums[tail] as number, sums[samples - 1 - tail] as number]
}

/** The variance of what customers do at the parameters of the model, from draws. */
function varianceOf(
  { outcome, predictor, model }: Drawable,
  { histories }: CustomerBase,
  random: Random,
  count: () => void,
): number {
  const one = outcome(model.parameters, random, count)
  const each = predictor(model.parameters)
  const times = Math.ceil(VARIANCE_DRAWS / histories.length)
  let variance = 0
  for (const { x, recency, age, spend, factor, weight } of histories) {
    const mean = each(x, recency, age, spend)
    const draw = one(x, recency, age, spend)
    for (let time = 0; time < times; time++)
      variance += (weight * (factor * (draw() - mean)) ** 2) / times
  }
  return variance
}

/** The sum of many is normal; its logarithm too, so that no end is below 0 where nothing can be. */
function normalEnds(
  expected: number,
  around: Interval | null,
  {
    variance,
    confidence,
    isSigned,
  }: { readonly variance: number; readonly confidence: number; readonly isSigned: boolean },
): readonly [number, number] {
  const width = normalWidth(confidence)
  if (isSigned) {
    const known = around ? (around.high - around.low) / 2 : 0
    const half = Math.hypot(known, width * Math.sqrt(variance))
    return [expected - half, expected + half]
  }
  if (expected === 0) return [0, 0]
  const known = around ? Math.log(around.high / around.low) / (2 * width) : 0
  const half = width * Math.hypot(known, Math.sqrt(variance) / expected)
  const factor = Math.exp(Math.min(half, 500))
  return [expected / factor, expected * factor]
}
