import type { SqlDialect } from '../dialect.js'

const dateOf = (day: string): string => `DATE_FROM_UNIX_DATE(${day})`

/** Names and strings have the same escapes, and may not hold the end of a line. */
function escaped(text: string, quote: '`' | "'"): string {
  const inner = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  return `${quote}${inner}${quote}`
}

/**
 * BigQuery. Values are parameters by name: give `values` as `p1`, `p2` and so on.
 *
 * @example
 * ```ts
 * import { bigquery, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'project-1.survey.answers', columns: { rating: 'score' } },
 *   { dialect: bigquery },
 * )
 * text.includes('`project-1`.`survey`.`answers`') // => true
 * ```
 */
export const bigquery: SqlDialect = {
  name: 'BigQuery',
  placeholders: 'numbered',
  timeZones: 'any',
  id: (name) => escaped(name, '`'),
  literal: (text) => escaped(text, "'"),
  param: (position, type) => `CAST(@p${position} AS ${type === 'text' ? 'STRING' : 'INT64'})`,
  day: (date) => `UNIX_DATE(CAST(${date} AS DATE))`,
  dayOf: (instant, zone) => `UNIX_DATE(CAST(DATETIME(${instant}, ${zone}) AS DATE))`,
  instant: (instant) => `UNIX_MILLIS(${instant})`,
  zoned: (column) => column,
  fromUtc: (column) => `TIMESTAMP(${column}, 'UTC')`,
  month: (day) =>
    `(EXTRACT(YEAR FROM ${dateOf(day)}) * 12 + EXTRACT(MONTH FROM ${dateOf(day)}) - 1)`,
  dom: (day) => `EXTRACT(DAY FROM ${dateOf(day)})`,
  div: (a, b) => `DIV((${a}), ${b})`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `ROUND(CAST(${amount} AS BIGNUMERIC), ${decimals})`,
  exact: (amount) => `CAST(${amount} AS BIGNUMERIC)`,
  times: null,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS STRING)`,
  key: (id) => id,
  letters: (text) => text,
}
