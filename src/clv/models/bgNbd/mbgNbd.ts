import { modelOf } from '../fitModel.js'
import type { BgNbdParameters, ModelOptions, PurchaseModel } from '../types.js'
import { mbgNbdBehaviour } from './behaviour.js'

/**
 * The MBG/NBD model with parameters that are known already, as from a paper or an earlier fit.
 *
 * @param parameters - `r`, `alpha`, `a`, `b`, each above 0.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Batislam, Denizel & Filiztekin (2007), “Empirical validation and comparison of models for customer base analysis”, International Journal of Research in Marketing 24(3).
 *
 * @example
 * ```ts
 * const model = mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, { unit: 'week' })
 * probabilityAlive(model, { frequency: 2, recency: 30.43, age: 38.86 }) // => 0.7062…
 * expectedPurchases(model, 'new', { horizon: { weeks: 52 } }) // => 1.4197…
 * ```
 */
export function mbgNbd(
  parameters: BgNbdParameters,
  options: ModelOptions,
): PurchaseModel<'mbg-nbd'> {
  return modelOf('mbgNbd', 'mbg-nbd', mbgNbdBehaviour, parameters, options)
}
