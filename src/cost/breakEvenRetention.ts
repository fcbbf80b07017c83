// The break-even is the inverse of the value, so both use the same assumptions.
import { checkDiscount, checkGrowth, type FirstMargin, MOST_MARGINS } from '../clv/formulas/clv.js'
import { checkChoice, checkWhole, type Fields, readFields } from '../internal/guard.js'
import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  geometricSum,
  readAmount,
  written,
} from '../internal/money/decimal.js'
import { readSpend } from './customerCost.js'

/** The cost of winning a customer, and its margin while it stays. */
export interface BreakEvenRetentionInput {
  /** Cost of winning the customer. */
  readonly cost: DecimalInput
  /** Margin of one period from a customer who is there. */
  readonly margin: DecimalInput
  /** Discount rate per period: 0.1 for 10 %. */
  readonly discount: number
  /** When the first margin is received, as in `clv`. */
  readonly firstMargin: FirstMargin
  /**
   * Growth of the margin per period: 0.05 for 5 %.
   * @defaultValue `0`
   */
  readonly growth?: number
  /**
   * The largest number of margins to count.
   * @defaultValue unlimited
   */
  readonly periods?: number
}

/** The fields that are read; another one is refused. */
const BREAK_EVEN_RETENTION_INPUT: Fields<BreakEvenRetentionInput> = {
  cost: 1,
  margin: 1,
  discount: 1,
  firstMargin: 1,
  growth: 0,
  periods: 0,
}

/** The retention at which the value of a customer equals its cost. */
export interface BreakEvenRetention {
  /**
   * Share of customers who stay from one period to the next, 0 to 1; `null` where even a retention
   * of 1 is not enough.
   */
  readonly retention: number | null
  /** Cost of winning the customer. */
  readonly cost: string
  /** Margin of one period. */
  readonly margin: string
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Maximum number of margins counted; `null` without a limit. */
  readonly periods: number | null
}

/**
 * The retention at which lifetime value covers the cost of winning a customer.
 *
 * @formula `'now'`: r = (1 + i) × (1 − margin ÷ cost) ÷ (1 + g);
 * `'after-one-period'`: r = cost × (1 + i) ÷ (margin + cost × (1 + g)), for discount i and growth g;
 * over n periods the r at which the value of `clv` is the cost, by halving
 * @unit share per period, 0 to 1
 *
 * @param input - Cost, margin, discount and when the first margin is received.
 * @returns The retention, and the numbers behind it.
 * @throws {@link MetricError} `out-of-range` for a negative cost or discount.
 * @source Gupta & Lehmann (2003), “Customers as Assets”, Journal of Interactive Marketing 17(1), solved
 * for the retention rate.
 *
 * @example
 * ```ts
 * const input = { cost: 300, margin: 100, discount: 0.1, firstMargin: 'now' } as const
 * breakEvenRetention(input).retention // => 0.7333…
 * // The same where the cost has to be back within five years.
 * breakEvenRetention({ ...input, periods: 5 }).retention // => 0.8153…
 * ```
 */
export function breakEvenRetention(input: BreakEvenRetentionInput): BreakEvenRetention {
  const metric = 'breakEvenRetention'
  const given = readFields<BreakEvenRetentionInput>(
    metric,
    ['input'],
    input,
    BREAK_EVEN_RETENTION_INPUT,
    [],
  )
  const cost = readSpend(metric, ['cost'], given.cost)
  const margin = readAmount(metric, ['margin'], given.margin)
  const discounted = decimalOf(checkDiscount(metric, given.discount)).plus(1)
  const grown = decimalOf(checkGrowth(metric, given.growth)).plus(1)
  const { firstMargin, periods = null } = given
  checkChoice(metric, ['firstMargin'], firstMargin, ['now', 'after-one-period'])
  if (periods !== null) checkWhole(metric, ['periods'], periods, 1, MOST_MARGINS)
  // Without an end value(r) = cost is linear in r: needed = r × perRetention.
  const needed =
    firstMargin === 'now' ? discounted.times(cost.minus(margin)) : discounted.times(cost)
  const gained = firstMargin === 'now' ? cost.times(grown) : margin.plus(cost.times(grown))
  const result = written(metric, { cost, margin, firstMargin, periods })
  if (needed.lte(0)) return { retention: 0, ...result }
  if (needed.gt(gained) || margin.lte(0)) return { retention: null, ...result }
  const least = needed.div(gained)
  const isCovered = (retention: Decimal): boolean => {
    const first = firstMargin === 'now' ? discounted : retention
    const kept = geometricSum(retention.times(grown).div(discounted), periods as number)
    return margin.times(first).times(kept).gte(cost.times(discounted))
  }
  const retention = periods === null ? least : leastCovered(isCovered, least)
  return { retention: retention?.toNumber() ?? null, ...result }
}

/** What is left of the bracket around a root, in proportion to it: less than a number can show. */
const CLOSE = 1e-24

/**
 * The lowest retention that covers the cost, from a lower bound on; `null` where even 1 is not
 * enough.
 */
function leastCovered(isCovered: (retention: Decimal) => boolean, least: Decimal): Decimal | null {
  let low = least
  let high = decimalOf(1)
  if (!isCovered(high)) return null
  while (high.minus(low).gt(low.times(CLOSE))) {
    const middle = low.plus(high).div(2)
    if (isCovered(middle)) high = middle
    else low = middle
  }
  return high
}
