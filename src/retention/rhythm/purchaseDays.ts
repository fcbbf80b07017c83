import { checkSome } from '../../internal/guard.js'
import { parseAmount, refuseAmount } from '../../internal/money/decimal.js'
import type { CustomerKey } from '../../internal/rows/customers.js'
import { checkDay, type DateInput, dayReader } from '../../internal/time/days.js'
import { arrange, customerIndex, type LaterPolicy, readCells } from '../activity/activityGrid.js'

/** What is known of purchases, and until when. */
export interface PurchaseDayOptions {
  /** Last day whose transactions are known, itself included. */
  readonly asOf: DateInput
  /**
   * What is done with transactions after `asOf`: leave them out, or refuse the call. Required where
   * there are any.
   */
  readonly later?: LaterPolicy
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/**
 * Visits the days on which each customer bought, in order. Purchases of one day are one, and a
 * negative amount is none.
 */
export function eachPurchaseDays(
  metric: string,
  transactions: unknown,
  given: PurchaseDayOptions,
  visit: (days: Int32Array, asOf: number, customer: CustomerKey) => void,
): number {
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkDay(metric, ['asOf'], given.asOf, readDay)
  const index = customerIndex(metric)
  const rules = { metric, path: ['rows'], readDay, asOf, later: given.later } as const
  const slotOf = (day: number): number => day
  const amounts = { parse: parseAmount, refuse: refuseAmount }
  const cells = readCells({ ...rules, slotOf, amounts, counts: false }, transactions, index)
  checkSome(metric, ['rows'], transactions, index.numbers.size, 'customer who had bought')
  const { slots, starts } = arrange(cells, index.numbers.size)
  for (const [customer, owner] of index.numbers)
    visit(slots.subarray(starts[owner], starts[owner + 1]), asOf, customer)
  return asOf
}
