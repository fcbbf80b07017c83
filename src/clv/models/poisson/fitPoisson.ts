import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { FittedPurchaseModel, PoissonParameters, PurchaseFitOptions } from '../types.js'
import { poissonBehaviour } from './behaviour.js'

/**
 * Fits the Poisson model to purchase histories by maximum likelihood: everybody buys at one rate, and
 * nobody leaves. The NBD comes to this model where customers do not differ.
 *
 * @formula λ = Σ x ÷ Σ T
 * @unit purchases in one `unit` of time
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard error.
 * @throws {@link MetricError} `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a
 * history that cannot be.
 * @source Ehrenberg (1959), “The Pattern of Consumer Purchases”, Applied Statistics 8(1).
 *
 * @example
 * ```ts
 * const alike = [
 *   { frequency: 3, recency: 30, age: 40, customers: 30 },
 *   { frequency: 4, recency: 37, age: 40, customers: 30 },
 * ]
 * fitPoisson(alike, { unit: 'week' }).parameters // => { lambda: 0.0875… }
 * ```
 */
export function fitPoisson(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<PoissonParameters>,
): FittedPurchaseModel<'poisson'> {
  return fitModel('fitPoisson', 'poisson', poissonBehaviour, summaries, options)
}
