import {
  check,
  checkChoice,
  checkRate,
  checkWhole,
  type Fields,
  readFields,
} from '../../internal/guard.js'
import { type Decimal, decimalOf } from '../../internal/money/decimal.js'
import {
  type ClvInput,
  checkDiscount,
  checkGrowth,
  type FirstMargin,
  MOST_MARGINS,
  SHRINKING,
} from './clv.js'

/** Input of {@link clvElasticity}: as for `clv`, without the margin, which does not matter. */
export type ClvElasticityInput = Omit<ClvInput, 'margin'>

/** The fields that are read; another one is refused. */
const CLV_ELASTICITY_INPUT: Fields<ClvElasticityInput> = {
  retention: 1,
  discount: 1,
  firstMargin: 1,
  growth: 0,
  periods: 0,
}

/** By how many per cent a lifetime value changes when one of its parts changes by one per cent. */
export interface ClvElasticity {
  /** For retention, in per cent and not in percentage points: 1 % of 0.8 is 0.008. */
  readonly retention: number
  /** For the margin: always 1. */
  readonly margin: number
  /** For the discount rate, in per cent: 1 % of 0.1 is 0.001. Never positive. */
  readonly discount: number
  /** For growth of the margin, in per cent: 1 % of 0.05 is 0.0005. */
  readonly growth: number
  /**
   * The mean time of the margins in periods, each weighted by its present value (the duration of
   * the value).
   */
  readonly duration: number
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Maximum number of margins counted; `null` without a limit. */
  readonly periods: number | null
}

/**
 * What a lifetime value is most sensitive to: its elasticities.
 *
 * Retention and discount apply to each margin the same number of times, so the elasticity of
 * retention is the mean time at which the value arrives. It is well above 1 where customers stay,
 * so one per cent more retention is worth more than one per cent more margin. Elasticities are
 * slopes: they hold for small changes. A larger increase of a high retention has a larger effect.
 *
 * @formula elasticity of x = (x ÷ value) × ∂value ÷ ∂x; for retention without an end,
 * `'after-one-period'`: (1 + i) ÷ (1 + i − r(1 + g)), and one less for `'now'`
 * @unit per cent of value per per cent of the part; `duration` in periods
 *
 * @param input - Retention, discount and when the first margin is received; growth and periods.
 * @returns The elasticities, and the mean time of the margins.
 * @throws {@link MetricError} `undefined` where the value is infinite, or 0 for every margin;
 * `out-of-range` for a retention outside 0 to 1 or a discount below 0.
 * @source Gupta & Lehmann (2003), “Customers as Assets”, Journal of Interactive Marketing 17(1).
 *
 * @example
 * ```ts
 * const customer = { retention: 0.9, discount: 0.1, firstMargin: 'after-one-period' } as const
 * clvElasticity(customer).retention // => 5.5
 * clvElasticity(customer).discount // => -0.5
 * ```
 */
export function clvElasticity(input: ClvElasticityInput): ClvElasticity {
  const metric = 'clvElasticity'
  const given = readFields<ClvElasticityInput>(metric, ['input'], input, CLV_ELASTICITY_INPUT, [])
  const retention = checkRate(metric, ['retention'], given.retention)
  const discount = checkDiscount(metric, given.discount)
  const growth = checkGrowth(metric, given.growth)
  const { firstMargin, periods = null } = given
  checkChoice(metric, ['firstMargin'], firstMargin, ['now', 'after-one-period'])
  if (periods !== null) checkWhole(metric, ['periods'], periods, 1, MOST_MARGINS)
  const isLate = firstMargin === 'after-one-period'
  const worth = !(isLate && retention === 0)
  check(metric, ['retention'], retention, worth, 'above 0, so that there is a value', 'undefined')
  const grown = decimalOf(growth).plus(1)
  const growing = decimalOf(discount).plus(1)
  const kept = decimalOf(retention).times(grown)
  const gap = growing.minus(kept)
  if (periods === null) check(metric, ['retention'], retention, gap.gt(0), SHRINKING, 'undefined')
  // Divided by the ratio of each margin to the one before: a number even where that ratio is 0.
  const perRatio =
    periods === null
      ? growing.div(gap)
      : decimalOf(stepsPerRatio(kept.div(growing).toNumber(), periods))
  const steps = kept.times(perRatio).div(growing).toNumber()
  const duration = steps + (isLate ? 1 : 0)
  const elasticity = (part: number, per: Decimal): number =>
    decimalOf(part).times(per).div(growing).toNumber() + 0
  return {
    retention: duration,
    margin: 1,
    discount: 0 - elasticity(discount, decimalOf(duration)),
    growth: elasticity(growth, perRatio.times(decimalOf(retention))),
    duration,
    firstMargin,
    periods,
  }
}

/**
 * The mean of 0, 1, …, `terms` − 1, weighed by the powers of a ratio, divided by that ratio. Sums
 * begin at their heavier end.
 */
function stepsPerRatio(ratio: number, terms: number): number {
  const inner = ratio > 1 ? 1 / ratio : ratio
  let power = 1
  let powers = 1
  let steps = 0
  for (let step = 1; step < terms && power > 0; step++) {
    steps += step * power
    power *= inner
    powers += power
  }
  return ratio > 1 ? (terms - 1 - inner * (steps / powers)) / ratio : steps / powers
}
