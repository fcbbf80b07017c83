import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { FittedPurchaseModel, NbdParameters, PurchaseFitOptions } from '../types.js'
import { nbdBehaviour } from './behaviour.js'

/**
 * Fits the NBD model to purchase histories by maximum likelihood: customers buy at rates of their own,
 * and nobody leaves.
 *
 * The BG/NBD, the MBG/NBD and the Pareto/NBD come to this model where the data show no leaving. Its
 * likelihood is of the moments of purchases, as theirs is, so that the log-likelihoods compare.
 *
 * @formula L = Γ(r + x) α^r ÷ Γ(r) × (α + T)^−(r + x)
 * @unit `alpha` in `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be.
 * @source Ehrenberg (1959), “The Pattern of Consumer Purchases”, Applied Statistics 8(1); Schmittlein,
 * Morrison & Colombo (1987), Management Science 33(1).
 *
 * @example
 * ```ts
 * const loyal = [
 *   { frequency: 2, recency: 30, age: 38, customers: 30 },
 *   { frequency: 5, recency: 37, age: 38, customers: 40 },
 *   { frequency: 9, recency: 36, age: 38, customers: 20 },
 * ]
 * fitNbd(loyal, { unit: 'week' }).parameters // => { r: 13.92…, alpha: 108.25… }
 * ```
 */
export function fitNbd(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<NbdParameters>,
): FittedPurchaseModel<'nbd'> {
  return fitModel('fitNbd', 'nbd', nbdBehaviour, summaries, options)
}
