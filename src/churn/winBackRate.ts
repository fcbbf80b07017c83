import {
  checkChoice,
  checkConfidence,
  checkSome,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import { type CurveIntervalMethod, checkCurveMethod } from '../internal/inference/kaplanMeier.js'
import { eachCustomer, type SubscriptionSpan } from '../internal/rows/subscriptionSpans.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader } from '../internal/time/days.js'
import { PERIOD_UNITS, type PeriodUnit } from '../internal/time/periods.js'
// A return is what a loss is for lives: its share by time is 1 less a retention curve.
import { refuseLater } from '../retention/activity/activityGrid.js'
import { medianLifetime } from '../retention/curves/medianLifetime.js'
import { retentionCurve } from '../retention/curves/retentionCurve.js'
import type { EventShare, LaterPolicy, LifeTally, LifetimeInterval } from '../retention/index.js'
import {
  countEventTime,
  type EventTimes,
  eventShares,
  readAges,
} from '../retention/rhythm/eventTimes.js'
import type { SubscriptionRow } from '../subscriptions.js'

/** Which losses of a customer count: the first one, or all. */
export type LossPolicy = 'first' | 'all'

/** Which losses and returns count. */
export interface WinBackRateOptions {
  /** Last day whose facts are known, itself included. */
  readonly asOf: DateInput
  /**
   * Whether rows that start after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /** The unit of times. */
  readonly unit: PeriodUnit
  /** The times since the loss by which returns are counted, whole units, ascending. */
  readonly by: readonly number[]
  /**
   * Whether only the first loss of a customer counts, or all. A customer who is lost again counts
   * again with `'all'`, and such times have no interval, because they depend on each other.
   */
  readonly losses: LossPolicy
  /**
   * The scale on which the intervals are symmetric.
   * @defaultValue `'log-log'`
   */
  readonly interval?: CurveIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const WIN_BACK_RATE_OPTIONS: Fields<WinBackRateOptions> = {
  asOf: 1,
  later: 0,
  unit: 1,
  by: 1,
  losses: 1,
  interval: 0,
  confidence: 0,
  timeZone: 0,
}

/** The share of lost customers who came back, by time since the loss. */
export interface WinBackRate {
  /** The share that had returned by each time asked for. */
  readonly shares: readonly EventShare[]
  /**
   * The time by which half of the lost have returned, in whole units; `null` where fewer than half
   * have.
   */
  readonly median: number | null
  /** Interval of `median`; `null` for `'all'`. */
  readonly medianInterval: LifetimeInterval | null
  /** Losses by `asOf`. */
  readonly lost: number
  /** Of them, those that a return has followed by `asOf`. */
  readonly returned: number
  /** Of them, those that no return has followed yet. */
  readonly open: number
  /** Which losses counted. */
  readonly losses: LossPolicy
  /** The unit of times. */
  readonly unit: PeriodUnit
  /** Last day whose facts are known. */
  readonly asOf: string
  /** Rows that start after `asOf`, left out. */
  readonly laterRows: number
  /** The times by age, counted like lives: `lost` are returns. {@link retentionCurve} reads it. */
  readonly tally: LifeTally
}

/**
 * Win-back rate: the share of lost customers who returned within a time.
 *
 * A customer lost last week has had a week to return. Dividing all returns by all losses counts this
 * customer as gone for good, so the share falls whenever many are lost. Here a loss counts for as long
 * as it could be followed, like a life that is not over.
 *
 * A subscription that starts on or before the day on which another one ends continues it: nobody was
 * lost.
 *
 * @formula rate(t) = 1 − Π (1 − returned ÷ still away) over times up to t
 * @unit share of lost customers, 0 to 1, by time since the loss in `unit`
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param options - As-of day, unit, times, which losses count, and the time zone of instants.
 * @returns The share that had returned by each time, with its interval, and the median time.
 * @throws {@link MetricError} `empty` where nobody was lost by `asOf`; `invalid` for a malformed row
 * or date, or where `later` is required and missing; `out-of-range` for an end before its start, or
 * for times that do not ascend.
 * @source Griffin & Lowenstein (2001), “Customer Winback”, for the rate; Kaplan & Meier (1958),
 * “Nonparametric Estimation from Incomplete Observations”, JASA 53, for returns that are still open.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'Ada', startedOn: '2024-01-01', endedOn: '2024-06-01' },
 *   { customer: 'Ada', startedOn: '2024-06-21' },
 *   { customer: 'Ben', startedOn: '2024-01-01', endedOn: '2024-06-01' },
 *   { customer: 'Cem', startedOn: '2024-01-01', endedOn: '2024-12-22' },
 *   { customer: 'Dua', startedOn: '2024-01-01' },
 * ]
 * const back = winBackRate(rows, { asOf: '2024-12-31', unit: 'day', by: [30, 90], losses: 'first' })
 * back.lost // => 3
 * back.shares.map(({ by, rate }) => [by, rate]) // => [[30, 0.5], [90, 0.5]]
 * ```
 */
export function winBackRate(
  rows: Iterable<SubscriptionRow>,
  options: WinBackRateOptions,
): WinBackRate {
  const metric = 'winBackRate'
  const given = readOptions<WinBackRateOptions>(metric, options, WIN_BACK_RATE_OPTIONS)
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const losses = checkChoice(metric, ['losses'], given.losses, ['first', 'all'])
  const by = readAges(metric, 'by', given.by)
  const interval = checkCurveMethod(metric, given.interval)
  const confidence = checkConfidence(metric, given.confidence)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const { later } = given
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  const tally: EventTimes = {}
  let lost = 0
  let returned = 0
  const count = (spans: readonly SubscriptionSpan[]): void => {
    const known = spans.filter(([start]) => start <= asOf)
    const ended = known.filter(([, end]) => end <= asOf)
    for (const [at, [, end]] of ended.slice(0, losses === 'first' ? 1 : undefined).entries()) {
      const back = known[at + 1]?.[0]
      countEventTime(tally, end, back, asOf, unit)
      lost++
      if (back !== undefined) returned++
    }
  }
  let laterRows = 0
  eachCustomer(metric, rows, readDay, count, (row, index, _customer, start) => {
    const { startedOn } = row as SubscriptionRow
    if (start <= asOf) return
    if (later !== 'ignore')
      refuseLater({ metric, asOf, later }, ['rows', index, 'startedOn'], startedOn)
    laterRows++
  })
  checkSome(metric, ['rows'], rows, lost, 'customer who was lost by asOf')
  const curve = retentionCurve(tally, { interval, confidence })
  const { median, interval: medianInterval } = medianLifetime(curve)
  const isFirst = losses === 'first'
  return {
    shares: eventShares(curve, by).map((share) => (isFirst ? share : { ...share, interval: null })),
    median,
    medianInterval: isFirst ? medianInterval : null,
    lost,
    returned,
    open: lost - returned,
    losses,
    unit,
    asOf: formatDay(asOf),
    laterRows,
    tally,
  }
}
