import { checkObject } from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import type { CurveIntervalMethod } from '../internal/inference/kaplanMeier.js'
import type { QuantileDefinition } from '../internal/inference/quantiles.js'
import type { TicketClock } from '../internal/time/businessHours.js'
import type { InstantInput } from '../internal/time/periods.js'
import { describeTimes, readQuantileOptions } from './describeTimes.js'
import { readTimes } from './mergeTimes.js'
import type { TimeTally } from './tallyTimes.js'
import type { ReopenedPolicy, TimeUnit } from './tickets.js'

/** What is measured: until it was resolved, or until somebody answered. */
export type TimeMeasure = 'resolution' | 'first-reply'

/** How times become numbers. */
export interface TimeQuantileOptions {
  /** Which sample quantile is taken of the finished ones, by its number in Hyndman & Fan (1996). */
  readonly definition: QuantileDefinition
  /**
   * The shares of tickets to give times for, each from 0.000001 to 0.999999.
   * @defaultValue `[0.5, 0.75, 0.9, 0.95]`
   */
  readonly at?: readonly number[]
  /**
   * The scale on which the interval of the curve is symmetric.
   * @defaultValue `'log-log'`
   */
  readonly interval?: CurveIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** What is measured, by which clock, and in which unit. */
export interface TicketTimeOptions extends TimeQuantileOptions {
  /** The last instant whose facts are known. What happened later is not read. */
  readonly asOf: InstantInput
  /** Whether all time counts, or business hours only. */
  readonly clock: TicketClock
  /** The unit of the times. */
  readonly unit: TimeUnit
}

/** The interval of a time; an end that the curve does not reach is `null`. */
export interface TimeInterval {
  /** Lower end, in the unit asked for. */
  readonly low: number | null
  /** Upper end, in the unit asked for. */
  readonly high: number | null
  /** How often such an interval covers the true value, 0 to 1. */
  readonly confidence: number
  /** The method of the curve's interval, which is turned round. */
  readonly method: CurveIntervalMethod
}

/** The time within which a share of all tickets is done. */
export interface TimePercentile {
  /** The share, 0 to 1. */
  readonly at: number
  /** The time, in the unit asked for; `null` where it is not reached yet. */
  readonly time: number | null
  /** Interval of `time`. */
  readonly interval: TimeInterval
}

/** A quantile of the finished tickets. */
export interface TimeQuantile {
  /** The share, 0 to 1. */
  readonly at: number
  /** The time, in the unit asked for. */
  readonly time: number
}

/** The finished tickets alone. Those that take long are missing from them: all of it is too short. */
export interface FinishedTimes {
  /** Tickets that are finished. */
  readonly tickets: number
  /** Their mean time, in the unit asked for; `null` where there are none. */
  readonly mean: number | null
  /** Interval of `mean`; `null` where there are fewer than two. */
  readonly meanInterval: Interval<'t'> | null
  /** Their quantiles; none where there are no finished tickets. */
  readonly quantiles: readonly TimeQuantile[]
  /** The definition of the quantiles, by its number in Hyndman & Fan (1996). */
  readonly definition: QuantileDefinition
}

/** Times of tickets, those that are not finished counted for as long as they have been waiting. */
export interface TicketTimes {
  /** The time within which half of all tickets are done; `null` where it is not reached yet. */
  readonly median: number | null
  /** Interval of `median`. */
  readonly interval: TimeInterval
  /** The times within which other shares are done. */
  readonly percentiles: readonly TimePercentile[]
  /** The finished tickets alone. */
  readonly finished: FinishedTimes
  /** Tickets counted. */
  readonly tickets: number
  /** Of them, those not finished: they are known to take longer than they have. */
  readonly open: number
  /** Tickets that a bot dealt with, left out. */
  readonly bots: number
  /** What was measured. */
  readonly measure: TimeMeasure
  /** What counted as time. */
  readonly clock: 'calendar' | 'business'
  /** What reopened tickets counted as; `null` for first replies, which happen once. */
  readonly reopened: ReopenedPolicy | null
  /** The unit of the times. */
  readonly unit: TimeUnit
}

/**
 * Median and percentiles of tickets that were counted by their time.
 *
 * The same as {@link resolutionTimes} and {@link firstReplyTimes} say of the tickets themselves, with
 * times cut to completed units.
 *
 * @formula S(t) = Π (1 − ended ÷ not ended before) over times up to t; a percentile is the first t with
 * S(t) ≤ 1 − share
 * @unit the unit of the tally
 *
 * @param tally - A tally of times.
 * @param options - Quantile definition, shares and intervals.
 * @returns Median and percentiles with their intervals, and the finished tickets' mean and quantiles.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for what is not a tally.
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
  const given = checkObject<TimeQuantileOptions>(metric, ['options'], options)
  const { times, ...names } = readTimes(metric, ['tally'], tally)
  const grouped = {
    times: Float64Array.from(times, ({ time }) => time),
    ended: Float64Array.from(times, ({ ended }) => ended),
    open: Float64Array.from(times, ({ open }) => open),
  }
  return describeTimes(metric, grouped, 1, readQuantileOptions(metric, given), names)
}
