import { type Fields, readFields } from '../internal/guard.js'
import { type RowStream, readRows } from '../internal/rows/readRows.js'
import { type DateInput, dayReader } from '../internal/time/days.js'
import type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
import { inWindowOrder, readChains } from '../internal/time/windows.js'
import type { SubscriptionRow } from '../subscriptions.js'
import type { ChurnTally } from './churnTally.js'
import { churnCounter } from './countChurn.js'
import type { ChurnWindow } from './tallyChurn.js'

/** A window, and the periods that divide it. */
export interface SeriesWindow extends ChurnWindow {
  /** The length of a period. Periods begin with the calendar's. */
  readonly every: PeriodUnit
  /**
   * Last day whose facts are known, itself included. The period that contains it ends after it, and
   * later periods are left out.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
  /** The day that weeks begin on; required where `every` is `'week'`. */
  readonly weekStartsOn?: WeekDay
  /**
   * The number of periods that each window has, 2 to 400: 3 months, or 30 days. There is a window for
   * each period, which ends with it and begins this number of periods earlier, also before `from`.
   * @defaultValue each window is its period
   */
  readonly rolling?: number
}

/** The fields that are read; another one is refused. */
const SERIES_WINDOW: Fields<SeriesWindow> = {
  every: 1,
  asOf: 0,
  weekStartsOn: 0,
  rolling: 0,
  from: 1,
  to: 1,
  timeZone: 0,
}

/** The tally of one period of a series. */
export interface ChurnPeriod extends ChurnTally {
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
 * no days or an `asOf` before it; `mismatch` for a subscription id that two rows have.
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
  window: SeriesWindow,
): ChurnPeriod[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyChurnByPeriod(
  rows: RowStream<SubscriptionRow>,
  window: SeriesWindow,
): Promise<ChurnPeriod[]>
export function tallyChurnByPeriod(
  rows: Iterable<SubscriptionRow> | RowStream<SubscriptionRow>,
  window: SeriesWindow,
): ChurnPeriod[] | Promise<ChurnPeriod[]> {
  const metric = 'tallyChurnByPeriod'
  return readRows(metric, ['rows'], rows, () => {
    const given = readFields<SeriesWindow>(metric, ['window'], window, SERIES_WINDOW, [])
    const readDay = dayReader(metric, given.timeZone)
    const { chains, complete } = readChains(metric, given, readDay)
    return churnCounter(metric, chains, readDay, (tallies) =>
      inWindowOrder(tallies, complete.length).map((tally, index) => ({
        ...tally,
        complete: complete[index] as boolean,
      })),
    )
  })
}
