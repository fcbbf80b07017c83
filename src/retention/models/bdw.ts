import { type Fields, readFields } from '../../internal/guard.js'
import { type BdwModel, type BdwParameters, readParameters } from './lifetimes.js'

/** The fields that are read; another one is refused. */
const BDW_PARAMETERS: Fields<BdwParameters> = { alpha: 1, beta: 1, c: 1 }

/**
 * The beta-discrete-Weibull model from published parameters.
 *
 * As {@link sbg}, but a customer's own probability of leaving may rise (c above 1) or fall (c below
 * 1) with age. With c = 1 it is the sBG.
 *
 * @formula S(t) = B(α, β + tᶜ) ÷ B(α, β)
 * @unit share of the customers at the start, 0 to 1, after t periods
 *
 * @param parameters - α, β and c.
 * @returns The model, for {@link projectRetention} and {@link expectedLifetime}.
 * @throws {@link MetricError} `out-of-range` for a parameter outside of what is allowed.
 * @source Fader, Hardie, Liu, Davin & Steenburgh (2018), “‘How to Project Customer Retention’
 * Revisited: The Role of Duration Dependence”, Journal of Interactive Marketing 43.
 *
 * @example
 * ```ts
 * const model = bdw({ alpha: 0.668, beta: 3.806, c: 1.2 })
 * projectRetention(model, { periods: 2 }).points.map((point) => point.rate) // => [0.8506…, 0.7217…]
 * ```
 */
export function bdw(parameters: BdwParameters): BdwModel {
  const given = readFields<BdwParameters>('bdw', ['parameters'], parameters, BDW_PARAMETERS)
  return { model: 'bdw', parameters: readParameters('bdw', ['parameters'], given, 'bdw') }
}
