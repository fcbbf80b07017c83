// The worth of retention is a difference of values, so both use the same assumptions.
import {
  type ClvInput,
  checkDiscount,
  type FirstMargin,
  readMultiple,
} from '../clv/formulas/clv.js'
import {
  check,
  checkCount,
  checkNumber,
  checkRate,
  type Fields,
  readFields,
} from '../internal/guard.js'
import {
  type Decimal,
  type DecimalInput,
  decimalOf,
  geometricSum,
  readAmount,
  written,
} from '../internal/money/decimal.js'
import { finite, readSpend } from './customerCost.js'

/** A customer as in `clv`, and the increase of retention. */
export interface RetentionUpliftInput extends ClvInput {
  /**
   * Added to `retention`: 0.05 for five percentage points. A negative value shows the cost of a
   * lower retention.
   */
  readonly increase: number
  /**
   * Customers of the base.
   * @defaultValue `1`
   */
  readonly customers?: number
  /**
   * Cost of winning one customer to replace one who left.
   * @defaultValue `0`
   */
  readonly costPerAcquired?: DecimalInput
  /**
   * Your total cost in one period, of which the savings are a share.
   * @defaultValue none, and no shares of it
   */
  readonly totalCost?: DecimalInput
}

/** The fields that are read; another one is refused. */
const RETENTION_UPLIFT_INPUT: Fields<RetentionUpliftInput> = {
  increase: 1,
  customers: 0,
  costPerAcquired: 0,
  totalCost: 0,
  margin: 1,
  retention: 1,
  discount: 1,
  firstMargin: 1,
  growth: 0,
  periods: 0,
}

/** A number at today’s retention, at the new retention, and the difference. */
export interface Uplift<Amount> {
  /** At today’s retention. */
  readonly before: Amount
  /** At the new retention. */
  readonly after: Amount
  /** `after` − `before`. */
  readonly change: Amount
}

/** The worth of a higher retention. */
export interface RetentionUplift {
  /** Retention per period, 0 to 1. */
  readonly retention: Uplift<number>
  /** Value of a customer. */
  readonly value: Uplift<string>
  /** Change of the value ÷ value before; `null` where the value before is 0. */
  readonly rate: number | null
  /**
   * Elasticity at today’s retention: per cent of value for one per cent of retention. `null` where
   * `periods` is given, or without a value.
   */
  readonly elasticity: number | null
  /**
   * Periods that a customer stays on average, the first one counted; `null` where it is infinite.
   */
  readonly lifetime: Uplift<number | null>
  /** Value of all customers of the base. */
  readonly base: Uplift<string>
  /** Customers to win in each period to keep the base at its size. */
  readonly replaced: Uplift<number>
  /** Acquisition spend saved in each period. */
  readonly savedPerPeriod: string
  /** Present value of the savings, each at the end of its period; `null` where it is infinite. */
  readonly saved: string | null
  /**
   * `savedPerPeriod` ÷ `totalCost`: 0.1 where the points of retention save ten per cent of cost; `null`
   * without `totalCost`.
   */
  readonly savedCostShare: number | null
  /**
   * The cut of `totalCost`, as a share of it, that adds as much to the profit of a period as the margins
   * of the customers kept; `null` without `totalCost`.
   */
  readonly equalCostCut: number | null
  /** Customers of the base. */
  readonly customers: number
  /** When the first margin is received. */
  readonly firstMargin: FirstMargin
  /** Maximum number of margins counted; `null` without a limit. */
  readonly periods: number | null
}

/**
 * The worth of some percentage points of retention: as value of the customers, and as acquisition
 * spend saved.
 *
 * Do not add the two: they are two uses of the same customers, who either make the base larger or
 * replace new customers.
 *
 * @formula change = value(retention + increase) − value(retention), as in `clv`;
 * elasticity = r(1 + g) ÷ (1 + i − r(1 + g)), and 1 more for `'after-one-period'`;
 * savedPerPeriod = customers × increase × costPerAcquired; savedCostShare = savedPerPeriod ÷ totalCost;
 * equalCostCut = customers × increase × margin ÷ totalCost
 * @unit the currency of `margin`
 *
 * @param input - Margin, retention, its increase, discount and when the first margin is received.
 * @returns Value per customer and for the base, before and after; customers and spend saved.
 * @throws {@link MetricError} `out-of-range` where a retention is outside 0 to 1; `undefined` where margins
 * grow faster than they are lost and discounted, or for a total cost of 0.
 * @source Reichheld & Sasser (1990), “Zero Defections: Quality Comes to Services”, HBR 68(5); Gupta,
 * Lehmann & Stuart (2004), “Valuing Customers”, Journal of Marketing Research 41(1), for the elasticity;
 * Murphy & Murphy (2002), “Leading on the Edge of Chaos”, for the comparison with a cut of cost.
 *
 * @example
 * ```ts
 * const customer = { margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'now' } as const
 * const { value, rate } = retentionUplift({ ...customer, increase: 0.05 })
 * Number(value.change).toFixed(2) // => '73.33'
 * rate // => 0.2
 * ```
 */
