import { check, checkChoice, checkConfidence, checkWhole, eachItem } from '../../internal/guard.js'
import {
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
} from '../../internal/inference/interval.js'
import type { Calendar } from '../../internal/time/calendars/calendar.js'
import type { ReadPeriods } from '../../internal/time/calendars/periodChoice.js'
import type { PeriodNumbers } from '../../internal/time/periodNumbers.js'
import type { PeriodUnit, WeekDay } from '../../internal/time/periods.js'
import {
  MOST_PERIODS,
  type PeriodInput,
  type Periods,
  readPeriodFrame,
} from '../activity/periodFrame.js'

/** Which customers count as retained: active in a period, or in it or any later one. */
export type CohortMeasure = 'on' | 'on-or-after'

/** Whether periods are those of the calendar, or run from each customer's own entry. */
export type CohortClock = 'calendar' | 'elapsed'

/** Whether a customer enters once, by the first event, or again in every period with one. */
export type CohortEntry = 'first' | 'any'

/**
 * How the rates of cohorts are averaged: `'pooled'` over all customers, `'mean'` with each cohort
 * once, `'weighted'` with each cohort by its size; `'amplitude'` and `'mixpanel'` are the rules of
 * those vendors.
 */
export type CohortAveragePolicy = 'pooled' | 'mean' | 'weighted' | 'amplitude' | 'mixpanel'

/** The first and the last period of a bracket, in periods after the entry, both included. */
export type CohortBracket = readonly [from: number, to: number]

/**
 * The frame of a table: its periods, measure and options. Tables of the same frame can be merged.
 */
export interface CohortFrame {
  /** The unit of periods; `null` where `boundaries` divide them. */
  readonly every: PeriodUnit | null
  /** The calendar, unless it is the Gregorian one. */
  readonly calendar?: Calendar
  /** The days that divide periods, where these are given. */
  readonly boundaries?: readonly string[]
  /** The number of units in one period. */
  readonly multiple: number
  /** Last day whose events are known. */
  readonly asOf: string
  /** First day of the first cohort, if given; otherwise the first entry decides. */
  readonly from: string | null
  /** The number of columns if given; otherwise as many as the first cohort has begun. */
  readonly periods: number | null
  /** Columns of several periods each, if given. */
  readonly brackets: readonly CohortBracket[] | null
  /** Which customers count as retained. */
  readonly measure: CohortMeasure
  /** Last period after the entry whose activity counts for `'on-or-after'`. */
  readonly until: number | null
  /** Minimum number of events that makes a customer active in a column. */
  readonly minimum: number
  /** What periods are counted by. */
  readonly clock: CohortClock
  /** How often a customer enters. */
  readonly cohort: CohortEntry
  /** The day that weeks begin on, where there are weeks. */
  readonly weekStartsOn: WeekDay | null
  /** Time zone in which instants became calendar days. */
  readonly timeZone: string
  /** The method of the intervals. */
  readonly interval: ProportionIntervalMethod
  /** Confidence of the intervals. */
  readonly confidence: number
}

/** The periods after the entry that one column covers. */
export interface CohortColumn {
  /** The first of them; 0 is the period of the entry. */
  readonly from: number
  /** The last of them, itself included. */
  readonly to: number
}

/**
 * The state of a cell. `'final'`: it cannot change. `'so-far'`: later activity can raise it
 * (`'on-or-after'`). `'in-progress'`: its period is not over. `'unknown'`: its period has not
 * begun.
 */
export type CohortCellState = 'final' | 'so-far' | 'in-progress' | 'unknown'

/** A frame as it is counted by. */
export interface Layout extends Omit<Periods, 'frame' | 'said'> {
  readonly metric: string
  readonly frame: CohortFrame
  readonly average: CohortAveragePolicy
}

/**
 * Options and the frame of a table hold the same values; an option that is not given is `null` in a
 * frame.
 */
interface FrameInput extends PeriodInput {
  readonly periods?: number | null
  readonly brackets?: Iterable<CohortBracket> | null
  readonly measure: CohortMeasure
  readonly until?: number | null
  readonly minimum?: number | null
  readonly clock: CohortClock
  readonly cohort: CohortEntry
  readonly average: CohortAveragePolicy
  readonly interval?: ProportionIntervalMethod | null
  readonly confidence?: number | null
}

const AVERAGES: readonly CohortAveragePolicy[] = [
  'pooled',
  'mean',
  'weighted',
  'amplitude',
  'mixpanel',
]

/** More cells than anybody reads, few enough for memory. */
const MOST_CELLS = 1_000_000

