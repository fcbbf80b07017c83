import { readOptions } from '../../internal/guard.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import { predict, readDraws } from './predict.js'
import type { Customers, NoOther, PredictionFor, PredictionOptions } from './types.js'
import { PREDICTION_OPTIONS } from './types.js'

/**
 * The probability that a customer is still active, given the number and times of the purchases.
 *
 * Its meaning depends on the model. In the BG/NBD a customer who has bought only once is active for
 * certain; in the Pareto/NBD and the MBG/NBD not. In the BG/BB it is the probability of being
 * active in the period after the last one observed.
 *
 * @formula the share of the likelihood that belongs to customers who have not left by T
 * @unit 0 to 1
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param customer - One customer, many, columns of them, or `'new'`.
 * @param options - Whether to add an interval.
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
 * ```
 */
export function probabilityAlive<
  const Who extends Customers,
  const Options extends PredictionOptions = Record<never, never>,
>(
  model: PurchaseModel,
  customer: Who,
  options?: NoOther<Options, PredictionOptions>,
): PredictionFor<Who, Options> {
  const metric = 'probabilityAlive'
  const given = readOptions<PredictionOptions>(metric, options ?? {}, PREDICTION_OPTIONS)
  const read = readModel(metric, ['model'], model)
  const { name, behaviour } = read
  const prediction = {
    metric,
    kind: behaviour.kind,
    model: read,
    draws: readDraws(metric, ['bootstrap'], given.bootstrap, name, behaviour.names),
    range: 'share',
    exists: '',
    predictor: (parameters: readonly number[]) => (x: number, recency: number, age: number) =>
      behaviour.alive(parameters, x, recency, age),
  } as const
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}