export function retentionUplift(input: RetentionUpliftInput): RetentionUplift {
  const metric = 'retentionUplift'
  const given = readFields<RetentionUpliftInput>(
    metric,
    ['input'],
    input,
    RETENTION_UPLIFT_INPUT,
    [],
  )
  const margin = readAmount(metric, ['margin'], given.margin)
  const customers = checkCount(metric, ['customers'], given.customers ?? 1)
  const cost = readSpend(metric, ['costPerAcquired'], given.costPerAcquired ?? 0)
  const retention = decimalOf(checkRate(metric, ['retention'], given.retention))
  const increase = decimalOf(checkNumber(metric, ['increase'], given.increase, -1, 1))
  const raised = retention.plus(increase)
  const isRate = raised.gte(0) && raised.lte(1)
  const expected = `a number that leads from ${retention} to a retention from 0 to 1`
  check(metric, ['increase'], given.increase, isRate, expected, 'out-of-range')
  const today = readMultiple(metric, given)
  const then = readMultiple(metric, { ...given, retention: raised.toNumber() })
  const value = difference(
    margin.times(today.weight).div(today.base),
    margin.times(then.weight).div(then.base),
  )
  const discount = decimalOf(checkDiscount(metric, given.discount))
  const kept = increase.times(customers)
  const savedPerPeriod = kept.times(cost)
  const shareOfCost = shareReader(metric, given.totalCost)
  const { periods, firstMargin } = today
  const isWorth = value.before.gt(0)
  const leaving = (kept: Decimal): Decimal => decimalOf(1).minus(kept).times(customers)
  return written(metric, {
    retention: numbers(difference(retention, raised)),
    value: written(metric, value, ['value']),
    rate: isWorth ? finite(value.change.div(value.before).toNumber()) : null,
    elasticity:
      isWorth && periods === null ? elasticityOf(today.base, discount, firstMargin) : null,
    lifetime: lifetimes(lifetimeOf(retention), lifetimeOf(raised)),
    base: written(metric, difference(value.before.times(customers), value.after.times(customers)), [
      'base',
    ]),
    replaced: numbers(difference(leaving(retention), leaving(raised))),
    savedPerPeriod,
    saved: presentValue(savedPerPeriod, discount, periods),
    savedCostShare: shareOfCost(savedPerPeriod),
    equalCostCut: shareOfCost(kept.times(margin)),
    customers,
    firstMargin,
    periods,
  })
}

/** The share of a total cost that an amount is; of none without one. */
function shareReader(metric: string, totalCost: unknown): (amount: Decimal) => number | null {
  if (totalCost === undefined) return () => null
  const total = readSpend(metric, ['totalCost'], totalCost)
  check(
    metric,
    ['totalCost'],
    totalCost,
    !total.isZero(),
    'above 0, to take shares of',
    'undefined',
  )
  return (amount) => finite(amount.div(total).toNumber())
}

function difference(before: Decimal, after: Decimal): Uplift<Decimal> {
  return { before, after, change: after.minus(before) }
}

function numbers({ before, after, change }: Uplift<Decimal>): Uplift<number> {
  return { before: before.toNumber(), after: after.toNumber(), change: change.toNumber() }
}

/** The slope of the value in retention, as a ratio of per cents. */
function elasticityOf(gap: Decimal, discount: Decimal, firstMargin: FirstMargin): number {
  const kept = discount.plus(1).minus(gap)
  return kept
    .div(gap)
    .plus(firstMargin === 'now' ? 0 : 1)
    .toNumber()
}

function lifetimeOf(retention: Decimal): number | null {
  return retention.eq(1) ? null : decimalOf(1).div(decimalOf(1).minus(retention)).toNumber()
}

/** Lives of both, and the change where neither is without end. */
function lifetimes(before: number | null, after: number | null): Uplift<number | null> {
  return { before, after, change: before === null || after === null ? null : after - before }
}

/** The same amount at the end of each period, as of today. */
function presentValue(amount: Decimal, discount: Decimal, periods: number | null): Decimal | null {
  if (periods === null) return discount.isZero() ? null : amount.div(discount)
  const factor = decimalOf(1).div(discount.plus(1))
  return amount.times(factor).times(geometricSum(factor, periods))
}
