import { check, checkWhole } from '../../internal/guard.js'
import type {
  PeriodChoiceInput,
  PeriodsSaid,
  ReadPeriods,
} from '../../internal/time/calendars/periodChoice.js'
import { readerWithin } from '../../internal/time/calendars/readers.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkEdge, type DateInput, type ReadDay } from '../../internal/time/days.js'
import { checkPlaced, type PeriodNumbers } from '../../internal/time/periodNumbers.js'
import type { WeekDay } from '../../internal/time/periods.js'

/**
 * The options that say where periods begin; an option that is not given is absent in options and
 * `null` in a table.
 */
export interface PeriodInput extends PeriodChoiceInput {
  readonly multiple?: number | null
  readonly asOf: DateInput
  readonly from?: DateInput | null
}

/** The same in a result. */
interface PeriodFrame extends PeriodsSaid {
  readonly multiple: number
  readonly asOf: string
  readonly from: string | null
  readonly weekStartsOn: WeekDay | null
  readonly timeZone: string
}

/** The same, ready for counting. */
export interface Periods {
  readonly said: PeriodsSaid
  readonly frame: PeriodFrame
  readonly readDay: ReadDay
  readonly asOf: number
  readonly periodNumbers: PeriodNumbers
  /** Number of the first period, if given. */
  readonly first: number | undefined
  /** Number of the first period that there may be. */
  readonly earliest: number
  /** Number of the last: that of the as-of day. */
  readonly last: number
}

/** The longest series, in periods. */
export const MOST_PERIODS = 10_000

/** Reads which periods there are. */
export function readPeriodFrame(
  metric: string,
  given: PeriodInput,
  readPeriods: ReadPeriods,
): Periods {
  const chosen = readPeriods(metric, given)
  const multiple = checkWhole(metric, ['multiple'], given.multiple ?? 1, 1, MOST_PERIODS)
  const isUnit = multiple === 1 || chosen.said.every !== null
  check(metric, ['multiple'], multiple, isUnit, '1 as there are boundaries', 'mismatch')
  const { readDay, weekStartsOn } = chosen
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const from = given.from == null ? undefined : checkEdge(metric, ['from'], given.from, readDay)
  const needed = from !== undefined || multiple === 1
  const expected = 'a day to count periods of more than one unit from'
  check(metric, ['from'], given.from, needed, expected, 'invalid')
  const upTo = `a day up to ${formatDay(asOf)}, which is asOf`
  check(metric, ['from'], given.from, from === undefined || from <= asOf, upTo, 'out-of-range')
  const anchor = from ?? asOf
  const periodNumbers = chosen.numbersFrom(anchor, multiple)
  const { indexOf, startOf } = periodNumbers
  checkPlaced(metric, ['asOf'], asOf, periodNumbers)
  checkPlaced(metric, ['from'], anchor, periodNumbers)
  const first = from === undefined ? undefined : indexOf(from)
  const frame = {
    ...chosen.said,
    multiple,
    asOf: formatDay(asOf),
    from: first === undefined ? null : formatDay(startOf(first)),
    weekStartsOn,
    // Plain days are the same in every zone.
    timeZone: given.timeZone ?? 'UTC',
  }
  const last = indexOf(asOf)
  const { limits } = periodNumbers
  const isWhole = !limits || startOf(last + 1) <= limits.end
  const whole = `a day whose period ends within ${limits?.name}`
  check(metric, ['asOf'], frame.asOf, isWhole, whole, 'out-of-range')
  return {
    said: chosen.said,
    frame,
    readDay: readerWithin(readDay, periodNumbers),
    asOf,
    periodNumbers,
    first,
    earliest: first ?? (limits ? indexOf(limits.first) : -Infinity),
    last,
  }
}
