import { check, type Path, refuse } from '../guard.js'
import { type Decimal, Exact } from './exact.js'
import {
  addAmount,
  type ExactSum,
  PLACES,
  type ReadAmount,
  sumText,
  sumUnits,
  UNIT_PER_CENT,
  unitsText,
} from './sums.js'

export type { Decimal } from './exact.js'
export {
  addAmount,
  addSum,
  type ExactSum,
  emptySum,
  type ReadAmount,
  sumText,
  sumUnits,
} from './sums.js'

/**
 * An amount of money below 1e30: exact as a string, a bigint or a Decimal, and as a number by the
 * digits that it prints as. Where many are added, each has at most 30 decimals.
 */
export type DecimalInput = string | number | bigint | Decimal

/** Digits before the point, of what comes in and of what leaves: it comes in again. */
const MOST_DIGITS = 30

/** What is accepted as an amount of a sum, for messages. */
const SIZE = 'below 1e30'
const AMOUNT_IN_WORDS = `a decimal number ${SIZE} with at most 30 decimals`

/** Reads an amount; `undefined` is not an amount. */
export function parseAmount(value: unknown): ReadAmount | undefined {
  return (typeof value === 'number' ? centsOfNumber(value) : centsOfString(value)) ?? unitsOf(value)
}

/** Refuses what is not an amount. */
export function refuseAmount(metric: string, path: Path, value: unknown): never {
  return refuse(metric, path, value, AMOUNT_IN_WORDS, 'invalid')
}

/** Reads and adds the amount of a field, or refuses it and names where it stands. */
export function addField(sum: ExactSum, metric: string, path: Path, value: unknown): void {
  addAmount(sum, parseAmount(value) ?? refuseAmount(metric, path, value))
}

/** The sum as it leaves, or a refusal where it is too large to be read again. */
export function sumAmount(metric: string, path: Path, sum: ExactSum): string {
  // Cents that are still a safe integer are few enough.
  return sum.rest === 0n ? sumText(sum) : unitsAmount(metric, path, sumUnits(sum))
}

/** A sum ÷ a whole number as it leaves: rounded once to 30 decimals, halves away from zero. */
export function sumPerCount(metric: string, path: Path, sum: ExactSum, count: number): string {
  const units = sumUnits(sum)
  const divisor = 2n * BigInt(count)
  const half = units < 0n ? -BigInt(count) : BigInt(count)
  return unitsAmount(metric, path, (2n * units + half) / divisor)
}

/** Units of 1e-30 as they leave, or a refusal. */
function unitsAmount(metric: string, path: Path, units: bigint): string {
  const text = unitsText(units)
  const isRead = units < TOO_MANY_UNITS && units > -TOO_MANY_UNITS
  return check(metric, path, text, isRead, `an amount ${SIZE}`, 'out-of-range')
}

/** 1e30 in units of 1e-30. */
const TOO_MANY_UNITS: bigint = /* @__PURE__ */ BigInt(`1${'0'.repeat(PLACES + MOST_DIGITS)}`)

/** The number nearest to the sum. */
export function sumNumber(sum: ExactSum): number {
  return sum.rest === 0n ? sum.cents / 100 : Number(sumText(sum))
}

/** The number nearest to an amount that was read: equal amounts are equal numbers. */
export function amountNumber(amount: ReadAmount): number {
  return typeof amount === 'number' ? amount / 100 + 0 : sumNumber({ cents: 0, rest: amount })
}

/** Below 0 where the first of two amounts that were read is the smaller one; every digit counts. */
export function compareAmounts(one: ReadAmount, other: ReadAmount): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const first = unitsRead(one)
  const second = unitsRead(other)
  return first < second ? -1 : first > second ? 1 : 0
}

function unitsRead(amount: ReadAmount): bigint {
  return typeof amount === 'bigint' ? amount : BigInt(amount) * UNIT_PER_CENT
}

/** The sum as a Decimal, every digit kept. */
export function sumDecimal(sum: ExactSum): Decimal {
  return new Exact(sumText(sum))
}

/**
 * One amount as a Decimal, every digit kept. It is not added to others, and so may have any number of
 * decimals.
 */
export function readAmount(metric: string, path: Path, value: unknown): Decimal {
  const parts = partsOf(value)
  const amount = parts && new Exact(parts[0])
  return amount && amount.e < MOST_DIGITS
    ? unsigned(amount)
    : refuse(metric, path, value, `a decimal number ${SIZE}`, 'invalid')
}

