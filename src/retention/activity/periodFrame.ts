import { check, checkChoice, checkWhole } from '../../internal/guard.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader, type ReadDay } from '../../internal/time/days.js'
import { type PeriodNumbers, periodNumbersOf } from '../../internal/time/periodNumbers.js'
import {
  checkWeekStart,
  PERIOD_UNITS,
  type PeriodUnit,
  type WeekDay,
} from '../../internal/time/periods.js'

/**
 * The options that say where periods begin; an option that is not given is absent in options and
 * `null` in a table.
 */
export interface PeriodInput {
  readonly every: PeriodUnit
  readonly multiple?: number | null
  readonly asOf: DateInput
  readonly from?: DateInput | null
  readonly weekStartsOn?: WeekDay | null
  readonly timeZone?: string | null
}

/** The same in a result. */
interface PeriodFrame {
  readonly every: PeriodUnit
  readonly multiple: number
  readonly asOf: string
  readonly from: string | null
  readonly weekStartsOn: WeekDay | null
  readonly timeZone: string
}

/** The same, ready for counting. */
export interface Periods {
  readonly frame: PeriodFrame
  readonly readDay: ReadDay
  readonly asOf: number
  readonly periodNumbers: PeriodNumbers
  /** Number of the first period, if given. */
  readonly first: number | undefined
  /** Number of the last: that of the as-of day. */
  readonly last: number
}

/** The longest series, in periods. */
export const MOST_PERIODS = 10_000

/** Reads which periods there are. */
export function readPeriodFrame(metric: string, given: PeriodInput): Periods {
  const every = checkChoice(metric, ['every'], given.every, PERIOD_UNITS)
  const multiple = checkWhole(metric, ['multiple'], given.multiple ?? 1, 1, MOST_PERIODS)
  const readDay = dayReader(metric, given.timeZone ?? undefined)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const from = given.from == null ? undefined : checkEdge(metric, ['from'], given.from, readDay)
  const needed = from !== undefined || multiple === 1
  const expected = 'a day to count periods of more than one unit from'
  check(metric, ['from'], given.from, needed, expected, 'invalid')
  const upTo = `a day up to ${formatDay(asOf)}, which is asOf`
  check(metric, ['from'], given.from, from === undefined || from <= asOf, upTo, 'out-of-range')
  const weekStart = checkWeekStart(metric, every, given.weekStartsOn ?? undefined)
  const periodNumbers = periodNumbersOf(every, multiple, from ?? asOf, weekStart)
  const frame = {
    every,
    multiple,
    asOf: formatDay(asOf),
    from: from === undefined ? null : formatDay(periodNumbers.startOf(0)),
    weekStartsOn: every === 'week' ? (given.weekStartsOn as WeekDay) : null,
    // Plain days are the same in every zone.
    timeZone: given.timeZone ?? 'UTC',
  }
  const first = from === undefined ? undefined : 0
  return { frame, readDay, asOf, periodNumbers, first, last: periodNumbers.indexOf(asOf) }
}
