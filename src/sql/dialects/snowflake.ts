import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `DATEADD('day', (${day}), DATE '1970-01-01')`

const dayNumber = (date: string): string =>
  `DATEDIFF('day', DATE '1970-01-01', CAST(${date} AS DATE))`

/**
 * Snowflake. Names are quoted, and so have the case that they are given in: those of tables that were
 * made without quotes are in capitals.
 *
 * @example
 * ```ts
 * import { snowflake, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'SURVEY.ANSWERS', columns: { rating: 'SCORE' } },
 *   { dialect: snowflake },
 * )
 * text.includes('"SURVEY"."ANSWERS"') // => true
 * ```
 */
export const snowflake: SqlDialect = {
  name: 'Snowflake',
  placeholders: 'in-order',
  timeZones: 'any',
  id: (name) => quoted(name, '"'),
  literal: (text) => quoted(text.replaceAll('\\', '\\\\'), "'"),
  param: (_, type) => `CAST(? AS ${type === 'text' ? 'VARCHAR' : 'BIGINT'})`,
  day: dayNumber,
  dayOf: (instant, zone) => dayNumber(`CONVERT_TIMEZONE('UTC', ${zone}, ${instant})`),
  instant: (instant) => `DATE_PART('epoch_millisecond', ${instant})`,
  // Clocks of UTC, whatever the time zone of the session.
  zoned: (column) => `CAST(CONVERT_TIMEZONE('UTC', ${column}) AS TIMESTAMP_NTZ)`,
  fromUtc: (column) => `CAST(${column} AS TIMESTAMP_NTZ)`,
  month: (day) =>
    `(EXTRACT(YEAR FROM ${dateOf(day)}) * 12 + EXTRACT(MONTH FROM ${dateOf(day)}) - 1)`,
  dom: (day) => `EXTRACT(DAY FROM ${dateOf(day)})`,
  // A quotient has six decimals, which 86399999 / 86400000 would round up.
  div: (a, b) => `CAST(((${a}) - MOD(${a}, ${b})) / ${b} AS BIGINT)`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `CAST(${amount} AS NUMBER(38, ${decimals}))`,
  exact: (amount) => amount,
  times: null,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS VARCHAR)`,
  key: (id) => id,
  letters: (text) => text,
}
