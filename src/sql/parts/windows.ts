import { readGregorianPeriods } from '../../internal/time/calendars/gregorianPeriods.js'
import type { CalendarPeriods } from '../../internal/time/calendars/periodChoice.js'
import { checkWindow, type DateInput } from '../../internal/time/days.js'
import { checkWeekStart, startOfPeriod } from '../../internal/time/periods.js'
import { readWindows, type Windows } from '../../internal/time/windows.js'
import type { Draft } from '../draft.js'
import { checkGregorian, makeCalendar } from './calendar.js'

/** Consecutive windows, numbered in SQL. */
export interface Numbered {
  readonly bounds: readonly number[]
  /** The number of the window that a day within them lies in. */
  readonly numberOf: (day: string) => string
}

/** One window. */
export function oneWindow(draft: Draft, options: object): Numbered {
  const { from, to } = checkWindow(draft.metric, [], options, draft.readDay)
  return { bounds: [from, to], numberOf: () => '0' }
}

/** Consecutive windows of which each is a period, or a part of one. */
export interface NumberedPeriods extends Numbered {
  readonly said: Windows['said']
}

/** The periods of a window. */
export function manyWindows(
  draft: Draft,
  options: CalendarPeriods & { readonly from: DateInput; readonly to: DateInput },
): NumberedPeriods {
  const { metric, dialect } = draft
  checkGregorian(metric, options)
  const { bounds, said } = readWindows(metric, options, readGregorianPeriods)
  const weekStart = checkWeekStart(metric, options.every, options.weekStartsOn)
  const first = startOfPeriod(bounds[0] as number, options.every, weekStart)
  const calendar = makeCalendar(options.every, 1, first, weekStart)
  return { bounds, said, numberOf: (day) => calendar.numberOf(dialect, day) }
}
