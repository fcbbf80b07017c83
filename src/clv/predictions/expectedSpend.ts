import { readOptions } from '../../internal/guard.js'
import { expectedMean, SPEND_NAMES } from '../models/gammaGamma/spend.js'
import { readSpendModel } from '../models/readModel.js'
import type { SpendModel } from '../models/types.js'
import { predict, readDraws } from './predict.js'
import type { NoOther, PredictionFor, PredictionOptions, Spenders } from './types.js'
import { PREDICTION_OPTIONS } from './types.js'

/**
 * The expected mean amount of a customer's purchases. It lies between the customer's own mean and
 * the mean of all customers, and is nearer to the own mean the more the customer has bought.
 *
 * @formula p (v + x m̄) ÷ (p x + q − 1)
 * @unit the currency of the amounts
 *
 * @param model - A model of spend, fitted or with given parameters.
 * @param customer - One customer, many, columns of them, or `'new'`.
 * @param options - Whether to add an interval.
 * @returns A number, or a list for many customers; with intervals if you ask for them.
 * @throws {@link MetricError} `undefined` where p x + q is at most 1, because the mean is then
 * infinite; `out-of-range` for a mean below 0.
 * @source Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”, eq. 5.
 *
 * @example
 * ```ts
 * const model = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
 * expectedSpend(model, { frequency: 2, monetary: 22.35 }) // => 24.6637…
 * expectedSpend(model, 'new') // => 35.2189…
 * ```
 */
export function expectedSpend<
  const Who extends Spenders,
  const Options extends PredictionOptions = Record<never, never>,
>(
  model: SpendModel,
  customer: Who,
  options?: NoOther<Options, PredictionOptions>,
): PredictionFor<Who, Options> {
  const metric = 'expectedSpend'
  const given = readOptions<PredictionOptions>(metric, options ?? {}, PREDICTION_OPTIONS)
  const prediction = {
    metric,
    kind: 'spend',
    model: readSpendModel(metric, ['model'], model),
    draws: readDraws(metric, ['bootstrap'], given.bootstrap, 'gamma-gamma', SPEND_NAMES),
    range: 'amount',
    exists: 'one whose mean has a limit, which takes a model with p × frequency + q above 1',
    predictor: (parameters: readonly number[]) => (x: number, mean: number) =>
      expectedMean(parameters as readonly [number, number, number], x, mean),
  } as const
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}
