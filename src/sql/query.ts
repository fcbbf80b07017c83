import type { RowStream } from '../internal/rows/readRows.js'

/** A value of a group: that of a column, or the first day of a period. */
export type SqlGroupValue = string | number | boolean | null

/** What one group comes to. */
export interface SqlGroup<Result> {
  /** The values that name the group; none without `by`. */
  readonly by: Readonly<Record<string, SqlGroupValue>>
  /** What the function gives for the rows of the group. */
  readonly result: Result
}

/** A statement, and how its rows become what the function gives. */
export interface SqlQuery<Result> {
  /** The statement, with placeholders as the engine has them. */
  readonly text: string
  /** The values of the placeholders, in their order. */
  readonly values: readonly (string | number)[]
  /** The same statement with the values written in, for a view or a model of dbt. */
  readonly literal: string
  /** The names of the columns that the statement gives. */
  readonly columns: readonly string[]
  /** Turns result rows into groups, from a stream as a promise: what `readTallies` calls. */
  readonly read: {
    (rows: Iterable<object>): SqlGroup<Result>[]
    (rows: RowStream<object>): Promise<SqlGroup<Result>[]>
  }
}
