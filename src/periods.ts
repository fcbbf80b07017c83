import { check, eachRow, type Fields } from './internal/guard.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from './internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from './internal/time/calendars/readPeriods.js'
import { formatDay } from './internal/time/dayNumber.js'
import { checkDay, type DateInput, readEnd } from './internal/time/days.js'
import type { PeriodName } from './internal/time/periodNumbers.js'
import { readWindows } from './internal/time/windows.js'

export type {
  Calendar,
  FiscalCalendar,
  WeekCalendar,
} from './internal/time/calendars/calendar.js'
export type {
  CalendarPeriods,
  InBoundaries,
  ListedPeriods,
} from './internal/time/calendars/periodChoice.js'
export type { DateInput, DayLike } from './internal/time/days.js'
export type { InstantLike } from './internal/time/instants.js'
export type { PeriodName } from './internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from './internal/time/periods.js'

/** How rows are put into periods. */
export interface ByPeriodOptions<Row> extends CalendarPeriods {
  /** The field with the day of a row, or a function that returns it. */
  readonly on: (keyof Row & string) | ((row: Row) => DateInput)
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const BY_PERIOD_OPTIONS: Fields<WithPeriodFields<ByPeriodOptions<never>>> = {
  on: 1,
  every: 0,
  calendar: 0,
  boundaries: 0,
  from: 1,
  to: 1,
  weekStartsOn: 0,
  timeZone: 0,
}

/** A period with its rows. */
export interface Period<Row> extends PeriodName {
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
 * `calendar` takes the periods of another calendar, and `boundaries` any others.
 *
 * @param rows - Rows of any kind.
 * @param options - The field of the day, the unit of periods, the window, and the time zone of
 * instants.
 * @returns The periods of the window in order, each with its rows.
 * @throws {@link MetricError} `invalid` for a malformed row or date, or where `weekStartsOn` is
 * required and missing; `out-of-range` for a window of no days, or of days that the calendar or
 * `boundaries` do not have; `mismatch` for a unit that the calendar does not have.
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
 *
 * const [year] = byPeriod(answers, {
 *   on: 'answeredOn', every: 'year', calendar: 'persian', from: '2024-03-20', to: '2025-03-21',
 * })
 * year // => { from: '2024-03-20', to: '2025-03-21', year: 1403, period: 1, complete: true, … }
 * ```
 */
export function byPeriod<Row extends object>(
  rows: Iterable<Row>,
  options: ByPeriodOptions<Row> | InBoundaries<ByPeriodOptions<Row>>,
): Period<Row>[] {
  const metric = 'byPeriod'
  const given = readPeriodOptions<WithPeriodFields<ByPeriodOptions<Row>>>(
    metric,
    ['options'],
    options,
    BY_PERIOD_OPTIONS,
  )
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
  const { bounds, said, readDay } = readWindows(metric, given, readPeriodChoice)
  const groups: Row[][] = said.map(() => [])
  const [from, to] = [bounds[0] as number, bounds.at(-1) as number]
  const periodOf = periodTable(bounds, from, to)
  eachRow<Row>(metric, ['rows'], rows, (row, index) => {
    const value = typeof on === 'function' ? on(row) : row[on]
    const day = readEnd(value ?? '', readDay)
    if (Number.isNaN(day)) checkDay(metric, ['rows', index, named ?? 'on'], value, readDay)
    if (day >= from && day < to) groups[periodOf[day - from] as number]?.push(row)
  })
  return groups.map((group, index) => {
    const { complete, ...name } = said[index] as (typeof said)[number]
    return {
      from: formatDay(bounds[index] as number),
      to: formatDay(bounds[index + 1] as number),
      ...name,
      complete,
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
