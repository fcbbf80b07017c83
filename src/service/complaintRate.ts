import type { RateOptions } from '../churn/index.js'
import { checkCount, checkObject, checkSome } from '../internal/guard.js'
import { rateOf, type ServiceRate } from './rate.js'

/** Who complained, out of whom. */
export interface ComplaintCounts {
  /** Customers who complained at least once. */
  readonly complained: number
  /** Customers who could have: all who were served. */
  readonly customers: number
}

/** The share of customers who complained. */
export interface ComplaintRate extends ServiceRate {
  /** Customers who complained. */
  readonly complained: number
  /** Customers who could have. */
  readonly customers: number
}

/**
 * The share of customers who complained.
 *
 * Customers are counted, not complaints: one who complains three times is one unhappy customer.
 *
 * @formula rate = customers who complained ÷ customers served
 * @unit share of customers, 0 to 1
 *
 * @param counts - Customers who complained, and all of them, over the same time.
 * @param options - The interval.
 * @returns The rate with its interval, and the numbers behind it.
 * @throws {@link MetricError} `empty` without customers; `out-of-range` for more complaining customers
 * than customers.
 * @source ISO 10002 (2018), “Guidelines for complaints handling in organizations”; Wilson (1927),
 * “Probable Inference”, JASA 22, for the interval.
 *
 * @example
 * ```ts
 * complaintRate({ complained: 12, customers: 1500 }).rate // => 0.008
 * ```
 */
export function complaintRate(counts: ComplaintCounts, options: RateOptions = {}): ComplaintRate {
  const metric = 'complaintRate'
  const given = checkObject<ComplaintCounts>(metric, ['counts'], counts)
  const customers = checkCount(metric, ['counts', 'customers'], given.customers)
  checkSome(metric, ['counts', 'customers'], customers, customers, 'customer')
  const complained = checkCount(metric, ['counts', 'complained'], given.complained, 0, customers)
  const rateOptions = checkObject<RateOptions>(metric, ['options'], options)
  return { ...rateOf(metric, complained, customers, rateOptions), complained, customers }
}
