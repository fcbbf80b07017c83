import { checkDay, formatDay, type ReadDay } from '../internal/calendar.js'
import { parseAmount, type ReadAmount, refuseAmount } from '../internal/decimal.js'
import { check, checkObject, checkSome, eachItem, eachRow, type Path } from '../internal/guard.js'
import { checkSubscription, isCustomer, OPEN, refuseRow } from '../internal/stretches.js'
import { checkSpend } from '../internal/sums.js'
import type { RevenueLevel } from './tallyRevenue.js'

/** A subscription as it comes, before anything is known of it. */
interface Row {
  readonly customer: unknown
  readonly subscription?: unknown
  readonly startedOn: unknown
  readonly endedOn?: unknown
  readonly amount: unknown
  readonly changes?: unknown
  readonly currency?: unknown
}

/** Changes of amount: day, by how much, and the one before it of the same account. */
interface Events {
  readonly days: number[]
  readonly deltas: ReadAmount[]
  readonly previous: number[]
}

/**
 * Each account's changes of amount in order of time, as indexes into the days and deltas of all: an
 * account is a customer with all their subscriptions, or one subscription. The indexes are only good
 * until the next account. Returns the currency of the rows, where they name one.
 */
export function eachAccount(
  metric: string,
  rows: unknown,
  level: RevenueLevel,
  readDay: ReadDay,
  visit: (
    days: readonly number[],
    deltas: readonly ReadAmount[],
    events: readonly number[],
  ) => void,
): string | undefined {
  const events: Events = { days: [], deltas: [], previous: [] }
  const latest = new Map<unknown, number>()
  const known = new Set<unknown>()
  let currency: string | undefined
  const count = eachRow<Row>(metric, ['rows'], rows, (row, index) => {
    const start = readDay(row.startedOn)
    const end = row.endedOn == null ? OPEN : readDay(row.endedOn)
    if (!isCustomer(row.customer) || !(end >= start)) return refuseRow(metric, row, index, readDay)
    if (row.subscription !== undefined) checkSubscription(metric, index, row.subscription, known)
    if (index === 0) currency = row.currency as string | undefined
    if (row.currency !== currency || index === 0)
      checkCurrency(metric, index, row.currency, currency)
    const account = level === 'customer' ? row.customer : index
    latest.set(
      account,
      readRow(metric, row, index, [start, end], latest.get(account) ?? -1, events, readDay),
    )
  })
  checkSome(metric, ['rows'], rows, count, 'row')
  const { days, deltas, previous } = events
  const inOrder = (a: number, b: number): number => (days[a] as number) - (days[b] as number)
  for (const last of latest.values()) {
    const own: number[] = []
    for (let at = last; at >= 0; at = previous[at] as number) own.push(at)
    if (own.length > 1) own.reverse().sort(inOrder)
    visit(days, deltas, own)
  }
  return currency
}

/** The changes of amount of a subscription: at its start, in between, and at its end. */
function readRow(
  metric: string,
  row: Row,
  index: number,
  [start, end]: readonly [number, number],
  before: number,
  { days, deltas, previous }: Events,
  readDay: ReadDay,
): number {
  const push = (day: number, delta: ReadAmount): void => {
    previous.push(days.length === first ? before : days.length - 1)
    days.push(day)
    deltas.push(delta)
  }
  const first = days.length
  let amount = readPart(metric, row.amount, () => ['rows', index, 'amount'])
  push(start, amount)
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
      last = day
      const next = readPart(metric, change.amount, () => [...path, 'amount'])
      push(day, -amount)
      push(day, next)
      amount = next
    })
  }
  if (end !== OPEN) push(end, -amount)
  return days.length - 1
}

/** An amount of at least 0; its path is built only to refuse it. */
function readPart(metric: string, value: unknown, path: () => Path): ReadAmount {
  const amount = parseAmount(value) ?? refuseAmount(metric, path(), value)
  if (amount < 0) checkSpend(metric, path(), value, amount)
  return amount
}

/** One currency for all rows, or none. */
function checkCurrency(metric: string, index: number, value: unknown, first: unknown): void {
  const path: Path = ['rows', index, 'currency']
  const isName = value === undefined || (typeof value === 'string' && value !== '')
  check(metric, path, value, isName, 'a currency such as EUR', 'invalid')
  check(metric, path, value, value === first, `${String(first)} as in rows[0]`, 'mismatch')
}
