import type { CountedHistory } from '../../clv/summaries/compressSummaries.js'
import { readClock } from '../../clv/summaries/histories.js'
import type { SummarizeOptions } from '../../clv/summaries/summarizeCustomers.js'
import { checkChoice } from '../../internal/guard.js'
import { checkDay } from '../../internal/time/days.js'
import { checkWeekStart, type PeriodUnit, startOfPeriod } from '../../internal/time/periods.js'
import { compose, groupBy, list } from '../compose.js'
import { type Draft, openDraft } from '../draft.js'
import { type Calendar, makeCalendar } from '../parts/calendar.js'
import { PURCHASE_FIELDS, readPurchases } from '../parts/purchases.js'
import type { SqlQuery } from '../query.js'
import { countOf, FAULTS, textOfUnits, unitsOf, wholeOf } from '../rows.js'
import type { SqlOptions, SqlSource } from '../source.js'

/** The columns of transactions. */
export type TransactionSource = SqlSource<'customer' | 'on', 'amount'>

/** A purchase history, how many customers have it and, where rows have amounts, their mean spend. */
export interface SpentHistory extends CountedHistory {
  /**
   * Mean amount of the days after the first; `null` where the customer bought on one day only. Absent where the rows have
   * no amounts.
   */
  readonly monetary?: number | null
}

/**
 * The statement of `summarizeCustomers`, equal histories counted: what purchase models are fitted to.
 *
 * A million customers have a few thousand histories, and those are what comes back. With amounts they
 * differ in spend as well, and are more.
 *
 * @param source - The table of transactions and its columns.
 * @param options - The options of `summarizeCustomers`, `by` and `dialect`.
 * @returns The statement; `readTallies` turns its rows into the histories of each group, in order.
 * @throws {@link MetricError} `invalid` for an unknown option, column or dialect;
 * `mismatch` for what the engine cannot do exactly.
 *
 * @example
 * ```ts
 * import { duckdb, readTallies, summarizeCustomersSql } from 'customer-metrics/sql'
 *
 * const query = summarizeCustomersSql(
 *   { table: 'orders', columns: { customer: 'account', on: 'ordered_on' } },
 *   { asOf: '2025-06-30', unit: 'week', dialect: duckdb },
 * )
 * const rows = [{ frequency: 2n, first: 20089, last: 20103, spent: '0', customers: 7n, faults: 0n }]
 * readTallies(query, rows)[0].result
 * // => [{ frequency: 2, recency: 2, age: 25.714…, customers: 7 }]
 * ```
 */
export function summarizeCustomersSql(
  source: TransactionSource,
  options: SummarizeOptions & SqlOptions,
): SqlQuery<SpentHistory[]> {
  const draft = openDraft('summarizeCustomersSql', source, options, {
    ...PURCHASE_FIELDS,
    options: ['asOf', 'unit', 'from', 'refunds', 'merge', 'weekStartsOn', 'timeZone'],
  })
  const { metric, readDay, value } = draft
  const clock = readClock(metric, options, 'asOf', () =>
    checkDay(metric, ['asOf'], options.asOf, readDay),
  )
  const from =
    options.from === undefined ? undefined : checkDay(metric, ['from'], options.from, readDay)
  const { refunds } = options
  if (refunds !== undefined) checkChoice(metric, ['refunds'], refunds, ['ignore', 'net'])
  const hasAmounts = draft.has('amount')
  const calendar = options.merge === 'period' ? periodsOf(metric, options) : undefined
  const asOf = value(clock.asOf)
  const { src, faulty } = readPurchases(draft, asOf, refunds)
  const place = calendar ? calendar.numberOf(draft.dialect, 'q.d') : 'q.d'
  const owner = list(draft, 'customer')
  const since = (first: string): string =>
    from === undefined ? '' : ` AND ${first} >= ${value(from)}`
  const tables: [string, string][] = hasAmounts
    ? spendTables(draft, owner, place, asOf, refunds === 'net', since)
    : [
        [
          'days',
          `SELECT DISTINCT ${list(draft, 's.customer', 's.d')}
  FROM src AS s WHERE s.d <= ${asOf} OR ${faulty}`,
        ],
        ['placed', `SELECT q.*, ${place} AS place FROM days AS q WHERE q.d <= ${asOf}`],
        [
          'histories',
          `SELECT ${owner}, COUNT(${calendar ? 'DISTINCT place' : '*'}) - 1 AS frequency,
    MIN(place) AS came, MAX(place) AS latest
  FROM placed
  GROUP BY ${owner} HAVING COUNT(*) > 0${since('MIN(d)')}`,
        ],
      ]
  const keys = ['frequency', 'came', 'latest', ...(hasAmounts ? ['spent'] : [])]
  const histories = list(draft, ...keys)
  const spent = hasAmounts ? `${draft.text('amount', 'spent')}` : "'0'"
  const result = `SELECT ${list(draft, 'frequency', 'came', 'latest')}, ${spent} AS spent_text, COUNT(*) AS customers, 0 AS faults
  FROM histories
  GROUP BY ${histories}
  UNION ALL
  SELECT ${list(draft, '0', '0', '0')}, '0', 0, SUM(CASE WHEN ${faulty} THEN 1 ELSE 0 END)
  FROM ${hasAmounts ? 'src' : 'days'} AS s
  ${groupBy(draft)}`
  return compose(draft, {
    tables: [['src', src], ...tables, ['result', result]],
    columns: {
      frequency: 'frequency',
      came: 'first',
      latest: 'last',
      spent_text: 'spent',
      customers: 'customers',
      faults: FAULTS,
    },
    keep: (row) => {
      const customers = countOf(row, 'customers')
      if (customers === 0) return undefined
      const placeOf = (name: string): number =>
        calendar ? calendar.startOf(wholeOf(row, name)) : wholeOf(row, name)
      const frequency = countOf(row, 'frequency')
      const first = placeOf('first')
      return {
        frequency,
        recency: clock.between(first, placeOf('last')),
        age: clock.between(first, clock.end),
        ...(hasAmounts && {
          monetary: frequency > 0 ? Number(textOfUnits(unitsOf(row, 'spent'))) / frequency : null,
        }),
        customers,
      }
    },
    make: compressed,
  })
}

