import {
  checkChoice,
  checkConfidence,
  checkNumber,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../../internal/inference/interval.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import type { CustomerKey } from '../../subscriptions.js'
import type { TransactionRow } from '../../transactions.js'
import { eachPurchaseDays, type PurchaseDayOptions, type RowsLeftOut } from './purchaseDays.js'

/** How customers with one purchase count, who have no interval of their own. */
export type OneTimePolicy = 'separate' | 'base'

/** The status of a customer by the customer's own rhythm. */
export type ActivityStatus = 'active' | 'at-risk' | 'lost' | 'one-time'

/** The thresholds, and how customers with one purchase count. */
export interface CustomerActivityOptions extends PurchaseDayOptions {
  /**
   * At risk once the time since the last purchase reaches this multiple of the customer's own
   * average interval.
   */
  readonly atRiskFrom: number
  /**
   * Lost once the time since the last purchase reaches this multiple of the customer's own average
   * interval.
   */
  readonly lostFrom: number
  /**
   * How customers with one purchase count: `'separate'` as a group of their own, `'base'` by the
   * mean interval of all other customers.
   */
  readonly oneTime: OneTimePolicy
  /**
   * The method of the intervals.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const CUSTOMER_ACTIVITY_OPTIONS: Fields<CustomerActivityOptions> = {
  atRiskFrom: 1,
  lostFrom: 1,
  oneTime: 1,
  interval: 0,
  confidence: 0,
  asOf: 1,
  later: 0,
  timeZone: 0,
}

/** The customers of one status. */
export interface ActivityShare {
  /** How many they are. */
  readonly customers: number
  /** `customers` ÷ all customers, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** The status of one customer. */
export interface CustomerStatus {
  /** The customer. */
  readonly customer: CustomerKey
  /** The status. */
  readonly status: ActivityStatus
  /** Days with a purchase. */
  readonly purchases: number
  /** Day of the last purchase. */
  readonly lastOn: string
  /** Days since then, up to the as-of day. */
  readonly daysSince: number
  /**
   * Mean days from one purchase to the next; `null` for a customer with one purchase who counts
   * separately.
   */
  readonly daysBetween: number | null
  /** `daysSince` ÷ `daysBetween`; `null` where there is no such interval. */
  readonly overdue: number | null
}

/** The customer base by status. */
export interface CustomerActivity extends RowsLeftOut {
  /** Last day whose transactions are known. */
  readonly asOf: string
  /** Customers who had bought by then. */
  readonly customers: number
  /** Customers within their own rhythm. */
  readonly active: ActivityShare
  /** Customers overdue by at least the first threshold. */
  readonly atRisk: ActivityShare
  /** Customers overdue by at least the second threshold, who count as lost. */
  readonly lost: ActivityShare
  /** Customers with one purchase who count separately. */
  readonly oneTime: ActivityShare
  /** How customers with one purchase counted. */
  readonly policy: OneTimePolicy
  /** The multiple of the own interval from which a customer is at risk. */
  readonly atRiskFrom: number
  /** The multiple of the own interval from which a customer is lost. */
  readonly lostFrom: number
  /** Mean days between purchases over the whole base; `null` where nobody bought twice. */
  readonly daysBetween: number | null
  /** The status of each customer, in order of appearance. */
  readonly statuses: readonly CustomerStatus[]
}

/**
 * Splits the customer base into active, at risk and lost, each customer by the customer's own
 * purchase interval.
 *
 * Thirty days of silence are normal for a customer who buys twice a year, and a warning for one who
 * buys every week. One threshold for all customers calls the first lost or the second active. Here
 * each customer is measured by the mean of the customer's own intervals. This is a rule of thumb,
 * not a probability, so you choose the thresholds. Purchases on one day are one purchase. A
 * negative amount is not a purchase.
 *
 * @formula overdue = days since the last purchase ÷ mean days between the customer's purchases
 * @unit customers and shares; overdue in multiples of the own interval
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, the two thresholds, and how customers with one purchase count.
 * @returns The share of each status with its interval, and the status of each customer.
 * @throws {@link MetricError} `empty` where nobody had bought; `invalid` for a malformed row, date
 * or amount, or where `later` is required and missing; `out-of-range` for `lostFrom` below
 * `atRiskFrom`, or a row after `asOf` where those are rejected; `mismatch` where only some rows
 * have amounts.
 * @source Wübben & von Wangenheim (2008), “Instant Customer Base Analysis: Managerial Heuristics Often
 * ‘Get It Right’”, Journal of Marketing 72(3), for the hiatus; Allenby, Leone & Jen (1999), “A Dynamic
 * Model of Purchase Timing with Application to Direct Marketing”, JASA 94, for measuring it by the
 * customer's own interval.
 *
 * @example
 * ```ts
 * const orders = [
 *   { customer: 'Ada', on: '2025-01-01' },
 *   { customer: 'Ada', on: '2025-01-08' },
 *   { customer: 'Ben', on: '2024-01-08' },
 *   { customer: 'Ben', on: '2025-01-08' },
 *   { customer: 'Cem', on: '2025-01-20' },
 * ]
 * const base = customerActivity(orders, {
 *   asOf: '2025-02-05', atRiskFrom: 2, lostFrom: 4, oneTime: 'separate',
 * })
 * base.statuses.map(({ customer, status }) => [customer, status])
 * // => [['Ada', 'lost'], ['Ben', 'active'], ['Cem', 'one-time']]
 * base.lost.rate // => 0.3333…
 * ```
 */
export function customerActivity(
  transactions: Iterable<TransactionRow>,
  options: CustomerActivityOptions,
): CustomerActivity {
  const metric = 'customerActivity'
  const given = readOptions<CustomerActivityOptions>(metric, options, CUSTOMER_ACTIVITY_OPTIONS)
  const atRiskFrom = checkNumber(metric, ['atRiskFrom'], given.atRiskFrom, 0, 1e6)
  const lostFrom = checkNumber(metric, ['lostFrom'], given.lostFrom, atRiskFrom, 1e6)
  const policy = checkChoice(metric, ['oneTime'], given.oneTime, ['separate', 'base'])
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const seen: {
    readonly customer: CustomerKey
    readonly purchases: number
    readonly first: number
    readonly last: number
    readonly daysSince: number
  }[] = []
  const known = eachPurchaseDays(metric, transactions, given, (days, asOf, customer) => {
    const last = days.at(-1) as number
    const first = days[0] as number
    seen.push({ customer, purchases: days.length, first, last, daysSince: asOf - last })
  })
  const repeats = seen.reduce((sum, { purchases }) => sum + purchases - 1, 0)
  const span = seen.reduce((sum, { first, last }) => sum + last - first, 0)
  const base = repeats > 0 ? span / repeats : null
  const counts = { active: 0, 'at-risk': 0, lost: 0, 'one-time': 0 }
  const statuses = seen.map(({ customer, purchases, first, last, daysSince }): CustomerStatus => {
    const isMeasured = purchases > 1 || (policy === 'base' && repeats > 0)
    const [days, gaps] = purchases > 1 ? [last - first, purchases - 1] : [span, repeats]
    const daysBetween = isMeasured ? days / gaps : null
    // Divided once, so that a customer overdue by exactly the threshold is not rounded to below it.
    const overdue = isMeasured ? (daysSince * gaps) / days : null
    const status = statusOf(overdue, atRiskFrom, lostFrom)
    counts[status]++
    const lastOn = formatDay(last)
    return { customer, status, purchases, lastOn, daysSince, daysBetween, overdue }
  })
  const share = (status: ActivityStatus): ActivityShare => ({
    customers: counts[status],
    rate: counts[status] / seen.length,
    interval: proportionInterval(method, counts[status], seen.length, confidence),
  })
  return {
    ...known,
    customers: seen.length,
    active: share('active'),
    atRisk: share('at-risk'),
    lost: share('lost'),
    oneTime: share('one-time'),
    policy,
    atRiskFrom,
    lostFrom,
    daysBetween: base,
    statuses,
  }
}

function statusOf(overdue: number | null, atRiskFrom: number, lostFrom: number): ActivityStatus {
  if (overdue === null) return 'one-time'
  if (overdue >= lostFrom) return 'lost'
  return overdue >= atRiskFrom ? 'at-risk' : 'active'
}
