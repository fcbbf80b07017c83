import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const part = (name: string, day: string): string =>
  `CAST(STRFTIME('${name}', ${day} + 2440587.5) AS INTEGER)`

/** The largest whole number that is not made one in floating point. */
const MOST = 2n ** 63n - 1n

const unitsOf = (amount: string, decimals: number): string => `${amount} * 1e${decimals}`

/**
 * SQLite, which keeps dates and instants as text and has no exact decimals: amounts are added as whole
 * numbers of their smallest unit, and days are those of UTC.
 *
 * @example
 * ```ts
 * import { sqlite, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'answers', columns: { rating: 'score' } },
 *   { dialect: sqlite },
 * )
 * text.includes('t."score"') // => true
 * ```
 */
export const sqlite: SqlDialect = {
  name: 'SQLite',
  placeholders: 'in-order',
  timeZones: 'utc',
  id: (name) => quoted(name, '"'),
  literal: (text) => quoted(text, "'"),
  param: (_, type) => `CAST(? AS ${type === 'text' ? 'TEXT' : 'INTEGER'})`,
  day: (date) => `CAST(JULIANDAY(DATE(${date})) - 2440587.5 AS INTEGER)`,
  dayOf: (instant) => `CAST(JULIANDAY(DATE(${instant})) - 2440587.5 AS INTEGER)`,
  instant: (instant) => `CAST(ROUND((JULIANDAY(${instant}) - 2440587.5) * 86400000) AS INTEGER)`,
  zoned: (instant) => instant,
  fromUtc: (timestamp) => timestamp,
  month: (day) => `(${part('%Y', day)} * 12 + ${part('%m', day)} - 1)`,
  dom: (day) => part('%d', day),
  div: (a, b) => `((${a}) / ${b})`,
  maybe: (expression) => expression,
  decimal: (amount) => amount,
  exact: (amount, decimals) => `CAST(ROUND(${unitsOf(amount, decimals)}) AS INTEGER)`,
  times: (amount, factor) =>
    `CASE WHEN ABS(${amount}) <= ${MOST / BigInt(factor)} THEN ${amount} * ${factor} END`,
  isFiner: (amount, decimals) =>
    `ABS(${unitsOf(amount, decimals)} - ROUND(${unitsOf(amount, decimals)})) > 0.001`,
  text: (sum, decimals) =>
    decimals === 0
      ? `CAST(${sum} AS TEXT)`
      : `PRINTF('%s%d.%0${decimals}d', CASE WHEN ${sum} < 0 THEN '-' ELSE '' END, ` +
        `ABS(${sum}) / 1${'0'.repeat(decimals)}, ABS(${sum}) % 1${'0'.repeat(decimals)})`,
  key: (id) => `(${id} COLLATE BINARY)`,
  letters: (text) => `(${text} COLLATE BINARY)`,
}
