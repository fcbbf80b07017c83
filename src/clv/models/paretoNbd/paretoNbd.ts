import { modelOf } from '../fitModel.js'
import type { ModelOptions, ParetoNbdParameters, PurchaseModel } from '../types.js'
import { paretoBehaviour } from './behaviour.js'

/**
 * The Pareto/NBD model with parameters that are known already, as from a paper or an earlier fit.
 *
 * @param parameters - `r`, `alpha`, `s`, `beta`, each above 0.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Schmittlein, Morrison & Colombo (1987), “Counting Your Customers: Who Are They and What Will They Do Next?”, Management Science 33(1).
 *
 * @example
 * ```ts
 * const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, { unit: 'week' })
 * probabilityAlive(model, { frequency: 2, recency: 30.43, age: 38.86 }) // => 0.8691…
 * expectedPurchases(model, 'new', { horizon: { weeks: 52 } }) // => 1.4729…
 * ```
 */
export function paretoNbd(
  parameters: ParetoNbdParameters,
  options: ModelOptions,
): PurchaseModel<'pareto-nbd'> {
  return modelOf('paretoNbd', 'pareto-nbd', paretoBehaviour, parameters, options)
}
