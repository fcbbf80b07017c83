import { type Fields, readFields } from '../internal/guard.js'
import { type DateInput, dayReader } from '../internal/time/days.js'
import type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
import { readWindows } from '../internal/time/windows.js'
import type { RevenueRow } from '../subscriptions.js'
import { countRevenue } from './countRevenue.js'
import { checkLevel, type RevenueTally } from './revenueTally.js'
import type { RevenueWindow } from './tallyRevenue.js'

/** Into which consecutive windows a window is divided. */
export interface RevenueSeriesWindow extends RevenueWindow {
  /** The length of a period. Periods begin where the calendar has them begin. */
  readonly every: PeriodUnit
  /**
   * Last day whose facts are known, itself included. The period that it lies in is cut after it, and
   * none is given that begins later.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
  /** The day that weeks begin on; required where `every` is `'week'`. */
  readonly weekStartsOn?: WeekDay
}

/** The fields that are read; another one is refused. */
const REVENUE_SERIES_WINDOW: Fields<RevenueSeriesWindow> = {
  every: 1,
  asOf: 0,
  weekStartsOn: 0,
  from: 1,
  to: 1,
  level: 1,
  timeZone: 0,
}

/** The tally of one period of a series. */
export interface RevenuePeriod extends RevenueTally {
  /** Whether all days of the period are in it; a cut one is not to be compared with a whole. */
  readonly complete: boolean
}

/**
 * Adds up how recurring revenue moved over each of consecutive periods, in one pass over the rows.
 *
 * Each period is what `tallyRevenue` says of its window, and opens with what the one before it closed
 * with. A period that the window or `asOf` cuts says so.
 *
 * @param rows - Subscriptions with what they bring in; all those of one customer must be in one call.
 * @param window - The window, the length of a period, whose amounts are compared, and the time zone.
 * @returns A tally for each period, in order.
 * @throws {@link MetricError} As `tallyRevenue`; `invalid` where `weekStartsOn` is required and
 * missing; `out-of-range` for an `asOf` before the window.
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
  window: RevenueSeriesWindow,
): RevenuePeriod[] {
  const metric = 'tallyRevenueByPeriod'
  const given = readFields<RevenueSeriesWindow>(metric, ['window'], window, REVENUE_SERIES_WINDOW)
  const level = checkLevel(metric, given.level)
  const readDay = dayReader(metric, given.timeZone)
  const { bounds, complete } = readWindows(metric, given, readDay)
  return countRevenue(metric, rows, bounds, level, readDay).map((tally, index) => ({
    ...tally,
    complete: complete[index] as boolean,
  }))
}
