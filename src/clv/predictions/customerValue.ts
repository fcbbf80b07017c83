import {
  check,
  checkChoice,
  checkNumber,
  checkUnread,
  checkWhole,
  type Fields,
  type Path,
  readFields,
  readOptions,
  refuse,
} from '../../internal/guard.js'
import type { ModelParameters } from '../models/behaviour.js'
import type { ModelBootstrap } from '../models/bootstrapModel.js'
import { limitOf, type ReadModel, readModel, together } from '../models/readModel.js'
import type { PurchaseModel, SpendModel } from '../models/types.js'
import {
  type DiscountRate,
  type ModelDuration,
  readDiscount,
  readDuration,
  readModelTime,
  type UnitConversions,
  unitsIn,
} from '../summaries/durations.js'
import { type Factor, factorOf, multiplied } from './factors.js'
import { type Prediction, predict, readDraws } from './predict.js'
import { readSpending, type Spending, type WithoutSpendPolicy } from './spending.js'
import { tabulated } from './tabulated.js'
import type { IntervalOptions, NoOther, PredictionFor } from './types.js'

/** A model of purchases and a model of spend. */
export interface ValueModels {
  /** The model of purchases. */
  readonly purchases: PurchaseModel
  /**
   * The model of spend; or what a purchase is known to bring, without a model: one mean amount for all,
   * or a list of one for each customer, in their order. A known amount may be below 0.
   */
  readonly spend: SpendModel | number | ArrayLike<number>
}

/** The fields that are read; another one is refused. */
const VALUE_MODELS: Fields<ValueModels> = { purchases: 1, spend: 1 }

/** A customer’s purchases and their mean amount; a `CustomerSummary` is one. */
export interface ValueHistory {
  /** Repeat purchases (x). */
  readonly frequency: number
  /** Time from the first to the last purchase (t_x), in the model's unit. */
  readonly recency: number
  /** Time from the first purchase to the end of observation (T), in the model's unit. */
  readonly age: number
  /**
   * Mean amount of the repeat purchases (m̄), which a model of spend needs; not read where none exist, or
   * where the spend is known.
   */
  readonly monetary?: number | null
}

/** The same as columns. */
export interface ValueColumns {
  /** Repeat purchases (x) of each customer. */
  readonly frequency: ArrayLike<number>
  /** Time from the first to the last purchase (t_x) of each customer, in the model's unit. */
  readonly recency: ArrayLike<number>
  /** Time from the first purchase to the end of observation (T) of each customer, in the model's unit. */
  readonly age: ArrayLike<number>
  /**
   * Mean amount of the repeat purchases (m̄) of each customer, which a model of spend needs; not read
   * where none exist, or where the spend is known.
   */
  readonly monetary?: ArrayLike<number>
}

/** The customers whose value is predicted. */
export type ValuedCustomers = ValueHistory | Iterable<ValueHistory> | ValueColumns | 'new'

/** The moment from which a purchase is discounted. */
export type DiscountTiming = 'at-purchase' | 'end-of-period'

/** Bootstraps of the models. */
export interface ValueBootstraps {
  /** What `bootstrapModel` gave for the model of purchases. */
  readonly purchases: ModelBootstrap
  /** What `bootstrapModel` gave for the model of spend; none where the spend is known. */
  readonly spend?: ModelBootstrap
}

/** The fields that are read; another one is refused. */
const VALUE_BOOTSTRAPS: Fields<ValueBootstraps> = { purchases: 1, spend: 0 }

/** The horizon, the discount and the margin of a customer's value. */
export interface CustomerValueOptions extends IntervalOptions, UnitConversions {
  /** The time after the end of observation; `'infinite'` for all future purchases. */
  readonly horizon: ModelDuration | 'infinite'
  /** The discount rate, with its unit and how it compounds. */
  readonly discount: DiscountRate
  /**
   * `'at-purchase'` discounts from the moment of the purchase; `'end-of-period'` from the end of
   * the discount period of the purchase, as spreadsheets do. The latter needs a finite horizon.
   */
  readonly timing: DiscountTiming
  /**
   * The share of an amount that is margin, −10 to 1: below 0 where a purchase costs more than it brings.
   * @defaultValue `1`: the value is revenue
   */
  readonly margin?: number
  /** The margin of each customer, in their order, in place of one for all. */
  readonly margins?: ArrayLike<number>
  /**
   * What is expected of customers whose repeat purchases came to nothing (a mean of 0), or whose refunds
   * were larger (below 0): `'floor'` takes the mean as 0, and the model shrinks it to that of all;
   * `'average'` takes that of all; `'nothing'` expects no spend.
   * @defaultValue `'floor'` for a mean of 0; required where one is below 0
   */
  readonly withoutSpend?: WithoutSpendPolicy
  /** What `bootstrapModel` gave for both models, where the interval is `'bootstrap'`. */
  readonly bootstrap?: ValueBootstraps
}

