import { checkWindow, type DateInput, dayReader, formatDay } from './internal/calendar.js'
import {
  check,
  checkChoice,
  checkConfidence,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  eachRow,
} from './internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from './internal/interval.js'
import { eachCustomer } from './internal/stretches.js'
import type { SubscriptionRow } from './subscriptions.js'

export type { DateInput } from './internal/calendar.js'
export type { Interval, ProportionIntervalMethod } from './internal/interval.js'
export type { CustomerId, SubscriptionRow } from './subscriptions.js'

/** The window in which churn is counted. */
export interface ChurnWindow {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/**
 * Who came and went within a window, each customer counted once.
 *
 * opening − lost + lostThenReturned + gained + reactivated − gainedThenLost = closing.
 */
export interface ChurnTally {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** Customers when the window opens, before anything happened on its first day. */
  readonly opening: number
  /** Of `opening`, those who left within the window, for good or not. */
  readonly lost: number
  /** Customers who came for the first time within the window. */
  readonly gained: number
  /** Former customers, gone when the window opened, who came back within it. */
  readonly reactivated: number
  /** Of `gained` and `reactivated`, those who were gone again when it closed. */
  readonly gainedThenLost: number
  /** Of `lost`, those who were back when it closed. */
  readonly lostThenReturned: number
  /** Customers when the window closes, which is when the next one opens. */
  readonly closing: number
}

/** The two counts that churn takes at the least. */
export interface ChurnCounts {
  /** Customers when the window opens. */
  readonly opening: number
  /** Of them, those who left within it. */
  readonly lost: number
}

/** Who is divided by whom. */
export type ChurnPolicy = 'opening'

/** How a rate gets its interval. */
export interface RateOptions {
  /**
   * The method of the interval.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** How churn is computed. */
export interface ChurnOptions extends RateOptions {
  /**
   * Who is divided by whom.
   * @defaultValue `'opening'`
   */
  readonly policy?: ChurnPolicy
}

/** Churn, what it was divided from and how sure it is. */
export interface Churn {
  /** Share of the base that was lost, 0 to 1. */
  readonly rate: number
  /** Share of the base that was not, 0 to 1. */
  readonly retentionRate: number
  /** Customers lost, by the policy. */
  readonly lost: number
  /** Customers they were lost from, by the policy. */
  readonly base: number
  /** Who was divided by whom. */
  readonly policy: ChurnPolicy
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

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

/** A length of time that a rate is for. */
export type RateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Between which lengths of time a rate is converted. */
export interface ConvertRateOptions {
  /** What the rate is for. */
  readonly from: RateUnit
  /** What it should be for. */
  readonly to: RateUnit
  /**
   * Days of a year, 360 to 366. Required between days or weeks and months, quarters or years, where
   * 365, 365.25 and 360 are all in use.
   */
  readonly daysPerYear?: number
}

/**
 * Counts who came and went within a window.
 *
 * A customer who moves from one subscription to another without a day in between has not left. One
 * whose only subscription starts and ends on the same day has come and has left.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param window - First day, first day after, and the time zone of instants.
 * @returns One count for each fate.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a row or a date that is none;
 * `out-of-range` for an end before its start, or a window of no days.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01' },
 *   { customer: 'b', startedOn: '2024-11-15', endedOn: '2025-01-20' },
 *   { customer: 'c', startedOn: '2025-01-10' },
 * ]
 * const january = tallyChurn(rows, { from: '2025-01-01', to: '2025-02-01' })
 * january.opening // => 2
 * january.lost // => 1
 * january.gained // => 1
 * january.closing // => 2
 * ```
 */
export function tallyChurn(rows: Iterable<SubscriptionRow>, window: ChurnWindow): ChurnTally {
  const metric = 'tallyChurn'
  const given = checkObject<ChurnWindow>(metric, ['window'], window)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const counts = emptyCounts()
  const customers = eachCustomer(metric, rows, readDay, (stretches) => {
    const current = stretches.find(([start, end]) => start < from && end >= from)
    const closes = stretches.some(([start, end]) => start < to && end >= to)
    if (closes) counts.closing++
    if (current) {
      counts.opening++
      if (current[1] >= to) return
      counts.lost++
      if (closes) counts.lostThenReturned++
    } else if (stretches.some(([start]) => start >= from && start < to)) {
      if (stretches.some(([start]) => start < from)) counts.reactivated++
      else counts.gained++
      if (!closes) counts.gainedThenLost++
    }
  })
  checkSome(metric, ['rows'], rows, customers, 'row')
  return { from: formatDay(from), to: formatDay(to), ...counts }
}

/**
 * Adds tallies of different customers over the same window.
 *
 * Churn adds across customers, never across months: who is lost in February was there in January.
 *
 * @param tallies - Tallies of disjoint customers.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another window, or for counts
 * that do not add up to their `closing`.
 *
 * @example
 * ```ts
 * const window = { from: '2025-01-01', to: '2025-02-01' }
 * const shards = [
 *   tallyChurn([{ customer: 1, startedOn: '2024-12-01' }], window),
 *   tallyChurn([{ customer: 2, startedOn: '2025-01-05' }], window),
 * ]
 * mergeChurn(shards).closing // => 2
 * ```
 */
export function mergeChurn(tallies: Iterable<ChurnTally>): ChurnTally {
  const metric = 'mergeChurn'
  const sums = emptyCounts()
  const readDay = dayReader(metric)
  let window: { from: string; to: string } | undefined
  eachRow<ChurnTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    const { from, to } = checkWindow(metric, path, tally, readDay)
    window ??= { from: formatDay(from), to: formatDay(to) }
    for (const [key, day] of [
      ['from', from],
      ['to', to],
    ] as const) {
      const same = window[key] === formatDay(day)
      check(metric, [...path, key], tally[key], same, `${window[key]} as in tallies[0]`, 'mismatch')
    }
    const counts = readCounts(metric, path, tally)
    for (const key of COUNTS)
      sums[key] = checkNumber(metric, [...path, key], sums[key] + counts[key])
  })
  if (!window) return check(metric, ['tallies'], tallies, false, 'at least one tally', 'empty')
  return { ...window, ...sums }
}

/**
 * Customer churn: the share of customers who left within a window.
 *
 * - `opening`: of the customers when the window opened, those who left within it, for good or not.
 *   Nobody who came later is on either side of the fraction, so that it is a share.
 *
 * @formula rate = lost ÷ opening
 * @unit share of the window's opening customers, 0 to 1
 *
 * @param tally - A tally of a window, or its two counts. With a `closing` it is a tally, whose counts
 * have to add up.
 * @param options - Policy and interval.
 * @returns The rate with its interval, and what it was divided from.
 * @throws {@link MetricError} `empty` without opening customers; `out-of-range` where more were lost
 * than there were.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5.
 *
 * @example
 * ```ts
 * churn({ opening: 500, lost: 50 }).rate // => 0.1
 * churn({ opening: 500, lost: 50 }).interval.high // => 0.1294…
 * ```
 */
export function churn(tally: ChurnTally | ChurnCounts, options: ChurnOptions = {}): Churn {
  const metric = 'churn'
  const { policy = 'opening', ...rest } = checkObject<ChurnOptions>(metric, ['options'], options)
  checkChoice(metric, ['policy'], policy, ['opening'])
  const given = checkObject<ChurnTally>(metric, ['tally'], tally)
  const counts = 'closing' in given ? readCounts(metric, ['tally'], given) : given
  const opening = checkNumber(metric, ['tally', 'opening'], counts.opening)
  checkSome(metric, ['tally', 'opening'], opening, opening, 'customer')
  const lost = checkNumber(metric, ['tally', 'lost'], counts.lost, 0, opening)
  return {
    rate: lost / opening,
    retentionRate: (opening - lost) / opening,
    lost,
    base: opening,
    policy,
    interval: rateInterval(metric, lost, opening, rest),
  }
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
  const opening = checkNumber(metric, ['counts', 'opening'], given.opening)
  checkSome(metric, ['counts', 'opening'], opening, opening, 'customer')
  const gained = checkNumber(metric, ['counts', 'gained'], given.gained)
  const closing = checkNumber(
    metric,
    ['counts', 'closing'],
    given.closing,
    gained,
    gained + opening,
  )
  const retained = closing - gained
  return {
    rate: retained / opening,
    retained,
    opening,
    interval: rateInterval(metric, retained, opening, checkObject(metric, ['options'], options)),
  }
}

/**
 * The same rate of loss for another length of time, as interest compounds.
 *
 * Months, quarters and years convert by calendar: 12, 4, 1. Days and weeks need `daysPerYear` to be
 * compared with them.
 *
 * @formula rate′ = 1 − (1 − rate)^(length of `to` ÷ length of `from`)
 * @unit share per `to`, 0 to 1
 *
 * @param rate - Share lost per `from`, 0 to 1.
 * @param options - The two lengths of time.
 * @returns Share lost per `to`.
 * @throws {@link MetricError} `out-of-range` for a rate outside 0 to 1; `invalid` for an unknown unit
 * or where `daysPerYear` is needed and missing.
 * @source Kellison (2009), “The Theory of Interest”, 3rd ed., ch. 1 (equivalent rates of discount).
 *
 * @example
 * ```ts
 * convertRate(0.05, { from: 'month', to: 'year' }) // => 0.4596…
 * convertRate(0.001, { from: 'day', to: 'month', daysPerYear: 365.25 }) // => 0.0299…
 * ```
 */
export function convertRate(rate: number, options: ConvertRateOptions): number {
  const metric = 'convertRate'
  const { from, to, daysPerYear } = checkObject<ConvertRateOptions>(metric, ['options'], options)
  const share = checkRate(metric, ['rate'], rate)
  checkChoice(metric, ['from'], from, RATE_UNITS)
  checkChoice(metric, ['to'], to, RATE_UNITS)
  const crossing = isShort(from) !== isShort(to)
  const year =
    crossing || daysPerYear !== undefined
      ? checkNumber(metric, ['daysPerYear'], daysPerYear, 360, 366, '')
      : 364
  const periods = perYear(from, year) / perYear(to, year)
  return 0 - Math.expm1(periods * Math.log1p(-share))
}

const RATE_UNITS: readonly RateUnit[] = ['day', 'week', 'month', 'quarter', 'year']

function isShort(unit: RateUnit): boolean {
  return unit === 'day' || unit === 'week'
}

function perYear(unit: RateUnit, daysPerYear: number): number {
  if (unit === 'day') return daysPerYear
  if (unit === 'week') return daysPerYear / 7
  return unit === 'month' ? 12 : unit === 'quarter' ? 4 : 1
}

const COUNTS = [
  'opening',
  'lost',
  'gained',
  'reactivated',
  'gainedThenLost',
  'lostThenReturned',
  'closing',
] as const

type Counts = Record<(typeof COUNTS)[number], number>

function emptyCounts(): Counts {
  return {
    opening: 0,
    lost: 0,
    gained: 0,
    reactivated: 0,
    gainedThenLost: 0,
    lostThenReturned: 0,
    closing: 0,
  }
}

/** The counts of a tally: whole, each part no larger than its whole, and adding up. */
function readCounts(metric: string, path: readonly (string | number)[], tally: ChurnTally): Counts {
  const counts = emptyCounts()
  for (const key of COUNTS) counts[key] = checkNumber(metric, [...path, key], tally[key])
  const { opening, lost, gained, reactivated, gainedThenLost, lostThenReturned, closing } = counts
  checkNumber(metric, [...path, 'lost'], lost, 0, opening)
  checkNumber(metric, [...path, 'lostThenReturned'], lostThenReturned, 0, lost)
  checkNumber(metric, [...path, 'gainedThenLost'], gainedThenLost, 0, gained + reactivated)
  const sum = opening - lost + lostThenReturned + gained + reactivated - gainedThenLost
  check(
    metric,
    [...path, 'closing'],
    closing,
    closing === sum,
    `${sum}, the sum of the counts`,
    'mismatch',
  )
  return counts
}

function rateInterval(
  metric: string,
  successes: number,
  trials: number,
  { interval = 'wilson', confidence }: RateOptions,
): Interval<ProportionIntervalMethod> {
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  return proportionInterval(method, successes, trials, checkConfidence(metric, confidence))
}
