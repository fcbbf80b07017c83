import { checkNumber, type Fields, readOptions } from '../../../internal/guard.js'
import type { Random } from '../../../internal/math/random.js'
import type { DiscountRate, ModelDuration, UnitConversions } from '../../summaries/durations.js'
import {
  type DiscountTiming,
  type ValueBootstraps,
  type ValuedCustomers,
  type ValueModels,
  valuePrediction,
} from '../customerValue.js'
import type { WithoutSpendPolicy } from '../spending.js'
import { type Forecast, forecast } from './base.js'
import { echoed } from './echoed.js'
import { futureOf } from './futures.js'
import { type ForecastOptions, sharesOf } from './purchaseForecast.js'

/** The horizon, the discount and the margin of the value of all customers. */
export interface CustomerEquityOptions extends ForecastOptions, UnitConversions {
  /**
   * The time after the end of observation; `'infinite'` for all future purchases, which needs a
   * discount above 0.
   */
  readonly horizon: ModelDuration | 'infinite'
  /** The discount rate, with its unit and how it compounds. */
  readonly discount: DiscountRate
  /** The moment from which a purchase is discounted, as in `customerValue`. */
  readonly timing: DiscountTiming
  /**
   * The share of an amount that is margin, −10 to 1: below 0 where a purchase costs more than it brings.
   * @defaultValue `1`: the value is revenue
   */
  readonly margin?: number
  /** The margin of each customer, in their order, in place of one for all. */
  readonly margins?: ArrayLike<number>
  /**
   * What is expected of customers whose repeat purchases came to nothing, or to less, as in
   * `customerValue`.
   * @defaultValue `'floor'` for a mean of 0; required where one is below 0
   */
  readonly withoutSpend?: WithoutSpendPolicy
  /**
   * What `bootstrapModel` gave for both models.
   * @defaultValue the covariances of fitted models
   */
  readonly bootstrap?: ValueBootstraps
}

/** The value of customers to come. */
export interface CustomerEquity extends Forecast {
  /** The time after the end of observation. */
  readonly horizon: ModelDuration | 'infinite'
  /** The discount rate. */
  readonly discount: DiscountRate
  /** The moment from which a purchase was discounted. */
  readonly timing: DiscountTiming
  /** The share of an amount that is margin; `null` where each customer has one. */
  readonly margin: number | null
  /** How customers without spend were taken; `null` where the spend is known. */
  readonly withoutSpend: WithoutSpendPolicy | null
}

/** The fields that are read; another one is refused. */
const CUSTOMER_EQUITY_OPTIONS: Fields<CustomerEquityOptions> = {
  horizon: 1,
  discount: 1,
  timing: 1,
  seed: 1,
  samples: 0,
  confidence: 0,
  margin: 0,
  margins: 0,
  withoutSpend: 0,
  bootstrap: 0,
  daysPerWeek: 0,
  daysPerMonth: 0,
  daysPerQuarter: 0,
  daysPerYear: 0,
  weeksPerMonth: 0,
  weeksPerQuarter: 0,
  weeksPerYear: 0,
  monthsPerQuarter: 0,
  monthsPerYear: 0,
  quartersPerYear: 0,
}

/**
 * Customer equity: the future value of all customers together, with one interval for the expectation,
 * and one for what they will bring. Of one customer it is a prediction interval.
 *
 * The parameters are the same for all customers, so that what is not known of them does not average out
 * over the base; what customers do by chance does.
 *
 * @formula expected = Σ customerValue; prediction: the parameters drawn from their estimate, then for each
 * customer whether active, the rates, the purchases and their amounts; of more than 1,000 customers a
 * normal interval on the logarithm, with the variance of the parameters and that of such draws
 * @unit the currency of the amounts, as present value
 *
 * @param models - A model of purchases, and a model of spend or the mean amounts that are known. Known
 * amounts do not vary, so that `prediction` is then narrower than one of a model.
 * @param customers - One customer, many, columns of them, or `'new'`. Histories count as often as
 * `customers` in them says.
 * @param options - Horizon, discount and its timing, margins, the seed and the confidence.
 * @returns The expectation with both intervals.
 * @throws {@link MetricError} `empty` without a customer; `undefined` where an undiscounted sum, or the
 * mean spend, is infinite; `out-of-range` where more than fifty million purchases, or periods, would be drawn, and
 * for an infinite horizon without a discount.
 * @source Rust, Lemon & Zeithaml (2004), “Return on Marketing”, Journal of Marketing 68(1); Fader, Hardie
 * & Lee (2005), “RFM and CLV”, Journal of Marketing Research 42(4).
 *
 * @example
 * ```ts
 * const purchases = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
 * const base = [
 *   { frequency: 0, recency: 0, age: 38.86, monetary: null, customers: 60 },
 *   { frequency: 2, recency: 30.43, age: 38.86, monetary: 22.35, customers: 40 },
 * ]
 * const discount = { rate: 0.1, per: 'year', compounding: 'periodic' } as const
 * customerEquity({ purchases, spend }, base, {
 *   horizon: { years: 1 }, discount, timing: 'at-purchase', margin: 0.4, weeksPerYear: 52, seed: 1,
 * })
 * // => { customers: 100, expected: 792.35…, prediction: { low: 516.94…, high: 1159.32…, … }, … }
 * ```
 */
export function customerEquity(
  models: ValueModels,
  customers: ValuedCustomers,
  options: CustomerEquityOptions,
): CustomerEquity {
  const metric = 'customerEquity'
  const given = readOptions<CustomerEquityOptions>(metric, options, CUSTOMER_EQUITY_OPTIONS)
  const { prediction, read, spending, margin, worth } = valuePrediction(metric, models, given)
  const { behaviour } = read
  if (worth.time === Infinity)
    checkNumber(metric, ['discount', 'rate'], given.discount.rate, LEAST_RATE, 10)
  // What a purchase counts after this time is a millionth at most.
  const time = Math.min(worth.time, Math.ceil(Math.log(1e6) / worth.rate))
  const future = futureOf(read)
  const asked = {
    ...prediction,
    shares: sharesOf(behaviour.names, behaviour.shares),
    outcome: (both: readonly number[], random: Random, count: () => void) => {
      const theirs = both.slice(behaviour.names.length)
      let spent = 0
      let amount: () => number
      const visit = (at: number): void => {
        spent += worth.factor(at) * amount()
      }
      const horizon = { time, random, count, visit }
      return (x: number, recency: number, age: number, mean: number) => {
        const alive = behaviour.alive(both, x, recency, age)
        return () => {
          spent = 0
          if (random() < alive) {
            amount = spending.draw(theirs, random, x, mean)
            future(both, x, recency, age, horizon)
          }
          return spent
        }
      }
    },
  }
  const { timing } = given
  const withoutSpend = spending.factor ? null : (given.withoutSpend ?? 'floor')
  const [horizon, discount] = [echoed(given.horizon), echoed(given.discount)]
  return { ...forecast(asked, customers, given), horizon, discount, timing, margin, withoutSpend }
}

/** At lower rates an infinite horizon is too far away to be drawn. */
const LEAST_RATE = 1e-4
