import {
  emptyFollowed,
  type RealizedClvOptions,
  readTerms,
  worthOf,
} from '../../clv/realized/followBuyers.js'
import type { RealizedClv } from '../../clv/realized/realizedClv.js'
import { check } from '../../internal/guard.js'
import { addSum } from '../../internal/money/decimal.js'
import type { CalendarDuration } from '../../internal/time/calendarDurations.js'
import { civilOf } from '../../internal/time/dayNumber.js'
import { compose, groupBy, list } from '../compose.js'
import type { SqlDialect } from '../dialect.js'
import { openDraft } from '../draft.js'
import { readPurchases } from '../parts/purchases.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, textOfUnits, unitsOf, wholeOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/**
 * The statement of `realizedClv`: what customers were worth within a horizon after their first purchase.
 *
 * Customers who were worth the same come back as one row, so that the interval is the function's own.
 *
 * @param source - The table of transactions and its columns; `amount` is required.
 * @param options - The options of `realizedClv`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the value of each group whose customers have
 * had the horizon.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect; `mismatch` for what the
 * engine cannot do exactly, such as a horizon of months and more than ten thousand days.
 *
 * @example
 * ```ts
 * import { duckdb, readTallies, realizedClvSql } from 'customer-metrics/sql'
 *
 * const query = realizedClvSql(
 *   { table: 'orders', columns: { customer: 'account', on: 'ordered_on', amount: 'total' } },
 *   { horizon: { months: 3 }, asOf: '2024-06-30', dialect: duckdb },
 * )
 * const rows = [
 *   { open: 0, worth: '30.50', customers: 1n, faults: 0n },
 *   { open: 0, worth: '9.50', customers: 1n, faults: 0n },
 *   { open: 1, worth: '0', customers: 1n, faults: 0n },
 * ]
 * const [{ result }] = readTallies(query, rows)
 * result.value // => '20'
 * result.excluded // => 1
 * ```
 */
export function realizedClvSql(
  source: SqlSource<'customer' | 'on' | 'amount'>,
  options: RealizedClvOptions & SqlOptions,
): SqlQuery<RealizedClv> {
  const draft = openDraft('realizedClvSql', source, options, {
    required: { customer: 'id', on: 'day', amount: 'amount' },
    options: ['horizon', 'asOf', 'margin', 'confidence', 'timeZone'],
  })
  const { metric, dialect, value } = draft
  const terms = readTerms(metric, options, draft.readDay)
  const { horizon, margin } = terms
  const length = readLength(metric, horizon)
  const asOf = value(terms.asOf)
  const { src, faulty } = readPurchases(draft, asOf, 'net')
  const owner = list(draft, 'customer')
  const result = `SELECT ${list(draft, 'unripe')}, ${draft.text('amount', 'worth')} AS worth_text, COUNT(*) AS customers, 0 AS faults
  FROM worths
  ${groupBy(draft, 'unripe', 'worth')}
  UNION ALL
  SELECT ${list(draft, '0')}, '0', 0, SUM(CASE WHEN ${faulty} THEN 1 ELSE 0 END)
  FROM src AS s
  ${groupBy(draft)}`
  return compose(draft, {
    tables: [
      ['src', src],
      [
        'followed',
        `SELECT s.*, MIN(CASE WHEN s.amount >= 0 THEN s.d END) OVER (PARTITION BY ${list(draft, 's.customer')}) AS came
  FROM src AS s WHERE s.d <= ${asOf}`,
      ],
      [
        'placed',
        `SELECT f.*${placesOf(dialect, length)}\n  FROM followed AS f WHERE f.came IS NOT NULL`,
      ],
      [
        'spent',
        `SELECT p.*, CASE WHEN ${isWithin(length, dayOf(terms.asOf + 1, length))} THEN 1 ELSE 0 END AS unripe,
    CASE WHEN p.d >= p.came AND ${isWithin(length, DAY)} THEN p.amount ELSE 0 END AS worth
  FROM placed AS p`,
      ],
      [
        'worths',
        `SELECT ${owner}, unripe, SUM(CASE WHEN unripe = 0 THEN worth ELSE 0 END) AS worth
  FROM spent
  GROUP BY ${owner}, unripe`,
      ],
      ['result', result],
    ],
    columns: {
      unripe: 'open',
      worth_text: 'worth',
      customers: 'customers',
      faults: FAULTS,
    },
    make: (rows) => {
      const followed = emptyFollowed()
      for (const row of rows) {
        const customers = countOf(row, 'customers')
        if (wholeOf(row, 'open') === 1) followed.excluded += customers
        else {
          const worth = unitsOf(row, 'worth')
          addSum(followed.amounts, { cents: 0, rest: worth * BigInt(customers) })
          const one = Number(textOfUnits(worth)) * margin
          for (let times = 0; times < customers; times++) followed.values.push(one)
        }
      }
      const { value: mean, ...rest } = worthOf(metric, [], followed, terms)
      return mean === null ? undefined : { value: mean, ...rest, horizon, margin }
    },
  })
}

/** Months before days that reach back further than engines count: nobody has such a horizon. */
const MOST_DAYS = 10_000

/** A horizon as months, which are added first, and days. */
interface Length {
  readonly months: number
  readonly days: number
}

function readLength(metric: string, horizon: CalendarDuration): Length {
  const { years = 0, months = 0, weeks = 0, days = 0 } = horizon
  const length = { months: years * 12 + months, days: weeks * 7 + days }
  const fits = length.months === 0 || length.days <= MOST_DAYS
  const expected = `of at most ${MOST_DAYS} days beside months`
  check(metric, ['horizon'], horizon, fits, expected, 'mismatch')
  return length
}

/** A day and, less the days of a horizon, its month, its day of the month, and its next day's month. */
interface Place {
  readonly day: number | string
  readonly month: number | string
  readonly dom: number | string
  readonly next: number | string
}

/** The place of each row's day. */
const DAY: Place = { day: 'p.d', month: 'p.early_month', dom: 'p.early_dom', next: 'p.next_month' }

/** The columns of that place, where the horizon has months. */
function placesOf({ month, dom }: SqlDialect, { months, days }: Length): string {
  if (months === 0) return ''
  const early = days === 0 ? 'f.d' : `(f.d - ${days})`
  return `, ${month('f.came')} AS came_month, ${dom('f.came')} AS came_dom,
    ${month(early)} AS early_month, ${dom(early)} AS early_dom, ${month(`(${early} + 1)`)} AS next_month`
}

/** The place of a day that is known. */
function dayOf(day: number, { days }: Length): Place {
  const [year, month, dom] = civilOf(day - days)
  const [nextYear, nextMonth] = civilOf(day - days + 1)
  return { day, month: year * 12 + month - 1, dom, next: nextYear * 12 + nextMonth - 1 }
}

/**
 * Whether a day is before the end of a horizon. Months end on the last day of a month that is too short,
 * which is the day whose next one is of another month.
 */
function isWithin({ months, days }: Length, { day, month, dom, next }: Place): string {
  if (months === 0) return `${day} < p.came + ${days}`
  const distance = `${month} - p.came_month`
  return `(${distance} < ${months} OR (${distance} = ${months} AND ${dom} < p.came_dom AND ${next} = ${month}))`
}
