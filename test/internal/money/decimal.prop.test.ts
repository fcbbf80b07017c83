import { createRequire } from 'node:module'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addField,
  addSum,
  decimalOf,
  type ExactSum,
  emptySum,
  geometricSum,
  parseAmount,
  readAmount,
  sumDecimal,
  sumNumber,
  sumText,
} from '../../../src/internal/money/decimal.js'

const Wide = Decimal.clone({ precision: 200, defaults: true })
const Other: typeof Decimal = createRequire(import.meta.url)('decimal.js')

/** Decimals of another precision, of another notation and of another copy. */
const copies = [
  Decimal,
  Decimal.clone({ precision: 5, defaults: true }),
  Decimal.clone({ precision: 30, toExpNeg: 0, toExpPos: 0, rounding: 0, defaults: true }),
  Other,
]

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength })

/** Amounts written out: short ones, and ones of up to 30 digits before the point and 30 after. */
const texts = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.oneof(digits(4), digits(13), digits(30)),
      fc.oneof(fc.constant(''), digits(2), digits(3), digits(30)),
    )
    .map(([sign, whole, decimals]) => `${sign}${whole}${decimals && `.${decimals}`}`),
  // Two of these are more cents than a safe integer.
  fc.integer({ min: 80_000_000_000_000, max: 90_071_992_547_409 }).map(String),
)

/** An amount in one of its forms, and its digits. */
const amounts: fc.Arbitrary<{ value: unknown; text: string }> = fc.oneof(
  texts.map((text) => ({ value: text, text })),
  fc.tuple(texts, fc.constantFrom(...copies)).map(([text, Copy]) => ({
    value: new Copy(text),
    text,
  })),
  fc
    .bigInt({ min: -(10n ** 30n) + 1n, max: 10n ** 30n - 1n })
    .map((value) => ({ value, text: `${value}` })),
  fc
    .oneof(
      fc.integer().map((cents) => cents / 100),
      fc.maxSafeInteger().map((cents) => cents / 100),
      fc.maxSafeInteger(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: -9e20, max: 9e20, noNaN: true }),
    )
    .filter((value) => value === 0 || Math.abs(value) > 1e-12)
    .map((value) => ({ value, text: written(value) })),
)

/** What a number prints as, without an exponent. */
function written(value: number): string {
  const [mantissa = '', exponent = '0'] = `${Math.abs(value)}`.split('e')
  const [whole = '', decimals = ''] = mantissa.split('.')
  const shifted = `${whole}${decimals}`
  const point = whole.length + Number(exponent)
  const padded = shifted.padStart(shifted.length + Math.max(0, 1 - point), '0')
  const at = Math.max(point, 1)
  const text = `${padded.slice(0, at).padEnd(at, '0')}.${padded.slice(at)}0`
  return value < 0 ? `-${text}` : text
}

/** Units of 1e-30, by the digits alone. */
function units(text: string): bigint {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.')
  const size = BigInt(`${whole}${decimals.padEnd(31, '0').slice(0, 30)}`)
  return text.startsWith('-') ? -size : size
}

/** Units of 1e-30 written out, without zeros that say nothing. */
function spelled(total: bigint): string {
  const text = `${total < 0n ? -total : total}`.padStart(31, '0')
  const trimmed = `${text.slice(0, -30)}.${text.slice(-30)}`.replace(/\.?0*$/, '')
  return total < 0n ? `-${trimmed}` : trimmed
}

function sumOf(values: readonly unknown[]): ExactSum {
  const sum = emptySum()
  for (const value of values) addField(sum, 'test', ['amount'], value)
  return sum
}

