import type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
import { check, checkChoice, checkObject, checkSome } from '../internal/guard.js'
import { sumAmount } from '../internal/money/decimal.js'
import { eachBuyer, sumOf } from '../internal/rows/purchases.js'
import { checkDay, type DateInput, dayReader } from '../internal/time/days.js'
import type { CustomerId, TransactionRow } from '../transactions.js'

/** What a purchase is: each transaction, or each day with any. */
export type PurchaseUnit = 'transaction' | 'day'

/** How transactions become purchases. */
export interface SummarizePurchasesOptions {
  /** Last day whose transactions are known. What happened later is not read. */
  readonly asOf: DateInput
  /** What counts as one purchase. */
  readonly purchase: PurchaseUnit
  /**
   * What a negative amount does: `'ignore'` leaves it out, `'net'` takes it off the customer's amount.
   * Neither makes it a purchase. Required where there are any.
   */
  readonly refunds?: RefundPolicy
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/** How lately, how often and for how much a customer has bought. */
export interface PurchaseSummary {
  /** Whose summary it is. */
  readonly customer: CustomerId
  /** Days from the last purchase to the as-of day. */
  readonly sinceLast: number
  /** Purchases so far. */
  readonly purchases: number
  /** What they came to, in the currency of the transactions; `'0'` where those have no amounts. */
  readonly amount: string
}

/**
 * How lately, how often and for how much each customer has bought: what RFM scores are made of.
 *
 * Purchase models read other numbers of the same customers: see {@link summarizeCustomers}, whose
 * recency is the time from the first purchase to the last.
 *
 * @formula sinceLast = asOf − day of the last purchase; amount = Σ amounts
 * @unit days; purchases; the currency of the amounts
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, what a purchase is, what a refund does, and the time zone of instants.
 * @returns One summary for each customer who had bought by `asOf`, in order of appearance.
 * @throws {@link MetricError} `empty` where nobody had; `invalid` for a row, a date or an amount that
 * is none, or where `refunds` is needed and missing; `mismatch` where only some rows have amounts.
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
): PurchaseSummary[] {
  const metric = 'summarizePurchases'
  const given = checkObject<SummarizePurchasesOptions>(metric, ['options'], options)
  const purchase = checkChoice(metric, ['purchase'], given.purchase, ['transaction', 'day'])
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkDay(metric, ['asOf'], given.asOf, readDay)
  if (given.refunds !== undefined) checkRefunds(metric, given.refunds)
  const summaries: PurchaseSummary[] = []
  eachBuyer(metric, transactions, readDay, asOf, (all, customer) => {
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
      amount: sumAmount(metric, [at, 'amount'], sumOf(given.refunds === 'net' ? all : bought)),
    })
  })
  checkSome(metric, ['rows'], transactions, summaries.length, 'customer who had bought')
  return summaries
}

function checkRefunds(metric: string, refunds: unknown): void {
  const expected = 'one of ignore, net, which has to be said where amounts are negative'
  check(metric, ['refunds'], refunds, refunds === 'ignore' || refunds === 'net', expected)
}
