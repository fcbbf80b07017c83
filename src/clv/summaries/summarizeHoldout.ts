import { type RowStream, readRows } from '../../internal/rows/readRows.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import type { DateInput } from '../../internal/time/days.js'
import type { TransactionRow } from '../../transactions.js'
import type { ModelDuration } from './durations.js'
import { type History, historyCounter } from './histories.js'
import type { CustomerSummary, SummarizeOptions } from './summarizeCustomers.js'

/**
 * How transactions are split into a calibration, to which a model is fitted, and a holdout, which
 * checks it.
 */
export interface HoldoutOptions extends SummarizeOptions {
  /** Last day of the holdout, which begins on the day after `asOf`. */
  readonly until: DateInput
}

/** A customer's summary at the end of calibration, and what followed. */
export interface HoldoutSummary extends CustomerSummary {
  /** Days, or periods, with a purchase within the holdout. */
  readonly holdoutFrequency: number
  /** Mean amount of these; `null` where none exist, or where transactions have no amounts. */
  readonly holdoutMonetary: number | null
}

/** Calibration and holdout of the same customers. */
export interface Holdout {
  /** Last day of calibration. */
  readonly asOf: string
  /** Last day of the holdout. */
  readonly until: string
  /** The length of the holdout; give it to predictions as it is. */
  readonly horizon: ModelDuration
  /** One row for each customer who had bought by the end of calibration. */
  readonly customers: readonly HoldoutSummary[]
}

/**
 * Splits transactions at a day: the summary of each customer by that day, beside what the customer
 * bought afterwards.
 *
 * @formula holdoutFrequency = purchase days after `asOf`, up to `until`
 * @unit recency, age and horizon in `unit`; amounts in their currency
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As for `summarizeCustomers`, and the last day of the holdout.
 * @returns The customers of the calibration, each with summary and holdout.
 * @throws {@link MetricError} as `summarizeCustomers`, and `out-of-range` where `until` is not after
 * `asOf`.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), section 4.
 *
 * @example
 * ```ts
 * const transactions = [
 *   { customer: 7, on: '2025-01-01', amount: 30 },
 *   { customer: 7, on: '2025-01-15', amount: 10 },
 *   { customer: 7, on: '2025-02-05', amount: 20 },
 * ]
 * summarizeHoldout(transactions, { asOf: '2025-01-29', until: '2025-02-12', unit: 'week' })
 * // => { horizon: { weeks: 2 }, customers: [{ customer: 7, frequency: 1, recency: 2, age: 4, monetary: 10, holdoutFrequency: 1, holdoutMonetary: 20 }], … }
 * ```
 */
export function summarizeHoldout(
  transactions: Iterable<TransactionRow>,
  options: HoldoutOptions,
): Holdout
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function summarizeHoldout(
  transactions: RowStream<TransactionRow>,
  options: HoldoutOptions,
): Promise<Holdout>
export function summarizeHoldout(
  transactions: Iterable<TransactionRow> | RowStream<TransactionRow>,
  options: HoldoutOptions,
): Holdout | Promise<Holdout> {
  const metric = 'summarizeHoldout'
  return readRows(metric, ['rows'], transactions, () => {
    const customers: HoldoutSummary[] = []
    const visit = ({ later, laterMonetary, ...history }: History): void => {
      const { customer, frequency, recency, age, monetary } = history
      customers.push({
        customer,
        frequency,
        recency,
        age,
        monetary,
        holdoutFrequency: later.length,
        holdoutMonetary: laterMonetary,
      })
    }
    return historyCounter(metric, options, 'until', visit, (clock) => ({
      asOf: formatDay(clock.asOf),
      until: formatDay(clock.until),
      horizon: {
        [`${clock.unit}s`]: clock.between(clock.place(clock.asOf), clock.place(clock.until)),
      },
      customers,
    }))
  })
}
