import { check, type Path } from '../guard.js'
import { digits, FIRST_DAY, LAST_DAY, MS_PER_DAY, parseDay } from './dayNumber.js'

/** A moment: a `Date`, or an ISO date-time with its offset, such as `'2025-01-31T09:30:00+01:00'`. */
export type InstantInput = string | Date

/** What is accepted as an instant, for messages. */
const MOMENT = "a valid Date or an ISO date-time with its offset, such as '2025-01-31T09:30:00Z'"

/** Milliseconds from 1970-01-01T00:00Z to an instant, or `NaN` where it is not an instant. */
export function readInstant(value: unknown): number {
  const instant = typeof value === 'string' ? parseInstant(value) : instantOf(value)
  return instant >= FIRST_DAY * MS_PER_DAY && instant < (LAST_DAY + 1) * MS_PER_DAY
    ? instant
    : Number.NaN
}

/** An instant that must be there. */
export function checkInstant(metric: string, path: Path, value: unknown): number {
  const instant = readInstant(value)
  check(metric, path, value, !Number.isNaN(instant), MOMENT, 'invalid')
  return instant
}

/** An ISO date-time with its offset; one without would mean another instant on every machine. */
export function parseInstant(text: string): number {
  const plain = parseUtc(text)
  if (!Number.isNaN(plain)) return plain
  const match = text.length <= 40 ? INSTANT.exec(text) : null
  return match && !Number.isNaN(parseDay(match[1] as string)) ? Date.parse(text) : Number.NaN
}

/** `'2025-01-31T09:30:00Z'`, with milliseconds or without, by its characters; anything else `NaN`. */
function parseUtc(text: string): number {
  const { length } = text
  const form = length === 20 || (length === 24 && text.charCodeAt(19) === 46)
  if (!form || text.charCodeAt(length - 1) !== 90 || text.charCodeAt(10) !== 84) return Number.NaN
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN
  const rest = length === 24 ? digits(text, 20, 23) : 0
  return parseDay(text) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + rest
}

/** The time of a Date, also of another frame's; what only pretends to be one has none. */
export function instantOf(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date)
  } catch {
    return Number.NaN
  }
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/
