import { type Path, refuse } from '../guard.js'
import { digits, isInCalendar, MS_PER_DAY, parseDay } from './dayNumber.js'

/** An instant as an object that prints as one, such as a `Temporal.Instant` or `ZonedDateTime`. */
export interface InstantLike {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly epochMilliseconds: number
  /** The instant as `'2025-01-31T09:30:00Z'`, or with an offset. */
  toString(): string
}

/**
 * An instant of the years 1800 to 2299: a `Date`, an ISO date-time with its offset, such as
 * `'2025-01-31T09:30:00+01:00'`, a `Temporal.Instant` or a `Temporal.ZonedDateTime`.
 */
export type InstantInput = string | Date | InstantLike

/** What is accepted as an instant, for messages. */
const MOMENT = "a valid Date or an ISO date-time with its offset, such as '2025-01-31T09:30:00Z'"
const CALENDAR =
  'an instant from 1800 to 2299 of the Gregorian calendar: convert other years, and leave open what has no end'

/** Milliseconds from 1970-01-01T00:00Z to an instant, or `NaN` where it is not an instant. */
export function readInstant(value: unknown): number {
  const instant = instantOf(printed(value))
  return isInCalendar(Math.floor(instant / MS_PER_DAY)) ? instant : Number.NaN
}

/** An instant that must be there. */
export function checkInstant(metric: string, path: Path, value: unknown): number {
  const instant = readInstant(value)
  if (!Number.isNaN(instant)) return instant
  const isOther = !Number.isNaN(instantOf(printed(value)))
  const [expected, code] = isOther
    ? ([CALENDAR, 'out-of-range'] as const)
    : ([MOMENT, 'invalid'] as const)
  return refuse(metric, path, value, expected, code)
}

const PRINTED = /^(\d{4}-\d\d-\d\d[^[]{0,40})(?:\[[^[\]]{1,80}\]){0,3}$/

/**
 * What an object that stands for a day or an instant prints as, as those of Temporal do, less the
 * names of its zone and its calendar. Every other value is returned as it is.
 */
export function printed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date || Array.isArray(value)) return value
  try {
    return PRINTED.exec(`${value}`)?.[1] ?? value
  } catch {
    return value
  }
}

/** An ISO date-time with its offset; one without would mean another instant on every machine. */
function parseInstant(text: string): number {
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

/** The time of an ISO text or of a Date, also of another frame's; what only pretends to be one has none. */
export function instantOf(value: unknown): number {
  if (typeof value === 'string') return parseInstant(value)
  if (typeof value !== 'object') return Number.NaN
  try {
    return Date.prototype.getTime.call(value)
  } catch {
    return Number.NaN
  }
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/
