import { distinctSummaries } from './summaryColumns.js'
import type { PurchaseColumns, PurchaseHistory } from './types.js'

/** A purchase history and how many customers have it. */
export interface CountedHistory extends PurchaseHistory {
  /** How many customers have this history. */
  readonly customers: number
}

/**
 * Counts identical purchase histories. A million customers have a few thousand distinct histories,
 * and a fit needs only these. Counted histories can be stored, and counted again together with
 * others.
 *
 * @unit as given
 *
 * @param summaries - Histories as rows or columns, counted already or not.
 * @returns Each distinct history with its customers, in order of appearance.
 * @throws {@link MetricError} `empty` without a customer; `mismatch` or `out-of-range` for a history
 * that cannot be.
 *
 * @example
 * ```ts
 * const histories = [
 *   { frequency: 0, recency: 0, age: 38 },
 *   { frequency: 2, recency: 30, age: 38 },
 *   { frequency: 0, recency: 0, age: 38 },
 * ]
 * compressSummaries(histories)
 * // => [{ frequency: 0, recency: 0, age: 38, customers: 2 }, { frequency: 2, recency: 30, age: 38, customers: 1 }]
 * ```
 */
export function compressSummaries(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
): CountedHistory[] {
  const metric = 'compressSummaries'
  const { size, frequency, recency, age, weight } = distinctSummaries(
    metric,
    ['summaries'],
    summaries,
    'times',
  )
  return Array.from({ length: size }, (_, row) => ({
    frequency: frequency[row] as number,
    recency: recency[row] as number,
    age: age[row] as number,
    customers: weight[row] as number,
  }))
}
