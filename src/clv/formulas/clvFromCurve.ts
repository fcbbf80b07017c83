import {
  check,
  checkChoice,
  checkNumber,
  checkRate,
  checkSome,
  checkWhole,
  type Fields,
  type Path,
  readFields,
  readList,
} from '../../internal/guard.js'
import {
  amountText,
  type Decimal,
  type DecimalInput,
  decimalOf,
  readAmount,
  written,
} from '../../internal/money/decimal.js'
// This value is computed from a retention curve, whose shape is read here.
import { readCurve } from '../../retention/curves/readCurve.js'
import type { RetentionCurve, RetentionPoint } from '../../retention/curves/retentionCurve.js'
import { checkDiscount, type FirstMargin, MOST_MARGINS } from './clv.js'

/** When within each period the retention cost is spent. */
export type CostTiming = 'start' | 'middle' | 'end'

/** A customer whose retention changes with age, and whose margin and cost may. */
export interface ClvFromCurveInput {
  /** Margin of each period from a customer who is there: one for all, or one by one. */
  readonly margins: DecimalInput | readonly DecimalInput[]
  /** Shares still there at ages 0, 1, 2, …, the first of them 1; or a curve of `retentionCurve`. */
  readonly curve: readonly number[] | RetentionCurve
  /** Discount rate per period: 0.1 for 10 %. */
  readonly discount: number
  /** When the first margin is received. Both are in use, and they differ by one whole margin. */
  readonly firstMargin: FirstMargin
  /**
   * Spent within each period, from one age to the next, on every customer there at its start: one for
   * all, or one by one.
   * @defaultValue `0`
   */
  readonly costs?: DecimalInput | readonly DecimalInput[]
  /** When within its period a cost is spent. Required with `costs`. */
  readonly costsAt?: CostTiming
  /**
   * Share of customers who stay from one period to the next after the last age of the curve,
   * without an end, at the last margin and cost.
   * @defaultValue no tail: the value ends with the curve
   */
  readonly tailRetention?: number
}

/** The fields that are read; another one is refused. */
const CLV_FROM_CURVE_INPUT: Fields<ClvFromCurveInput> = {
  margins: 1,
  curve: 1,
  discount: 1,
  firstMargin: 1,
  costs: 0,
  costsAt: 0,
  tailRetention: 0,
}

/** The value of a customer along the curve and, with `tailRetention`, after it. */
export interface ClvFromCurve {
  /** Present value of all margins less that of all costs. */
  readonly value: string
  /** Present value of each margin along the curve, in order. */
  readonly values: readonly string[]
  /** Present value of the costs along the curve. */
  readonly costs: string
  /** The part of `value` that comes after the curve; `null` without `tailRetention`. */
  readonly tail: string | null
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** When costs are spent; `null` without costs. */
  readonly costsAt: CostTiming | null
  /** Margins counted along the curve. */
  readonly periods: number
}

/**
 * Customer lifetime value along a retention curve of any shape: up to its last age, or on from there
 * at a constant retention.
 *
 * Retention costs are spent on all customers at the start of a period, including those who then
 * leave. In Berger and Nasr's first case there is one margin a year and a promotion in the middle
 * of it.
 *
 * @formula value = Σ margin × retention(age) ÷ (1 + discount)^age, over ages 0, 1, 2, … for `'now'`
 * and 1, 2, … for `'after-one-period'`, less Σ cost × retention(age) ÷ (1 + discount)^(age + part),
 * over ages 0, 1, … before the last; part 0, ½ or 1 for the start, middle or end of a period
 * @unit the currency of `margins` and `costs`
 *
 * @param input - Margins, curve, discount, when the first margin is received, and what is spent.
 * @returns The value, and its parts: each margin, the costs, and the time after the curve.
 * @throws {@link MetricError} `out-of-range` for a curve that does not begin at 1 or that rises, a
 * cost below 0, or a curve of age 0 alone where the first margin comes after one period; `mismatch`
 * where the number of margins or costs is not that of the ages; `empty` without a share; `invalid`
 * for costs without `costsAt`; `undefined` for a tail that never ends.
 * @source Berger & Nasr (1998), “Customer Lifetime Value: Marketing Models and Applications”, Journal
 * of Interactive Marketing 12(1).
 *
 * @example
 * ```ts
 * const curve = [1, 0.869, 0.743, 0.653, 0.593]
 * const customer = { margins: 100, curve, discount: 0.1, firstMargin: 'now' } as const
 * Number(clvFromCurve(customer).value).toFixed(2) // => '329.97'
 * Number(clvFromCurve({ ...customer, costs: 20, costsAt: 'middle' }).value).toFixed(2) // => '274.77'
 * Number(clvFromCurve({ ...customer, tailRetention: 0.9 }).tail).toFixed(2) // => '182.26'
 * ```
 */
