import { type Path, refuse } from '../guard.js'
import { formatDay } from '../time/dayNumber.js'
import { checkDay, type ReadDay, readEnd } from '../time/days.js'
import { billingWatch } from './billingColumns.js'
import { type CustomerKey, idReader, type ReadId } from './customers.js'
import { doubled } from './doubled.js'
import { watchedRows } from './nearMisses.js'
import { numberIds } from './numbering.js'
import { type RowCounter, readNow } from './readRows.js'
import { subscriptionReader } from './subscriptionParts.js'

const ROWS: Path = ['rows']

/** The place before the first. */
const NONE = -1

/** What is read of rows beside their times, and for whom. */
interface SpanReading {
  /** Optional fields that are read, beside `endedOn`. */
  readonly reads?: readonly 'reason'[]
  /** Reads what else a row has to say. */
  readonly readMore?: (
    row: object,
    index: number,
    customer: CustomerKey,
    start: number,
    isFirst: boolean,
  ) => void
  readonly readId?: ReadId
  readonly level?: AccountLevel
}

/** Customers, and revenue, that came back within this many days are counted separately. */
export const REACTIVATION_DAYS = 90

/** Who comes and goes: customers with all their subscriptions, or single subscriptions. */
type AccountLevel = 'customer' | 'subscription'

/** An uninterrupted time as a customer: its first day, the first day without, and why it ended. */
export type SubscriptionSpan = readonly [start: number, end: number, reason?: string | undefined]

/** The part of a subscription that says when somebody was a customer. */
interface TimedRow {
  readonly customer: unknown
  readonly subscription?: unknown
  readonly startedOn: unknown
  readonly endedOn?: unknown
  readonly reason?: unknown
}

/**
 * Each customer's subscriptions, joined where they touch or overlap, in order of time. Rows of one
 * customer may stand anywhere: they are chained by index, not copied into a list each. What else a
 * row has to say is read on the way, with its customer, its first day, and whether it is their first row.
 * At the other level each subscription is followed for itself, as if it were a customer.
 */
export function customerCounter<Result>(
  metric: string,
  readDay: ReadDay,
  visit: (spans: readonly SubscriptionSpan[], customer: CustomerKey) => void,
  end: (count: number, rows: unknown) => Result,
  { reads = [], readMore, readId = idReader(metric), level = 'customer' }: SpanReading = {},
): RowCounter<Result> {
  // First day, end, and the account's stretch before: three numbers for each stretch.
  let chain = new Int32Array(3 * 64)
  let size = 0
  const reasons = new Map<number, string>()
  const accounts = numberIds()
  const latest: number[] = []
  const subscriptions = subscriptionReader(metric)
  const watchBilling = billingWatch(metric, readDay, 'time')
  return watchedRows<TimedRow, Result>(
    metric,
    ROWS,
    ['endedOn', ...reads],
    (row, index) => {
      const { startedOn, endedOn, reason, subscription } = row
      const customer = readId(row.customer, ROWS, index)
      const start = readDay(startedOn)
      const ended = readEnd(endedOn, readDay)
      if (!(ended >= start)) refuseSpan(metric, row, index, readDay)
      watchBilling(row, index, start, ended)
      const number = subscriptions.numberOf(subscription, index, customer, start, ended)
      const account = level === 'customer' ? customer : number
      const cause = reason == null ? undefined : checkReason(metric, index, reason)
      readMore?.(row, index, customer, start, accounts.find(account) === undefined)
      // Nobody was a customer for no day: a subscription that ended on its first day never was one.
      if (start === ended) return
      if (cause !== undefined) reasons.set(size, cause)
      const owner = accounts.numberOf(account)
      if (3 * size === chain.length) chain = doubled(chain)
      chain[3 * size] = start
      chain[3 * size + 1] = ended
      chain[3 * size + 2] = latest[owner] ?? NONE
      latest[owner] = size++
    },
    (count, rows) => {
      subscriptions.checkParts()
      const isSaid = reasons.size > 0
      for (const [account, customer] of accounts.ids.entries()) {
        const stretches: SubscriptionSpan[] = []
        for (let at = latest[account] as number; at !== NONE; at = chain[3 * at + 2] as number) {
          const [start, end] = [chain[3 * at] as number, chain[3 * at + 1] as number]
          stretches.push(isSaid ? [start, end, reasons.get(at)] : [start, end])
        }
        visit(joinSpans(stretches), customer)
      }
      return end(count, rows)
    },
  )
}

/** {@link customerCounter} of rows that are there; returns their number. */
export function eachCustomer(
  metric: string,
  rows: unknown,
  readDay: ReadDay,
  visit: (spans: readonly SubscriptionSpan[], customer: CustomerKey) => void,
  reading: SpanReading = {},
): number {
  const counter = customerCounter(metric, readDay, visit, (count) => count, reading)
  return readNow(metric, ROWS, rows, counter)
}

/** Why a subscription ended. */
function checkReason(metric: string, index: number, reason: unknown): string {
  if (typeof reason === 'string' && reason !== '') return reason
  const path: Path = ['rows', index, 'reason']
  return refuse(metric, path, reason, 'a string that is not empty', 'invalid')
}

/** Says what is wrong with the days of a row; paths are built for that one only. */
export function refuseSpan(metric: string, row: TimedRow, index: number, readDay: ReadDay): never {
  const path = (field: string): Path => ['rows', index, field]
  const start = checkDay(metric, path('startedOn'), row.startedOn, readDay)
  checkDay(metric, path('endedOn'), row.endedOn, readDay)
  const expected = `a day from ${formatDay(start)} on`
  return refuse(metric, path('endedOn'), row.endedOn, expected, 'out-of-range')
}

/** Stretches in order of time, those that touch or overlap made one, which ends as its last does. */
function joinSpans(spans: SubscriptionSpan[]): readonly SubscriptionSpan[] {
  if (spans.length === 1) return spans
  sortSpans(spans)
  const joined: SubscriptionSpan[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span[0] <= last[1]) joined[joined.length - 1] = [last[0], ...laterEnd(last, span)]
    else joined.push(span)
  }
  return joined
}

/** Most customers have few stretches, which are in order as soon as one is moved. */
function sortSpans(spans: SubscriptionSpan[]): void {
  if (spans.length > FEW) {
    spans.sort((a, b) => a[0] - b[0])
    return
  }
  for (let at = 1; at < spans.length; at++) {
    const span = spans[at] as SubscriptionSpan
    let place = at
    while (place > 0 && (spans[place - 1] as SubscriptionSpan)[0] > span[0]) {
      spans[place] = spans[place - 1] as SubscriptionSpan
      place--
    }
    spans[place] = span
  }
}

const FEW = 12

/** The later of two ends; of two reasons for one end, the first in order of the alphabet. */
function laterEnd(
  [, end, reason]: SubscriptionSpan,
  [, otherEnd, otherReason]: SubscriptionSpan,
): readonly [end: number, reason: string | undefined] {
  if (end !== otherEnd) return end > otherEnd ? [end, reason] : [otherEnd, otherReason]
  if (reason === undefined || otherReason === undefined) return [end, reason ?? otherReason]
  return [end, reason < otherReason ? reason : otherReason]
}
