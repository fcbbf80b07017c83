import { formatDay, type ReadDay, unitsBetween } from '../internal/calendar.js'
import {
  addAmount,
  addSum,
  type ExactSum,
  emptySum,
  type ReadAmount,
  sumText,
  sumUnits,
} from '../internal/decimal.js'
import { compareSums, subtractSum } from '../internal/sums.js'
import { boundsUpTo } from '../internal/windows.js'
import { eachAccount } from './eachAccount.js'
import type { RevenueLevel, RevenueTally } from './tallyRevenue.js'

/** Revenue that came back after at most so many days is told apart. */
const REACTIVATION_DAYS = 90

/** The amounts of a tally, in the order in which it shows them. */
export const AMOUNTS = [
  'opening',
  'new',
  'expansion',
  'contraction',
  'churned',
  'reactivation',
  'reactivationWithinMonth',
  'reactivationWithin90Days',
  'closing',
] as const

/** One sum for each amount. */
export type Amounts = Readonly<Record<(typeof AMOUNTS)[number], ExactSum>>

/** A tally of nothing. */
export function emptyAmounts(): Amounts {
  const amounts: Partial<Record<keyof Amounts, ExactSum>> = {}
  for (const key of AMOUNTS) amounts[key] = emptySum()
  return amounts as Amounts
}

/** What a tally is of, beside its amounts. */
export interface RevenueFrame {
  readonly from: string
  readonly to: string
  readonly level: RevenueLevel
  readonly windows: number
  readonly currency?: string
}

/** The tally of a window. */
export function makeRevenue(frame: RevenueFrame, amounts: Amounts): RevenueTally {
  const texts: Partial<Record<keyof Amounts, string>> = {}
  for (const key of AMOUNTS) texts[key] = sumText(amounts[key])
  return { ...frame, ...(texts as Record<keyof Amounts, string>) }
}

/** Opening and movements come to the closing. */
export function closingOf(amounts: Amounts): ExactSum {
  const closing = emptySum()
  for (const key of ['opening', 'new', 'expansion', 'reactivation'] as const)
    addSum(closing, amounts[key])
  subtractSum(closing, amounts.contraction)
  subtractSum(closing, amounts.churned)
  return closing
}

/** What one account brings in, as its events are gone through. */
interface State {
  readonly amount: ExactSum
  /** The day on which it went down to nothing; `NaN` where it never brought in anything. */
  lostOn: number
  /** The window that is gone through, and how things stood when it opened. */
  window: number
  readonly before: ExactSum
  lostBefore: number
  /** The first day of the window on which there was something again. */
  cameOn: number
}

/**
 * Adds up the movements of consecutive windows, in one pass: an account touches only the windows in
 * which its amount changes, and each window opens with what the one before it closed with. What is
 * kept for each window does not grow with the rows.
 */
export function countRevenue(
  metric: string,
  rows: unknown,
  bounds: readonly number[],
  level: RevenueLevel,
  readDay: ReadDay,
): RevenueTally[] {
  const windows = bounds.slice(1).map(emptyAmounts)
  const opening = emptySum()
  const currency = eachAccount(metric, rows, level, readDay, (days, deltas, events) => {
    countEvents(days, deltas, events, bounds, opening, windows)
  })
  return windows.map((amounts, window) => {
    addSum(amounts.opening, opening)
    addSum(amounts.closing, closingOf(amounts))
    opening.cents = amounts.closing.cents
    opening.rest = amounts.closing.rest
    const [from, to] = bounds.slice(window, window + 2).map(formatDay) as [string, string]
    const frame = { from, to, level, windows: 1, ...(currency === undefined ? {} : { currency }) }
    return makeRevenue(frame, amounts)
  })
}

/** Goes through the events of an account in order of time, those of one day together. */
function countEvents(
  days: readonly number[],
  deltas: readonly ReadAmount[],
  events: readonly number[],
  bounds: readonly number[],
  opening: ExactSum,
  windows: readonly Amounts[],
): void {
  const state = startState()
  const first = bounds[0] as number
  let isOpen = false
  for (let at = 0; at < events.length; ) {
    const day = days[events[at] as number] as number
    const window = boundsUpTo(bounds, day) - 1
    if (!isOpen && day >= first) {
      addSum(opening, state.amount)
      isOpen = true
    }
    if (window >= windows.length) break
    if (window !== state.window) {
      settle(state, windows)
      openWindow(state, window)
    }
    const had = isPositive(state.amount)
    for (; at < events.length && days[events[at] as number] === day; at++)
      addAmount(state.amount, deltas[events[at] as number] as ReadAmount)
    const has = isPositive(state.amount)
    if (had && !has) state.lostOn = day
    else if (!had && has && Number.isNaN(state.cameOn)) state.cameOn = day
  }
  if (!isOpen) addSum(opening, state.amount)
  settle(state, windows)
}

function startState(): State {
  return {
    amount: emptySum(),
    lostOn: Number.NaN,
    window: -1,
    before: emptySum(),
    lostBefore: Number.NaN,
    cameOn: Number.NaN,
  }
}

function openWindow(state: State, window: number): void {
  state.window = window
  state.before.cents = state.amount.cents
  state.before.rest = state.amount.rest
  state.lostBefore = state.lostOn
  state.cameOn = Number.NaN
}

function isPositive(sum: ExactSum): boolean {
  return sum.rest === 0n ? sum.cents > 0 : sumUnits(sum) > 0n
}

/** Puts what an account brought in before a window and after it into the one movement that it is. */
function settle(
  { amount, before, window, lostBefore, cameOn }: State,
  windows: readonly Amounts[],
): void {
  const sums = windows[window]
  if (!sums) return
  const change = compareSums(amount, before)
  if (change === 0) return
  if (!isPositive(before)) {
    if (Number.isNaN(lostBefore)) addSum(sums.new, amount)
    else {
      addSum(sums.reactivation, amount)
      if (unitsBetween(lostBefore, cameOn, 'month') < 1)
        addSum(sums.reactivationWithinMonth, amount)
      if (cameOn - lostBefore <= REACTIVATION_DAYS) addSum(sums.reactivationWithin90Days, amount)
    }
  } else if (!isPositive(amount)) addSum(sums.churned, before)
  else {
    const movement = change > 0 ? sums.expansion : sums.contraction
    addSum(movement, change > 0 ? amount : before)
    subtractSum(movement, change > 0 ? before : amount)
  }
}
