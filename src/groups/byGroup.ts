import { eachRow, type Fields, readOptions } from '../internal/guard.js'
import { GROUP_OPTIONS, type GroupHead, type GroupOptions, groupReader } from './groupReader.js'

/** How rows are put into groups. */
export interface ByGroupOptions<Row> extends GroupOptions<keyof Row & string> {}

/** The fields that are read; another one is refused. */
const BY_GROUP_OPTIONS: Fields<ByGroupOptions<Record<string, unknown>>> = GROUP_OPTIONS

/** A group with its rows. */
export interface Group<Row> extends GroupHead {
  /** The rows of the group, in their order. */
  readonly rows: readonly Row[]
}

/**
 * Breaks rows down by one or several columns, so that you can compute any metric for each group.
 *
 * A group is named by its value of each column, as in SQL: an absent value is `null`. A total is
 * named by fewer columns, and the total of all rows by no column. Small groups are kept and marked.
 *
 * @param rows - Rows of any kind.
 * @param options - The columns, the totals, and the size below which a group is small.
 * @returns The groups in the order met, each with its rows; then the totals, that of all rows last.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a column that no row has, or a value
 * that is not text, a number, true, false or null; `mismatch` where a column has numbers and text.
 *
 * @example
 * ```ts
 * const answers = [
 *   { plan: 'pro', country: 'DE', rating: 10 },
 *   { plan: 'free', country: 'DE', rating: 3 },
 *   { plan: 'pro', country: 'DE', rating: 9 },
 * ]
 * const groups = byGroup(answers, { by: ['plan', 'country'], totals: 'all', minimum: 2 })
 * groups.map(({ by, size, small }) => [by, size, small])
 * // => [[{ plan: 'pro', country: 'DE' }, 2, false], [{ plan: 'free', country: 'DE' }, 1, true], [{}, 3, false]]
 * groups[0].rows.map(({ rating }) => rating) // => [10, 9]
 * ```
 */
export function byGroup<Row extends object>(
  rows: Iterable<Row>,
  options: ByGroupOptions<Row>,
): Group<Row>[] {
  const metric = 'byGroup'
  const given = readOptions<ByGroupOptions<Record<string, unknown>>>(
    metric,
    options,
    BY_GROUP_OPTIONS,
  )
  const reader = groupReader<Row[]>(
    metric,
    given,
    () => [],
    (list, row) => {
      list.push(row as Row)
    },
  )
  eachRow(metric, ['rows'], rows, reader.visit)
  return reader.end(rows).map(({ head, content }) => ({ ...head, rows: content }))
}
