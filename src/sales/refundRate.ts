import {
  checkChoice,
  checkConfidence,
  checkSome,
  checkUnread,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/inference/interval.js'
import { addAmount, type ExactSum, emptySum, sumAmount } from '../internal/money/decimal.js'
import { ratioOfSums } from '../internal/money/exactSums.js'
import type { CustomerKey } from '../internal/rows/customers.js'
import {
  addDuration,
  type CalendarDuration,
  checkDuration,
} from '../internal/time/calendarDurations.js'
import { checkEdge, checkWindow, type DateInput, dayReader } from '../internal/time/days.js'
import { readSales, type Sale, type SaleRow } from './readSales.js'

/** Whether a refund counts on the day of its sale, or on its own day. */
export type RefundDate = 'sale' | 'refund'

/** Which sales and refunds count. */
export interface RefundRateOptions {
  /** The first day of the window. */
  readonly from: DateInput
  /** The first day after it. */
  readonly to: DateInput
  /**
   * Where a refund counts: with `'sale'` in the window of its order, so that the rate is the share of
   * these orders, and late refunds change it afterwards; with `'refund'` in its own window, which then
   * divides by other orders than those refunded.
   */
  readonly dated: RefundDate
  /** Last day whose refunds are known, itself included. Required for `'sale'`. */
  readonly asOf?: DateInput
  /**
   * The time from the order within which refunds count: `{ days: 30 }` is its day and the 29 after
   * it. Only orders whose time is over by `asOf` count. `'ever'` takes all orders and all refunds up to
   * `asOf`. Required for `'sale'`.
   */
  readonly within?: CalendarDuration | 'ever'
  /**
   * The method of the interval.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const REFUND_RATE_OPTIONS: Fields<RefundRateOptions> = {
  from: 1,
  to: 1,
  dated: 1,
  asOf: 0,
  within: 0,
  interval: 0,
  confidence: 0,
  timeZone: 0,
}

/** The refund rate of orders and of money. */
export interface RefundRate {
  /** `refunded` ÷ `orders`. With `'sale'` a share, 0 to 1; `null` without orders. */
  readonly rate: number | null
  /** Interval of `rate`; `null` for `'refund'`, where it is no share of the orders. */
  readonly interval: Interval<ProportionIntervalMethod> | null
  /** `refundedAmount` ÷ `amount`; `null` where that is 0. */
  readonly amountRate: number | null
  /** Orders with a refund that counts. */
  readonly refunded: number
  /** Orders that count. */
  readonly orders: number
  /** The amount refunded. */
  readonly refundedAmount: string
  /** The amount sold. */
  readonly amount: string
  /** Orders of the window left out, because their time is not over by `asOf`. */
  readonly excluded: number
  /** Refunds left out, because their order has no sale in the rows. */
  readonly unmatched: number
  /** Where a refund counted. */
  readonly dated: RefundDate
  /** The time within which refunds counted; `null` for `'refund'`. */
  readonly within: CalendarDuration | 'ever' | null
}

/** An order: its day, its sales and its refunds. */
interface Order {
  day: number
  readonly sold: ExactSum
  readonly refunds: Sale[]
}

/**
 * Refund rate: the share of orders with a refund, and of the money.
 *
 * Rows of one `order` belong together; an amount below 0 is a refund. Dated by the sale, the rate is a
 * true share with an interval, and `within` keeps recent orders, which have not had the time to be
 * refunded, from lowering it. Dated by the refund, it is what a ledger of the month shows.
 *
 * @formula rate = orders refunded ÷ orders; amountRate = amount refunded ÷ amount sold
 * @unit share of orders, 0 to 1; share of money
 *
 * @param rows - Sales and refunds with the id of their order.
 * @param options - Window, where refunds count, their time, and the time zone of instants.
 * @returns Both rates, and the orders and amounts behind them.
 * @throws {@link MetricError} `empty` without rows, or without an order that counts where refunds are
 * dated by the sale; `invalid` for a malformed row or date, or where `asOf` or `within` is required and
 * missing; `mismatch` where rows have no order.
 * @source RevenueCat, documentation of its refund rate chart (refunds ÷ paid transactions, by the day
 * of the transaction); Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 3.
 *
 * @example
 * ```ts
 * const rows = [
 *   { order: 1, customer: 'Ada', on: '2025-01-05', amount: '40.00' },
 *   { order: 1, customer: 'Ada', on: '2025-01-20', amount: '-40.00' },
 *   { order: 2, customer: 'Ben', on: '2025-01-08', amount: '60.00' },
 *   { order: 3, customer: 'Cem', on: '2025-01-30', amount: '50.00' },
 * ]
 * const refunds = refundRate(rows, {
 *   from: '2025-01-01', to: '2025-02-01', dated: 'sale', asOf: '2025-02-10', within: { days: 30 },
 * })
 * refunds.rate // => 0.5
 * refunds.amountRate // => 0.4
 * refunds.excluded // => 1
 * ```
 */
export function refundRate(rows: Iterable<SaleRow>, options: RefundRateOptions): RefundRate {
  const metric = 'refundRate'
  const given = readOptions<RefundRateOptions>(metric, options, REFUND_RATE_OPTIONS)
  const dated = checkChoice(metric, ['dated'], given.dated, ['sale', 'refund'])
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const isIn = (day: number): boolean => day >= from && day < to
  const isBySale = dated === 'sale'
  if (!isBySale) checkUnread(metric, given, ['asOf', 'within'], 'refunds are dated by refund')
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const asOf = isBySale ? checkEdge(metric, ['asOf'], given.asOf, readDay) : to - 1
  const within = isBySale ? readWithin(metric, given.within) : null
  const { orders, unmatched } = ordersOf(readSales(metric, rows, readDay, true), asOf)
  const refundedSum = emptySum()
  const soldSum = emptySum()
  let refunded = 0
  let counted = 0
  let excluded = 0
  for (const { day, sold, refunds } of orders) {
    const isSold = isIn(day)
    const end = within === null || within === 'ever' ? asOf + 1 : addDuration(day, within)
    const isOver = end <= asOf + 1
    if (isSold && !isOver) excluded++
    if (isSold && isOver) {
      counted++
      addAmount(soldSum, sold.cents)
      addAmount(soldSum, sold.rest)
    }
    const counting = refunds.filter((refund) =>
      isBySale ? isSold && isOver && refund.day < end : isIn(refund.day),
    )
    if (counting.length > 0) refunded++
    for (const { amount } of counting) addAmount(refundedSum, -amount as typeof amount)
  }
  if (isBySale) checkSome(metric, ['rows'], rows, counted, 'order whose time is over')
  const hasAmount = soldSum.cents !== 0 || soldSum.rest !== 0n
  return {
    rate: counted > 0 ? refunded / counted : null,
    interval: isBySale ? proportionInterval(method, refunded, counted, confidence) : null,
    amountRate: hasAmount ? ratioOfSums(refundedSum, soldSum) : null,
    refunded,
    orders: counted,
    refundedAmount: sumAmount(metric, ['refundedAmount'], refundedSum),
    amount: sumAmount(metric, ['amount'], soldSum),
    excluded,
    unmatched,
    dated,
    within,
  }
}

function readWithin(metric: string, within: unknown): CalendarDuration | 'ever' {
  return within === 'ever' ? within : checkDuration(metric, ['within'], within)
}

/** Orders by their rows up to a day; a refund needs a sale. */
function ordersOf(
  sales: readonly Sale[],
  asOf: number,
): { readonly orders: readonly Order[]; readonly unmatched: number } {
  const orders = new Map<CustomerKey, Order>()
  const known = sales.filter(({ day }) => day <= asOf)
  for (const { order, day, amount } of known) {
    if (amount < 0) continue
    const found = orders.get(order) ?? { day, sold: emptySum(), refunds: [] }
    orders.set(order, found)
    found.day = Math.min(found.day, day)
    addAmount(found.sold, amount)
  }
  let unmatched = 0
  for (const sale of known) {
    if (sale.amount >= 0) continue
    const found = orders.get(sale.order)
    if (found) found.refunds.push(sale)
    else unmatched++
  }
  return { orders: [...orders.values()], unmatched }
}
