import { digits, formatDay } from '../dayNumber.js'
import { dayReader, type Expected, type ReadDay } from '../days.js'
import type { PeriodNumbers } from '../periodNumbers.js'
import { dayOfPersian, PERSIAN_YEARS } from './persian.js'

/** A reader of days for the calendar that periods are of: where it is the Persian one, of its days too. */
export function calendarDayReader(metric: string, timeZone: unknown, calendar: unknown): ReadDay {
  const readDay = dayReader(metric, timeZone)
  if (calendar !== 'persian') return readDay
  const read = (value: unknown): number => {
    const day = readDay(value)
    // Instants stay as they are: what edges make of them depends on how they are written.
    if (typeof value !== 'string' || value.length !== 10 || !Number.isNaN(day)) return day
    const text = latinDigits(value)
    const date = datePartsOf(text)
    return date ? dayOfPersian(...date) : readDay(text)
  }
  return Object.assign(read, { expected: expectedOfPersian })
}

/** A reader that takes no day before those that there are periods for. */
export function readerWithin(readDay: ReadDay, { limits }: PeriodNumbers): ReadDay {
  if (!limits) return readDay
  const { first, name } = limits
  const isEarly = (day: number): boolean => day < first
  const read = (value: unknown): number => {
    const day = readDay(value)
    return isEarly(day) ? Number.NaN : day
  }
  const expected: Expected = [`a day from ${formatDay(first)} on, ${name}`, 'out-of-range']
  return Object.assign(read, {
    expected: (value: unknown) => (isEarly(readDay(value)) ? expected : readDay.expected?.(value)),
  })
}

const PERSIAN_ZERO = 0x6f0
const ARABIC_ZERO = 0x660

/** A text whose Persian and Arabic digits are written as others write them. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return `${code - (code < PERSIAN_ZERO ? ARABIC_ZERO : PERSIAN_ZERO)}`
  })
}

/** `'1403/01/01'` or `'1403-01-01'`: a date whose year is before those that Gregorian days have. */
function datePartsOf(text: string): [year: number, month: number, date: number] | undefined {
  if (!/^1[0-7]\d\d([-/])\d\d\1\d\d$/.test(text)) return undefined
  return [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
}

/** Says what is wrong with a Persian date. */
function expectedOfPersian(value: unknown): Expected | undefined {
  const date = typeof value === 'string' ? datePartsOf(latinDigits(value)) : undefined
  if (!date) return undefined
  const isKnown = !Number.isNaN(dayOfPersian(date[0], 1, 1))
  return isKnown
    ? ["a day of the Persian calendar such as '1403/12/30'", 'invalid']
    : [`a day of ${PERSIAN_YEARS}`, 'out-of-range']
}
