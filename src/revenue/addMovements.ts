import { REACTIVATION_DAYS } from '../internal/rows/subscriptionSpans.js'
import { unitsBetween } from '../internal/time/periods.js'
import type { RevenueEvents } from './readEvents.js'

/** Before every day: where nothing was lost yet, or nothing has come. */
const NEVER = -3_000_000

/** Revenue when the first window opens, and the sum of each movement in each window. */
export interface MovementSums {
  opening: number
  readonly new: number[]
  readonly expansion: number[]
  readonly contraction: number[]
  readonly churned: number[]
  readonly reactivation: number[]
  readonly reactivationWithinMonth: number[]
  readonly reactivationWithin90Days: number[]
}

/**
 * Indexes of the events before the last bound, account by account and each in order of time: sorted
 * by day and then by account, both times by counting.
 */
export function inOrder(
  { accounts, days, count }: RevenueEvents,
  bounds: readonly number[],
): Uint32Array {
  const last = bounds.at(-1) as number
  let first = last
  let events = 0
  for (let at = 0; at < days.length; at++) {
    const day = days[at] as number
    if (day >= last) continue
    events++
    if (day < first) first = day
  }
  const byDay = new Uint32Array(events)
  const dayStarts = new Uint32Array(last - first + 1)
  const accountStarts = new Uint32Array(count + 1)
  for (let at = 0; at < days.length; at++) {
    const day = days[at] as number
    if (day >= last) continue
    increase(dayStarts, day - first + 1)
    increase(accountStarts, (accounts[at] as number) + 1)
  }
  for (let at = 1; at < dayStarts.length; at++) increase(dayStarts, at, dayStarts[at - 1])
  for (let at = 1; at < accountStarts.length; at++)
    increase(accountStarts, at, accountStarts[at - 1])
  for (let at = 0; at < days.length; at++) {
    const day = days[at] as number
    if (day < last) byDay[increase(dayStarts, day - first)] = at
  }
  const order = new Uint32Array(events)
  for (const at of byDay) order[increase(accountStarts, accounts[at] as number)] = at
  return order
}

/** Adds to a place of an array and says what it held before. */
function increase(array: Uint32Array, at: number, by = 1): number {
  const before = array[at] as number
  array[at] = before + by
  return before
}

/**
 * Goes through the events of each account and puts what it brought in at both ends of each window into
 * the one movement that it is. `zero` says what is added: numbers, or bigints under their name.
 */
export function addMovements(
  { accounts, days }: RevenueEvents,
  deltas: readonly number[],
  order: Uint32Array,
  bounds: readonly number[],
  zero: number,
): MovementSums {
  const sums = emptySums(bounds.length - 1, zero)
  const windowOf = windowTable(bounds)
  const first = bounds[0] as number
  for (let at = 0; at < order.length; ) {
    const account = accounts[order[at] as number]
    let amount = zero
    let lostOn = NEVER
    let cameOn = NEVER
    // The window that is gone through, and how things stood when it opened.
    let window = -1
    let before = zero
    let lostBefore = NEVER
    let event = order[at] as number
    let isOpen = false
    while (at < order.length && accounts[event] === account) {
      const day = days[event] as number
      if (day >= first) {
        if (!isOpen) sums.opening += amount
        isOpen = true
        const next = windowOf[day - first] as number
        if (next !== window) {
          if (window >= 0) closeCustomer(sums, window, before, amount, lostBefore, cameOn)
          window = next
          before = amount
          lostBefore = lostOn
          cameOn = NEVER
        }
      }
      const had = amount > 0
      // What a day brings and takes counts together, in whatever order it comes.
      do {
        amount += deltas[event] as number
        event = order[++at] as number
      } while (at < order.length && accounts[event] === account && days[event] === day)
      const has = amount > 0
      if (had && !has) lostOn = day
      else if (!had && has && cameOn === NEVER) cameOn = day
    }
    if (!isOpen) sums.opening += amount
    if (window >= 0) closeCustomer(sums, window, before, amount, lostBefore, cameOn)
  }
  return sums
}

/** The movement between what an account brought in before a window and what it does after it. */
function closeCustomer(
  sums: MovementSums,
  window: number,
  before: number,
  after: number,
  lostBefore: number,
  cameOn: number,
): void {
  if (after === before) return
  if (before > 0) {
    if (!(after > 0)) add(sums.churned, window, before)
    else if (after > before) add(sums.expansion, window, after - before)
    else add(sums.contraction, window, before - after)
  } else if (lostBefore === NEVER) add(sums.new, window, after)
  else {
    add(sums.reactivation, window, after)
    if (unitsBetween(lostBefore, cameOn, 'month') < 1)
      add(sums.reactivationWithinMonth, window, after)
    if (cameOn - lostBefore <= REACTIVATION_DAYS) add(sums.reactivationWithin90Days, window, after)
  }
}

function add(sums: number[], window: number, amount: number): void {
  sums[window] = (sums[window] as number) + amount
}

function emptySums(windows: number, zero: number): MovementSums {
  const empty = (): number[] => new Array<number>(windows).fill(zero)
  return {
    opening: zero,
    new: empty(),
    expansion: empty(),
    contraction: empty(),
    churned: empty(),
    reactivation: empty(),
    reactivationWithinMonth: empty(),
    reactivationWithin90Days: empty(),
  }
}

/** The index of the window of each day. */
function windowTable(bounds: readonly number[]): Int32Array {
  const first = bounds[0] as number
  const table = new Int32Array((bounds.at(-1) as number) - first)
  for (let window = 1; window < bounds.length; window++)
    table.fill(
      window - 1,
      (bounds[window - 1] as number) - first,
      (bounds[window] as number) - first,
    )
  return table
}
