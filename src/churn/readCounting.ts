import { check, checkNumber, checkObject, type Path } from '../internal/guard.js'
import { addReason, COUNTS, type Counting, type Counts, emptyCounting } from './countChurn.js'
import type { ChurnTally } from './tallyChurn.js'

/** The counts of a tally: whole, each part no larger than its whole, and adding up. */
export function readCounting(metric: string, path: Path, tally: ChurnTally): Counting {
  const { counts, reasons } = emptyCounting()
  for (const key of COUNTS) counts[key] = checkNumber(metric, [...path, key], tally[key])
  for (const [part, low, high] of boundsOf(counts))
    checkNumber(metric, [...path, part], counts[part], low, high)
  const sum = counts.opening - counts.lost + counts.lostThenReturned + came(counts)
  const closing = sum - counts.gainedThenLost
  const expected = `${closing}, the sum of the counts`
  const closes = counts.closing === closing
  check(metric, [...path, 'closing'], counts.closing, closes, expected, 'mismatch')
  readReasons(metric, [...path, 'lostByReason'], tally.lostByReason, counts.lost, reasons)
  return { counts, reasons }
}

/** The reasons of losses, no more of them together than were lost. */
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
    const count = checkNumber(metric, [...path, reason], value, 0, left)
    left -= count
    if (count > 0) addReason(reasons, reason, count)
  }
}

/** Who came within the window, for the first time or again, and had not been there when it opened. */
function came({ gained, reactivated }: Counts): number {
  return gained + reactivated
}

/** Between which numbers the parts of a tally lie, given the others. */
function boundsOf(counts: Counts): readonly (readonly [keyof Counts, number, number])[] {
  const { opening, lost, gainedThenLost, leavers } = counts
  return [
    ['lost', 0, opening],
    ['lostThenReturned', 0, lost],
    ['reactivatedWithin90Days', 0, counts.reactivated],
    ['reactivatedWithinMonth', 0, counts.reactivatedWithin90Days],
    ['gainedThenLost', 0, came(counts)],
    ['leavers', lost + gainedThenLost, lost + came(counts)],
    ['losses', leavers, Infinity],
  ]
}
