import { check, checkSome, type Path } from '../internal/guard.js'
import { parseAmount, type ReadAmount, refuseAmount } from '../internal/money/decimal.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { eachRowOf } from '../internal/rows/nearMisses.js'
import { checkDay, type ReadDay } from '../internal/time/days.js'
import type { DecimalInput } from '../subscriptions.js'
import type { CustomerId, TransactionRow } from '../transactions.js'

/** One sale, one line of it, or a refund. */
export interface SaleRow extends TransactionRow {
  /** The amount, in the one currency of the call; below 0 for a refund. */
  readonly amount: DecimalInput
  /** The order that the row belongs to. Either all rows have one, or each row is an order. */
  readonly order?: CustomerId
}

/** A sale as read. */
export interface Sale {
  readonly customer: CustomerKey
  readonly day: number
  readonly amount: ReadAmount
  /** The id of its order; that of the row where rows have none. */
  readonly order: CustomerKey
}

/** Reads sales as they stand. Rows without orders are one each, unless orders are needed. */
export function readSales(
  metric: string,
  rows: unknown,
  readDay: ReadDay,
  areNeeded = false,
): Sale[] {
  const list: Path = ['rows']
  const readCustomer = idReader(metric)
  const readOrder = idReader(metric, 'order')
  const sales: Sale[] = []
  let hasOrders: boolean | undefined
  eachRowOf<SaleRow>(metric, list, rows, ['order'], (row, index) => {
    const customer = readCustomer(row.customer, list, index)
    const day = readDay(row.on)
    if (Number.isNaN(day)) checkDay(metric, [...list, index, 'on'], row.on, readDay)
    const amount =
      parseAmount(row.amount) ?? refuseAmount(metric, [...list, index, 'amount'], row.amount)
    const isOrder = row.order !== undefined
    hasOrders ??= isOrder || areNeeded
    const expected = hasOrders
      ? 'the id of an order, as all rows have one'
      : 'undefined as in rows[0]'
    check(metric, [...list, index, 'order'], row.order, hasOrders === isOrder, expected, 'mismatch')
    const order = isOrder ? readOrder(row.order, list, index) : index
    sales.push({ customer, day, amount, order })
  })
  checkSome(metric, list, rows, sales.length, 'sale')
  return sales
}
