import type { DecimalInput } from './internal/money/decimal.js'
import type { DateInput } from './internal/time/days.js'

export type { Decimal, DecimalInput } from './internal/money/decimal.js'
export type { CustomerKey } from './internal/rows/customers.js'
export type { DateInput, DayLike } from './internal/time/days.js'
export type { InstantLike } from './internal/time/instants.js'

/**
 * The id of a customer: a text that is not empty, a whole number up to 2⁵³ − 1, or a bigint, which is
 * the same customer as the number. All ids of a call are of one kind, numbers or text.
 */
export type CustomerId = string | number | bigint

/** One subscription of one customer; a customer may have several, overlapping or with gaps. */
export interface SubscriptionRow {
  /** The customer of the subscription. */
  readonly customer: CustomerId
  /** Its own id. Where given, no two rows of a call may have the same. */
  readonly subscription?: CustomerId
  /** First day with the subscription. */
  readonly startedOn: DateInput
  /** First day without it; `null` or absent while it runs. */
  readonly endedOn?: DateInput | null
  /**
   * The reason of its end, such as `'too expensive'` or `'card declined'`; `null` or absent where
   * not known.
   */
  readonly reason?: string | null
  /** Its amount per period, in the one currency of the call. */
  readonly amount?: DecimalInput
}

/** A subscription with its amount, and later changes of the amount. */
export interface RevenueRow extends SubscriptionRow {
  /** Its amount per period from its first day on, at least 0. */
  readonly amount: DecimalInput
  /** Later amounts, in order of time: price changes, discounts that begin or end, pauses as 0. */
  readonly changes?: readonly AmountChange[]
  /** The currency of its amounts. Where given, all rows of a call must have the same. */
  readonly currency?: string
  /** The day on which its start became known, such as that of the signature; for `committedRevenue`. */
  readonly startKnownOn?: DateInput | null
  /** The day on which its end became known, such as that of the cancellation; for `committedRevenue`. */
  readonly endKnownOn?: DateInput | null
}

/** A change of a subscription's amount. */
export interface AmountChange {
  /** First day of the amount, after the start and before the end of the subscription. */
  readonly on: DateInput
  /** The amount per period from that day on, at least 0. */
  readonly amount: DecimalInput
  /** The day on which it became known; for `committedRevenue`. */
  readonly knownOn?: DateInput | null
}
