import { check, eachRow, type Path, refuse } from '../guard.js'
import { formatDay } from '../time/dayNumber.js'
import { checkDay, type ReadDay } from '../time/days.js'
import { checkCustomer, ID, isCustomer } from './customers.js'

/** Customers, and revenue, that came back within this many days are counted separately. */
export const REACTIVATION_DAYS = 90

/** The day after every day: where a subscription ends that has not ended. */
export const OPEN = 3_000_000

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

/** Refuses what is not a subscription's own id, and an id that another row has. */
export function checkSubscription(
  metric: string,
  index: number,
  value: unknown,
  known: Set<unknown>,
): void {
  const before = known.size
  if (isCustomer(value) && known.add(value).size > before) return
  const path: Path = ['rows', index, 'subscription']
  check(metric, path, value, isCustomer(value), ID, 'invalid')
  refuse(metric, path, value, 'an id that no other row has', 'mismatch')
}

/**
 * Each customer's subscriptions, joined where they touch or overlap, in order of time. Rows of one
 * customer may stand anywhere: they are chained by index, not copied into a list each. What else a
 * row has to say is read on the way, with whether it is its customer's first, and its first day.
 */
export function eachCustomer(
  metric: string,
  rows: unknown,
  readDay: ReadDay,
  visit: (spans: readonly SubscriptionSpan[], customer: string | number) => void,
  readMore?: (row: object, index: number, isFirst: boolean, start: number) => void,
): number {
  const starts: number[] = []
  const ends: number[] = []
  const previous: number[] = []
  const reasons = new Map<number, string>()
  const latest = new Map<string | number, number>()
  const known = new Set<unknown>()
  eachRow<TimedRow>(metric, ['rows'], rows, (row, index) => {
    const { customer, startedOn, endedOn, reason, subscription } = row
    const start = readDay(startedOn)
    const end = endedOn == null ? OPEN : readDay(endedOn)
    if (!isCustomer(customer) || !(end >= start))
      return refuseSubscription(metric, row, index, readDay)
    if (subscription !== undefined) checkSubscription(metric, index, subscription, known)
    if (reason != null) reasons.set(index, checkReason(metric, index, reason))
    readMore?.(row, index, !latest.has(customer), start)
    starts.push(start)
    ends.push(end)
    previous.push(latest.get(customer) ?? -1)
    latest.set(customer, index)
  })
  for (const [customer, last] of latest) {
    const stretches: SubscriptionSpan[] = []
    for (let at = last; at >= 0; at = previous[at] as number)
      stretches.push([starts[at] as number, ends[at] as number, reasons.get(at)])
    visit(joinSpans(stretches), customer)
  }
  return latest.size
}

/** Why a subscription ended. */
function checkReason(metric: string, index: number, reason: unknown): string {
  if (typeof reason === 'string' && reason !== '') return reason
  const path: Path = ['rows', index, 'reason']
  return refuse(metric, path, reason, 'a string that is not empty', 'invalid')
}

/** Says what is wrong with a row that was found wrong; paths are built for that one only. */
export function refuseSubscription(
  metric: string,
  row: TimedRow,
  index: number,
  readDay: ReadDay,
): void {
  const path = (field: string): Path => ['rows', index, field]
  checkCustomer(metric, path('customer'), row.customer)
  const start = checkDay(metric, path('startedOn'), row.startedOn, readDay)
  checkDay(metric, path('endedOn'), row.endedOn, readDay)
  const expected = `a day from ${formatDay(start)} on`
  refuse(metric, path('endedOn'), row.endedOn, expected, 'out-of-range')
}

/** Stretches in order of time, those that touch or overlap made one, which ends as its last does. */
function joinSpans(spans: SubscriptionSpan[]): readonly SubscriptionSpan[] {
  if (spans.length === 1) return spans
  spans.sort((a, b) => a[0] - b[0])
  const joined: SubscriptionSpan[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span[0] <= last[1]) joined[joined.length - 1] = [last[0], ...laterEnd(last, span)]
    else joined.push(span)
  }
  return joined
}

/** The later of two ends; of two reasons for one end, the first in order of the alphabet. */
function laterEnd(
  [, end, reason]: SubscriptionSpan,
  [, otherEnd, otherReason]: SubscriptionSpan,
): readonly [end: number, reason: string | undefined] {
  if (end !== otherEnd) return end > otherEnd ? [end, reason] : [otherEnd, otherReason]
  if (reason === undefined || otherReason === undefined) return [end, reason ?? otherReason]
  return [end, reason < otherReason ? reason : otherReason]
}
