import { check, checkObject, type Fields, readFields, readOptions } from '../internal/guard.js'
import { checkInstant, type InstantInput } from '../internal/time/instants.js'
import { type BusinessHours, stopwatch } from './businessHours.js'
import { readUnit, type TimeUnit } from './tickets.js'

/** The span in which business time is measured. */
export interface TimeSpan {
  /** The first instant. */
  readonly from: InstantInput
  /** The last instant, not before the first. */
  readonly to: InstantInput
}

/** The fields that are read; another one is refused. */
const TIME_SPAN: Fields<TimeSpan> = { from: 1, to: 1 }

/** The hours that count, and the unit. */
export interface BusinessTimeOptions {
  /** The hours that count. */
  readonly hours: BusinessHours
  /** The unit of the result; a business day has no fixed length. */
  readonly unit: Exclude<TimeUnit, 'day'>
}

/** The fields that are read; another one is refused. */
const BUSINESS_TIME_OPTIONS: Fields<BusinessTimeOptions> = { hours: 1, unit: 1 }

/**
 * Business hours between two instants.
 *
 * Shifts are in local time. On the day that clocks go forward, a shift over the change is an hour
 * shorter; on the day that they go back, it is an hour longer.
 *
 * @formula time = length of all moments from `from` to `to` at which the wall clock of `timeZone` is
 * within a shift of its weekday, or of its date where that has shifts of its own, and its day is no holiday
 * @unit `unit`
 *
 * @param span - The two instants, from 1970 to 2099.
 * @param options - Weekly shifts, holidays, dates with shifts of their own and time zone, and the unit.
 * @returns The business time, at least 0.
 * @throws {@link MetricError} `invalid` for a malformed instant or time of day; `mismatch` for
 * shifts that overlap, or a date that is given twice; `out-of-range` where `to` is before `from`.
 * @source ISO 8601-1 (2019), “Date and time”, for the clock; IANA, “Time Zone Database”, for its zones.
 *
 * @example
 * ```ts
 * const weekday = [{ from: '09:00', to: '12:30' }, { from: '13:30', to: '17:00' }]
 * const hours = { timeZone: 'Europe/Berlin', week: { friday: weekday, monday: weekday } }
 * const span = { from: '2025-03-28T16:00:00+01:00', to: '2025-03-31T10:00:00+02:00' }
 * businessTime(span, { hours, unit: 'hour' }) // => 2
 * const dates = [{ on: '2025-03-28', shifts: [{ from: '09:00', to: '12:00' }] }]
 * businessTime(span, { hours: { ...hours, dates }, unit: 'hour' }) // => 1
 * ```
 */
export function businessTime(span: TimeSpan, options: BusinessTimeOptions): number {
  const metric = 'businessTime'
  const given = readFields<TimeSpan>(metric, ['span'], span, TIME_SPAN)
  const { hours, unit } = readOptions<BusinessTimeOptions>(metric, options, BUSINESS_TIME_OPTIONS)
  const to = checkInstant(metric, ['span', 'to'], given.to)
  const from = checkInstant(metric, ['span', 'from'], given.from)
  checkObject(metric, ['hours'], hours)
  const { clock, elapsed, range } = stopwatch(metric, ['hours'], hours, to)
  const placed = from >= range[0] && to <= range[1]
  const years = 'within the years 1970 to 2099'
  check(metric, ['span'], span, placed, years, 'out-of-range')
  check(
    metric,
    ['span', 'to'],
    given.to,
    to >= from,
    'an instant from span.from on',
    'out-of-range',
  )
  return elapsed(from, to) / readUnit(metric, unit, clock)
}
