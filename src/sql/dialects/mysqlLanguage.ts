import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `FROM_DAYS(${day} + 719528)`

const EPOCH = "TIMESTAMP '1970-01-01 00:00:00'"

/** A backslash is written by its code: whether it escapes depends on the mode of the session. */
function written(text: string): string {
  const parts = text.split('\\').map((part) => quoted(part, "'"))
  if (parts.length === 1) return parts[0] as string
  return `CONCAT(${parts.join(', CHAR(92 USING utf8mb4), ')})`
}

/** What MariaDB and MySQL share: all but the collation that compares byte for byte. */
export function mysqlLanguage(name: string, collation: string): SqlDialect {
  const bytes = (text: string): string =>
    `(CAST(${text} AS CHAR CHARACTER SET utf8mb4) COLLATE ${collation})`
  return {
    name,
    placeholders: 'in-order',
    timeZones: 'any',
    id: (each) => quoted(each, '`'),
    literal: written,
    param: (_, type) => `CAST(? AS ${type === 'text' ? 'CHAR' : 'SIGNED'})`,
    day: (date) => `(TO_DAYS(${date}) - 719528)`,
    dayOf: (instant, zone) => `(TO_DAYS(CONVERT_TZ(${instant}, '+00:00', ${zone})) - 719528)`,
    instant: (instant) => `FLOOR(TIMESTAMPDIFF(MICROSECOND, ${EPOCH}, ${instant}) / 1000)`,
    // The session's time zone shows a moment in its own clocks, which have an hour of autumn twice.
    zoned: (column) => `(${EPOCH} + INTERVAL UNIX_TIMESTAMP(${column}) SECOND)`,
    fromUtc: (column) => column,
    month: (day) => `(YEAR(${dateOf(day)}) * 12 + MONTH(${dateOf(day)}) - 1)`,
    dom: (day) => `DAYOFMONTH(${dateOf(day)})`,
    div: (a, b) => `((${a}) DIV ${b})`,
    maybe: (expression) => expression,
    decimal: (amount, decimals) => `CAST(${amount} AS DECIMAL(38, ${decimals}))`,
    times: null,
    exact: (amount) => amount,
    isFiner: () => 'FALSE',
    text: (sum) => `CAST(${sum} AS CHAR)`,
    key: bytes,
    letters: bytes,
  }
}
