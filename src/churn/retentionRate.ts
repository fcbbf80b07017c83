import { checkObject, checkSome, checkWhole } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import { type RateOptions, rateInterval } from './rateInterval.js'

/** The three counts of the classical retention rate. */
export interface RetentionCounts {
  /** Customers when the window opens. */
  readonly opening: number
  /** Customers when it closes. */
  readonly closing: number
  /** Of `closing`, those who were won within the window. */
  readonly gained: number
}

/** A retention rate, what it was divided from and how sure it is. */
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
 * Retention rate from three head counts, without knowing who left.
 *
 * @formula rate = (closing − gained) ÷ opening
 * @unit share of the opening customers, 0 to 1
 *
 * @param counts - Customers at the start, at the end, and those of the end who are new.
 * @param options - The interval.
 * @returns The rate with its interval, and what it was divided from.
 * @throws {@link MetricError} `empty` without opening customers; `out-of-range` where the counts say
 * that fewer than none or more than all stayed.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5.
 *
 * @example
 * ```ts
 * retentionRate({ opening: 200, closing: 220, gained: 40 }).rate // => 0.9
 * ```
 */
export function retentionRate(counts: RetentionCounts, options: RateOptions = {}): RetentionRate {
  const metric = 'retentionRate'
  const given = checkObject<RetentionCounts>(metric, ['counts'], counts)
  const opening = checkWhole(metric, ['counts', 'opening'], given.opening)
  checkSome(metric, ['counts', 'opening'], opening, opening, 'customer')
  const gained = checkWhole(metric, ['counts', 'gained'], given.gained)
  const closing = checkWhole(metric, ['counts', 'closing'], given.closing, gained, gained + opening)
  const retained = closing - gained
  return {
    rate: retained / opening,
    retained,
    opening,
    interval: rateInterval(metric, retained, opening, checkObject(metric, ['options'], options)),
  }
}
