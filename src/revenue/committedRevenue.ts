import { check, type Fields, readOptions } from '../internal/guard.js'
import { type Decimal, sumDecimal, written } from '../internal/money/decimal.js'
import { readSum } from '../internal/money/exactSums.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader } from '../internal/time/days.js'
import type { RevenueRow } from '../subscriptions.js'
import { countRevenue } from './countRevenue.js'
import { addedSums, type RevenueMovements } from './revenueRetention.js'
import { checkLevel, type RevenueLevel, type RevenueTally } from './revenueTally.js'

/** The days between which commitments count. */
export interface CommittedRevenueOptions {
  /** The day of the present revenue, which is measured at its end. */
  readonly asOf: DateInput
  /** The last day of commitments; after `asOf`. */
  readonly by: DateInput
  /**
   * The level at which amounts are compared: customers with all their subscriptions, or single
   * subscriptions.
   */
  readonly level: RevenueLevel
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const COMMITTED_REVENUE_OPTIONS: Fields<CommittedRevenueOptions> = {
  asOf: 1,
  by: 1,
  level: 1,
  timeZone: 0,
}

/** Recurring revenue today, and the signed and cancelled revenue to come. */
export interface CommittedRevenue {
  /** Recurring revenue at the end of `asOf`. */
  readonly recurring: string
  /** Revenue of accounts without revenue today: new and returning ones. */
  readonly signed: string
  /** Increases of accounts with revenue today. */
  readonly expansion: string
  /** Decreases of accounts that keep some revenue. */
  readonly contraction: string
  /** Today's revenue of accounts that will have none. */
  readonly cancelled: string
  /** Recurring revenue at the end of `by`, if nothing else happens. */
  readonly committed: string
  /** The day of the present revenue, which is measured at its end. */
  readonly asOf: string
  /** The last day whose commitments count. */
  readonly by: string
  /** The level at which amounts were compared. */
  readonly level: RevenueLevel
}

/**
 * Committed recurring revenue: today's recurring revenue, plus signed and less cancelled revenue.
 *
 * Rows may have future days: a subscription signed for next month, a cancellation that takes effect
 * at the end of the term, an agreed change of price.
 *
 * @formula committed = recurring + signed + expansion − contraction − cancelled
 * @unit the currency of the rows, per their period
 *
 * @param rows - Subscriptions with their amounts; all those of one customer must be in one call.
 * @param options - The as-of day, the last day of commitments, and the level of comparison.
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
  const given = readOptions<CommittedRevenueOptions>(metric, options, COMMITTED_REVENUE_OPTIONS)
  const level = checkLevel(metric, given.level)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const by = checkEdge(metric, ['by'], given.by, readDay)
  const expected = `a day after ${formatDay(asOf)}`
  check(metric, ['by'], given.by, by > asOf, expected, 'out-of-range')
  const [tally] = countRevenue(metric, rows, [asOf + 1, by + 1], level, readDay) as [RevenueTally]
  const read = (...keys: readonly (keyof RevenueMovements | 'closing')[]): Decimal =>
    sumDecimal(addedSums(...keys.map((key) => readSum(metric, [key], tally[key]))))
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
