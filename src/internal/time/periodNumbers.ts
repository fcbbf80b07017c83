import { civilOf } from './dayNumber.js'
import { addPeriods, type PeriodUnit, startOfPeriod, unitsBetween } from './periods.js'

/** Consecutive periods of one length, numbered from the one that a given day lies in. */
export interface PeriodNumbers {
  /** The number of the period that a day lies in. */
  readonly indexOf: (day: number) => number
  /** The first day of a period. */
  readonly startOf: (index: number) => number
  /** Whole periods from one day to another, counted from the day itself and not from the calendar. */
  readonly between: (from: number, to: number) => number
}

/** Periods of a number of calendar units; rows and first days are placed by arithmetic. */
export function periodNumbersOf(
  unit: PeriodUnit,
  multiple: number,
  day: number,
  weekStartsOn: number,
): PeriodNumbers {
  const anchor = startOfPeriod(day, unit, weekStartsOn)
  const startOf = (index: number): number => addPeriods(anchor, unit, index * multiple)
  const between = (from: number, to: number): number =>
    Math.floor(unitsBetween(from, to, unit) / multiple)
  if (unit === 'day' || unit === 'week') {
    const length = unit === 'day' ? multiple : 7 * multiple
    return { indexOf: (other) => Math.floor((other - anchor) / length), startOf, between }
  }
  const length = multiple * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)
  const origin = monthOf(anchor)
  return { indexOf: (other) => Math.floor((monthOf(other) - origin) / length), startOf, between }
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const [year, month] = civilOf(day)
  return year * 12 + month
}
