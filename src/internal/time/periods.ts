import { utc } from '@date-fns/utc'
import { add } from 'date-fns/add'
import { startOfMonth } from 'date-fns/startOfMonth'
import { startOfQuarter } from 'date-fns/startOfQuarter'
import { startOfWeek } from 'date-fns/startOfWeek'
import { startOfYear } from 'date-fns/startOfYear'
import { check, checkChoice, checkNumber, checkObject, type Path } from '../guard.js'

/**
 * A calendar day: `'2025-01-31'` as written, or the day that an instant (a `Date`, or an ISO
 * date-time with its offset) falls on in the time zone given.
 */
export type DateInput = string | Date

/** A moment: a `Date`, or an ISO date-time with its offset, such as `'2025-01-31T09:30:00+01:00'`. */
export type InstantInput = string | Date

/** A unit of calendar time. */
export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** The day on which weeks begin. */
export type WeekDay =
  | 'sunday'
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'

/** A length of calendar time: `{ months: 12 }`. Parts add up. */
export interface CalendarDuration {
  /** Whole years. */
  readonly years?: number
  /** Whole months. */
  readonly months?: number
  /** Whole weeks. */
  readonly weeks?: number
  /** Whole days. */
  readonly days?: number
}

/** Reads a calendar day as its distance from 1970-01-01, or `NaN` where there is none. */
export type ReadDay = (value: unknown) => number

export const PERIOD_UNITS: readonly PeriodUnit[] = ['day', 'week', 'month', 'quarter', 'year']

