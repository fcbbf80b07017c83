import { modelOf } from '../fitModel.js'
import type { BgBbParameters, ModelOptions, PurchaseModel } from '../types.js'
import { bgBbBehaviour } from './behaviour.js'

/**
 * The BG/BB model with parameters that are known already, as from a paper or an earlier fit.
 *
 * @param parameters - `alpha`, `beta`, `gamma`, `delta`, each above 0.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Fader, Hardie & Shang (2010), “Customer-Base Analysis in a Discrete-Time Noncontractual Setting”, Marketing Science 29(6).
 *
 * @example
 * ```ts
 * const model = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }, { unit: 'year' })
 * probabilityAlive(model, { frequency: 2, recency: 4, age: 6 }) // => 0.5895…
 * expectedPurchases(model, 'new', { horizon: { years: 5 } }) // => 1.9377…
 * ```
 */
export function bgBb(parameters: BgBbParameters, options: ModelOptions): PurchaseModel<'bg-bb'> {
  return modelOf('bgBb', 'bg-bb', bgBbBehaviour, parameters, options)
}
