import { modelOf } from '../fitModel.js'
import type { GGompertzNbdParameters, ModelOptions, PurchaseModel } from '../types.js'
import { ggompertzBehaviour } from './behaviour.js'

/**
 * The GGompertz/NBD model, a Pareto/NBD whose risk of leaving changes over a lifetime, with parameters
 * that are known already.
 *
 * @param parameters - `r`, `alpha`, `b`, `s`, `beta`, each above 0.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Bemmaor & Glady (2012), Management Science 58(5).
 *
 * @example
 * ```ts
 * const model = gGompertzNbd({ r: 0.553, alpha: 10.578, b: 0.02, s: 0.6, beta: 0.4 }, { unit: 'week' })
 * probabilityAlive(model, { frequency: 2, recency: 30.43, age: 38.86 }) // => 0.8335…
 * ```
 */
export function gGompertzNbd(
  parameters: GGompertzNbdParameters,
  options: ModelOptions,
): PurchaseModel<'ggompertz-nbd'> {
  return modelOf('gGompertzNbd', 'ggompertz-nbd', ggompertzBehaviour, parameters, options)
}
