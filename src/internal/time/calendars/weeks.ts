import { civilOf, dayOfCivil } from '../dayNumber.js'
import { boundsUpTo } from '../dayPlaces.js'
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
  /** Years between the number of a year and the calendar year after whose month it begins. */
  const behind = yearEndsIn < 12 && namedBy === 'start' ? 0 : -1
  const startOfYear = (year: number): number => {
    // The day after the end of the year before.
    const next = dayOfCivil(year + behind + Math.floor(yearEndsIn / 12), (yearEndsIn % 12) + 1, 1)
    const latest = next - 1 + (yearEnd === 'nearest' ? 3 : 0)
    return latest - ((((latest + 4 - endsOn) % 7) + 7) % 7) + 1
  }
  const known = new Map<number, readonly number[]>()
  /** The first days of the months of a year, computed once for all rows. */
  const startsOf = (year: number): readonly number[] => {
    const ready = known.get(year)
    if (ready) return ready
    const starts = [startOfYear(year)]
    const isLong = startOfYear(year + 1) - (starts[0] as number) > 364
    for (let month = 1; month < 12; month++) {
      const length =
        (quarter[(month - 1) % 3] as number) + (isLong && month === extraWeekIn ? 1 : 0)
      starts.push((starts[month - 1] as number) + 7 * length)
    }
    known.set(year, starts)
    return starts
  }
  return {
    monthOf: (day) => {
      let year = civilOf(day)[0] + 1
      while ((startsOf(year)[0] as number) > day) year--
      return 12 * year + boundsUpTo(startsOf(year), day) - 1
    },
    startOfMonth: (month) => {
      const year = Math.floor(month / 12)
      return startsOf(year)[month - 12 * year] as number
    },
    isCountedFromDays: false,
    units: ['week', 'month', 'quarter', 'year'],
    weekStartsOn: (endsOn + 1) % 7,
  }
}
