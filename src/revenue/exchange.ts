import { check, checkObject, type Fields, type Path, readFields } from '../internal/guard.js'
import {
  addAmount,
  type DecimalInput,
  type ExactSum,
  emptySum,
  type ReadAmount,
  sumUnits,
} from '../internal/money/decimal.js'
import { compareSums, readSum } from '../internal/money/exactSums.js'
import { PLACES } from '../internal/money/sums.js'

/** Rates at both ends of a window. Revenue is reported in one currency, whose rate is 1. */
export interface ExchangeRates {
  /** The currency in which revenue is reported. */
  readonly currency: string
  /** What one unit of each other currency is worth in it when the window opens. */
  readonly opening: Readonly<Record<string, DecimalInput>>
  /** The same when the window closes. */
  readonly closing: Readonly<Record<string, DecimalInput>>
}

/** The fields that are read; another one is refused. */
const EXCHANGE_RATES: Fields<ExchangeRates> = { currency: 1, opening: 1, closing: 1 }

/** Amounts of one currency in that of the report. */
export interface Conversion {
  /** An amount by the rate of the opening. */
  readonly convert: (amount: ReadAmount) => ReadAmount
  /** Notes a part of what there is at the closing, before it is converted. */
  readonly note: (amount: ReadAmount) => void
}

/** All currencies of a call. */
export interface Exchange {
  readonly currency: string
  /** The conversion of a row's amounts; a currency without rates is refused. */
  readonly conversionOf: (currency: unknown, index: number) => Conversion
  /** What there is at the closing, by the rates of the closing. */
  readonly closing: () => ExactSum
}

/** One unit of the report's currency, in the units in which rates are read. */
const ONE: bigint = /* @__PURE__ */ BigInt(`1${'0'.repeat(PLACES)}`)

/** Reads the rates. */
export function readExchange(metric: string, rates: unknown): Exchange {
  const given = readFields<ExchangeRates>(metric, ['rates'], rates, EXCHANGE_RATES)
  const { currency } = given
  const isName = typeof currency === 'string' && currency !== ''
  check(metric, ['rates', 'currency'], currency, isName, 'a currency such as EUR', 'invalid')
  const opening = readRates(metric, 'opening', given)
  const closing = readRates(metric, 'closing', given)
  const conversions = new Map<string, NotedConversion>()
  return {
    currency,
    conversionOf: (name, index) => {
      const known = conversions.get(name as string)
      if (known) return known
      const path: Path = ['rows', index, 'currency']
      const isOne = typeof name === 'string' && name !== ''
      check(metric, path, name, isOne, 'a currency such as EUR, as rates are given', 'invalid')
      const rateOf = (rates: ReadonlyMap<string, bigint>, end: 'opening' | 'closing'): bigint => {
        const rate = name === currency ? ONE : rates.get(name as string)
        const expected = `the rate of ${String(name)}, which rows[${index}] has`
        const place = ['rates', end, name as string]
        return check(metric, place, rate, rate !== undefined, expected, 'invalid')
      }
      const conversion = conversionBy(rateOf(opening, 'opening'), rateOf(closing, 'closing'))
      conversions.set(name as string, conversion)
      return conversion
    },
    closing: () => {
      const sum = emptySum()
      for (const { closing: part } of conversions.values()) sum.rest += part()
      return sum
    },
  }
}

/** The rates of one end, in units of 1e-30. */
function readRates(
  metric: string,
  end: 'opening' | 'closing',
  given: ExchangeRates,
): ReadonlyMap<string, bigint> {
  const rates = new Map<string, bigint>()
  for (const [name, value] of Object.entries(checkObject(metric, ['rates', end], given[end]))) {
    const path = ['rates', end, name]
    const rate = readSum(metric, path, value)
    check(metric, path, value, compareSums(rate, emptySum()) > 0, 'a rate above 0', 'out-of-range')
    const isOther = name !== given.currency
    check(metric, path, value, isOther, `absent, as revenue is reported in ${name}`, 'mismatch')
    rates.set(name, sumUnits(rate))
  }
  return rates
}

interface NotedConversion extends Conversion {
  /** What was noted, by the rate of the closing, in units of 1e-30. */
  readonly closing: () => bigint
}

function conversionBy(opening: bigint, closing: bigint): NotedConversion {
  const sum = emptySum()
  return {
    convert: opening === ONE ? (amount) => amount : (amount) => times(unitsOf(amount), opening),
    note: (amount) => addAmount(sum, amount),
    closing: () => times(sumUnits(sum), closing),
  }
}

function unitsOf(amount: ReadAmount): bigint {
  return typeof amount === 'bigint' ? amount : sumUnits({ cents: amount, rest: 0n })
}

/** A product in units of 1e-30, rounded to the nearest one, away from 0 in the middle. */
function times(amount: bigint, rate: bigint): bigint {
  const product = amount * rate
  const half = product < 0n ? -ONE / 2n : ONE / 2n
  return (product + half) / ONE
}
