import {
  check,
  checkChoice,
  checkObject,
  checkWhole,
  type Fields,
  readFields,
} from '../../guard.js'
import { WEEK_DAYS, type WeekDay } from '../periods.js'

/**
 * The calendar whose months, quarters and years are the periods. `'persian'` is that of Iran by its
 * published rule, for the years 1206 to 1498; days may then be written as there, too. `'iso-week'` has
 * years of whole weeks from Monday, the first of which holds 4 January; it has no months.
 *
 * @source Calendar centre, Institute of Geophysics, University of Tehran, leap years 1206 to 1498, for
 * `'persian'`; ISO 8601 for `'iso-week'`.
 */
export type Calendar = 'gregorian' | 'persian' | 'iso-week' | FiscalCalendar | WeekCalendar

/** Years of twelve calendar months that begin in another month than January. */
export interface FiscalCalendar {
  /** The month in which years begin, 1 to 12. */
  readonly fiscalYearStartsIn: number
  /**
   * Whether a year has the number of the calendar year in which it begins or ends.
   * @defaultValue `'start'`
   */
  readonly namedBy?: 'start' | 'end'
}

/**
 * Years of 52 or 53 whole weeks, whose quarters have months of 4, 4 and 5 weeks, in one order or
 * another. The calendar of the National Retail Federation (NRF) is
 * `{ weeks: '4-5-4', yearEndsIn: 1, yearEndsOn: 'saturday', yearEnd: 'nearest' }`.
 *
 * @source National Retail Federation, “4-5-4 Calendar”.
 */
export interface WeekCalendar {
  /** Weeks of the three months of a quarter. */
  readonly weeks: '4-4-5' | '4-5-4' | '5-4-4'
  /** The calendar month at whose end years end, 1 to 12. */
  readonly yearEndsIn: number
  /** The day of the week on which years end; weeks begin on the day after. */
  readonly yearEndsOn: WeekDay
  /** Whether years end on the last such day of the month, or on the one nearest to its last day. */
  readonly yearEnd: 'last' | 'nearest'
  /**
   * The month of the year, 1 to 12, that has the 53rd week.
   * @defaultValue `12`
   */
  readonly extraWeekIn?: number
  /**
   * Whether a year has the number of the calendar year in which it begins or ends: that of the month
   * after `yearEndsIn`, or of `yearEndsIn`.
   * @defaultValue `'start'`
   */
  readonly namedBy?: 'start' | 'end'
}

const NAMED: readonly ['start', 'end'] = ['start', 'end']

const FISCAL: Fields<FiscalCalendar> = { fiscalYearStartsIn: 1, namedBy: 0 }

const WEEKS: Fields<WeekCalendar> = {
  weeks: 1,
  yearEndsIn: 1,
  yearEndsOn: 1,
  yearEnd: 1,
  extraWeekIn: 0,
  namedBy: 0,
}

const KNOWN: readonly ['gregorian', 'persian', 'iso-week'] = ['gregorian', 'persian', 'iso-week']

const CALENDAR = `one of ${KNOWN.join(', ')}, or an object { fiscalYearStartsIn } or { weeks, yearEndsIn, yearEndsOn, yearEnd }`

/** A calendar with all that it says. */
export type WholeCalendar =
  | 'gregorian'
  | 'persian'
  | 'iso-week'
  | Required<FiscalCalendar>
  | Required<WeekCalendar>

/** A calendar with all that it says, defaults included and in one order, so that two can be compared. */
export function readCalendar(metric: string, value: unknown): WholeCalendar {
  const path = ['calendar']
  if (value == null) return 'gregorian'
  if (typeof value !== 'object')
    return check(metric, path, value, KNOWN.includes(value as 'persian'), CALENDAR, 'invalid')
  const isWeeks = Object.hasOwn(checkObject(metric, path, value, CALENDAR), 'weeks')
  if (!isWeeks) {
    const given = readFields<FiscalCalendar>(metric, path, value, FISCAL)
    return {
      fiscalYearStartsIn: checkMonth(metric, 'fiscalYearStartsIn', given.fiscalYearStartsIn),
      namedBy: checkChoice(metric, [...path, 'namedBy'], given.namedBy ?? 'start', NAMED),
    }
  }
  const given = readFields<WeekCalendar>(metric, path, value, WEEKS)
  const choice = <const T extends string>(field: keyof WeekCalendar, choices: readonly T[]): T =>
    checkChoice(metric, [...path, field], given[field], choices)
  return {
    weeks: choice('weeks', ['4-4-5', '4-5-4', '5-4-4']),
    yearEndsIn: checkMonth(metric, 'yearEndsIn', given.yearEndsIn),
    yearEndsOn: choice('yearEndsOn', WEEK_DAYS),
    yearEnd: choice('yearEnd', ['last', 'nearest']),
    extraWeekIn: checkMonth(metric, 'extraWeekIn', given.extraWeekIn ?? 12),
    namedBy: checkChoice(metric, [...path, 'namedBy'], given.namedBy ?? 'start', NAMED),
  }
}

function checkMonth(metric: string, field: string, value: unknown): number {
  return checkWhole(metric, ['calendar', field], value, 1, 12)
}
