import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { FittedPurchaseModel, ParetoNbdParameters, PurchaseFitOptions } from '../types.js'
import { paretoBehaviour } from './behaviour.js'

/**
 * Fits the Pareto/NBD model to purchase histories by maximum likelihood.
 *
 * Customers buy at a constant rate, λ, and leave at any moment at a constant rate, μ. Across
 * customers both rates have gamma distributions.
 *
 * @formula L = Γ(r + x) α^r β^s ÷ Γ(r) × [(α + T)^−(r + x) (β + T)^−s + s ∫ (α + τ)^−(r + x) (β + τ)^−(s + 1) dτ], τ from t_x to T
 * @unit parameters of time in `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be.
 * @source Schmittlein, Morrison & Colombo (1987), “Counting Your Customers: Who Are They and What Will They Do Next?”, Management Science 33(1).
 *
 * @example
 * ```ts
 * const histories = [
 *   { frequency: 0, recency: 0, age: 30, customers: 300 },
 *   { frequency: 0, recency: 0, age: 38, customers: 300 },
 *   { frequency: 1, recency: 2, age: 38, customers: 60 },
 *   { frequency: 1, recency: 8, age: 30, customers: 50 },
 *   { frequency: 1, recency: 20, age: 38, customers: 40 },
 *   { frequency: 2, recency: 10, age: 38, customers: 30 },
 *   { frequency: 2, recency: 28, age: 30, customers: 20 },
 *   { frequency: 4, recency: 12, age: 38, customers: 15 },
 *   { frequency: 4, recency: 36, age: 38, customers: 20 },
 *   { frequency: 8, recency: 30, age: 38, customers: 10 },
 *   { frequency: 9, recency: 15, age: 38, customers: 6 },
 * ]
 * const model = fitParetoNbd(histories, { unit: 'week' })
 * model.parameters // => { r: 0.5537…, alpha: 14.075…, s: 4.869…, beta: 81.14… }
 * const customer = { frequency: 2, recency: 28, age: 38 }
 * expectedPurchases(model, customer, { horizon: { weeks: 52 } }) // => 0.6626…
 * ```
 */
export function fitParetoNbd(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<ParetoNbdParameters>,
): FittedPurchaseModel<'pareto-nbd'> {
  return fitModel('fitParetoNbd', 'pareto-nbd', paretoBehaviour, summaries, options)
}
