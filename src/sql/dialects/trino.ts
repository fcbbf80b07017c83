import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `DATE_ADD('day', (${day}), DATE '1970-01-01')`

const dayNumber = (date: string): string =>
  `DATE_DIFF('day', DATE '1970-01-01', CAST(${date} AS DATE))`

/**
 * Trino, and Presto by syntax. Values belong to a prepared statement.
 *
 * @example
 * ```ts
 * import { tallyRatingsSql, trino } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'hive.survey.answers', columns: { rating: 'score' } },
 *   { dialect: trino },
 * )
 * text.includes('"hive"."survey"."answers"') // => true
 * ```
 */
export const trino: SqlDialect = {
  name: 'Trino',
  placeholders: 'in-order',
  timeZones: 'any',
  id: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  param: (_, type) => `CAST(? AS ${type === 'text' ? 'VARCHAR' : 'BIGINT'})`,
  day: dayNumber,
  dayOf: (instant, zone) => dayNumber(`AT_TIMEZONE(${instant}, ${zone})`),
  instant: (instant) => `DATE_DIFF('millisecond', TIMESTAMP '1970-01-01 00:00:00 UTC', ${instant})`,
  zoned: (column) => column,
  fromUtc: (column) => `WITH_TIMEZONE(${column}, 'UTC')`,
  month: (day) =>
    `(EXTRACT(YEAR FROM ${dateOf(day)}) * 12 + EXTRACT(MONTH FROM ${dateOf(day)}) - 1)`,
  dom: (day) => `EXTRACT(DAY FROM ${dateOf(day)})`,
  div: (a, b) => `((${a}) / ${b})`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `CAST(${amount} AS DECIMAL(38, ${decimals}))`,
  exact: (amount) => amount,
  times: null,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS VARCHAR)`,
  key: (id) => id,
  letters: (text) => text,
}
