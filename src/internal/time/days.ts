import { check, type Path, refuse } from '../guard.js'
import { dayInUtc, formatDay, isInCalendar, LAST_DAY, MS_PER_DAY, parseDay } from './dayNumber.js'
import { type InstantLike, instantOf, printed } from './instants.js'
import { zoneOffset } from './zones.js'

/** A calendar day as an object that prints as one, such as a `Temporal.PlainDate`. */
export interface DayLike {
  /** The year. */
  readonly year: number
  /** The month, 1 to 12. */
  readonly month: number
  /** The day of the month. */
  readonly day: number
  /** The day as `'2025-01-31'`. */
  toString(): string
}

/**
 * A calendar day of the years 1800 to 2299: `'2025-01-31'` as written, or a `Temporal.PlainDate`. In
 * rows also an instant (a `Date`, an ISO date-time with its offset, a `Temporal.Instant` or
 * `ZonedDateTime`), which is the day that it falls on in the time zone given. Where a day is meant, as
 * at the edges of a window, an instant must be midnight there.
 */
export type DateInput = string | Date | DayLike | InstantLike

/** Reads a calendar day as its distance from 1970-01-01, or `NaN` where it is not a day. */
export interface ReadDay {
  (value: unknown): number
  /** What a value that is not read should be, where more than days of the calendar is asked for. */
  readonly expected?: (value: unknown) => Expected | undefined
}

/** What a value should be, and the code of the error where it is not. */
export type Expected = readonly [expected: string, code: 'invalid' | 'out-of-range']

/** The day after every day: where something ends that has not ended. */
export const OPEN = 3_000_000

/** The furthest that a clock is from UTC. */
const FURTHEST: number = 14 * 3_600_000

const DAY = "a day such as '2025-01-31'"
const CALENDAR =
  'a day from 1800 to 2299 of the Gregorian calendar: convert other years, and leave open what has no end'

/**
 * A reader of days for one time zone. Plain days never depend on it; without one an instant is no day,
 * as a day that is guessed is the day before in half of the world.
 */
export function dayReader(metric: string, timeZone: unknown): ReadDay {
  const dayOfInstant =
    timeZone === undefined
      ? (): number => Number.NaN
      : timeZone === 'UTC'
        ? dayInUtc
        : dayInZone(metric, timeZone)
  return (value) => {
    const given = typeof value === 'string' ? value : printed(value)
    const day =
      typeof given === 'string' && given.length === 10
        ? parseDay(given)
        : dayOfInstant(instantOf(given))
    return isInCalendar(day) ? day : Number.NaN
  }
}

/** Reads a day as results of this library have it: no instant, and of any year. */
export const readPlainDay: ReadDay = (value) => {
  const given = printed(value)
  return typeof given === 'string' && given.length === 10 ? parseDay(given) : Number.NaN
}

/** Reads a day of a call that has no time zone, and therefore takes no instants. */
export const readCivilDay: ReadDay = (value) => {
  const day = readPlainDay(value)
  return isInCalendar(day) ? day : Number.NaN
}

/** Reads the day on which something ended: after all days where it is absent, or 9999-12-31. */
export function readEnd(value: unknown, readDay: ReadDay): number {
  if (value == null) return OPEN
  const day = readDay(value)
  return Number.isNaN(day) && isOpenEnd(value) ? OPEN : day
}

/** Whether a value is the last day of the calendar, by the clock of wherever it was written. */
export function isOpenEnd(value: unknown): boolean {
  const day = readPlainDay(value)
  const instant = instantOf(printed(value))
  return day === LAST_DAY || instant >= LAST_DAY * MS_PER_DAY - FURTHEST
}

/** A day in a row that must be there. */
export function checkDay(metric: string, path: Path, value: unknown, readDay: ReadDay): number {
  const day = readDay(value)
  return Number.isNaN(day) ? refuseDay(metric, path, value, readDay) : day
}

/** Says why a value is no day: of another calendar, or an instant that is not placed, or neither. */
function refuseDay(metric: string, path: Path, value: unknown, readDay: ReadDay): never {
  const other = readDay.expected?.(value)
  if (other) return refuse(metric, path, value, ...other)
  const hasZone = readDay !== readPlainDay && readDay !== readCivilDay
  const day = readPlainDay(value)
  const utcDay = Number.isNaN(day) && hasZone ? dayInUtc(instantOf(printed(value))) : day
  if (Number.isNaN(utcDay)) {
    const orInstant = hasZone ? ', a valid Date or an ISO date-time with its offset' : ''
    return refuse(metric, path, value, DAY + orInstant, 'invalid')
  }
  if (!isInCalendar(utcDay)) return refuse(metric, path, value, CALENDAR, 'out-of-range')
  const place = path.join('.').replace(/\.(\d+)/g, '[$1]')
  const expected = `an IANA time zone such as 'Europe/Berlin', which says on what day ${place} is: it is an instant, and a day would be text`
  return refuse(metric, ['timeZone'], undefined, expected, 'invalid')
}

/** A day where days are meant, and no instant but midnight. */
export function checkEdge(metric: string, path: Path, value: unknown, readDay: ReadDay): number {
  const day = checkDay(metric, path, value, readDay)
  const instant = instantOf(printed(value))
  const isDay = Number.isNaN(instant) || readDay(new Date(instant - 1)) < day
  const expected = `${DAY}: an instant is one only if it is midnight in timeZone`
  return check(metric, path, isDay ? day : value, isDay, expected, 'invalid')
}

/** A window of days: the first in it, and the first after it. */
export function checkWindow(
  metric: string,
  path: Path,
  window: { readonly from?: unknown; readonly to?: unknown },
  readDay: ReadDay,
): { readonly from: number; readonly to: number } {
  const from = checkEdge(metric, [...path, 'from'], window.from, readDay)
  const to = checkEdge(metric, [...path, 'to'], window.to, readDay)
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
