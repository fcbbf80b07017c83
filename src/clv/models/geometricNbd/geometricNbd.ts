import { modelOf } from '../fitModel.js'
import type { GeometricNbdParameters, ModelOptions, PurchaseModel } from '../types.js'
import { geometricBehaviour } from './behaviour.js'

/**
 * The geometric/NBD model, a BG/NBD with one chance to leave for all, with parameters that are known
 * already.
 *
 * @param parameters - `r` and `alpha` above 0, and `p` between 0 and 1, neither included.
 * @param options - The unit of time that they are for.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter outside its range.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), where a and b grow without end.
 *
 * @example
 * ```ts
 * const model = geometricNbd({ r: 0.247, alpha: 4.723, p: 0.162 }, { unit: 'week' })
 * probabilityAlive(model, { frequency: 2, recency: 30.43, age: 38.86 }) // => 0.761…
 * ```
 */
export function geometricNbd(
  parameters: GeometricNbdParameters,
  options: ModelOptions,
): PurchaseModel<'geometric-nbd'> {
  return modelOf('geometricNbd', 'geometric-nbd', geometricBehaviour, parameters, options)
}
