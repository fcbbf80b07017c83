import type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
import { checkChoice, checkSome, type Fields, readOptions } from '../internal/guard.js'
import { sumAmount } from '../internal/money/decimal.js'
import {
  amountOfPurchases,
  buyerCounter,
  checkRefunds,
  type Purchase,
} from '../internal/rows/purchases.js'
import { type RowCounter, type RowStream, readRows } from '../internal/rows/readRows.js'
import { checkEdge, type DateInput, dayReader } from '../internal/time/days.js'
import type { CustomerKey, TransactionRow } from '../transactions.js'

/** What a purchase is: each transaction, or each day with any. */
export type PurchaseUnit = 'transaction' | 'day'

/** How transactions become purchases. */
export interface SummarizePurchasesOptions {
  /** Last day whose transactions are known. What happened later is not read. */
  readonly asOf: DateInput
  /** What counts as one purchase. */
  readonly purchase: PurchaseUnit
  /**
   * What a negative amount does: `'ignore'` leaves it out, `'net'` subtracts it from the customer's
   * amount. Neither makes it a purchase. Required where there are any.
   */
  readonly refunds?: RefundPolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const SUMMARIZE_PURCHASES_OPTIONS: Fields<SummarizePurchasesOptions> = {
  asOf: 1,
  purchase: 1,
  refunds: 0,
  timeZone: 0,
}

/** Recency, frequency and monetary value of a customer. */
export interface PurchaseSummary {
  /** The customer. */
  readonly customer: CustomerKey
  /** Days from the last purchase to the as-of day. */
  readonly sinceLast: number
  /** Number of purchases. */
  readonly purchases: number
  /** Their total amount, in the currency of the transactions; `'0'` where those have no amounts. */
  readonly amount: string
}

/**
 * Recency, frequency and monetary value of each customer: the input of RFM scores.
 *
 * Purchase models need other numbers: see {@link summarizeCustomers}, whose recency is the time
 * from the first purchase to the last.
 *
 * @formula sinceLast = asOf − day of the last purchase; amount = Σ amounts
 * @unit days; purchases; the currency of the amounts
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, definition of a purchase, treatment of refunds, and the time zone of
 * instants.
 * @returns One summary for each customer who had bought by `asOf`, in order of appearance.
 * @throws {@link MetricError} `empty` where nobody had bought by `asOf`; `invalid` for a malformed
 * row, date or amount, or where `refunds` is required and missing; `mismatch` where only some rows
 * have amounts.
 * @source Hughes (1994), “Strategic Database Marketing”, for recency, frequency and monetary value.
 *
 * @example
 * ```ts
 * const transactions = [
 *   { customer: 7, on: '2025-01-15', amount: '10.50' },
 *   { customer: 7, on: '2025-01-29', amount: 35 },
 *   { customer: 8, on: '2024-11-02', amount: 80 },
 * ]
 * summarizePurchases(transactions, { asOf: '2025-02-12', purchase: 'transaction' })
 * // => [{ customer: 7, sinceLast: 14, purchases: 2, amount: '45.5' },
 * //     { customer: 8, sinceLast: 102, purchases: 1, amount: '80' }]
 * ```
 */
export function summarizePurchases(
  transactions: Iterable<TransactionRow>,
  options: SummarizePurchasesOptions,
): PurchaseSummary[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function summarizePurchases(
  transactions: RowStream<TransactionRow>,
  options: SummarizePurchasesOptions,
): Promise<PurchaseSummary[]>
export function summarizePurchases(
  transactions: Iterable<TransactionRow> | RowStream<TransactionRow>,
  options: SummarizePurchasesOptions,
): PurchaseSummary[] | Promise<PurchaseSummary[]> {
  const metric = 'summarizePurchases'
  return readRows(metric, ['rows'], transactions, () => purchaseCounter(metric, options))
}

function purchaseCounter(
  metric: string,
  options: SummarizePurchasesOptions,
): RowCounter<PurchaseSummary[]> {
  const given = readOptions<SummarizePurchasesOptions>(metric, options, SUMMARIZE_PURCHASES_OPTIONS)
  const purchase = checkChoice(metric, ['purchase'], given.purchase, ['transaction', 'day'])
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  if (given.refunds !== undefined) checkRefunds(metric, given.refunds)
  const summaries: PurchaseSummary[] = []
  const visit = (all: readonly Purchase[], customer: CustomerKey): void => {
    const bought = all.filter(({ amount }) => amount >= 0)
    if (bought.length < all.length) checkRefunds(metric, given.refunds)
    const last = bought.at(-1)
    if (!last) return
    const days = purchase === 'day' ? new Set(bought.map(({ day }) => day)).size : bought.length
    const at = summaries.length
    summaries.push({
      customer,
      sinceLast: asOf - last.day,
      purchases: days,
      amount: sumAmount(
        metric,
        [at, 'amount'],
        amountOfPurchases(given.refunds === 'net' ? all : bought),
      ),
    })
  }
  return buyerCounter(metric, readDay, asOf, visit, (_, transactions) => {
    checkSome(metric, ['rows'], transactions, summaries.length, 'customer who had bought')
    return summaries
  })
}
