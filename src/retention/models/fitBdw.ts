import type { LifeTally } from '../curves/lifeTally.js'
import { fitLifetimes, type RetentionFitStatistics } from './fitLifetimes.js'
import type { BdwModel, BdwParameters } from './lifetimes.js'
import type { RetentionCohort } from './outcomes.js'

/** A fitted beta-discrete-Weibull model, as plain JSON. */
export interface BdwFit extends BdwModel, RetentionFitStatistics {
  /** Standard errors of the parameters. */
  readonly standardErrors: BdwParameters
}

/**
 * Fits the beta-discrete-Weibull model by maximum likelihood.
 *
 * @formula log-likelihood = Σ lost × ln (S(t − 1) − S(t)) + Σ still there × ln S(last t)
 * @unit none
 *
 * @param data - Cohorts by how many were retained, or lives by age.
 * @returns The model with standard errors, covariance, likelihood and information criteria.
 * @throws {@link MetricError} `undefined` for fewer than three periods or without a loss;
 * `not-converged` where the data do not determine the three parameters.
 * @source Fader, Hardie, Liu, Davin & Steenburgh (2018), “‘How to Project Customer Retention’
 * Revisited: The Role of Duration Dependence”, Journal of Interactive Marketing 43.
 *
 * @example
 * ```ts
 * const fit = fitBdw([{ retained: [1000, 869, 743, 653, 593, 551, 517, 491] }])
 * fit.parameters // => { alpha: 0.2142…, beta: 1.4265…, c: 1.7235… }
 * ```
 */
export function fitBdw(data: Iterable<RetentionCohort> | LifeTally): BdwFit {
  const { standardErrors, ...fit } = fitLifetimes('fitBdw', ['data'], data, (churn) =>
    [0.5, 3].flatMap((alpha) => [0.8, 1.4].map((c) => [alpha, (alpha * (1 - churn)) / churn, c])),
  )
  const [alpha = 0, beta = 0, c = 0] = standardErrors
  return { model: 'bdw', ...fit, standardErrors: { alpha, beta, c } }
}
