import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  checkWhole,
  type Fields,
  readFields,
  readList,
} from '../../internal/guard.js'
import { type Interval, proportionInterval } from '../../internal/inference/interval.js'
import { weightedMean } from '../../internal/inference/weightedMean.js'
import { type DecimalInput, decimalOf, readAmount, written } from '../../internal/money/decimal.js'

/** Lost and opening customers of one period, as `tallyChurnByPeriod` has them. */
export interface TrailingChurnPeriod {
  /** Customers of the opening who left within the period. */
  readonly lost: number
  /** Customers at the beginning of the period. */
  readonly opening: number
  /** Whether the period is over; one that is not is refused. */
  readonly complete?: boolean
}

/** How the churn of several periods becomes one: of all of them together, or each period once. */
export type ChurnAverage = 'pooled' | 'mean'

/** The churn of the last periods, averaged by name. */
export interface TrailingChurn {
  /** Periods in order of time, all of them over. */
  readonly periods: readonly TrailingChurnPeriod[]
  /** How they are averaged. */
  readonly average: ChurnAverage
  /**
   * The number of last periods that count: 6 for a trailing average of six months.
   * @defaultValue all of `periods`
   */
  readonly last?: number
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const TRAILING_CHURN: Fields<TrailingChurn> = { periods: 1, average: 1, last: 0, confidence: 0 }

/** An average customer, per period. */
export interface SimpleClvInput {
  /** Revenue per customer and period (ARPA, ARPU). */
  readonly revenue: DecimalInput
  /** Share of revenue left after the cost to serve, at most 1. */
  readonly margin: number
  /** Share of customers lost per period, 0 to 1; or a trailing average of several periods. */
  readonly churn: number | TrailingChurn
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
  /** How it was averaged, over how many periods, and its interval; `null` where a rate was given. */
  readonly trailing: TrailingAverage | null
}

/** An average churn of several periods. */
export interface TrailingAverage {
  /** How the rates were averaged. */
  readonly average: ChurnAverage
  /** The number of periods that were averaged. */
  readonly periods: number
  /**
   * Interval of the average churn, 0 to 1: Wilson's of all periods together, or of the mean of their rates
   * what Wilson's intervals add up to. `marginPerPeriod` ÷ its ends is the interval of the value.
   */
  readonly interval: Interval<'wilson' | 'mover'>
}

/**
 * Customer lifetime value as in most dashboards: margin per period divided by churn.
 *
 * It assumes the same churn at every age, and no discount. The value is too low for an older
 * customer base, whose churn has fallen, and too high for an investor who discounts.
 *
 * One month's churn jumps, and the value with it. A trailing average is steadier: `'pooled'` is lost ÷
 * opening of all periods together, `'mean'` the mean of their rates, in which a small month counts as much
 * as a large one. Leave out the period that is not over.
 *
 * @formula value = revenue × margin ÷ churn; pooled churn = Σ lost ÷ Σ opening, mean churn = Σ (lost ÷
 * opening) ÷ periods
 * @unit the currency of `revenue`
 *
 * @param input - Revenue per period, margin and churn.
 * @returns The value, the margin of a period and the lifetime.
 * @throws {@link MetricError} `undefined` for a churn of 0, where the lifetime never ends;
 * `out-of-range` for a churn outside 0 to 1 or a margin above 1.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5; ChartMogul,
 * documentation of its lifetime value, for the average of six months without the current one; Wilson (1927),
 * JASA 22, and Zou & Donner (2008), “Construction of confidence limits about effect measures”, Statistics in
 * Medicine 27, for the intervals.
 *
 * @example
 * ```ts
 * Number(simpleClv({ revenue: 100, margin: 0.8, churn: 0.02 }).value).toFixed(2) // => '4000.00'
 * const periods = [{ lost: 10, opening: 100 }, { lost: 3, opening: 200 }, { lost: 6, opening: 300 }]
 * const churn = { periods, average: 'pooled', last: 2 } as const
 * const average = simpleClv({ revenue: 100, margin: 0.8, churn })
 * average.churn // => 0.018
 * average.trailing?.interval // => { low: 0.0094…, high: 0.0338…, confidence: 0.95, method: 'wilson' }
 * ```
 */
export function simpleClv(input: SimpleClvInput): SimpleClv {
  const metric = 'simpleClv'
  const {
    revenue,
    margin,
    churn: given,
  } = readFields<SimpleClvInput>(metric, ['input'], input, SIMPLE_CLV_INPUT, [])
  const amount = readAmount(metric, ['revenue'], revenue)
  checkNumber(metric, ['margin'], margin, -1000, 1)
  const { churn, trailing } =
    typeof given === 'object' && given !== null
      ? readTrailing(metric, given)
      : { churn: checkRate(metric, ['churn'], given), trailing: null }
  check(metric, ['churn'], given, churn > 0, 'above 0, where no lifetime ends', 'undefined')
  const marginPerPeriod = amount.times(decimalOf(margin))
  return written(metric, {
    value: marginPerPeriod.div(decimalOf(churn)),
    marginPerPeriod,
    lifetime: decimalOf(1).div(decimalOf(churn)),
    churn,
    trailing,
  })
}

/** The average churn of the last periods. */
function readTrailing(
  metric: string,
  given: unknown,
): { readonly churn: number; readonly trailing: TrailingAverage } {
  const read = readFields<TrailingChurn>(metric, ['churn'], given, TRAILING_CHURN)
  const average = checkChoice(metric, ['churn', 'average'], read.average, ['pooled', 'mean'])
  const all = readList(metric, ['churn', 'periods'], read.periods, (item, path) => {
    const period = checkObject<TrailingChurnPeriod>(metric, path, item)
    const isOver = period.complete !== false
    const over = 'true: leave out the period that is not over'
    check(metric, [...path, 'complete'], period.complete, isOver, over, 'mismatch')
    const opening = checkCount(metric, [...path, 'opening'], period.opening, 1)
    return { opening, lost: checkCount(metric, [...path, 'lost'], period.lost, 0, opening) }
  })
  const path = ['churn', 'periods']
  checkSome(metric, path, read.periods, all.length, 'period')
  const last = checkWhole(metric, ['churn', 'last'], read.last ?? all.length, 1, all.length)
  const periods = all.slice(-last)
  const confidence = checkConfidence(metric, read.confidence)
  if (average === 'mean') {
    const rates = periods.map(({ lost, opening }) => ({
      weight: 1 / last,
      rate: lost / opening,
      interval: proportionInterval('wilson', lost, opening, confidence),
    }))
    const { rate, interval } = weightedMean(rates, confidence)
    return { churn: rate, trailing: { average, periods: last, interval } }
  }
  const lost = periods.reduce((sum, period) => sum + period.lost, 0)
  const opening = periods.reduce((sum, period) => sum + period.opening, 0)
  const interval = proportionInterval('wilson', lost, opening, confidence)
  return { churn: lost / opening, trailing: { average, periods: last, interval } }
}
