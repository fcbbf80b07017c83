import { checkConfidence, checkWhole, type Fields, readOptions } from '../../internal/guard.js'
import { type Interval, interval } from '../../internal/inference/interval.js'
import { type CurveIntervalMethod, checkCurveMethod } from '../../internal/inference/kaplanMeier.js'
import { startProduct, stepProduct } from '../../internal/inference/survivalProduct.js'
import { normalWidth } from '../../internal/math/special.js'
import type { LifeTally } from './lifeTally.js'
import { type Risk, type Risks, risksFrom } from './readLives.js'

export type { CurveIntervalMethod } from '../../internal/inference/kaplanMeier.js'

/** How the interval of a curve is made. */
export interface RetentionCurveOptions {
  /**
   * The scale on which the interval is symmetric.
   * @defaultValue `'log-log'`
   */
  readonly interval?: CurveIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Age at which the curve begins: the retention of those who reached it, a whole number.
   * @defaultValue `0`
   */
  readonly from?: number
  /**
   * The last age of the curve, a whole number: lives that go on beyond it count as followed up to it.
   * A gap in the ages beyond it, where nobody was followed, does not matter.
   * @defaultValue the age of the longest life
   */
  readonly to?: number
}

/** The fields that are read; another one is refused. */
const RETENTION_CURVE_OPTIONS: Fields<RetentionCurveOptions> = {
  interval: 0,
  confidence: 0,
  from: 0,
  to: 0,
}

/** The curve at one age. */
export interface RetentionPoint {
  /** The age, in the unit of the lives. */
  readonly age: number
  /** Customers who reached this age under observation. */
  readonly atRisk: number
  /** Of them, those lost at this age. */
  readonly lost: number
  /** Of them, those followed to this age and still there. */
  readonly censored: number
  /**
   * Customers who came under observation at this age and are at risk from the next age on; absent
   * where nobody entered.
   */
  readonly entered?: number
  /** Kish's effective number of those at risk; absent where customers have no weights. */
  readonly effectiveAtRisk?: number
  /** Share of all customers retained beyond this age, 0 to 1. */
  readonly rate: number
  /** Greenwood's standard error; `null` before the first loss and after the last customer. */
  readonly standardError: number | null
  /** Interval of `rate`; `null` where there is no standard error. */
  readonly interval: Interval<CurveIntervalMethod> | null
}

/** Retention by age, each point with its interval. */
export interface RetentionCurve {
  /** Age at which the curve begins; absent where that is 0. */
  readonly from?: number
  /** One point for each age at which somebody was lost or censored or entered, ascending. */
  readonly points: readonly RetentionPoint[]
  /** Customers followed, those who entered late included. */
  readonly customers: number
  /** Customers lost. */
  readonly lost: number
  /** Customers still there when they were last followed. */
  readonly censored: number
  /** The method of the intervals. */
  readonly method: CurveIntervalMethod
  /** The confidence of the intervals. */
  readonly confidence: number
}

/**
 * Retention by age (Kaplan–Meier), where every customer counts for as long as the data follow them.
 *
 * At each age, the estimate takes the share of those who reached it and stayed beyond it, and
 * multiplies these shares. Customers who are still there count for as long as they were followed,
 * neither as lost nor as retained for ever.
 *
 * Customers who entered late are at risk only at ages at which the data would show their loss.
 * Customers with weights count by their weights, and Greenwood's standard error uses Kish's
 * effective number of those at risk: (Σ weight)² ÷ Σ weight².
 *
 * @formula rate(age) = Π (1 − lost ÷ atRisk) over ages up to it;
 * standardError = rate × √ Σ lost ÷ (atRisk × (atRisk − lost))
 * @unit share, 0 to 1, by age in the unit of the lives
 *
 * @param lives - Lost and censored customers by age.
 * @param options - The interval, and the age at which the curve begins.
 * @returns The curve with its intervals.
 * @throws {@link MetricError} `empty` without lives; `invalid` for anything but a tally of lives;
 * `undefined` where at some age nobody was followed, so the curve cannot continue beyond it: `to` ends
 * it there.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Greenwood (1926) for the variance; Kalbfleisch & Prentice (1980), § 1.3, for the log-log interval;
 * Klein & Moeschberger (2003), “Survival Analysis”, 2nd ed., § 4.6, for late entry; Xie & Liu (2005),
 * “Adjusted Kaplan–Meier estimator and log-rank test with inverse probability of treatment weighting”,
 * Statistics in Medicine 24, for weights.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 20, censored: 0 }, 2: { lost: 10, censored: 70 } })
 * curve.points.map((point) => point.rate) // => [0.8, 0.7]
 * curve.points[1].interval // => { low: 0.5998…, high: 0.7796…, confidence: 0.95, method: 'log-log' }
 * ```
 */
export function retentionCurve(
  lives: LifeTally,
  options: RetentionCurveOptions = {},
): RetentionCurve {
  const metric = 'retentionCurve'
  const given = readOptions<RetentionCurveOptions>(metric, options, RETENTION_CURVE_OPTIONS)
  const { confidence, from: start = 0 } = given
  const method = checkCurveMethod(metric, given.interval)
  const level = checkConfidence(metric, confidence)
  const from = checkWhole(metric, ['from'], start)
  const to = given.to === undefined ? Infinity : checkWhole(metric, ['to'], given.to, from + 1)
  const risks = risksFrom(metric, ['lives'], lives, from, to)
  const { customers, lost, censored } = risks
  return {
    ...(from > 0 && { from }),
    points: pointsOf(risks, method, level),
    customers,
    lost,
    censored,
    method,
    confidence: level,
  }
}

function pointsOf(
  { points, isWeighted }: Risks,
  method: CurveIntervalMethod,
  confidence: number,
): RetentionPoint[] {
  const width = normalWidth(confidence)
  let variance = 0
  const product = startProduct((points[0] as Risk).atRisk)
  return points.map((point, index): RetentionPoint => {
    const { age, atRisk, lost, censored, entered, effective } = point
    const isChanged = censored > 0 || entered > 0
    stepProduct(product, atRisk, lost, isChanged ? (points[index + 1]?.atRisk ?? 0) : undefined)
    if (lost > 0) variance += lost / (effective * (atRisk - lost))
    const { rate } = product
    const standardError = rate > 0 && rate < 1 ? rate * Math.sqrt(variance) : null
    return {
      age,
      atRisk,
      lost,
      censored,
      ...(entered > 0 && { entered }),
      ...(isWeighted && { effectiveAtRisk: effective }),
      rate,
      standardError,
      interval:
        standardError === null
          ? null
          : curveInterval(method, confidence, rate, standardError, width),
    }
  })
}

/** An interval of a share above 0 and below 1, symmetric on the given scale. */
export function curveInterval(
  method: CurveIntervalMethod,
  confidence: number,
  rate: number,
  standardError: number,
  width: number = normalWidth(confidence),
): Interval<CurveIntervalMethod> {
  return interval(method, confidence, rate, curveEnds(method, rate, standardError, width), [0, 1])
}

/** The ends of such an interval, as many standard errors away. */
function curveEnds(
  method: CurveIntervalMethod,
  rate: number,
  standardError: number,
  width: number,
): readonly [number, number] {
  const half = width * standardError
  if (method === 'plain') return [rate - half, rate + half]
  if (method === 'log') return [rate * Math.exp(-half / rate), rate * Math.exp(half / rate)]
  const factor = Math.exp(half / (rate * -Math.log(rate)))
  return [rate ** factor, rate ** (1 / factor)]
}
