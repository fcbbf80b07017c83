import { check, checkWhole } from '../guard.js'
import type { PeriodChoiceInput, ReadPeriods } from './calendars/periodChoice.js'
import { formatDay } from './dayNumber.js'
import { checkEdge, checkWindow, type DateInput, type ReadDay } from './days.js'
import { checkPlaced, type PeriodName, type PeriodNumbers, periodBounds } from './periodNumbers.js'

/** How a window is divided into consecutive ones. */
export interface Windows {
  /** First day of each window, in order, and the first day after the last of them. */
  readonly bounds: readonly number[]
  /** The same without the cuts: where the periods begin, and where the last of them ends. */
  readonly whole: readonly number[]
  /** What is said of each window: whether it is a whole period, and its number in the calendar. */
  readonly said: readonly WindowSaid[]
  readonly numbers: PeriodNumbers
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
  return { bounds, whole, said, numbers, readDay }
}

/** Windows, as chains of consecutive ones. */
export interface WindowChains {
  /** The bounds of each chain. Window 0 is the first of chain 0, window 1 the first of chain 1. */
  readonly chains: readonly (readonly number[])[]
  /** The days that divide all windows into periods, their ends included. */
  readonly cuts: readonly number[]
  /** What is said of each window, in order: by the name of its last period. */
  readonly said: readonly WindowSaid[]
  readonly numbers: PeriodNumbers
  readonly readDay: ReadDay
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
  readPeriods: ReadPeriods,
): WindowChains {
  const { bounds, whole, said, numbers, readDay } = readWindows(metric, options, readPeriods)
  const { rolling } = options
  if (rolling === undefined) return { chains: [bounds], cuts: bounds, said, numbers, readDay }
  const periods = checkWhole(metric, ['rolling'], rolling, 2, MOST_ROLLING)
  const first = numbers.indexOf(whole[0] as number)
  const { limits } = numbers
  if (limits) {
    const isCovered = first - numbers.indexOf(limits.first) >= periods - 1
    const expected = `${periods - 1} or more periods after ${formatDay(limits.first)}, ${limits.name}: the first window begins that much earlier`
    check(metric, ['from'], options.from, isCovered, expected, 'out-of-range')
  }
  const earlier = Array.from({ length: periods }, (_, at) =>
    numbers.startOf(first + at + 1 - periods),
  )
  const all = [...earlier, ...bounds.slice(1)]
  return {
    chains: Array.from({ length: Math.min(periods, said.length) }, (_, chain) =>
      all.filter((_bound, at) => at >= chain && (at - chain) % periods === 0),
    ),
    cuts: all,
    // Where the first period is cut at its beginning, its window begins earlier all the same.
    said: said.map((each, at) => ({ ...each, complete: bounds[at + 1] === whole[at + 1] })),
    numbers,
    readDay,
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

/** A window, and which of the periods that divide all of them it has. */
export interface CutWindow {
  readonly from: number
  readonly to: number
  /** Its first period, and the first after it. */
  readonly first: number
  readonly after: number
}

/** The windows of a series in order, each as some of the periods, for what is counted once. */
export function windowsOf({ chains, cuts, said }: WindowChains): readonly CutWindow[] {
  const places = new Map(cuts.map((day, place) => [day, place]))
  const placeOf = (day: number): number => places.get(day) as number
  const parted = chains.map((bounds) =>
    bounds.slice(1).map((to, at): CutWindow => {
      const from = bounds[at] as number
      return { from, to, first: placeOf(from), after: placeOf(to) }
    }),
  )
  return inWindowOrder(parted, said.length)
}
