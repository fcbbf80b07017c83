import { check, checkWhole, type Fields, type Path, readFields } from '../guard.js'
import { addPeriods } from './periods.js'

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

/** The fields that are read; another one is refused. */
const CALENDAR_DURATION: Fields<CalendarDuration> = { years: 0, months: 0, weeks: 0, days: 0 }

/** A day later by a calendar duration: years and months first, then weeks and days. */
export function addDuration(
  day: number,
  { years = 0, months = 0, weeks = 0, days = 0 }: CalendarDuration,
): number {
  return addPeriods(day, 'month', 12 * years + months) + 7 * weeks + days
}

/** A duration of whole, non-negative parts that come to at least a day. */
export function checkDuration(metric: string, path: Path, value: unknown): CalendarDuration {
  const given = readFields<CalendarDuration>(metric, path, value, CALENDAR_DURATION)
  const part = (name: keyof CalendarDuration): number =>
    checkWhole(metric, [...path, name], given[name] ?? 0, 0, MOST_PARTS)
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
