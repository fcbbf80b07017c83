import type { RateOptions } from '../churn/index.js'
import { checkCount, checkSome, type Fields, readFields, readOptions } from '../internal/guard.js'
import { RATE_OPTIONS } from '../internal/inference/interval.js'
import { rateOf, type ServiceRate } from './rate.js'

/** Customers who complained, and all customers. */
export interface ComplaintCounts {
  /** Customers who complained at least once. */
  readonly complained: number
  /** All customers served, who could have complained. */
  readonly customers: number
}

/** The fields that are read; another one is refused. */
const COMPLAINT_COUNTS: Fields<ComplaintCounts> = { complained: 1, customers: 1 }

/** The share of customers who complained. */
export interface ComplaintRate extends ServiceRate {
  /** Customers who complained. */
  readonly complained: number
  /** All customers served. */
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
  const given = readFields<ComplaintCounts>(metric, ['counts'], counts, COMPLAINT_COUNTS)
  const customers = checkCount(metric, ['counts', 'customers'], given.customers)
  checkSome(metric, ['counts', 'customers'], customers, customers, 'customer')
  const complained = checkCount(metric, ['counts', 'complained'], given.complained, 0, customers)
  const rateOptions = readOptions<RateOptions>(metric, options, RATE_OPTIONS)
  return { ...rateOf(metric, complained, customers, rateOptions), complained, customers }
}
