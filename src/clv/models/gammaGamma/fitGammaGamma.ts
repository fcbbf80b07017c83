import { check, checkSome, readOptions } from '../../../internal/guard.js'
import { type Counted, countSummaries } from '../../summaries/summaryColumns.js'
import type { SpendColumns, SpendHistory } from '../../summaries/types.js'
import { fitStatistics } from '../fitModel.js'
import type { FitOptions, FittedSpendModel, GammaGammaParameters } from '../types.js'
import { FIT_OPTIONS } from '../types.js'
import { SPEND } from './spend.js'

/**
 * Fits the Gamma-Gamma model of spend to the mean amounts of repeat purchases, by maximum likelihood.
 *
 * Each customer's amounts are gamma-distributed around the customer's own mean, and these means
 * differ between customers. The model assumes that spend does not depend on the number of
 * purchases: check it with `spendIndependence`. Customers without a repeat purchase have no mean, a
 * mean of 0 or below has no likelihood, and all of them are left out and counted; the model still values
 * them.
 *
 * @formula L = Γ(px + q) ÷ (Γ(px) Γ(q)) × v^q m̄^(px − 1) x^px ÷ (v + m̄x)^(px + q)
 * @unit `v` in the currency of the amounts; log-likelihood without one
 *
 * @param summaries - Histories of spend as rows or columns; identical ones are counted first.
 * @param options - How to search.
 * @returns The model with its standard errors and how it was found.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter;
 * `empty` without a repeat purchase that was paid for; `out-of-range` where the mean of all customers is
 * not between 1e-8 and 1e11.
 * @source Colombo & Jiang (1999), “A stochastic RFM model”, Journal of Interactive Marketing 13(3);
 * Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”.
 *
 * @example
 * ```ts
 * const spend = [
 *   { frequency: 0, monetary: null, customers: 50 },
 *   { frequency: 1, monetary: 15, customers: 10 },
 *   { frequency: 1, monetary: 30, customers: 12 },
 *   { frequency: 1, monetary: 75, customers: 8 },
 *   { frequency: 2, monetary: 22, customers: 9 },
 *   { frequency: 3, monetary: 35, customers: 9 },
 *   { frequency: 3, monetary: 18, customers: 8 },
 *   { frequency: 4, monetary: 50, customers: 7 },
 *   { frequency: 8, monetary: 28, customers: 6 },
 *   { frequency: 8, monetary: 16, customers: 3 },
 * ]
 * const model = fitGammaGamma(spend)
 * model.parameters // => { p: 13.447…, q: 5.862…, v: 11.588… }
 * expectedSpend(model, { frequency: 3, monetary: 35 }) // => 34.682…
 * ```
 */
export function fitGammaGamma(
  summaries: Iterable<SpendHistory> | SpendColumns,
  options: FitOptions<GammaGammaParameters> = {},
): FittedSpendModel {
  const metric = 'fitGammaGamma'
  const given = readOptions<FitOptions<GammaGammaParameters>>(metric, options, FIT_OPTIONS)
  const data = countSummaries(metric, ['summaries'], summaries, 'spend')
  checkSome(metric, ['summaries'], summaries, data.size, 'customer with a repeat purchase')
  checkMoney(metric, data)
  const { parameters, ...statistics } = fitStatistics<GammaGammaParameters>(
    metric,
    SPEND,
    data,
    given,
  )
  return { model: 'gamma-gamma', parameters, ...statistics, excluded: data.excluded }
}

/** Limits of the mean spend: v has its size, and parameters are between 1e-9 and 1e12. */
const LEAST_MONEY = 1e-8
const MOST_MONEY = 1e11

/** Amounts of any other size are in too small or too large a unit. */
export function checkMoney(metric: string, { size, monetary, weight, customers }: Counted): void {
  let sum = 0
  for (let row = 0; row < size; row++) sum += (monetary[row] as number) * (weight[row] as number)
  const expected = 'a mean amount of 1e-8 to 1e11: count money in another unit'
  const mean = sum / customers
  const isGood = mean >= LEAST_MONEY && mean <= MOST_MONEY
  check(metric, ['summaries', 'monetary'], mean, isGood, expected, 'out-of-range')
}
