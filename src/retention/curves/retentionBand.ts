import {
  check,
  checkChoice,
  checkConfidence,
  checkNumber,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { envelopeHeight } from '../../internal/math/bridgeEnvelope.js'
import { bridgeHeight } from '../../internal/math/brownianBridge.js'
import { logVariance, readCurve } from './readCurve.js'
import {
  type CurveIntervalMethod,
  curveInterval,
  type RetentionCurve,
  type RetentionPoint,
} from './retentionCurve.js'

/** The shape of a band. */
export type RetentionBandMethod = 'hall-wellner' | 'equal-precision'

/** How a band is made. */
export interface RetentionBandOptions {
  /**
   * The shape: `'hall-wellner'` is narrowest in the middle of the curve and holds from its
   * beginning; `'equal-precision'` has the same width in standard errors at each age, and covers a
   * range of ages only.
   * @defaultValue `'hall-wellner'`
   */
  readonly interval?: RetentionBandMethod
  /**
   * The first age that an equal-precision band must cover; the fewer ages, the narrower the band.
   * @defaultValue the age of the first loss
   */
  readonly from?: number
  /**
   * The last age that the band must cover; the fewer ages, the narrower the band.
   * @defaultValue the last age at which somebody was retained
   */
  readonly upTo?: number
  /**
   * How often such a band covers the whole curve, from 0 to 0.999999.
   * @defaultValue that of the curve's intervals
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const RETENTION_BAND_OPTIONS: Fields<RetentionBandOptions> = {
  interval: 0,
  from: 0,
  upTo: 0,
  confidence: 0,
}

/** A band at one age. */
export interface RetentionBandPoint {
  /** The age, in the unit of the curve. */
  readonly age: number
  /** Share retained, 0 to 1. */
  readonly rate: number
  /** The band at this age; `null` before the first loss, and outside the ages of the band. */
  readonly interval: Interval<CurveIntervalMethod> | null
}

/** A band around a curve, for all its ages at once. */
export interface RetentionBand {
  /** One point for each point of the curve up to `upTo`. */
  readonly points: readonly RetentionBandPoint[]
  /**
   * The first age that the band covers. A Hall–Wellner band begins where the curve does. A band of
   * equal precision begins at the age of a loss: the last one up to the given `from`, because the
   * curve keeps its value until then, or else the first loss.
   */
  readonly from: number
  /** The last age that the band covers. */
  readonly upTo: number
  /** The shape of the band. */
  readonly method: RetentionBandMethod
  /** The scale on which it is symmetric: the one of the curve's intervals. */
  readonly scale: CurveIntervalMethod
  /** How often such a band covers the whole curve up to `upTo`, 0 to 1. */
  readonly confidence: number
}

/**
 * A band that covers the whole curve at once.
 *
 * An interval of 95 % covers the true retention at its own age in 95 of 100 cases. Twenty intervals
 * cover it all together less often. A band of 95 % covers all ages at once. Use it for a plot of a
 * curve, and at an age that you chose after seeing the curve.
 *
 * @formula Hall–Wellner: half = k × (1 + customers × σ²) ÷ √customers × rate on the plain scale, with σ²
 * the relative variance of the curve and k the height that a Brownian bridge stays within up to n σ² ÷ (1 + n σ²).
 * Equal precision: half = c × standardError, with c the height that the Ornstein–Uhlenbeck process stays within
 * for ½ ln (σ²(upTo) ÷ σ²(from)), or for 0.002 where that is less but not 0
 * @unit share, 0 to 1, by age
 *
 * @param curve - A curve of {@link retentionCurve}; its interval names the scale.
 * @param options - The shape, the ages that it must cover, and the confidence.
 * @returns The band by age.
 * @throws {@link MetricError} `out-of-range` for an age beyond the last at which somebody was
 * retained, or for `from` after `upTo`; `invalid` for anything but a curve, or `from` with a
 * Hall–Wellner band.
 * @source Hall & Wellner (1980), “Confidence bands for a survival curve from censored data”, Biometrika
 * 67; Nair (1984), “Confidence bands for survival functions with censored data: a comparative study”,
 * Technometrics 26, for equal precision; Borgan & Liestøl (1990), Scandinavian Journal of Statistics 17,
 * for the other scales.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 20, censored: 0 }, 2: { lost: 10, censored: 70 } })
 * curve.points[1].interval // => { low: 0.5998…, high: 0.7796…, confidence: 0.95, method: 'log-log' }
 * retentionBand(curve).points[1].interval // => { low: 0.5762…, high: 0.7939…, confidence: 0.95, method: 'log-log' }
 * retentionBand(curve, { interval: 'equal-precision' }).points[1].interval // => { low: 0.5705…, high: 0.7971…, confidence: 0.95, method: 'log-log' }
 * ```
 */
export function retentionBand(
  curve: RetentionCurve,
  options: RetentionBandOptions = {},
): RetentionBand {
  const metric = 'retentionBand'
  const given = readOptions<RetentionBandOptions>(metric, options, RETENTION_BAND_OPTIONS)
  const { points, from: start = 0, method: scale, confidence: known } = readCurve(metric, curve)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'hall-wellner', BAND_METHODS)
  const confidence = checkConfidence(metric, given.confidence ?? known)
  const retained = points.filter(({ rate }) => rate > 0)
  const end = retained.at(-1)?.age ?? start
  const upTo = checkNumber(metric, ['upTo'], given.upTo ?? end, start, end)
  const within = retained.filter(({ age }) => age <= upTo)
  const hasFrom = given.from !== undefined
  const isBoth = method === 'hall-wellner' && hasFrom
  const expected = 'absent: a Hall–Wellner band holds from the beginning'
  check(metric, ['from'], given.from, !isBoth, expected, 'invalid')
  const from = hasFrom ? checkNumber(metric, ['from'], given.from, start, upTo) : undefined
  const band =
    method === 'hall-wellner'
      ? hallWellner(points, within, confidence)
      : equalPrecision(within, from ?? 0, confidence)
  return {
    points: within.map((point) => {
      const { age, rate } = point
      const isInside = rate < 1 && age >= band.from
      const interval = isInside
        ? curveInterval(scale, confidence, rate, band.error(point), band.height)
        : null
      return { age, rate, interval }
    }),
    from: Number.isFinite(band.from) ? band.from : (from ?? start),
    upTo,
    method,
    scale,
    confidence,
  }
}

const BAND_METHODS: readonly RetentionBandMethod[] = ['hall-wellner', 'equal-precision']

/** The multiple of a point's standard error, from a point on. */
interface Shape {
  readonly from: number
  readonly height: number
  readonly error: (point: RetentionPoint) => number
}

function hallWellner(
  points: readonly RetentionPoint[],
  within: readonly RetentionPoint[],
  confidence: number,
): Shape {
  // The number of customers gives the band its shape; its coverage does not depend on it.
  const customers = points.reduce(
    (most, { effectiveAtRisk, atRisk }) => Math.max(most, effectiveAtRisk ?? atRisk),
    1,
  )
  const last = within.at(-1)
  const time = last ? customers * logVariance(last) : 0
  const part = Math.min(time / (1 + time), MOST_PART)
  return {
    from: time > 0 ? -Infinity : Infinity,
    height: time > 0 ? bridgeHeight(confidence, part) : 0,
    error: (point) => ((1 + customers * logVariance(point)) / Math.sqrt(customers)) * point.rate,
  }
}

/** From there on a bridge has met its walls: its end adds nothing. */
const MOST_PART = 1 - 1e-9

function equalPrecision(
  within: readonly RetentionPoint[],
  from: number,
  confidence: number,
): Shape {
  const known = within.filter((point) => logVariance(point) > 0)
  // Between two points the curve keeps the value of the one before.
  const first = known.filter(({ age }) => age <= from).at(-1) ?? known[0]
  const last = known.at(-1)
  const error = ({ standardError }: RetentionPoint): number => standardError as number
  if (!first || !last) return { from: Infinity, height: 0, error }
  const time = (Math.log(logVariance(last)) - Math.log(logVariance(first))) / 2
  return { from: first.age, height: envelopeHeight(confidence, Math.max(time, 0)), error }
}
