import { namedParameters } from '../fitModel.js'
import { readParameters } from '../search.js'
import type { GammaGammaParameters, SpendModel } from '../types.js'
import { SPEND_NAMES } from './spend.js'

/**
 * The Gamma-Gamma model of spend with parameters that are known already.
 *
 * @param parameters - `p`, `q` and `v`, each above 0.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `out-of-range` for a parameter that is not above 0.
 * @source Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”.
 *
 * @example
 * ```ts
 * const model = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
 * expectedSpend(model, { frequency: 2, monetary: 22.35 }) // => 24.663…
 * ```
 */
export function gammaGamma(parameters: GammaGammaParameters): SpendModel {
  const values = readParameters('gammaGamma', ['parameters'], SPEND_NAMES, parameters)
  return { model: 'gamma-gamma', parameters: namedParameters(SPEND_NAMES, values) }
}
