import { readCurve } from './readCurve.js'
import type { CurveIntervalMethod, RetentionCurve, RetentionPoint } from './retentionCurve.js'

/** The interval of a lifetime; an end that the curve does not reach is `null`. */
export interface LifetimeInterval {
  /** Lower end, in the unit of the curve. */
  readonly low: number | null
  /** Upper end, in the unit of the curve. */
  readonly high: number | null
  /** How often such an interval covers the true value, 0 to 1. */
  readonly confidence: number
  /** The method of the curve's interval, from which this one is derived. */
  readonly method: CurveIntervalMethod
}

/** The age by which half the customers are lost. */
export interface MedianLifetime {
  /** The first age at which no more than half are retained; `null` where more than half still are. */
  readonly median: number | null
  /** Interval of the median. */
  readonly interval: LifetimeInterval
}

/**
 * The age by which half of the customers are lost.
 *
 * The first age at which the curve is at a half or below. Its interval holds the ages at which the
 * interval of the curve contains a half, so the upper end is often not reached yet: `null`.
 *
 * @param curve - A curve of {@link retentionCurve}.
 * @returns The median with its interval, in the unit of the curve.
 * @throws {@link MetricError} `invalid` for anything but a curve.
 * @source Brookmeyer & Crowley (1982), “A Confidence Interval for the Median Survival Time”,
 * Biometrics 38.
 *
 * @example
 * ```ts
 * const lives = { 1: { lost: 30, censored: 5 }, 2: { lost: 25, censored: 5 }, 3: { lost: 10, censored: 25 } }
 * medianLifetime(retentionCurve(lives)).median // => 2
 * ```
 */
export function medianLifetime(curve: RetentionCurve): MedianLifetime {
  const { points, method, confidence } = readCurve('medianLifetime', curve)
  const firstAge = (height: (point: RetentionPoint) => number): number | null =>
    points.find((point) => height(point) <= HALF)?.age ?? null
  return {
    median: firstAge(({ rate }) => rate),
    interval: {
      low: firstAge(({ interval, rate }) => interval?.low ?? rate),
      high: firstAge(({ interval }) => interval?.high ?? 1),
      confidence,
      method,
    },
  }
}

/** A product of shares that comes to a half exactly can be rounded to a little more. */
const HALF = 0.5 + 1e-12
