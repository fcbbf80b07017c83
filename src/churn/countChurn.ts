import { checkSome } from '../internal/guard.js'
import type { RowCounter } from '../internal/rows/readRows.js'
import {
  customerCounter,
  REACTIVATION_DAYS,
  type SubscriptionSpan,
} from '../internal/rows/subscriptionSpans.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { dayPlaces } from '../internal/time/dayPlaces.js'
import type { ReadDay } from '../internal/time/days.js'
import { unitsBetween } from '../internal/time/periods.js'
import type { ChurnLevel, ChurnTally } from './churnTally.js'
import { addReason, type Counting, type Counts, emptyCounting, makeTally } from './churnTally.js'

/** What happened to one customer within one window. */
interface Visit {
  /** Before the first window where nothing has happened yet. */
  window: number
  /** Whether the customer was there at the start of the window. */
  opens: boolean
  came: 'gained' | 'reactivated' | undefined
  /** Day on which the customer came, and the first day of the absence before. */
  cameOn: number
  awaySince: number
  losses: number
  /** The reason of the first loss. */
  reason: string | undefined
}

/**
 * Counts the customers who came and left within each of consecutive windows, for one or several chains
 * of them, in one pass over the rows.
 */
export function churnCounter<Result>(
  metric: string,
  chains: readonly (readonly number[])[],
  level: ChurnLevel,
  readDay: ReadDay,
  end: (tallies: readonly (readonly ChurnTally[])[]) => Result,
): RowCounter<Result> {
  const counts = chains.map((bounds) => countChain(bounds, level))
  const visit = (spans: readonly SubscriptionSpan[]): void => {
    for (const { add } of counts) add(spans)
  }
  const finish = (count: number, rows: unknown): Result => {
    checkSome(metric, ['rows'], rows, count, 'row')
    return end(counts.map((chain) => chain.end()))
  }
  return customerCounter(metric, readDay, visit, finish, { reads: ['reason'], level })
}

/**
 * Counts one chain of windows. A customer costs time only in windows with an event; customers at a
 * boundary are counted by differences.
 */
function countChain(
  bounds: readonly number[],
  level: ChurnLevel,
): {
  readonly add: (spans: readonly SubscriptionSpan[]) => void
  readonly end: () => ChurnTally[]
} {
  const countings = bounds.slice(1).map(() => emptyCounting(level))
  const starts = new Array<number>(bounds.length + 1).fill(0)
  const add = eventCounter(dayPlaces(bounds), countings, starts)
  return {
    add,
    end: () => {
      let present = 0
      return countings.map((counting, window) => {
        present += starts[window] as number
        counting.counts.opening = present
        counting.counts.closing = present + (starts[window + 1] as number)
        const [from, to] = bounds.slice(window, window + 2).map(formatDay) as [string, string]
        return makeTally(from, to, counting)
      })
    },
  }
}

/**
 * Goes through a customer's starts and ends, and counts the windows that have any, and the steps in the
 * number of customers at each bound. What comes after the last window changes nothing.
 */
function eventCounter(
  placeOf: (day: number) => number,
  countings: readonly Counting[],
  starts: number[],
): (spans: readonly SubscriptionSpan[]) => void {
  // One for all customers, who are counted one after the other.
  const visit: Visit = {
    window: BEFORE,
    opens: false,
    came: undefined,
    cameOn: 0,
    awaySince: 0,
    losses: 0,
    reason: undefined,
  }
  const enter = (window: number, opens: boolean): void => {
    if (visit.window === window) return
    countVisit(visit, opens, countings)
    visit.window = window
    visit.opens = opens
    visit.came = undefined
    visit.losses = 0
    visit.reason = undefined
  }
  const follow = (spans: readonly SubscriptionSpan[]): boolean => {
    let awaySince: number | undefined
    for (const span of spans) {
      const [start, end, reason] = span
      const cameBy = placeOf(start)
      if (cameBy > countings.length) return false
      starts[cameBy] = (starts[cameBy] as number) + 1
      if (cameBy > 0) {
        enter(cameBy - 1, false)
        if (!(visit.opens || visit.came)) {
          visit.came = awaySince === undefined ? 'gained' : 'reactivated'
          visit.cameOn = start
          visit.awaySince = awaySince ?? start
        }
      }
      const leftBy = placeOf(end)
      if (leftBy > countings.length) return true
      starts[leftBy] = (starts[leftBy] as number) - 1
      if (leftBy > 0) {
        enter(leftBy - 1, true)
        if (visit.losses++ === 0) visit.reason = reason
      }
      awaySince = end
    }
    return false
  }
  return (spans) => {
    visit.window = BEFORE
    countVisit(visit, follow(spans), countings)
  }
}

/** No window yet. */
const BEFORE = -1

/**
 * Counts the events of a customer within a window, once it is known whether the customer is there
 * at its end.
 */
function countVisit(visit: Visit, closes: boolean, countings: readonly Counting[]): void {
  if (visit.window === BEFORE) return
  const { counts, reasons } = countings[visit.window] as Counting
  counts.losses += visit.losses
  if (visit.losses > 0) counts.leavers++
  if (visit.came) {
    counts[visit.came]++
    if (!closes) counts.gainedThenLost++
    if (visit.came === 'reactivated') countReturn(counts, visit.awaySince, visit.cameOn)
  } else {
    counts.lost++
    if (closes) counts.lostThenReturned++
    if (visit.reason !== undefined) addReason(reasons, visit.reason)
  }
}

/** Counts an early return separately. */
function countReturn(counts: Counts, awaySince: number, cameOn: number): void {
  if (unitsBetween(awaySince, cameOn, 'month') < 1) counts.reactivatedWithinMonth++
  if (cameOn - awaySince <= REACTIVATION_DAYS) counts.reactivatedWithin90Days++
}
