import { checkConfidence, checkWhole, type Fields, readOptions } from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { curveInterval } from '../curves/retentionCurve.js'
import {
  errorOf,
  type Lifetimes,
  logRetention,
  logSurvival,
  type RetentionModel,
  readModel,
  survivalSlopes,
} from './lifetimes.js'
import { MOST_AGE, MOST_CURVE_PERIODS } from './outcomes.js'

/** The periods of a projection, and the age of the customers. */
export interface ProjectRetentionOptions {
  /** Periods to project, 1 to 10000. */
  readonly periods: number
  /**
   * The age that customers have already reached, in whole periods. The projection is for those
   * customers.
   * @defaultValue `0`: new customers
   */
  readonly given?: number
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const PROJECT_RETENTION_OPTIONS: Fields<ProjectRetentionOptions> = {
  periods: 1,
  given: 0,
  confidence: 0,
}

/** What a model projects for one age. */
export interface ProjectedPoint {
  /** The age, in periods. */
  readonly age: number
  /** Share retained beyond this age of those who reached `given`, 0 to 1. */
  readonly rate: number
  /** Standard error of `rate`, by the delta method; `null` for a model without a covariance. */
  readonly standardError: number | null
  /** Interval of `rate`; `null` where there is no standard error. */
  readonly interval: Interval<'log-log'> | null
  /** Share retained in this period of those who reached its beginning, 0 to 1. */
  readonly retentionRate: number
  /** Standard error of `retentionRate`; `null` for a model without a covariance. */
  readonly retentionRateStandardError: number | null
  /** Interval of `retentionRate`; `null` where there is no standard error. */
  readonly retentionRateInterval: Interval<'log-log'> | null
}

/** A projection of retention. */
export interface RetentionProjection {
  /** The name of the model. */
  readonly model: RetentionModel['model']
  /** The age that customers have reached already. */
  readonly given: number
  /** One point for each period after `given`. */
  readonly points: readonly ProjectedPoint[]
  /** The confidence of the intervals. */
  readonly confidence: number
}

/**
 * Projects retention into future periods, from a model.
 *
 * The intervals show the uncertainty of the parameters. They do not show whether the model is
 * right, and a fit to past cohorts does not know future changes.
 *
 * @formula rate = S(age) ÷ S(given); retentionRate = S(age) ÷ S(age − 1)
 * @unit share, 0 to 1
 *
 * @param model - A fit, or a model from published parameters.
 * @param options - The number of periods, the age already reached, and the confidence.
 * @returns Survival and retention by age; with intervals where the model was fitted.
 * @throws {@link MetricError} `invalid` for anything but a model; `out-of-range` for periods or an
 * age outside of what is allowed.
 * @source Fader & Hardie (2007), “How to Project Customer Retention”, Journal of Interactive Marketing
 * 21(1), eq. 5 and 6.
 *
 * @example
 * ```ts
 * const fit = fitSbg([{ retained: [1000, 631, 468, 382, 326, 289, 262, 241] }])
 * const { points } = projectRetention(fit, { periods: 12 })
 * points[11].rate // => 0.1700…
 * points[11].interval // => { low: 0.14…, high: 0.19…, confidence: 0.95, method: 'log-log' }
 * projectRetention(fit, { periods: 1, given: 7 }).points[0].rate // => 0.9207…
 * ```
 */
export function projectRetention(
  model: RetentionModel,
  options: ProjectRetentionOptions,
): RetentionProjection {
  const metric = 'projectRetention'
  const lifetimes = readModel(metric, ['model'], model)
  const asked = readOptions<ProjectRetentionOptions>(metric, options, PROJECT_RETENTION_OPTIONS)
  const periods = checkWhole(metric, ['periods'], asked.periods, 1, MOST_CURVE_PERIODS)
  const given = checkWhole(metric, ['given'], asked.given ?? 0, 0, MOST_AGE)
  const confidence = checkConfidence(metric, asked.confidence)
  const points = Array.from({ length: periods }, (_, index): ProjectedPoint => {
    const age = given + index + 1
    const survival = project(lifetimes, given, age, confidence)
    const retention = project(lifetimes, age - 1, age, confidence)
    return {
      age,
      ...survival,
      retentionRate: retention.rate,
      retentionRateStandardError: retention.standardError,
      retentionRateInterval: retention.interval,
    }
  })
  return { model: lifetimes.size === 2 ? 'sbg' : 'bdw', given, points, confidence }
}

/** The share of those at one age who reach another, with what the parameters' covariance makes of it. */
function project(
  lifetimes: Lifetimes,
  from: number,
  to: number,
  confidence: number,
): Pick<ProjectedPoint, 'rate' | 'standardError' | 'interval'> {
  const log =
    to === from + 1
      ? logRetention(lifetimes, to)
      : logSurvival(lifetimes, to) - logSurvival(lifetimes, from)
  const rate = Math.exp(log)
  if (!lifetimes.covariance) return { rate, standardError: null, interval: null }
  const before = survivalSlopes(lifetimes, from)
  const slopes = survivalSlopes(lifetimes, to).map(
    (slope, i) => rate * (slope - (before[i] as number)),
  )
  const standardError = errorOf(lifetimes, slopes)
  return {
    rate,
    standardError,
    interval:
      standardError !== null && rate > 0 && rate < 1
        ? (curveInterval('log-log', confidence, rate, standardError) as Interval<'log-log'>)
        : null,
  }
}
