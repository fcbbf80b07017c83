import { checkNumber, checkObject } from '../internal/guard.js'
import type { Interval } from '../internal/interval.js'
import { readCurve } from './readCurve.js'
import type { CurveIntervalMethod, RetentionCurve } from './retentionCurve.js'

/** The age to read a curve at. */
export interface RetentionAtOptions {
  /** Age in the unit of the curve; it need not be a whole number. */
  readonly age: number
}

/** Retention at one age; `null` where nobody was observed for that long. */
export interface RetentionAt {
  /** The age asked for. */
  readonly age: number
  /** Share retained, 0 to 1; `null` beyond what was observed. */
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
 * The curve keeps the value of the last age at which anything happened. Beyond the last age that
 * anybody was observed at, retention is not known: `null`, unless nobody was left to lose.
 *
 * @param curve - A curve of {@link retentionCurve}.
 * @param options - The age.
 * @returns Rate, standard error and interval at that age, and the customers observed to reach it.
 * @throws {@link MetricError} `out-of-range` for a negative age; `invalid` for what is not a curve.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53.
 *
 * @example
 * ```ts
 * const curve = retentionCurve({ 1: { lost: 20, censored: 0 }, 6: { lost: 10, censored: 70 } })
 * retentionAt(curve, { age: 3 }).rate // => 0.8
 * retentionAt(curve, { age: 12 }).rate // => null
 * ```
 */
export function retentionAt(curve: RetentionCurve, options: RetentionAtOptions): RetentionAt {
  const metric = 'retentionAt'
  const given = checkObject<RetentionAtOptions>(metric, ['options'], options)
  const age = checkNumber(metric, ['age'], given.age, 0, Infinity, '')
  const { points, customers } = readCurve(metric, curve)
  const reached = points.filter((point) => point.age <= age)
  const last = reached.at(-1)
  const unknown = { age, rate: null, standardError: null, interval: null, atRisk: 0 }
  if (!last) return { ...unknown, rate: 1, atRisk: customers }
  // Between two points are those who reached the next one.
  const here = last.age === age ? last : points[reached.length]
  if (!here) return last.rate === 0 ? { ...unknown, rate: 0 } : unknown
  const { rate, standardError, interval } = last
  return { age, rate, standardError, interval, atRisk: here.atRisk }
}
