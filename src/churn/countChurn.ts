import { checkSome } from '../internal/guard.js'
import type { RowCounter } from '../internal/rows/readRows.js'
import {
  customerCounter,
  REACTIVATION_DAYS,
  type SubscriptionSpan,
} from '../internal/rows/subscriptionSpans.js'
import { boundsUpTo } from '../internal/time/boundsUpTo.js'
import { formatDay } from '../internal/time/dayNumber.js'
import type { ReadDay } from '../internal/time/days.js'
import { unitsBetween } from '../internal/time/periods.js'
import type { ChurnLevel, ChurnTally } from './churnTally.js'
import { addReason, type Counting, type Counts, emptyCounting, makeTally } from './churnTally.js'

/** What happened to one customer within one window. */
interface Visit {
  readonly window: number
  /** Whether the customer was there at the start of the window. */
  readonly opens: boolean
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
  return {
    add: (spans) => {
      countEvents(spans, bounds, countings)
      for (const [start, ended] of spans) {
        const first = boundsUpTo(bounds, start)
        const after = boundsUpTo(bounds, ended)
        starts[first] = (starts[first] as number) + 1
        starts[after] = (starts[after] as number) - 1
      }
    },
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

/** Goes through a customer's starts and ends, and counts each window that has any. */
function countEvents(
  spans: readonly SubscriptionSpan[],
  bounds: readonly number[],
  countings: readonly Counting[],
): void {
  let visit: Visit | undefined
  let awaySince: number | undefined
  const enter = (window: number, opens: boolean): Visit => {
    if (visit?.window === window) return visit
    countVisit(visit, opens, countings)
    const awayFor = { came: undefined, cameOn: 0, awaySince: 0 }
    visit = { window, opens, ...awayFor, losses: 0, reason: undefined }
    return visit
  }
  for (const [start, end, reason] of spans) {
    const cameIn = boundsUpTo(bounds, start) - 1
    if (cameIn >= countings.length) break
    if (cameIn >= 0) {
      const current = enter(cameIn, false)
      if (!current.opens && !current.came) {
        current.came = awaySince === undefined ? 'gained' : 'reactivated'
        current.cameOn = start
        current.awaySince = awaySince ?? start
      }
    }
    const leftIn = boundsUpTo(bounds, end) - 1
    if (leftIn >= countings.length) {
      countVisit(visit, true, countings)
      return
    }
    if (leftIn >= 0) {
      const current = enter(leftIn, true)
      if (current.losses++ === 0) current.reason = reason
    }
    awaySince = end
  }
  countVisit(visit, false, countings)
}

/**
 * Counts the events of a customer within a window, once it is known whether the customer is there
 * at its end.
 */
function countVisit(
  visit: Visit | undefined,
  closes: boolean,
  countings: readonly Counting[],
): void {
  if (!visit) return
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
