import {
  check,
  checkChoice,
  checkNumber,
  checkObject,
  eachRow,
  type Path,
} from '../internal/guard.js'
import { REOPENED } from './resolutionTimes.js'
import type { TimeCount, TimeTally } from './tallyTimes.js'

/** What tallies must have in common. */
const COMMON = ['measure', 'clock', 'reopened', 'unit'] as const

/**
 * Adds tallies of different tickets, measured alike.
 *
 * @param tallies - Tallies of disjoint tickets.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another measure, clock, unit or
 * policy; `invalid` for what is not a tally.
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
    const { measure, clock, reopened, unit } = read
    names ??= { measure, clock, reopened, unit }
    for (const key of COMMON) {
      const expected = `${names[key]} as in tallies[0]`
      check(metric, [...path, key], read[key], read[key] === names[key], expected, 'mismatch')
    }
    bots = checkNumber(metric, [...path, 'bots'], bots + read.bots)
    for (const { time, ended, open } of read.times) {
      const sum = sums[time] ?? { ended: 0, open: 0 }
      sums[time] = {
        ended: checkNumber(metric, [...path, 'times', time, 'ended'], sum.ended + ended),
        open: checkNumber(metric, [...path, 'times', time, 'open'], sum.open + open),
      }
    }
  })
  if (!names) return check(metric, ['tallies'], tallies, false, 'at least one tally', 'empty')
  return { ...names, bots, times: sums }
}

/** A tally as it was made, checked, its times ascending. */
export function readTimes(
  metric: string,
  path: Path,
  tally: TimeTally,
): Omit<TimeTally, 'times'> & {
  readonly times: readonly (TimeCount & { readonly time: number })[]
} {
  const given = checkObject<TimeTally>(metric, path, tally)
  const measure = checkChoice(metric, [...path, 'measure'], given.measure, [
    'resolution',
    'first-reply',
  ])
  const unit = checkChoice(metric, [...path, 'unit'], given.unit, [
    'second',
    'minute',
    'hour',
    'day',
  ])
  const clock = checkChoice(metric, [...path, 'clock'], given.clock, ['calendar', 'business'])
  const isReply = measure === 'first-reply'
  const times = checkObject<TimeTally['times']>(metric, [...path, 'times'], given.times)
  if (isReply) {
    const none = given.reopened === null
    check(metric, [...path, 'reopened'], given.reopened, none, 'null for first replies', 'mismatch')
  }
  return {
    measure,
    clock,
    unit,
    reopened: isReply
      ? null
      : checkChoice(metric, [...path, 'reopened'], given.reopened as string, REOPENED),
    bots: checkNumber(metric, [...path, 'bots'], given.bots),
    times: Object.entries(times)
      .map(([key, counts]) => {
        const at = [...path, 'times', key]
        const time = checkNumber(metric, at, `${+key}` === key ? +key : key)
        const { ended, open } = checkObject<TimeCount>(metric, at, counts)
        return {
          time,
          ended: checkNumber(metric, [...at, 'ended'], ended),
          open: checkNumber(metric, [...at, 'open'], open),
        }
      })
      .filter(({ ended, open }) => ended + open > 0)
      .sort((a, b) => a.time - b.time),
  }
}
