import { check, checkChoice, type Fields, type Path, readFields, readList } from '../../guard.js'
import { formatDay } from '../dayNumber.js'
import { checkEdge, dayReader } from '../days.js'
import { periodNumbersBetween, periodNumbersOf } from '../periodNumbers.js'
import { checkWeekStart, PERIOD_UNITS, type WeekDay } from '../periods.js'
import { readCalendar, type WholeCalendar } from './calendar.js'
import { readGregorianPeriods } from './gregorianPeriods.js'
import type { ChosenPeriods, PeriodChoiceInput, PeriodFields, ReadPeriods } from './periodChoice.js'
import { PERSIAN } from './persian.js'
import { calendarDayReader } from './readers.js'
import { type CalendarRule, fiscalRule } from './rule.js'
import { ISO_WEEK, weekRule } from './weeks.js'

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

/** Reads where periods begin, in any calendar. */
export const readPeriodChoice: ReadPeriods = (metric, given) => {
  const { timeZone, weekStartsOn } = given
  if (given.boundaries != null) return readBoundaries(metric, given)
  const unit = checkChoice(metric, ['every'], given.every, PERIOD_UNITS)
  const calendar = readCalendar(metric, given.calendar)
  if (calendar === 'gregorian') return readGregorianPeriods(metric, given)
  const rule = ruleOf(calendar)
  const { units, weekStartsOn: ownStart } = rule
  const isUnit = unit === 'day' || unit === 'week' || units.includes(unit)
  const known = `one of day, ${units.join(', ')}, which are the units of this calendar`
  check(metric, ['every'], unit, isUnit, known, 'mismatch')
  const isOwn = ownStart !== undefined
  const isUnread = !isOwn || weekStartsOn == null
  const unread = 'given where the calendar says it'
  check(metric, ['weekStartsOn'], weekStartsOn, isUnread, unread, 'mismatch')
  const weekStart = ownStart ?? checkWeekStart(metric, unit, weekStartsOn ?? undefined)
  return {
    said: { every: unit, calendar },
    weekStartsOn: unit === 'week' && !isOwn ? (weekStartsOn as WeekDay) : null,
    readDay: calendarDayReader(metric, timeZone ?? undefined, calendar),
    numbersFrom: (day, multiple = 1) => periodNumbersOf(unit, multiple, day, weekStart, rule),
  }
}

function ruleOf(calendar: Exclude<WholeCalendar, 'gregorian'>): CalendarRule {
  if (calendar === 'persian') return PERSIAN
  if (calendar === 'iso-week') return ISO_WEEK
  return 'weeks' in calendar ? weekRule(calendar) : fiscalRule(calendar)
}

function readBoundaries(metric: string, given: PeriodChoiceInput): ChosenPeriods {
  const readDay = dayReader(metric, given.timeZone ?? undefined)
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
