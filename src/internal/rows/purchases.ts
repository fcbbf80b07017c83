import { check, type Path } from '../guard.js'
import {
  addAmount,
  type ExactSum,
  emptySum,
  parseAmount,
  type ReadAmount,
  refuseAmount,
} from '../money/decimal.js'
import type { ReadDay } from '../time/days.js'
import { checkDay } from '../time/days.js'
import { amountList } from './amountList.js'
import { type CustomerKey, idReader, type ReadId } from './customers.js'
import { doubled } from './doubled.js'
import { watchedRows } from './nearMisses.js'
import { numberIds } from './numbering.js'
import { type RowCounter, readNow } from './readRows.js'

const ROWS: Path = ['rows']

/** The place before the first. */
const NONE = -1

/** One transaction as read: its day, and its amount where the rows have amounts. */
export interface Purchase {
  readonly day: number
  readonly amount: ReadAmount
}

interface PurchaseRow {
  readonly customer: unknown
  readonly on: unknown
  readonly amount?: unknown
}

/** What is known of the rows as a whole. */
export interface PurchaseRows {
  /** Rows read, up to the last day known. */
  readonly rows: number
  /** Whether they have amounts: all of them, or none. */
  readonly hasAmounts: boolean
}

/**
 * Each customer's transactions up to a day, in order of time. Rows of one customer may stand anywhere:
 * they are chained by index, not copied into a list each.
 */
export function buyerCounter<Result>(
  metric: string,
  readDay: ReadDay,
  asOf: number,
  visit: (purchases: readonly Purchase[], customer: CustomerKey, rows: PurchaseRows) => void,
  end: (read: PurchaseRows, rows: unknown) => Result,
  readId: ReadId = idReader(metric),
): RowCounter<Result> {
  // The day, and the customer's transaction before: two numbers for each.
  let chain = new Int32Array(2 * 64)
  let size = 0
  const list = amountList()
  const customers = numberIds()
  const latest: number[] = []
  let hasAmounts: boolean | undefined
  let first = 0
  const visitRow = (row: PurchaseRow, index: number): void => {
    const { on, amount } = row
    const customer = readId(row.customer, ROWS, index)
    const day = readDay(on)
    const parsed = amount === undefined ? 0 : parseAmount(amount)
    if (hasAmounts === undefined) first = index
    hasAmounts ??= amount !== undefined
    const agrees = hasAmounts === (amount !== undefined)
    if (Number.isNaN(day) || parsed === undefined || !agrees)
      refusePurchase(metric, row, index, readDay, hasAmounts, first)
    if (day > asOf) return
    const owner = customers.numberOf(customer)
    if (2 * size === chain.length) chain = doubled(chain)
    chain[2 * size] = day
    chain[2 * size + 1] = latest[owner] ?? NONE
    latest[owner] = size++
    list.push(parsed)
  }
  return watchedRows(metric, ROWS, ['amount'], visitRow, (_, rows) => {
    const read = { rows: size, hasAmounts: hasAmounts ?? false }
    const amounts = list.values()
    for (const [owner, customer] of customers.ids.entries()) {
      const purchases: Purchase[] = []
      for (let at = latest[owner] as number; at !== NONE; at = chain[2 * at + 1] as number)
        purchases.push({ day: chain[2 * at] as number, amount: amounts[at] as ReadAmount })
      visit(
        purchases.sort((a, b) => a.day - b.day),
        customer,
        read,
      )
    }
    return end(read, rows)
  })
}

/** The same of rows that are there at once. */
export function eachBuyer(
  metric: string,
  rows: unknown,
  readDay: ReadDay,
  asOf: number,
  visit: (purchases: readonly Purchase[], customer: CustomerKey, rows: PurchaseRows) => void,
  readId?: ReadId,
): PurchaseRows {
  const counter = buyerCounter(metric, readDay, asOf, visit, (read) => read, readId)
  return readNow(metric, ['rows'], rows, counter)
}

/** The exact sum of some transactions. */
export function amountOfPurchases(purchases: Iterable<Purchase>): ExactSum {
  const sum = emptySum()
  for (const { amount } of purchases) addAmount(sum, amount)
  return sum
}

/** Says what is wrong with a row that was found wrong; paths are built for that one only. */
function refusePurchase(
  metric: string,
  row: PurchaseRow,
  index: number,
  readDay: ReadDay,
  hasAmounts: boolean,
  first: number,
): never {
  const path = (field: string): Path => ['rows', index, field]
  checkDay(metric, path('on'), row.on, readDay)
  const agrees = hasAmounts === (row.amount !== undefined)
  const expected = `${hasAmounts ? 'an amount' : 'undefined'} as in rows[${first}]`
  check(metric, path('amount'), row.amount, agrees, expected, 'mismatch')
  return refuseAmount(metric, path('amount'), row.amount)
}
/** What negative amounts are: the choice is required where there are any. */
export function checkRefunds(metric: string, refunds: unknown): void {
  const expected = 'one of ignore, net, which is required where amounts are negative'
  check(metric, ['refunds'], refunds, refunds === 'ignore' || refunds === 'net', expected)
}
