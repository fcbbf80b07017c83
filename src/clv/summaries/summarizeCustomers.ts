import { type RowStream, readRows } from '../../internal/rows/readRows.js'
import type { DateInput } from '../../internal/time/days.js'
import type { PeriodUnit, WeekDay } from '../../internal/time/periods.js'
import type { CustomerKey, TransactionRow } from '../../transactions.js'
import { type History, historyCounter } from './histories.js'

/** What a negative amount does to a customer's summary. */
export type RefundPolicy = 'ignore' | 'net'

/** What counts as one purchase. */
export type PurchaseMerge = 'day' | 'period'

/** How transactions become summaries. */
export interface SummarizeOptions {
  /** Last day whose transactions are known: the end of calibration. What happened later is not read. */
  readonly asOf: DateInput
  /** The unit of recency and age. */
  readonly unit: PeriodUnit
  /**
   * Leaves out customers whose first purchase was before this day.
   * @defaultValue every customer
   */
  readonly from?: DateInput
  /**
   * What a negative amount does: `'ignore'` leaves it out, `'net'` subtracts it from the purchase
   * before it. Neither makes it a purchase. Required where there are any.
   */
  readonly refunds?: RefundPolicy
  /**
   * What counts as one purchase: all of a `'day'`, with times to the day, or all of a calendar
   * `'period'` of the unit, with times in whole periods, as the BG/BB model needs. A period that is
   * not over by `asOf` is not read.
   * @defaultValue `'day'`
   */
  readonly merge?: PurchaseMerge
  /** The day that weeks begin on, which is required where purchases are merged by the week. */
  readonly weekStartsOn?: WeekDay
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** All that purchase models read of a customer: x, t_x, T and m̄. */
export interface CustomerSummary {
  /** The customer. */
  readonly customer: CustomerKey
  /** Days, or periods, with a purchase after the first (x). */
  readonly frequency: number
  /** Time from the first to the last purchase (t_x), in the unit asked for. */
  readonly recency: number
  /** Time from the first purchase to the as-of day (T), in the unit asked for. */
  readonly age: number
  /**
   * Mean amount of the days after the first (m̄); `null` where none exist, or where transactions
   * have no amounts.
   */
  readonly monetary: number | null
}

/**
 * Frequency, recency, age and mean spend of each customer: the input of purchase models.
 *
 * Purchases on one day, or in one period, are one purchase. The first purchase makes the customer
 * and is not a repeat purchase. Weeks are seven days; a month runs from date to date.
 *
 * @formula frequency = purchase days − 1; recency = last − first; age = asOf − first;
 * monetary = Σ amounts after the first day ÷ frequency
 * @unit recency and age in `unit`; monetary in the currency of the amounts
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, unit, which customers count, what a refund does, and the time zone of
 * instants.
 * @returns One summary for each customer who had bought by `asOf`, in order of appearance.
 * @throws {@link MetricError} `empty` where nobody had bought by `asOf`; `invalid` for a malformed
 * row, date or amount, or where `refunds` is required and missing; `mismatch` where only some rows
 * have amounts.
 * @source Fader & Hardie (2005), “A Note on Deriving the Pareto/NBD Model and Related Expressions”;
 * Fader, Hardie & Lee (2005), “RFM and CLV”, Journal of Marketing Research 42(4).
 *
 * @example
 * ```ts
 * const transactions = [
 *   { customer: 7, on: '2025-01-01', amount: 30 },
 *   { customer: 7, on: '2025-01-15', amount: 10 },
 *   { customer: 7, on: '2025-01-15', amount: 15 },
 *   { customer: 7, on: '2025-01-29', amount: 35 },
 * ]
 * summarizeCustomers(transactions, { asOf: '2025-02-12', unit: 'week' })
 * // => [{ customer: 7, frequency: 2, recency: 4, age: 6, monetary: 30 }]
 * ```
 */
export function summarizeCustomers(
  transactions: Iterable<TransactionRow>,
  options: SummarizeOptions,
): CustomerSummary[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function summarizeCustomers(
  transactions: RowStream<TransactionRow>,
  options: SummarizeOptions,
): Promise<CustomerSummary[]>
export function summarizeCustomers(
  transactions: Iterable<TransactionRow> | RowStream<TransactionRow>,
  options: SummarizeOptions,
): CustomerSummary[] | Promise<CustomerSummary[]> {
  const metric = 'summarizeCustomers'
  return readRows(metric, ['rows'], transactions, () => {
    const summaries: CustomerSummary[] = []
    const visit = ({ customer, frequency, recency, age, monetary }: History): void => {
      summaries.push({ customer, frequency, recency, age, monetary })
    }
    return historyCounter(metric, options, 'asOf', visit, () => summaries)
  })
}
