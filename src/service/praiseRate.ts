import type { RateOptions } from '../churn/index.js'
import { checkCount, checkSome, type Fields, readFields, readOptions } from '../internal/guard.js'
import { RATE_OPTIONS } from '../internal/inference/interval.js'
import { rateOf, type ServiceRate } from './rate.js'

/** Customers who praised, and all customers. */
export interface PraiseCounts {
  /** Customers who praised at least once. */
  readonly praised: number
  /** All customers served, who could have praised. */
  readonly customers: number
}

/** The fields that are read; another one is refused. */
const PRAISE_COUNTS: Fields<PraiseCounts> = { praised: 1, customers: 1 }

/** The share of customers who praised. */
export interface PraiseRate extends ServiceRate {
  /** Customers who praised. */
  readonly praised: number
  /** All customers served. */
  readonly customers: number
}

/**
 * The share of customers who praised without being asked.
 *
 * Customers are counted, not messages. It is not 1 less the complaint rate, because most customers
 * say nothing.
 *
 * @formula rate = customers who praised ÷ customers served
 * @unit share of customers, 0 to 1
 *
 * @param counts - Customers who praised, and all of them, over the same time.
 * @param options - The interval.
 * @returns The rate with its interval, and the numbers behind it.
 * @throws {@link MetricError} `empty` without customers; `out-of-range` for more praising customers
 * than customers.
 * @source ISO 10002 (2018), “Guidelines for complaints handling in organizations”, which counts
 * feedback of both kinds; Wilson (1927), “Probable Inference”, JASA 22, for the interval.
 *
 * @example
 * ```ts
 * praiseRate({ praised: 30, customers: 1500 }).rate // => 0.02
 * ```
 */
export function praiseRate(counts: PraiseCounts, options: RateOptions = {}): PraiseRate {
  const metric = 'praiseRate'
  const given = readFields<PraiseCounts>(metric, ['counts'], counts, PRAISE_COUNTS)
  const customers = checkCount(metric, ['counts', 'customers'], given.customers)
  checkSome(metric, ['counts', 'customers'], customers, customers, 'customer')
  const praised = checkCount(metric, ['counts', 'praised'], given.praised, 0, customers)
  const rateOptions = readOptions<RateOptions>(metric, options, RATE_OPTIONS)
  return { ...rateOf(metric, praised, customers, rateOptions), praised, customers }
}
