import type { DateInput } from './internal/calendar.js'
import type { DecimalInput } from './internal/decimal.js'

export type { DateInput } from './internal/calendar.js'
export type { Decimal, DecimalInput } from './internal/decimal.js'

/**
 * Who a row is about. A number and a string are different customers, even if they print the same.
 */
export type CustomerId = string | number

/** One subscription of one customer; a customer may have several, overlapping or with gaps. */
export interface SubscriptionRow {
  /** Whose subscription it is. */
  readonly customer: CustomerId
  /** First day with the subscription. */
  readonly startedOn: DateInput
  /** First day without it; `null` or absent while it runs. */
  readonly endedOn?: DateInput | null
  /** What it brings in per period, in the one currency of the call. */
  readonly amount?: DecimalInput
}
