import { type Fields, readOptions } from '../../internal/guard.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import type { ModelDuration, UnitConversions } from '../summaries/durations.js'
import { openPrediction, predict } from './predict.js'
import { tabulated } from './tabulated.js'
import type { Customers, NoOther, PredictionFor, PredictionOptions } from './types.js'
import { readTime } from './window.js'

/** When the customer is asked about, and whether an interval is wanted. */
export interface ProbabilityAliveOptions extends PredictionOptions, UnitConversions {
  /**
   * The time after the end of observation. Nothing is known of purchases in it: the chance falls.
   * @defaultValue now, a duration of 0
   */
  readonly after?: ModelDuration
}

/** The fields that are read; another one is refused. */
const PROBABILITY_ALIVE_OPTIONS: Fields<ProbabilityAliveOptions> = {
  after: 0,
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
 * The probability that a customer is still active, given the number and times of the purchases.
 *
 * Its meaning depends on the model. In the BG/NBD a customer who has bought only once is active for
 * certain; in the Pareto/NBD and the MBG/NBD not. In the BG/BB it is the probability of being
 * active in the period after the last one observed.
 *
 * @formula the share of the likelihood that belongs to customers who have not left by T; after a time t
 * that much times the chance to stay: Pareto/NBD ((β + T) ÷ (β + T + t))^s, BG/NBD and MBG/NBD
 * E[(1 + p t ÷ (α + T))^−(r + x)] over p
 * @unit 0 to 1
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param customer - One customer, many, columns of them, or `'new'`.
 * @param options - How long after the end of observation, and whether to add an interval.
 * @returns A number, or a list for many customers; with intervals if you ask for them.
 * @throws {@link MetricError} `mismatch` or `out-of-range` for a history that cannot be; `invalid`
 * where an interval needs a fitted model, or a bootstrap, and none is given.
 * @source Schmittlein, Morrison & Colombo (1987), Management Science 33(1); Fader, Hardie & Lee (2008),
 * “Computing P(alive) Using the BG/NBD Model”; Fader, Hardie & Shang (2010), Marketing Science 29(6).
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * probabilityAlive(model, { frequency: 2, recency: 30.43, age: 38.86 }) // => 0.72657…
 * probabilityAlive(model, { frequency: 0, recency: 0, age: 38.86 }) // => 1
 * probabilityAlive(model, { frequency: 0, recency: 0, age: 38.86 }, { after: { weeks: 13 } }) // => 0.98329…
 * ```
 */
export function probabilityAlive<
  const Who extends Customers,
  const Options extends ProbabilityAliveOptions = Record<never, never>,
>(
  model: PurchaseModel,
  customer: Who,
  options?: NoOther<Options, ProbabilityAliveOptions>,
): PredictionFor<Who, Options> {
  const metric = 'probabilityAlive'
  const given = readOptions<ProbabilityAliveOptions>(
    metric,
    options ?? {},
    PROBABILITY_ALIVE_OPTIONS,
  )
  const read = readModel(metric, ['model'], model)
  const { behaviour } = read
  const time = given.after === undefined ? 0 : readTime(metric, 'after', read, given.after, given)
  const prediction = {
    ...openPrediction(metric, read, given.bootstrap),
    range: 'share',
    isQuick: time === 0 && behaviour.isQuick,
    exists:
      'one whose purchases until then are few enough to be summed: take a shorter time, or a model without a rhythm',
    predictor: (parameters: readonly number[]) => {
      if (time === 0)
        return (x: number, recency: number, age: number) =>
          behaviour.alive(parameters, x, recency, age)
      const remains = tabulated(behaviour, parameters, (x, age) =>
        behaviour.remains(parameters, x, age, time),
      )
      return (x: number, recency: number, age: number) =>
        behaviour.alive(parameters, x, recency, age) * remains(x, recency, age)
    },
  } as const
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}
