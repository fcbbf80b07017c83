import { check, checkList, checkObject } from '../../internal/guard.js'

type Path = readonly (string | number)[]

/** Beyond this a number is no result, and sums of such numbers would leave what can be drawn. */
const LARGEST = 1e100

/** The ends of an interval. */
export interface Stretch {
  readonly low: number
  readonly high: number
  /** How sure it is; `null` where the result does not say. */
  readonly confidence: number | null
}

/** The interval of a time; an end that no ticket has reached is `null`. */
export interface OpenStretch {
  readonly low: number | null
  readonly high: number | null
  readonly confidence: number | null
}

/** A part of a result, read field by field; whatever does not fit is refused with its place. */
export interface Reader {
  readonly metric: string
  readonly path: Path
  readonly has: (field: string) => boolean
  readonly number: (field: string, low?: number, high?: number) => number
  readonly maybe: (field: string, low?: number, high?: number) => number | null
  readonly amount: (field: string) => number
  readonly maybeAmount: (field: string) => number | null
  readonly text: (field: string) => string
  readonly maybeText: (field: string) => string | null
  readonly flag: (field: string) => boolean
  readonly stretch: (field: string) => Stretch | null
  readonly openStretch: (field: string) => OpenStretch | null
  readonly part: (field: string) => Reader
  readonly maybePart: (field: string) => Reader | null
  readonly list: (field: string) => readonly Reader[]
  readonly maybeNumbers: (field: string) => readonly (number | null)[]
  readonly amounts: (field: string) => readonly number[]
  readonly texts: (field: string) => readonly string[]
  readonly stretches: (field: string) => readonly (Stretch | null)[]
}

/** A result, or a part of one, as an object of fields. */
export function readResult(metric: string, path: Path, value: unknown): Reader {
  const fields = checkObject<Record<string, unknown>>(metric, path, value)
  const at = (field: string): Path => [...path, field]
  const has = (field: string): boolean => fields[field] !== undefined && fields[field] !== null
  const number = (field: string, low?: number, high?: number): number =>
    readNumber(metric, at(field), fields[field], low, high)
  const amount = (field: string): number => readAmount(metric, at(field), fields[field])
  const text = (field: string): string => readText(metric, at(field), fields[field])
  const part = (field: string): Reader => readResult(metric, at(field), fields[field])
  const each = <T>(field: string, read: (path: Path, item: unknown) => T): readonly T[] =>
    eachOf(metric, at(field), fields[field], read)
  return {
    metric,
    path,
    has,
    number,
    amount,
    text,
    part,
    maybe: (field, low, high) => (has(field) ? number(field, low, high) : null),
    maybeAmount: (field) => (has(field) ? amount(field) : null),
    maybeText: (field) => (has(field) ? text(field) : null),
    maybePart: (field) => (has(field) ? part(field) : null),
    flag: (field) => readFlag(metric, at(field), fields[field]),
    stretch: (field) => (has(field) ? stretchOf(part(field)) : null),
    openStretch: (field) => (has(field) ? openStretchOf(part(field)) : null),
    list: (field) => each(field, (place, item) => readResult(metric, place, item)),
    maybeNumbers: (field) =>
      each(field, (place, item) => (item === null ? null : readNumber(metric, place, item))),
    amounts: (field) => each(field, (place, item) => readAmount(metric, place, item)),
    texts: (field) => each(field, (place, item) => readText(metric, place, item)),
    stretches: (field) =>
      each(field, (place, item) =>
        item === null ? null : stretchOf(readResult(metric, place, item)),
      ),
  }
}

/** The items of a list, each read at its place. */
export function eachOf<T>(
  metric: string,
  path: Path,
  value: unknown,
  read: (path: Path, item: unknown) => T,
): readonly T[] {
  const list = checkList<unknown>(metric, path, value)
  // A view of bytes is a list without a length.
  check(metric, path, value, Number.isSafeInteger(list.length), 'an array', 'invalid')
  return Array.from({ length: list.length }, (_, index) => read([...path, index], list[index]))
}

/** The results of a list. */
export function readResults(metric: string, path: Path, value: unknown): readonly Reader[] {
  return eachOf(metric, path, value, (place, item) => readResult(metric, place, item))
}

/** An interval whose ends are in order. */
function stretchOf(interval: Reader): Stretch {
  const low = interval.number('low')
  const high = interval.number('high', low)
  return { low, high, confidence: interval.maybe('confidence', 0, 1) }
}

function openStretchOf(interval: Reader): OpenStretch {
  const low = interval.maybe('low')
  const high = interval.maybe('high')
  if (low !== null && high !== null) interval.number('high', low)
  return { low, high, confidence: interval.maybe('confidence', 0, 1) }
}

export function readNumber(
  metric: string,
  path: Path,
  value: unknown,
  low: number = -LARGEST,
  high: number = LARGEST,
): number {
  const passed = typeof value === 'number' && value >= low && value <= high
  return check<number>(metric, path, value, passed, `a number from ${low} to ${high}`) + 0
}

/** An exact amount as a number to draw: a decimal text or a number. */
function readAmount(metric: string, path: Path, value: unknown): number {
  const isText = typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)
  const read = isText ? Number(value) : value
  const passed = typeof read === 'number' && Math.abs(read) <= LARGEST
  check(metric, path, value, passed, 'an amount')
  return (read as number) + 0
}

function readText(metric: string, path: Path, value: unknown): string {
  return check(metric, path, value, typeof value === 'string', 'a text', 'invalid')
}

function readFlag(metric: string, path: Path, value: unknown): boolean {
  return check(metric, path, value, typeof value === 'boolean', 'true or false', 'invalid')
}

/** How sure the first interval of a picture is, written; an empty text without one. */
export function confidenceOf(
  stretches: readonly (OpenStretch | null)[],
  write: (value: number) => string,
): string {
  const confidence = stretches.find((stretch) => stretch?.confidence)?.confidence
  return confidence ? write(confidence) : ''
}
