import {
  checkConfidence,
  checkNumber,
  type Fields,
  type Path,
  readOptions,
} from '../../internal/guard.js'
import { type Interval, interval } from '../../internal/inference/interval.js'
import { normalWidth } from '../../internal/math/special.js'
import { logVariance, readCurve } from './readCurve.js'
import type { RetentionCurve, RetentionPoint } from './retentionCurve.js'

/** The age up to which a mean lifetime counts. */
export interface MeanLifetimeOptions {
  /** Age at which every lifetime is cut, in the unit of the curve. */
  readonly upTo: number
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue that of the curve
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const MEAN_LIFETIME_OPTIONS: Fields<MeanLifetimeOptions> = { upTo: 1, confidence: 0 }

/** The mean of lifetimes that are cut at an age. */
export interface MeanLifetime {
  /**
   * Mean time as a customer up to `upTo`, in the unit of the curve; `null` where no customer was
   * followed for that long.
   */
  readonly mean: number | null
  /** Its standard error; `null` where it does not exist, as before the first loss. */
  readonly standardError: number | null
  /** Interval of `mean`; `null` where there is no standard error. */
  readonly interval: Interval<'normal'> | null
  /** The age at which every lifetime is cut. */
  readonly upTo: number
}

/**
 * Mean lifetime up to an age, for example how long a customer stays within the first year.
 *
 * The area under the curve from its beginning up to that age. The mean of whole lifetimes is not
 * known until the last customer is lost; the mean within the first year is known as soon as one
 * customer was followed for a year. A customer lost at age 3 counts with 3 units, the one in which
 * it left included.
 *
 * @formula mean = Σ rate × width of the step, up to `upTo`; standardError = √ Σ (area of the curve from
 * a loss on)² × lost ÷ (atRisk × (atRisk − lost))
 * @unit the unit of the curve
 *
 * @param curve - A curve of {@link retentionCurve}.
 * @param options - The age, and the confidence.
 * @returns The mean, its standard error and interval.
 * @throws {@link MetricError} `out-of-range` for an age before the curve begins; `invalid` for
 * anything but a curve.
 * @source Klein & Moeschberger (2003), “Survival Analysis”, 2nd ed., § 4.5; Irwin (1949), “The standard
 * error of an estimate of expectation of life”, Journal of Hygiene 47.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 20, censored: 0 }, 6: { lost: 10, censored: 70 } })
 * meanLifetime(curve, { upTo: 6 }).mean // => 5
 * meanLifetime(curve, { upTo: 12 }).mean // => null
 * ```
 */
export function meanLifetime(curve: RetentionCurve, options: MeanLifetimeOptions): MeanLifetime {
  return restrictedMean('meanLifetime', ['curve'], curve, options)
}

/** The same for a curve among others. */
export function restrictedMean(
  metric: string,
  path: Path,
  curve: RetentionCurve,
  options: MeanLifetimeOptions,
): MeanLifetime {
  const given = readOptions<MeanLifetimeOptions>(metric, options, MEAN_LIFETIME_OPTIONS)
  const { points, from = 0, confidence: known } = readCurve(metric, curve, path)
  const upTo = checkNumber(metric, ['upTo'], given.upTo, from)
  const confidence = checkConfidence(metric, given.confidence ?? known)
  const last = points.at(-1) as RetentionPoint
  if (last.rate > 0 && upTo > last.age)
    return { mean: null, standardError: null, interval: null, upTo }
  let area = 0
  let variance = 0
  let end = upTo
  // From the last step back, so that at each loss the area from it on is known.
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index] as RetentionPoint
    if (point.age >= upTo) continue
    area += point.rate * (end - point.age)
    end = point.age
    const before = points[index - 1]
    const added = logVariance(point) - (before ? logVariance(before) : 0)
    if (point.rate > 0 && point.lost > 0) variance += area * area * Math.max(added, 0)
  }
  const mean = area + end - from
  const standardError = variance > 0 ? Math.sqrt(variance) : null
  const half = normalWidth(confidence) * (standardError ?? 0)
  return {
    mean,
    standardError,
    interval:
      standardError === null
        ? null
        : interval('normal', confidence, mean, [mean - half, mean + half], [0, upTo - from]),
    upTo,
  }
}
