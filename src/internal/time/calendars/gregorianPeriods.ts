import { checkChoice } from '../../guard.js'
import { dayReader } from '../days.js'
import { periodNumbersOf } from '../periodNumbers.js'
import { checkWeekStart, PERIOD_UNITS, type WeekDay } from '../periods.js'
import type { ReadPeriods } from './periodChoice.js'

/** Periods of the Gregorian calendar, for those who know no other. */
export const readGregorianPeriods: ReadPeriods = (metric, given) => {
  const every = checkChoice(metric, ['every'], given.every, PERIOD_UNITS)
  const weekStart = checkWeekStart(metric, every, given.weekStartsOn ?? undefined)
  return {
    said: { every },
    weekStartsOn: every === 'week' ? (given.weekStartsOn as WeekDay) : null,
    readDay: dayReader(metric, given.timeZone ?? undefined),
    numbersFrom: (day, multiple = 1) => ({
      ...periodNumbersOf(every, multiple, day, weekStart),
      // Its years are those of the first day.
      nameOf: () => ({}),
    }),
  }
}
