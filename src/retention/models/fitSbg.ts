import type { LifeTally } from '../curves/lifeTally.js'
import { fitLifetimes, type RetentionFitStatistics } from './fitLifetimes.js'
import type { SbgModel, SbgParameters } from './lifetimes.js'
import type { RetentionCohort } from './outcomes.js'

/** A fitted shifted-beta-geometric model, as plain JSON. */
export interface SbgFit extends SbgModel, RetentionFitStatistics {
  /** Standard errors of the parameters. */
  readonly standardErrors: SbgParameters
}

/**
 * Fits the shifted-beta-geometric model by maximum likelihood.
 *
 * You may follow each cohort for a different time. With lives, you may follow each customer for a
 * different time, and customers may enter late. Give numbers of customers, not shares:
 * `[1, 0.87, …]` is a cohort of a single customer, with the standard errors of one.
 *
 * @formula log-likelihood = Σ lost × ln (S(t − 1) − S(t)) + Σ still there × ln S(last t)
 * @unit none
 *
 * @param data - Cohorts by how many were retained, or lives by age.
 * @returns The model with standard errors, covariance, likelihood and information criteria.
 * @throws {@link MetricError} `undefined` for fewer than three periods or without a loss;
 * `not-converged` where the data do not determine the parameters: the model has no best parameters
 * unless retention rises with age.
 * @source Fader & Hardie (2007), “How to Project Customer Retention”, Journal of Interactive Marketing
 * 21(1), appendix B; Fader & Hardie, note 017, “Fitting the sBG Model to Multi-Cohort Data”.
 *
 * @example
 * ```ts
 * const fit = fitSbg([{ retained: [1000, 869, 743, 653, 593, 551, 517, 491] }])
 * fit.parameters // => { alpha: 0.668…, beta: 3.806… }
 * fit.logLikelihood // => -1611.158…
 * ```
 */
export function fitSbg(data: Iterable<RetentionCohort> | LifeTally): SbgFit {
  const { parameters, standardErrors, ...statistics } = fitLifetimes(
    'fitSbg',
    ['data'],
    data,
    (churn) => [0.5, 3].map((alpha) => [alpha, (alpha * (1 - churn)) / churn]),
  )
  const [alpha = 0, beta = 0] = standardErrors
  return {
    model: 'sbg',
    parameters: { alpha: parameters.alpha, beta: parameters.beta },
    standardErrors: { alpha, beta },
    ...statistics,
  }
}
