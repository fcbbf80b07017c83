import { check, checkWhole, eachRow, refuse } from '../internal/guard.js'
import type { TimeCount, TimeTally } from './timeTally.js'
import { readTimes } from './timeTally.js'

/** The fields that must be equal in all tallies. */
const COMMON = ['measure', 'clock', 'reopened', 'hold', 'unit'] as const

/**
 * Adds tallies of different tickets, measured alike.
 *
 * @param tallies - Tallies of disjoint tickets.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another measure, clock, unit
 * or policy; `invalid` for a malformed tally.
 *
 * @example
 * ```ts
 * const names = { measure: 'first-reply', clock: 'business', reopened: null, unit: 'minute' } as const
 * mergeTimes([
 *   { ...names, bots: 1, times: { 12: { ended: 3, open: 0 } } },
 *   { ...names, bots: 0, times: { 12: { ended: 1, open: 0 }, 90: { ended: 0, open: 2 } } },
 * ])
 * // => { measure: 'first-reply', clock: 'business', reopened: null, unit: 'minute', bots: 1,
 * //      times: { 12: { ended: 4, open: 0 }, 90: { ended: 0, open: 2 } } }
 * ```
 */
export function mergeTimes(tallies: Iterable<TimeTally>): TimeTally {
  const metric = 'mergeTimes'
  const sums: Record<number, TimeCount> = {}
  let names: Omit<TimeTally, 'times' | 'bots'> | undefined
  let bots = 0
  eachRow<TimeTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    const read = readTimes(metric, path, tally)
    const { times: _, bots: own, ...named } = read
    names ??= named
    for (const key of COMMON) {
      const expected = `${names[key]} as in tallies[0]`
      check(metric, [...path, key], read[key], read[key] === names[key], expected, 'mismatch')
    }
    bots = checkWhole(metric, [...path, 'bots'], bots + own)
    for (const { time, ended, open } of read.times) {
      const sum = sums[time] ?? { ended: 0, open: 0 }
      sums[time] = {
        ended: checkWhole(metric, [...path, 'times', time, 'ended'], sum.ended + ended),
        open: checkWhole(metric, [...path, 'times', time, 'open'], sum.open + open),
      }
    }
  })
  if (!names) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')
  return { ...names, bots, times: sums }
}
