import { checkObject } from '../../internal/guard.js'
import { type SegmentMoveTally, type SegmentWays, tallyOfWays } from '../../value/segmentMoves.js'
import { compose, groupBy, list, rowsOf } from '../compose.js'
import { type Draft, openDraft } from '../draft.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, textOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of customers with their segments. */
export type SegmentSource = SqlSource<'customer' | 'segment'>

/** Where the segments of the two periods are. */
export interface SegmentMoveSource {
  /** One row for each customer of the earlier period. */
  readonly before: SegmentSource
  /** One row for each customer of the later period. */
  readonly after: SegmentSource
}

/**
 * The statement of `tallySegmentMoves`: customers by the way they went.
 *
 * @param source - The tables of the two periods and their columns.
 * @param options - `by` and `dialect`; a customer who moves from one group to another leaves the one
 * and comes to the other.
 * @returns The statement; `readTallies` turns its rows into a tally for each group.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect.
 *
 * @example
 * ```ts
 * import { duckdb, tallySegmentMovesSql } from 'customer-metrics/sql'
 *
 * const columns = { customer: 'account', segment: 'segment' }
 * const query = tallySegmentMovesSql(
 *   { before: { table: 'segments_may', columns }, after: { table: 'segments_june', columns } },
 *   { dialect: duckdb },
 * )
 * query.columns // => ['before', 'after', 'customers', 'faults']
 * ```
 */
export function tallySegmentMovesSql(
  source: SegmentMoveSource,
  options: SqlOptions & { readonly timeZone?: string },
): SqlQuery<SegmentMoveTally> {
  const metric = 'tallySegmentMovesSql'
  const given = checkObject<SegmentMoveSource>(metric, ['source'], source)
  const values: (string | number)[] = []
  const open = (rows: SegmentSource): Draft =>
    openDraft(
      metric,
      rows,
      options,
      { required: { customer: 'id', segment: 'text' }, options: ['timeZone'] },
      values,
    )
  const draft = open(given.before)
  const later = open(given.after)
  const rows = (of: Draft, period: string): string =>
    rowsOf(of, {
      customer: of.key('customer'),
      segment: of.dialect.letters(of.column('segment')),
      period_no: period,
    })
  const owner = list(draft, 's.customer')
  const of = (period: string): string => `CASE WHEN s.period_no = ${period} THEN s.segment END`
  const ways = `SELECT ${owner}, MIN(${of('1')}) AS was, MIN(${of('2')}) AS is_now,
    SUM(CASE WHEN s.customer IS NULL OR s.segment IS NULL OR s.segment = '' THEN 1 ELSE 0 END) +
      CASE WHEN COUNT(${of('1')}) > 1 OR COUNT(${of('2')}) > 1 THEN 1 ELSE 0 END AS n_faults
  FROM src AS s
  GROUP BY ${owner}`
  const result = `SELECT ${list(draft, 'w.was', 'w.is_now')}, COUNT(*) AS customers, SUM(w.n_faults) AS faults
  FROM ways AS w
  ${groupBy(draft, 'w.was', 'w.is_now')}`
  return compose(draft, {
    tables: [
      ['src', `${rows(draft, '1')}\n  UNION ALL\n  ${rows(later, '2')}`],
      ['ways', ways],
      ['result', result],
    ],
    columns: { was: 'before', is_now: 'after', customers: 'customers', faults: FAULTS },
    make: (all) => {
      const found: SegmentWays = new Map()
      for (const row of all) {
        const from = textOf(row, 'before')
        const targets = found.get(from) ?? new Map<string | null, number>()
        found.set(from, targets.set(textOf(row, 'after'), countOf(row, 'customers')))
      }
      return tallyOfWays(found)
    },
  })
}
