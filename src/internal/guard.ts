import { MetricError, type MetricErrorCode } from '../errors.js'

/** Where a value stands in the input, as in {@link MetricError}. */
export type Path = readonly (string | number)[]

/**
 * Returns a value whose test passed, and throws the one error for one whose test failed: a number is
 * out of range, anything else invalid, unless the code is given.
 */
export function check<T>(
  metric: string,
  path: Path,
  received: unknown,
  passed: boolean,
  expected: string,
  code: MetricErrorCode = Number.isFinite(received) ? 'out-of-range' : 'invalid',
): T {
  if (passed) return received as T
  // ['rows', 3, 'endedOn'] reads rows[3].endedOn.
  const place = path.join('.').replace(/\.(\d+)/g, '[$1]')
  const found =
    code === 'empty'
      ? code
      : Object(received) === received
        ? 'an object'
        : typeof received === 'string'
          ? JSON.stringify(received.slice(0, 40))
          : String(received).slice(0, 40) + (typeof received === 'bigint' ? 'n' : '')
  throw new MetricError(`${metric}: ${place} is ${found}, not ${expected}`, {
    code,
    metric,
    path,
    received,
  })
}

/** Throws the error of {@link check} for a value that is known to be wrong. */
export function refuse(
  metric: string,
  path: Path,
  received: unknown,
  expected: string,
  code?: MetricErrorCode,
): never {
  return check<never>(metric, path, received, false, expected, code)
}

/**
 * Options, a row or a tally: not a list, a function, or a promise that somebody forgot to wait for,
 * all of which would read as an object without any fields.
 */
export function checkObject<T extends object>(metric: string, path: Path, value: unknown): T {
  const isPlain = {}.toString.call(value) === '[object Object]'
  return check(metric, path, value, isPlain, 'a plain object', 'invalid')
}

/** No fields but those that are read: one spelt wrong would be a choice that nobody follows. */
export function checkFields(
  metric: string,
  path: Path,
  given: object,
  fields: readonly string[],
): void {
  for (const field of Object.keys(given)) checkChoice(metric, [...path, field], field, fields)
}

/** A list that is read by index: an array or a typed one. */
export function checkList<T>(metric: string, path: Path, value: unknown): ArrayLike<T> {
  const isList = Array.isArray(value) || ArrayBuffer.isView(value)
  return check(metric, path, value, isList, 'an array', 'invalid')
}

/** A whole number between two bounds, both included. */
export function checkWhole(
  metric: string,
  path: Path,
  value: unknown,
  low?: number,
  high?: number,
): number {
  return checkNumber(metric, path, value, low, high, Number.isSafeInteger(value), 'whole ')
}

/** A finite number between two bounds, both included; its kind is for {@link checkWhole} alone. */
export function checkNumber(
  metric: string,
  path: Path,
  value: unknown,
  low = 0,
  high: number = Infinity,
  isKind: boolean = Number.isFinite(value),
  kind = '',
): number {
  const passed = isKind && (value as number) >= low && (value as number) <= high
  const bounds = high < Infinity ? `from ${low} to ${high}` : `of at least ${low}`
  // Adding 0 makes a negative zero a plain one.
  return check<number>(metric, path, value, passed, `a ${kind}number ${bounds}`) + 0
}

/** One of a fixed set of string literals. */
export function checkChoice<const T extends string>(
  metric: string,
  path: Path,
  value: unknown,
  choices: readonly T[],
): T {
  return check(
    metric,
    path,
    value,
    choices.includes(value as T),
    `one of ${choices.join(', ')}`,
    'invalid',
  )
}

/** The level of an interval, 95 % unless given; six nines are as sure as any formula here. */
export function checkConfidence(metric: string, value: unknown = 0.95): number {
  return checkNumber(metric, ['confidence'], value, 0, 0.999999)
}

/**
 * Visits each item of an iterable, holes included: arrays by index, which is several times faster.
 * What cannot be iterated is refused, and so is an iterator that breaks the protocol.
 */
export function eachItem(
  metric: string,
  path: Path,
  items: unknown,
  visit: (item: unknown, index: number) => void,
): void {
  let index = 0
  if (Array.isArray(items) || ArrayBuffer.isView(items)) {
    for (; index < (items as unknown[]).length; index++) visit((items as unknown[])[index], index)
    return
  }
  try {
    for (const item of items as Iterable<unknown>) visit(item, index++)
  } catch (error) {
    // Once there was an item there is an iterable: what fails later is the caller's own code.
    check(metric, path, items, index > 0 || !(error instanceof TypeError), 'an iterable', 'invalid')
    throw error
  }
}

/** The items of an iterable as an array of our own, read once. */
export function readList<T>(
  metric: string,
  path: Path,
  items: unknown,
  readItem: (item: unknown, path: Path) => T,
): T[] {
  const list: T[] = []
  eachItem(metric, path, items, (item, index) => {
    list.push(readItem(item, [...path, index]))
  })
  return list
}

/** Visits each row of an iterable of objects and returns how many there were. */
export function eachRow<Row extends object>(
  metric: string,
  path: Path,
  rows: unknown,
  visit: (row: Row, index: number) => void,
): number {
  let count = 0
  eachItem(metric, path, rows, (row, index) => {
    if (typeof row !== 'object' || !row) checkObject(metric, [...path, index], row)
    visit(row as Row, index)
    count++
  })
  return count
}

/** There must be something to compute from. */
export function checkSome(
  metric: string,
  path: Path,
  received: unknown,
  some: number,
  what: string,
): void {
  check(metric, path, received, some > 0, `at least one ${what}`, 'empty')
}

/** A share or a rate. */
export function checkRate(metric: string, path: Path, value: unknown): number {
  return checkNumber(metric, path, value, 0, 1)
}
