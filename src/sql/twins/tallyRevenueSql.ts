import type { RevenueTally } from '../../revenue/revenueTally.js'
import type { ExchangeWindow } from '../../revenue/tallyRevenue.js'
import { readExchangeSql } from '../parts/exchange.js'
import { composeRevenue, openRevenue } from '../parts/revenue.js'
import { oneWindow } from '../parts/windows.js'
import type { SqlQuery } from '../query.js'
import type { SqlOptions, SqlSource } from '../source.js'

/**
 * The columns of subscriptions with their amounts. A price change is a row of its own, which starts on
 * the day on which the one before it ends, and has the same `subscription`.
 */
export type RevenueSource = SqlSource<
  'customer' | 'startedOn' | 'endedOn' | 'amount',
  'subscription' | 'currency'
>

/**
 * The statement of `tallyRevenue`: recurring revenue at both ends of a window, and what led from one to
 * the other.
 *
 * @param source - The table of subscriptions and its columns.
 * @param options - The window of `tallyRevenue`, its `rates`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `out-of-range` for a window of no days; `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, tallyRevenueSql } from 'customer-metrics/sql'
 *
 * const columns = { customer: 'account', startedOn: 'started', endedOn: 'ended', amount: 'monthly' }
 * const query = tallyRevenueSql(
 *   { table: 'subscriptions', columns },
 *   { from: '2025-01-01', to: '2025-02-01', level: 'customer', dialect: duckdb },
 * )
 * query.columns.slice(0, 4) // => ['part', 'period', 'opening', 'new']
 * ```
 */
export function tallyRevenueSql(
  source: RevenueSource,
  options: ExchangeWindow & SqlOptions,
): SqlQuery<RevenueTally> {
  const { draft, level } = openRevenue('tallyRevenueSql', source, options, ['rates'])
  const windows = oneWindow(draft, options)
  const { rates } = options
  const exchange = rates === undefined ? undefined : readExchangeSql(draft, rates)
  return composeRevenue(draft, level, windows, ([tally]) => tally as RevenueTally, exchange)
}
