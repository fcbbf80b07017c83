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
  const found = code === 'empty' ? code : describe(received)
  const message = `${metric}: ${placeOf(path)} is ${found}, not ${cut(expected, 600)}`
  throw new MetricError(printable(message), {
    code,
    metric,
    path,
    received,
  })
}

/** Signs that a terminal or a log obeys instead of showing: controls, line ends, directions. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu

/** A text in which such signs are written out. */
export function printable(text: string): string {
  return text.replace(
    INVISIBLE,
    (sign) => `\\u${(sign.codePointAt(0) as number).toString(16).padStart(4, '0')}`,
  )
}

/** A text of at most this many signs. */
export function cut(text: string, most = 40): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** ['rows', 3, 'ended-on'] reads rows[3]["ended-on"]. */
function placeOf(path: Path): string {
  return path
    .map((part, at) => {
      const name = cut(`${part}`)
      if (/^\d+$/.test(name)) return `[${name}]`
      if (!/^[a-z_$][\w$]*$/i.test(name)) return `[${JSON.stringify(name)}]`
      return at ? `.${name}` : name
    })
    .join('')
}

/** What was received, in a few signs. */
function describe(received: unknown): string {
  if (typeof received === 'string') return JSON.stringify(cut(received))
  const kind = {}.toString.call(received).slice(8, -1)
  if (kind === 'Date')
    return Number.isNaN(+(received as Date))
      ? 'an invalid Date'
      : `Date ${(received as Date).toISOString()}`
  // A Decimal, of any copy of its package, shows its digits.
  const isShown = Object(received) !== received || Array.isArray((received as { d?: unknown }).d)
  return isShown
    ? cut(String(received)) + (kind === 'BigInt' ? 'n' : '')
    : kind === 'Array'
      ? 'an array'
      : kind === 'Function'
        ? 'a function'
        : 'an object'
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
export function checkObject<T extends object>(
  metric: string,
  path: Path,
  value: unknown,
  shape = 'a plain object',
): T {
  const isPlain = {}.toString.call(value) === '[object Object]'
  return check(metric, path, value, isPlain, shape, 'invalid')
}

/** The fields of options or of an input: 1 for one that is required, 0 for one that may be left out. */
export type Fields<T> = {
  readonly [Field in keyof T]-?: Record<never, never> extends Pick<T, Field> ? 0 : 1
}

/**
 * Options or an input: a plain object with every required field, and with no field that nobody reads,
 * which would be a choice that nobody follows. Fields are named from `at` on.
 */
export function readFields<T extends object>(
  metric: string,
  path: Path,
  value: unknown,
  fields: { readonly [Field in keyof T]-?: number },
  at: Path = path,
): T {
  const names = Object.keys(fields)
  const required = names.filter((name) => fields[name as keyof T] === 1)
  const shape = required.length > 0 ? `an object { ${required.join(', ')} }` : 'a plain object'
  const given = checkObject<Record<string, unknown>>(metric, path, value, shape)
  const isAbsent = (name: string): boolean => given[name] === undefined
  const missing = required.filter(isAbsent)
  const unknown = Object.keys(given).find((name) => !isAbsent(name) && !Object.hasOwn(fields, name))
  // Where nothing required is there it is another thing, such as a tally in place of two.
  if (missing.length > 1 && (!unknown || missing.length === required.length))
    refuse(metric, [...at, missing[0] as string], undefined, `given: write ${shape}`)
  if (unknown)
    refuse(metric, [...at, unknown], given[unknown], unknownField(unknown, names), 'invalid')
  return given as T
}

/** {@link readFields} of the last argument. */
export function readOptions<T extends object>(
  metric: string,
  options: unknown,
  fields: Fields<T>,
): T {
  return readFields(metric, ['options'], options, fields, [])
}

/** Options that nobody reads after what was chosen are refused where they are given. */
export function checkUnread<T extends object>(
  metric: string,
  options: T,
  names: readonly (keyof T & string)[],
  chosen: string,
): void {
  for (const name of names)
    check(
      metric,
      [name],
      options[name],
      options[name] === undefined,
      `given where ${chosen}`,
      'mismatch',
    )
}

/**
 * What a field that nobody reads may have meant: a name of which it is the beginning or that begins it,
 * or one that begins alike and differs in at most two letters.
 */
function unknownField(name: string, names: readonly string[]): string {
  // How an interval is made was once its method.
  const asked = plain(name === 'method' ? 'interval' : name)
  let nearest = `one of ${names.join(', ')}`
  let least = 3
  for (const known of names) {
    const other = plain(known)
    const part = Math.max(4, Math.min(asked.length, other.length))
    // Letters that are in one of the two alone.
    const rest = [...other].reduce((left, letter) => left.replace(letter, ''), asked)
    let apart = other.length - asked.length + 2 * rest.length
    if (asked.slice(0, part) === other.slice(0, part)) apart = Math.min(apart, 2.5)
    if (asked[0] !== other[0] || apart >= least) continue
    least = apart
    nearest = `a known field: did you mean ${known}?`
  }
  return nearest
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\W_]/g, '')
}

