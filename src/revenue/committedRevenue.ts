import { check, checkObject } from '../internal/guard.js'
import { type Decimal, sumDecimal, written } from '../internal/money/decimal.js'
import { readSum } from '../internal/money/exactSums.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, type DateInput, dayReader } from '../internal/time/days.js'
import type { RevenueRow } from '../subscriptions.js'
import { countRevenue } from './countRevenue.js'
import { type RevenueMovements, sumOf } from './revenueRetention.js'
import { checkLevel, type RevenueLevel, type RevenueTally } from './revenueTally.js'

/** From when to when commitments are counted. */
export interface CommittedRevenueOptions {
  /** The day at whose end revenue recurs now. */
  readonly asOf: DateInput
  /** The last day whose commitments count; after `asOf`. */
  readonly by: DateInput
  /** Whose amounts are compared: customers with all they have, or single subscriptions. */
  readonly level: RevenueLevel
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/** Recurring revenue with what is already signed and already cancelled. */
export interface CommittedRevenue {
  /** Revenue that recurs at the end of `asOf`. */
  readonly recurring: string
  /** What accounts will bring in that do not yet: new ones, and former ones who are back. */
  readonly signed: string
  /** What accounts will bring in more. */
  readonly expansion: string
  /** What accounts will bring in less. */
  readonly contraction: string
  /** What accounts bring in that will bring in nothing. */
  readonly cancelled: string
  /** Revenue that recurs at the end of `by`, if nothing else happens. */
  readonly committed: string
  /** The day at whose end revenue recurs now. */
  readonly asOf: string
  /** The last day whose commitments count. */
  readonly by: string
  /** Whose amounts were compared. */
  readonly level: RevenueLevel
}

/**
 * Committed recurring revenue: what recurs now, with what is signed and without what is cancelled.
 *
 * Rows carry the days to come: a subscription that is signed for next month, a cancellation that takes
 * effect at the end of the term, a price that is agreed to change.
 *
 * @formula committed = recurring + signed + expansion − contraction − cancelled
 * @unit the currency of the rows, per their period
 *
 * @param rows - Subscriptions with what they bring in; all those of one customer must be in one call.
 * @param options - The day that is now, the last day of commitments, and whose amounts are compared.
 * @returns The amounts, exact.
 * @throws {@link MetricError} As `tallyRevenue`; `out-of-range` also where `by` is not after `asOf`.
 * @source Bessemer Venture Partners (2010), “The 10 Laws of Cloud Computing”, on committed monthly
 * recurring revenue (CMRR).
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', amount: 100 },
 *   { customer: 'b', startedOn: '2024-06-01', endedOn: '2025-02-15', amount: 40 },
 *   { customer: 'c', startedOn: '2025-03-01', amount: 25 },
 * ]
 * const spring = committedRevenue(rows, { asOf: '2025-01-31', by: '2025-03-31', level: 'customer' })
 * spring.recurring // => '140'
 * spring.signed // => '25'
 * spring.cancelled // => '40'
 * spring.committed // => '125'
 * ```
 */
export function committedRevenue(
  rows: Iterable<RevenueRow>,
  options: CommittedRevenueOptions,
): CommittedRevenue {
  const metric = 'committedRevenue'
  const given = checkObject<CommittedRevenueOptions>(metric, ['options'], options)
  const level = checkLevel(metric, given.level)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkDay(metric, ['asOf'], given.asOf, readDay)
  const by = checkDay(metric, ['by'], given.by, readDay)
  const expected = `a day after ${formatDay(asOf)}`
  check(metric, ['by'], given.by, by > asOf, expected, 'out-of-range')
  const [tally] = countRevenue(metric, rows, [asOf + 1, by + 1], level, readDay) as [RevenueTally]
  const read = (...keys: readonly (keyof RevenueMovements | 'closing')[]): Decimal =>
    sumDecimal(sumOf(...keys.map((key) => readSum(metric, [key], tally[key]))))
  return written(metric, {
    recurring: read('opening'),
    signed: read('new', 'reactivation'),
    expansion: read('expansion'),
    contraction: read('contraction'),
    cancelled: read('churned'),
    committed: read('closing'),
    asOf: formatDay(asOf),
    by: formatDay(by),
    level,
  })
}
