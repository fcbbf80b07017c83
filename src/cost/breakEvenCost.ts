// The break-even is the value itself, so both use the same assumptions.
import { type ClvInput, type FirstMargin, readMultiple } from '../clv/formulas/clv.js'
import { check, checkNumber, type Fields, readFields } from '../internal/guard.js'
import { decimalOf, readAmount, written } from '../internal/money/decimal.js'

/** A customer as in `clv`, and the required ratio of value to cost. */
export interface BreakEvenCostInput extends ClvInput {
  /**
   * The required ratio of value to cost: 3 for “three to one”.
   * @defaultValue `1`
   */
  readonly ratio?: number
}

/** The fields that are read; another one is refused. */
const BREAK_EVEN_COST_INPUT: Fields<BreakEvenCostInput> = {
  ratio: 0,
  margin: 1,
  retention: 1,
  discount: 1,
  firstMargin: 1,
  growth: 0,
  periods: 0,
}

/** The highest acquisition cost that pays. */
export interface BreakEvenCost {
  /** The highest cost of winning the customer; 0 where it brings nothing. */
  readonly cost: string
  /** Lifetime value of the customer. */
  readonly value: string
  /** The required ratio of value to cost. */
  readonly ratio: number
  /** Margin of one period. */
  readonly margin: string
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Maximum number of margins counted; `null` without a limit. */
  readonly periods: number | null
}

/**
 * The highest cost of winning a customer at which the value still covers it, by the required ratio.
 *
 * @formula cost = value ÷ ratio, the value as in `clv`
 * @unit the currency of `margin`
 *
 * @param input - Margin, retention, discount, when the first margin is received, and the ratio.
 * @returns The cost, and the numbers behind it.
 * @throws {@link MetricError} `undefined` where margins grow faster than they are lost and discounted, and
 * for a ratio of 0; `out-of-range` for a retention outside 0 to 1 or a discount below 0.
 * @source Gupta & Lehmann (2003), “Customers as Assets”, Journal of Interactive Marketing 17(1); Skok
 * (2010), “SaaS Metrics”, for the ratio of 3.
 *
 * @example
 * ```ts
 * const customer = { margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'now' } as const
 * Number(breakEvenCost(customer).cost).toFixed(2) // => '366.67'
 * Number(breakEvenCost({ ...customer, ratio: 3 }).cost).toFixed(2) // => '122.22'
 * ```
 */
export function breakEvenCost(input: BreakEvenCostInput): BreakEvenCost {
  const metric = 'breakEvenCost'
  const given = readFields<BreakEvenCostInput>(metric, ['input'], input, BREAK_EVEN_COST_INPUT, [])
  const margin = readAmount(metric, ['margin'], given.margin)
  const { weight, base, firstMargin, periods } = readMultiple(metric, given)
  const ratio = readRatio(metric, given.ratio)
  const value = margin.times(weight).div(base)
  const cost = value.isNegative() ? decimalOf(0) : margin.times(weight).div(base.times(ratio))
  return { ...written(metric, { cost, value, margin }), ratio, firstMargin, periods }
}

/** The required ratio of value to cost, 1 unless given. */
export function readRatio(metric: string, ratio: unknown = 1): number {
  const read = checkNumber(metric, ['ratio'], ratio, 0, 1000)
  return check<number>(metric, ['ratio'], read, read > 0, 'a number above 0', 'undefined')
}
