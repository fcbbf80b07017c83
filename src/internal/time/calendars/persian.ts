import { dayOfCivil } from '../dayNumber.js'
import type { CalendarRule } from './rule.js'

/** The years for which the calendar is published. */
const FIRST_YEAR = 1206
const LAST_YEAR = 1498

/**
 * Days from the beginning of the year 0 to 1970, by the rule of 33 years with 8 leap years that agrees
 * with the published calendar: a year is leap if (25 × year + 11) mod 33 < 8.
 */
const EPOCH = dayOfCivil(1827, 3, 22) - daysBefore(FIRST_YEAR)

/** Days before a year: 12,053 in 33 years. */
function daysBefore(year: number): number {
  return Math.floor((12_053 * year + 21) / 33)
}

/** The first day of a month; months are counted from the year 0. */
function startOfMonth(month: number): number {
  const year = Math.floor(month / 12)
  const of = month - year * 12
  // Six months have 31 days, those after them 30, and the last one what is left.
  return EPOCH + daysBefore(year) + 30 * of + Math.min(of, 6)
}

/** The month of a day. */
function monthOf(day: number): number {
  const year = Math.floor((33 * (day - EPOCH) + 11) / 12_053)
  const rest = day - EPOCH - daysBefore(year)
  return 12 * year + (rest < 186 ? Math.floor(rest / 31) : Math.floor((rest - 6) / 30))
}

/** The day of a Persian date; `NaN` where the calendar has no such date. */
export function dayOfPersian(year: number, month: number, date: number): number {
  const start = startOfMonth(12 * year + month - 1)
  const isYear = year >= FIRST_YEAR && year <= LAST_YEAR
  const isDate = month >= 1 && month <= 12 && date >= 1
  const isDay = date <= startOfMonth(12 * year + month) - start
  return isYear && isDate && isDay ? start + date - 1 : Number.NaN
}

/** The years that there are, for messages. */
export const PERSIAN_YEARS: string = `the Persian years ${FIRST_YEAR} to ${LAST_YEAR}`

/** The solar calendar of Iran. */
export const PERSIAN: CalendarRule = {
  monthOf,
  startOfMonth,
  isCountedFromDays: true,
  units: ['month', 'quarter', 'year'],
  limits: {
    first: startOfMonth(12 * FIRST_YEAR),
    end: startOfMonth(12 * (LAST_YEAR + 1)),
    name: PERSIAN_YEARS,
  },
}
