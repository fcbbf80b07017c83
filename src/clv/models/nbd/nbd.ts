import { modelOf } from '../fitModel.js'
import type { ModelOptions, NbdParameters, PurchaseModel } from '../types.js'
import { nbdBehaviour } from './behaviour.js'

/**
 * The NBD model with parameters that are known already, as from a paper or an earlier fit.
 *
 * @param parameters - `r` and `alpha`, each above 0.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Ehrenberg (1959), “The Pattern of Consumer Purchases”, Applied Statistics 8(1).
 *
 * @example
 * ```ts
 * const model = nbd({ r: 0.385, alpha: 12.072 }, { unit: 'week' })
 * expectedPurchases(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: { weeks: 39 } }) // => 1.82625…
 * ```
 */
export function nbd(parameters: NbdParameters, options: ModelOptions): PurchaseModel<'nbd'> {
  return modelOf('nbd', 'nbd', nbdBehaviour, parameters, options)
}
