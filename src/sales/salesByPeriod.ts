import type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
import type { Fields } from '../internal/guard.js'
import {
  addAmount,
  decimalOf,
  type ExactSum,
  emptySum,
  sumDecimal,
  written,
} from '../internal/money/decimal.js'
import type { CustomerKey } from '../internal/rows/customers.js'
import { checkRefunds } from '../internal/rows/purchases.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../internal/time/calendars/readPeriods.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { boundsUpTo } from '../internal/time/dayPlaces.js'
import type { DateInput } from '../internal/time/days.js'
import type { PeriodName } from '../internal/time/periodNumbers.js'
import { readWindows } from '../internal/time/windows.js'
import { readSales, type SaleRow } from './readSales.js'

/** A window, the periods that divide it, and what refunds do. */
export interface SalesByPeriodOptions extends CalendarPeriods {
  /** The first day. */
  readonly from: DateInput
  /** The first day after the window. */
  readonly to: DateInput
  /**
   * Last day whose facts are known, itself included. The period that contains it ends after it, and
   * later periods are left out.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
  /**
   * What a negative amount does: `'ignore'` leaves it out (gross sales), `'net'` subtracts it on the
   * day of the refund (net sales). Neither makes it an order. Required where there are any.
   */
  readonly refunds?: RefundPolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const SALES_BY_PERIOD_OPTIONS: Fields<WithPeriodFields<SalesByPeriodOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  from: 1,
  to: 1,
  asOf: 0,
  weekStartsOn: 0,
  refunds: 0,
  timeZone: 0,
}

/** The sales of one period. */
export interface SalesPeriod extends PeriodName {
  /** First day of the period. */
  readonly from: string
  /** First day after it. */
  readonly to: string
  /** Whether all days of the calendar's period are included. */
  readonly complete: boolean
  /** The amount sold, less refunds with `'net'`. */
  readonly amount: string
  /** Orders. An order counts once, on the day of its first row that is no refund. */
  readonly orders: number
  /** Customers with an order in the period, each counted once. They do not add up over periods. */
  readonly customers: number
  /** The average order value, `amount` ÷ `orders`; `null` without orders. */
  readonly averageOrderValue: string | null
  /** The amount per customer, `amount` ÷ `customers`; `null` without customers. */
  readonly amountPerCustomer: string | null
  /** The purchase frequency, `orders` ÷ `customers`; `null` without customers. */
  readonly ordersPerCustomer: number | null
  /** What refunds do; `null` where it was not given, as no amount is negative. */
  readonly refunds: RefundPolicy | null
}

/** What is counted of a period. */
interface Counted {
  readonly amount: ExactSum
  readonly customers: Set<CustomerKey>
  orders: number
}

/**
 * Sales by period: the amount, the orders, the customers and the average order value.
 *
 * An order of several rows counts once, on the day of its first one; its amounts count on their own
 * days. Everything is exact: quotients are rounded once, to 30 decimals.
 *
 * @formula averageOrderValue = amount ÷ orders; amountPerCustomer = averageOrderValue × ordersPerCustomer
 * @unit the currency of the amounts; orders; customers
 *
 * @param rows - Sales, their lines, and refunds.
 * @param options - Window, unit of periods, treatment of refunds, and the time zone of instants.
 * @returns The sales of each period, in order.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a malformed row or date, or where
 * `refunds` or `weekStartsOn` is required and missing; `mismatch` where only some rows have an order;
 * `out-of-range` for a window of no days.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 10 (orders,
 * average order value); Shopify, documentation of its sales reports, for gross and net sales.
 *
 * @example
 * ```ts
 * const sales = [
 *   { customer: 'Ada', on: '2025-01-05', amount: '40.00', order: 1 },
 *   { customer: 'Ada', on: '2025-01-05', amount: '20.50', order: 1 },
 *   { customer: 'Ben', on: '2025-01-20', amount: '30.00', order: 2 },
 *   { customer: 'Ben', on: '2025-02-03', amount: '-10.00', order: 2 },
 *   { customer: 'Ben', on: '2025-02-09', amount: '15.00', order: 3 },
 * ]
 * const window = { every: 'month', from: '2025-01-01', to: '2025-03-01', refunds: 'net' } as const
 * salesByPeriod(sales, window).map((month) => [month.amount, month.orders, month.averageOrderValue])
 * // => [['90.5', 2, '45.25'], ['5', 1, '5']]
 * ```
 */
export function salesByPeriod(
  rows: Iterable<SaleRow>,
  options: SalesByPeriodOptions | InBoundaries<SalesByPeriodOptions>,
): SalesPeriod[] {
  const metric = 'salesByPeriod'
  const given = readPeriodOptions<WithPeriodFields<SalesByPeriodOptions>>(
    metric,
    ['options'],
    options,
    SALES_BY_PERIOD_OPTIONS,
  )
  const { bounds, said, readDay } = readWindows(metric, given, readPeriodChoice)
  if (given.refunds !== undefined) checkRefunds(metric, given.refunds)
  const periods = said.map((): Counted => ({ amount: emptySum(), customers: new Set(), orders: 0 }))
  const periodOf = (day: number): Counted | undefined => periods[boundsUpTo(bounds, day) - 1]
  const orders = new Map<CustomerKey, number>()
  for (const { customer, day, amount, order } of readSales(metric, rows, readDay)) {
    const period = periodOf(day)
    if (amount < 0) checkRefunds(metric, given.refunds)
    if (period && (amount >= 0 || given.refunds === 'net')) addAmount(period.amount, amount)
    if (amount < 0) continue
    period?.customers.add(customer)
    orders.set(order, Math.min(orders.get(order) ?? day, day))
  }
  for (const day of orders.values()) {
    const period = periodOf(day)
    if (period) period.orders++
  }
  return periods.map((period, at): SalesPeriod => {
    const amount = sumDecimal(period.amount)
    const customers = period.customers.size
    const per = (count: number) => (count > 0 ? amount.div(decimalOf(count)) : null)
    const { complete, ...name } = said[at] as (typeof said)[number]
    const result = {
      from: formatDay(bounds[at] as number),
      to: formatDay(bounds[at + 1] as number),
      ...name,
      complete,
      amount,
      orders: period.orders,
      customers,
      averageOrderValue: per(period.orders),
      amountPerCustomer: per(customers),
      ordersPerCustomer: customers > 0 ? period.orders / customers : null,
      refunds: given.refunds ?? null,
    }
    return written(metric, result, [at])
  })
}
