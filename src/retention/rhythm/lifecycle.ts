import {
  check,
  checkChoice,
  checkConfidence,
  checkSome,
  type Fields,
} from '../../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../../internal/inference/interval.js'
import type {
  CalendarPeriods,
  InBoundaries,
  PeriodsSaid,
  WithPeriodFields,
} from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../../internal/time/calendars/readPeriods.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import type { DateInput } from '../../internal/time/days.js'
import type { PeriodName } from '../../internal/time/periodNumbers.js'
import {
  type Activity,
  arrange,
  customerIndex,
  type LaterPolicy,
  readCells,
} from '../activity/activityGrid.js'
import type { EventRow } from '../activity/eventRow.js'
import { MOST_PERIODS, type Periods, readPeriodFrame } from '../activity/periodFrame.js'

/** How events become a lifecycle. */
export interface LifecycleOptions extends CalendarPeriods {
  /**
   * The number of units in one period. More than one needs `from`.
   * @defaultValue `1`
   */
  readonly multiple?: number
  /** Last day whose events are known, itself included. */
  readonly asOf: DateInput
  /**
   * Whether events after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /**
   * A day of the first period. Earlier events are read too: they show which customers are new.
   * @defaultValue the day of the first event
   */
  readonly from?: DateInput
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
  /**
   * The method of the intervals.
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
const LIFECYCLE_OPTIONS: Fields<WithPeriodFields<LifecycleOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  multiple: 0,
  asOf: 1,
  later: 0,
  from: 0,
  weekStartsOn: 0,
  timeZone: 0,
  interval: 0,
  confidence: 0,
}

/** The customers of a period, by where they came from, and those who are no longer active. */
export interface LifecyclePeriod extends PeriodName {
  /** First day of the period. */
  readonly from: string
  /** Whether all days of the period are known. */
  readonly complete: boolean
  /** Customers active in the period: `new` + `returning` + `resurrecting`. */
  readonly active: number
  /** Active for the first time. */
  readonly new: number
  /** Active in the period before, too. */
  readonly returning: number
  /** Active earlier, but not in the period before. */
  readonly resurrecting: number
  /** Active in the period before and not in this one; `null` while it is not complete. */
  readonly dormant: number | null
  /**
   * `returning` ÷ customers of the period before, 0 to 1; `null` where there were none, or while the
   * period is not complete.
   */
  readonly rate: number | null
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod> | null
  /**
   * (`new` + `resurrecting`) ÷ `dormant`; `null` where nobody is dormant, or while the period is
   * not complete.
   */
  readonly quickRatio: number | null
}

/** How many customers came, stayed, came back and left, period by period. */
export interface Lifecycle extends PeriodsSaid {
  /** The number of units in one period. */
  readonly multiple: number
  /** Last day whose events are known. */
  readonly asOf: string
  /** Events after `asOf`, left out. */
  readonly laterRows: number
  /** The periods in order, those in which nobody was active included. */
  readonly periods: readonly LifecyclePeriod[]
}

/**
 * New, returning, resurrecting and dormant customers of each period.
 *
 * Events alone decide who is new: a customer is new in the period of the first event, whenever the
 * account was made. Each customer of the period before is either returning or dormant, so
 * `returning + dormant` is the number of customers of the period before.
 *
 * @formula rate = returning ÷ (returning + dormant); quickRatio = (new + resurrecting) ÷ dormant
 * @unit customers; rate from 0 to 1
 *
 * @param events - What customers did, in any order; all of one customer must be in one call.
 * @param options - Periods, as-of day and the time zone of instants.
 * @returns Every period from the first to that of the as-of day.
 * @throws {@link MetricError} `empty` without events by `asOf`; `invalid` for a malformed row or
 * date, or where `later`, `from` or `weekStartsOn` is required and missing; `out-of-range` for an
 * event after `asOf` where those are rejected, for days that the calendar or `boundaries` do not have,
 * or for more than 10,000 periods; `mismatch` for a unit that the calendar does not have.
 * @source Hsu (2015), “Diligence at Social Capital, Part 1: Accounting for User Growth”; PostHog,
 * documentation of its lifecycle insight, for the four names.
 *
 * @example
 * ```ts
 * const visits = [
 *   { customer: 'Ada', on: '2025-01-03' },
 *   { customer: 'Ada', on: '2025-03-11' },
 *   { customer: 'Ben', on: '2025-01-20' },
 *   { customer: 'Ben', on: '2025-02-20' },
 *   { customer: 'Cem', on: '2025-03-02' },
 * ]
 * const { periods } = lifecycle(visits, { every: 'month', asOf: '2025-03-31' })
 * periods.map((period) => [period.new, period.returning, period.resurrecting, period.dormant])
 * // => [[2, 0, 0, 0], [0, 1, 0, 1], [1, 0, 1, 1]]
 * periods[1].rate // => 0.5
 * ```
 */
export function lifecycle(
  events: Iterable<EventRow>,
  options: LifecycleOptions | InBoundaries<LifecycleOptions>,
): Lifecycle {
  const metric = 'lifecycle'
  const given = readPeriodOptions<WithPeriodFields<LifecycleOptions>>(
    metric,
    ['options'],
    options,
    LIFECYCLE_OPTIONS,
  )
  const periods = readPeriodFrame(metric, given, readPeriodChoice)
  const read = readChoices(metric, given)
  const index = customerIndex(metric)
  const { readDay, asOf, periodNumbers } = periods
  const rules = { metric, path: ['events'], readDay, asOf, later: given.later } as const
  const cells = readCells({ ...rules, slotOf: periodNumbers.indexOf, counts: false }, events, index)
  if (periods.first === undefined)
    checkSome(metric, ['events'], events, cells.rows, 'event, where from is not given')
  const { slots, starts } = arrange(cells, index.numbers.ids.length)
  const first = periods.first ?? slots.reduce((least, slot) => Math.min(least, slot))
  return makeLifecycle(metric, periods, read, { first, laterRows: cells.laterRows }, (count) =>
    countFates({ slots, starts }, count),
  )
}

/** How intervals are made. */
interface Choices {
  readonly method: ProportionIntervalMethod
  readonly confidence: number
}

/** Reads how intervals are made. */
export function readChoices(
  metric: string,
  given: Pick<LifecycleOptions, 'interval' | 'confidence'>,
): Choices {
  return {
    method: checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS),
    confidence: checkConfidence(metric, given.confidence),
  }
}

