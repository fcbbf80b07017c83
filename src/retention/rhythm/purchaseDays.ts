import { checkSome } from '../../internal/guard.js'
import { parseAmount, refuseAmount } from '../../internal/money/decimal.js'
import type { CustomerKey } from '../../internal/rows/customers.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader } from '../../internal/time/days.js'
import { arrange, customerIndex, type LaterPolicy, readCells } from '../activity/activityGrid.js'

/** The days up to which purchases are known, and how rows are read. */
export interface PurchaseDayOptions {
  /** Last day whose transactions are known, itself included. */
  readonly asOf: DateInput
  /**
   * Whether transactions after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** What was left out of the rows, as in results. */
export interface RowsLeftOut {
  /** Rows after `asOf`, left out. */
  readonly laterRows: number
  /** Rows with an amount below 0, left out: refunds are no purchase. */
  readonly refundRows: number
}

/**
 * Visits the days on which each customer bought, in order. Purchases on one day are one. A negative
 * amount is not a purchase. What was left out is counted.
 */
export function eachPurchaseDays(
  metric: string,
  transactions: unknown,
  given: PurchaseDayOptions,
  visit: (days: Int32Array, asOf: number, customer: CustomerKey) => void,
): RowsLeftOut & { readonly asOf: string } {
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const index = customerIndex(metric)
  const rules = { metric, path: ['rows'], readDay, asOf, later: given.later } as const
  const slotOf = (day: number): number => day
  const amounts = { parse: parseAmount, refuse: refuseAmount }
  const cells = readCells({ ...rules, slotOf, amounts, counts: false }, transactions, index)
  checkSome(metric, ['rows'], transactions, index.numbers.ids.length, 'customer who had bought')
  const { slots, starts } = arrange(cells, index.numbers.ids.length)
  for (const [owner, customer] of index.numbers.ids.entries())
    visit(slots.subarray(starts[owner], starts[owner + 1]), asOf, customer)
  const { laterRows, refundRows } = cells
  return { asOf: formatDay(asOf), laterRows, refundRows }
}
