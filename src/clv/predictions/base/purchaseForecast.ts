import { type Fields, readOptions } from '../../../internal/guard.js'
import type { Random } from '../../../internal/math/random.js'
import type { ModelBootstrap } from '../../models/bootstrapModel.js'
import { readModel } from '../../models/readModel.js'
import type { PurchaseModel } from '../../models/types.js'
import type { ModelDuration, UnitConversions } from '../../summaries/durations.js'
import { purchasePrediction } from '../expectedPurchases.js'
import type { Customers } from '../types.js'
import { readWindow } from '../window.js'
import { type Forecast, forecast } from './base.js'
import { echoed } from './echoed.js'
import { futureOf } from './futures.js'

/** The seed and the width of a forecast. */
export interface ForecastOptions {
  /** Seed of the random numbers: a whole number. The same seed gives the same result everywhere. */
  readonly seed: number
  /**
   * How many futures of up to 1,000 customers are drawn, 100 to 10,000.
   * @defaultValue `1000`
   */
  readonly samples?: number
  /**
   * How often the intervals cover, 0 to 1.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The horizon of a forecast of purchases. */
export interface PurchaseForecastOptions extends ForecastOptions, UnitConversions {
  /** The time after the end of observation. */
  readonly horizon: ModelDuration
  /**
   * Counts only purchases made after this time, counted from the same moment as `horizon`.
   * @defaultValue now, a duration of 0
   */
  readonly from?: ModelDuration
  /**
   * What `bootstrapModel` gave for the model: its parameters in place of the fit's covariance.
   * @defaultValue the covariance of a fitted model
   */
  readonly bootstrap?: ModelBootstrap
}

/** A forecast of purchases. */
export interface PurchaseForecast extends Forecast {
  /** The time after the end of observation. */
  readonly horizon: ModelDuration
  /** The time after which purchases counted; `null` for now. */
  readonly from: ModelDuration | null
}

/** The fields that are read; another one is refused. */
const PURCHASE_FORECAST_OPTIONS: Fields<PurchaseForecastOptions> = {
  horizon: 1,
  seed: 1,
  from: 0,
  samples: 0,
  confidence: 0,
  bootstrap: 0,
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
 * The purchases of all customers together within a time to come: expected, with one interval for the
 * expectation, and one for the purchases themselves. Of one customer it is a prediction interval.
 *
 * The parameters are the same for all customers, so that what is not known of them does not average out
 * over the base; what customers do by chance does.
 *
 * @formula expected = Σ E[purchases of each]; prediction: the parameters drawn from their estimate, then
 * for each customer whether active, the rates, and the purchases; of more than 1,000 customers a normal
 * interval on the logarithm, with the variance of the parameters and that of such draws
 * @unit purchases
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param customers - One customer, many, columns of them, or `'new'`. Histories count as often as
 * `customers` in them says.
 * @param options - The horizon, the seed and the confidence.
 * @returns The expectation with both intervals.
 * @throws {@link MetricError} `empty` without a customer; `mismatch` for a horizon in another unit than
 * the model's; `out-of-range` where more than fifty million purchases, or periods, would be drawn.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. 10; Gelman et al. (2013), “Bayesian
 * Data Analysis”, 3rd ed., ch. 1.3, for predictive distributions.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const base = [
 *   { frequency: 0, recency: 0, age: 38.86, customers: 60 },
 *   { frequency: 2, recency: 30.43, age: 38.86, customers: 40 },
 * ]
 * const year = { horizon: { weeks: 52 }, seed: 1 }
 * purchaseForecast(model, base, year)
 * // => { customers: 100, expected: 77.47…, interval: null, prediction: { low: 52, high: 104, … } }
 * const one = { frequency: 2, recency: 30.43, age: 38.86 }
 * purchaseForecast(model, one, year) // => { expected: 1.558…, prediction: { low: 0, high: 6, … }, … }
 * ```
 */
export function purchaseForecast(
  model: PurchaseModel,
  customers: Customers,
  options: PurchaseForecastOptions,
): PurchaseForecast {
  const metric = 'purchaseForecast'
  const given = readOptions<PurchaseForecastOptions>(metric, options, PURCHASE_FORECAST_OPTIONS)
  const read = readModel(metric, ['model'], model)
  const { behaviour } = read
  const window = readWindow(metric, read, given)
  const { from, to } = window
  const asked = {
    ...purchasePrediction(metric, read, given.bootstrap, window),
    shares: sharesOf(behaviour.names, behaviour.shares),
    outcome: (parameters: readonly number[], random: Random, count: () => void) => {
      const future = futureOf(read)
      let bought = 0
      const visit = (time: number): void => {
        if (time > from) bought++
      }
      const horizon = { time: to, random, count, visit }
      return (x: number, recency: number, age: number) => {
        const alive = behaviour.alive(parameters, x, recency, age)
        return () => {
          bought = 0
          if (random() < alive) future(parameters, x, recency, age, horizon)
          return bought
        }
      }
    },
  }
  const [horizon, after] = [echoed(given.horizon), given.from ? echoed(given.from) : null]
  return { ...forecast(asked, customers, given), horizon, from: after }
}

/** Where the parameters are that are chances. */
export function sharesOf(names: readonly string[], shares: readonly string[] = []): number[] {
  return shares.map((name) => names.indexOf(name))
}
