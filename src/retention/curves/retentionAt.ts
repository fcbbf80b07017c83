import { checkNumber, type Fields, readOptions } from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { logVariance, readCurve } from './readCurve.js'
import {
  type CurveIntervalMethod,
  curveInterval,
  type RetentionCurve,
  type RetentionPoint,
} from './retentionCurve.js'

/** The age to read a curve at. */
export interface RetentionAtOptions {
  /** Age in the unit of the curve; it need not be a whole number. */
  readonly age: number
  /**
   * An age that customers have already passed: the result is the retention of those customers from
   * there on.
   * @defaultValue none: retention of all customers
   */
  readonly given?: number
}

/** The fields that are read; another one is refused. */
const RETENTION_AT_OPTIONS: Fields<RetentionAtOptions> = { age: 1, given: 0 }

/** Retention at one age; `null` where no customer was observed for that long. */
export interface RetentionAt {
  /** The age asked for. */
  readonly age: number
  /** The age beyond which customers are already retained; `null` for all customers. */
  readonly given: number | null
  /**
   * Share retained, of those retained at `given`, 0 to 1; `null` beyond the last observed age, and
   * where nobody was retained at `given`.
   */
  readonly rate: number | null
  /** Greenwood's standard error; `null` where it does not exist. */
  readonly standardError: number | null
  /** Interval of `rate`; `null` where there is no standard error. */
  readonly interval: Interval<CurveIntervalMethod> | null
  /** Customers observed to reach this age. */
  readonly atRisk: number
}

/**
 * Reads a retention curve at an age.
 *
 * Between two points the curve keeps the value of the earlier one. Beyond the last observed age,
 * retention is not known and the rate is `null`, unless all customers were lost.
 *
 * With `given`, the retention of customers who have reached some age already: the chance that a
 * customer who has stayed for a year will stay for two.
 *
 * @formula rate = rate(age) ÷ rate(given); its relative variance is the difference of theirs
 * @unit share of all customers, or of those retained at `given`, 0 to 1
 *
 * @param curve - A curve of {@link retentionCurve}.
 * @param options - The age, and the age already passed.
 * @returns Rate, standard error and interval at that age, and the customers observed to reach it.
 * @throws {@link MetricError} `out-of-range` for an age before the curve begins or before `given`;
 * `invalid` for anything but a curve.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Klein & Moeschberger (2003), “Survival Analysis”, 2nd ed., § 4.6, for retention given an age.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 20, censored: 0 }, 6: { lost: 40, censored: 40 } })
 * retentionAt(curve, { age: 3 }).rate // => 0.8
 * retentionAt(curve, { age: 6, given: 3 }).rate // => 0.5
 * retentionAt(curve, { age: 12 }).rate // => null
 * ```
 */
export function retentionAt(curve: RetentionCurve, options: RetentionAtOptions): RetentionAt {
  const metric = 'retentionAt'
  const asked = readOptions<RetentionAtOptions>(metric, options, RETENTION_AT_OPTIONS)
  const { points, from = 0, method, confidence } = readCurve(metric, curve)
  const age = checkNumber(metric, ['age'], asked.age, from)
  const given =
    asked.given === undefined ? null : checkNumber(metric, ['given'], asked.given, from, age)
  const unknown = { age, given, rate: null, standardError: null, interval: null, atRisk: 0 }
  const there = lastBy(points, age)
  if (!there) return unknown
  const { rate: reached, atRisk } = there
  const start = given === null ? undefined : lastBy(points, given)
  if (!start || start.rate === 1) {
    const { standardError, interval } = there
    return { age, given, rate: reached, standardError, interval, atRisk }
  }
  if (start.rate === 0) return unknown
  const rate = reached / start.rate
  if (rate === 0 || rate === 1) return { ...unknown, rate, atRisk }
  const variance = Math.max(logVariance(there) - logVariance(start), 0)
  const standardError = rate * Math.sqrt(variance)
  const interval = curveInterval(method, confidence, rate, standardError)
  return { age, given, rate, standardError, interval, atRisk }
}

/** The curve at an age, with those who reached it; nothing beyond the last age that was observed. */
function lastBy(points: readonly RetentionPoint[], age: number): RetentionPoint | undefined {
  const next = points.findIndex((point) => point.age > age)
  const last = next < 0 ? points.at(-1) : points[next - 1]
  const beginning = { rate: 1, standardError: null, interval: null } as const
  if (!last) return { ...(points[0] as RetentionPoint), ...beginning }
  if (last.age === age) return last
  if (next < 0) return last.rate === 0 ? { ...last, atRisk: 0 } : undefined
  return { ...last, atRisk: (points[next] as RetentionPoint).atRisk }
}
