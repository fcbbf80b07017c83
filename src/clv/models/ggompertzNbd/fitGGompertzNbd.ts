import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { FittedPurchaseModel, GGompertzNbdParameters, PurchaseFitOptions } from '../types.js'
import { ggompertzBehaviour } from './behaviour.js'

/**
 * Fits the GGompertz/NBD model to purchase histories by maximum likelihood.
 *
 * Customers buy at a constant rate, λ, and leave at any moment at a risk that changes by a factor of e^b
 * in a unit of time, from a level of their own. Across customers the rate and the level have gamma
 * distributions. Where the data show no change of the risk, only β ÷ b is determined, and the fit is
 * refused; it names the Pareto/NBD, which the model is at b = 0.
 *
 * @formula L = Γ(r + x) α^r ÷ Γ(r) × [S(T) (α + T)^−(r + x) + ∫ f(u) (α + u)^−(r + x) du], u from t_x to T;
 * S(u) = (β ÷ (β + e^(bu) − 1))^s, f = −S′
 * @unit `alpha` in `unit`, `b` per `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be.
 * @source Bemmaor & Glady (2012), “Modeling Purchasing Behavior with Sudden ‘Death’: A Flexible Customer
 * Lifetime Model”, Management Science 58(5); Adler (2022), “Comment”, for the conditional expectation.
 *
 * @example
 * ```ts
 * const loyal = [
 *   { frequency: 2, recency: 30, age: 38, customers: 30 },
 *   { frequency: 5, recency: 37, age: 38, customers: 40 },
 *   { frequency: 9, recency: 36, age: 38, customers: 20 },
 * ]
 * fitGGompertzNbd(loyal, { unit: 'week' }) // => throws fitNbd fits a model with fewer
 * ```
 */
export function fitGGompertzNbd(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<GGompertzNbdParameters>,
): FittedPurchaseModel<'ggompertz-nbd'> {
  return fitModel('fitGGompertzNbd', 'ggompertz-nbd', ggompertzBehaviour, summaries, options)
}
