import {
  check,
  checkChoice,
  checkCount,
  checkObject,
  checkWhole,
  type Path,
} from '../internal/guard.js'
import type { ChurnLevel, ChurnTally } from './churnTally.js'
import {
  addReason,
  COUNTS,
  type Counting,
  type Counts,
  DETAILS,
  emptyCounting,
} from './churnTally.js'

/** Who was counted: customers, where a tally does not say it. */
export function levelOf(metric: string, path: Path, { level }: ChurnTally): ChurnLevel {
  if (level === undefined) return 'customer'
  return checkChoice(metric, [...path, 'level'], level, ['subscription'])
}

/** The counts of a tally: whole, each part no larger than its whole, and adding up. */
export function readCounting(metric: string, path: Path, tally: ChurnTally): Counting {
  const { level, counts, reasons } = emptyCounting(levelOf(metric, path, tally))
  const isDetailed = DETAILS.some((key) => tally[key] !== undefined)
  for (const key of COUNTS)
    if (isDetailed || !(DETAILS as readonly string[]).includes(key))
      counts[key] = checkCount(metric, [...path, key], tally[key])
  for (const [part, low, high] of [...boundsOf(counts), ...(isDetailed ? detailsOf(counts) : [])])
    checkWhole(metric, [...path, part], counts[part], low, high)
  const sum = counts.opening - counts.lost + counts.lostThenReturned + came(counts)
  const closing = sum - counts.gainedThenLost
  const expected = `${closing}, the sum of the counts`
  const closes = counts.closing === closing
  check(metric, [...path, 'closing'], counts.closing, closes, expected, 'mismatch')
  readReasons(metric, [...path, 'lostByReason'], tally.lostByReason, counts.lost, reasons)
  return { level, counts, isDetailed, reasons }
}

/** The reasons of losses; their sum is at most `lost`. */
function readReasons(
  metric: string,
  path: Path,
  given: unknown,
  lost: number,
  reasons: Map<string, number>,
): void {
  if (given === undefined) return
  let left = lost
  for (const [reason, value] of Object.entries(checkObject(metric, path, given))) {
    const count = checkCount(metric, [...path, reason], value, 0, left)
    left -= count
    if (count > 0) addReason(reasons, reason, count)
  }
}

/**
 * Customers who came within the window, for the first time or again, and were not there when it
 * opened.
 */
function came({ gained, reactivated }: Counts): number {
  return gained + reactivated
}

/** The bounds of a part of a tally, given the others. */
type Bounds = readonly (readonly [part: keyof Counts, low: number, high: number])[]

function boundsOf(counts: Counts): Bounds {
  return [
    ['lost', 0, counts.opening],
    ['lostThenReturned', 0, counts.lost],
    ['gainedThenLost', 0, came(counts)],
  ]
}

function detailsOf(counts: Counts): Bounds {
  const { lost, gainedThenLost, leavers } = counts
  return [
    ['reactivatedWithin90Days', 0, counts.reactivated],
    ['reactivatedWithinMonth', 0, counts.reactivatedWithin90Days],
    ['leavers', lost + gainedThenLost, lost + came(counts)],
    ['losses', leavers, Infinity],
  ]
}
