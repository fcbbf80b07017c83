import { check } from '../../internal/guard.js'
import { civilOf } from '../../internal/time/dayNumber.js'
import { periodNumbersOf } from '../../internal/time/periodNumbers.js'
import { type PeriodUnit, startOfPeriod } from '../../internal/time/periods.js'
import type { SqlDialect } from '../dialect.js'

/** Consecutive periods that are numbered in SQL and in JavaScript alike. */
export interface Calendar {
  /** The number of the period of a day, which may not be before the first one. */
  readonly numberOf: (dialect: SqlDialect, day: string) => string
  /** The first day of a period. */
  readonly startOf: (period: number) => number
}

/** Engines count by the Gregorian calendar alone. */
export function checkGregorian(
  metric: string,
  options: { readonly calendar?: unknown; readonly boundaries?: unknown },
): void {
  const rows = 'count other periods from rows, by the function that this one stands for'
  const { calendar, boundaries } = options
  const isPlain = calendar === undefined || calendar === 'gregorian'
  check(metric, ['calendar'], calendar, isPlain, `'gregorian': ${rows}`, 'mismatch')
  check(metric, ['boundaries'], boundaries, boundaries === undefined, `given: ${rows}`, 'mismatch')
}

/** The options of a function with `every`, of which two are refused with the way out. */
export const PERIOD_OPTIONS = ['every', 'calendar', 'boundaries', 'weekStartsOn'] as const

/** Periods counted from the one that a day lies in. */
export function makeCalendar(
  unit: PeriodUnit,
  multiple: number,
  first: number,
  weekStart: number,
): Calendar {
  const { startOf } = periodNumbersOf(unit, multiple, first, weekStart)
  const start = startOfPeriod(first, unit, weekStart)
  const [year, month] = civilOf(start)
  return {
    startOf,
    numberOf: (dialect, day) => {
      const isDays = unit === 'day' || unit === 'week'
      const distance = isDays ? minus(day, start) : minus(dialect.month(day), year * 12 + month - 1)
      const length = multiple * LENGTHS[unit]
      return length === 1 ? `(${distance})` : dialect.div(distance, `${length}`)
    },
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
