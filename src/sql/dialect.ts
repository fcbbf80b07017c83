/**
 * How one engine writes what engines write differently. Statements are composed of the same parts for
 * all of them; each hook takes and gives SQL text.
 */
export interface SqlDialect {
  /** The engine's name, for messages. */
  readonly name: string
  /** Whether one placeholder may stand for its value in several places. */
  readonly placeholders: 'numbered' | 'in-order'
  /** The time zones in which instants become days: all of them, or UTC alone. */
  readonly timeZones: 'any' | 'utc'
  /** A quoted identifier. */
  readonly id: (name: string) => string
  /** A quoted string. */
  readonly literal: (text: string) => string
  /** The placeholder of the value at a position, counted from 1, and its type. */
  readonly param: (position: number, type: 'integer' | 'text') => string
  /** A date → whole days since 1970-01-01. */
  readonly day: (expression: string) => string
  /** An instant → the same, by the clocks of a time zone, which is SQL too. */
  readonly dayOf: (expression: string, zone: string) => string
  /** An instant → whole milliseconds since 1970-01-01T00:00Z. */
  readonly instant: (expression: string) => string
  /** A column of moments with their time zone → an instant, in the form that the two hooks above take. */
  readonly zoned: (column: string) => string
  /** A column of timestamps without a time zone that say UTC → the same. */
  readonly fromUtc: (column: string) => string
  /** A day number → year × 12 + month − 1. */
  readonly month: (day: string) => string
  /** A day number → day of the month. */
  readonly dom: (day: string) => string
  /** Integer division of whole numbers that are not negative. */
  readonly div: (a: string, b: string) => string
  /** An argument of `MIN` or `MAX` over a frame that may be empty. */
  readonly maybe: (expression: string) => string
  /** An amount in binary floating point → the exact one of this many decimals that is nearest. */
  readonly decimal: (amount: string, decimals: number) => string
  /** An amount of at most this many decimals → a type that adds exactly. */
  readonly exact: (amount: string, decimals: number) => string
  /**
   * An exact amount by a whole number, without rounding; nothing where it would be too large. `null`
   * where the engine is not known to multiply exactly.
   */
  readonly times: ((amount: string, factor: string) => string) | null
  /** Whether an amount has more decimals than were said, where the engine would round them away. */
  readonly isFiner: (amount: string, decimals: number) => string
  /** A sum of exact amounts → its decimal digits. */
  readonly text: (sum: string, decimals: number) => string
  /** An id, as a key that groups byte for byte; where it has to become text, numbers do too. */
  readonly key: (expression: string) => string
  /** Text that is ordered by its codes, not by a language. */
  readonly letters: (expression: string) => string
}
