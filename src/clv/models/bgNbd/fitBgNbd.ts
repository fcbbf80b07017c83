import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { BgNbdParameters, FittedPurchaseModel, PurchaseFitOptions } from '../types.js'
import { bgNbdBehaviour } from './behaviour.js'

/**
 * Fits the BG/NBD model to purchase histories by maximum likelihood.
 *
 * Customers buy at a constant rate, λ, and leave after a purchase with a constant probability, p.
 * Across customers λ has a gamma distribution and p a beta distribution. Nobody leaves at the first
 * purchase, so a customer who has bought only once is certainly still a customer.
 *
 * @formula L = Γ(r + x) α^r ÷ Γ(r) × [B(a, b + x) (α + T)^−(r + x) + (x > 0) B(a + 1, b + x − 1) (α + t_x)^−(r + x)] ÷ B(a, b)
 * @unit parameters of time in `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be.
 * @source Fader, Hardie & Lee (2005), “‘Counting Your Customers’ the Easy Way: An Alternative to the Pareto/NBD Model”, Marketing Science 24(2).
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
 * const model = fitBgNbd(histories, { unit: 'week' })
 * model.parameters // => { r: 0.1518…, alpha: 3.6154…, a: 1.0326…, b: 1.2809… }
 * const customer = { frequency: 2, recency: 28, age: 38 }
 * expectedPurchases(model, customer, { horizon: { weeks: 52 } }) // => 1.0472…
 * ```
 */
export function fitBgNbd(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<BgNbdParameters>,
): FittedPurchaseModel<'bg-nbd'> {
  return fitModel('fitBgNbd', 'bg-nbd', bgNbdBehaviour, summaries, options)
}
