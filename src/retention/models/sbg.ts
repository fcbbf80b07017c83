import { type Fields, readFields } from '../../internal/guard.js'
import { readParameters, type SbgModel, type SbgParameters } from './lifetimes.js'

/** The fields that are read; another one is refused. */
const SBG_PARAMETERS: Fields<SbgParameters> = { alpha: 1, beta: 1 }

/**
 * The shifted-beta-geometric model from published parameters.
 *
 * Each customer has a constant probability of leaving at a renewal. Across customers this
 * probability has a beta distribution. Customers with a high probability leave first, so the
 * retention rate rises with age.
 *
 * @formula S(t) = B(α, β + t) ÷ B(α, β); retention of period t = (β + t − 1) ÷ (α + β + t − 1)
 * @unit share of the customers at the start, 0 to 1, after t periods
 *
 * @param parameters - α and β; α ÷ (α + β) is the mean churn of the first period.
 * @returns The model, for {@link projectRetention} and {@link expectedLifetime}.
 * @throws {@link MetricError} `out-of-range` for a parameter outside 1e-6 to 1e6.
 * @source Fader & Hardie (2007), “How to Project Customer Retention”, Journal of Interactive Marketing
 * 21(1).
 *
 * @example
 * ```ts
 * const model = sbg({ alpha: 0.668, beta: 3.806 })
 * projectRetention(model, { periods: 2 }).points.map((point) => point.rate) // => [0.8506…, 0.7468…]
 * ```
 */
export function sbg(parameters: SbgParameters): SbgModel {
  const given = readFields<SbgParameters>('sbg', ['parameters'], parameters, SBG_PARAMETERS)
  const { alpha, beta } = readParameters('sbg', ['parameters'], given, 'sbg')
  return { model: 'sbg', parameters: { alpha, beta } }
}
