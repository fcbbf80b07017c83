import { modelOf } from '../fitModel.js'
import type { ModelOptions, PoissonParameters, PurchaseModel } from '../types.js'
import { poissonBehaviour } from './behaviour.js'

/**
 * The Poisson model of purchases with a rate that is known already: everybody buys at one rate, and
 * nobody leaves.
 *
 * @param parameters - `lambda`, the purchases in one unit of time, above 0.
 * @param options - The unit of time that it is for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a rate that is not above 0.
 * @source Ehrenberg (1959), “The Pattern of Consumer Purchases”, Applied Statistics 8(1).
 *
 * @example
 * ```ts
 * const model = poisson({ lambda: 0.032 }, { unit: 'week' })
 * expectedPurchases(model, 'new', { horizon: { weeks: 50 } }) // => 1.6
 * ```
 */
export function poisson(
  parameters: PoissonParameters,
  options: ModelOptions,
): PurchaseModel<'poisson'> {
  return modelOf('poisson', 'poisson', poissonBehaviour, parameters, options)
}
