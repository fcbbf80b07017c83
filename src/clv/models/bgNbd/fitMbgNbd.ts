import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { BgNbdParameters, FittedPurchaseModel, PurchaseFitOptions } from '../types.js'
import { mbgNbdBehaviour } from './behaviour.js'

/**
 * Fits the MBG/NBD model to purchase histories by maximum likelihood.
 *
 * As the BG/NBD, but customers may also leave at the first purchase, so a customer who never came
 * back is not certainly still active.
 *
 * @formula L = Γ(r + x) α^r ÷ Γ(r) × [B(a, b + x + 1) (α + T)^−(r + x) + B(a + 1, b + x) (α + t_x)^−(r + x)] ÷ B(a, b)
 * @unit parameters of time in `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be.
 * @source Batislam, Denizel & Filiztekin (2007), “Empirical validation and comparison of models for customer base analysis”, International Journal of Research in Marketing 24(3).
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
 * const model = fitMbgNbd(histories, { unit: 'week' })
 * model.parameters // => { r: 1.5566…, alpha: 12.1366…, a: 1.5406…, b: 0.7711… }
 * const customer = { frequency: 2, recency: 28, age: 38 }
 * expectedPurchases(model, customer, { horizon: { weeks: 52 } }) // => 1.0073…
 * ```
 */
export function fitMbgNbd(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<BgNbdParameters>,
): FittedPurchaseModel<'mbg-nbd'> {
  return fitModel('fitMbgNbd', 'mbg-nbd', mbgNbdBehaviour, summaries, options)
}
