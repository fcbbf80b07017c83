import type { SqlDialect } from 'customer-metrics/sql'

/**
 * What a column holds: a day, clocks without a time zone, a moment with one, whole or exact numbers, or
 * anything else, which is read as its text.
 */
export type Holds = 'day' | 'clocks' | 'moment' | 'whole' | 'exact' | 'other'

/** A row of a result, its cells as texts. */
export type TextRow = readonly (string | null)[]

/** A database that is asked, and only read. */
export interface Database {
  readonly dialect: SqlDialect
  /** The columns of a table, in order, and what each holds. */
  readonly columns: (from: string) => Promise<ReadonlyMap<string, Holds>>
  /** The rows of a statement, which are few. */
  readonly rows: (text: string, values?: readonly (string | number)[]) => Promise<object[]>
  /** The rows of a statement whose columns are texts, piece by piece. */
  readonly pieces: (text: string) => AsyncIterable<readonly TextRow[]>
  /** A column as the text that a file would have. */
  readonly text: (column: string, holds: Holds) => string
  /** A day or a moment without what stands for “never”. */
  readonly finite: (column: string) => string
  /** Whether the database knows when the days of a time zone begin. */
  readonly knowsZone: (timeZone: string) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Loads an optional package by its name. */
export type LoadPackage = (name: string) => Promise<unknown>
