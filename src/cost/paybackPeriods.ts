import { checkRate, type Fields, readFields } from '../internal/guard.js'
import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  geometricSum,
  readAmount,
  written,
} from '../internal/money/decimal.js'
import { readSpend } from './customerCost.js'

/** The cost of winning a customer, and its margin afterwards. */
export interface PaybackInput {
  /** Cost of winning the customer. */
  readonly cost: DecimalInput
  /**
   * Margin of one period from a customer who is there. With revenue instead, payback would come too
   * early.
   */
  readonly marginPerPeriod: DecimalInput
  /**
   * Share of customers who stay from one period to the next, 0 to 1.
   * @defaultValue `1`
   */
  readonly retention?: number
}

/** The fields that are read; another one is refused. */
const PAYBACK_INPUT: Fields<PaybackInput> = { cost: 1, marginPerPeriod: 1, retention: 0 }

/** How long it takes until a customer has covered its cost. */
export interface Payback {
  /**
   * Periods until the cost is covered, with fractions; `null` where it never is, or not within 2⁵³
   * periods.
   */
  readonly periods: number | null
  /** The number of the margin that covers the cost; `null` where no margin does. */
  readonly wholePeriods: number | null
  /** Cost of winning the customer. */
  readonly cost: string
  /** Margin of one period. */
  readonly marginPerPeriod: string
  /** Share of customers who stay from one period to the next. */
  readonly retention: number
}

/**
 * Payback: how many periods of margin cover the cost of winning a customer.
 *
 * The first margin is received from every customer won, each further one from those who are left.
 * Within the first period margin builds up evenly; after it, along the retention curve.
 *
 * @formula periods = cost ÷ margin, at full retention or within the first period; else
 * ln(1 − cost × (1 − retention) ÷ margin) ÷ ln retention
 * @unit periods, as `marginPerPeriod` has them
 *
 * @param input - Cost, margin per period and retention.
 * @returns The time until the cost is covered, and the numbers behind it.
 * @throws {@link MetricError} `out-of-range` for a negative cost or a retention outside 0 to 1.
 * @source Skok (2010), “SaaS Metrics – A Guide to Measuring and Improving What Matters”; with
 * retention, the partial sum of a geometric series.
 *
 * @example
 * ```ts
 * paybackPeriods({ cost: 1200, marginPerPeriod: 80 }).periods // => 15
 * paybackPeriods({ cost: 1200, marginPerPeriod: 80, retention: 0.98 }).periods // => 17.6548…
 * paybackPeriods({ cost: 1200, marginPerPeriod: 80, retention: 0.9 }).periods // => null
 * ```
 */
export function paybackPeriods(input: PaybackInput): Payback {
  const metric = 'paybackPeriods'
  const given = readFields<PaybackInput>(metric, ['input'], input, PAYBACK_INPUT, [])
  const cost = readSpend(metric, ['cost'], given.cost)
  const marginPerPeriod = readAmount(metric, ['marginPerPeriod'], given.marginPerPeriod)
  const { retention: share = 1 } = given
  const retention = checkRate(metric, ['retention'], share)
  const periods = periodsUntil(cost, marginPerPeriod, decimalOf(retention))
  const amounts = { ...written(metric, { cost, marginPerPeriod }), retention }
  if (periods === null || periods > Number.MAX_SAFE_INTEGER)
    return { periods: null, wholePeriods: null, ...amounts }
  // Either the nearest whole number covers the cost, or the next one does; both are checked.
  const nearest = Math.round(periods)
  const covered = marginPerPeriod.times(geometricSum(decimalOf(retention), nearest))
  const wholePeriods = covered.gte(cost) ? nearest : nearest + 1
  return { periods: Math.min(periods, wholePeriods), wholePeriods, ...amounts }
}

function periodsUntil(cost: Decimal, margin: Decimal, retention: Decimal): number | null {
  if (cost.isZero()) return 0
  if (margin.lte(0)) return null
  if (retention.eq(1) || cost.lte(margin)) return cost.div(margin).toNumber()
  // What the cost leaves of all the margin that a customer will ever bring.
  const left = margin.minus(cost.times(decimalOf(1).minus(retention))).div(margin)
  return left.gt(0) ? left.ln().div(retention.ln()).toNumber() : null
}
