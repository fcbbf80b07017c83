import {
  checkConfidence,
  checkNumber,
  checkSome,
  checkWhole,
  type Fields,
  readList,
} from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import { meanInterval } from '../internal/inference/interval.js'
import type { CurveIntervalMethod } from '../internal/inference/kaplanMeier.js'
import {
  checkCurveMethod,
  curveQuantiles,
  type EndedByTime,
} from '../internal/inference/kaplanMeier.js'
import type { QuantileDefinition } from '../internal/inference/quantiles.js'
import { checkDefinition, quantileOf } from '../internal/inference/quantiles.js'
import { sortWhole } from '../internal/math/radixSort.js'
import { normalWidth } from '../internal/math/special.js'
import { boundsUpTo } from '../internal/time/dayPlaces.js'
import type { InstantInput } from '../internal/time/instants.js'
import type { TicketClock } from './businessHours.js'
import type { HoldPolicy, ReopenedPolicy, TimeMeasure, TimeUnit } from './tickets.js'

/** What a result says of its tickets beside their times. */
export type TimeNames = Pick<
  TicketTimes,
  'bots' | 'measure' | 'clock' | 'reopened' | 'hold' | 'unit'
>

/** Options of quantiles, once checked. */
export interface ReadQuantileOptions {
  readonly definition: QuantileDefinition
  readonly shares: readonly number[]
  readonly method: CurveIntervalMethod
  readonly confidence: number
}

/** Half of the tickets, and the shares that are common in targets. */
const SHARES = [0.5, 0.75, 0.9, 0.95]
const MOST_SHARES = 1000

/** Options of quantiles, checked. */
export function readQuantileOptions(
  metric: string,
  options: TimeQuantileOptions,
): ReadQuantileOptions {
  const shares = readList(metric, ['at'], options.at ?? SHARES, (share, path) =>
    checkNumber(metric, path, share, 0.000001, 0.999999),
  )
  checkWhole(metric, ['at', 'length'], shares.length, 0, MOST_SHARES)
  return {
    definition: checkDefinition(metric, options.definition),
    shares,
    method: checkCurveMethod(metric, options.interval),
    confidence: checkConfidence(metric, options.confidence),
  }
}

/** Sorted durations, equal ones counted. The list is overwritten. */
export function groupTimes(durations: Float64Array): EndedByTime {
  const times = sortWhole(durations)
  const { length } = times
  const ended = new Uint32Array(length)
  const open = new Uint32Array(length)
  let size = 0
  let latest = -1
  for (let at = 0; at < length; at++) {
    const duration = times[at] as number
    const time = Math.floor(duration / 2)
    // Those that were read make room for the times.
    if (time > latest) times[size++] = time
    latest = time
    const own = duration > 2 * time ? open : ended
    ;(own[size - 1] as number)++
  }
  return {
    times: times.subarray(0, size),
    ended: ended.subarray(0, size),
    open: open.subarray(0, size),
  }
}

/** The result of all times, in a unit given in milliseconds. */
export function describeTimes(
  metric: string,
  grouped: EndedByTime,
  perUnit: number,
  options: ReadQuantileOptions,
  names: TimeNames,
): TicketTimes {
  const { method, confidence, shares } = options
  const open = sum(grouped.open)
  const tickets = sum(grouped.ended) + open
  checkSome(metric, ['tickets'], [], tickets, 'ticket')
  const inUnit = (time: number | null): number | null => (time === null ? null : time / perUnit)
  const found = curveQuantiles(grouped, [0.5, ...shares], method, normalWidth(confidence)).map(
    ({ time, low, high }, index): TimePercentile => ({
      at: shares[index - 1] ?? 0.5,
      time: inUnit(time),
      interval: { low: inUnit(low), high: inUnit(high), confidence, method },
    }),
  )
  const [{ time: median, interval }, ...percentiles] = found as [TimePercentile]
  return {
    median,
    interval,
    percentiles,
    finished: describeFinished(grouped, perUnit, options),
    tickets,
    open,
    ...names,
  }
}

