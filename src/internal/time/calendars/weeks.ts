import { civilOf, dayOfCivil } from '../dayNumber.js'
import { WEEK_DAYS } from '../periods.js'
import type { WeekCalendar } from './calendar.js'
import type { CalendarRule } from './rule.js'

/** ISO 8601: weeks from Monday, and the year of a week is that of its Thursday. */
export const ISO_WEEK: CalendarRule = {
  monthOf: (day) => {
    // 1970-01-01 was a Thursday.
    const thursday = 7 * Math.floor((day + 3) / 7)
    return 12 * civilOf(thursday)[0]
  },
  startOfMonth: (month) => {
    const fourth = dayOfCivil(month / 12, 1, 4)
    return 7 * Math.floor((fourth + 3) / 7) - 3
  },
  isCountedFromDays: false,
  units: ['week', 'year'],
  weekStartsOn: 1,
}

/** Years of whole weeks that end on a day of the week at the end of a month. */
export function weekRule(calendar: Required<WeekCalendar>): CalendarRule {
  const { yearEndsIn, yearEnd, extraWeekIn, namedBy } = calendar
  const endsOn = WEEK_DAYS.indexOf(calendar.yearEndsOn)
  const quarter = calendar.weeks.split('-').map(Number)
  const year0 = yearEndsIn < 12 && namedBy === 'start' ? 0 : -1
  const startOfYear = (year: number): number => {
    // The day after the end of the year before.
    const next = dayOfCivil(year + year0 + Math.floor(yearEndsIn / 12), (yearEndsIn % 12) + 1, 1)
    const latest = next - 1 + (yearEnd === 'nearest' ? 3 : 0)
    return latest - ((((latest + 4 - endsOn) % 7) + 7) % 7) + 1
  }
  /** Weeks of a year before one of its months; month 12 is the end. */
  const weeksBefore = (year: number, month: number): number => {
    let weeks = 0
    for (let at = 0; at < month; at++) weeks += quarter[at % 3] as number
    const isLong = startOfYear(year + 1) - startOfYear(year) > 364
    return isLong && month >= extraWeekIn ? weeks + 1 : weeks
  }
  const startOfMonth = (month: number): number => {
    const year = Math.floor(month / 12)
    return startOfYear(year) + 7 * weeksBefore(year, month - 12 * year)
  }
  return {
    monthOf: (day) => {
      let year = civilOf(day)[0] + 2
      while (startOfYear(year) > day) year--
      let month = 12 * year + 11
      while (startOfMonth(month) > day) month--
      return month
    },
    startOfMonth,
    isCountedFromDays: false,
    units: ['week', 'month', 'quarter', 'year'],
    weekStartsOn: (endsOn + 1) % 7,
  }
}
