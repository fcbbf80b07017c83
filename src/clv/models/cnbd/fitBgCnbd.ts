import type { RhythmColumns, RhythmHistory } from '../../summaries/summarizeRhythm.js'
import { type FittedRhythmModel, fitRhythm, type RhythmFitOptions } from './fitRhythm.js'

/**
 * Fits the BG/CNBD-k model to purchase histories with their gaps, by maximum likelihood: the BG/NBD
 * for customers who buy on a rhythm.
 *
 * Nobody leaves at the first purchase. The gaps between a customer's purchases have an Erlang
 * distribution: each is the sum of k exponential waits, so that the higher k is, the more regular they
 * are. At k = 1 it is the BG/NBD. k is the one of the largest likelihood from 1 on; the search ends
 * after two that are no better. Standard errors are those at this k.
 *
 * @formula L = Π gaps^(k − 1) ÷ Γ(k)^x × Γ(r + kx) α^r ÷ Γ(r) × [B(a, b + n) Σ (r + kx)_j ÷ j! × (T − t_x)^j (α + T)^−(r + kx + j) +
 * [n > 0] B(a + 1, b + n − 1) (α + t_x)^−(r + kx)] ÷ B(a, b), n = x, j from 0 to k − 1
 * @unit `alpha` in `unit`, for stages: the mean rate of purchases is r ÷ (k α); log-likelihood without one
 *
 * @param summaries - What `summarizeRhythm` gives, as rows or columns.
 * @param options - The unit of the histories' times, k if it is known, and how to search.
 * @returns The model with its standard errors, and the log-likelihood at each k that was tried.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter at any k;
 * `undefined` without a repeat purchase; `invalid` where `logGaps` are not those of the purchases.
 * @source Reutterer, Platzer & Schröder (2021), “Leveraging purchase regularity for predicting customer
 * behavior the easy way”, International Journal of Research in Marketing 38(1); Platzer & Reutterer (2016),
 * “Ticking Away the Moments”, Marketing Science 35(5).
 *
 * @example
 * ```ts
 * const transactions = Array.from({ length: 60 }, (_, customer) =>
 *   Array.from({ length: 2 + ((customer * 7) % 9) }, (_, i) => ({
 *     customer,
 *     on: new Date(Date.UTC(2025, 0, 1 + i * (9 + (customer % 5)) + ((i * customer) % 4))).toISOString().slice(0, 10),
 *   })),
 * ).flat()
 * const rhythm = summarizeRhythm(transactions, { asOf: '2025-05-31', unit: 'week' })
 * const model = fitBgCnbd(rhythm, { unit: 'week', k: 2 })
 * model.k // => 2
 * ```
 */
export function fitBgCnbd(
  summaries: Iterable<RhythmHistory> | RhythmColumns,
  options: RhythmFitOptions,
): FittedRhythmModel<'bg-cnbd-k'> {
  return fitRhythm('fitBgCnbd', 'bg-cnbd-k', 0, summaries, options)
}
