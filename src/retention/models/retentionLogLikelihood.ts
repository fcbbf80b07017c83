import type { LifeTally } from '../curves/lifeTally.js'
import { type RetentionModel, readModel } from './lifetimes.js'
import { likelihoodOf } from './likelihood.js'
import { type RetentionCohort, readOutcomes } from './outcomes.js'

/**
 * The log-likelihood of cohorts or lives under a model: how well the model would have forecast
 * them.
 *
 * Use it for parameters from elsewhere; a fit already has its own. Twice the difference between the
 * log-likelihood of a fit and that of other parameters tests these parameters. The data need not be
 * those of the fit, so you can judge a model by new customers.
 *
 * @formula Σ lost × ln (S(t − 1) − S(t)) + Σ still there × ln S(last t) − Σ entered × ln S(t at entry)
 * @unit none
 *
 * @param model - A fit, or a model from published parameters.
 * @param data - Cohorts by how many were retained, or lives by age.
 * @returns The sum over customers.
 * @throws {@link MetricError} `empty` without a customer; `invalid` for anything but a model, or
 * data that are neither cohorts nor lives.
 * @source Fader & Hardie (2007), “How to Project Customer Retention”, Journal of Interactive Marketing
 * 21(1), appendix B.
 *
 * @example
 * ```ts
 * const cohorts = [{ retained: [1000, 869, 743, 653, 593, 551, 517, 491] }]
 * retentionLogLikelihood(sbg({ alpha: 1, beta: 1 }), cohorts) // => -2115.5455…
 * retentionLogLikelihood(fitSbg(cohorts), cohorts) // => -1611.1581…
 * ```
 */
export function retentionLogLikelihood(
  model: RetentionModel,
  data: Iterable<RetentionCohort> | LifeTally,
): number {
  const metric = 'retentionLogLikelihood'
  const lifetimes = readModel(metric, ['model'], model)
  // Adding 0 makes the negative zero of customers of no age a plain one.
  return likelihoodOf(readOutcomes(metric, ['data'], data))(lifetimes).value + 0
}
