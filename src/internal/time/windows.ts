import { check, checkChoice, checkWhole } from '../guard.js'
import { formatDay } from './dayNumber.js'
import { checkEdge, checkWindow, type DateInput, type ReadDay } from './days.js'
import {
  addPeriods,
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
  /** The same without the cuts: where the periods begin, and where the last of them ends. */
  readonly whole: readonly number[]
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
    whole,
    complete: bounds
      .slice(1)
      .map((bound, index) => bound === whole[index + 1] && bounds[index] === whole[index]),
  }
}

/** Windows, as chains of consecutive ones. */
export interface WindowChains {
  /** The bounds of each chain. Window 0 is the first of chain 0, window 1 the first of chain 1. */
  readonly chains: readonly (readonly number[])[]
  /** Whether each window is made of whole periods, in order. */
  readonly complete: readonly boolean[]
}

/** How many periods each window has, at most. */
const MOST_ROLLING = 400

/**
 * The windows of a series. Rolling ones have a number of periods each and overlap, but those that
 * stand this number apart do not: each such chain is a series of consecutive windows.
 */
export function readChains(
  metric: string,
  options: WindowsOptions & { readonly rolling?: number },
  readDay: ReadDay,
): WindowChains {
  const { bounds, whole, complete } = readWindows(metric, options, readDay)
  const { rolling } = options
  if (rolling === undefined) return { chains: [bounds], complete }
  const periods = checkWhole(metric, ['rolling'], rolling, 2, MOST_ROLLING)
  const first = whole[0] as number
  const earlier = Array.from({ length: periods }, (_, at) =>
    addPeriods(first, options.every, at + 1 - periods),
  )
  const all = [...earlier, ...bounds.slice(1)]
  return {
    chains: Array.from({ length: Math.min(periods, complete.length) }, (_, chain) =>
      all.filter((_bound, at) => at >= chain && (at - chain) % periods === 0),
    ),
    // Where the first period is cut at its beginning, its window begins earlier all the same.
    complete: complete.map((_, at) => bounds[at + 1] === whole[at + 1]),
  }
}

/** What each chain has, in the order of the windows. */
export function inWindowOrder<Item>(chains: readonly (readonly Item[])[], size: number): Item[] {
  return Array.from(
    { length: size },
    (_, at) =>
      (chains[at % chains.length] as readonly Item[])[Math.floor(at / chains.length)] as Item,
  )
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
