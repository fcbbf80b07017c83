import { check, checkChoice, type Fields, type Path, readFields, readList } from '../../guard.js'
import { formatDay } from '../dayNumber.js'
import { checkEdge, type DateInput, dayReader, type ReadDay } from '../days.js'
import { type PeriodNumbers, periodNumbersBetween, periodNumbersOf } from '../periodNumbers.js'
import { checkWeekStart, PERIOD_UNITS, type PeriodUnit, type WeekDay } from '../periods.js'
import { type Calendar, readCalendar, type WholeCalendar } from './calendar.js'
import { PERSIAN } from './persian.js'
import { calendarDayReader } from './readers.js'
import { type CalendarRule, fiscalRule, GREGORIAN } from './rule.js'
import { ISO_WEEK, weekRule } from './weeks.js'

/** Periods of a calendar. */
export interface CalendarPeriods {
  /** The unit of periods. They begin with the calendar's. */
  readonly every: PeriodUnit
  /**
   * The calendar whose years, quarters and months they are.
   * @defaultValue `'gregorian'`
   */
  readonly calendar?: Calendar
  /** The day that weeks begin on; required where `every` is `'week'`, unless the calendar says it. */
  readonly weekStartsOn?: WeekDay
  /** Another way to say where periods begin. */
  readonly boundaries?: undefined
}

/** Periods that a list of days divides, for a calendar that has no rule here. */
export interface ListedPeriods {
  /**
   * The first day of each period in order, and the first day after the last: `['2025-02-02',
   * '2025-03-02', '2025-04-06']` are two. They cover the days that the call asks about.
   */
  readonly boundaries: Iterable<DateInput>
  /** Not with `boundaries`. */
  readonly every?: undefined
  /** Not with `boundaries`. */
  readonly calendar?: undefined
  /** Not with `boundaries`. */
  readonly weekStartsOn?: undefined
}

/** The same options with `boundaries` in place of `every`, its calendar and its weeks. */
export type InBoundaries<Options extends CalendarPeriods> = Omit<Options, keyof CalendarPeriods> &
  ListedPeriods

/** What both say, as it is read. */
export interface PeriodFields {
  readonly every?: PeriodUnit
  readonly calendar?: Calendar
  readonly weekStartsOn?: WeekDay
  readonly boundaries?: Iterable<DateInput>
}

/** Options with a choice of periods, as they are read. */
export type WithPeriodFields<T> = Omit<T, keyof PeriodFields> & PeriodFields

/** Options with `every` or with `boundaries`, one of which is required. */
export function readPeriodOptions<T extends PeriodFields>(
  metric: string,
  path: Path,
  options: unknown,
  fields: Fields<T>,
): T {
  const required = Object(options).boundaries === undefined ? 'every' : 'boundaries'
  return readFields<T>(metric, path, options, { ...fields, [required]: 1 }, [])
}

/** What results say of where periods begin. */
export interface PeriodsSaid {
  /** The unit of periods; `null` where `boundaries` divide them. */
  readonly every: PeriodUnit | null
  /** The calendar, unless it is the Gregorian one. */
  readonly calendar?: Calendar
  /** The days that divide periods, where these are given. */
  readonly boundaries?: readonly string[]
}

/** A choice as it is counted by. */
export interface ChosenPeriods {
  readonly said: PeriodsSaid
  readonly weekStartsOn: WeekDay | null
  readonly readDay: ReadDay
  /** Periods numbered from that of a day. */
  readonly numbersFrom: (day: number, multiple?: number) => PeriodNumbers
}

/** A choice of periods; in stored results, what is not given is `null` or absent. */
export interface PeriodChoiceInput {
  readonly every?: PeriodUnit | null | undefined
  readonly calendar?: Calendar | null | undefined
  readonly weekStartsOn?: WeekDay | null | undefined
  readonly boundaries?: Iterable<DateInput> | null | undefined
  readonly timeZone?: string | null | undefined
}

/** Reads where periods begin. */
export function readPeriodChoice(metric: string, given: PeriodChoiceInput): ChosenPeriods {
  const zone = given.timeZone ?? undefined
  if (given.boundaries != null) return readBoundaries(metric, given, dayReader(metric, zone))
  const unit = checkChoice(metric, ['every'], given.every, PERIOD_UNITS)
  const calendar = readCalendar(metric, given.calendar)
  const readDay = calendarDayReader(metric, zone, calendar)
  const rule = ruleOf(calendar)
  const { units, weekStartsOn: ownStart } = rule
  const isUnit = unit === 'day' || unit === 'week' || units.includes(unit)
  const known = `one of day, ${units.join(', ')}, which are the units of this calendar`
  check(metric, ['every'], unit, isUnit, known, 'mismatch')
  const isOwn = ownStart !== undefined
  const { weekStartsOn } = given
  const isUnread = !isOwn || weekStartsOn == null
  check(
    metric,
    ['weekStartsOn'],
    weekStartsOn,
    isUnread,
    'given where the calendar says it',
    'mismatch',
  )
  const weekStart = ownStart ?? checkWeekStart(metric, unit, weekStartsOn ?? undefined)
  const isPlain = calendar === 'gregorian'
  return {
    said: { every: unit, ...(!isPlain && { calendar }) },
    weekStartsOn: unit === 'week' && !isOwn ? (weekStartsOn as WeekDay) : null,
    readDay,
    numbersFrom: (day, multiple = 1) => {
      const numbers = periodNumbersOf(unit, multiple, day, weekStart, rule)
      return isPlain ? { ...numbers, nameOf: () => ({}) } : numbers
    },
  }
}

function ruleOf(calendar: WholeCalendar): CalendarRule {
  if (calendar === 'gregorian') return GREGORIAN
  if (calendar === 'persian') return PERSIAN
  if (calendar === 'iso-week') return ISO_WEEK
  return 'weeks' in calendar ? weekRule(calendar) : fiscalRule(calendar)
}

function readBoundaries(metric: string, given: PeriodChoiceInput, readDay: ReadDay): ChosenPeriods {
  for (const name of ['every', 'calendar', 'weekStartsOn'] as const) {
    const isUnread = given[name] == null
    check(metric, [name], given[name], isUnread, 'given where there are boundaries', 'mismatch')
  }
  let last = -Infinity
  const days = readList(metric, ['boundaries'], given.boundaries, (value, path) => {
    const day = checkEdge(metric, path, value, readDay)
    const isLater = day > last
    check(metric, path, value, isLater, `a day after ${formatDay(last)}`, 'out-of-range')
    last = day
    return day
  })
  const { boundaries } = given
  check(metric, ['boundaries'], boundaries, days.length > 1, 'two days or more', 'invalid')
  const numbers = periodNumbersBetween(days)
  return {
    said: { every: null, boundaries: days.map(formatDay) },
    weekStartsOn: null,
    readDay,
    numbersFrom: () => numbers,
  }
}
