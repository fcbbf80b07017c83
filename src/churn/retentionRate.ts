import { checkCount, checkSome, type Fields, readFields, readOptions } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import { RATE_OPTIONS } from '../internal/inference/interval.js'
import { type RateOptions, rateInterval } from './rateInterval.js'

/** The three counts of the textbook retention rate. */
export interface RetentionCounts {
  /** Customers at the start of the window. */
  readonly opening: number
  /** Customers at the end of the window. */
  readonly closing: number
  /** Of `closing`, new customers won within the window. */
  readonly gained: number
}

/** The fields that are read; another one is refused. */
const RETENTION_COUNTS: Fields<RetentionCounts> = { opening: 1, closing: 1, gained: 1 }

/** A retention rate, with the numbers behind it and its interval. */
export interface RetentionRate {
  /** Share of the opening customers who are still there, 0 to 1. */
  readonly rate: number
  /** Opening customers who are still there. */
  readonly retained: number
  /** Customers when the window opened. */
  readonly opening: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/**
 * Retention rate from three head counts, for when you do not know which customers left.
 *
 * @formula rate = (closing − gained) ÷ opening
 * @unit share of the opening customers, 0 to 1
 *
 * @param counts - Customers at the start, customers at the end, and how many of the latter are new.
 * @param options - The interval.
 * @returns The rate with its interval, and the numbers behind it.
 * @throws {@link MetricError} `empty` without opening customers; `out-of-range` where the number of
 * retained customers would be below 0 or above `opening`.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5.
 *
 * @example
 * ```ts
 * retentionRate({ opening: 200, closing: 220, gained: 40 }).rate // => 0.9
 * ```
 */
export function retentionRate(counts: RetentionCounts, options: RateOptions = {}): RetentionRate {
  const metric = 'retentionRate'
  const given = readFields<RetentionCounts>(metric, ['counts'], counts, RETENTION_COUNTS)
  const opening = checkCount(metric, ['counts', 'opening'], given.opening)
  checkSome(metric, ['counts', 'opening'], opening, opening, 'customer')
  const gained = checkCount(metric, ['counts', 'gained'], given.gained)
  const closing = checkCount(metric, ['counts', 'closing'], given.closing, gained, gained + opening)
  const retained = closing - gained
  return {
    rate: retained / opening,
    retained,
    opening,
    interval: rateInterval(
      metric,
      retained,
      opening,
      readOptions<RateOptions>(metric, options, RATE_OPTIONS),
    ),
  }
}