export function clvFromCurve(input: ClvFromCurveInput): ClvFromCurve {
  const metric = 'clvFromCurve'
  const given = readFields<ClvFromCurveInput>(metric, ['input'], input, CLV_FROM_CURVE_INPUT, [])
  const { firstMargin } = given
  checkChoice(metric, ['firstMargin'], firstMargin, ['now', 'after-one-period'])
  const growing = decimalOf(checkDiscount(metric, given.discount)).plus(1)
  const rates = readRates(metric, given.curve)
  const skipped = firstMargin === 'now' ? 0 : 1
  const received = rates.length - skipped
  checkSome(metric, ['curve'], given.curve, rates.length, 'share')
  const enough = 'at least 2 where the first margin is received after one period'
  check(metric, ['curve', 'length'], rates.length, received > 0, enough)
  const margins = readAmounts(metric, 'margin', given.margins, received, 'received')
  const costsAt = given.costs === undefined ? null : readTiming(metric, given.costsAt)
  const cycles = rates.length - 1
  const spent = costsAt === null ? [] : readAmounts(metric, 'cost', given.costs, cycles, 'spent')
  const late = growing.pow(costsAt === 'middle' ? 0.5 : costsAt === 'end' ? 1 : 0)
  const values = presentValues(margins, rates.slice(skipped), growing, growing.pow(skipped))
  const costs = sumAll(presentValues(spent.slice(0, cycles), rates, growing, late))
  const flow = {
    rate: decimalOf(rates.at(-1) as number),
    margin: margins.at(-1) as Decimal,
    cost: (spent.at(-1) ?? decimalOf(0)).div(late),
    grown: growing.pow(cycles),
  }
  const tail = readTail(metric, given.tailRetention, growing, flow)
  return written(metric, {
    value: sumAll(values)
      .minus(costs)
      .plus(tail ?? 0),
    values: values.map((value, index) => amountText(metric, ['values', index], value)),
    costs,
    tail,
    firstMargin,
    costsAt,
    periods: received,
  })
}

/** One amount for all periods, and for what comes after them, or as many as there are. */
function readAmounts(
  metric: string,
  name: 'margin' | 'cost',
  given: unknown,
  count: number,
  done: 'received' | 'spent',
): Decimal[] {
  const readOne = (value: unknown, path: Path): Decimal => {
    const amount = readAmount(metric, path, value)
    const isAllowed = name === 'margin' || !amount.isNegative()
    check(metric, path, value, isAllowed, 'an amount of at least 0', 'out-of-range')
    return amount
  }
  const field = `${name}s`
  if (!Array.isArray(given)) return Array(Math.max(count, 1)).fill(readOne(given, [field]))
  const amounts = readList(metric, [field], given, readOne)
  const expected = `${count}, one for each ${name} that the curve lets be ${done}`
  check(metric, [field, 'length'], amounts.length, amounts.length === count, expected, 'mismatch')
  return amounts
}

function readTiming(metric: string, costsAt: unknown): CostTiming {
  return checkChoice(metric, ['costsAt'], costsAt, ['start', 'middle', 'end'])
}

/** Each amount times the share that it is for, discounted: the first by `first`. */
function presentValues(
  amounts: readonly Decimal[],
  rates: readonly number[],
  growing: Decimal,
  first: Decimal,
): Decimal[] {
  let grown = first
  return amounts.map((amount, index) => {
    const present = amount.times(decimalOf(rates[index] as number)).div(grown)
    grown = grown.times(growing)
    return present
  })
}

function sumAll(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), decimalOf(0))
}

/** Margins less costs after the last age, at one retention for ever. */
function readTail(
  metric: string,
  given: unknown,
  growing: Decimal,
  flow: Readonly<Record<'rate' | 'margin' | 'cost' | 'grown', Decimal>>,
): Decimal | null {
  if (given === undefined) return null
  const retention = decimalOf(checkRate(metric, ['tailRetention'], given))
  const gap = growing.minus(retention)
  check(metric, ['tailRetention'], given, gap.gt(0), 'below 1 + discount', 'undefined')
  const perPeriod = flow.margin.times(retention).minus(flow.cost.times(growing))
  return flow.rate.times(perPeriod).div(gap).div(flow.grown)
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
  checkWhole(metric, [...at, 'length'], rates.length, 0, MOST_MARGINS + 1)
  return readList(metric, at, rates, readRate)
}

/** The steps of an estimated curve, read at every whole age up to its last. */
function ratesOf(metric: string, curve: RetentionCurve): number[] {
  const { points, from = 0 } = readCurve(metric, curve)
  check(metric, ['curve', 'from'], from, from === 0, '0, where customers begin', 'mismatch')
  const end = points.length - 1
  const { age: last } = points[end] as RetentionPoint
  checkNumber(metric, ['curve', 'points', end, 'age'], last, 0, MOST_MARGINS)
  const rates: number[] = []
  let current = 1
  for (const { age, rate } of points) {
    while (rates.length < age) rates.push(current)
    current = rate
  }
  while (rates.length <= last) rates.push(current)
  return rates
}
