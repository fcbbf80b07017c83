import { check, checkFields, checkObject } from '../../internal/guard.js'
import { PLACES } from '../../internal/money/sums.js'
import type { Draft } from '../draft.js'
import { type ResultRow, unitsOf } from '../rows.js'

/** What one unit of a currency is worth at both ends of the window. */
export interface ExchangeRate {
  readonly opening: bigint
  readonly closing: bigint
}

/** Rates as whole numbers of one small unit, so that an engine multiplies without a rest. */
export interface SqlExchange {
  /** The currency in which revenue is reported. */
  readonly currency: string
  /** Decimals of that unit. */
  readonly places: number
  /** The currencies that have rates at both ends, and both rates. */
  readonly rates: ReadonlyMap<string, ExchangeRate>
}

/** Decimals of a rate, few enough to leave as many to an amount. */
const MOST_PLACES = 15

/** Digits of a rate as a whole number, few enough for every engine's. */
const MOST_DIGITS = 18

const RATE = /^0*(\d+)(?:\.(\d{1,15}))?$/

/** Reads the rates of a window; an engine that would round products is refused by its name. */
export function readExchangeSql(draft: Draft, given: unknown): SqlExchange {
  const { metric, dialect } = draft
  const rates = checkObject<Record<string, unknown>>(metric, ['rates'], given)
  checkFields(metric, ['rates'], rates, ['currency', 'opening', 'closing'])
  const exact = `absent, as ${dialect.name} is not known to multiply amounts exactly`
  check(metric, ['rates'], given, dialect.times !== null, exact, 'mismatch')
  const path = ['source', 'columns', 'currency']
  const expected = 'the name of a column, as rates are given'
  check(metric, path, undefined, draft.has('currency'), expected, 'invalid')
  const { currency } = rates
  const isName = typeof currency === 'string' && currency !== ''
  check(metric, ['rates', 'currency'], currency, isName, 'a currency such as EUR', 'invalid')
  const own = currency as string
  const opening = readRates(metric, own, 'opening', rates.opening)
  const closing = readRates(metric, own, 'closing', rates.closing)
  const places = Math.max(0, ...[...opening, ...closing].map(([, [, decimals]]) => decimals.length))
  const unitsOfRate = ([whole, decimals]: readonly [string, string]): bigint => {
    const digits = whole + decimals.padEnd(places, '0')
    const fits = digits.length <= MOST_DIGITS
    const most = `rates of at most ${MOST_DIGITS} digits, decimals of the longest included`
    check(metric, ['rates'], given, fits, most, 'mismatch')
    return BigInt(digits)
  }
  const one = unitsOfRate(['1', ''])
  const both = [...opening].flatMap(([name, rate]) => {
    const last = closing.get(name)
    return last ? [[name, { opening: unitsOfRate(rate), closing: unitsOfRate(last) }] as const] : []
  })
  return { currency: own, places, rates: new Map([[own, { opening: one, closing: one }], ...both]) }
}

/** The rates of one end: digits before the point and after it. */
function readRates(
  metric: string,
  own: string,
  end: 'opening' | 'closing',
  given: unknown,
): Map<string, readonly [whole: string, decimals: string]> {
  const entries = Object.entries(checkObject(metric, ['rates', end], given))
  return new Map(
    entries.map(([name, value]) => {
      const path = ['rates', end, name]
      const parts = RATE.exec(String(value))
      const isRate = parts !== null && /[1-9]/.test(parts[0])
      const expected = `a rate above 0 with at most ${MOST_PLACES} decimals, without an exponent`
      check(metric, path, value, isRate, expected, 'out-of-range')
      const absent = `absent, as revenue is reported in ${own}`
      check(metric, path, value, name !== own, absent, 'mismatch')
      const [, whole, decimals = ''] = parts as RegExpExecArray
      return [name, [whole as string, decimals] as const] as const
    }),
  )
}

/** An amount by the rate of the opening; nothing where its currency has no rate. */
export function convertedSql(
  { dialect, value }: Draft,
  { rates }: SqlExchange,
  amount: string,
  currency: string,
): string {
  const times = dialect.times as NonNullable<typeof dialect.times>
  const cases = [...rates].map(
    ([name, { opening }]) =>
      `WHEN ${currency} = ${value(name)} THEN ${times(amount, `${opening}`)}`,
  )
  // What costs nothing is of no currency.
  return `CASE WHEN ${amount} = 0 THEN ${amount} ${cases.join(' ')} END`
}

/** An amount by a rate, in units of 1e-30; one that the statement multiplied has its rate already. */
export function convertedOf(
  row: ResultRow,
  name: string,
  { places }: SqlExchange,
  rate = 1n,
): bigint {
  const units = unitsOf(row, name)
  const { length } = `${row[name]}`.split('.')[1] ?? ''
  const expected = `an amount with at most ${PLACES - places} decimals, as its rate has ${places}`
  check('readTallies', ['rows', name], row[name], length + places <= PLACES, expected)
  return (units * rate) / 10n ** BigInt(places)
}
