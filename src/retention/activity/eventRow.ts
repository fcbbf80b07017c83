import type { DecimalInput } from '../../internal/money/decimal.js'
import type { DateInput } from '../../internal/time/days.js'
import type { CustomerId } from '../../subscriptions.js'

/** Something that a customer did: a visit, an order, a message. */
export interface EventRow {
  /** The customer. */
  readonly customer: CustomerId
  /** The day or instant of it. */
  readonly on: DateInput
  /** Its amount, in the one currency of the call. Either all rows have an amount, or none. */
  readonly amount?: DecimalInput
}
