import { checkSome, readOptions } from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import type { CalendarDuration } from '../../internal/time/calendarDurations.js'
import type { TransactionRow } from '../../transactions.js'
import {
  emptyFollowed,
  followBuyers,
  REALIZED_CLV_OPTIONS,
  type RealizedClvOptions,
  readTerms,
  worthOf,
} from './followBuyers.js'

/** The value of customers so far. */
export interface RealizedClv {
  /** Mean value per customer within the horizon, times the margin. */
  readonly value: string
  /** Value of all of them within the horizon, times the margin. */
  readonly total: string
  /** Customers whose horizon is over. */
  readonly customers: number
  /** Customers left out, because their horizon is not over by `asOf`. */
  readonly excluded: number
  /** Interval of `value`; `null` for a single customer. */
  readonly interval: Interval<'t'> | null
  /** How long each customer was followed. */
  readonly horizon: CalendarDuration
  /** The margin that amounts were multiplied by. */
  readonly margin: number
}

/**
 * What customers were actually worth within a horizon after their first purchase.
 *
 * Only customers whose horizon is over by `asOf` count: a customer of last week has not had the
 * time to buy again and would pull the mean down. Refunds count as negative amounts. A refund does
 * not make a customer: one before the first purchase belongs to nothing in the data and is left
 * out.
 *
 * @formula value = margin × Σ amounts within the horizon ÷ customers who have had it
 * @unit the currency of the amounts
 *
 * @param transactions - Purchases with amounts; all those of one customer must be in one call.
 * @param options - Horizon, as-of day, margin and the time zone of instants.
 * @returns Mean and total value, the number of customers in it, and the number whose horizon is not
 * over.
 * @throws {@link MetricError} `empty` where no customer's horizon is over; `invalid` for a
 * malformed row, date or amount; `mismatch` where only some rows have amounts.
 * @source Fader & Hardie (2009), “Probability Models for Customer-Base Analysis”, Journal of
 * Interactive Marketing 23(1), for cohorts followed over equal spans.
 *
 * @example
 * ```ts
 * const transactions = [
 *   { customer: 'a', on: '2024-01-10', amount: '20.00' },
 *   { customer: 'a', on: '2024-02-05', amount: '10.50' },
 *   { customer: 'b', on: '2024-02-01', amount: '9.50' },
 *   { customer: 'c', on: '2024-06-20', amount: '99.00' },
 * ]
 * const realized = realizedClv(transactions, { horizon: { months: 3 }, asOf: '2024-06-30' })
 * Number(realized.value).toFixed(2) // => '20.00'
 * realized.customers // => 2
 * realized.excluded // => 1
 * ```
 */
export function realizedClv(
  transactions: Iterable<TransactionRow>,
  options: RealizedClvOptions,
): RealizedClv {
  const metric = 'realizedClv'
  const given = readOptions<RealizedClvOptions>(metric, options, REALIZED_CLV_OPTIONS)
  const terms = readTerms(metric, given)
  const { horizon, margin } = terms
  const everybody = emptyFollowed()
  followBuyers(metric, transactions, terms, () => everybody)
  const { value, ...rest } = worthOf(metric, [], everybody, terms)
  const expected = 'customer who has had the whole horizon'
  checkSome(metric, ['rows'], transactions, rest.customers, expected)
  return { value: value as string, ...rest, horizon, margin }
}