describe('exact sums', () => {
  const lists = fc.array(amounts, { maxLength: 40 })

  it('are the sums of the digits, as a string and as a Decimal', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const sum = sumOf(list.map(({ value }) => value))
        const total = list.reduce((units30, { text }) => units30 + units(text), 0n)
        expect(sumText(sum)).toBe(spelled(total))
        expect(sumDecimal(sum).toFixed()).toBe(spelled(total))
      }),
      { numRuns: 1000 },
    )
  })

  it('are those of decimal.js at 200 digits', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const total = list.reduce((wide, { text }) => wide.plus(text), new Wide(0))
        const sum = sumOf(list.map(({ value }) => value))
        expect(new Wide(sumText(sum)).eq(total)).toBe(true)
        expect(sumNumber(sum)).toBe(total.isZero() ? 0 : Number(total.toFixed()))
      }),
    )
  })

  it('do not depend on the order, nor on the parts that were added up first', () => {
    const parted = lists.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.nat(list.length),
      ),
    )
    fc.assert(
      fc.property(parted, ([list, shuffled, cut]) => {
        const whole = sumText(sumOf(list.map(({ value }) => value)))
        expect(sumText(sumOf(shuffled.map(({ value }) => value)))).toBe(whole)
        const sum = sumOf(shuffled.slice(0, cut).map(({ value }) => value))
        addSum(sum, sumOf(shuffled.slice(cut).map(({ value }) => value)))
        expect(sumText(sum)).toBe(whole)
      }),
    )
  })

  it('come to nothing with their opposites', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const opposites = list.map(({ text }) =>
          text.startsWith('-') ? text.slice(1) : `-${text}`,
        )
        const sum = sumOf([...list.map(({ value }) => value), ...opposites.map(shortened)])
        expect(sumText(sum)).toBe('0')
        expect(Object.is(sumNumber(sum), 0)).toBe(true)
        expect(sumDecimal(sum).isNegative()).toBe(false)
      }),
    )
  })
})

/** Numbers may be written here with a decimal too many, which is a zero. */
function shortened(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

describe('an amount', () => {
  it('reads as its digits in every form', () => {
    fc.assert(
      fc.property(amounts, ({ value, text }) => {
        expect(readAmount('test', ['amount'], value).toFixed()).toBe(spelled(units(text)))
      }),
      { numRuns: 1000 },
    )
  })

  it('has one spelling, which reads as itself', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('', '0', '000'), (text, zeros) => {
        const spelling = sumText(sumOf([text]))
        const longer = text.replace('-', `-${zeros}`).replace(/^(?=\d)/, zeros)
        const exponent = `${units(text)}e-30`
        expect(sumText(sumOf([longer]))).toBe(spelling)
        expect(sumText(sumOf([exponent]))).toBe(spelling)
        expect(sumText(sumOf([spelling]))).toBe(spelling)
        expect(spelling).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/)
        expect(spelling).not.toBe('-0')
      }),
    )
  })

  it('is refused where a character does not belong', () => {
    const alien = fc.constantFrom(...' ,_+xX:/\t\n%$٣'.split(''), '--', '..', 'e', '.e')
    fc.assert(
      fc.property(texts, alien, fc.double({ min: 0, max: 1 }), (text, character, where) => {
        const at = Math.round((Number.isNaN(where) ? 0 : where) * text.length)
        const broken = `${text.slice(0, at)}${character}${text.slice(at)}`
        // An exponent of digits may follow an e.
        fc.pre(!/^-?\d+(\.\d+)?e\d+$/.test(broken))
        expect(parseAmount(broken)).toBeUndefined()
      }),
    )
  })
})

describe('a geometric sum', () => {
  it('is its powers, added up one by one', () => {
    const ratios = fc.oneof(
      fc.double({ min: 0, max: 1.5, noNaN: true }),
      fc.constantFrom(0, 1, 0.9999999999999999, 1.0000000000000002),
    )
    fc.assert(
      fc.property(ratios, fc.nat(80), (ratio, terms) => {
        let sum = new Wide(0)
        for (let at = 0; at < terms; at++) sum = sum.plus(new Wide(ratio).pow(at))
        const distance = new Wide(geometricSum(decimalOf(ratio), terms)).minus(sum).abs()
        expect(distance.lte(sum.times('1e-36'))).toBe(true)
      }),
    )
  })
})
