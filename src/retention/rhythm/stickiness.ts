import {
  check,
  checkChoice,
  checkConfidence,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import {
  type Interval,
  meanInterval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../../internal/inference/interval.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkWindow, type DateInput, dayReader } from '../../internal/time/days.js'
import {
  addPeriods,
  PERIOD_UNITS,
  type PeriodUnit,
  unitsBetween,
} from '../../internal/time/periods.js'
import { arrange, customerIndex, readCells } from '../activity/activityGrid.js'
import type { EventRow } from '../activity/eventRow.js'
import { MOST_PERIODS } from '../activity/periodFrame.js'

/** The window of stickiness, and its units. */
export interface StickinessOptions {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. All events before it must be known: the window is over. */
  readonly to: DateInput
  /**
   * The unit that divides the window, counted from its first day. The window must be a whole number
   * of units.
   * @defaultValue `'day'`
   */
  readonly unit?: PeriodUnit
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
  /**
   * The method of the intervals of shares.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const STICKINESS_OPTIONS: Fields<StickinessOptions> = {
  from: 1,
  to: 1,
  unit: 0,
  timeZone: 0,
  interval: 0,
  confidence: 0,
}

/** Customers by how many units of the window they were active in. */
export interface StickinessCount {
  /** The number of units in which the customers were active. */
  readonly units: number
  /** Customers active in exactly this number of units. */
  readonly customers: number
  /** Customers active in this number of units or more. */
  readonly atLeast: number
  /** `atLeast` ÷ all active customers, 0 to 1; `null` where nobody was active. */
  readonly rate: number | null
  /** Interval of `rate`; `null` where nobody was active. */
  readonly interval: Interval<ProportionIntervalMethod> | null
}

/** How often customers are active within a window. */
export interface Stickiness {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** What the window is divided into. */
  readonly unit: PeriodUnit
  /** The number of customers. */
  readonly units: number
  /** `averageActive` ÷ `customers`, 0 to 1; `null` where nobody was active. */
  readonly rate: number | null
  /**
   * Interval of `rate`, over customers; `null` for a single one, and where all were active in the
   * same number of units, because the interval needs variation.
   */
  readonly interval: Interval<'t'> | null
  /** Customers active in the window. */
  readonly customers: number
  /** Mean number of customers active in a unit. */
  readonly averageActive: number
  /** Customers by the number of units they were active in, from 1 to all. */
  readonly distribution: readonly StickinessCount[]
}

/**
 * Stickiness: the share of a window's active customers who are active in one of its units, on
 * average. With days and a month it is daily over monthly active users.
 *
 * It is also the mean share of units in which an active customer is active, and has the interval of
 * that mean. Events outside the window are left out, so you can pass a longer history. The window
 * must be over: future units would count as units without customers.
 *
 * @formula rate = (Σ over units of customers active in it ÷ units) ÷ customers active in the window
 * @unit share of the active customers, 0 to 1
 *
 * @param events - What customers did, in any order; all of one customer must be in one call.
 * @param options - Window, unit and the time zone of instants.
 * @returns The rate, its two counts, and how many customers were active in how many units.
 * @throws {@link MetricError} `invalid` for a
 * malformed row or date; `out-of-range` for a window of no days; `mismatch` for a window that is
 * not a whole number of units.
 * @source Facebook, Inc. (2012), Form S-1, for daily over monthly active users; Amplitude, documentation
 * of its stickiness chart, for the distribution.
 *
 * @example
 * ```ts
 * const visits = [
 *   { customer: 'Ada', on: '2025-03-03' },
 *   { customer: 'Ada', on: '2025-03-04' },
 *   { customer: 'Ada', on: '2025-03-07' },
 *   { customer: 'Ben', on: '2025-03-04' },
 * ]
 * const week = stickiness(visits, { from: '2025-03-03', to: '2025-03-10' })
 * week.rate // => 0.2857…
 * week.distribution[2] // => { units: 3, customers: 1, atLeast: 1, rate: 0.5, … }
 * ```
 */
export function stickiness(events: Iterable<EventRow>, options: StickinessOptions): Stickiness {
  const metric = 'stickiness'
  const given = readOptions<StickinessOptions>(metric, options, STICKINESS_OPTIONS)
  const unit = checkChoice(metric, ['unit'], given.unit ?? 'day', PERIOD_UNITS)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const units = unitsBetween(from, to, unit)
  const expected = `1 to ${MOST_PERIODS} whole units after ${formatDay(from)}`
  const fits = units > 0 && units <= MOST_PERIODS && addPeriods(from, unit, units) === to
  check(metric, ['to'], given.to, fits, expected, 'mismatch')
  const index = customerIndex(metric)
  const slotOf = (day: number): number => unitsBetween(from, day, unit)
  const rules = { metric, path: ['events'], readDay, from, asOf: to - 1, later: 'ignore' } as const
  const cells = readCells({ ...rules, slotOf, counts: false }, events, index)
  const customers = index.numbers.ids.length
  const { slots, starts } = arrange(cells, customers)
  const counts = new Array<number>(units).fill(0)
  for (let owner = 0; owner < customers; owner++)
    (counts[(starts[owner + 1] as number) - (starts[owner] as number) - 1] as number)++
  const isSome = customers > 0
  const rate = isSome ? slots.length / units / customers : 0
  let less = 0
  let squares = 0
  const distribution = counts.map((count, at): StickinessCount => {
    const atLeast = customers - less
    less += count
    squares += count * ((at + 1) / units - rate) ** 2
    const share = isSome ? atLeast / customers : null
    const interval = isSome ? proportionInterval(method, atLeast, customers, confidence) : null
    return { units: at + 1, customers: count, atLeast, rate: share, interval }
  })
  const deviation = Math.sqrt(squares / Math.max(1, customers - 1))
  // Customers of one count are alike, also where the rate is rounded.
  const isVaried = isSome && !counts.includes(customers)
  return {
    from: formatDay(from),
    to: formatDay(to),
    unit,
    units,
    rate: isSome ? rate : null,
    interval: isVaried ? meanInterval(rate, deviation, customers, confidence, [0, 1]) : null,
    customers,
    averageActive: slots.length / units,
    distribution,
  }
}
