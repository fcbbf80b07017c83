import type { CostTally } from '../../cost/customerCost.js'
import { compose, list, rowsOf } from '../compose.js'
import { openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { amountOf, countOf, FAULTS, textOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of what channels cost and brought, a row for each day, campaign or whatever there is. */
export type CostSource = SqlSource<
  'channel' | 'acquisitionSpend' | 'acquired' | 'retentionSpend' | 'retained'
>

/** The columns of the four facts. */
const FACTS = {
  acquisition: 'acquisitionSpend',
  acquired: 'acquired',
  retention: 'retentionSpend',
  retained: 'retained',
} as const

/**
 * The statement of what `costByChannel` reads: the costs of each channel, and whom they brought.
 *
 * @param source - The table of costs and its columns.
 * @param options - `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the tallies of each group, by channel.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect.
 *
 * @example
 * ```ts
 * import { costByChannelSql, duckdb, readTallies } from 'customer-metrics/sql'
 *
 * const columns = {
 *   channel: 'channel', acquisitionSpend: 'spend', acquired: 'customers',
 *   retentionSpend: 'retention_spend', retained: 'kept',
 * }
 * const query = costByChannelSql({ table: 'costs', columns }, { dialect: duckdb })
 * const rows = [{
 *   channel: 'search', acquisitionSpend: '120.50', acquired: 3n,
 *   retentionSpend: '0', retained: 0n, faults: 0n,
 * }]
 * const [{ result }] = readTallies(query, rows)
 * result.search.acquisitionSpend // => '120.5'
 * ```
 */
export function costByChannelSql(
  source: CostSource,
  options: SqlOptions & { readonly timeZone?: string },
): SqlQuery<Readonly<Record<string, CostTally>>> {
  const draft = openDraft('costByChannelSql', source, options, {
    required: {
      channel: 'text',
      acquisitionSpend: 'amount',
      acquired: 'number',
      retentionSpend: 'amount',
      retained: 'number',
    },
    options: ['timeZone'],
  })
  const finer = `${draft.isFiner('acquisitionSpend')} OR ${draft.isFiner('retentionSpend')}`
  const src = rowsOf(draft, {
    channel: draft.dialect.letters(draft.column('channel')),
    acquisition: draft.amount('acquisitionSpend'),
    acquired: draft.column('acquired'),
    retention: draft.amount('retentionSpend'),
    retained: draft.column('retained'),
    finer: `CASE WHEN ${finer} THEN 1 ELSE 0 END`,
  })
  const bad = Object.keys(FACTS).map((name) => `s.${name} IS NULL OR s.${name} < 0`)
  const owner = list(draft, 's.channel')
  const result = `SELECT ${owner},
    ${draft.text('acquisitionSpend', 'SUM(s.acquisition)')} AS spent, SUM(s.acquired) AS came,
    ${draft.text('retentionSpend', 'SUM(s.retention)')} AS kept_for, SUM(s.retained) AS stayed,
    SUM(CASE WHEN s.channel IS NULL OR s.finer = 1 OR ${bad.join(' OR ')} THEN 1 ELSE 0 END) AS faults
  FROM src AS s
  GROUP BY ${owner}`
  return compose(draft, {
    tables: [
      ['src', src],
      ['result', result],
    ],
    columns: {
      channel: 'channel',
      spent: 'acquisitionSpend',
      came: 'acquired',
      kept_for: 'retentionSpend',
      stayed: 'retained',
      faults: FAULTS,
    },
    make: (rows) =>
      Object.fromEntries(
        rows.map((row) => [
          textOf(row, 'channel') as string,
          {
            acquisitionSpend: amountOf(row, 'acquisitionSpend'),
            acquired: countOf(row, 'acquired'),
            retentionSpend: amountOf(row, 'retentionSpend'),
            retained: countOf(row, 'retained'),
          },
        ]),
      ),
  })
}
