import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  type Fields,
  type Path,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { type Interval, interval } from '../internal/inference/interval.js'
import { countEnds, countRatioEnds } from '../internal/math/poisson.js'
import { type Decimal, type DecimalInput, readAmount, written } from '../internal/money/decimal.js'

/** Acquisition and retention spend, and the customers won and kept. */
export interface CustomerCostInput {
  /** Spent on winning customers: marketing and sales, salaries included. */
  readonly acquisitionSpend: DecimalInput
  /** Customers won by it. */
  readonly acquired: number
  /** Spent on keeping customers: service, success, loyalty. */
  readonly retentionSpend: DecimalInput
  /** Customers kept by it. */
  readonly retained: number
}

/** The fields that are read; another one is refused. */
export const CUSTOMER_COST_INPUT: Fields<CustomerCostInput> = {
  acquisitionSpend: 1,
  acquired: 1,
  retentionSpend: 1,
  retained: 1,
}

/** The same as a tally, which you can store and add: amounts are strings. */
export interface CostTally {
  /** Spent on winning customers. */
  readonly acquisitionSpend: string
  /** Customers won by it. */
  readonly acquired: number
  /** Spent on keeping customers. */
  readonly retentionSpend: string
  /** Customers kept by it. */
  readonly retained: number
}

/**
 * How counts are read: `'complete'`, as facts, so the cost is exact and has no interval; or
 * `'sample'`, as one random outcome of the same spend, so the cost has an interval.
 */
export type CountPolicy = 'complete' | 'sample'

