import { checkObject, checkSome } from '../../internal/guard.js'
import { gapsIn, readRhythm } from '../models/cnbd/readRhythm.js'
import { spendLikelihood } from '../models/gammaGamma/spend.js'
import { readModel, readSpendModel } from '../models/readModel.js'
import type { PurchaseModel, SpendModel } from '../models/types.js'
import { countSummaries, inOrder } from '../summaries/summaryColumns.js'
import type {
  PurchaseColumns,
  PurchaseHistory,
  SpendColumns,
  SpendHistory,
} from '../summaries/types.js'

/**
 * The log-likelihood of histories under a model: how well the model would have forecast them.
 *
 * In continuous time a history with purchases has a density, so its log-likelihood may be above 0.
 * Without purchases, and in the BG/BB, it is a probability, whose logarithm is never above 0.
 *
 * You can compare two models of the same histories. Where their numbers of parameters differ,
 * compare `aic` or `bic`.
 *
 * @unit none
 *
 * @param model - A model of purchases, or the one of spend.
 * @param summaries - Histories as rows or columns; with `logGaps` for a model of a rhythm.
 * @returns The sum over customers; of spend, over those with a repeat purchase.
 * @throws {@link MetricError} `empty` without a customer; `mismatch` or `out-of-range` for a history
 * that cannot be.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * logLikelihood(model, [{ frequency: 2, recency: 30.43, age: 38.86 }]) // => -9.458…
 * ```
 */
export function logLikelihood(
  model: PurchaseModel | SpendModel,
  summaries: Iterable<PurchaseHistory> | PurchaseColumns | Iterable<SpendHistory> | SpendColumns,
): number {
  const metric = 'logLikelihood'
  const { model: name } = checkObject<PurchaseModel | SpendModel>(metric, ['model'], model)
  if (name === 'gamma-gamma') {
    const { parameters } = readSpendModel(metric, ['model'], model)
    const data = inOrder(countSummaries(metric, ['summaries'], summaries, 'spend'))
    checkSome(metric, ['summaries'], summaries, data.size, 'customer with a repeat purchase')
    return spendLikelihood(data)(parameters).value
  }
  const { parameters, behaviour } = readModel(metric, ['model'], model)
  if (behaviour.stages) {
    const rhythm = readRhythm(metric, ['summaries'], summaries)
    const data = inOrder(countSummaries(metric, ['summaries'], rhythm.summaries, 'times'))
    return behaviour.likelihood(data)(parameters).value + gapsIn(rhythm, behaviour.stages.each)
  }
  const data = inOrder(countSummaries(metric, ['summaries'], summaries, behaviour.kind))
  return behaviour.likelihood(data)(parameters).value
}
