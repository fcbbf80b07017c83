import type { DecimalInput } from '../../internal/money/decimal.js'
import type { DateInput } from '../../internal/time/days.js'
import type { CustomerId } from '../../subscriptions.js'

/** Something that a customer did: a visit, an order, a message. */
export interface EventRow {
  /** The customer. */
  readonly customer: CustomerId
  /** When. */
  readonly on: DateInput
  /** What it brought in, in the one currency of the call; all rows have one, or none. */
  readonly amount?: DecimalInput
}
