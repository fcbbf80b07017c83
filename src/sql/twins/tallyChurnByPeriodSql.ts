import type { ChurnPeriod, SeriesWindow } from '../../churn/tallyChurnByPeriod.js'
import type { InBoundaries } from '../../internal/time/calendars/periodChoice.js'
import { PERIOD_OPTIONS } from '../parts/calendar.js'
import { composeChurn, openChurn } from '../parts/churn.js'
import { manyWindows } from '../parts/windows.js'
import type { SqlQuery } from '../query.js'
import type { SqlOptions } from '../source.js'
import type { SubscriptionSource } from './tallyChurnSql.js'

/**
 * The statement of `tallyChurnByPeriod`: who came and went within each of consecutive periods, in one
 * pass over the table, windows that overlap included.
 *
 * @param source - The table of subscriptions and its columns.
 * @param options - The window of `tallyChurnByPeriod`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the periods of each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `out-of-range` for a window of no days; `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { postgresql, tallyChurnByPeriodSql } from 'customer-metrics/sql'
 *
 * const query = tallyChurnByPeriodSql(
 *   { table: 'subscriptions', columns: { customer: 'account', startedOn: 'started', endedOn: 'ended' } },
 *   { from: '2025-01-01', to: '2026-01-01', every: 'month', by: ['plan'], dialect: postgresql },
 * )
 * query.columns.slice(0, 4) // => ['plan', 'part', 'period', 'opening']
 * ```
 */
export function tallyChurnByPeriodSql(
  source: SubscriptionSource,
  options: (SeriesWindow | InBoundaries<SeriesWindow>) & SqlOptions,
): SqlQuery<ChurnPeriod[]> {
  const names = [...PERIOD_OPTIONS, 'asOf', 'rolling']
  const { draft, level } = openChurn('tallyChurnByPeriodSql', source, options, names)
  const windows = manyWindows(draft, options)
  return composeChurn(draft, level, windows, (tallies) =>
    tallies.map((tally, index) => ({
      ...tally,
      ...(windows.said[index] as (typeof windows.said)[number]),
    })),
  )
}
