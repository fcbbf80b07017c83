import { bridgeHeight } from '../internal/bridge.js'
import { checkConfidence, checkNumber, checkObject } from '../internal/guard.js'
import type { Interval } from '../internal/interval.js'
import { logVariance, readCurve } from './readCurve.js'
import { type CurveIntervalMethod, curveInterval, type RetentionCurve } from './retentionCurve.js'

/** How a band is made. */
export interface RetentionBandOptions {
  /**
   * The last age that the band has to hold for; the fewer ages, the narrower the band.
   * @defaultValue the last age at which somebody was retained
   */
  readonly upTo?: number
  /**
   * How often such a band covers the whole curve, from 0 to 0.999999.
   * @defaultValue that of the curve's intervals
   */
  readonly confidence?: number
}

/** A band at one age. */
export interface RetentionBandPoint {
  /** The age, in the unit of the curve. */
  readonly age: number
  /** Share retained, 0 to 1. */
  readonly rate: number
  /** The band at this age; `null` before the first loss. */
  readonly interval: Interval<CurveIntervalMethod> | null
}

/** A band around a curve, for all its ages at once. */
export interface RetentionBand {
  /** One point for each point of the curve up to `upTo`. */
  readonly points: readonly RetentionBandPoint[]
  /** The last age that the band holds for. */
  readonly upTo: number
  /** How the band is made. */
  readonly method: 'hall-wellner'
  /** The scale on which it is symmetric: the one of the curve's intervals. */
  readonly scale: CurveIntervalMethod
  /** How often such a band covers the whole curve up to `upTo`, 0 to 1. */
  readonly confidence: number
}

/**
 * A band that covers the whole curve at once.
 *
 * An interval of 95 % covers the true retention at its own age 95 times of 100; all of twenty intervals
 * do so less often. A band of 95 % holds at every age at once: it is what a plot of a curve asks for,
 * and what may be read at an age that was chosen after seeing the curve.
 *
 * @formula half = k × (1 + customers × σ²) ÷ √customers × rate on the plain scale, with σ² the relative
 * variance of the curve and k what a Brownian bridge stays within up to n σ² ÷ (1 + n σ²)
 * @unit share, 0 to 1, by age
 *
 * @param curve - A curve of {@link retentionCurve}; its interval names the scale.
 * @param options - The last age, and the confidence.
 * @returns The band by age.
 * @throws {@link MetricError} `out-of-range` for an age beyond the last at which somebody was retained;
 * `invalid` for what is not a curve.
 * @source Hall & Wellner (1980), “Confidence bands for a survival curve from censored data”, Biometrika
 * 67; Borgan & Liestøl (1990), Scandinavian Journal of Statistics 17, for the other scales.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 20, censored: 0 }, 2: { lost: 10, censored: 70 } })
 * curve.points[1].interval // => { low: 0.5998…, high: 0.7796…, confidence: 0.95, method: 'log-log' }
 * retentionBand(curve).points[1].interval // => { low: 0.5762…, high: 0.7939…, confidence: 0.95, method: 'log-log' }
 * ```
 */
export function retentionBand(
  curve: RetentionCurve,
  options: RetentionBandOptions = {},
): RetentionBand {
  const metric = 'retentionBand'
  const given = checkObject<RetentionBandOptions>(metric, ['options'], options)
  const { points, from = 0, method: scale, confidence: known } = readCurve(metric, curve)
  const confidence = checkConfidence(metric, given.confidence ?? known)
  const retained = points.filter(({ rate }) => rate > 0)
  const end = retained.at(-1)?.age ?? from
  const upTo = checkNumber(metric, ['upTo'], given.upTo ?? end, from, end, '')
  const within = retained.filter(({ age }) => age <= upTo)
  // How many there are gives the band its shape; whatever the number, it covers as often as it says.
  const customers = points.reduce(
    (most, { effectiveAtRisk, atRisk }) => Math.max(most, effectiveAtRisk ?? atRisk),
    1,
  )
  const last = within.at(-1)
  const time = last ? customers * logVariance(last) : 0
  const part = Math.min(time / (1 + time), MOST_PART)
  const height = time > 0 ? bridgeHeight(confidence, part) : 0
  const toPoint = (point: (typeof points)[number]): RetentionBandPoint => {
    const { age, rate } = point
    const half = ((1 + customers * logVariance(point)) / Math.sqrt(customers)) * rate
    const isInside = time > 0 && rate < 1
    return {
      age,
      rate,
      interval: isInside ? curveInterval(scale, confidence, rate, half, height) : null,
    }
  }
  return { points: within.map(toPoint), upTo, method: 'hall-wellner', scale, confidence }
}

/** From there on a bridge has met its walls: its end adds nothing. */
const MOST_PART = 1 - 1e-9
