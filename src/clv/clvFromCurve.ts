import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  readAmount,
  unsigned,
} from '../internal/decimal.js'
import {
  check,
  checkChoice,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  type Path,
  readList,
} from '../internal/guard.js'
// A retention curve is what this value is computed from: the area reads its shape.
import { readCurve } from '../retention/readCurve.js'
import type { RetentionCurve, RetentionPoint } from '../retention/retentionCurve.js'
import { checkDiscount, type FirstMargin, MOST_PERIODS } from './clv.js'

/** A customer whose retention changes with age, and whose margin may. */
export interface ClvFromCurveInput {
  /** Margin of each period from a customer who is there: one for all, or one by one. */
  readonly margins: DecimalInput | readonly DecimalInput[]
  /** Shares still there at ages 0, 1, 2, …, the first of them 1; or a curve of `retentionCurve`. */
  readonly curve: readonly number[] | RetentionCurve
  /** Discount rate per period: 0.1 for 10 %. */
  readonly discount: number
  /** When the first margin is received. The trade has both, and they differ by a whole margin. */
  readonly firstMargin: FirstMargin
}

/** What a customer is worth up to the end of the curve. */
export interface ClvFromCurve {
  /** Present value of all margins. */
  readonly value: Decimal
  /** Present value of each margin, in order. */
  readonly values: readonly Decimal[]
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Margins counted. */
  readonly periods: number
}

/**
 * Customer lifetime value along a retention curve of any shape, up to its last age.
 *
 * @formula value = Σ margin × retention(age) ÷ (1 + discount)^age, over ages 0, 1, 2, … for `'now'`
 * and 1, 2, … for `'after-one-period'`
 * @unit the currency of `margins`
 *
 * @param input - Margins, curve, discount and when the first margin is received.
 * @returns The value, and the part that each margin has in it.
 * @throws {@link MetricError} `invalid` for a curve that does not begin at 1 or ever rises; `mismatch`
 * where there are not as many margins as ages to receive them at; `empty` where there is no such age.
 * @source Berger & Nasr (1998), “Customer Lifetime Value: Marketing Models and Applications”, Journal
 * of Interactive Marketing 12(1).
 *
 * @example
 * ```ts
 * const curve = [1, 0.869, 0.743, 0.653, 0.593]
 * clvFromCurve({ margins: 100, curve, discount: 0.1, firstMargin: 'now' }).value.toFixed(2) // => '329.97'
 * ```
 */
export function clvFromCurve(input: ClvFromCurveInput): ClvFromCurve {
  const metric = 'clvFromCurve'
  const given = checkObject<ClvFromCurveInput>(metric, ['input'], input)
  const { firstMargin, margins } = given
  checkChoice(metric, ['firstMargin'], firstMargin, ['now', 'after-one-period'])
  const growing = decimalOf(checkDiscount(metric, given.discount)).plus(1)
  const rates = readRates(metric, given.curve).slice(firstMargin === 'now' ? 0 : 1)
  checkSome(metric, ['curve'], given.curve, rates.length, 'margin to receive')
  const amounts = Array.isArray(margins)
    ? readList(metric, ['margins'], margins, (margin, path) => readAmount(metric, path, margin))
    : Array<Decimal>(rates.length).fill(readAmount(metric, ['margins'], margins))
  const expected = `${rates.length}, one for each margin that the curve lets be received`
  const { length } = amounts
  check(metric, ['margins', 'length'], length, length === rates.length, expected, 'mismatch')
  let grown = firstMargin === 'now' ? decimalOf(1) : growing
  let value = decimalOf(0)
  const values = rates.map((rate, index) => {
    const present = (amounts[index] as Decimal).times(decimalOf(rate)).div(grown)
    grown = grown.times(growing)
    value = value.plus(present)
    return unsigned(present)
  })
  return { value: unsigned(value), values, firstMargin, periods: values.length }
}

/** Retention at ages 0, 1, 2, …: within bounds, from 1, never rising. */
export function readRates(
  metric: string,
  curve: readonly number[] | RetentionCurve,
  at: Path = ['curve'],
): number[] {
  let last = 1
  const readRate = (value: unknown, path: Path): number => {
    const rate = checkRate(metric, path, value)
    if (path.at(-1) === 0) check(metric, path, rate, rate === 1, '1, the share at age 0')
    check(metric, path, rate, rate <= last, `at most ${last}, the share before`)
    last = rate
    return rate
  }
  const rates = Array.isArray(curve) ? curve : ratesOf(metric, curve as RetentionCurve)
  return readList(metric, at, rates, readRate)
}

/** The steps of an estimated curve, read at every whole age up to its last. */
function ratesOf(metric: string, curve: RetentionCurve): number[] {
  const { points } = readCurve(metric, curve)
  const end = points.length - 1
  const { age: last } = points[end] as RetentionPoint
  checkNumber(metric, ['curve', 'points', end, 'age'], last, 0, MOST_PERIODS, '')
  const rates: number[] = []
  let current = 1
  for (const { age, rate } of points) {
    while (rates.length < age) rates.push(current)
    current = rate
  }
  while (rates.length <= last) rates.push(current)
  return rates
}
