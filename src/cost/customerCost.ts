import { type Decimal, type DecimalInput, readAmount } from '../internal/decimal.js'
import { check, checkNumber, checkObject, type Path } from '../internal/guard.js'

/** What was spent on winning and on keeping customers, and how many. */
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

/** The same, ready to be stored and added: amounts as strings. */
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

/** What a customer won costs against a customer kept. */
export interface CustomerCost {
  /** Spend per customer won; `null` where none was. */
  readonly perAcquired: Decimal | null
  /** Spend per customer kept; `null` where none was. */
  readonly perRetained: Decimal | null
  /** `perAcquired` ÷ `perRetained`; `null` where there is no such ratio. */
  readonly ratio: Decimal | null
  /** Spent on winning customers. */
  readonly acquisitionSpend: Decimal
  /** Customers won. */
  readonly acquired: number
  /** Spent on keeping customers. */
  readonly retentionSpend: Decimal
  /** Customers kept. */
  readonly retained: number
}

/**
 * The average cost of winning a customer against that of keeping one.
 *
 * The ratio says what was paid, not where to pay next: that is a matter of marginal costs.
 *
 * @formula perAcquired = acquisitionSpend ÷ acquired; perRetained = retentionSpend ÷ retained;
 * ratio = perAcquired ÷ perRetained
 * @unit the currency of the spend, per customer
 *
 * @param input - Spend and customers of each kind, over the same time.
 * @returns Both costs and their ratio, and what they were divided from.
 * @throws {@link MetricError} `out-of-range` for a negative amount or count; `invalid` for what is none.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5; on what
 * the ratio means, Pfeifer (2005), “The optimal ratio of acquisition and retention costs”, Journal of
 * Targeting, Measurement and Analysis for Marketing 13(2).
 *
 * @example
 * ```ts
 * const cost = customerCost({ acquisitionSpend: '60000', acquired: 200, retentionSpend: '45000', retained: 900 })
 * cost.perAcquired?.toFixed(2) // => '300.00'
 * cost.perRetained?.toFixed(2) // => '50.00'
 * cost.ratio?.toFixed(1) // => '6.0'
 * ```
 */
export function customerCost(input: CustomerCostInput | CostTally): CustomerCost {
  const metric = 'customerCost'
  const given = checkObject<CustomerCostInput>(metric, ['input'], input)
  const { acquisitionSpend, acquired, retentionSpend, retained } = readCosts(metric, [], given)
  const perAcquired = acquired > 0 ? acquisitionSpend.div(acquired) : null
  const perRetained = retained > 0 ? retentionSpend.div(retained) : null
  const ratio =
    perAcquired && perRetained && !perRetained.isZero() ? perAcquired.div(perRetained) : null
  return { perAcquired, perRetained, ratio, acquisitionSpend, acquired, retentionSpend, retained }
}

/** Spend and customers, checked and exact. */
export function readCosts(
  metric: string,
  path: Path,
  given: CustomerCostInput | CostTally,
): {
  readonly acquisitionSpend: Decimal
  readonly acquired: number
  readonly retentionSpend: Decimal
  readonly retained: number
} {
  return {
    acquisitionSpend: readSpend(metric, [...path, 'acquisitionSpend'], given.acquisitionSpend),
    acquired: checkNumber(metric, [...path, 'acquired'], given.acquired),
    retentionSpend: readSpend(metric, [...path, 'retentionSpend'], given.retentionSpend),
    retained: checkNumber(metric, [...path, 'retained'], given.retained),
  }
}

/** An amount that cannot be negative. */
export function readSpend(metric: string, path: Path, value: unknown): Decimal {
  const amount = readAmount(metric, path, value)
  check(metric, path, value, !amount.isNegative(), 'an amount of at least 0', 'out-of-range')
  return amount
}