/** Reads what a table is of. */
export function readLayout(metric: string, given: FrameInput, readPeriods: ReadPeriods): Layout {
  const periods = readPeriodFrame(metric, given, readPeriods)
  const { weekStartsOn, timeZone, ...begun } = periods.frame
  const frame = {
    ...begun,
    ...readColumns(metric, given),
    minimum: checkWhole(metric, ['minimum'], given.minimum ?? 1, 1),
    clock: checkChoice(metric, ['clock'], given.clock, ['calendar', 'elapsed']),
    cohort: checkChoice(metric, ['cohort'], given.cohort, ['first', 'any']),
    weekStartsOn,
    timeZone,
    interval: checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS),
    confidence: checkConfidence(metric, given.confidence ?? undefined),
  }
  const hasLength = frame.clock === 'calendar' || periods.periodNumbers.between !== undefined
  const expected = "'calendar', as periods have no length to count from an entry"
  check(metric, ['clock'], frame.clock, hasLength, expected, 'mismatch')
  const average = checkChoice(metric, ['average'], given.average, AVERAGES)
  return { ...periods, metric, frame, average }
}

/** What each column is of, and what counts in it. */
function readColumns(
  metric: string,
  given: FrameInput,
): Pick<CohortFrame, 'periods' | 'brackets' | 'measure' | 'until'> {
  const measure = checkChoice(metric, ['measure'], given.measure, ['on', 'on-or-after'])
  const brackets = given.brackets == null ? null : readBrackets(metric, given.brackets)
  const periods =
    given.periods == null ? null : checkWhole(metric, ['periods'], given.periods, 1, MOST_PERIODS)
  const oneOf = brackets === null || periods === null
  check(metric, ['periods'], periods, oneOf, 'undefined as there are brackets', 'mismatch')
  const last = brackets?.at(-1)?.[1] ?? (periods ?? 1) - 1
  const until =
    given.until == null ? null : checkWhole(metric, ['until'], given.until, last, MOST_PERIODS)
  const needless = until === null || measure === 'on-or-after'
  check(metric, ['until'], until, needless, "undefined as measure is 'on'", 'mismatch')
  return { periods, brackets, measure, until }
}

/** Brackets in order, none of which begins before the one before has ended. */
function readBrackets(metric: string, given: unknown): CohortBracket[] {
  const brackets: CohortBracket[] = []
  eachItem(metric, ['brackets'], given, (item, index) => {
    const path = ['brackets', index]
    const pair = check<readonly unknown[]>(metric, path, item, Array.isArray(item), 'a pair')
    const after = (brackets.at(-1)?.[1] ?? -1) + 1
    const from = checkWhole(metric, [...path, 0], pair[0], 0, MOST_PERIODS)
    const expected = `at least ${after}, as the bracket before ends at ${after - 1}`
    check(metric, [...path, 0], from, from >= after, expected, 'out-of-range')
    brackets.push([from, checkWhole(metric, [...path, 1], pair[1], from, MOST_PERIODS)])
  })
  check(metric, ['brackets'], given, brackets.length > 0, 'at least one bracket', 'empty')
  return brackets
}

/** The columns of a table that begins with a cohort. */
export function columnsOf({ metric, frame, ...layout }: Layout, first: number): CohortColumn[] {
  const { brackets, periods, until } = frame
  const begun = progressOf({ metric, frame, ...layout }, first).begun
  const count = brackets?.length ?? periods ?? Math.min(begun, (until ?? Infinity) + 1)
  const cells = count * (layout.last - first + 1)
  const expected = `within ${MOST_CELLS} cells; longer periods or a later from make fewer`
  check(metric, ['asOf'], frame.asOf, cells <= MOST_CELLS, expected, 'out-of-range')
  return brackets
    ? brackets.map(([from, to]) => ({ from, to }))
    : Array.from({ length: count }, (_, at) => ({ from: at, to: at }))
}

/** How many periods a cohort has begun and how many it has completed, that of the entry included. */
function progressOf(
  { frame, periodNumbers, asOf, last }: Layout,
  index: number,
): { readonly begun: number; readonly done: number } {
  if (frame.clock === 'calendar')
    return { begun: last - index + 1, done: periodNumbers.indexOf(asOf + 1) - index }
  // The earliest possible entry begins its periods first, the latest possible entry ends them last.
  const lastEntry = periodNumbers.startOf(index + 1) - 1
  const between = spanOf(periodNumbers)
  return {
    begun: between(periodNumbers.startOf(index), asOf) + 1,
    done: between(lastEntry, asOf + 1),
  }
}

/** Whole periods between two days; a table whose clock is elapsed time has them. */
export function spanOf({ between }: PeriodNumbers): NonNullable<PeriodNumbers['between']> {
  return between as NonNullable<PeriodNumbers['between']>
}

/** What is known of the cells of a cohort. */
export function statesOf(
  layout: Layout,
  columns: readonly CohortColumn[],
  index: number,
): CohortCellState[] {
  const { measure, until } = layout.frame
  const { begun, done } = progressOf(layout, index)
  const over =
    measure === 'on' || (until !== null && until < done) ? ('final' as const) : ('so-far' as const)
  return columns.map(({ from, to }) => {
    if (from >= begun) return 'unknown'
    return to < done ? over : 'in-progress'
  })
}

/** Whether a cell counts in the average: the period is over for its cohort. */
export function countsInAverage({ frame }: Layout, state: CohortCellState | undefined): boolean {
  return state === 'final' || (state === 'so-far' && frame.until === null)
}