export const WEEK_DAYS: readonly WeekDay[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

const MS_PER_DAY = 86_400_000
const FIRST_DAY = -719_162 // 0001-01-01
const LAST_DAY = 2_932_896 // 9999-12-31

/** What is accepted as a day, for messages. */
const DAY = "a day such as '2025-01-31', a valid Date or an ISO date-time with its offset"

/** What is accepted as an instant, for messages. */
const MOMENT = "a valid Date or an ISO date-time with its offset, such as '2025-01-31T09:30:00Z'"

/** Milliseconds from 1970-01-01T00:00Z to an instant, or `NaN` where it is none. */
export function readInstant(value: unknown): number {
  const instant = typeof value === 'string' ? parseInstant(value) : instantOf(value)
  return instant >= FIRST_DAY * MS_PER_DAY && instant < (LAST_DAY + 1) * MS_PER_DAY
    ? instant
    : Number.NaN
}

/** An instant that must be there. */
export function checkInstant(metric: string, path: Path, value: unknown): number {
  const instant = readInstant(value)
  check(metric, path, value, !Number.isNaN(instant), MOMENT, 'invalid')
  return instant
}

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
  check(metric, path, value, !Number.isNaN(day), DAY, 'invalid')
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

/** `'2025-01-31'` from its distance to 1970-01-01. */
export function formatDay(day: number): string {
  const [year, month, date] = civilOf(day)
  return `${`${year}`.padStart(4, '0')}-${two(month)}-${two(date)}`
}

/** The first day of the period that a day lies in. */
export function startOfPeriod(day: number, unit: PeriodUnit, weekStartsOn: number): number {
  const date = day * MS_PER_DAY
  if (unit === 'week') return dayOf(startOfWeek(date, { in: utc, weekStartsOn: weekStartsOn as 0 }))
  if (unit === 'month') return dayOf(startOfMonth(date, { in: utc }))
  if (unit === 'quarter') return dayOf(startOfQuarter(date, { in: utc }))
  return unit === 'year' ? dayOf(startOfYear(date, { in: utc })) : day
}

/** So many periods later; a month later than 31 January is the last day of February. */
export function addPeriods(day: number, unit: PeriodUnit, count: number): number {
  const months = unit === 'month' ? count : unit === 'quarter' ? 3 * count : 0
  return addDuration(day, {
    years: unit === 'year' ? count : 0,
    months,
    weeks: unit === 'week' ? count : 0,
    days: unit === 'day' ? count : 0,
  })
}

/** More periods than anybody looks at, few enough to list. */
const MOST_PERIODS = 100_000

/** First days of the periods that cover a window, and the first day after the last of them. */
export function periodBounds(
  metric: string,
  from: number,
  to: number,
  unit: PeriodUnit,
  weekStartsOn: number,
  path: Path = ['to'],
): number[] {
  const first = startOfPeriod(from, unit, weekStartsOn)
  const bounds = [first]
  let last = first
  while (last < to && bounds.length <= MOST_PERIODS) {
    last = addPeriods(first, unit, bounds.length)
    bounds.push(last)
  }
  const expected = `within ${MOST_PERIODS} periods of ${formatDay(from)}`
  check(metric, path, formatDay(to), last >= to, expected, 'out-of-range')
  return bounds
}

/** A day later by a calendar duration: years and months first, then weeks and days. */
export function addDuration(day: number, duration: CalendarDuration): number {
  return dayOf(add(day * MS_PER_DAY, duration, { in: utc }))
}

/** A duration of whole, non-negative parts that come to at least a day. */
export function checkDuration(metric: string, path: Path, value: unknown): CalendarDuration {
  const given = checkObject<CalendarDuration>(metric, path, value)
  const part = (name: keyof CalendarDuration): number =>
    checkNumber(metric, [...path, name], given[name] ?? 0, 0, MOST_PARTS)
  const duration = {
    years: part('years'),
    months: part('months'),
    weeks: part('weeks'),
    days: part('days'),
  }
  const some = Object.values(duration).some((length) => length > 0)
  check(metric, path, value, some, 'a duration such as { months: 12 }', 'out-of-range')
  return duration
}

/** Nobody plans further, and the calendar of this library ends with the year 9999. */
const MOST_PARTS = 100_000

/** The index of the day that weeks begin on, which has to be said where there are weeks. */
export function checkWeekStart(metric: string, unit: PeriodUnit, value: unknown): number {
  if (unit !== 'week' && value === undefined) return 0
  return WEEK_DAYS.indexOf(checkChoice(metric, ['weekStartsOn'], value, WEEK_DAYS))
}

/**
 * Whole units that have passed from one day to a later one. A month has passed on the same day of
 * the next month, or on its last day where it has no such day.
 */
export function unitsBetween(from: number, to: number, unit: PeriodUnit): number {
  if (unit === 'day') return to - from
  if (unit === 'week') return Math.floor((to - from) / 7)
  const [fromYear, fromMonth, fromDate] = civilOf(from)
  const [toYear, toMonth, toDate] = civilOf(to)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth
  const short = toDate < Math.min(fromDate, daysInMonth(toYear, toMonth)) ? 1 : 0
  return Math.floor((months - short) / (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12))
}

/**
 * Time from one day to a later one in units and fractions of one: weeks are seven days, months run
 * from date to date and are divided by their own length.
 */
export function timeBetween(from: number, to: number, unit: PeriodUnit): number {
  if (unit === 'day' || unit === 'week') return (to - from) / (unit === 'day' ? 1 : 7)
  const months = unitsBetween(from, to, 'month')
  const start = addPeriods(from, 'month', months)
  const end = addPeriods(from, 'month', months + 1)
  const passed = months + (to - start) / (end - start)
  return passed / (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)
}

function dayOf(date: Date): number {
  return Math.floor(date.getTime() / MS_PER_DAY)
}

function dayInUtc(instant: number): number {
  const day = Math.floor(instant / MS_PER_DAY)
  return day >= FIRST_DAY && day <= LAST_DAY ? day : Number.NaN
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

/** Milliseconds by which the clocks of a time zone are ahead of UTC at an instant. */
export function zoneOffset(
  metric: string,
  timeZone: unknown,
  path: Path = ['timeZone'],
): (instant: number) => number {
  if (timeZone === 'UTC') return () => 0
  const format = zoneFormat(timeZone)
  const zone = "an IANA time zone such as 'Europe/Berlin'"
  if (!format) return check(metric, path, timeZone, false, zone, 'invalid')
  return (instant) => {
    const clock: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(instant)) clock[type] = value
    const year = clock.era === 'BC' ? 1 - Number(clock.year) : Number(clock.year)
    const day = dayOfCivil(year, Number(clock.month), Number(clock.day))
    const seconds = Number(clock.hour) * 3600 + Number(clock.minute) * 60 + Number(clock.second)
    return day * MS_PER_DAY + seconds * 1000 - Math.floor(instant / 1000) * 1000
  }
}

/** A clock for a time zone, where there is such a zone. */
function zoneFormat(timeZone: unknown): Intl.DateTimeFormat | undefined {
  if (typeof timeZone !== 'string') return undefined
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}

/** `'2025-01-31'` → days since 1970-01-01, by its characters. */
function parseDay(text: string): number {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const date = digits(text, 8, 10)
  const dashes = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45
  const valid = dashes && year > 0 && month > 0 && month <= 12 && date > 0
  return valid && date <= daysInMonth(year, month) ? dayOfCivil(year, month, date) : Number.NaN
}

/** A number from some characters that are all digits, else `NaN`. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN
  }
  return number
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** An ISO date-time with its offset; one without would mean another instant on every machine. */
function parseInstant(text: string): number {
  const plain = parseUtc(text)
  if (!Number.isNaN(plain)) return plain
  const match = text.length <= 40 ? INSTANT.exec(text) : null
  return match && !Number.isNaN(parseDay(match[1] as string)) ? Date.parse(text) : Number.NaN
}

/** `'2025-01-31T09:30:00Z'`, with milliseconds or without, by its characters; anything else `NaN`. */
function parseUtc(text: string): number {
  const { length } = text
  const form = length === 20 || (length === 24 && text.charCodeAt(19) === 46)
  if (!form || text.charCodeAt(length - 1) !== 90 || text.charCodeAt(10) !== 84) return Number.NaN
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN
  const rest = length === 24 ? digits(text, 20, 23) : 0
  return parseDay(text) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + rest
}

/** The time of a Date, also of another frame's; what only pretends to be one has none. */
function instantOf(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date)
  } catch {
    return Number.NaN
  }
}

/** Days since 1970-01-01 of a Gregorian date, in years that begin in March (Hinnant 2013). */
function dayOfCivil(year: number, month: number, date: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Year, month and date of days since 1970-01-01. */
export function civilOf(day: number): readonly [year: number, month: number, date: number] {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date]
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function two(number: number): string {
  return `${number}`.padStart(2, '0')
}