/** Where the customers of a period come from, and how many are no longer there. */
interface Fates {
  new: number
  returning: number
  resurrecting: number
  dormant: number
}

/** Counts customers of a slot; what lies outside the periods is not counted. */
type CountFate = (slot: number, fate: keyof Fates, customers: number) => void

/** The periods from a first one on, filled by what counts. */
export function makeLifecycle(
  metric: string,
  { said, frame, periodNumbers, last, asOf }: Periods,
  { method, confidence }: Choices,
  { first, laterRows }: { readonly first: number; readonly laterRows: number },
  fill: (count: CountFate) => void,
): Lifecycle {
  const length = last - first + 1
  const expected = `within ${MOST_PERIODS} periods of ${formatDay(periodNumbers.startOf(first))}`
  check(metric, ['asOf'], frame.asOf, length <= MOST_PERIODS, expected, 'out-of-range')
  const counts = Array.from({ length }, () => ({
    new: 0,
    returning: 0,
    resurrecting: 0,
    dormant: 0,
  }))
  fill((slot, fate, customers) => {
    const period = counts[slot - first]
    if (period) period[fate] += customers
  })
  const known = periodNumbers.indexOf(asOf + 1) - first
  return {
    ...said,
    multiple: frame.multiple,
    asOf: frame.asOf,
    laterRows,
    periods: counts.map((fates, at) => {
      const from = formatDay(periodNumbers.startOf(first + at))
      const named = { from, ...periodNumbers.nameOf(first + at) }
      return makePeriod(named, fates, at < known, method, confidence)
    }),
  }
}

/** Counts what became of each customer in each period. */
function countFates({ slots, starts }: Pick<Activity, 'slots' | 'starts'>, count: CountFate): void {
  let owner = 0
  slots.forEach((slot, at) => {
    while ((starts[owner + 1] as number) <= at) owner++
    const isFirst = starts[owner] === at
    const isNext = !isFirst && slots[at - 1] === slot - 1
    count(slot, isFirst ? 'new' : isNext ? 'returning' : 'resurrecting', 1)
    const isLast = starts[owner + 1] === at + 1
    if (isLast || slots[at + 1] !== slot + 1) count(slot + 1, 'dormant', 1)
  })
}

function makePeriod(
  named: Pick<LifecyclePeriod, 'from' | keyof PeriodName>,
  fates: Fates,
  complete: boolean,
  method: ProportionIntervalMethod,
  confidence: number,
): LifecyclePeriod {
  const { returning, resurrecting, dormant } = fates
  const before = complete ? returning + dormant : 0
  return {
    ...named,
    complete,
    active: fates.new + returning + resurrecting,
    new: fates.new,
    returning,
    resurrecting,
    dormant: complete ? dormant : null,
    rate: before > 0 ? returning / before : null,
    interval: before > 0 ? proportionInterval(method, returning, before, confidence) : null,
    quickRatio: complete && dormant > 0 ? (fates.new + resurrecting) / dormant : null,
  }
}
