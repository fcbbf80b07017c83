import {
  checkChoice,
  checkConfidence,
  checkCount,
  checkSome,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../../internal/inference/interval.js'
import {
  addDuration,
  type CalendarDuration,
  checkDuration,
} from '../../internal/time/calendarDurations.js'
import type { TransactionRow } from '../../transactions.js'
import { eachPurchaseDays, type PurchaseDayOptions, type RowsLeftOut } from './purchaseDays.js'

/** Which customers count as repeat customers. */
export interface RepeatRateOptions extends PurchaseDayOptions {
  /**
   * The time from the first purchase within which other purchases count: `{ days: 90 }` is that day
   * and the 89 after it, as in `realizedClv`. Only customers whose time is over by `asOf` count.
   * `'ever'` takes all customers and all purchases up to `asOf`.
   */
  readonly within: CalendarDuration | 'ever'
  /**
   * Minimum number of days with a purchase for a repeat customer, the first included.
   * @defaultValue `2`
   */
  readonly purchases?: number
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
}

/** The fields that are read; another one is refused. */
const REPEAT_RATE_OPTIONS: Fields<RepeatRateOptions> = {
  within: 1,
  purchases: 0,
  interval: 0,
  confidence: 0,
  asOf: 1,
  later: 0,
  timeZone: 0,
}

/** The share of customers who bought again. */
export interface RepeatRate extends RowsLeftOut {
  /** `repeated` ÷ `customers`, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
  /** Repeat customers. */
  readonly repeated: number
  /** Customers whose time is over. */
  readonly customers: number
  /** Customers left out, because their time is not over by `asOf`. */
  readonly excluded: number
  /** The time within which other purchases counted. */
  readonly within: CalendarDuration | 'ever'
  /** Minimum number of days with a purchase for a repeat customer. */
  readonly purchases: number
  /** Last day whose transactions are known. */
  readonly asOf: string
}

/**
 * Repeat-purchase rate: the share of customers who bought again.
 *
 * Purchases on one day are one purchase. A negative amount is not a purchase. With a time such as
 * 90 days, only customers who have had all of it count: a customer of last week has not had 90 days
 * to come back. With `'ever'`, new customers count as if they never came back, and the rate falls
 * whenever many new ones come.
 *
 * @formula rate = customers with enough purchases in time ÷ customers who have had the time
 * @unit share of customers, 0 to 1
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, time, minimum number of purchase days, and the time zone of instants.
 * @returns The rate with its interval, and the counts behind it.
 * @throws {@link MetricError} `empty` where no customer's time is over; `invalid` for a malformed
 * row, date or amount, or where `later` is required and missing; `out-of-range` for a row after
 * `asOf` where those are rejected; `mismatch` where only some rows have amounts.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 2 (repeat
 * rate); Shopify, documentation of its returning customer rate, for `'ever'`.
 *
 * @example
 * ```ts
 * const orders = [
 *   { customer: 'Ada', on: '2025-01-03' },
 *   { customer: 'Ada', on: '2025-02-11' },
 *   { customer: 'Ben', on: '2025-01-20' },
 *   { customer: 'Cem', on: '2025-06-02' },
 * ]
 * const rate = repeatRate(orders, { asOf: '2025-06-30', within: { days: 90 } })
 * rate.rate // => 0.5
 * rate.excluded // => 1
 * repeatRate(orders, { asOf: '2025-06-30', within: 'ever' }).rate // => 0.3333…
 * ```
 */
export function repeatRate(
  transactions: Iterable<TransactionRow>,
  options: RepeatRateOptions,
): RepeatRate {
  const metric = 'repeatRate'
  const given = readOptions<RepeatRateOptions>(metric, options, REPEAT_RATE_OPTIONS)
  const purchases = checkCount(metric, ['purchases'], given.purchases ?? 2, 2)
  const within =
    given.within === 'ever' ? given.within : checkDuration(metric, ['within'], given.within)
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  let repeated = 0
  let customers = 0
  let excluded = 0
  const known = eachPurchaseDays(metric, transactions, given, (days, last) => {
    const end = within === 'ever' ? last + 1 : addDuration(days[0] as number, within)
    if (end > last + 1) excluded++
    else {
      customers++
      if ((days[purchases - 1] ?? end) < end) repeated++
    }
  })
  checkSome(metric, ['rows'], transactions, customers, 'customer who has had the time')
  return {
    rate: repeated / customers,
    interval: proportionInterval(method, repeated, customers, confidence),
    repeated,
    customers,
    excluded,
    within,
    purchases,
    ...known,
  }
}
