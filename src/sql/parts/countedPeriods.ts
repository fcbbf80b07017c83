import type { CalendarPeriods } from '../../internal/time/calendars/periodChoice.js'
import { FIRST_DAY } from '../../internal/time/dayNumber.js'
import { checkWeekStart } from '../../internal/time/periods.js'
import type { Periods } from '../../retention/activity/periodFrame.js'
import { type Calendar, makeCalendar } from './calendar.js'

/** Periods as SQL numbers them, from the first one that there is, and the number of that one. */
export function countedPeriods(
  metric: string,
  {
    periodNumbers,
    frame,
  }: Pick<Periods, 'periodNumbers'> & { readonly frame: Pick<Periods['frame'], 'multiple'> },
  { every, weekStartsOn }: CalendarPeriods,
): { readonly calendar: Calendar; readonly base: number } {
  const base = periodNumbers.indexOf(FIRST_DAY) + 1
  const weekStart = checkWeekStart(metric, every, weekStartsOn)
  const calendar = makeCalendar(every, frame.multiple, periodNumbers.startOf(base), weekStart)
  return { calendar, base }
}
