import { check, checkObject, checkSome, eachItem, type Path } from '../internal/guard.js'
import { parseAmount, type ReadAmount, refuseAmount } from '../internal/money/decimal.js'
import { readCurrency, refuseSpend } from '../internal/money/exactSums.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { watchedRows } from '../internal/rows/nearMisses.js'
import type { RowCounter } from '../internal/rows/readRows.js'
import { refuseSpan, subscriptionReader } from '../internal/rows/subscriptionSpans.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, OPEN, type ReadDay, readEnd } from '../internal/time/days.js'
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
  /** The row that named it. */
  first?: number
}

/** Reads rows as changes of amount: at their start, in between, and at their end. */
export function eventCounter<Result>(
  metric: string,
  level: RevenueLevel,
  readDay: ReadDay,
  end: (events: RevenueEvents) => Result,
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
  const readSubscription = subscriptionReader(metric)
  let read = 0
  const visit = (row: RevenueEventRow, index: number): void => {
    const { subscription, startedOn, endedOn, currency } = row
    const customer = readId(row.customer, list, index)
    const start = readDay(startedOn)
    const ended = readEnd(endedOn, readDay)
    if (!(ended >= start)) refuseSpan(metric, row, index, readDay)
    readSubscription(subscription, index)
    if (read === 0 || currency !== events.currency) readCurrency(metric, index, currency, events)
    let account = level === 'customer' ? numbers.get(customer) : read
    if (account === undefined) {
      account = numbers.size
      numbers.set(customer, account)
    }
    readRow(metric, row, index, account, start, ended, events, readDay)
    read++
  }
  return watchedRows(metric, list, OPTIONAL, visit, (count, rows) => {
    checkSome(metric, ['rows'], rows, count, 'row')
    events.count = level === 'customer' ? numbers.size : count
    return end(events)
  })
}

/** The changes of amount of one subscription. */
function readRow(
  metric: string,
  row: RevenueEventRow,
  index: number,
  account: number,
  start: number,
  end: number,
  events: RevenueEvents,
  readDay: ReadDay,
): void {
  let amount = parseAmount(row.amount)
  if (amount === undefined || amount < 0)
    refusePart(metric, ['rows', index, 'amount'], row.amount, amount)
  // Who had a subscription for no day had none.
  if (end > start) push(events, account, start, amount)
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
      const next = parseAmount(change.amount)
      if (next === undefined || next < 0)
        refusePart(metric, [...path, 'amount'], change.amount, next)
      push(events, account, day, -(amount as ReadAmount))
      push(events, account, day, next)
      last = day
      amount = next
    })
  }
  if (end > start && end !== OPEN) push(events, account, end, -amount)
}

function push(events: RevenueEvents, account: number, day: number, delta: ReadAmount): void {
  events.accounts.push(account)
  events.days.push(day)
  events.deltas.push(delta)
}

/** Refuses a malformed amount, or one below 0. */
function refusePart(
  metric: string,
  path: Path,
  value: unknown,
  amount: ReadAmount | undefined,
): never {
  if (amount === undefined) return refuseAmount(metric, path, value)
  return refuseSpend(metric, path, value)
}
