import { checkWindow } from '../../internal/time/days.js'
import { checkWeekStart, type PeriodUnit, startOfPeriod } from '../../internal/time/periods.js'
import { readWindows } from '../../internal/time/windows.js'
import type { Draft } from '../draft.js'
import { makeCalendar } from './calendar.js'

/** Consecutive windows, numbered in SQL. */
export interface Numbered {
  readonly bounds: readonly number[]
  /** Whether each window is a whole period. */
  readonly complete: readonly boolean[]
  /** The number of the window that a day within them lies in. */
  readonly numberOf: (day: string) => string
}

/** One window. */
export function oneWindow(draft: Draft, options: object): Numbered {
  const { from, to } = checkWindow(draft.metric, [], options, draft.readDay)
  return { bounds: [from, to], complete: [true], numberOf: () => '0' }
}

/** The periods of a window. */
export function manyWindows(
  draft: Draft,
  options: { readonly every: PeriodUnit; readonly weekStartsOn?: unknown },
): Numbered {
  const { metric, readDay, dialect } = draft
  const windows = readWindows(metric, options as Parameters<typeof readWindows>[1], readDay)
  const weekStart = checkWeekStart(metric, options.every, options.weekStartsOn)
  const first = startOfPeriod(windows.bounds[0] as number, options.every, weekStart)
  const calendar = makeCalendar(options.every, 1, first, weekStart)
  return { ...windows, numberOf: (day) => calendar.numberOf(dialect, day) }
}
