import { checkWhole, type Fields, readOptions } from '../../internal/guard.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import {
  type ModelDuration,
  readDuration,
  readModelTime,
  type UnitConversions,
} from '../summaries/durations.js'
import { MOST_MODEL_PERIODS, MOST_PURCHASES } from '../summaries/summaryColumns.js'
import { predict, readDraws } from './predict.js'
import type { NoOther, PredictionFor, PredictionOptions } from './types.js'

/** How many purchases, and how far ahead. */
export interface PurchaseProbabilityOptions extends PredictionOptions, UnitConversions {
  /** Repeat purchases, a whole number. */
  readonly purchases: number
  /** The time after the first purchase. */
  readonly horizon: ModelDuration
}

/** The fields that are read; another one is refused. */
const PURCHASE_PROBABILITY_OPTIONS: Fields<PurchaseProbabilityOptions> = {
  purchases: 1,
  horizon: 1,
  bootstrap: 0,
  interval: 0,
  confidence: 0,
  daysPerWeek: 0,
  daysPerMonth: 0,
  daysPerQuarter: 0,
  daysPerYear: 0,
  weeksPerMonth: 0,
  weeksPerQuarter: 0,
  weeksPerYear: 0,
  monthsPerQuarter: 0,
  monthsPerYear: 0,
  quartersPerYear: 0,
}

/**
 * The probability that a new customer makes exactly this number of repeat purchases within a time:
 * P(X(t) = x).
 *
 * @formula P(X(t) = x) = P(bought x times and still there) + P(left within t, having bought x times)
 * @unit 0 to 1
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param options - The number of repeat purchases, the horizon, and whether to add an interval.
 * @returns The probability; with its interval if you ask for one.
 * @throws {@link MetricError} `out-of-range` for a number of purchases that is not whole or below
 * 0; `mismatch` for a horizon in another unit than the model's.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. 8; Fader & Hardie (2006), “Deriving
 * an Expression for P(X(t) = x) Under the Pareto/NBD Model”; Fader, Hardie & Shang (2010), eq. 7.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * purchaseProbability(model, { purchases: 0, horizon: { weeks: 39 } }) // => 0.57378…
 * ```
 */
export function purchaseProbability<const Options extends PurchaseProbabilityOptions>(
  model: PurchaseModel,
  options: NoOther<Options, PurchaseProbabilityOptions>,
): PredictionFor<'new', Options> {
  const metric = 'purchaseProbability'
  const given = readOptions<PurchaseProbabilityOptions>(
    metric,
    options,
    PURCHASE_PROBABILITY_OPTIONS,
  )
  const read = readModel(metric, ['model'], model)
  const { name, behaviour, unit } = read
  const most = behaviour.kind === 'periods' ? MOST_MODEL_PERIODS : MOST_PURCHASES
  const purchases = checkWhole(metric, ['purchases'], given.purchases, 0, most)
  const time = readModelTime(
    metric,
    ['horizon'],
    readDuration(metric, ['horizon'], given.horizon, unit, given),
    behaviour.kind,
  )
  const prediction = {
    metric,
    kind: behaviour.kind,
    model: read,
    draws: readDraws(metric, ['bootstrap'], given.bootstrap, name, behaviour.names),
    range: 'share',
    exists: '',
    predictor: (parameters: readonly number[]) => () =>
      behaviour.probability(parameters, purchases, time),
  } as const
  return predict(prediction, 'new', given) as PredictionFor<'new', Options>
}
