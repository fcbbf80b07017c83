export const MS_PER_DAY = 86_400_000

/** 0001-01-01. */
export const FIRST_DAY = -719_162

/** 9999-12-31. */
export const LAST_DAY = 2_932_896

/** 1800-01-01 and 2299-12-31. */
const FIRST_CIVIL = -62_091
const LAST_CIVIL = 120_529

/**
 * Whether a day is of the years 1800 to 2299. A year that is not is one of another calendar (1404 in
 * Iran, 2568 in Thailand), or a day that stands for one that nobody knows.
 */
export function isInCalendar(day: number): boolean {
  return day >= FIRST_CIVIL && day <= LAST_CIVIL
}

/** `'2025-01-31'` from its distance to 1970-01-01. */
export function formatDay(day: number): string {
  const [year, month, date] = civilOf(day)
  return `${`${year}`.padStart(4, '0')}-${two(month)}-${two(date)}`
}

export function dayInUtc(instant: number): number {
  const day = Math.floor(instant / MS_PER_DAY)
  return day >= FIRST_DAY && day <= LAST_DAY ? day : Number.NaN
}

/** `'2025-01-31'` → days since 1970-01-01, by its characters. */
export function parseDay(text: string): number {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const date = digits(text, 8, 10)
  const dashes = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45
  const valid = dashes && year > 0 && month > 0 && month <= 12 && date > 0
  return valid && date <= daysInMonth(year, month) ? dayOfCivil(year, month, date) : Number.NaN
}

/** A number from some characters that are all digits, else `NaN`. */
export function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN
  }
  return number
}

/** Days since 1970-01-01 of a Gregorian date, in years that begin in March (Hinnant 2013). */
export function dayOfCivil(year: number, month: number, date: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Year, month and date of days since 1970-01-01. */
export function civilOf(day: number): readonly [year: number, month: number, date: number] {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date]
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function two(number: number): string {
  return `${number}`.padStart(2, '0')
}
