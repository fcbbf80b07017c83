import { check, type Fields, readList } from '../internal/guard.js'
import {
  addDuration,
  type CalendarDuration,
  checkDuration,
} from '../internal/time/calendarDurations.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../internal/time/calendars/readPeriods.js'
import { formatDay } from '../internal/time/dayNumber.js'
import type { DateInput } from '../internal/time/days.js'
import type { PeriodName } from '../internal/time/periodNumbers.js'
import { readWindows } from '../internal/time/windows.js'
import type { RevenueRow } from '../subscriptions.js'
import { type CommittedRevenue, countCommitted } from './committedRevenue.js'
import type { RevenueFacts } from './knownRows.js'
import { checkLevel, type RevenueLevel } from './revenueTally.js'

/** A window, the periods that divide it, and how far commitments reach. */
export interface CommittedSeriesWindow extends CalendarPeriods {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /** How far after the end of its period each forecast reaches: `{ months: 3 }`. */
  readonly ahead: CalendarDuration
  /**
   * The level at which amounts are compared: customers with all their subscriptions, or single
   * subscriptions.
   */
  readonly level: RevenueLevel
  /**
   * Whether each forecast knows what was known at the end of its period, or everything. Required where
   * a row says that something became known later.
   */
  readonly facts?: RevenueFacts
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const COMMITTED_SERIES_WINDOW: Fields<WithPeriodFields<CommittedSeriesWindow>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  weekStartsOn: 0,
  from: 1,
  to: 1,
  ahead: 1,
  level: 1,
  facts: 0,
  timeZone: 0,
}

/** Committed revenue at the end of one period of a series. */
export interface CommittedPeriod extends CommittedRevenue, PeriodName {
  /** First day of the period. */
  readonly from: string
  /** First day after the period. */
  readonly to: string
  /** Whether all days of the period are included. */
  readonly complete: boolean
}

/** Each period reads all rows again: some seconds of work. */
const MOST_ROWS = 20_000_000

/**
 * Committed recurring revenue at the end of each of consecutive periods: a trend without hindsight.
 *
 * With `facts: 'as-known'` the forecast of February knows nothing of a cancellation in March, so that
 * last year's forecasts are what they were, and can be compared with what came.
 *
 * @param rows - Subscriptions with their amounts; all those of one customer must be in one call.
 * @param window - The window, the unit of periods, how far ahead, the level, and the facts.
 * @returns The result of `committedRevenue` for the last day of each period, in order.
 * @throws {@link MetricError} As `committedRevenue`; `out-of-range` also where periods × rows are
 * more than 20 million.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-04-01', endKnownOn: '2025-03-20', amount: 100 },
 * ]
 * const spring = committedRevenueByPeriod(rows, {
 *   every: 'month', from: '2025-02-01', to: '2025-04-01', ahead: { months: 3 }, level: 'customer', facts: 'as-known',
 * })
 * spring.map(({ asOf, by, committed }) => [asOf, by, committed])
 * // => [['2025-02-28', '2025-05-31', '100'], ['2025-03-31', '2025-06-30', '0']]
 * ```
 */
export function committedRevenueByPeriod(
  rows: Iterable<RevenueRow>,
  window: CommittedSeriesWindow | InBoundaries<CommittedSeriesWindow>,
): CommittedPeriod[] {
  const metric = 'committedRevenueByPeriod'
  const given = readPeriodOptions<WithPeriodFields<CommittedSeriesWindow>>(
    metric,
    ['window'],
    window,
    COMMITTED_SERIES_WINDOW,
  )
  const level = checkLevel(metric, given.level)
  const ahead = checkDuration(metric, ['ahead'], given.ahead)
  const { bounds, said, readDay } = readWindows(metric, given, readPeriodChoice)
  const list = readList(metric, ['rows'], rows, (row) => row)
  const most = `a day until which there are ${Math.floor(MOST_ROWS / list.length)} periods at most, because each of ${list.length} rows is read in each`
  const isFew = said.length * list.length <= MOST_ROWS
  check(metric, ['to'], given.to, isFew, most, 'out-of-range')
  return said.map(({ complete, ...name }, at) => {
    const [from, to] = bounds.slice(at, at + 2) as [number, number]
    const by = addDuration(to, ahead) - 1
    const { facts } = given
    const committed = countCommitted(metric, list, { asOf: to - 1, by, level, facts, readDay })
    return { from: formatDay(from), to: formatDay(to), ...name, complete, ...committed }
  })
}
