import { createRequire } from 'node:module'
import { clv, ltvToCac, MetricError, mergeCosts } from 'customer-metrics'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import {
  addAmount,
  addField,
  addSum,
  amountNumber,
  amountText,
  compareAmounts,
  decimalOf,
  type ExactSum,
  emptySum,
  geometricSum,
  parseAmount,
  type ReadAmount,
  readAmount,
  sumAmount,
  sumDecimal,
  sumNumber,
  sumPerCount,
  sumText,
  sumUnits,
  unsigned,
} from '../../../src/internal/money/decimal.js'

/** Another copy of decimal.js: the one for `require`. */
const Other: typeof Decimal = createRequire(import.meta.url)('decimal.js')

const sumOf = (...amounts: unknown[]): ExactSum => {
  const sum = emptySum()
  for (const amount of amounts) addField(sum, 'test', ['amount'], amount)
  return sum
}

describe('an amount', () => {
  // Each with the one way in which the library writes it.
  it.each<[unknown, string]>([
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0e5', '0'],
    [-0, '0'],
    [0n, '0'],
    [new Decimal('-0'), '0'],
    ['19.99', '19.99'],
    ['19.90', '19.9'],
    ['19.00', '19'],
    ['007.10', '7.1'],
    ['-1234.5', '-1234.5'],
    ['0.5e1', '5'],
    ['1e3', '1000'],
    ['1E+3', '1000'],
    ['1.25e-3', '0.00125'],
    ['-12.5e1', '-125'],
    ['100e-2', '1'],
    [19.99, '19.99'],
    [-19.99, '-19.99'],
    [1.005, '1.005'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1 / 3, '0.3333333333333333'],
    [1e-7, '0.0000001'],
    [-2.5e-12, '-0.0000000000025'],
    [123456789012.34, '123456789012.34'],
    [1234567890123.45, '1234567890123.45'],
    [2 ** 53, '9007199254740992'],
    [1e20, '100000000000000000000'],
    [123456789n, '123456789'],
    [-(2n ** 60n), '-1152921504606846976'],
    [new Decimal('0.1').plus('0.2'), '0.3'],
    [new Decimal('123456789.987654321'), '123456789.987654321'],
    // As many digits as there can be.
    [`${'9'.repeat(21)}.${'9'.repeat(30)}`, `${'9'.repeat(21)}.${'9'.repeat(30)}`],
    [`-${'9'.repeat(21)}.${'9'.repeat(30)}`, `-${'9'.repeat(21)}.${'9'.repeat(30)}`],
    // Zeros before and behind are no digits.
    [`00${'9'.repeat(21)}`, '9'.repeat(21)],
    [`1.${'0'.repeat(40)}`, '1'],
    [`0.${'0'.repeat(40)}`, '0'],
    ['0e-99', '0'],
    ['0'.repeat(1000), '0'],
    ['1e-30', `0.${'0'.repeat(29)}1`],
    [`1${'0'.repeat(30)}e-30`, '1'],
    // Either side of what fits into cents of a safe integer.
    ['90071992547409.91', '90071992547409.91'],
    ['-90071992547409.91', '-90071992547409.91'],
    ['90071992547409.92', '90071992547409.92'],
    ['9007199254740993', '9007199254740993'],
    ['9999999999999999', '9999999999999999'],
    ['99999999999999.9', '99999999999999.9'],
    ['0000000000000.05', '0.05'],
    ['00000000000000.05', '0.05'],
    ['0.005', '0.005'],
    // As the double prints.
    [2 ** 53 + 2, '9007199254740994'],
    [1e15 / 100 + 0.01, '10000000000000.01'],
    [0.07 * 100, '7.000000000000001'],
  ])('%s reads as %s', (value, text) => {
    expect(sumText(sumOf(value))).toBe(text)
    expect(readAmount('test', ['amount'], value).toFixed()).toBe(text)
    // What was written is read as the same.
    expect(sumText(sumOf(text))).toBe(text)
  })

  it.each<[string | number, number]>([
    ['19.99', 1999],
    ['-19.99', -1999],
    ['0', 0],
    ['0.5', 50],
    ['1090', 109_000],
    ['0000000000000.05', 5],
    ['9999999999999.99', 999_999_999_999_999],
    ['90071992547409', 9_007_199_254_740_900],
    [19.99, 1999],
    [-0.1, -10],
    [9_999_999_999_999.99, 999_999_999_999_999],
  ])('%s is read as cents, which are fast', (value, cents) => {
    expect(parseAmount(value)).toBe(cents)
  })

  const form = 'not a decimal number below 1e30'

  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [1e30, '1e+30'],
    [10n ** 30n, `1${'0'.repeat(30)}n`],
    ['', '""'],
    [' ', '" "'],
    ['-', '"-"'],
    ['+5', '"+5"'],
    ['.5', '".5"'],
    ['-.5', '"-.5"'],
    ['5.', '"5."'],
    ['1.2.3', '"1.2.3"'],
    ['1 000', '"1 000"'],
    ['1,000.00', '"1,000.00"'],
    ['1_000', '"1_000"'],
    ['12,50', '"12,50"'],
    ['€5', '"€5"'],
    ['5 ', '"5 "'],
    ['5\n', '"5\\n"'],
    ['0x10', '"0x10"'],
    ['１２', '"１２"'],
    ['1e', '"1e"'],
    ['e5', '"e5"'],
    ['1e30', '"1e30"'],
    ['1e9999', '"1e9999"'],
    ['NaN', '"NaN"'],
    ['Infinity', '"Infinity"'],
    [`1${'0'.repeat(30)}`, `"1${'0'.repeat(30)}"`],
    ['0'.repeat(1001), `"${'0'.repeat(40)}…"`],
    [Symbol('5'), 'Symbol(5)'],
    [[5], 'an array'],
    [{}, 'an object'],
    [new Date(0), 'Date 1970-01-01T00:00:00.000Z'],
    [Object(5), 'an object'],
    [new Decimal(Number.NaN), 'an object'],
    [new Decimal(-Infinity), 'an object'],
    [new Decimal('1e30'), '1e+30'],
    [{ toStringTag: '[object Decimal]' }, 'an object'],
    [{ toStringTag: '[object Decimal]', toExponential: () => 5 }, 'an object'],
    [Object.create(Decimal.prototype), 'an object'],
  ])('is not %s', (value, found) => {
    expect(parseAmount(value)).toBeUndefined()
    const path = ['rows', 3, 'amount']
    const details = { code: 'invalid', path, received: value }
    const place = `test: rows[3].amount is ${found}, ${form}`
    for (const [read, message] of [
      [() => readAmount('test', path, value), place],
      [() => addField(emptySum(), 'test', path, value), `${place} with at most 30 decimals`],
    ] as const) {
      expect(read).toThrow(MetricError)
      expect(read).toThrow(expect.objectContaining({ ...details, message }))
    }
  })

  const third = new Decimal(1).div(3).toDecimalPlaces(20).div('1e15')

  it.each<[unknown, string]>([
    ['1e-31', '1e-31'],
    [`0.${'3'.repeat(31)}`, `0.${'3'.repeat(31)}`],
    [new Decimal('-1e-31'), '-1e-31'],
    [third, '3.3333333333333333333e-16'],
    [5e-324, '5e-324'],
    // What is left of 0.1 + 0.2 − 0.3.
    [0.1 + 0.2 - 0.3, '5.551115123125783e-17'],
  ])('%s has too many decimals for a sum, and not for itself', (value, text) => {
    expect(readAmount('test', ['amount'], value).toString()).toBe(text)
    expect(parseAmount(value)).toBeUndefined()
  })

  it('is refused at once, however large its exponent', () => {
    for (const exponent of ['9e15', '-9e15', '9e6']) {
      const value = new Decimal(`1e${Number(exponent)}`)
      const started = performance.now()
      expect(parseAmount(value)).toBeUndefined()
      expect(() => readAmount('test', ['amount'], value)).toThrow(MetricError)
      expect(performance.now() - started).toBeLessThan(50)
    }
  })
})

