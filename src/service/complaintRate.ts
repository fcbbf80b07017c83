import type { RateOptions } from '../churn/index.js'
import {
  checkCount,
  checkObject,
  checkSome,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { RATE_OPTIONS } from '../internal/inference/interval.js'
import { rateOf, type ServiceRate } from './rate.js'

/** Customers who complained, and all customers. */
export interface ComplaintCounts {
  /** Customers who complained at least once. */
  readonly complained: number
  /** All customers served, who could have complained. */
  readonly customers: number
  /**
   * Customers who complained of each category at least once: `{ delivery: 40, product: 25 }`. One who
   * complained of two is in both.
   * @defaultValue none
   */
  readonly categories?: Readonly<Record<string, number>>
}

/** The fields that are read; another one is refused. */
const COMPLAINT_COUNTS: Fields<ComplaintCounts> = { complained: 1, customers: 1, categories: 0 }

/** The share of customers who complained of one category. */
export interface ComplaintCategory extends ServiceRate {
  /** The category. */
  readonly category: string
  /** Customers who complained of it. */
  readonly complained: number
  /**
   * Their share of the customers who complained, 0 to 1; `null` where nobody did. Shares add up to more
   * than 1 where customers complained of several categories.
   */
  readonly share: number | null
}

/** The share of customers who complained. */
export interface ComplaintRate extends ServiceRate {
  /** Customers who complained. */
  readonly complained: number
  /** All customers served. */
  readonly customers: number
  /** Each category, the most frequent first; `null` where categories were not given. */
  readonly categories: readonly ComplaintCategory[] | null
}

/**
 * The share of customers who complained.
 *
 * Customers are counted, not complaints: one who complains three times is one unhappy customer.
 *
 * @formula rate = customers who complained ÷ customers served, of all and of each category
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
 * const { categories } = complaintRate({
 *   complained: 12, customers: 1500, categories: { product: 5, delivery: 9 },
 * })
 * categories?.[0] // => { category: 'delivery', complained: 9, rate: 0.006, share: 0.75, … }
 * ```
 */
export function complaintRate(counts: ComplaintCounts, options: RateOptions = {}): ComplaintRate {
  const metric = 'complaintRate'
  const given = readFields<ComplaintCounts>(metric, ['counts'], counts, COMPLAINT_COUNTS)
  const customers = checkCount(metric, ['counts', 'customers'], given.customers)
  checkSome(metric, ['counts', 'customers'], customers, customers, 'customer')
  const complained = checkCount(metric, ['counts', 'complained'], given.complained, 0, customers)
  const rateOptions = readOptions<RateOptions>(metric, options, RATE_OPTIONS)
  return {
    ...rateOf(metric, complained, customers, rateOptions),
    complained,
    customers,
    categories:
      given.categories === undefined
        ? null
        : readCategories(metric, given.categories, complained).map(({ category, some }) => ({
            category,
            complained: some,
            ...rateOf(metric, some, customers, rateOptions),
            share: complained === 0 ? null : some / complained,
          })),
  }
}

/** Categories with their customers, the most frequent first and equal ones by name. */
function readCategories(
  metric: string,
  given: unknown,
  complained: number,
): { readonly category: string; readonly some: number }[] {
  const path = ['counts', 'categories']
  return Object.entries(checkObject<Record<string, number>>(metric, path, given))
    .map(([category, count]) => ({
      category,
      some: checkCount(metric, [...path, category], count, 0, complained),
    }))
    .sort((one, other) => other.some - one.some || (one.category < other.category ? -1 : 1))
}
