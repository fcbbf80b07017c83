import { type Fields, readOptions } from '../../internal/guard.js'
import { type ReadModel, readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import type { ModelDuration, UnitConversions } from '../summaries/durations.js'
import { openPrediction, type Prediction, predict } from './predict.js'
import { tabulated } from './tabulated.js'
import type { Customers, NoOther, PredictionFor, PredictionOptions } from './types.js'
import { readWindow, type TimeWindow } from './window.js'

export type { ModelDuration, UnitConversions } from '../summaries/durations.js'

/** The horizon of expected purchases. */
export interface ExpectedPurchasesOptions extends PredictionOptions, UnitConversions {
  /** The time after the end of observation, or after the first purchase of a new customer. */
  readonly horizon: ModelDuration
  /**
   * Counts only purchases made after this time, counted from the same moment as `horizon`.
   * @defaultValue now, a duration of 0
   */
  readonly from?: ModelDuration
}

/** The fields that are read; another one is refused. */
const EXPECTED_PURCHASES_OPTIONS: Fields<ExpectedPurchasesOptions> = {
  horizon: 1,
  from: 0,
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
 * The expected number of purchases of a customer within a horizon, given the number and times of
 * past purchases.
 *
 * @formula P(alive) × purchases to expect of somebody alive; BG/NBD and MBG/NBD:
 * E[(1 − (1 + p t ÷ (α + T))^−(r + x)) ÷ p] over p; Pareto/NBD: (r + x)(β + T) ÷ ((α + T)(s − 1)) ×
 * (1 − ((β + T) ÷ (β + T + t))^(s − 1)); BG/BB: the sum of the chances to buy in each period
 * @unit purchases
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param customer - One customer, many, columns of them, or `'new'`: repeat purchases of somebody who
 * has just bought for the first time.
 * @param options - The horizon, in the model's unit unless a conversion is named, and whether to
 * add an interval.
 * @returns A number, or a list for many customers; with intervals if you ask for them.
 * @throws {@link MetricError} `mismatch` for a horizon in another unit than the model's, for a window
 * that ends before it begins, or a history that cannot be.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. 10; Schmittlein, Morrison & Colombo
 * (1987), Management Science 33(1); Fader, Hardie & Shang (2010), Marketing Science 29(6), eq. 13.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 }
 * expectedPurchases(model, customer, { horizon: { weeks: 39 } }) // => 1.22602…
 * expectedPurchases(model, customer, { horizon: { months: 9 } })
 * // => throws horizon.months is 9, not in weeks, the unit of the model, where weeksPerMonth is not given
 * expectedPurchases(model, customer, { horizon: { months: 9 }, weeksPerMonth: 52 / 12 }) // => 1.22602…
 * ```
 */
export function expectedPurchases<
  const Who extends Customers,
  const Options extends ExpectedPurchasesOptions,
>(
  model: PurchaseModel,
  customer: Who,
  options: NoOther<Options, ExpectedPurchasesOptions>,
): PredictionFor<Who, Options> {
  const metric = 'expectedPurchases'
  const given = readOptions<ExpectedPurchasesOptions>(metric, options, EXPECTED_PURCHASES_OPTIONS)
  const read = readModel(metric, ['model'], model)
  const prediction = purchasePrediction(
    metric,
    read,
    given.bootstrap,
    readWindow(metric, read, given),
  )
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}

/** What is expected of a customer within a window. */
export function purchasePrediction(
  metric: string,
  read: ReadModel,
  bootstrap: unknown,
  { from, to }: TimeWindow,
): Prediction {
  const { behaviour } = read
  return {
    ...openPrediction(metric, read, bootstrap),
    range: 'amount',
    exists:
      'one whose purchases are few enough to be summed: take a shorter horizon, or a model without a rhythm',
    predictor: (parameters: readonly number[]) => {
      const growth = tabulated(behaviour, parameters, (x, age) => {
        const until = behaviour.growth(parameters, x, age, to)
        return from === 0 ? until : until - behaviour.growth(parameters, x, age, from)
      })
      return (x: number, recency: number, age: number) =>
        behaviour.alive(parameters, x, recency, age) * growth(x, recency, age)
    },
  }
}