describe('two amounts', () => {
  const ordered = ['-9e20', '-0.1', '-1e-30', 0, '1e-30', '0.1', '0.100000000000000002', 3, '9e20']

  it('are compared by every digit, however they are spelt', () => {
    const compare = (one: unknown, other: unknown): number =>
      Math.sign(compareAmounts(parseAmount(one) as ReadAmount, parseAmount(other) as ReadAmount))
    for (const [at, one] of ordered.entries())
      for (const [place, other] of ordered.entries())
        expect(compare(one, other)).toBe(Math.sign(at - place))
    expect(compare('1.000', 1)).toBe(0)
    expect(compare(2, '2.0000')).toBe(0)
  })

  it.each([
    [12.34, 12.34],
    ['12.340', 12.34],
    ['-0.07', -0.07],
    ['0.123456789', 0.123456789],
    [0, 0],
  ])('of %s is the number %d', (amount, number) => {
    expect(amountNumber(parseAmount(amount) as ReadAmount)).toBe(number)
  })
})

describe('a sum', () => {
  it('is 0 of nothing', () => {
    expect(sumText(emptySum())).toBe('0')
    expect(sumNumber(emptySum())).toBe(0)
    expect(sumDecimal(emptySum()).toString()).toBe('0')
  })

  it('loses nothing past the safe integers', () => {
    // 90071992547409 is 9007199254740900 cents, 91 short of 2⁵³: two of them are past it.
    const sum = sumOf(...Array.from({ length: 100 }, () => '90071992547409'), '0.01')
    expect(sumText(sum)).toBe('9007199254740900.01')
    expect(Number.isSafeInteger(sum.cents)).toBe(true)
    const back = sumOf(...Array.from({ length: 100 }, () => '-90071992547409'), '-0.01')
    expect(sumText(back)).toBe('-9007199254740900.01')
    addSum(sum, back)
    expect(sumText(sum)).toBe('0')
    expect(Object.is(sumNumber(sum), 0)).toBe(true)
  })

  it('keeps a cent beside a fortune and a 30th decimal', () => {
    const sum = sumOf('999999999999999999999', '0.01', '1e-30')
    expect(sumText(sum)).toBe('999999999999999999999.010000000000000000000000000001')
    expect(sumUnits(sum)).toBe(999_999_999_999_999_999_999n * 10n ** 30n + 10n ** 28n + 1n)
    expect(sumDecimal(sum).toFixed()).toBe(sumText(sum))
  })

  it('leaves where it can be read again, and is refused where it cannot', () => {
    expect(sumAmount('test', ['total'], sumOf('9e20', '9e20', '9e20'))).toBe(
      '2700000000000000000000',
    )
    expect(sumAmount('test', ['total'], sumOf('0.10', '0.20'))).toBe('0.3')
    expect(() => sumAmount('test', ['total'], sumOf('9e29', '1e29'))).toThrow(
      expect.objectContaining({
        code: 'out-of-range',
        message: `test: total is "1${'0'.repeat(30)}", not an amount below 1e30`,
      }),
    )
    expect(() => sumAmount('test', ['total'], sumOf('-9e29', '-1e29'))).toThrow(
      `test: total is "-1${'0'.repeat(30)}", not an amount below 1e30`,
    )
  })

  it('leaves with 30 decimals, rounded once, and never with an exponent', () => {
    const write = (amount: Decimal): string => amountText('test', ['value'], amount)
    expect(write(decimalOf(1).div(3))).toBe(`0.${'3'.repeat(30)}`)
    expect(write(decimalOf(2).div(-3))).toBe(`-0.${'6'.repeat(29)}7`)
    expect(write(decimalOf(1e29).div(3))).toBe(`${'3'.repeat(29)}.${'3'.repeat(30)}`)
    expect(write(decimalOf(1e-30))).toBe(`0.${'0'.repeat(29)}1`)
    expect(write(decimalOf(-1e-31))).toBe('0')
    expect(write(decimalOf(1e29))).toBe(`1${'0'.repeat(29)}`)
    // What rounding lifts over the end is as large as what was there before.
    expect(() => write(new Decimal(`${'9'.repeat(30)}.${'9'.repeat(31)}`))).toThrow(MetricError)
  })

  it('is a number that prints as its cents', () => {
    expect(sumNumber(sumOf('0.1', '0.2'))).toBe(0.3)
    expect(sumNumber(sumOf('0.001', '0.002'))).toBe(0.003)
    expect(sumNumber(sumOf('-0.30'))).toBe(-0.3)
  })

  it('stays in cents while they are safe', () => {
    expect(sumOf('0.10', 0.2, '9007199254740')).toEqual({ cents: 900_719_925_474_030, rest: 0n })
  })

  it('adds amounts and sums as they come', () => {
    const sum = emptySum()
    addAmount(sum, 150)
    addAmount(sum, 25n * 10n ** 28n)
    addSum(sum, sumOf('0.005', '-3'))
    expect(sumText(sum)).toBe('-1.245')
  })
})

