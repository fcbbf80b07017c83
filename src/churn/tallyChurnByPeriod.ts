import type { Fields } from '../internal/guard.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../internal/time/calendars/readPeriods.js'
import type { DateInput } from '../internal/time/days.js'
import type { PeriodName } from '../internal/time/periodNumbers.js'
import { readWindows } from '../internal/time/windows.js'
import type { SubscriptionRow } from '../subscriptions.js'
import type { ChurnTally } from './churnTally.js'
import { countChurn } from './countChurn.js'
import type { ChurnWindow } from './tallyChurn.js'

/** A window, and the periods that divide it. */
export interface SeriesWindow extends ChurnWindow, CalendarPeriods {
  /**
   * Last day whose facts are known, itself included. The period that contains it ends after it, and
   * later periods are left out.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
}

/** The fields that are read; another one is refused. */
const SERIES_WINDOW: Fields<WithPeriodFields<SeriesWindow>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  asOf: 0,
  weekStartsOn: 0,
  from: 1,
  to: 1,
  timeZone: 0,
}

/** The tally of one period of a series. */
export interface ChurnPeriod extends ChurnTally, PeriodName {
  /**
   * Whether all days of the period are included. Do not compare an incomplete period with a
   * complete one.
   */
  readonly complete: boolean
}

/**
 * Counts the customers who came and left within each of consecutive periods, in one pass over the
 * rows.
 *
 * Each period is the result of `tallyChurn` for its window, and opens with the closing customers of
 * the period before. A period cut by the window or by `asOf` has `complete: false`.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param window - The window, the unit of periods, and the time zone of instants.
 * @returns A tally for each period, in order.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a malformed row or date, or where
 * `weekStartsOn` is required and missing; `out-of-range` for an end before its start, a window of
 * no days, an `asOf` before it, or days that the calendar or `boundaries` do not have; `mismatch` for
 * a subscription id that two rows have, or a unit that the calendar does not have.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-02-10' },
 *   { customer: 'b', startedOn: '2025-01-10' },
 * ]
 * const months = tallyChurnByPeriod(rows, {
 *   every: 'month', from: '2025-01-01', to: '2026-01-01', asOf: '2025-02-14',
 * })
 * months.map((month) => [month.from, month.opening, month.lost, month.complete])
 * // => [['2025-01-01', 1, 0, true], ['2025-02-01', 2, 1, false]]
 * ```
 */
export function tallyChurnByPeriod(
  rows: Iterable<SubscriptionRow>,
  window: SeriesWindow | InBoundaries<SeriesWindow>,
): ChurnPeriod[] {
  const metric = 'tallyChurnByPeriod'
  const given = readPeriodOptions<WithPeriodFields<SeriesWindow>>(
    metric,
    ['window'],
    window,
    SERIES_WINDOW,
  )
  const { bounds, said, readDay } = readWindows(metric, given, readPeriodChoice)
  return countChurn(metric, rows, bounds, readDay).map((tally, index) => ({
    ...tally,
    ...(said[index] as (typeof said)[number]),
  }))
}
