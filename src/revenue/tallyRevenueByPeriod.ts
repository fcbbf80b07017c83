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
import type { RevenueRow } from '../subscriptions.js'
import { revenueCounter } from './countRevenue.js'
import { checkLevel, type RevenueTally } from './revenueTally.js'
import type { RevenueWindow } from './tallyRevenue.js'

/** A window, and the periods that divide it. */
export interface RevenueSeriesWindow extends RevenueWindow, CalendarPeriods {
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
const REVENUE_SERIES_WINDOW: Fields<WithPeriodFields<RevenueSeriesWindow>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  asOf: 0,
  weekStartsOn: 0,
  rolling: 0,
  from: 1,
  to: 1,
  level: 1,
  timeZone: 0,
}

/** The tally of one period of a series. */
export interface RevenuePeriod extends RevenueTally, PeriodName {
  /**
   * Whether all days of the period are included. Do not compare an incomplete period with a
   * complete one.
   */
  readonly complete: boolean
}

/**
 * Adds up the movements of recurring revenue in each of consecutive periods, in one pass over the
 * rows.
 *
 * Each period is the result of `tallyRevenue` for its window, and opens with the closing revenue of
 * the period before. A period cut by the window or by `asOf` has `complete: false`. With `rolling`
 * windows overlap: each has several periods and ends with its own.
 *
 * @param rows - Subscriptions with their amounts; all those of one customer must be in one call.
 * @param window - The window, the unit of periods, the level of comparison, and the time zone.
 * @returns A tally for each period, in order.
 * @throws {@link MetricError} As `tallyRevenue`; `invalid` where `weekStartsOn` is required and
 * missing; `out-of-range` for an `asOf` before the window, or days that the calendar or `boundaries`
 * do not have; `mismatch` for a unit that the calendar does not have.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-12-01', amount: 50, changes: [{ on: '2025-02-15', amount: 60 }] },
 *   { customer: 'b', startedOn: '2025-01-10', endedOn: '2025-02-03', amount: 30 },
 * ]
 * const months = tallyRevenueByPeriod(rows, {
 *   every: 'month', from: '2025-01-01', to: '2025-03-01', level: 'customer',
 * })
 * months.map((month) => [month.opening, month.new, month.expansion, month.churned, month.closing])
 * // => [['50', '30', '0', '0', '80'], ['80', '0', '10', '30', '60']]
 * ```
 */
export function tallyRevenueByPeriod(
  rows: Iterable<RevenueRow>,
  window: RevenueSeriesWindow | InBoundaries<RevenueSeriesWindow>,
): RevenuePeriod[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyRevenueByPeriod(
  rows: RowStream<RevenueRow>,
  window: RevenueSeriesWindow | InBoundaries<RevenueSeriesWindow>,
): Promise<RevenuePeriod[]>
export function tallyRevenueByPeriod(
  rows: Iterable<RevenueRow> | RowStream<RevenueRow>,
  window: RevenueSeriesWindow | InBoundaries<RevenueSeriesWindow>,
): RevenuePeriod[] | Promise<RevenuePeriod[]> {
  const metric = 'tallyRevenueByPeriod'
  return readRows(metric, ['rows'], rows, () => {
    const given = readPeriodOptions<WithPeriodFields<RevenueSeriesWindow>>(
      metric,
      ['window'],
      window,
      REVENUE_SERIES_WINDOW,
    )
    const level = checkLevel(metric, given.level)
    const { chains, said, readDay } = readChains(metric, given, readPeriodChoice)
    return revenueCounter(metric, chains, level, readDay, (tallies) =>
      inWindowOrder(tallies, said.length).map((tally, index) => ({
        ...tally,
        ...(said[index] as (typeof said)[number]),
      })),
    )
  })
}
