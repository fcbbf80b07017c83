import { checkChoice } from '../guard.js'
import { civilOf, dayOfCivil, daysInMonth } from './dayNumber.js'

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

/** The first day of the period that a day lies in. */
export function startOfPeriod(day: number, unit: PeriodUnit, weekStartsOn: number): number {
  if (unit === 'day') return day
  // 1970-01-01 was a Thursday.
  if (unit === 'week') return day - ((((day + 4 - weekStartsOn) % 7) + 7) % 7)
  const [year, month] = civilOf(day)
  const months = MONTHS[unit]
  return dayOfCivil(year, month - ((month - 1) % months), 1)
}

/** Months of the units that are made of them. */
const MONTHS = { month: 1, quarter: 3, year: 12 }

/** A number of periods later; a month later than 31 January is the last day of February. */
export function addPeriods(day: number, unit: PeriodUnit, count: number): number {
  if (unit === 'day' || unit === 'week') return day + count * (unit === 'day' ? 1 : 7)
  const [year, month, date] = civilOf(day)
  const months = month - 1 + count * MONTHS[unit]
  const toYear = year + Math.floor(months / 12)
  const toMonth = months - 12 * Math.floor(months / 12) + 1
  return dayOfCivil(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)))
}

/** The index of the day that weeks begin on, which is required where there are weeks. */
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