/** No fields but those that are read, of an object whose fields are checked one by one. */
export function checkFields(
  metric: string,
  path: Path,
  given: object,
  fields: readonly string[],
): void {
  for (const field of Object.keys(given))
    if (!fields.includes(field))
      refuse(
        metric,
        [...path, field],
        (given as Record<string, unknown>)[field],
        unknownField(field, fields),
        'invalid',
      )
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

/**
 * A number of customers, answers or the like: a whole number as engines give one, which is a bigint
 * in some and digits in others.
 */
export function checkCount(
  metric: string,
  path: Path,
  value: unknown,
  low?: number,
  high?: number,
): number {
  return checkWhole(metric, path, countOf(value), low, high)
}

/** A number of customers or answers as engines give it: a number, a bigint or digits in text. */
export type CountInput = number | bigint | string

/** What a count says as a number; every other value is returned as it is. */
export function countOf(value: unknown): unknown {
  const isCount = typeof value === 'bigint' || (typeof value === 'string' && COUNT.test(value))
  return isCount ? Number(value) : value
}

const COUNT = /^-?\d{1,16}$/

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
  const visitRow = rowVisitor(metric, path, visit)
  eachItem(metric, path, rows, (row, index) => {
    visitRow(row, index)
    count++
  })
  return count
}

/**
 * Visits a row once it is known to be an object. What is wrong in it is named with its customer, whom a
 * reader of a sorted or filtered list finds sooner than its index.
 */
export function rowVisitor<Row extends object>(
  metric: string,
  path: Path,
  visit: (row: Row, index: number) => void,
): (row: unknown, index: number) => void {
  return (row, index) => {
    if (typeof row !== 'object' || !row) checkObject(metric, [...path, index], row)
    try {
      visit(row as Row, index)
    } catch (error) {
      // A map by customer has room for 2^24 of them.
      const isFull = error instanceof RangeError && /^(Map|Set) maximum size/.test(error.message)
      if (isFull) refuse(metric, [...path, index], row, FEWER_CUSTOMERS, 'out-of-range')
      throw withCustomer(error, path, index, (row as { customer?: unknown }).customer)
    }
  }
}

/** An error in a field of a row, with the customer of that row, where it is a name or a number. */
function withCustomer(error: unknown, path: Path, index: number, customer: unknown): unknown {
  if (!(error instanceof MetricError)) return error
  const [at, field] = error.path.slice(path.length)
  const isId = customer !== '' && /^(string|number|bigint)$/.test(typeof customer)
  if (at !== index || field === 'customer' || !isId) return error
  const of = printable(` (customer ${describe(customer)})`)
  // A row of a group is read by the function that groups and by the one that counts.
  return error.message.endsWith(of) ? error : new MetricError(error.message + of, error)
}

/** The way out of more customers than one call can count separately, for messages. */
const FEWER_CUSTOMERS =
  'one of at most 16,777,216 customers in a call: give shards that hold whole customers, and merge what comes of them'

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