/**
 * An amount as it leaves: all its digits, a quotient's rounded to 30 decimals, in the one spelling that
 * every function reads again. What would be too large for that is refused.
 */
export function amountText(metric: string, path: Path, amount: Decimal): string {
  const rounded = unsigned(amount.toDecimalPlaces(PLACES))
  const isRead = rounded.e < MOST_DIGITS
  return check(metric, path, rounded.toFixed(), isRead, `an amount ${SIZE}`, 'out-of-range')
}

/** A result whose amounts are strings, ready to leave. */
export type Written<Result> = {
  readonly [Field in keyof Result]: Text<Result[Field]>
}

type Text<Value> = Value extends Decimal ? string : Value

/** Writes the amounts of a result; its other fields leave as they are. */
export function written<Result extends object>(
  metric: string,
  result: Result,
  path: Path = [],
): Written<Result> {
  const texts = Object.entries(result).map(([field, value]) => [
    field,
    value instanceof Exact ? amountText(metric, [...path, field], value) : value,
  ])
  return Object.fromEntries(texts) as Written<Result>
}

/** The same amount, a negative zero made a plain one. */
export function unsigned(amount: Decimal): Decimal {
  return amount.isZero() ? amount.abs() : amount
}

/** A finite number, such as a rate, as the Decimal that it prints as. */
export function decimalOf(value: number): Decimal {
  return new Exact(value)
}

/**
 * 1 + ratio + ratio² + … with the given number of terms, by doubling their number: near 1 no digits
 * cancel.
 */
export function geometricSum(ratio: Decimal, terms: number): Decimal {
  let sum = decimalOf(0)
  let power = decimalOf(1)
  for (const binaryDigit of terms.toString(2)) {
    sum = sum.plus(sum.times(power))
    power = power.times(power)
    if (binaryDigit === '1') {
      sum = sum.plus(power)
      power = power.times(ratio)
    }
  }
  return sum
}

/** Up to fifteen digits, a number and its decimal digits say the same. */
const MOST_CENTS = 1e15

/** A number of whole cents, where the digits say so. */
function centsOfNumber(value: number): number | undefined {
  const cents = Math.round(value * 100)
  return cents / 100 === value && Math.abs(cents) < MOST_CENTS ? cents : undefined
}

/** A string such as `-1234.5`, read by its characters: no more than 13 digits and 2 decimals. */
function centsOfString(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const { length } = value
  const sign = value.charCodeAt(0) === 45 ? 1 : 0
  if (length > 16 || length === sign) return undefined
  let digits = 0
  let decimals = -1
  for (let at = sign; at < length; at++) {
    const code = value.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      digits = digits * 10 + code - 48
      if (decimals >= 0) decimals++
    } else if (code === 46 && decimals < 0 && at > sign && at < length - 1) decimals = 0
    else return undefined
  }
  if (decimals > 2) return undefined
  const cents = decimals === 2 ? digits : decimals === 1 ? digits * 10 : digits * 100
  return Number.isSafeInteger(cents) ? (sign ? 0 - cents : cents) : undefined
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i

/**
 * Sign, digits, decimals and exponent of an amount in any form; `null` where it is not an amount.
 */
function partsOf(value: unknown): RegExpExecArray | null {
  const text =
    typeof value === 'number' || typeof value === 'bigint'
      ? `${value}`
      : isDecimal(value)
        ? // Every digit, and no zeros written out: the exponent may be anything.
          value.toExponential()
        : value
  return typeof text === 'string' && text.length <= 1000 ? DECIMAL.exec(text) : null
}

/** Whether a value is a Decimal of any copy of the package: they say so by name, and none is needed here. */
function isDecimal(value: unknown): value is Decimal {
  const given = value as Partial<Decimal & { readonly toStringTag: string }> | null | undefined
  return given?.toStringTag === '[object Decimal]' && typeof given.toExponential === 'function'
}

/** Any other amount in units of 1e-30. */
function unitsOf(value: unknown): bigint | undefined {
  const parts = partsOf(value)
  if (!parts) return undefined
  const [, sign, whole, decimals = '', exponent = '0'] = parts
  const digits = `${whole}${decimals}`.replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  // The amount is the trimmed digits times ten to this power.
  const power = +exponent - decimals.length + digits.length - trimmed.length
  if (trimmed === '') return 0n
  if (power < -PLACES || trimmed.length + power > MOST_DIGITS) return undefined
  const units = BigInt(trimmed) * BigInt(`1${'0'.repeat(power + PLACES)}`)
  return sign ? -units : units
}
