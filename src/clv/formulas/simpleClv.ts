import { check, checkNumber, checkRate, type Fields, readFields } from '../../internal/guard.js'
import { type DecimalInput, decimalOf, readAmount, written } from '../../internal/money/decimal.js'

/** An average customer, per period. */
export interface SimpleClvInput {
  /** Revenue per customer and period (ARPA, ARPU). */
  readonly revenue: DecimalInput
  /** Share of revenue left after the cost to serve, at most 1. */
  readonly margin: number
  /** Share of customers lost per period, 0 to 1. */
  readonly churn: number
}

/** The fields that are read; another one is refused. */
const SIMPLE_CLV_INPUT: Fields<SimpleClvInput> = { revenue: 1, margin: 1, churn: 1 }

/** The value of an average customer, without discount. */
export interface SimpleClv {
  /** Margin over the whole relationship. */
  readonly value: string
  /** Margin of one period. */
  readonly marginPerPeriod: string
  /** Expected lifetime in periods, the first one counted. */
  readonly lifetime: string
  /** The churn rate used. */
  readonly churn: number
}

/**
 * Customer lifetime value as in most dashboards: margin per period divided by churn.
 *
 * It assumes the same churn at every age, and no discount. The value is too low for an older
 * customer base, whose churn has fallen, and too high for an investor who discounts.
 *
 * @formula value = revenue × margin ÷ churn
 * @unit the currency of `revenue`
 *
 * @param input - Revenue per period, margin and churn.
 * @returns The value, the margin of a period and the lifetime.
 * @throws {@link MetricError} `undefined` for a churn of 0, where the lifetime never ends;
 * `out-of-range` for a churn outside 0 to 1 or a margin above 1.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5.
 *
 * @example
 * ```ts
 * Number(simpleClv({ revenue: 100, margin: 0.8, churn: 0.02 }).value).toFixed(2) // => '4000.00'
 * ```
 */
export function simpleClv(input: SimpleClvInput): SimpleClv {
  const metric = 'simpleClv'
  const { revenue, margin, churn } = readFields<SimpleClvInput>(
    metric,
    ['input'],
    input,
    SIMPLE_CLV_INPUT,
    [],
  )
  const amount = readAmount(metric, ['revenue'], revenue)
  checkNumber(metric, ['margin'], margin, -1000, 1)
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
