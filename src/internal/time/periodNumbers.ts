import { check, type Path } from '../guard.js'
import { type CalendarRule, GREGORIAN, type Limits } from './calendars/rule.js'
import { formatDay } from './dayNumber.js'
import { boundsUpTo } from './dayPlaces.js'
import { type PeriodUnit, startOfPeriod } from './periods.js'

/** What a calendar calls a period. */
export interface PeriodName {
  /**
   * The number of the year in `calendar`. Absent in the Gregorian calendar, whose years `from` says,
   * and where years are not made of such periods.
   */
  readonly year?: number
  /**
   * The number of the period within its year, from 1: of the month, the quarter, the week or the day.
   * With `boundaries`, its number among them.
   */
  readonly period?: number
}

/** Consecutive periods, numbered from the one that a given day lies in. */
export interface PeriodNumbers {
  /** The number of the period that a day lies in. */
  readonly indexOf: (day: number) => number
  /** The first day of a period. */
  readonly startOf: (index: number) => number
  /**
   * Whole periods from one day to another, counted from the day itself and not from the calendar;
   * absent where periods have no length of their own.
   */
  readonly between?: (from: number, to: number) => number
  /** What a period is called. */
  readonly nameOf: (index: number) => PeriodName
  /** The days that there are periods for, where these end. */
  readonly limits?: Limits
}

/** Months of the units that are made of them. */
const MONTHS = { month: 1, quarter: 3, year: 12 }

/** Periods of a number of calendar units; rows and first days are placed by arithmetic. */
export function periodNumbersOf(
  unit: PeriodUnit,
  multiple: number,
  day: number,
  weekStartsOn: number,
  rule: CalendarRule = GREGORIAN,
): PeriodNumbers {
  const { monthOf, startOfMonth } = rule
  const limits = rule.limits && { limits: rule.limits }
  if (unit === 'day' || unit === 'week') {
    const anchor = startOfPeriod(day, unit, weekStartsOn)
    const size = unit === 'day' ? 1 : 7
    const length = size * multiple
    const startOf = (index: number): number => anchor + index * length
    const nameOf = (index: number): PeriodName => {
      const start = startOf(index)
      const year = Math.floor(monthOf(start) / 12)
      return { year, period: Math.floor((start - startOfMonth(12 * year)) / size) + 1 }
    }
    const isCounted = unit === 'day' || rule.weekStartsOn !== undefined
    return {
      ...limits,
      between: (from, to) => Math.floor((to - from) / length),
      indexOf: (other) => Math.floor((other - anchor) / length),
      startOf,
      nameOf: isCounted ? nameOf : () => ({}),
    }
  }
  const months = MONTHS[unit]
  const length = months * multiple
  const month = monthOf(day)
  const origin = month - (((month % months) + months) % months)
  /** A month has passed on the same day of the next one, or on its last where it has no such day. */
  const between = (from: number, to: number): number => {
    const [first, last] = [monthOf(from), monthOf(to)]
    const start = startOfMonth(last)
    const date = Math.min(from - startOfMonth(first), startOfMonth(last + 1) - start - 1)
    return Math.floor((last - first - (to - start < date ? 1 : 0)) / length)
  }
  return {
    ...limits,
    ...(rule.isCountedFromDays && { between }),
    indexOf: (other) => Math.floor((monthOf(other) - origin) / length),
    startOf: (index) => startOfMonth(origin + index * length),
    nameOf: (index) => {
      const start = origin + index * length
      const year = Math.floor(start / 12)
      return { year, period: (start - 12 * year) / months + 1 }
    },
  }
}

/** Periods that days divide, numbered from the first of them. */
export function periodNumbersBetween(boundaries: readonly number[]): PeriodNumbers {
  return {
    indexOf: (day) => boundsUpTo(boundaries, day) - 1,
    startOf: (index) => boundaries[index] as number,
    nameOf: (index) => ({ period: index + 1 }),
    limits: {
      first: boundaries[0] as number,
      end: boundaries.at(-1) as number,
      name: 'which is what boundaries cover',
    },
  }
}

/** More periods than anybody looks at, few enough to list. */
const MOST_LISTED = 100_000

/** First days of the periods that cover a window, and the first day after the last of them. */
export function periodBounds(
  metric: string,
  { indexOf, startOf }: PeriodNumbers,
  from: number,
  to: number,
  path: Path = ['to'],
): number[] {
  const index = indexOf(from)
  const bounds = [startOf(index)]
  let last = -Infinity
  while (last < to && bounds.length <= MOST_LISTED) {
    last = startOf(index + bounds.length)
    bounds.push(last)
  }
  const expected = `within ${MOST_LISTED} periods of ${formatDay(from)}`
  check(metric, path, formatDay(to), last >= to, expected, 'out-of-range')
  return bounds
}

/** A day that there is a period for, or the first day after a number of such days. */
export function checkPlaced(
  metric: string,
  path: Path,
  day: number,
  { limits }: PeriodNumbers,
  after = 0,
): void {
  if (!limits) return
  const [first, last] = [limits.first + after, limits.end - 1 + after]
  const expected = `a day from ${formatDay(first)} to ${formatDay(last)}, ${limits.name}`
  check(metric, path, formatDay(day), day >= first && day <= last, expected, 'out-of-range')
}