/** The fields that are read; another one is refused. */
const CUSTOMER_VALUE_OPTIONS: Fields<CustomerValueOptions> = {
  horizon: 1,
  discount: 1,
  timing: 1,
  margin: 0,
  margins: 0,
  withoutSpend: 0,
  bootstrap: 0,
  interval: 0,
  confidence: 0,
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
 * The future value of a customer without a contract: expected purchases, discounted, times their
 * expected mean amount. The first purchase of a new customer is not counted.
 *
 * @formula `'at-purchase'`: m × E[spend] × ∫ e^(−δt) dE[purchases within t];
 * `'end-of-period'`: m × E[spend] × Σ (E[purchases within i] − E[purchases within i − 1]) ÷ (1 + d)ⁱ
 * @unit the currency of the amounts, as present value
 *
 * @param models - A model of purchases, and a model of spend or the mean amounts that are known.
 * @param customer - One customer, many, columns of them, or `'new'`.
 * @param options - Horizon, discount and its timing, margins, and whether you want an interval.
 * @returns A number, or a list for many customers; with intervals if you ask for them. Below 0 where a
 * margin or a known amount is.
 * @throws {@link MetricError} `undefined` where an undiscounted sum, or the mean spend, is
 * infinite; `mismatch` for a horizon or a discount in another unit than the model's, where no
 * conversion is named, and for a list that has not one number for each customer; `out-of-range` for a
 * mean below 0 without `withoutSpend`.
 * @source Fader, Hardie & Lee (2005), “RFM and CLV: Using Iso-Value Curves for Customer Base Analysis”,
 * Journal of Marketing Research 42(4).
 *
 * @example
 * ```ts
 * const purchases = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })
 * const customer = { frequency: 2, recency: 30.43, age: 38.86, monetary: 22.35 }
 * const discount = { rate: 0.01, per: 'month', compounding: 'periodic' } as const
 * const year = { horizon: { months: 12 }, discount, timing: 'end-of-period', weeksPerMonth: 4.345 } as const
 * customerValue({ purchases, spend }, customer, year) // => 36.2892…
 * const netReturned = { ...customer, monetary: -4 }
 * const margins = [0.4, 0.25]
 * customerValue({ purchases, spend }, [customer, netReturned], { ...year, margins, withoutSpend: 'floor' })
 * // => [14.515…, 2.32…]
 * customerValue({ purchases, spend: 20 }, customer, year) // => 29.42…
 * ```
 */
export function customerValue<
  const Who extends ValuedCustomers,
  const Options extends CustomerValueOptions,
>(
  models: ValueModels,
  customer: Who,
  options: NoOther<Options, CustomerValueOptions>,
): PredictionFor<Who, Options> {
  const metric = 'customerValue'
  const given = readOptions<CustomerValueOptions>(metric, options, CUSTOMER_VALUE_OPTIONS)
  const { prediction } = valuePrediction(metric, models, given)
  return predict(prediction, customer, given) as PredictionFor<Who, Options>
}

/** What a value is asked for. */
export type ValueRequest = Pick<
  CustomerValueOptions,
  'horizon' | 'discount' | 'timing' | 'margin' | 'margins' | 'withoutSpend' | 'bootstrap'
> &
  UnitConversions

/** The value to expect of a customer, and what it is made of. */
export function valuePrediction(
  metric: string,
  models: unknown,
  given: ValueRequest,
): {
  readonly prediction: Prediction
  readonly read: ReadModel
  readonly spending: Spending
  readonly margin: number | null
  readonly worth: Worth
} {
  const { purchases, spend } = readFields<ValueModels>(metric, ['models'], models, VALUE_MODELS)
  const read = readModel(metric, ['models', 'purchases'], purchases)
  const spending = readSpending(metric, ['models', 'spend'], spend, given.withoutSpend)
  const margins = readMargins(metric, given)
  const worth = readWorth(metric, read, given)
  const { behaviour } = read
  const size = behaviour.names.length
  // Parameters of spend are moved and drawn while those of purchases stay.
  const known = new Map<string, ReturnType<typeof tabulated>>()
  const prediction: Prediction = {
    metric,
    kind: behaviour.kind,
    withSpend: spending.withSpend,
    checkMean: spending.checkMean,
    factor: spending.factor ? multiplied([margins, spending.factor]) : margins,
    model: together([read, spending]),
    draws: readBothDraws(metric, read, spending, given),
    range: 'amount',
    exists: `one whose value has a limit, which takes ${limitOf(behaviour)}, and ${spending.exists}`,
    predictor: (both: ModelParameters) => {
      const own = both.slice(0, size)
      const theirs = both.slice(size)
      const key = own.join()
      const discounted =
        known.get(key) ?? tabulated(behaviour, own, (x, age) => worth.purchases(own, x, age))
      known.set(key, discounted)
      return (x: number, recency: number, age: number, mean: number) =>
        spending.expected(theirs, x, mean) *
        behaviour.alive(own, x, recency, age) *
        discounted(x, recency, age)
    },
  }
  const margin = given.margins === undefined ? margins.of(undefined) : null
  return { prediction, read, spending, margin, worth }
}

/** One margin for all, or that of each customer. */
function readMargins(metric: string, { margin, margins }: ValueRequest): Factor {
  const read = (path: Path, value: unknown): number =>
    checkNumber(metric, path, value, LEAST_MARGIN, 1)
  const single = 'margin'
  if (margins === undefined)
    return factorOf(metric, ['margin'], read(['margin'], margin ?? 1), single, read)
  checkUnread(metric, { margin }, ['margin'], 'each customer has one in margins')
  const isList = typeof margins !== 'number'
  check(
    metric,
    ['margins'],
    margins,
    isList,
    'a list of one for each customer: one for all is margin',
  )
  return factorOf(metric, ['margins'], margins, single, read)
}

/** A purchase that costs more than eleven times what it brings is one in percent. */
const LEAST_MARGIN = -10

/** Discounted purchases of somebody alive, over the horizon and with the timing asked for. */
export interface Worth {
  readonly purchases: (parameters: ModelParameters, x: number, age: number) => number
  /** The time that is looked at, and what a purchase after a time counts. */
  readonly time: number
  readonly rate: number
  readonly factor: (time: number) => number
}

function readWorth(metric: string, { behaviour, unit }: ReadModel, given: ValueRequest): Worth {
  const rate = readDiscount(metric, given.discount, unit, given)
  const timing = checkChoice(metric, ['timing'], given.timing, ['at-purchase', 'end-of-period'])
  const atPurchase = (time: number): number => Math.exp(-rate * time)
  if (given.horizon === 'infinite') {
    const expected = 'at-purchase, which an infinite horizon needs'
    check(metric, ['timing'], timing, timing === 'at-purchase', expected, 'mismatch')
    return {
      purchases: (parameters, x, age) => behaviour.residual(parameters, x, age, rate),
      time: Infinity,
      rate,
      factor: atPurchase,
    }
  }
  const time = readModelTime(
    metric,
    ['horizon'],
    readDuration(metric, ['horizon'], given.horizon, unit, given),
    behaviour.kind,
  )
  if (timing === 'at-purchase')
    return {
      purchases: (parameters, x, age) => behaviour.discounted(parameters, x, age, time, rate),
      time,
      rate,
      factor: atPurchase,
    }
  const step = readModelTime(
    metric,
    ['discount', 'per'],
    unitsIn(metric, ['discount', 'per'], given.discount.per, unit, given),
    behaviour.kind,
  )
  const steps = checkWhole(metric, ['horizon'], Math.ceil(time / step - 1e-9), 0, MOST_STEPS)
  const purchases = (parameters: ModelParameters, x: number, age: number): number => {
    const grown = behaviour.curve(parameters, x, age)
    let sum = 0
    let before = 0
    for (let i = 1; i <= steps; i++) {
      const bought = grown(Math.min(i * step, time))
      sum += (bought - before) * Math.exp(-rate * step * i)
      before = bought
    }
    return sum
  }
  const factor = (at: number): number => Math.exp(-rate * step * Math.ceil(at / step - 1e-9))
  return { purchases, time, rate, factor }
}

/** More periods than any plan has. */
const MOST_STEPS = 10_000

/** Draws of both models, side by side. */
function readBothDraws(
  metric: string,
  { name, behaviour }: ReadModel,
  spending: Spending,
  { bootstrap }: ValueRequest,
): ModelParameters[] | undefined {
  if (bootstrap === undefined) return undefined
  const given = readFields<ValueBootstraps>(metric, ['bootstrap'], bootstrap, VALUE_BOOTSTRAPS)
  const purchases = readDraws(
    metric,
    ['bootstrap', 'purchases'],
    given.purchases,
    name,
    behaviour.names,
  )
  const spend = spending.draws(['bootstrap', 'spend'], given.spend)
  if (purchases && spending.factor) return purchases
  if (!purchases || !spend)
    return refuse(metric, ['bootstrap'], bootstrap, 'bootstraps of both models', 'invalid')
  const size = Math.min(purchases.length, spend.length)
  return Array.from({ length: size }, (_, i) => [
    ...(purchases[i] as ModelParameters),
    ...(spend[i] as ModelParameters),
  ])
}
