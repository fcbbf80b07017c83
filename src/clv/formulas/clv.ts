import {
  check,
  checkChoice,
  checkNumber,
  checkRate,
  checkWhole,
  type Fields,
  readFields,
} from '../../internal/guard.js'
import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  geometricSum,
  readAmount,
  written,
} from '../../internal/money/decimal.js'

/**
 * When the first margin of a relationship is received: `'now'`, from a customer who has just paid,
 * or `'after-one-period'`, from a customer who must be retained first.
 */
export type FirstMargin = 'now' | 'after-one-period'

/** A customer whose margin and retention stay the same. */
export interface ClvInput {
  /** Margin of one period from a customer who is there. */
  readonly margin: DecimalInput
  /** Share of customers who stay from one period to the next, 0 to 1. */
  readonly retention: number
  /** Discount rate per period: 0.1 for 10 %. */
  readonly discount: number
  /** When the first margin is received. Both are in use, and they differ by one whole margin. */
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
const CLV_INPUT: Fields<ClvInput> = {
  margin: 1,
  retention: 1,
  discount: 1,
  firstMargin: 1,
  growth: 0,
  periods: 0,
}

/** The value of a customer. */
export interface Clv {
  /** Present value of all margins, not rounded to cents. */
  readonly value: string
  /** `value` as a multiple of one margin. */
  readonly multiple: string
  /** The margin of one period. */
  readonly margin: string
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Maximum number of margins counted; `null` without a limit. */
  readonly periods: number | null
}

/** More periods than any relationship has. */
export const MOST_MARGINS = 100_000

/**
 * Customer lifetime value of a contractual relationship: margins, weighted by the chance that the
 * customer is still there, and discounted.
 *
 * @formula `'now'`: value = margin × (1 + i) ÷ (1 + i − r(1 + g));
 * `'after-one-period'`: value = margin × r ÷ (1 + i − r(1 + g)),
 * for retention r, discount i, growth g; over n periods the same times 1 − (r(1 + g) ÷ (1 + i))ⁿ
 * @unit the currency of `margin`
 *
 * @param input - Margin, retention, discount and when the first margin is received.
 * @returns The value, also as a multiple of one margin.
 * @throws {@link MetricError} `undefined` where margins grow faster than they are lost and discounted;
 * `out-of-range` for a retention outside 0 to 1 or a discount below 0.
 * @source Gupta & Lehmann (2003), “Customers as Assets”, Journal of Interactive Marketing 17(1).
 *
 * @example
 * ```ts
 * const customer = { margin: 100, retention: 0.8, discount: 0.1 }
 * Number(clv({ ...customer, firstMargin: 'after-one-period' }).value).toFixed(2) // => '266.67'
 * Number(clv({ ...customer, firstMargin: 'now' }).value).toFixed(2) // => '366.67'
 * ```
 */
export function clv(input: ClvInput): Clv {
  const metric = 'clv'
  const given = readFields<ClvInput>(metric, ['input'], input, CLV_INPUT, [])
  const margin = readAmount(metric, ['margin'], given.margin)
  const { weight, base, firstMargin, periods } = readMultiple(metric, given)
  // Divided last, so that a value of whole cents comes out as one.
  const value = margin.times(weight).div(base)
  return written(metric, { value, multiple: weight.div(base), margin, firstMargin, periods })
}

/** What a margin is multiplied by, as a fraction, and what it was read from. */
export function readMultiple(
  metric: string,
  given: Omit<ClvInput, 'margin'>,
): {
  readonly weight: Decimal
  readonly base: Decimal
  readonly firstMargin: FirstMargin
  readonly periods: number | null
} {
  const retention = decimalOf(checkRate(metric, ['retention'], given.retention))
  const discount = decimalOf(checkDiscount(metric, given.discount))
  const growth = decimalOf(checkGrowth(metric, given.growth))
  const { firstMargin, periods = null } = given
  checkChoice(metric, ['firstMargin'], firstMargin, ['now', 'after-one-period'])
  if (periods !== null) checkWhole(metric, ['periods'], periods, 1, MOST_MARGINS)
  const growing = discount.plus(1)
  const kept = retention.times(growth.plus(1))
  const gap = growing.minus(kept)
  const first = firstMargin === 'now' ? growing : retention
  if (periods !== null) {
    const weight = first.times(geometricSum(kept.div(growing), periods))
    return { weight, base: growing, firstMargin, periods }
  }
  check(metric, ['retention'], given.retention, gap.gt(0), SHRINKING, 'undefined')
  return { weight: first, base: gap, firstMargin, periods }
}

/** The condition for margins without an end to have a value, for messages. */
export const SHRINKING = 'so low that margins shrink: retention × (1 + growth) below 1 + discount'

/** A discount rate per period, 0 to 1: 10 for 10 % would give a number that looks plausible. */
export function checkDiscount(metric: string, discount: unknown): number {
  return checkNumber(metric, ['discount'], discount, 0, 1)
}

/** A growth rate per period, −1 to 1, and 0 unless given. */
export function checkGrowth(metric: string, growth: unknown = 0): number {
  return checkNumber(metric, ['growth'], growth, -1, 1)
}
