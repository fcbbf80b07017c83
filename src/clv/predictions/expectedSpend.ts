import { type Fields, readOptions } from '../../internal/guard.js'
import type { SpendModel } from '../models/types.js'
import { predict } from './predict.js'
import { spendingByModel, type WithoutSpendPolicy } from './spending.js'
import type { NoOther, PredictionFor, PredictionOptions, Spenders } from './types.js'
import { PREDICTION_OPTIONS } from './types.js'

/** How customers without spend are taken, and intervals. */
export interface SpendPredictionOptions extends PredictionOptions {
  /**
   * What is expected of customers whose repeat purchases came to nothing (a mean of 0), or whose refunds
   * were larger (below 0): `'floor'` takes the mean as 0, and the model shrinks it to that of all;
   * `'average'` takes that of all; `'nothing'` expects no spend.
   * @defaultValue `'floor'` for a mean of 0; required where one is below 0
   */
  readonly withoutSpend?: WithoutSpendPolicy
}

/** The fields that are read; another one is refused. */
const SPEND_PREDICTION_OPTIONS: Fields<SpendPredictionOptions> = {
  ...PREDICTION_OPTIONS,
  withoutSpend: 0,
}

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
 * infinite; `out-of-range` for a mean below 0 without `withoutSpend`.
 * @source Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”, eq. 5.
 *
 * @example
 * ```ts
 * const model = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
 * expectedSpend(model, { frequency: 2, monetary: 22.35 }) // => 24.6637…
 * expectedSpend(model, 'new') // => 35.2189…
 * expectedSpend(model, { frequency: 2, monetary: -4 }, { withoutSpend: 'floor' }) // => 6.33…
 * ```
 */
export function expectedSpend<
  const Who extends Spenders,
  const Options extends SpendPredictionOptions = Record<never, never>,
>(
  model: SpendModel,
  customer: Who,
  options?: NoOther<Options, SpendPredictionOptions>,
): PredictionFor<Who, Options> {
  const metric = 'expectedSpend'
  const given = readOptions<SpendPredictionOptions>(metric, options ?? {}, SPEND_PREDICTION_OPTIONS)
  const spending = spendingByModel(metric, ['model'], model, given.withoutSpend)
  const prediction = {
    metric,
    kind: 'spend',
    model: spending,
    checkMean: spending.checkMean,
    draws: spending.draws(['bootstrap'], given.bootstrap),
    range: 'amount',
    exists: 'one whose mean has a limit, which takes a model with p × frequency + q above 1',
    predictor:
      (parameters: readonly number[]) =>
      (x: number, _recency: number, _age: number, mean: number) =>
        spending.expected(parameters, x, mean),
  } as const
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}
