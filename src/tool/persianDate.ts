import { MS_PER_DAY } from './dayLength.js'

/** A date of the Persian calendar. */
export interface PersianDate {
  readonly year: number
  /** 1 to 12, from Farvardin. */
  readonly month: number
  readonly day: number
}

/** 1 Farvardin 1206, from which on the calendar is published, and the year after the last one. */
const FIRST_YEAR = 1206
const END_YEAR = 1499
const FIRST_DAY = Date.UTC(1827, 2, 22) / MS_PER_DAY

/** First days of the years, counted from 1970. */
const STARTS = ((): readonly number[] => {
  const starts = [FIRST_DAY]
  for (let year = FIRST_YEAR; year < END_YEAR; year++)
    starts.push((starts.at(-1) as number) + (isLeap(year) ? 366 : 365))
  return starts
})()

/** Whether a Persian year has 366 days: the rule agrees with the published calendar of 1206 to 1498. */
function isLeap(year: number): boolean {
  return (25 * year + 11) % 33 < 8
}

/** The Persian date of a day such as 2025-03-21; nothing outside the years 1206 to 1498. */
export function persianDate(day: string): PersianDate | undefined {
  const number = Date.parse(day) / MS_PER_DAY
  const next = STARTS.findIndex((start) => start > number)
  if (next < 1) return undefined
  const rest = number - (STARTS[next - 1] as number)
  const isEarly = rest < 186
  const month = isEarly ? Math.floor(rest / 31) : 6 + Math.floor((rest - 186) / 30)
  return {
    year: FIRST_YEAR + next - 1,
    month: month + 1,
    day: (isEarly ? rest % 31 : (rest - 186) % 30) + 1,
  }
}

/** The day number of a Persian date, counted from 1970; nothing where the calendar has no such date. */
export function persianDayNumber(year: number, month: number, day: number): number | undefined {
  const start = STARTS[year - FIRST_YEAR]
  const next = STARTS[year - FIRST_YEAR + 1]
  if (start === undefined || next === undefined || month < 1 || month > 12 || day < 1)
    return undefined
  const first = start + daysBefore(month)
  const end = month === 12 ? next : start + daysBefore(month + 1)
  return first + day > end ? undefined : first + day - 1
}

/** Days of a year before a month: six months have 31 days, those after them 30. */
function daysBefore(month: number): number {
  return month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30
}

/** The months in Persian. */
export const PERSIAN_MONTHS = [
  'فروردین',
  'اردیبهشت',
  'خرداد',
  'تیر',
  'مرداد',
  'شهریور',
  'مهر',
  'آبان',
  'آذر',
  'دی',
  'بهمن',
  'اسفند',
] as const

/** The first day of the Persian month of a day, this number of months away. */
export function persianMonthStart(day: string, months: number): string | undefined {
  const date = persianDate(day)
  if (!date) return undefined
  const count = date.year * 12 + date.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12
  const start = STARTS[year - FIRST_YEAR]
  if (start === undefined) return undefined
  return new Date((start + daysBefore(month + 1)) * MS_PER_DAY).toISOString().slice(0, 10)
}
