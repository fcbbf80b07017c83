import { check, checkNumber, checkObject, checkRate } from '../../internal/guard.js'
import { type DecimalInput, decimalOf, readAmount, written } from '../../internal/money/decimal.js'

/** An average customer, per period. */
export interface SimpleClvInput {
  /** Revenue per customer and period (ARPA, ARPU). */
  readonly revenue: DecimalInput
  /** Share of revenue that is left after the cost of serving it, at most 1. */
  readonly margin: number
  /** Share of customers lost per period, 0 to 1. */
  readonly churn: number
}

/** What an average customer is worth, without discount. */
export interface SimpleClv {
  /** Margin over the whole relationship. */
  readonly value: string
  /** Margin of one period. */
  readonly marginPerPeriod: string
  /** Expected lifetime in periods, the first one counted. */
  readonly lifetime: string
  /** The churn divided by. */
  readonly churn: number
}

/**
 * Customer lifetime value as most dashboards have it: margin per period divided by churn.
 *
 * It takes churn to be the same at every age and money to be worth the same at any time, and so is
 * too low for a base that has been sifted and too high for a discounting investor.
 *
 * @formula value = revenue × margin ÷ churn
 * @unit the currency of `revenue`
 *
 * @param input - Revenue per period, margin and churn.
 * @returns The value, the margin of a period and the lifetime.
 * @throws {@link MetricError} `undefined` for a churn of 0, at which no lifetime ends; `out-of-range`
 * for a churn outside 0 to 1 or a margin above 1.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5.
 *
 * @example
 * ```ts
 * Number(simpleClv({ revenue: 100, margin: 0.8, churn: 0.02 }).value).toFixed(2) // => '4000.00'
 * ```
 */
export function simpleClv(input: SimpleClvInput): SimpleClv {
  const metric = 'simpleClv'
  const { revenue, margin, churn } = checkObject<SimpleClvInput>(metric, ['input'], input)
  const amount = readAmount(metric, ['revenue'], revenue)
  checkNumber(metric, ['margin'], margin, -1000, 1, '')
  checkRate(metric, ['churn'], churn)
  check(metric, ['churn'], churn, churn > 0, 'above 0, where no lifetime ends', 'undefined')
  const marginPerPeriod = amount.times(decimalOf(margin))
  return written(metric, {
    value: marginPerPeriod.div(decimalOf(churn)),
    marginPerPeriod,
    lifetime: decimalOf(1).div(decimalOf(churn)),
    churn,
  })
}
