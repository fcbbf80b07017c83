import { MS_PER_DAY } from '../dayLength.js'
import { persianDayNumber } from '../persianDate.js'
import type { Calendar } from '../report/days.js'
import { latinDigits } from './digits.js'
import { offsetAt } from './zone.js'

/** In which order a date has its day, month and year, where they are digits of two. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const TIME =
  '(?:[T,\\s]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?\\s*([AaPp]\\.?[Mm]\\.?)?\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?'
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`)
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const DIGITS = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`)
const DAY_NAME = new RegExp(
  `^(\\d{1,2})[-\\s/.]+([A-Za-z]{3,9})\\.?[-,\\s/]+(\\d{4}|\\d{2})${TIME}$`,
)
const NAME_DAY = new RegExp(`^([A-Za-z]{3,9})\\.?[-\\s]+(\\d{1,2}),?[-\\s]+(\\d{4})${TIME}$`)

/** A date that was read: its day, counted from 1970, and its instant. */
export interface ReadDate {
  readonly day: number
  readonly instant: number
}

/** The day number of a date of the calendar, or nothing where there is no such date. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day)
  const date = new Date(time)
  // A year below 100 is taken for one of the last century, and no file has it.
  const isSame =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isSame ? time / MS_PER_DAY : undefined
}

/** The years whose days the library reads; 9999-12-31 is an end that is open. */
const FIRST_YEAR = 1800
const LAST_YEAR = 2299
const OPEN_END = Date.UTC(9999, 11, 31) / MS_PER_DAY

/** The day number of what a cell says: the year decides whether it is Persian, where that is the calendar. */
function writtenDay(
  year: number,
  month: number,
  day: number,
  calendar: Calendar,
): number | undefined {
  const persian = calendar === 'persian' ? persianDayNumber(year, month, day) : undefined
  if (persian !== undefined) return persian
  const number = dayNumber(year, month, day)
  return (year >= FIRST_YEAR && year <= LAST_YEAR) || number === OPEN_END ? number : undefined
}

/** Whether a cell that is not a day would be one of the Persian calendar. */
export function isPersianDay(text: string): boolean {
  return shapeOf(latinDigits(text), undefined, 'persian')?.day !== undefined
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length === 4) return year
  return year + (year < 69 ? 2000 : 1900)
}

/** Day and rest of a text by its shape; `order` is read where the shape leaves more than one. */
function shapeOf(
  text: string,
  order: DateOrder | undefined,
  calendar: Calendar,
): { day: number | undefined; time: readonly (string | undefined)[]; isOpen: boolean } | undefined {
  const first = YEAR_FIRST.exec(text)
  if (first)
    return {
      day: writtenDay(Number(first[1]), Number(first[3]), Number(first[4]), calendar),
      time: first.slice(5),
      isOpen: false,
    }
  const compact = COMPACT.exec(text)
  if (compact)
    return {
      day: writtenDay(Number(compact[1]), Number(compact[2]), Number(compact[3]), calendar),
      time: [],
      isOpen: false,
    }
  const digits = DIGITS.exec(text)
  if (digits) {
    const [, a = '', , b = '', c = ''] = digits
    const time = digits.slice(5)
    if (order === 'ymd')
      return c.length === 4
        ? undefined
        : {
            day: writtenDay(fullYear(a.padStart(2, '0')), Number(b), Number(c), calendar),
            time,
            isOpen: true,
          }
    const [day, month] = order === 'mdy' ? [b, a] : [a, b]
    return {
      day: writtenDay(fullYear(c), Number(month), Number(day), calendar),
      time,
      isOpen: true,
    }
  }
  const dayFirst = DAY_NAME.exec(text)
  const named = dayFirst ?? NAME_DAY.exec(text)
  if (!named) return undefined
  const [, a = '', b = '', year = ''] = named
  const [day, name] = dayFirst ? [a, b] : [b, a]
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return {
    day: writtenDay(fullYear(year), month, Number(day), 'gregorian'),
    time: named.slice(4),
    isOpen: false,
  }
}

/** Reads a date; without an offset, a time is that of the clocks in the time zone. */
export function readDate(
  text: string,
  order: DateOrder | undefined,
  timeZone: string,
  calendar: Calendar,
): ReadDate | undefined {
  const shape = shapeOf(latinDigits(text), order, calendar)
  if (!shape || shape.day === undefined || (shape.isOpen && !order)) return undefined
  const [hours, minutes, seconds = '0', parts = '0', half, offset] = shape.time
  const midnight = shape.day * MS_PER_DAY
  if (hours === undefined || minutes === undefined)
    return { day: shape.day, instant: instantOf(midnight, timeZone) }
  let hour = Number(hours)
  if (half) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return undefined
  const wholes = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  const wall = midnight + wholes + Number(parts.padEnd(3, '0').slice(0, 3))
  if (offset === undefined)
    return { day: Math.floor(wall / MS_PER_DAY), instant: instantOf(wall, timeZone) }
  const instant = wall - offsetOf(offset)
  return { day: Math.floor((instant + offsetAt(timeZone, instant)) / MS_PER_DAY), instant }
}

/** When the clocks of a time zone show a time. */
function instantOf(wall: number, timeZone: string): number {
  return wall - offsetAt(timeZone, wall - offsetAt(timeZone, wall))
}

function offsetOf(text: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** What the cells of a column say about the order of its dates. */
export interface DateEvidence {
  dmy: number
  mdy: number
  either: number
}

/** Takes one more cell as evidence: a date that needs an order. */
export function weighDate(evidence: DateEvidence, text: string, calendar: Calendar): void {
  const dmy = shapeOf(latinDigits(text), 'dmy', calendar)?.day
  const mdy = shapeOf(latinDigits(text), 'mdy', calendar)?.day
  if (dmy !== undefined && mdy !== undefined) evidence.either += dmy === mdy ? 0 : 1
  else if (dmy !== undefined) evidence.dmy++
  else if (mdy !== undefined) evidence.mdy++
}

/** Whether a cell needs an order at all. */
export function isOpenDate(text: string): boolean {
  return DIGITS.test(latinDigits(text))
}

/** The order that the evidence leaves; nothing where it leaves two, or contradicts itself. */
export function dateOrderOf({ dmy, mdy, either }: DateEvidence): DateOrder | undefined {
  if (dmy > 0 && mdy > 0) return undefined
  if (dmy > 0) return 'dmy'
  if (mdy > 0) return 'mdy'
  return either > 0 ? undefined : 'dmy'
}

/** The order that a pattern such as dd/mm/yyyy says. */
export function orderOfPattern(pattern: string): DateOrder | undefined {
  const letters = pattern
    .toLowerCase()
    .replace(/[^dmy]/g, '')
    .replace(/(.)\1+/g, '$1')
  return letters === 'dmy' || letters === 'mdy' || letters === 'ymd' ? letters : undefined
}

/** A day number as a day such as 2025-01-31. */
export function dayText(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}
