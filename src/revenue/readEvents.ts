import { check, checkObject, checkSome, eachItem, type Path } from '../internal/guard.js'
import { parseAmount, type ReadAmount, refuseAmount } from '../internal/money/decimal.js'
import { refuseSpend } from '../internal/money/exactSums.js'
import { billingWatch } from '../internal/rows/billingColumns.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { watchedRows } from '../internal/rows/nearMisses.js'
import type { RowCounter } from '../internal/rows/readRows.js'
import { subscriptionReader } from '../internal/rows/subscriptionParts.js'
import { refuseSpan } from '../internal/rows/subscriptionSpans.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, OPEN, type ReadDay, readEnd } from '../internal/time/days.js'
import { currencyReader } from './currencies.js'
import type { Exchange } from './exchange.js'
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
  readonly accounts: number[]
  readonly days: number[]
  readonly deltas: ReadAmount[]
  /** How many accounts there are; they are numbered from 0. */
  count: number
  /** The currency of the rows, where they name one. */
  currency: string | undefined
}

/** The rates by which amounts are converted, and the first day that is not counted. */
export interface Converted {
  readonly exchange: Exchange
  readonly to: number
}

/** Reads rows as changes of amount: at their start, in between, and at their end. */
export function eventCounter<Result>(
  metric: string,
  level: RevenueLevel,
  readDay: ReadDay,
  end: (events: RevenueEvents) => Result,
  converted?: Converted,
): RowCounter<Result> {
  const events: RevenueEvents = {
    accounts: [],
    days: [],
    deltas: [],
    count: 0,
    currency: undefined,
  }
  const numbers = new Map<CustomerKey, number>()
  const list: Path = ['rows']
  const readId = idReader(metric)
  const subscriptions = subscriptionReader(metric)
  const watchBilling = billingWatch(metric, readDay, 'amounts')
  const currencies = currencyReader(metric)
  const dated: DatedAmounts = { days: [], amounts: [] }
  const visit = (row: RevenueEventRow, index: number): void => {
    const { subscription, startedOn, endedOn, currency } = row
    const customer = readId(row.customer, list, index)
    const start = readDay(startedOn)
    const ended = readEnd(endedOn, readDay)
    if (!(ended >= start)) refuseSpan(metric, row, index, readDay)
    watchBilling(row, index, start, ended)
    const number = subscriptions.numberOf(subscription, index, customer, start, ended)
    let account = level === 'customer' ? numbers.get(customer) : number
    if (account === undefined) {
      account = numbers.size
      numbers.set(customer, account)
    }
    readAmounts(metric, row, index, start, ended, readDay, dated)
    const isPaid = dated.amounts.some(isSome)
    // What costs nothing is of no currency.
    if (!converted) currencies.read(currency, index, isPaid)
    else if (!isPaid) return
    const conversion = converted?.exchange.conversionOf(currency, index)
    let before: ReadAmount = 0
    for (let at = 0; at < dated.days.length; at++) {
      const day = dated.days[at] as number
      const amount = dated.amounts[at] as ReadAmount
      const note = converted && day < converted.to ? conversion?.note : undefined
      for (const delta of [-before, amount])
        if (isSome(delta)) {
          note?.(delta)
          events.accounts.push(account)
          events.days.push(day)
          events.deltas.push(conversion ? conversion.convert(delta) : delta)
        }
      before = amount
    }
  }
  return watchedRows(metric, list, OPTIONAL, visit, (count, rows) => {
    checkSome(metric, ['rows'], rows, count, 'row')
    subscriptions.checkParts()
    events.currency = converted ? converted.exchange.currency : currencies.known()
    events.count = level === 'customer' ? numbers.size : subscriptions.count()
    return end(events)
  })
}

/** Amounts in order of time, each with its first day. One row after another stands in them. */
interface DatedAmounts {
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
  { days, amounts }: DatedAmounts,
): void {
  days.length = 0
  amounts.length = 0
  const add = (day: number, amount: ReadAmount): void => {
    // Who had a subscription for no day had none.
    if (end === start) return
    days.push(day)
    amounts.push(amount)
  }
  add(start, readPart(metric, row.amount, index))
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
      add(day, readPart(metric, change.amount, index, at))
      last = day
    })
  }
  if (end !== OPEN) add(end, 0)
}

/** An amount of at least 0, of a row or of one of its changes; its path is built where it is refused. */
function readPart(metric: string, value: unknown, index: number, change?: number): ReadAmount {
  const amount = parseAmount(value)
  if (amount !== undefined && amount >= 0) return amount
  const path: Path = ['rows', index, ...(change === undefined ? [] : ['changes', change]), 'amount']
  return amount === undefined ? refuseAmount(metric, path, value) : refuseSpend(metric, path, value)
}
