import { Decimal } from 'decimal.js'
import { type Path, refuse } from '../guard.js'
import {
  addAmount,
  type ExactSum,
  PLACES,
  type ReadAmount,
  sumText,
  sumUnits,
  UNIT_PER_CENT,
} from './sums.js'

export type { Decimal } from 'decimal.js'
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
 * An amount of money below 1e21: exact as a string, a bigint or a Decimal, and as a number by the
 * digits that it prints as. Where many are added, each has at most 30 decimals.
 */
export type DecimalInput = string | number | bigint | Decimal

/** Decimals of this library: 40 digits, whatever the settings of the caller's own. */
const Exact: typeof Decimal = /* @__PURE__ */ Decimal.clone({ precision: 40, defaults: true })

/** Digits before the point: 1e21 is where a number begins to print with an exponent. */
const MOST_DIGITS = 21

/** What is accepted as an amount of a sum, for messages. */
const AMOUNT = 'a decimal number below 1e21 with at most 30 decimals'

/** Reads an amount; `undefined` is not an amount. */
export function parseAmount(value: unknown): ReadAmount | undefined {
  return (typeof value === 'number' ? centsOfNumber(value) : centsOfString(value)) ?? unitsOf(value)
}

/** Refuses what is not an amount. */
export function refuseAmount(metric: string, path: Path, value: unknown): never {
  return refuse(metric, path, value, AMOUNT, 'invalid')
}

/** Reads and adds the amount of a field, or refuses it and names where it stands. */
export function addField(sum: ExactSum, metric: string, path: Path, value: unknown): void {
  addAmount(sum, parseAmount(value) ?? refuseAmount(metric, path, value))
}

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
 * decimals: what one function returns, the next one reads.
 */
export function readAmount(metric: string, path: Path, value: unknown): Decimal {
  const parts = partsOf(value)
  const amount = parts && new Exact(parts[0])
  return amount && amount.e < MOST_DIGITS
    ? unsigned(amount)
    : refuse(metric, path, value, 'a decimal number below 1e21', 'invalid')
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
      : Decimal.isDecimal(value) && typeof value.toExponential === 'function'
        ? // Every digit, and no zeros written out: the exponent may be anything.
          value.toExponential()
        : value
  return typeof text === 'string' && text.length <= 1000 ? DECIMAL.exec(text) : null
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
