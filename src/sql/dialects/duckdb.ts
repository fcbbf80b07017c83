import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `(DATE '1970-01-01' + CAST(${day} AS INTEGER))`

/**
 * DuckDB.
 *
 * @example
 * ```ts
 * import { duckdb, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'answers', columns: { rating: 'score' } },
 *   { dialect: duckdb },
 * )
 * text.includes('t."score"') // => true
 * ```
 */
export const duckdb: SqlDialect = {
  name: 'DuckDB',
  placeholders: 'numbered',
  timeZones: 'any',
  id: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  param: (position, type) => `CAST($${position} AS ${type === 'text' ? 'VARCHAR' : 'BIGINT'})`,
  day: (date) => `(CAST(${date} AS DATE) - DATE '1970-01-01')`,
  dayOf: (instant, zone) => `(CAST(${instant} AT TIME ZONE ${zone} AS DATE) - DATE '1970-01-01')`,
  instant: (instant) => `EPOCH_MS(${instant})`,
  zoned: (instant) => instant,
  fromUtc: (timestamp) => `(${timestamp} AT TIME ZONE 'UTC')`,
  month: (day) => `(YEAR(${dateOf(day)}) * 12 + MONTH(${dateOf(day)}) - 1)`,
  dom: (day) => `DAY(${dateOf(day)})`,
  div: (a, b) => `((${a}) // ${b})`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `CAST(${amount} AS DECIMAL(38, ${decimals}))`,
  exact: (amount) => amount,
  times: (amount, factor) => `(${amount} * ${factor})`,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS VARCHAR)`,
  key: (id) => id,
  letters: (text) => text,
}
