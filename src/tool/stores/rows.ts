import type { CustomerId, SubscriptionRow, TicketRow, TransactionRow } from 'customer-metrics'
import { dayText } from '../read/dates.js'
import type { CellValue } from '../read/format.js'
import { amountColumn, names, numberColumn, wholeColumn } from './columns.js'

/** Rows kept in columns: they are made again each time they are read. */
interface Rows<Row> extends Iterable<Row> {
  readonly visit: (row: readonly CellValue[]) => void
  readonly size: () => number
}

/** Rows that happen on days. */
export interface DayRows<Row> extends Rows<Row> {
  /** The last day on which anything happened, today at most; at least one row is needed. */
  readonly lastDay: () => string
}

const NO_DAY = -(2 ** 31)

const NO_REASON = -1

/** Day texts, made once a day. */
function dayTexts(): (day: number) => string {
  const known = new Map<number, string>()
  return (day) => {
    const text = known.get(day) ?? dayText(day)
    known.set(day, text)
    return text
  }
}

/** The last of the days up to today; where all are planned, the last of those. */
function lastDay(today: number): { take: (day: number) => void; get: () => string } {
  let last = NO_DAY
  let planned = NO_DAY
  return {
    take: (day) => {
      if (day > planned) planned = day
      if (day > last && day <= today) last = day
    },
    get: () => dayText(last === NO_DAY ? planned : last),
  }
}

/** Orders, whose customers are numbers; names stay here. */
export interface OrderRows extends DayRows<TransactionRow> {
  readonly nameOf: (customer: number) => string
}

/** Orders by customer, day and amount. */
export function orderRows(today: number): OrderRows {
  const customers = names()
  const who = wholeColumn()
  const days = wholeColumn()
  const amounts = amountColumn()
  const last = lastDay(today)
  return {
    visit: ([customer, day, amount]) => {
      who.push(customers.indexOf(customer as string))
      days.push(day as number)
      amounts.push(amount as string)
      last.take(day as number)
    },
    nameOf: customers.at,
    size: who.size,
    lastDay: last.get,
    *[Symbol.iterator]() {
      const text = dayTexts()
      for (let at = 0; at < who.size(); at++)
        yield { customer: who.at(at) as CustomerId, on: text(days.at(at)), amount: amounts.at(at) }
    },
  }
}

/** A subscription, with its amount where the file has one. */
type StoredSubscription = SubscriptionRow & { readonly amount: string | number }

/** Subscriptions, with reasons and amounts where the file has them. */
export interface SubscriptionRows extends DayRows<StoredSubscription> {
  readonly hasAmounts: () => boolean
}

/** Subscriptions by customer, first day and end. */
export function subscriptionRows(today: number): SubscriptionRows {
  const customers = names()
  const reasons = names()
  const who = wholeColumn()
  const starts = wholeColumn()
  const ends = wholeColumn()
  // Up to the last row that has one: a file without any costs nothing.
  const why = wholeColumn()
  const amounts = amountColumn()
  const last = lastDay(today)
  let priced = 0
  return {
    visit: ([customer, start, end, reason, amount]) => {
      who.push(customers.indexOf(customer as string))
      starts.push(start as number)
      ends.push(typeof end === 'number' ? end : NO_DAY)
      if (typeof reason === 'string') {
        while (why.size() < who.size() - 1) why.push(NO_REASON)
        why.push(reasons.indexOf(reason))
      }
      amounts.push(typeof amount === 'string' ? amount : '0')
      if (typeof amount === 'string') priced++
      last.take(start as number)
      if (typeof end === 'number') last.take(end)
    },
    size: who.size,
    lastDay: last.get,
    hasAmounts: () => priced > 0 && priced === who.size(),
    *[Symbol.iterator]() {
      const text = dayTexts()
      for (let at = 0; at < who.size(); at++) {
        const end = ends.at(at)
        const reason = at < why.size() ? why.at(at) : NO_REASON
        yield {
          customer: who.at(at),
          startedOn: text(starts.at(at)),
          endedOn: end === NO_DAY ? null : text(end),
          amount: amounts.at(at),
          ...(end !== NO_DAY && reason !== NO_REASON && { reason: reasons.at(reason) }),
        }
      }
    },
  }
}

/** Tickets, with their replies where the file has them. */
export interface TicketRows extends Rows<TicketRow> {
  readonly lastInstant: () => number
  /** Whether the file has replies at all: without any, nothing is known of them. */
  readonly hasReplies: () => boolean
}

/** Tickets by when they were opened, answered and resolved. */
export function ticketRows(now: number): TicketRows {
  const opened = numberColumn()
  const replied = numberColumn()
  const resolved = numberColumn()
  let last = Number.NEGATIVE_INFINITY
  let answered = 0
  const take = (value: CellValue | undefined): number => {
    if (typeof value !== 'number') return Number.NaN
    if (value > last && value <= now) last = value
    return value
  }
  const date = (value: number): Date | null => (Number.isNaN(value) ? null : new Date(value))
  return {
    visit: ([open, reply, resolve]) => {
      if (typeof reply === 'number') answered++
      opened.push(take(open))
      replied.push(take(reply))
      resolved.push(take(resolve))
    },
    size: opened.size,
    lastInstant: () => last,
    hasReplies: () => answered > 0,
    *[Symbol.iterator]() {
      for (let at = 0; at < opened.size(); at++)
        yield {
          openedAt: new Date(opened.at(at)),
          firstReplyAt: date(replied.at(at)),
          resolvedAt: date(resolved.at(at)),
        }
    },
  }
}
