import { modelOf } from '../fitModel.js'
import type { BgNbdParameters, ModelOptions, PurchaseModel } from '../types.js'
import { bgNbdBehaviour } from './behaviour.js'

/**
 * The BG/NBD model with parameters that are known already, as from a paper or an earlier fit.
 *
 * @param parameters - `r`, `alpha`, `a`, `b`, each above 0.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Fader, Hardie & Lee (2005), “‘Counting Your Customers’ the Easy Way: An Alternative to the Pareto/NBD Model”, Marketing Science 24(2).
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * probabilityAlive(model, { frequency: 2, recency: 30.43, age: 38.86 }) // => 0.7265…
 * expectedPurchases(model, 'new', { horizon: { weeks: 52 } }) // => 1.446…
 * ```
 */
export function bgNbd(parameters: BgNbdParameters, options: ModelOptions): PurchaseModel<'bg-nbd'> {
  return modelOf('bgNbd', 'bg-nbd', bgNbdBehaviour, parameters, options)
}
