import type { CalendarPeriods, ListedPeriods } from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice } from '../../internal/time/calendars/readPeriods.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkWindow, type DateInput } from '../../internal/time/days.js'
import { readChains, type WindowChains } from '../../internal/time/windows.js'
import type { Draft } from '../draft.js'
import { countedFrom, countedUnit, listed, type NumberOf } from './calendar.js'

/** Windows of consecutive periods, numbered in SQL. */
export interface Numbered {
  /** The first day of each period, and the first day after the last of them. */
  readonly cuts: readonly number[]
  /** How many windows there are. */
  readonly size: number
  /** How many periods each of them has; it begins with that of its own number. */
  readonly span: number
  /** The number of the period that a day within them lies in. */
  readonly placeOf: (day: string) => string
}

/** One window. */
export function oneWindow(draft: Draft, options: object): Numbered {
  const { from, to } = checkWindow(draft.metric, [], options, draft.readDay)
  return { cuts: [from, to], size: 1, span: 1, placeOf: () => '0' }
}

/** Windows of which each is a period, a part of one, or several where they roll. */
export interface NumberedPeriods extends Numbered {
  readonly said: WindowChains['said']
}

/** The windows of a series. */
export function manyWindows(
  draft: Draft,
  options: (CalendarPeriods | ListedPeriods) & {
    readonly from: DateInput
    readonly to: DateInput
    readonly rolling?: number
  },
): NumberedPeriods {
  const { metric, dialect } = draft
  const { cuts, said, numbers } = readChains(metric, options, readPeriodChoice)
  const unit = countedUnit(options)
  const first = cuts[0] as number
  const numberOf: NumberOf = unit
    ? countedFrom(numbers.startOf(numbers.indexOf(first)), unit)
    : listed(metric, cuts.slice(0, -1))
  const span = options.rolling ?? 1
  return { cuts, size: said.length, span, said, placeOf: (day) => numberOf(dialect, day) }
}

/** The first day of a window, and the first day after it. */
export function textsOf({ cuts, span }: Numbered, window: number): readonly [string, string] {
  return [formatDay(cuts[window] as number), formatDay(cuts[window + span] as number)]
}

/**
 * The windows that the periods of a table are in: each row once for every one of them. Its columns are
 * those of the table, with the number of the window as `w`.
 */
export function inWindows({ size, span }: Numbered, table: string, period: string): string {
  const back = Array.from({ length: span }, (_, at) =>
    at === 0 ? 'SELECT 0 AS back' : `SELECT ${at}`,
  )
  const number = `q.${period} - k.back`
  return `SELECT q.*, ${number} AS w
  FROM ${table} AS q
  CROSS JOIN (${back.join(' UNION ALL ')}) AS k
  WHERE q.${period} >= k.back AND ${number} < ${size}`
}
