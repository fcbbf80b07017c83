import { check, checkSome, readFields } from '../internal/guard.js'
import { ratioOfSums, readSum, subtractSum } from '../internal/money/exactSums.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkWindow, dayReader } from '../internal/time/days.js'
import type { RevenueRow } from '../subscriptions.js'
import { countRevenue } from './countRevenue.js'
import { addedSums, checkLevel, type RevenueLevel } from './revenueTally.js'
import type { RevenueWindow } from './tallyRevenue.js'
import { REVENUE_WINDOW } from './tallyRevenue.js'

/** A sum of daily rates of net revenue churn. */
export interface DailyRevenueChurn {
  /** Sum of the daily rates; below 0 where more was gained than lost. */
  readonly rate: number
  /** Days that began with revenue. */
  readonly days: number
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** The level at which amounts were compared. */
  readonly level: RevenueLevel
  /** The policy that was used. */
  readonly policy: 'daily-net'
}

/** The same limit as for daily churn of customers. */
const MOST_DAYS = 4000

/**
 * Net revenue churn as the sum of each day's rate: what ChartMogul's “B2C” formula reports.
 *
 * Each day compares the revenue at its end, without new customers, with the revenue at its start.
 * Reactivation reduces churn, as expansion does. A day that begins without revenue has no rate.
 *
 * @formula rate = Σ 1 − (closing − new) ÷ opening over days
 * @unit share of the revenue, over the window
 *
 * @param rows - Subscriptions with their amounts; all those of one customer must be in one call.
 * @param window - First day, first day after, the level of comparison, and the time zone.
 * @returns The sum, and the number of days.
 * @throws {@link MetricError} As `tallyRevenue`; `empty` also where no day begins with revenue;
 * `out-of-range` also for a window of more than 4000 days.
 * @source ChartMogul Help Center, “Chart: Net MRR Churn Rate”, Shopify formula.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', amount: 100, changes: [{ on: '2025-01-15', amount: 110 }] },
 *   { customer: 'b', startedOn: '2025-01-15', amount: 10 },
 * ]
 * dailyRevenueChurn(rows, { from: '2025-01-15', to: '2025-01-16', level: 'customer' }).rate // => -0.1
 * ```
 */
export function dailyRevenueChurn(
  rows: Iterable<RevenueRow>,
  window: RevenueWindow,
): DailyRevenueChurn {
  const metric = 'dailyRevenueChurn'
  const given = readFields<RevenueWindow>(metric, ['window'], window, REVENUE_WINDOW, [])
  const level = checkLevel(metric, given.level)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const expected = `a day within ${MOST_DAYS} of ${formatDay(from)}`
  check(metric, ['to'], given.to, to - from <= MOST_DAYS, expected, 'out-of-range')
  const bounds = Array.from({ length: to - from + 1 }, (_, day) => from + day)
  let rate = 0
  let days = 0
  for (const tally of countRevenue(metric, rows, bounds, level, readDay)) {
    if (tally.opening === '0') continue
    const opening = readSum(metric, [], tally.opening)
    const lost = addedSums(opening, readSum(metric, [], tally.new))
    subtractSum(lost, readSum(metric, [], tally.closing))
    rate += ratioOfSums(lost, opening)
    days++
  }
  checkSome(metric, ['window'], given, days, 'day that begins with revenue')
  return { rate, days, from: formatDay(from), to: formatDay(to), level, policy: 'daily-net' }
}
