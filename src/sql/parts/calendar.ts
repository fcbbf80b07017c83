import { check } from '../../internal/guard.js'
import type { PeriodChoiceInput } from '../../internal/time/calendars/periodChoice.js'
import { civilOf } from '../../internal/time/dayNumber.js'
import { addPeriods, type PeriodUnit, startOfPeriod } from '../../internal/time/periods.js'
import type { SqlDialect } from '../dialect.js'

/** The number of the period of a day, as SQL. */
export type NumberOf = (dialect: SqlDialect, day: string) => string

/** Consecutive periods that are numbered in SQL and in JavaScript alike. */
export interface Calendar {
  /** The number of the period of a day, which may not be before the first one. */
  readonly numberOf: NumberOf
  /** The first day of a period. */
  readonly startOf: (period: number) => number
}

/** The options of a function with `every`. */
export const PERIOD_OPTIONS = ['every', 'calendar', 'boundaries', 'weekStartsOn'] as const

/** Periods counted from the one that a day lies in. */
export function makeCalendar(unit: PeriodUnit, first: number, weekStart: number): Calendar {
  const start = startOfPeriod(first, unit, weekStart)
  return {
    startOf: (period) => addPeriods(start, unit, period),
    numberOf: countedFrom(start, unit),
  }
}

/** Periods of equal lengths in days or months, counted from the first day of one. */
export function countedFrom(start: number, unit: PeriodUnit, multiple = 1): NumberOf {
  const [year, month] = civilOf(start)
  return (dialect, day) => {
    const isDays = unit === 'day' || unit === 'week'
    const distance = isDays ? minus(day, start) : minus(dialect.month(day), year * 12 + month - 1)
    const length = multiple * LENGTHS[unit]
    return length === 1 ? `(${distance})` : dialect.div(distance, `${length}`)
  }
}

/** The unit of periods that are counted so; no unit where their first days have to be listed. */
export function countedUnit({ every, calendar }: PeriodChoiceInput): PeriodUnit | undefined {
  if (every == null) return undefined
  const isDays = every === 'day' || every === 'week'
  const isGregorian = calendar == null || calendar === 'gregorian'
  const isFiscal = Object.hasOwn(Object(calendar), 'fiscalYearStartsIn')
  return isDays || isGregorian || isFiscal ? every : undefined
}

/** More periods than these make a statement longer than engines read; only `boundaries` can be that many. */
const MOST_LISTED = 10_000

/**
 * Periods whose first days are known, the first being of number 0. Comparisons halve the list, so that a
 * day costs as many as the number of periods has binary digits, and there is nothing to join.
 */
export function listed(metric: string, starts: readonly number[]): NumberOf {
  const fits = starts.length <= MOST_LISTED
  const expected = `at most ${MOST_LISTED} periods: their first days are listed in the statement`
  check(metric, ['boundaries'], starts.length, fits, expected, 'out-of-range')
  return (_, day) => {
    const among = (first: number, last: number): string => {
      if (first === last) return `${first}`
      const middle = (first + last + 1) >> 1
      return `CASE WHEN ${day} < ${starts[middle]} THEN ${among(first, middle - 1)} ELSE ${among(middle, last)} END`
    }
    return among(0, starts.length - 1)
  }
}

const LENGTHS: Readonly<Record<PeriodUnit, number>> = {
  day: 1,
  week: 7,
  month: 1,
  quarter: 3,
  year: 12,
}

/** An expression less a whole number. */
function minus(expression: string, number: number): string {
  return number < 0 ? `${expression} + ${-number}` : `${expression} - ${number}`
}

/**
 * Whole months from one day to a later one, by the library's rule: the day after the later one must
 * have passed the day of the month.
 */
export function monthsBetween(dialect: SqlDialect, from: string, to: string): string {
  const { month, dom } = dialect
  const after = `${to} + 1`
  return `(${month(after)} - ${month(from)} - CASE WHEN ${dom(after)} <= ${dom(from)} THEN 1 ELSE 0 END)`
}

/** Whole units of calendar time from one day to a later one. */
export function unitsBetweenSql(
  dialect: SqlDialect,
  unit: PeriodUnit,
  from: string,
  to: string,
): string {
  if (unit === 'day') return `(${to} - ${from})`
  if (unit === 'week') return dialect.div(`${to} - ${from}`, '7')
  const months = monthsBetween(dialect, from, to)
  return unit === 'month' ? months : dialect.div(months, unit === 'quarter' ? '3' : '12')
}
