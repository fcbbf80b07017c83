import { checkChoice, type Path } from '../internal/guard.js'
import { addSum, type ExactSum, emptySum, sumAmount } from '../internal/money/decimal.js'
import { subtractSum } from '../internal/money/exactSums.js'

/** Whose amounts are compared: those of customers with all they have, or of single subscriptions. */
export type RevenueLevel = 'customer' | 'subscription'

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

/** Whose amounts are compared, which has to be said. */
export function checkLevel(metric: string, level: unknown, path: Path = ['level']): RevenueLevel {
  return checkChoice(metric, path, level, ['customer', 'subscription'])
}

/** The amounts of a tally, in the order in which it shows them. */
export const AMOUNTS = [
  'opening',
  'new',
  'expansion',
  'contraction',
  'churned',
  'reactivation',
  'reactivationWithinMonth',
  'reactivationWithin90Days',
  'closing',
] as const

/** One sum for each amount. */
export type Amounts = Readonly<Record<(typeof AMOUNTS)[number], ExactSum>>

/** A tally of nothing. */
export function emptyAmounts(): Amounts {
  const amounts: Partial<Record<keyof Amounts, ExactSum>> = {}
  for (const key of AMOUNTS) amounts[key] = emptySum()
  return amounts as Amounts
}

/** What a tally is of, beside its amounts. */
export interface RevenueFrame {
  readonly from: string
  readonly to: string
  readonly level: RevenueLevel
  readonly windows: number
  readonly currency?: string
}

/** The tally of a window. */
export function makeRevenue(metric: string, frame: RevenueFrame, amounts: Amounts): RevenueTally {
  const texts: Partial<Record<keyof Amounts, string>> = {}
  for (const key of AMOUNTS) texts[key] = sumAmount(metric, [key], amounts[key])
  return { ...frame, ...(texts as Record<keyof Amounts, string>) }
}

/** Opening and movements come to the closing. */
export function closingOf(amounts: Amounts): ExactSum {
  const closing = emptySum()
  for (const key of ['opening', 'new', 'expansion', 'reactivation'] as const)
    addSum(closing, amounts[key])
  subtractSum(closing, amounts.contraction)
  subtractSum(closing, amounts.churned)
  return closing
}