/** Histories that are alike as one; nothing without a history. */
function compressed(histories: readonly (SpentHistory | undefined)[]): SpentHistory[] | undefined {
  const found: SpentHistory[] = []
  for (const history of histories.filter((each) => each !== undefined).sort(inOrder)) {
    const last = found.at(-1)
    if (last && inOrder(last, history) === 0)
      found[found.length - 1] = { ...last, customers: last.customers + history.customers }
    else found.push(history)
  }
  return found.length > 0 ? found : undefined
}

/** Days with what was bought on them, and then histories with what counts as repeat spend. */
function spendTables(
  draft: Draft,
  owner: string,
  place: string,
  asOf: string,
  isNet: boolean,
  since: (first: string) => string,
): [string, string][] {
  const order = `PARTITION BY ${owner} ORDER BY d ROWS UNBOUNDED PRECEDING`
  const bought = (name: string): string => `CASE WHEN bought > 0 THEN ${name} END`
  return [
    [
      'days',
      `SELECT ${list(draft, 's.customer', 's.d')}, SUM(CASE WHEN s.amount >= 0 THEN 1 ELSE 0 END) AS bought,
    SUM(${isNet ? 's.amount' : 'CASE WHEN s.amount >= 0 THEN s.amount ELSE 0 END'}) AS spent
  FROM src AS s WHERE s.d <= ${asOf}
  GROUP BY ${list(draft, 's.customer', 's.d')}`,
    ],
    ['placed', `SELECT q.*, ${place} AS place FROM days AS q`],
    // A refund belongs to the purchase before it.
    [
      'owned',
      `SELECT p.*, MAX(${draft.dialect.maybe(bought('place'))}) OVER (${order}) AS at_place,
    MIN(${bought('place')}) OVER (PARTITION BY ${owner}) AS came_at
  FROM placed AS p`,
    ],
    [
      'histories',
      `SELECT ${owner}, COUNT(DISTINCT ${bought('place')}) - 1 AS frequency, MIN(came_at) AS came,
    MAX(${bought('place')}) AS latest, SUM(CASE WHEN at_place > came_at THEN spent ELSE 0 END) AS spent
  FROM owned
  GROUP BY ${owner} HAVING SUM(bought) > 0${since(`MIN(${bought('d')})`)}`,
    ],
  ]
}

function periodsOf(
  metric: string,
  { unit, weekStartsOn }: { readonly unit: PeriodUnit; readonly weekStartsOn?: unknown },
): Calendar {
  const weekStart = checkWeekStart(metric, unit, weekStartsOn)
  return makeCalendar(unit, startOfPeriod(FIRST, unit, weekStart), weekStart)
}

/** 0001-01-08, so that weeks that begin before it are of the calendar. */
const FIRST = -719_155

function inOrder(a: SpentHistory, b: SpentHistory): number {
  return (
    a.frequency - b.frequency ||
    a.recency - b.recency ||
    a.age - b.age ||
    // Histories that are alike so far are of some purchases, and differ in what these were worth.
    (a.monetary ?? 0) - (b.monetary ?? 0)
  )
}