/** Whether costs have intervals, and which. */
export interface CostOptions {
  /**
   * How counts are read.
   * @defaultValue `'complete'`
   */
  readonly counts?: CountPolicy
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COST_OPTIONS: Fields<CostOptions> = { counts: 0, confidence: 0 }

/** The cost of a customer won and of a customer kept. */
export interface CustomerCost {
  /** Spend per customer won; `null` where no customer was won. */
  readonly perAcquired: string | null
  /** Interval of `perAcquired`; `null` where it does not exist or counts are complete. */
  readonly perAcquiredInterval: Interval<'score'> | null
  /** Spend per customer kept; `null` where no customer was kept. */
  readonly perRetained: string | null
  /** Interval of `perRetained`; `null` where it does not exist or counts are complete. */
  readonly perRetainedInterval: Interval<'score'> | null
  /** `perAcquired` ÷ `perRetained`; `null` where one of them is `null`, or `perRetained` is 0. */
  readonly ratio: string | null
  /** Interval of `ratio`; `null` where it does not exist or counts are complete. */
  readonly ratioInterval: Interval<'score'> | null
  /** Spent on winning customers. */
  readonly acquisitionSpend: string
  /** Customers won. */
  readonly acquired: number
  /** Spent on keeping customers. */
  readonly retentionSpend: string
  /** Customers kept. */
  readonly retained: number
  /** How counts are read. */
  readonly counts: CountPolicy
}

/**
 * The average cost of winning a customer, the average cost of keeping one, and their ratio.
 *
 * The ratio describes past spend. It does not say where to spend next: that depends on marginal
 * costs, for which there is `optimalSpend`. With `counts: 'sample'`, counts are Poisson counts and
 * intervals come from the score test.
 *
 * @formula perAcquired = acquisitionSpend ÷ acquired; perRetained = retentionSpend ÷ retained;
 * ratio = perAcquired ÷ perRetained
 * @unit the currency of the spend, per customer
 *
 * @param input - Spend and customers of each kind, over the same time.
 * @param options - How counts are read, and the confidence of intervals.
 * @returns Both costs and their ratio, and the numbers behind them.
 * @throws {@link MetricError} `out-of-range` for a negative amount or count; `invalid` for a value
 * that is not an amount or a count.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5; on what
 * the ratio means, Pfeifer (2005), “The optimal ratio of acquisition and retention costs”, Journal of
 * Targeting, Measurement and Analysis for Marketing 13(2); for the intervals, Ng & Tang (2005),
 * “Testing the equality of two Poisson means using the rate ratio”, Statistics in Medicine 24(6).
 *
 * @example
 * ```ts
 * const spend = { acquisitionSpend: '60000', acquired: 200, retentionSpend: '45000', retained: 900 }
 * const cost = customerCost(spend, { counts: 'sample' })
 * Number(cost.perAcquired).toFixed(2) // => '300.00'
 * Number(cost.perRetained).toFixed(2) // => '50.00'
 * Number(cost.ratio).toFixed(1) // => '6.0'
 * cost.ratioInterval // => { low: 5.14…, high: 6.99…, confidence: 0.95, method: 'score' }
 * ```
 */
export function customerCost(
  input: CustomerCostInput | CostTally,
  options: CostOptions = {},
): CustomerCost {
  const metric = 'customerCost'
  const given = readFields<CustomerCostInput>(metric, ['input'], input, CUSTOMER_COST_INPUT, [])
  const chosen = readOptions<CostOptions>(metric, options, COST_OPTIONS)
  return costOf(metric, [], readCosts(metric, [], given), readCostOptions(metric, chosen))
}

/** Spend and customers, checked and exact. */
export interface Costs {
  readonly acquisitionSpend: Decimal
  readonly acquired: number
  readonly retentionSpend: Decimal
  readonly retained: number
}

/** Reads spend and customers. */
export function readCosts(metric: string, path: Path, given: CustomerCostInput | CostTally): Costs {
  return {
    acquisitionSpend: readSpend(metric, [...path, 'acquisitionSpend'], given.acquisitionSpend),
    acquired: checkCount(metric, [...path, 'acquired'], given.acquired),
    retentionSpend: readSpend(metric, [...path, 'retentionSpend'], given.retentionSpend),
    retained: checkCount(metric, [...path, 'retained'], given.retained),
  }
}

/** Reads the options that every cost per customer has. */
export function readCostOptions(metric: string, given: CostOptions): Required<CostOptions> {
  const { counts = 'complete' } = given
  checkChoice(metric, ['counts'], counts, ['complete', 'sample'])
  return { counts, confidence: checkConfidence(metric, given.confidence) }
}

/** Divides what was read. */
export function costOf(
  metric: string,
  path: Path,
  costs: Costs,
  { counts, confidence }: Required<CostOptions>,
): CustomerCost {
  const { acquisitionSpend, acquired, retentionSpend, retained } = costs
  const perAcquired = acquired > 0 ? acquisitionSpend.div(acquired) : null
  const perRetained = retained > 0 ? retentionSpend.div(retained) : null
  const ratio =
    perAcquired && perRetained && !perRetained.isZero() ? perAcquired.div(perRetained) : null
  const sampled = counts === 'sample'
  const cost = {
    perAcquired,
    perAcquiredInterval: sampled ? perCountInterval(perAcquired, acquired, confidence) : null,
    perRetained,
    perRetainedInterval: sampled ? perCountInterval(perRetained, retained, confidence) : null,
    ratio,
    ratioInterval:
      sampled && ratio
        ? // Fewer customers for the same spend cost more each, so the ends of the count change places.
          scaledInterval(ratio, countRatioEnds(retained, acquired, confidence), confidence, [
            retained,
            acquired,
          ])
        : null,
    ...costs,
    counts,
  }
  return written(metric, cost, path)
}

/** The interval of a spend over a Poisson count. */
export function perCountInterval(
  cost: Decimal | null,
  count: number,
  confidence: number,
): Interval<'score'> | null {
  if (cost === null) return null
  const [low, high] = countEnds(count, confidence)
  return scaledInterval(cost, [1 / high, 1 / low], confidence, [1, count])
}

/** An estimate, moved as far as the quotient of counts in it may be. */
function scaledInterval(
  estimate: Decimal,
  ends: readonly [number, number],
  confidence: number,
  [above, below]: readonly [number, number],
): Interval<'score'> {
  const centre = Math.min(estimate.toNumber(), Number.MAX_VALUE)
  const [low, high] = ends.map((end) => centre * (end / (above / below))) as [number, number]
  return interval('score', confidence, centre, [low, high], [0, Number.MAX_VALUE])
}

/** An amount that cannot be negative. */
export function readSpend(metric: string, path: Path, value: unknown): Decimal {
  const amount = readAmount(metric, path, value)
  check(metric, path, value, !amount.isNegative(), 'an amount of at least 0', 'out-of-range')
  return amount
}

/** The number, or `null` where it is not finite. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null
}
