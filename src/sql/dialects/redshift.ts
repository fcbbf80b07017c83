import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `DATEADD(day, (CAST(${day} AS INTEGER)), DATE '1970-01-01')`

const dayNumber = (date: string): string =>
  `DATEDIFF(day, DATE '1970-01-01', CAST(${date} AS DATE))`

/** A backslash is written by its code: whether it escapes depends on the cluster. */
function written(text: string): string {
  const parts = text.split('\\').map((part) => quoted(part, "'"))
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(' || CHR(92) || ')})`
}

/**
 * Amazon Redshift. It takes ids that differ in trailing blanks only as one. It gives the names of columns
 * in small letters, which `readTallies` refuses, unless `enable_case_sensitive_identifier` is `true`.
 *
 * @example
 * ```ts
 * import { redshift, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'survey.answers', columns: { rating: 'score' } },
 *   { dialect: redshift },
 * )
 * text.includes('"survey"."answers"') // => true
 * ```
 */
export const redshift: SqlDialect = {
  name: 'Redshift',
  placeholders: 'numbered',
  timeZones: 'any',
  id: (name) => quoted(name, '"'),
  literal: written,
  param: (position, type) => `CAST($${position} AS ${type === 'text' ? 'VARCHAR' : 'BIGINT'})`,
  day: dayNumber,
  dayOf: (instant, zone) => dayNumber(`CONVERT_TIMEZONE('UTC', ${zone}, ${instant})`),
  instant: (instant) => `DATEDIFF(millisecond, CAST('1970-01-01' AS TIMESTAMP), ${instant})`,
  // Clocks of UTC, whatever the time zone of the session.
  zoned: (column) => `(${column} AT TIME ZONE 'UTC')`,
  fromUtc: (column) => column,
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
