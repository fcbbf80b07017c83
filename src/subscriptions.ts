import type { DecimalInput } from './internal/money/decimal.js'
import type { DateInput } from './internal/time/days.js'

export type { Decimal, DecimalInput } from './internal/money/decimal.js'
export type { CustomerKey } from './internal/rows/customers.js'
export type { DateInput } from './internal/time/days.js'

/**
 * Who a row is about: text that is not empty, a number up to 2⁵³ − 1, or a bigint, which is the number
 * that it is. A number and a string are different customers even if they print the same, so that all
 * ids of a call are of one kind.
 */
export type CustomerId = string | number | bigint

/** One subscription of one customer; a customer may have several, overlapping or with gaps. */
export interface SubscriptionRow {
  /** Whose subscription it is. */
  readonly customer: CustomerId
  /** Its own id. Where given, no two rows of a call may have the same. */
  readonly subscription?: CustomerId
  /** First day with the subscription. */
  readonly startedOn: DateInput
  /** First day without it; `null` or absent while it runs. */
  readonly endedOn?: DateInput | null
  /** Why it ended, such as `'too expensive'` or `'card declined'`; `null` or absent where not known. */
  readonly reason?: string | null
  /** What it brings in per period, in the one currency of the call. */
  readonly amount?: DecimalInput
}

/** A subscription with what it brings in, and from when on it brought in something else. */
export interface RevenueRow extends SubscriptionRow {
  /** What it brings in per period from its first day on, at least 0. */
  readonly amount: DecimalInput
  /** Later amounts, in order of time: price changes, discounts that begin or end, pauses as 0. */
  readonly changes?: readonly AmountChange[]
  /** The currency of its amounts. Where given, all rows of a call must have the same. */
  readonly currency?: string
}

/** From when on a subscription brings in another amount. */
export interface AmountChange {
  /** First day of the amount, after the start and before the end of the subscription. */
  readonly on: DateInput
  /** What the subscription brings in per period from that day on, at least 0. */
  readonly amount: DecimalInput
}
