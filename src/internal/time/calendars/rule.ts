import { civilOf, dayOfCivil } from '../dayNumber.js'
import type { PeriodUnit } from '../periods.js'
import type { FiscalCalendar } from './calendar.js'

/**
 * What a calendar says of days: all of its periods follow from it. Months are counted from the
 * beginning of the year 0, twelve a year.
 */
export interface CalendarRule {
  /** The month that holds a day; where there are no months, the first of its year. */
  readonly monthOf: (day: number) => number
  /** The first day of a month. */
  readonly startOfMonth: (month: number) => number
  /** Whether time can be counted in months from any day on: not where some have a week more. */
  readonly isCountedFromDays: boolean
  /** The units into which years are divided without a rest, beside days. */
  readonly units: readonly PeriodUnit[]
  /** The index of the day that weeks begin on, where years are made of weeks. */
  readonly weekStartsOn?: number
  /** The first day that the calendar has, and the first one that it no longer has. */
  readonly limits?: Limits
}

/** Days outside of which there are no periods. */
export interface Limits {
  readonly first: number
  readonly end: number
  /** What they are, for messages. */
  readonly name: string
}

const MONTHS: readonly PeriodUnit[] = ['month', 'quarter', 'year']

/** The calendar of the days that go in and come out. */
export const GREGORIAN: CalendarRule = {
  monthOf: monthOfCivil,
  startOfMonth: startOfCivil,
  isCountedFromDays: true,
  units: MONTHS,
}

/** Gregorian months, in years that begin with another one. */
export function fiscalRule(calendar: Required<FiscalCalendar>): CalendarRule {
  const { fiscalYearStartsIn, namedBy } = calendar
  const isNext = namedBy === 'end' && fiscalYearStartsIn > 1
  const shift = (isNext ? 13 : 1) - fiscalYearStartsIn
  return {
    monthOf: (day) => monthOfCivil(day) + shift,
    startOfMonth: (month) => startOfCivil(month - shift),
    isCountedFromDays: true,
    units: MONTHS,
  }
}

function monthOfCivil(day: number): number {
  const [year, month] = civilOf(day)
  return year * 12 + month - 1
}

function startOfCivil(month: number): number {
  const year = Math.floor(month / 12)
  return dayOfCivil(year, month - year * 12 + 1, 1)
}
