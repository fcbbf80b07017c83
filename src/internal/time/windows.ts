import { check } from '../guard.js'
import type { PeriodChoiceInput, ReadPeriods } from './calendars/periodChoice.js'
import { formatDay } from './dayNumber.js'
import { checkEdge, checkWindow, type DateInput, type ReadDay } from './days.js'
import { checkPlaced, type PeriodName, periodBounds } from './periodNumbers.js'

/** How a window is divided into consecutive ones. */
export interface Windows {
  /** First day of each window, in order, and the first day after the last of them. */
  readonly bounds: readonly number[]
  /** What is said of each window: whether it is a whole period, and its number in the calendar. */
  readonly said: readonly WindowSaid[]
  readonly readDay: ReadDay
}

interface WindowSaid extends PeriodName {
  readonly complete: boolean
}

/** What says how a window is divided. */
interface WindowsOptions extends PeriodChoiceInput {
  readonly from: DateInput
  readonly to: DateInput
  readonly asOf?: DateInput
}

/**
 * The calendar periods of a window, cut where the window or what is known ends; a cut one is not
 * complete.
 */
export function readWindows(
  metric: string,
  options: WindowsOptions,
  readPeriods: ReadPeriods,
): Windows {
  const { readDay, numbersFrom } = readPeriods(metric, options)
  const window = checkWindow(metric, [], options, readDay)
  const { from } = window
  let { to } = window
  if (options.asOf !== undefined) {
    const asOf = checkEdge(metric, ['asOf'], options.asOf, readDay)
    const expected = `a day from ${formatDay(from)} on`
    check(metric, ['asOf'], options.asOf, asOf >= from, expected, 'out-of-range')
    to = Math.min(to, asOf + 1)
  }
  const numbers = numbersFrom(from)
  checkPlaced(metric, ['from'], from, numbers)
  checkPlaced(metric, ['to'], to, numbers, 1)
  const whole = periodBounds(metric, numbers, from, to)
  const first = numbers.indexOf(from)
  const bounds = whole.map((bound) => Math.min(Math.max(bound, from), to))
  const said = bounds.slice(1).map((bound, index) => ({
    ...numbers.nameOf(first + index),
    complete: bound === whole[index + 1] && bounds[index] === whole[index],
  }))
  return { bounds, said, readDay }
}
