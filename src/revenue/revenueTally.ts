import { checkChoice, type Path } from '../internal/guard.js'
import { addSum, type ExactSum, emptySum, sumAmount } from '../internal/money/decimal.js'
import { subtractSum } from '../internal/money/exactSums.js'

/**
 * The level at which amounts are compared: customers with all their subscriptions, or single
 * subscriptions.
 */
export type RevenueLevel = 'customer' | 'subscription'

/**
 * Recurring revenue at both ends of a window, and the movements between.
 *
 * opening + new + expansion − contraction − churned + reactivation + exchange = closing, to the last
 * digit.
 */
export interface RevenueTally {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** The level at which amounts were compared. */
  readonly level: RevenueLevel
  /**
   * Number of consecutive windows whose movements were added; 1 unless `chainRevenue` made the
   * tally.
   */
  readonly windows: number
  /** The currency of the amounts; absent where the rows name none. */
  readonly currency?: string
  /** Revenue at the start of the window, before any event of its first day. */
  readonly opening: string
  /** Closing revenue of new accounts, which had no revenue before the window. */
  readonly new: string
  /** Increases of accounts that had revenue at the opening. */
  readonly expansion: string
  /** Decreases of accounts that still have revenue at the closing. */
  readonly contraction: string
  /** Opening revenue of accounts without revenue at the closing. */
  readonly churned: string
  /**
   * Closing revenue of former accounts, which had no revenue at the opening but had some before.
   */
  readonly reactivation: string
  /** Of `reactivation`, the part of accounts that were without revenue for less than a month. */
  readonly reactivationWithinMonth: string
  /** Of `reactivation`, the part of accounts that were without revenue for at most 90 days. */
  readonly reactivationWithin90Days: string
  /**
   * What the closing revenue is worth more by the rates of the closing than by those of the opening; less
   * than 0 where it is worth less. Absent where no amounts were converted.
   */
  readonly exchange?: string
  /** Revenue at the end of the window, which is the start of the next one. */
  readonly closing: string
}

/** The level at which amounts are compared; required. */
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

/** An empty tally. */
export function emptyAmounts(): Amounts {
  const amounts: Partial<Record<keyof Amounts, ExactSum>> = {}
  for (const key of AMOUNTS) amounts[key] = emptySum()
  return amounts as Amounts
}

/** A new sum of some. */
export function addedSums(...parts: readonly ExactSum[]): ExactSum {
  const sum = emptySum()
  for (const part of parts) addSum(sum, part)
  return sum
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
export function makeRevenue(
  metric: string,
  frame: RevenueFrame,
  amounts: Amounts,
  effect?: ExactSum,
): RevenueTally {
  const texts: Partial<Record<keyof Amounts, string>> = {}
  for (const key of AMOUNTS) texts[key] = sumAmount(metric, [key], amounts[key])
  const { closing, ...moved } = texts as Record<keyof Amounts, string>
  const exchange = effect && { exchange: sumAmount(metric, ['exchange'], effect) }
  return { ...frame, ...moved, ...exchange, closing }
}

/** Opening and movements add up to the closing. */
export function closingOf(amounts: Amounts): ExactSum {
  const closing = emptySum()
  for (const key of ['opening', 'new', 'expansion', 'reactivation'] as const)
    addSum(closing, amounts[key])
  subtractSum(closing, amounts.contraction)
  subtractSum(closing, amounts.churned)
  return closing
}
