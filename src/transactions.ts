import type { DecimalInput } from './internal/money/decimal.js'
import type { DateInput } from './internal/time/days.js'
import type { CustomerId } from './subscriptions.js'

export type { CustomerId, CustomerKey } from './subscriptions.js'

/** One purchase, or one line of it. */
export interface TransactionRow {
  /** The customer who bought. */
  readonly customer: CustomerId
  /** The day or instant of the purchase. */
  readonly on: DateInput
  /** The amount, in the one currency of the call. */
  readonly amount?: DecimalInput
}
