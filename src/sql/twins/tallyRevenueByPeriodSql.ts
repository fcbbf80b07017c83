import type { InBoundaries } from '../../internal/time/calendars/periodChoice.js'
import type { RevenuePeriod, RevenueSeriesWindow } from '../../revenue/tallyRevenueByPeriod.js'
import { PERIOD_OPTIONS } from '../parts/calendar.js'
import { composeRevenue, openRevenue } from '../parts/revenue.js'
import { manyWindows } from '../parts/windows.js'
import type { SqlQuery } from '../query.js'
import type { SqlOptions } from '../source.js'
import type { RevenueSource } from './tallyRevenueSql.js'

/**
 * The statement of `tallyRevenueByPeriod`: recurring revenue and its movements within each of
 * consecutive periods, in one pass over the table.
 *
 * @param source - The table of subscriptions and its columns.
 * @param options - The window of `tallyRevenueByPeriod`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the periods of each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `out-of-range` for a window of no days; `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, tallyRevenueByPeriodSql } from 'customer-metrics/sql'
 *
 * const columns = { customer: 'account', startedOn: 'started', endedOn: 'ended', amount: 'monthly' }
 * const query = tallyRevenueByPeriodSql(
 *   { table: 'subscriptions', columns },
 *   { from: '2025-01-01', to: '2026-01-01', every: 'month', level: 'customer', dialect: duckdb },
 * )
 * query.values.length // => 2
 * ```
 */
export function tallyRevenueByPeriodSql(
  source: RevenueSource,
  options: (RevenueSeriesWindow | InBoundaries<RevenueSeriesWindow>) & SqlOptions,
): SqlQuery<RevenuePeriod[]> {
  const names = [...PERIOD_OPTIONS, 'asOf', 'rolling']
  const { draft, level } = openRevenue('tallyRevenueByPeriodSql', source, options, names)
  const windows = manyWindows(draft, options)
  return composeRevenue(draft, level, windows, (tallies) =>
    tallies.map((tally, index) => ({
      ...tally,
      ...(windows.said[index] as (typeof windows.said)[number]),
    })),
  )
}
