import { type RowStream, readRows } from '../../internal/rows/readRows.js'
import type { TransactionRow } from '../../transactions.js'
import { type History, type HistoryClock, historyCounter } from './histories.js'
import type { CustomerSummary, SummarizeOptions } from './summarizeCustomers.js'
import type { PurchaseColumns, PurchaseHistory } from './types.js'

/** What models of purchases on a rhythm read of a customer. A `RhythmSummary` is one. */
export interface RhythmHistory extends PurchaseHistory {
  /** The sum of the natural logarithms of the gaps between purchases, in the model's unit; 0 without one. */
  readonly logGaps: number
}

/** The same as columns. */
export interface RhythmColumns extends PurchaseColumns {
  /** The sum of the logarithms of the gaps of each customer. */
  readonly logGaps: ArrayLike<number>
}

/** A customer's summary with what is needed of the gaps. */
export interface RhythmSummary extends CustomerSummary {
  /** The sum of the natural logarithms of the gaps between purchases, in the unit asked for; 0 without one. */
  readonly logGaps: number
}

/**
 * What `summarizeCustomers` gives, and of the gaps between purchases what a model of a rhythm needs:
 * the input of `fitBgCnbd` and `fitMbgCnbd`.
 *
 * @formula logGaps = Σ ln(time from one purchase to the next)
 * @unit recency and age in `unit`; monetary in the currency of the amounts
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As for `summarizeCustomers`.
 * @returns One summary for each customer who had bought by `asOf`, in order of appearance.
 * @throws {@link MetricError} as `summarizeCustomers`.
 * @source Reutterer, Platzer & Schröder (2021), International Journal of Research in Marketing 38(1).
 *
 * @example
 * ```ts
 * const transactions = [
 *   { customer: 7, on: '2025-01-01' },
 *   { customer: 7, on: '2025-01-08' },
 *   { customer: 7, on: '2025-01-22' },
 * ]
 * summarizeRhythm(transactions, { asOf: '2025-02-12', unit: 'week' })
 * // => [{ customer: 7, frequency: 2, recency: 3, age: 6, monetary: null, logGaps: 0.6931… }]
 * ```
 */
export function summarizeRhythm(
  transactions: Iterable<TransactionRow>,
  options: SummarizeOptions,
): RhythmSummary[]
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function summarizeRhythm(
  transactions: RowStream<TransactionRow>,
  options: SummarizeOptions,
): Promise<RhythmSummary[]>
export function summarizeRhythm(
  transactions: Iterable<TransactionRow> | RowStream<TransactionRow>,
  options: SummarizeOptions,
): RhythmSummary[] | Promise<RhythmSummary[]> {
  const metric = 'summarizeRhythm'
  return readRows(metric, ['rows'], transactions, () => {
    const summaries: RhythmSummary[] = []
    const visit = (history: History, { between }: HistoryClock): void => {
      const { customer, frequency, recency, age, monetary, places } = history
      let logGaps = 0
      for (let i = 1; i <= frequency; i++)
        logGaps += Math.log(between(places[i - 1] as number, places[i] as number))
      summaries.push({ customer, frequency, recency, age, monetary, logGaps })
    }
    return historyCounter(metric, options, 'asOf', visit, () => summaries)
  })
}
