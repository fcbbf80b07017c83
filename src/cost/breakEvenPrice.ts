// The break-even is the inverse of the value, so both use the same assumptions.
import { type ClvInput, type FirstMargin, readMultiple } from '../clv/formulas/clv.js'
import { check, checkRate, type Fields, readFields } from '../internal/guard.js'
import { type DecimalInput, decimalOf, written } from '../internal/money/decimal.js'
import { readRatio } from './breakEvenCost.js'
import { readSpend } from './customerCost.js'

/** The costs of winning and serving a customer, and its retention. */
export interface BreakEvenPriceInput extends Omit<ClvInput, 'margin'> {
  /** Cost of winning the customer. */
  readonly cost: DecimalInput
  /**
   * Cost of serving the customer for one period, independent of the price.
   * @defaultValue `0`
   */
  readonly costToServe?: DecimalInput
  /**
   * Costs as a share of the price, such as payment fees and commissions: 0 to below 1.
   * @defaultValue `0`
   */
  readonly feeRate?: number
  /**
   * The required ratio of value to cost: 3 for “three to one”.
   * @defaultValue `1`
   */
  readonly ratio?: number
}

/** The fields that are read; another one is refused. */
const BREAK_EVEN_PRICE_INPUT: Fields<BreakEvenPriceInput> = {
  cost: 1,
  costToServe: 0,
  feeRate: 0,
  ratio: 0,
  retention: 1,
  discount: 1,
  firstMargin: 1,
  growth: 0,
  periods: 0,
}

/** The price at which the value of a customer covers its cost. */
export interface BreakEvenPrice {
  /** Price per period; `null` where no price is enough, because no customer stays to pay it. */
  readonly price: string | null
  /** Margin per period at that price; `null` where the price is `null`. */
  readonly marginPerPeriod: string | null
  /** Cost of winning the customer. */
  readonly cost: string
  /** Cost of serving the customer for one period. */
  readonly costToServe: string
  /** Costs as a share of the price. */
  readonly feeRate: number
  /** The required ratio of value to cost. */
  readonly ratio: number
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Maximum number of margins counted; `null` without a limit. */
  readonly periods: number | null
}

/**
 * The price per period at which lifetime value covers the cost of winning and serving a customer.
 *
 * @formula price = (cost × ratio ÷ multiple + costToServe) ÷ (1 − feeRate), the multiple as in `clv`
 * @unit the currency of `cost`, per period
 *
 * @param input - Costs, fees, retention, discount and when the first margin is received.
 * @returns The price, its margin, and the numbers behind them.
 * @throws {@link MetricError} `undefined` where margins grow faster than they are lost and discounted, for
 * fees of the whole price and for a ratio of 0; `out-of-range` for a negative cost or a rate outside 0
 * to 1.
 * @source Gupta & Lehmann (2003), “Customers as Assets”, Journal of Interactive Marketing 17(1), solved
 * for the margin.
 *
 * @example
 * ```ts
 * const customer = { retention: 0.8, discount: 0.1, firstMargin: 'now' } as const
 * Number(breakEvenPrice({ ...customer, cost: 300, costToServe: 15, feeRate: 0.03 }).price).toFixed(2) // => '99.81'
 * ```
 */
export function breakEvenPrice(input: BreakEvenPriceInput): BreakEvenPrice {
  const metric = 'breakEvenPrice'
  const given = readFields<BreakEvenPriceInput>(
    metric,
    ['input'],
    input,
    BREAK_EVEN_PRICE_INPUT,
    [],
  )
  const cost = readSpend(metric, ['cost'], given.cost)
  const costToServe = readSpend(metric, ['costToServe'], given.costToServe ?? 0)
  const feeRate = checkRate(metric, ['feeRate'], given.feeRate ?? 0)
  check(metric, ['feeRate'], feeRate, feeRate < 1, 'below 1, which leaves nothing', 'undefined')
  const { weight, base, firstMargin, periods } = readMultiple(metric, given)
  const ratio = readRatio(metric, given.ratio)
  const needed = cost.times(decimalOf(ratio)).times(base)
  const marginPerPeriod = needed.isZero() ? needed : weight.isZero() ? null : needed.div(weight)
  const left = decimalOf(1).minus(decimalOf(feeRate))
  const price = marginPerPeriod?.plus(costToServe).div(left) ?? null
  const amounts = written(metric, { price, marginPerPeriod, cost, costToServe })
  return { ...amounts, feeRate, ratio, firstMargin, periods }
}
