import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const part = (name: string, day: string): string =>
  `CAST(EXTRACT(${name} FROM DATE '1970-01-01' + CAST(${day} AS INTEGER)) AS INTEGER)`

/**
 * PostgreSQL, and what speaks its language, such as PGlite.
 *
 * @example
 * ```ts
 * import { postgresql, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'survey.answers', columns: { rating: 'score' } },
 *   { dialect: postgresql },
 * )
 * text.includes('"survey"."answers"') // => true
 * ```
 */
export const postgresql: SqlDialect = {
  name: 'PostgreSQL',
  placeholders: 'numbered',
  timeZones: 'any',
  id: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  param: (position, type) => `CAST($${position} AS ${type === 'text' ? 'TEXT' : 'BIGINT'})`,
  day: (date) => `(CAST(${date} AS DATE) - DATE '1970-01-01')`,
  dayOf: (instant, zone) => `(CAST(${instant} AT TIME ZONE ${zone} AS DATE) - DATE '1970-01-01')`,
  instant: (instant) => `CAST(FLOOR(EXTRACT(EPOCH FROM ${instant}) * 1000) AS BIGINT)`,
  zoned: (instant) => instant,
  fromUtc: (timestamp) => `(${timestamp} AT TIME ZONE 'UTC')`,
  month: (day) => `(${part('YEAR', day)} * 12 + ${part('MONTH', day)} - 1)`,
  dom: (day) => part('DAY', day),
  div: (a, b) => `((${a}) / ${b})`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `CAST(${amount} AS DECIMAL(38, ${decimals}))`,
  exact: (amount) => amount,
  times: (amount, factor) => `(${amount} * ${factor})`,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS TEXT)`,
  key: (id) => id,
  letters: (text) => `(CAST(${text} AS TEXT) COLLATE "C")`,
}