describe('a sum for each of some', () => {
  it('is rounded once to 30 decimals, halves away from zero', () => {
    const path = ['perCustomer']
    expect(sumPerCount('test', path, sumOf('10'), 3)).toBe(`3.${'3'.repeat(30)}`)
    expect(sumPerCount('test', path, sumOf('20'), 3)).toBe(`6.${'6'.repeat(29)}7`)
    expect(sumPerCount('test', path, sumOf('-20'), 3)).toBe(`-6.${'6'.repeat(29)}7`)
    expect(sumPerCount('test', path, sumOf('1e-30'), 2)).toBe(`0.${'0'.repeat(29)}1`)
    expect(sumPerCount('test', path, sumOf('-1e-30'), 2)).toBe(`-0.${'0'.repeat(29)}1`)
    expect(sumPerCount('test', path, sumOf('-1e-30'), 3)).toBe('0')
  })

  it('is what a Decimal of many digits gives', () => {
    const Precise = Decimal.clone({ precision: 200 })
    for (const text of ['0.07', '123456789.123456789', '-9e20', '7e-30', '999999999999999999.5'])
      for (const count of [1, 7, 64, 1e9 + 7, Number.MAX_SAFE_INTEGER])
        expect(sumPerCount('test', [], sumOf(text), count)).toBe(
          new Precise(text).div(count).toDecimalPlaces(30).abs().isZero()
            ? '0'
            : new Precise(text).div(count).toDecimalPlaces(30).toFixed(),
        )
  })

  it('is refused where it is too large to be read again', () => {
    expect(() => sumPerCount('test', ['average'], sumOf('9e29', '9e29', '9e29'), 2)).toThrow(
      MetricError,
    )
  })
})