/** The finished tickets alone; their counts are overwritten. */
function describeFinished(
  { times, ended }: EndedByTime,
  perUnit: number,
  { definition, shares, confidence }: ReadQuantileOptions,
): FinishedTimes {
  const tickets = sum(ended)
  if (tickets === 0) return { tickets, mean: null, meanInterval: null, quantiles: [], definition }
  let total = 0
  for (let at = 0; at < times.length; at++) total += (times[at] as number) * (ended[at] as number)
  const mean = total / tickets
  let squares = 0
  for (let at = 0; at < times.length; at++)
    squares += ((times[at] as number) - mean) ** 2 * (ended[at] as number)
  const deviation = Math.sqrt(squares / (tickets - 1)) / perUnit
  // From here on how many were finished up to a time, by which a rank is found.
  for (let at = 1; at < ended.length; at++)
    ended[at] = (ended[at] as number) + (ended[at - 1] as number)
  const timeAt = (rank: number): number => times[boundsUpTo(ended, rank)] as number
  return {
    tickets,
    mean: mean / perUnit,
    meanInterval:
      tickets < 2
        ? null
        : meanInterval(mean / perUnit, deviation, tickets, confidence, [0, Infinity]),
    quantiles: shares.map((at) => ({
      at,
      time: quantileOf(timeAt, tickets, at, definition) / perUnit,
    })),
    definition,
  }
}

function sum(counts: EndedByTime['ended']): number {
  let total = 0
  for (let at = 0; at < counts.length; at++) total += counts[at] as number
  return total
}

/** How times become numbers. */
export interface TimeQuantileOptions {
  /** The quantile definition for finished tickets, by its number in Hyndman & Fan (1996). */
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

/** The fields that are read; another one is refused. */
export const TIME_QUANTILE_OPTIONS: Fields<TimeQuantileOptions> = {
  definition: 1,
  at: 0,
  interval: 0,
  confidence: 0,
}

/** What is measured, by which clock, and in which unit. */
export interface TicketTimeOptions extends TimeQuantileOptions {
  /** The last instant whose facts are known. What happened later is not read. */
  readonly asOf: InstantInput
  /** Whether all time counts, or business hours only. */
  readonly clock: TicketClock
  /** The unit of the times. */
  readonly unit: TimeUnit
  /**
   * What time on hold does to the clock.
   * @defaultValue nothing: it is required where a ticket was on hold
   */
  readonly hold?: HoldPolicy
}

/** The fields that are read; another one is refused. */
export const TICKET_TIME_OPTIONS: Fields<TicketTimeOptions> = {
  asOf: 1,
  clock: 1,
  hold: 0,
  unit: 1,
  definition: 1,
  at: 0,
  interval: 0,
  confidence: 0,
}

/** The interval of a time; an end that the curve does not reach is `null`. */
export interface TimeInterval {
  /** Lower end, in the unit asked for. */
  readonly low: number | null
  /** Upper end, in the unit asked for. */
  readonly high: number | null
  /** How often such an interval covers the true value, 0 to 1. */
  readonly confidence: number
  /** The method of the curve's interval, from which this one is derived. */
  readonly method: CurveIntervalMethod
}

/** The time within which a share of all tickets is finished. */
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

/**
 * The finished tickets alone. Tickets that take long are still open, so all these times are too
 * short.
 */
export interface FinishedTimes {
  /** Tickets that are finished. */
  readonly tickets: number
  /** Their mean time, in the unit asked for; `null` without finished tickets. */
  readonly mean: number | null
  /** Interval of `mean`; `null` where there are fewer than two. */
  readonly meanInterval: Interval<'t'> | null
  /** Their quantiles; empty without finished tickets. */
  readonly quantiles: readonly TimeQuantile[]
  /** The definition of the quantiles, by its number in Hyndman & Fan (1996). */
  readonly definition: QuantileDefinition
}

/** Times of tickets. Unfinished tickets count for the time that they have waited. */
export interface TicketTimes {
  /** The time within which half of all tickets are finished; `null` where it is not reached yet. */
  readonly median: number | null
  /** Interval of `median`. */
  readonly interval: TimeInterval
  /** The times within which other shares are finished. */
  readonly percentiles: readonly TimePercentile[]
  /** The finished tickets alone. */
  readonly finished: FinishedTimes
  /** Tickets counted. */
  readonly tickets: number
  /** Of them, unfinished tickets, which will take longer than they have so far. */
  readonly open: number
  /** Tickets that a bot dealt with, left out. */
  readonly bots: number
  /** What was measured. */
  readonly measure: TimeMeasure
  /** What counted as time. */
  readonly clock: 'calendar' | 'business'
  /** How reopened tickets counted; `null` for first replies, which happen once. */
  readonly reopened: ReopenedPolicy | null
  /** What time on hold did to the clock; absent where that was not said, as no ticket was on hold. */
  readonly hold?: HoldPolicy
  /** The unit of the times. */
  readonly unit: TimeUnit
}
