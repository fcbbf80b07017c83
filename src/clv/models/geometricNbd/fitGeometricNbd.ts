import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { FittedPurchaseModel, GeometricNbdParameters, PurchaseFitOptions } from '../types.js'
import { geometricBehaviour } from './behaviour.js'

/**
 * Fits the geometric/NBD model to purchase histories by maximum likelihood: a BG/NBD in which everybody
 * leaves after a repeat purchase with the same chance, p.
 *
 * The BG/NBD comes to this model where `a` and `b` grow without end: customers differ in how often they
 * buy, and the data show no difference in how soon they leave.
 *
 * @formula L = Γ(r + x) α^r ÷ Γ(r) × [(1 − p)^x (α + T)^−(r + x) + (x > 0) p (1 − p)^(x − 1) (α + t_x)^−(r + x)]
 * @unit `alpha` in `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), where a and b grow without end.
 *
 * @example
 * ```ts
 * const histories = [
 *   { frequency: 0, recency: 0, age: 38, customers: 600 },
 *   { frequency: 1, recency: 8, age: 38, customers: 110 },
 *   { frequency: 1, recency: 30, age: 38, customers: 40 },
 *   { frequency: 4, recency: 12, age: 38, customers: 15 },
 *   { frequency: 4, recency: 36, age: 38, customers: 20 },
 *   { frequency: 9, recency: 25, age: 38, customers: 16 },
 * ]
 * fitGeometricNbd(histories, { unit: 'week' }).customers // => 801
 * ```
 */
export function fitGeometricNbd(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<GeometricNbdParameters>,
): FittedPurchaseModel<'geometric-nbd'> {
  return fitModel('fitGeometricNbd', 'geometric-nbd', geometricBehaviour, summaries, options)
}
