import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `DATE_FROM_UNIX_DATE(CAST(${day} AS INT))`

const EPOCH = "TIMESTAMP_NTZ '1970-01-01 00:00:00'"

/**
 * Spark SQL 4, in ANSI mode. Values are parameters by name: give `values` as `p1`, `p2` and so on.
 *
 * @example
 * ```ts
 * import { spark, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'survey.answers', columns: { rating: 'score' } },
 *   { dialect: spark },
 * )
 * text.includes('`survey`.`answers`') // => true
 * ```
 */
export const spark: SqlDialect = {
  name: 'Spark SQL',
  placeholders: 'numbered',
  timeZones: 'any',
  id: (name) => quoted(name, '`'),
  // Doubled quotes are two strings here, which are then joined without one.
  literal: (text) => `'${text.replace(/[\\']/g, '\\$&')}'`,
  param: (position, type) => `CAST(:p${position} AS ${type === 'text' ? 'STRING' : 'BIGINT'})`,
  day: (date) => `UNIX_DATE(CAST(${date} AS DATE))`,
  dayOf: (instant, zone) => `UNIX_DATE(CAST(CONVERT_TIMEZONE('UTC', ${zone}, ${instant}) AS DATE))`,
  // The function for this difference takes clocks of UTC for those of the session, which have gaps.
  instant: (instant) => `((${instant} - ${EPOCH}) DIV INTERVAL '0.001' SECOND)`,
  // Clocks of UTC, whatever the time zone of the session.
  zoned: (column) => `TIMESTAMPADD(MICROSECOND, UNIX_MICROS(${column}), ${EPOCH})`,
  fromUtc: (column) => column,
  month: (day) => `(YEAR(${dateOf(day)}) * 12 + MONTH(${dateOf(day)}) - 1)`,
  dom: (day) => `DAY(${dateOf(day)})`,
  div: (a, b) => `((${a}) DIV ${b})`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `CAST(${amount} AS DECIMAL(38, ${decimals}))`,
  exact: (amount) => amount,
  times: null,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS STRING)`,
  key: (id) => id,
  letters: (text) => text,
}
