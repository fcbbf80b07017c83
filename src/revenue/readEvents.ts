import { check, checkObject, checkSome, eachItem, type Path } from '../internal/guard.js'
import { parseAmount, type ReadAmount, refuseAmount } from '../internal/money/decimal.js'
import { refuseSpend } from '../internal/money/exactSums.js'
import { amountList } from '../internal/rows/amountList.js'
import { billingWatch } from '../internal/rows/billingColumns.js'
import { idReader } from '../internal/rows/customers.js'
import { doubled } from '../internal/rows/doubled.js'
import { watchedRows } from '../internal/rows/nearMisses.js'
import { numberIds } from '../internal/rows/numbering.js'
import type { RowCounter } from '../internal/rows/readRows.js'
import { subscriptionReader } from '../internal/rows/subscriptionParts.js'
import { refuseSpan } from '../internal/rows/subscriptionSpans.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, OPEN, type ReadDay, readEnd } from '../internal/time/days.js'
import { currencyReader } from './currencies.js'
import type { Conversion, Exchange } from './exchange.js'
import type { RevenueLevel } from './revenueTally.js'

/** A subscription as it comes, before anything is known of it. */
interface RevenueEventRow {
  readonly customer: unknown
  readonly subscription?: unknown
  readonly startedOn: unknown
  readonly endedOn?: unknown
  readonly amount: unknown
  readonly changes?: unknown
  readonly currency?: unknown
}

const OPTIONAL = ['endedOn', 'changes', 'currency'] as const

/**
 * Changes of amount in sequence: account, day and difference. An account is a customer with all
 * their subscriptions, or one subscription.
 */
export interface RevenueEvents {
  readonly size: number
  /** These have room for more than `size`. */
  readonly accounts: Int32Array
  readonly days: Int32Array
  /** Cents, packed where all are. */
  readonly deltas: Float64Array | readonly ReadAmount[]
  /** How many accounts there are; they are numbered from 0. */
  readonly count: number
  /** The currency of the rows, where they name one. */
  readonly currency: string | undefined
}

/**
 * Reads rows as changes of amount before a day: at their start, in between, and at their end. What comes
 * later is judged and not kept. Amounts are converted where rates are given.
 */
export function eventCounter<Result>(
  metric: string,
  level: RevenueLevel,
  readDay: ReadDay,
  to: number,
  end: (events: RevenueEvents) => Result,
  exchange?: Exchange,
): RowCounter<Result> {
  let size = 0
  let accounts = new Int32Array(64)
  let days = new Int32Array(64)
  const amounts = amountList()
  const numbers = numberIds()
  const list: Path = ['rows']
  const readId = idReader(metric)
  const subscriptions = subscriptionReader(metric)
  const watchBilling = billingWatch(metric, readDay, 'amounts')
  const currencies = currencyReader(metric)
  const dated: DatedAmounts = { size: 0, days: [], amounts: [] }
  const addEvent = (
    account: number,
    day: number,
    delta: ReadAmount,
    conversion: Conversion | undefined,
  ): void => {
    if (day >= to) return
    conversion?.note(delta)
    if (size === days.length) {
      accounts = doubled(accounts)
      days = doubled(days)
    }
    accounts[size] = account
    days[size] = day
    amounts.push(conversion ? conversion.convert(delta) : delta)
    size++
  }
  const visit = (row: RevenueEventRow, index: number): void => {
    const { subscription, startedOn, endedOn, currency } = row
    const customer = readId(row.customer, list, index)
    const start = readDay(startedOn)
    const ended = readEnd(endedOn, readDay)
    if (!(ended >= start)) refuseSpan(metric, row, index, readDay)
    watchBilling(row, index, start, ended)
    const number = subscriptions.numberOf(subscription, index, customer, start, ended)
    const account = level === 'customer' ? numbers.numberOf(customer) : number
    readAmounts(metric, row, index, start, ended, readDay, dated)
    let isPaid = false
    for (let at = 0; at < dated.size; at++) isPaid ||= isSome(dated.amounts[at] as ReadAmount)
    // What costs nothing is of no currency.
    if (!exchange) currencies.read(currency, index, isPaid)
    else if (!isPaid) return
    const conversion = exchange?.conversionOf(currency, index)
    let before: ReadAmount = 0
    for (let at = 0; at < dated.size; at++) {
      const day = dated.days[at] as number
      const amount = dated.amounts[at] as ReadAmount
      if (isSome(before)) addEvent(account, day, -before, conversion)
      if (isSome(amount)) addEvent(account, day, amount, conversion)
      before = amount
    }
  }
  return watchedRows(metric, list, OPTIONAL, visit, (count, rows) => {
    checkSome(metric, ['rows'], rows, count, 'row')
    subscriptions.checkParts()
    return end({
      size,
      accounts,
      days,
      deltas: amounts.values(),
      count: level === 'customer' ? numbers.ids.length : subscriptions.count(),
      currency: exchange ? exchange.currency : currencies.known(),
    })
  })
}

/** Amounts in order of time, each with its first day. One row after another stands in the same lists. */
interface DatedAmounts {
  size: number
  readonly days: number[]
  readonly amounts: ReadAmount[]
}

/** Cents, and units below them, of which one may be 0 as well as the other. */
function isSome(amount: ReadAmount): boolean {
  return amount !== 0 && amount !== 0n
}

/** What a subscription brings in, from its start to its end; nothing where it lasted for no day. */
function readAmounts(
  metric: string,
  row: RevenueEventRow,
  index: number,
  start: number,
  end: number,
  readDay: ReadDay,
  dated: DatedAmounts,
): void {
  dated.size = 0
  const amount = readPart(metric, row.amount, index)
  // Who had a subscription for no day had none.
  const lasts = end > start
  if (lasts) addDated(dated, start, amount)
  if (row.changes !== undefined) {
    let last = start
    eachItem(metric, ['rows', index, 'changes'], row.changes, (item, at) => {
      const path: Path = ['rows', index, 'changes', at]
      const change = checkObject<{ readonly on: unknown; readonly amount: unknown }>(
        metric,
        path,
        item,
      )
      const day = checkDay(metric, [...path, 'on'], change.on, readDay)
      const expected = `a day after ${formatDay(last)} and before the end`
      check(metric, [...path, 'on'], change.on, day > last && day < end, expected, 'out-of-range')
      addDated(dated, day, readPart(metric, change.amount, index, at))
      last = day
    })
  }
  if (lasts && end !== OPEN) addDated(dated, end, 0)
}

function addDated(dated: DatedAmounts, day: number, amount: ReadAmount): void {
  dated.days[dated.size] = day
  dated.amounts[dated.size] = amount
  dated.size++
}

/** An amount of at least 0, of a row or of one of its changes; its path is built where it is refused. */
function readPart(metric: string, value: unknown, index: number, change?: number): ReadAmount {
  const amount = parseAmount(value)
  if (amount !== undefined && amount >= 0) return amount
  const path: Path = ['rows', index, ...(change === undefined ? [] : ['changes', change]), 'amount']
  return amount === undefined ? refuseAmount(metric, path, value) : refuseSpend(metric, path, value)
}
