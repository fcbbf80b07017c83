import { FIRST_DAY } from '../../internal/time/dayNumber.js'
import type { Periods } from '../../retention/activity/periodFrame.js'
import { type Calendar, makeCalendar } from './calendar.js'

/** Periods as SQL numbers them, from the first one that there is, and the number of that one. */
export function countedPeriods(
  {
    periodNumbers,
    frame,
  }: Pick<Periods, 'periodNumbers'> & {
    readonly frame: Pick<Periods['frame'], 'every' | 'multiple'>
  },
  weekStart: number,
): { readonly calendar: Calendar; readonly base: number } {
  const base = periodNumbers.indexOf(FIRST_DAY) + 1
  const calendar = makeCalendar(frame.every, frame.multiple, periodNumbers.startOf(base), weekStart)
  return { calendar, base }
}
