import type { ChurnTally } from '../../churn/churnTally.js'
import type { ChurnWindow } from '../../churn/tallyChurn.js'
import { composeChurn, openChurn } from '../parts/churn.js'
import { oneWindow } from '../parts/windows.js'
import type { SqlQuery } from '../query.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of subscriptions; `subscription`, an id of each, is read where each counts by itself. */
export type SubscriptionSource = SqlSource<
  'customer' | 'startedOn' | 'endedOn',
  'reason' | 'subscription'
>

/**
 * The statement of `tallyChurn`: who came and went within a window.
 *
 * @param source - The table of subscriptions and its columns.
 * @param options - The window of `tallyChurn`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `out-of-range` for a window of no days; `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, tallyChurnSql } from 'customer-metrics/sql'
 *
 * const query = tallyChurnSql(
 *   { table: 'subscriptions', columns: { customer: 'account', startedOn: 'started', endedOn: 'ended' } },
 *   { from: '2025-01-01', to: '2025-02-01', dialect: duckdb },
 * )
 * query.values // => [20089, 20120]
 * ```
 */
export function tallyChurnSql(
  source: SubscriptionSource,
  options: ChurnWindow & SqlOptions,
): SqlQuery<ChurnTally> {
  const { draft, level } = openChurn('tallyChurnSql', source, options, [])
  return composeChurn(draft, level, oneWindow(draft, options), ([tally]) => tally as ChurnTally)
}
