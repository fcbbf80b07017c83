import { check, checkNumber, checkRate, type Fields, readFields } from '../../internal/guard.js'
import { type Decimal, decimalOf, readAmount, written } from '../../internal/money/decimal.js'
import { type ClvInput, checkDiscount, checkGrowth, MOST_MARGINS, SHRINKING } from './clv.js'

/** A customer who pays, and may leave, at any time. */
export interface ContinuousClvInput extends Omit<ClvInput, 'firstMargin' | 'periods'> {
  /**
   * Length of time to count, in periods; it need not be a whole number.
   * @defaultValue as long as the customer stays
   */
  readonly periods?: number
}

/** The fields that are read; another one is refused. */
const CONTINUOUS_CLV_INPUT: Fields<ContinuousClvInput> = {
  periods: 0,
  margin: 1,
  retention: 1,
  discount: 1,
  growth: 0,
}

/** The value of a customer who pays at any time. */
export interface ContinuousClv {
  /** Present value of all margins, not rounded to cents. */
  readonly value: string
  /** `value` as a multiple of the margin of one period. */
  readonly multiple: string
  /** The margin of one period. */
  readonly margin: string
  /** Length of time counted, in periods; `null` without an end. */
  readonly periods: number | null
}

/**
 * Customer lifetime value where margins come continuously, as with metered use, a marketplace or a
 * card.
 *
 * Retention, discount and growth are given per period and act continuously within it. Where margins
 * shrink, the value lies between the two values of `clv`: first margin after one period, and first
 * margin now.
 *
 * @formula value = margin × ∫ (r(1 + g) ÷ (1 + i))^t dt = margin ÷ (ln(1 + i) − ln(r(1 + g))),
 * over n periods the same times 1 − (r(1 + g) ÷ (1 + i))ⁿ
 * @unit the currency of `margin`
 *
 * @param input - Margin, retention and discount per period.
 * @returns The value, also as a multiple of one period's margin.
 * @throws {@link MetricError} `undefined` where margins grow faster than they are lost and discounted;
 * `out-of-range` for a retention outside 0 to 1 or a discount below 0.
 * @source Berger & Nasr (1998), “Customer Lifetime Value: Marketing Models and Applications”, Journal
 * of Interactive Marketing 12(1), case 4.
 *
 * @example
 * ```ts
 * Number(continuousClv({ margin: 100, retention: 0.8, discount: 0.1 }).value).toFixed(2) // => '314.02'
 * ```
 */
export function continuousClv(input: ContinuousClvInput): ContinuousClv {
  const metric = 'continuousClv'
  const given = readFields<ContinuousClvInput>(metric, ['input'], input, CONTINUOUS_CLV_INPUT, [])
  const margin = readAmount(metric, ['margin'], given.margin)
  const retention = decimalOf(checkRate(metric, ['retention'], given.retention))
  const growing = decimalOf(checkDiscount(metric, given.discount)).plus(1)
  const kept = retention.times(decimalOf(checkGrowth(metric, given.growth)).plus(1))
  const { periods: length = null } = given
  const periods = length === null ? null : checkNumber(metric, ['periods'], length, 0, MOST_MARGINS)
  if (periods === null)
    check(metric, ['retention'], given.retention, growing.gt(kept), SHRINKING, 'undefined')
  const multiple = streamOf(kept.div(growing), periods)
  return written(metric, { value: margin.times(multiple), multiple, margin, periods })
}

/** ∫ ratio^t dt from 0 to a number of periods, or without an end. */
function streamOf(ratio: Decimal, periods: number | null): Decimal {
  if (ratio.isZero()) return ratio
  const rate = ratio.ln()
  if (periods === null) return decimalOf(-1).div(rate)
  const end = decimalOf(periods)
  const power = rate.times(end)
  // Where the power is small its exponential less 1 would lose digits, and four terms are all there is.
  if (power.abs().lt(1e-9))
    return end.times(power.div(4).plus(1).times(power).div(3).plus(1).times(power).div(2).plus(1))
  return power.exp().minus(1).div(rate)
}
