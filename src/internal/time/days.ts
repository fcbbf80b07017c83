import { check, type Path } from '../guard.js'
import { dayInUtc, formatDay, MS_PER_DAY, parseDay } from './dayNumber.js'
import { instantOf, parseInstant } from './instants.js'
import { zoneOffset } from './zones.js'

/**
 * A calendar day: `'2025-01-31'` as written, or the day that an instant (a `Date`, or an ISO
 * date-time with its offset) falls on in the time zone given.
 */
export type DateInput = string | Date

/** Reads a calendar day as its distance from 1970-01-01, or `NaN` where it is not a day. */
export type ReadDay = (value: unknown) => number

// 9999-12-31

/** What is accepted as a day, for messages. */
const DAY_IN_WORDS = "a day such as '2025-01-31', a valid Date or an ISO date-time with its offset"

/** A reader of days for one time zone. Plain days never depend on it. */
export function dayReader(metric: string, timeZone: unknown = 'UTC'): ReadDay {
  const dayOfInstant = timeZone === 'UTC' ? dayInUtc : dayInZone(metric, timeZone)
  return (value) => {
    if (typeof value === 'string')
      return value.length === 10 ? parseDay(value) : dayOfInstant(parseInstant(value))
    return dayOfInstant(instantOf(value))
  }
}

/** A day that must be there. */
export function checkDay(metric: string, path: Path, value: unknown, readDay: ReadDay): number {
  const day = readDay(value)
  check(metric, path, value, !Number.isNaN(day), DAY_IN_WORDS, 'invalid')
  return day
}

/** A window of days: the first in it, and the first after it. */
export function checkWindow(
  metric: string,
  path: Path,
  window: { readonly from?: unknown; readonly to?: unknown },
  readDay: ReadDay,
): { readonly from: number; readonly to: number } {
  const from = checkDay(metric, [...path, 'from'], window.from, readDay)
  const to = checkDay(metric, [...path, 'to'], window.to, readDay)
  const expected = `a day after ${formatDay(from)}`
  check(metric, [...path, 'to'], window.to, to > from, expected, 'out-of-range')
  return { from, to }
}

/**
 * Places instants on the days of a time zone. Its offset is asked for once at each end of a UTC day;
 * only on days when it changes is every instant looked up.
 */
function dayInZone(metric: string, timeZone: unknown): (instant: number) => number {
  const offsetAt = zoneOffset(metric, timeZone)
  const known = new Map<number, number>()
  const offsetAtStart = (utcDay: number): number => {
    const offset = known.get(utcDay) ?? offsetAt(utcDay * MS_PER_DAY)
    known.set(utcDay, offset)
    return offset
  }
  return (instant) => {
    const utcDay = dayInUtc(instant)
    if (Number.isNaN(utcDay)) return utcDay
    const offset = offsetAtStart(utcDay)
    return dayInUtc(instant + (offset === offsetAtStart(utcDay + 1) ? offset : offsetAt(instant)))
  }
}
