import type { BgNbdParameters, PurchaseModel } from '../types.js'
import { type RhythmModelOptions, rhythmOf } from './fitRhythm.js'

/**
 * The BG/CNBD-k model, a BG/NBD on a rhythm, with parameters that are known already.
 *
 * @param parameters - `r`, `alpha`, `a`, `b`, each above 0; `alpha` is for stages, of which k make a
 * purchase.
 * @param options - The unit of time that they are for, and k.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0, or a k that is not 1 to 12.
 * @source Reutterer, Platzer & Schröder (2021), International Journal of Research in Marketing 38(1).
 *
 * @example
 * ```ts
 * const model = bgCnbd({ r: 0.85, alpha: 1.45, a: 0.79, b: 2.42 }, { unit: 'week', k: 3 })
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 }
 * probabilityAlive(model, customer) // => 0.7579…
 * expectedPurchases(model, customer, { horizon: { weeks: 39 } }) // => 1.6589…
 * ```
 */
export function bgCnbd(
  parameters: BgNbdParameters,
  options: RhythmModelOptions,
): PurchaseModel<'bg-cnbd-k'> & {
  /** Stages of the rhythm. */
  readonly k: number
} {
  return rhythmOf('bgCnbd', 'bg-cnbd-k', 0, parameters, options)
}
