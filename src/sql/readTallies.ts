import type { RowStream } from '../internal/rows/readRows.js'
import type { SqlGroup, SqlQuery } from './query.js'
import { checkQuery, checkRows } from './rows.js'

/**
 * Turns the rows that an engine gave into what the function gives, for each group.
 *
 * Whole numbers may come as numbers, bigints or digits, as drivers give them.
 *
 * Histories of customers are kept in less than their rows: give these as they come, from a cursor or a
 * stream of the driver, where there are millions.
 *
 * @param query - The query that the rows are the answer to.
 * @param rows - All rows of the answer, as objects.
 * @returns The groups with their results, ordered by the values that name them; one group without `by`.
 * @throws {@link MetricError} `mismatch` for rows that are not the statement's; `invalid` where rows of
 * the source are such as the function refuses, or a value is not what the statement gives; `empty`
 * without groups where there is nobody.
 *
 * @example
 * ```ts
 * import { duckdb, readTallies, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const query = tallyRatingsSql(
 *   { table: 'answers', columns: { rating: 'score' } },
 *   { by: ['country'], dialect: duckdb },
 * )
 * const rows = [
 *   { country: 'DE', rating: 9, answers: 3n, faults: 0n },
 *   { country: 'DE', rating: 10, answers: 5n, faults: 0n },
 *   { country: 'FR', rating: 7, answers: 2n, faults: 0n },
 * ]
 * readTallies(query, rows)
 * // => [{ by: { country: 'DE' }, result: { 9: 3, 10: 5 } }, { by: { country: 'FR' }, result: { 7: 2 } }]
 * ```
 */
export function readTallies<Result>(
  query: SqlQuery<Result>,
  rows: Iterable<object>,
): SqlGroup<Result>[]
/** The same from a stream of rows, as a promise. Wrong rows reject. */
export function readTallies<Result>(
  query: SqlQuery<Result>,
  rows: RowStream<object>,
): Promise<SqlGroup<Result>[]>
export function readTallies<Result>(
  query: SqlQuery<Result>,
  rows: Iterable<object> | RowStream<object>,
): SqlGroup<Result>[] | Promise<SqlGroup<Result>[]> {
  checkQuery(query)
  checkRows(rows)
  return query.read(rows as Iterable<object>)
}
