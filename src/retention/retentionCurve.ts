import { checkConfidence, checkNumber, checkObject, checkSome } from '../internal/guard.js'
import { type Interval, interval } from '../internal/interval.js'
import { normalWidth } from '../internal/special.js'
import {
  type CurveIntervalMethod,
  checkCurveMethod,
  startCurve,
  stepCurve,
} from '../internal/survival.js'
import { readLives } from './mergeLives.js'
import type { LifeTally } from './tallyLives.js'

export type { CurveIntervalMethod } from '../internal/survival.js'

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
}

/** What is known at one age. */
export interface RetentionPoint {
  /** The age, in the unit of the lives. */
  readonly age: number
  /** Customers who reached this age under observation. */
  readonly atRisk: number
  /** Of them, those lost at this age. */
  readonly lost: number
  /** Of them, those followed to this age and still there. */
  readonly censored: number
  /** Share of all customers retained beyond this age, 0 to 1. */
  readonly rate: number
  /** Greenwood's standard error; `null` before the first loss and after the last customer. */
  readonly standardError: number | null
  /** Interval of `rate`; `null` where there is no standard error. */
  readonly interval: Interval<CurveIntervalMethod> | null
}

/** Retention by age, each point with its interval. */
export interface RetentionCurve {
  /** One point for each age at which somebody was lost or censored, ascending. */
  readonly points: readonly RetentionPoint[]
  /** Customers at age 0. */
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
 * Retention by age, counting every customer for as long as there was something to see.
 *
 * The Kaplan–Meier estimate: at each age, the share that got past it of those who reached it, all
 * multiplied up. Customers who are still there count for as long as they were followed, neither as
 * lost nor as retained for good.
 *
 * @formula rate(age) = Π (1 − lost ÷ atRisk) over ages up to it;
 * standardError = rate × √ Σ lost ÷ (atRisk × (atRisk − lost))
 * @unit share, 0 to 1, by age in the unit of the lives
 *
 * @param lives - Lost and censored customers by age.
 * @param options - The interval.
 * @returns The curve with its intervals.
 * @throws {@link MetricError} `empty` without lives; `invalid` for what is not a tally of them.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Greenwood (1926) for the variance; Kalbfleisch & Prentice (1980), § 1.3, for the log-log interval.
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
  const given = checkObject<RetentionCurveOptions>(metric, ['options'], options)
  const method = checkCurveMethod(metric, given.interval)
  const level = checkConfidence(metric, given.confidence)
  const width = normalWidth(level)
  const ages = readLives(metric, ['lives'], lives)
  const customers = ages.reduce(
    (sum, { lost, censored }) => checkNumber(metric, ['lives'], sum + lost + censored),
    0,
  )
  checkSome(metric, ['lives'], lives, customers, 'life')
  const curve = startCurve(customers)
  let allLost = 0
  const points = ages.map(({ age, lost, censored }): RetentionPoint => {
    const { atRisk } = curve
    stepCurve(curve, lost, censored)
    const { rate, variance } = curve
    const standardError = rate > 0 && rate < 1 ? rate * Math.sqrt(variance) : null
    const ends = standardError === null ? null : curveEnds(method, rate, standardError, width)
    allLost += lost
    return {
      age,
      atRisk,
      lost,
      censored,
      rate,
      standardError,
      interval: ends && interval(method, level, rate, ends, [0, 1]),
    }
  })
  const censored = customers - allLost
  return { points, customers, lost: allLost, censored, method, confidence: level }
}

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
