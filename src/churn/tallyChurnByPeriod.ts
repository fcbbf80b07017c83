import type { Fields } from '../internal/guard.js'
import { type RowStream, readRows } from '../internal/rows/readRows.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../internal/time/calendars/readPeriods.js'
import type { DateInput } from '../internal/time/days.js'
import type { PeriodName } from '../internal/time/periodNumbers.js'
import { inWindowOrder, readChains } from '../internal/time/windows.js'
import type { SubscriptionRow } from '../subscriptions.js'
import type { ChurnTally } from './churnTally.js'
import { churnCounter } from './countChurn.js'
import { type ChurnWindow, readLevel } from './tallyChurn.js'

/** A window, and the periods that divide it. */
export interface SeriesWindow extends ChurnWindow, CalendarPeriods {
  /**
   * Last day whose facts are known, itself included. The period that contains it ends after it, and
   * later periods are left out.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
  /**
   * The number of periods that each window has, 2 to 400: 3 months, or 30 days. There is a window for
   * each period, which ends with it and begins this number of periods earlier, also before `from`.
   * @defaultValue each window is its period
   */
  readonly rolling?: number
}

/** The fields that are read; another one is refused. */
const SERIES_WINDOW: Fields<WithPeriodFields<SeriesWindow>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  asOf: 0,
  weekStartsOn: 0,
  rolling: 0,
  from: 1,
  to: 1,
  level: 0,
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
 * the period before. A period cut by the window or by `asOf` has `complete: false`. With `rolling`
 * windows overlap: each has several periods and ends with its own, and a customer who leaves is lost
 * in all windows that contain the day.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param window - The window, the unit of periods, and the time zone of instants.
 * @returns A tally for each period, in order.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a malformed row or date, or where
 * `weekStartsOn` is required and missing; `out-of-range` for an end before its start, a window of
 * no days, an `asOf` before it, or days that the calendar or `boundaries` do not have; `mismatch` for
 * a subscription id that two rows have at one time, or a unit that the calendar does not have.
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
 * const trailing = tallyChurnByPeriod(rows, {
 *   every: 'month', rolling: 3, from: '2025-02-01', to: '2025-04-01',
 * })
 * trailing.map(({ from, to, opening, lost }) => [from, to, opening, lost])
 * // => [['2024-12-01', '2025-03-01', 1, 1], ['2025-01-01', '2025-04-01', 1, 1]]
 * ```
 */
export function tallyChurnByPeriod(
  rows: Iterable<SubscriptionRow>,
  window: SeriesWindow | InBoundaries<SeriesWindow>,
): ChurnPeriod[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyChurnByPeriod(
  rows: RowStream<SubscriptionRow>,
  window: SeriesWindow | InBoundaries<SeriesWindow>,
): Promise<ChurnPeriod[]>
export function tallyChurnByPeriod(
  rows: Iterable<SubscriptionRow> | RowStream<SubscriptionRow>,
  window: SeriesWindow | InBoundaries<SeriesWindow>,
): ChurnPeriod[] | Promise<ChurnPeriod[]> {
  const metric = 'tallyChurnByPeriod'
  return readRows(metric, ['rows'], rows, () => {
    const given = readPeriodOptions<WithPeriodFields<SeriesWindow>>(
      metric,
      ['window'],
      window,
      SERIES_WINDOW,
    )
    const level = readLevel(metric, given)
    const { chains, said, readDay } = readChains(metric, given, readPeriodChoice)
    return churnCounter(metric, chains, level, readDay, (tallies) =>
      inWindowOrder(tallies, said.length).map((tally, index) => ({
        ...tally,
        ...(said[index] as (typeof said)[number]),
      })),
    )
  })
}
