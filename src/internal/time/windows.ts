import { check, checkChoice } from '../guard.js'
import { formatDay } from './dayNumber.js'
import { checkEdge, checkWindow, type DateInput, type ReadDay } from './days.js'
import {
  checkWeekStart,
  PERIOD_UNITS,
  type PeriodUnit,
  periodBounds,
  type WeekDay,
} from './periods.js'

/** How a window is divided into consecutive ones. */
export interface Windows {
  /** First day of each window, in order, and the first day after the last of them. */
  readonly bounds: readonly number[]
  /** Whether each window is a whole period. */
  readonly complete: readonly boolean[]
}

/** What says how a window is divided. */
interface WindowsOptions {
  readonly every: PeriodUnit
  readonly from: DateInput
  readonly to: DateInput
  readonly asOf?: DateInput
  readonly weekStartsOn?: WeekDay
}

/**
 * The calendar periods of a window, cut where the window or what is known ends; a cut one is not
 * complete.
 */
export function readWindows(metric: string, options: WindowsOptions, readDay: ReadDay): Windows {
  const every = checkChoice(metric, ['every'], options.every, PERIOD_UNITS)
  const weekStart = checkWeekStart(metric, every, options.weekStartsOn)
  const window = checkWindow(metric, [], options, readDay)
  const { from } = window
  let { to } = window
  if (options.asOf !== undefined) {
    const asOf = checkEdge(metric, ['asOf'], options.asOf, readDay)
    const expected = `a day from ${formatDay(from)} on`
    check(metric, ['asOf'], options.asOf, asOf >= from, expected, 'out-of-range')
    to = Math.min(to, asOf + 1)
  }
  const whole = periodBounds(metric, from, to, every, weekStart)
  const bounds = whole.map((bound) => Math.min(Math.max(bound, from), to))
  return {
    bounds,
    complete: bounds
      .slice(1)
      .map((bound, index) => bound === whole[index + 1] && bounds[index] === whole[index]),
  }
}

/** How many bounds are not after a day; one less is the window that the day lies in. */
export function boundsUpTo(bounds: readonly number[], day: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low
}
