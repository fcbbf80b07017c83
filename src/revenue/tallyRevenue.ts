import { checkChoice, checkObject, type Path } from '../internal/guard.js'
import { checkWindow, type DateInput, dayReader } from '../internal/time/periods.js'
import type { RevenueRow } from '../subscriptions.js'
import { countRevenue } from './countRevenue.js'

/** Whose amounts are compared: those of customers with all they have, or of single subscriptions. */
export type RevenueLevel = 'customer' | 'subscription'

/** The window over which revenue is compared. */
export interface RevenueWindow {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * Whose amounts are compared. `'customer'`: what one subscription loses and another of the same
   * customer gains cancels out, and only who has none left has churned. `'subscription'`: each row
   * stands for itself.
   */
  readonly level: RevenueLevel
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/**
 * Recurring revenue at both ends of a window, and what led from one to the other.
 *
 * opening + new + expansion − contraction − churned + reactivation = closing, to the last digit.
 */
export interface RevenueTally {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** Whose amounts were compared. */
  readonly level: RevenueLevel
  /** Consecutive windows whose movements were added up; 1 unless `chainRevenue` made the tally. */
  readonly windows: number
  /** The currency of the amounts; absent where the rows name none. */
  readonly currency?: string
  /** Revenue when the window opens, before anything happened on its first day. */
  readonly opening: string
  /** Revenue at the closing of accounts that had never brought in anything before the window. */
  readonly new: string
  /** What accounts bring in more than at the opening. */
  readonly expansion: string
  /** What accounts bring in less than at the opening, and still bring in something. */
  readonly contraction: string
  /** What accounts brought in that bring in nothing any more. */
  readonly churned: string
  /** Revenue at the closing of accounts that brought in nothing at the opening, and had before. */
  readonly reactivation: string
  /** Of `reactivation`, that of accounts which had brought in nothing for less than a month. */
  readonly reactivationWithinMonth: string
  /** Of `reactivation`, that of accounts which had brought in nothing for at most 90 days. */
  readonly reactivationWithin90Days: string
  /** Revenue when the window closes, which is when the next one opens. */
  readonly closing: string
}

/**
 * Adds up how recurring revenue moved over a window: new, expansion, contraction, churned and
 * reactivation.
 *
 * Each account is compared at both ends of the window, and is in one movement at most, so that gross
 * retention is capped account by account. What came and went in between is not in the tally of the
 * window; it is in those of its days, which `chainRevenue` adds up.
 *
 * @param rows - Subscriptions with what they bring in; all those of one customer must be in one call.
 * @param window - First day, first day after, whose amounts are compared, and the time zone.
 * @returns The amounts as strings, exact to the last digit.
 * @throws {@link MetricError} `empty` without rows; `invalid` for a row, a date or an amount that is
 * none; `out-of-range` for an end before its start, a change outside its subscription or out of order,
 * a negative amount, or a window of no days; `mismatch` for two currencies, or a subscription id that
 * two rows have.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', amount: '50.00', changes: [{ on: '2025-01-15', amount: '60.00' }] },
 *   { customer: 'b', startedOn: '2024-06-01', endedOn: '2025-01-20', amount: '30.00' },
 *   { customer: 'c', startedOn: '2025-01-10', amount: '19.90' },
 * ]
 * tallyRevenue(rows, { from: '2025-01-01', to: '2025-02-01', level: 'customer' })
 * // => { opening: '80', new: '19.9', expansion: '10', contraction: '0', churned: '30', closing: '79.9', … }
 * ```
 */
export function tallyRevenue(rows: Iterable<RevenueRow>, window: RevenueWindow): RevenueTally {
  const metric = 'tallyRevenue'
  const given = checkObject<RevenueWindow>(metric, ['window'], window)
  const level = checkLevel(metric, given.level)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  return countRevenue(metric, rows, [from, to], level, readDay)[0] as RevenueTally
}

/** Whose amounts are compared, which has to be said. */
export function checkLevel(metric: string, level: unknown, path: Path = ['level']): RevenueLevel {
  return checkChoice(metric, path, level, ['customer', 'subscription'])
}