describe('Decimals', () => {
  it('of any copy and setting are read digit by digit', () => {
    const digits = '12345678901234567890.123456789012345678901234567891'
    const Short = Decimal.clone({ precision: 5, toExpPos: 2, toExpNeg: -2, defaults: true })
    expect(new Other(1) instanceof Decimal).toBe(false)
    for (const Copy of [Short, Other, Other.clone({ precision: 1, maxE: 50 })])
      expect(sumText(sumOf(new Copy(digits), new Copy('0.05')))).toBe(
        '12345678901234567890.173456789012345678901234567891',
      )
  })

  it('of the caller keep their settings, which change no result', () => {
    const customer = {
      margin: new Decimal('100.000000000000000000000001'),
      retention: 0.8,
      discount: 0.1,
      firstMargin: 'now',
    } as const
    const measure = (): string[] => [
      clv(customer).value,
      ltvToCac({ value: '10', cost: '3' }).ratio,
      mergeCosts([
        { acquisitionSpend: new Decimal('0.015'), acquired: 1, retentionSpend: 0.1, retained: 1 },
        { acquisitionSpend: '1e-9', acquired: 1, retentionSpend: 0.2, retained: 1 },
      ]).acquisitionSpend,
    ]
    const before = measure()
    const { precision, rounding, toExpNeg, toExpPos, maxE, minE } = Decimal
    const odd = { precision: 3, rounding: 0, toExpNeg: 0, toExpPos: 0, maxE: 9, minE: -9 } as const
    try {
      Decimal.set(odd)
      expect(measure()).toEqual(before)
      expect({ ...Decimal }).toMatchObject(odd)
    } finally {
      Decimal.set({ precision, rounding, toExpNeg, toExpPos, maxE, minE })
    }
    // 366.666… + 3.666…e-24, and 10 ÷ 3, to 30 decimals.
    expect(before).toEqual([
      '366.666666666666666666666670333333',
      '3.333333333333333333333333333333',
      '0.015000001',
    ])
  })

  it('of results are strings that a caller’s own go on with', () => {
    const { ratio } = ltvToCac({ value: '10', cost: '4' })
    expect(ratio).toBe('2.5')
    expect(new Other(ratio).plus('0.25').times(2).toString()).toBe('5.5')
    expect(ltvToCac({ value: ratio, cost: new Other(ratio) }).ratio).toBe('1')
  })

  it('have no negative zero', () => {
    expect(unsigned(new Decimal('-0')).isNegative()).toBe(false)
    expect(unsigned(new Decimal('-0.5')).toString()).toBe('-0.5')
  })

  it('of numbers are what these print as', () => {
    expect(decimalOf(0.1).toFixed()).toBe('0.1')
    expect(decimalOf(5e-324).toString()).toBe('5e-324')
  })
})

describe('a geometric sum', () => {
  it('adds the given number of powers', () => {
    const half = decimalOf(0.5)
    const sums = [0, 1, 2, 3, 4, 10].map((terms) => geometricSum(half, terms).toString())
    expect(sums).toEqual(['0', '1', '1.5', '1.75', '1.875', '1.998046875'])
    expect(geometricSum(decimalOf(1), 99_999).toString()).toBe('99999')
    expect(geometricSum(decimalOf(0), 7).toString()).toBe('1')
    expect(geometricSum(decimalOf(3), 5).toString()).toBe('121')
  })
})
