import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `FROM_DAYS(${day} + 719528)`

const EPOCH = "TIMESTAMP '1970-01-01 00:00:00'"

/** A backslash is written by its code: whether it escapes depends on the mode of the session. */
function written(text: string): string {
  const parts = text.split('\\').map((part) => quoted(part, "'"))
  return parts.length === 1
    ? (parts[0] as string)
    : `CONCAT(${parts.join(', CHAR(92 USING utf8mb4), ')})`
}

const bytes = (text: string): string =>
  `(CAST(${text} AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_nopad_bin)`

/**
 * MariaDB. Ids and groups are compared byte for byte, whatever the collation of their columns, and come
 * back as text: say `is: 'number'` of those that are numbers. Moments are columns of the type
 * `TIMESTAMP`; time zones other than UTC need the server's time zone tables.
 *
 * @example
 * ```ts
 * import { mariadb, tallyRatingsSql } from 'customer-metrics/sql'
 *
 * const { text } = tallyRatingsSql(
 *   { table: 'survey.answers', columns: { rating: 'score' } },
 *   { dialect: mariadb },
 * )
 * text.includes('`survey`.`answers`') // => true
 * ```
 */
export const mariadb: SqlDialect = {
  name: 'MariaDB',
  placeholders: 'in-order',
  timeZones: 'any',
  id: (name) => quoted(name, '`'),
  literal: written,
  param: (_, type) => `CAST(? AS ${type === 'text' ? 'CHAR' : 'SIGNED'})`,
  day: (date) => `(TO_DAYS(${date}) - 719528)`,
  dayOf: (instant, zone) => `(TO_DAYS(CONVERT_TZ(${instant}, '+00:00', ${zone})) - 719528)`,
  instant: (instant) => `FLOOR(TIMESTAMPDIFF(MICROSECOND, ${EPOCH}, ${instant}) / 1000)`,
  // The session's time zone shows a moment in its own clocks, which an hour in autumn has twice.
  zoned: (column) => `(${EPOCH} + INTERVAL UNIX_TIMESTAMP(${column}) SECOND)`,
  fromUtc: (column) => column,
  month: (day) => `(YEAR(${dateOf(day)}) * 12 + MONTH(${dateOf(day)}) - 1)`,
  dom: (day) => `DAYOFMONTH(${dateOf(day)})`,
  div: (a, b) => `((${a}) DIV ${b})`,
  maybe: (expression) => expression,
  decimal: (amount, decimals) => `CAST(${amount} AS DECIMAL(38, ${decimals}))`,
  exact: (amount) => amount,
  isFiner: () => 'FALSE',
  text: (sum) => `CAST(${sum} AS CHAR)`,
  key: bytes,
  letters: bytes,
}
