import type { Decimal, DecimalInput } from '../internal/decimal.js'
import { readAmount, unsigned } from '../internal/decimal.js'
import { check, checkObject } from '../internal/guard.js'
import { readSpend } from './customerCost.js'

/** What a customer is worth, and what it costs to win one. */
export interface LtvToCacInput {
  /** Lifetime value of a customer, before the cost of winning one. */
  readonly value: DecimalInput
  /** Cost of winning a customer, in the same currency. */
  readonly cost: DecimalInput
}

/** How many times its cost a customer is worth. */
export interface LtvToCac {
  /** `value` ÷ `cost`. */
  readonly ratio: Decimal
  /** Lifetime value of a customer. */
  readonly value: Decimal
  /** Cost of winning one. */
  readonly cost: Decimal
}

/**
 * Lifetime value over acquisition cost: what a customer brings for each unit spent on winning one.
 *
 * @formula ratio = value ÷ cost
 * @unit none
 *
 * @param input - Value and cost of a customer, in one currency.
 * @returns The ratio and what it was divided from.
 * @throws {@link MetricError} `undefined` for a cost of 0; `out-of-range` for a negative one.
 * @source Skok (2010), “SaaS Metrics – A Guide to Measuring and Improving What Matters”.
 *
 * @example
 * ```ts
 * ltvToCac({ value: 4000, cost: 1200 }).ratio.toFixed(2) // => '3.33'
 * ```
 */
export function ltvToCac(input: LtvToCacInput): LtvToCac {
  const metric = 'ltvToCac'
  const given = checkObject<LtvToCacInput>(metric, ['input'], input)
  const value = readAmount(metric, ['value'], given.value)
  const cost = readSpend(metric, ['cost'], given.cost)
  check(metric, ['cost'], given.cost, !cost.isZero(), 'an amount above 0', 'undefined')
  return { ratio: unsigned(value.div(cost)), value, cost }
}
