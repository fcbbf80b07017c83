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

/** Events account by account, each account's in order of time. */
export interface OrderedEvents {
  /** Their indexes. */
  readonly order: Uint32Array
  /** Their days, beside them. */
  readonly days: Int32Array
  /** Where the events of each account end. */
  readonly ends: Uint32Array
}

/**
 * The events before the last bound in order: dealt to their accounts by counting, and sorted there by day.
 * An account has few, and they stand side by side.
 */
export function inOrder(
  { accounts, days, size, count }: RevenueEvents,
  bounds: readonly number[],
): OrderedEvents {
  const last = bounds.at(-1) as number
  const ends = new Uint32Array(count + 1)
  for (let at = 0; at < size; at++)
    if ((days[at] as number) < last) increase(ends, (accounts[at] as number) + 1)
  for (let at = 1; at < ends.length; at++) increase(ends, at, ends[at - 1])
  const order = new Uint32Array(ends[count] as number)
  const sorted = new Int32Array(order.length)
  for (let at = 0; at < size; at++) {
    const day = days[at] as number
    if (day >= last) continue
    const place = increase(ends, accounts[at] as number)
    order[place] = at
    sorted[place] = day
  }
  let from = 0
  for (let account = 0; account < count; account++) {
    const end = ends[account] as number
    if (end - from > FEW) sortMany(order, sorted, from, end)
    else sortFew(order, sorted, from, end)
    from = end
  }
  return { order, days: sorted, ends }
}

/** Up to this number they are sorted one by one. */
const FEW = 24

/** Sorts some events by day, those of one day as they came. */
function sortFew(order: Uint32Array, days: Int32Array, from: number, end: number): void {
  for (let at = from + 1; at < end; at++) {
    const day = days[at] as number
    const event = order[at] as number
    let place = at
    while (place > from && (days[place - 1] as number) > day) {
      days[place] = days[place - 1] as number
      order[place] = order[place - 1] as number
      place--
    }
    days[place] = day
    order[place] = event
  }
}

/** The same of many: the platform sorts numbers of which each is a day and a place. */
function sortMany(order: Uint32Array, days: Int32Array, from: number, end: number): void {
  const size = end - from
  const keys = Float64Array.from(days.subarray(from, end), (day, place) => day * size + place)
  const events = order.slice(from, end)
  keys.sort().forEach((key, at) => {
    const day = Math.floor(key / size)
    days[from + at] = day
    order[from + at] = events[key - day * size] as number
  })
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
  { order, days, ends }: OrderedEvents,
  deltas: ArrayLike<number>,
  bounds: readonly number[],
  zero: number,
): MovementSums {
  const sums = emptySums(bounds.length - 1, zero)
  const windowOf = windowTable(bounds)
  const first = bounds[0] as number
  let at = 0
  for (const end of ends) {
    let amount = zero
    let lostOn = NEVER
    let cameOn = NEVER
    // The window that is gone through, and how things stood when it opened.
    let window = -1
    let before = zero
    let lostBefore = NEVER
    let isOpen = false
    while (at < end) {
      const day = days[at] as number
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
      do amount += deltas[order[at++] as number] as number
      while (at < end && days[at] === day)
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
