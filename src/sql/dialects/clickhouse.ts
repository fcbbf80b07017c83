import type { SqlDialect } from '../dialect.js'
import { quoted } from './quoted.js'

const dateOf = (day: string): string => `addDays(toDate32('1970-01-01'), ${day})`

const escaped = (text: string): string => text.replaceAll('\\', '\\\\')

/** Decimals of amounts while they are added: as many as a result may have. */
const SCALE = 30

/**
 * ClickHouse. Values are parameters by name: give `values` as `p1`, `p2` and so on. Days lie between
 * 1900 and 2299.
 *
 * @example
 * ```ts
 * import { clickhouse, tallyChurnSql } from 'customer-metrics/sql'
 *
 * const columns = { customer: 'account', startedOn: 'started', endedOn: 'ended' }
 * const { text } = tallyChurnSql(
 *   { table: 'subscriptions', columns },
 *   { from: '2025-01-01', to: '2025-02-01', dialect: clickhouse },
 * )
 * text.includes('{p1:Int64}') // => true
 * ```
 */
export const clickhouse: SqlDialect = {
  name: 'ClickHouse',
  placeholders: 'numbered',
  timeZones: 'any',
  id: (name) => quoted(escaped(name), '"'),
  literal: (text) => quoted(escaped(text), "'"),
  param: (position, type) => `{p${position}:${type === 'text' ? 'String' : 'Int64'}}`,
  day: (date) => `toInt32(toDate32(${date}))`,
  dayOf: (instant, zone) => `toInt32(toDate32(${instant}, ${zone}))`,
  instant: (instant) => `toUnixTimestamp64Milli(${instant})`,
  zoned: (column) => `toDateTime64(${column}, 3)`,
  // What the column shows is read again as UTC, whichever time zone shows it.
  fromUtc: (column) => `toDateTime64(toString(${column}), 3, 'UTC')`,
  month: (day) => `(toYear(${dateOf(day)}) * 12 + toMonth(${dateOf(day)}) - 1)`,
  dom: (day) => `toDayOfMonth(${dateOf(day)})`,
  div: (a, b) => `intDiv(${a}, ${b})`,
  maybe: (expression) => `toNullable(${expression})`,
  decimal: (amount, decimals) =>
    `(toDecimal256(round(${amount} * 1e${decimals}), ${decimals}) / 1${'0'.repeat(decimals)})`,
  exact: (amount) => `toDecimal256(${amount}, ${SCALE})`,
  times: null,
  isFiner: () => 'FALSE',
  text: (sum) => `toString(${sum})`,
  key: (id) => id,
  letters: (text) => text,
}
