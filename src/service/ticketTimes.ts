import { readOptions } from '../internal/guard.js'
import {
  describeTimes,
  readQuantileOptions,
  TIME_QUANTILE_OPTIONS,
  type TicketTimes,
  type TimeQuantileOptions,
} from './describeTimes.js'
import type { TimeTally } from './timeTally.js'
import { readTimes } from './timeTally.js'

/**
 * Median and percentiles of times, from a tally.
 *
 * The same results as {@link resolutionTimes} and {@link firstReplyTimes} give for tickets, with
 * times cut to completed units.
 *
 * @formula S(t) = Π (1 − ended ÷ not ended before) over times up to t; a percentile is the first t with
 * S(t) ≤ 1 − share
 * @unit the unit of the tally
 *
 * @param tally - A tally of times.
 * @param options - Quantile definition, shares and intervals.
 * @returns Median and percentiles with their intervals, and the finished tickets' mean and quantiles.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a malformed tally.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Brookmeyer & Crowley (1982), “A Confidence Interval for the Median Survival Time”, Biometrics 38.
 *
 * @example
 * ```ts
 * const tally = {
 *   measure: 'resolution', clock: 'calendar', reopened: 'last', unit: 'hour', bots: 0,
 *   times: { 2: { ended: 3, open: 0 }, 5: { ended: 2, open: 1 }, 30: { ended: 1, open: 3 } },
 * } as const
 * ticketTimes(tally, { definition: 7 }).median // => 5
 * ticketTimes(tally, { definition: 7 }).finished.mean // => 7.6666…
 * ```
 */
export function ticketTimes(tally: TimeTally, options: TimeQuantileOptions): TicketTimes {
  const metric = 'ticketTimes'
  const given = readOptions<TimeQuantileOptions>(metric, options, TIME_QUANTILE_OPTIONS)
  const { times, ...names } = readTimes(metric, ['tally'], tally)
  const grouped = {
    times: Float64Array.from(times, ({ time }) => time),
    ended: Float64Array.from(times, ({ ended }) => ended),
    open: Float64Array.from(times, ({ open }) => open),
  }
  return describeTimes(metric, grouped, 1, readQuantileOptions(metric, given), names)
}
