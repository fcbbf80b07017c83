import type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
import type { SqlDialect } from './dialect.js'

/** What a column of dates, instants, amounts or ids holds. */
export type SqlColumnKind = 'day' | 'instant' | 'utc' | 'float' | 'number'

/** A column by its name, and what it holds where that is not what the field has by itself. */
export interface SqlColumn {
  /** The column's name. */
  readonly column: string
  /**
   * What it holds: `'day'`, a date; `'instant'`, a moment with its time zone; `'utc'`, a timestamp
   * without one that says UTC; `'float'`, amounts in binary floating point; `'number'`, ids or groups
   * that are whole numbers, which MariaDB otherwise gives as text.
   * @defaultValue `'day'` for days, `'instant'` for moments, exact decimals for amounts, text for ids
   */
  readonly is?: SqlColumnKind
  /**
   * Most decimals of the amounts, 0 to 15; read where they are floating, and by SQLite.
   * @defaultValue `2`
   */
  readonly decimals?: number
}

/**
 * Where the rows are: a table, its parts divided by dots, or a statement of your own without parameters
 * and without a semicolon.
 */
export type SqlRows = SqlTable | SqlSelection

/** Rows of a table or a view. */
export interface SqlTable {
  /** Its name, with its schema where it needs one: `sales.orders`. */
  readonly table: string
}

/** Rows of a query. */
export interface SqlSelection {
  /** A SELECT statement without a semicolon. */
  readonly query: string
}

/** Rows in an engine, and which column holds which field. */
export type SqlSource<Required extends string, Optional extends string = never> = SqlRows & {
  /** The column of each field; those of `by` where they have another name. */
  readonly columns: Readonly<Record<Required, string | SqlColumn>> &
    Readonly<Partial<Record<Optional, string | SqlColumn>>> &
    Readonly<Record<string, string | SqlColumn | undefined>>
}

/** Groups by the calendar period of a column. */
export interface SqlPeriodGroup extends SqlColumn {
  /** The length of a period. */
  readonly every: PeriodUnit
  /** The day that weeks begin on; required where `every` is `'week'`. */
  readonly weekStartsOn?: WeekDay
}

/** What every twin takes beside the options of the function that it stands for. */
export interface SqlOptions {
  /** The engine that the statement is for. */
  readonly dialect: SqlDialect
  /**
   * Columns to group by, each by its name or by the period of its days. Every group is what one call
   * of the function gives, and is named by these values.
   * @defaultValue one group of everything
   */
  readonly by?: readonly (string | SqlPeriodGroup)[]
}
