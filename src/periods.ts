import { check, checkChoice, eachRow, type Fields, readOptions } from './internal/guard.js'
import { formatDay } from './internal/time/dayNumber.js'
import { checkDay, checkWindow, type DateInput, dayReader, readEnd } from './internal/time/days.js'
import {
  checkWeekStart,
  PERIOD_UNITS,
  type PeriodUnit,
  periodBounds,
  type WeekDay,
} from './internal/time/periods.js'

export type { DateInput, DayLike } from './internal/time/days.js'
export type { InstantLike } from './internal/time/instants.js'
export type { PeriodUnit, WeekDay } from './internal/time/periods.js'

/** How rows are put into periods. */
export interface ByPeriodOptions<Row> {
  /** The field with the day of a row, or a function that returns it. */
  readonly on: (keyof Row & string) | ((row: Row) => DateInput)
  /** The length of a period. Periods begin with the calendar's. */
  readonly every: PeriodUnit
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /** The day that weeks begin on; required where `every` is `'week'`. */
  readonly weekStartsOn?: WeekDay
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const BY_PERIOD_OPTIONS: Fields<ByPeriodOptions<never>> = {
  on: 1,
  every: 1,
  from: 1,
  to: 1,
  weekStartsOn: 0,
  timeZone: 0,
}

/** A period with its rows. */
export interface Period<Row> {
  /** First day of the period within the window. */
  readonly from: string
  /** First day after it, or after the window. */
  readonly to: string
  /**
   * Whether the window has all days of the period. Do not compare an incomplete period with a
   * complete one.
   */
  readonly complete: boolean
  /** The rows of the period, in their order. */
  readonly rows: readonly Row[]
}

/**
 * Groups rows by consecutive calendar periods, empty ones included, so that you can compute any
 * metric as a trend.
 *
 * Rows outside the window are in no period. A period cut by the window has `complete: false`.
 *
 * @param rows - Rows of any kind.
 * @param options - The field of the day, the unit of periods, the window, and the time zone of
 * instants.
 * @returns The periods of the window in order, each with its rows.
 * @throws {@link MetricError} `invalid` for a malformed row or date, or where `weekStartsOn` is
 * required and missing; `out-of-range` for a window of no days.
 *
 * @example
 * ```ts
 * const answers = [
 *   { rating: 10, answeredOn: '2025-01-31' },
 *   { rating: 3, answeredOn: '2025-03-01' },
 * ]
 * const months = byPeriod(answers, {
 *   on: 'answeredOn', every: 'month', from: '2025-01-01', to: '2025-03-16',
 * })
 * months.map((month) => month.rows.length) // => [1, 0, 1]
 * months[2].to // => '2025-03-16'
 * months[2].complete // => false
 * ```
 */
export function byPeriod<Row extends object>(
  rows: Iterable<Row>,
  options: ByPeriodOptions<Row>,
): Period<Row>[] {
  const metric = 'byPeriod'
  const given = readOptions<ByPeriodOptions<Row>>(metric, options, BY_PERIOD_OPTIONS)
  const { on } = given
  const named = typeof on === 'string' ? on : undefined
  check(
    metric,
    ['on'],
    on,
    named !== undefined || typeof on === 'function',
    'a field or a function',
    'invalid',
  )
  const every = checkChoice(metric, ['every'], given.every, PERIOD_UNITS)
  const weekStart = checkWeekStart(metric, every, given.weekStartsOn)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const bounds = periodBounds(metric, from, to, every, weekStart)
  const groups: Row[][] = bounds.slice(1).map(() => [])
  const periodOf = periodTable(bounds, from, to)
  eachRow<Row>(metric, ['rows'], rows, (row, index) => {
    const value = typeof on === 'function' ? on(row) : row[on]
    const day = readEnd(value ?? '', readDay)
    if (Number.isNaN(day)) checkDay(metric, ['rows', index, named ?? 'on'], value, readDay)
    if (day >= from && day < to) groups[periodOf[day - from] as number]?.push(row)
  })
  return groups.map((group, index) => {
    const start = bounds[index] as number
    const end = bounds[index + 1] as number
    return {
      from: formatDay(Math.max(start, from)),
      to: formatDay(Math.min(end, to)),
      complete: start >= from && end <= to,
      rows: group,
    }
  })
}

/** The index of the period of each day of the window. */
function periodTable(bounds: readonly number[], from: number, to: number): Int32Array {
  const table = new Int32Array(to - from)
  let period = 0
  for (let day = from; day < to; day++) {
    while ((bounds[period + 1] as number) <= day) period++
    table[day - from] = period
  }
  return table
}
