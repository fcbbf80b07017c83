import { checkChoice, checkConfidence, checkNumber, checkObject } from '../../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../../internal/inference/interval.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import type { CustomerKey } from '../../subscriptions.js'
import type { TransactionRow } from '../../transactions.js'
import { eachPurchaseDays, type PurchaseDayOptions } from './purchaseDays.js'

/** What is done with customers of one purchase, who have no interval of their own. */
export type OneTimePolicy = 'separate' | 'base'

/** Where customers stand by their own rhythm. */
export type ActivityStatus = 'active' | 'at-risk' | 'lost' | 'one-time'

/** How long is too long. */
export interface CustomerActivityOptions extends PurchaseDayOptions {
  /** At risk from so many times the own purchase interval without a purchase on. */
  readonly atRiskFrom: number
  /** Lost from so many times the own purchase interval without a purchase on. */
  readonly lostFrom: number
  /**
   * What is done with customers of one purchase: `'separate'` counts them apart, `'base'` measures them
   * by the mean interval of all others.
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

/** The customers of one status. */
export interface ActivityShare {
  /** How many they are. */
  readonly customers: number
  /** `customers` ÷ all customers, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** Where one customer stands. */
export interface CustomerStatus {
  /** Who it is. */
  readonly customer: CustomerKey
  /** Where they stand. */
  readonly status: ActivityStatus
  /** Days with a purchase. */
  readonly purchases: number
  /** Day of the last purchase. */
  readonly lastOn: string
  /** Days since then, up to the as-of day. */
  readonly daysSince: number
  /** Mean days from one purchase to the next; `null` where there was one and it is counted apart. */
  readonly daysBetween: number | null
  /** `daysSince` ÷ `daysBetween`; `null` where there is no such interval. */
  readonly overdue: number | null
}

/** The customer base by its own rhythm. */
export interface CustomerActivity {
  /** Last day whose transactions are known. */
  readonly asOf: string
  /** Everybody who had bought by then. */
  readonly customers: number
  /** Those within their rhythm. */
  readonly active: ActivityShare
  /** Those overdue. */
  readonly atRisk: ActivityShare
  /** Those overdue for so long that they are taken for lost. */
  readonly lost: ActivityShare
  /** Those of one purchase who are counted apart. */
  readonly oneTime: ActivityShare
  /** What was done with customers of one purchase. */
  readonly policy: OneTimePolicy
  /** At risk from so many times the own interval on. */
  readonly atRiskFrom: number
  /** Lost from so many times the own interval on. */
  readonly lostFrom: number
  /** Mean days between purchases over the whole base; `null` where nobody bought twice. */
  readonly daysBetween: number | null
  /** Where each customer stands, in order of appearance. */
  readonly statuses: readonly CustomerStatus[]
}

/**
 * Splits the customer base into active, at risk and lost, each customer by the own purchase interval.
 *
 * Thirty days of silence are nothing for a customer who buys twice a year, and an alarm for one who
 * buys every week. One hiatus for all calls the first lost and the second active; here each is
 * measured by the mean of the own intervals. It is a rule of thumb, not a probability: thresholds have
 * to be given. Purchases of one day are one purchase, and a negative amount is none.
 *
 * @formula overdue = days since the last purchase ÷ mean days between the customer's purchases
 * @unit customers and shares; overdue in multiples of the own interval
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, the two thresholds, and what is done with customers of one purchase.
 * @returns The share of each status with its interval, and the status of each customer.
 * @throws {@link MetricError} `empty` where nobody had bought; `invalid` for a row, a date or an amount
 * that is none, or where `later` is needed and missing; `out-of-range` for `lostFrom` below
 * `atRiskFrom`, or a row after `asOf` where those are rejected; `mismatch` where only some rows have
 * amounts.
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
  const given = checkObject<CustomerActivityOptions>(metric, ['options'], options)
  const atRiskFrom = checkNumber(metric, ['atRiskFrom'], given.atRiskFrom, 0, 1e6, '')
  const lostFrom = checkNumber(metric, ['lostFrom'], given.lostFrom, atRiskFrom, 1e6, '')
  const policy = checkChoice(metric, ['oneTime'], given.oneTime, ['separate', 'base'])
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const seen: { customer: CustomerKey; purchases: number; first: number; last: number }[] = []
  const asOf = eachPurchaseDays(metric, transactions, given, (days, _asOf, customer) => {
    const first = days[0] as number
    seen.push({ customer, purchases: days.length, first, last: days.at(-1) as number })
  })
  const repeats = seen.reduce((sum, { purchases }) => sum + purchases - 1, 0)
  const span = seen.reduce((sum, { first, last }) => sum + last - first, 0)
  const base = repeats > 0 ? span / repeats : null
  const counts = { active: 0, 'at-risk': 0, lost: 0, 'one-time': 0 }
  const statuses = seen.map(({ customer, purchases, first, last }): CustomerStatus => {
    const isMeasured = purchases > 1 || (policy === 'base' && repeats > 0)
    const [days, gaps] = purchases > 1 ? [last - first, purchases - 1] : [span, repeats]
    const daysBetween = isMeasured ? days / gaps : null
    // Divided once, so that who is overdue by exactly the threshold is not rounded to below it.
    const overdue = isMeasured ? ((asOf - last) * gaps) / days : null
    const status = statusOf(overdue, atRiskFrom, lostFrom)
    counts[status]++
    const lastOn = formatDay(last)
    return { customer, status, purchases, lastOn, daysSince: asOf - last, daysBetween, overdue }
  })
  const share = (status: ActivityStatus): ActivityShare => ({
    customers: counts[status],
    rate: counts[status] / seen.length,
    interval: proportionInterval(method, counts[status], seen.length, confidence),
  })
  return {
    asOf: formatDay(asOf),
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
