import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { fitModel } from '../fitModel.js'
import type { BgBbParameters, FittedPurchaseModel, PurchaseFitOptions } from '../types.js'
import { bgBbBehaviour } from './behaviour.js'

/**
 * Fits the BG/BB model to purchase histories by maximum likelihood.
 *
 * In each period a customer buys with a constant probability, and leaves before it with another.
 * Both probabilities have beta distributions across customers. The model is for purchases that are
 * possible once a period, such as a yearly donation or a weekly game. Frequency, recency and age
 * are whole periods after the first purchase.
 *
 * @formula L = [B(α + x, β + n − x) B(γ, δ + n) + Σ B(α + x, β + t_x − x + i) B(γ + 1, δ + t_x + i)] ÷ (B(α, β) B(γ, δ)), i from 0 to n − t_x − 1
 * @unit parameters of time in `unit`; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns; identical ones are counted first.
 * @param options - The unit of the histories' times, and how to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `undefined` without a repeat purchase; `mismatch` or `out-of-range` for a history that cannot be;
 * `out-of-range` for more than 50,000 periods from last purchases to the end of observation.
 * @source Fader, Hardie & Shang (2010), “Customer-Base Analysis in a Discrete-Time Noncontractual Setting”, Marketing Science 29(6).
 *
 * @example
 * ```ts
 * // Donors of six years, counted by the years they gave in: a few of the histories.
 * const donors = [
 *   { frequency: 0, recency: 0, age: 6, customers: 3464 },
 *   { frequency: 1, recency: 1, age: 6, customers: 1091 },
 *   { frequency: 2, recency: 4, age: 6, customers: 233 },
 *   { frequency: 3, recency: 6, age: 6, customers: 256 },
 *   { frequency: 6, recency: 6, age: 6, customers: 1203 },
 * ]
 * const model = fitBgBb(donors, { unit: 'year' })
 * model.parameters // => { alpha: 0.4015…, beta: 0.1228…, gamma: 0.3194…, delta: 0.3226… }
 * probabilityAlive(model, { frequency: 3, recency: 6, age: 6 }) // => 0.9519…
 * ```
 */
export function fitBgBb(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: PurchaseFitOptions<BgBbParameters>,
): FittedPurchaseModel<'bg-bb'> {
  return fitModel('fitBgBb', 'bg-bb', bgBbBehaviour, summaries, options)
}
