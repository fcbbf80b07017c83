import { check, checkCount, checkObject, type Fields, readOptions } from '../../internal/guard.js'
import type { Behaviour } from '../models/behaviour.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import type { ModelDuration, UnitConversions } from '../summaries/durations.js'
import { MOST_MODEL_PERIODS, MOST_PURCHASES } from '../summaries/summaryColumns.js'
import { openPrediction, predict } from './predict.js'
import { tabulated } from './tabulated.js'
import type { Customers, NoOther, PredictionFor, PredictionOptions } from './types.js'
import { readWindow } from './window.js'

/** The window in which purchases are counted. */
export interface PurchaseWindow extends PredictionOptions, UnitConversions {
  /**
   * When the window begins: this time after the end of observation, or after the first purchase of a
   * new customer.
   * @defaultValue now, a duration of 0
   */
  readonly from?: ModelDuration
  /** When the window ends, counted from the same moment as `from`. */
  readonly horizon: ModelDuration
}

/** Exactly this number of purchases within a window. */
export interface ExactlyPurchases extends PurchaseWindow {
  /** The number of repeat purchases, a whole number from 0. */
  readonly purchases: number
  /** Not together with `purchases`. */
  readonly atLeast?: never
}

/** At least this number of purchases within a window. */
export interface AtLeastPurchases extends PurchaseWindow {
  /** The least number of repeat purchases, a whole number from 0. */
  readonly atLeast: number
  /** Not together with `atLeast`. */
  readonly purchases?: never
}

/** The fields that are read; another one is refused. */
const PURCHASE_PROBABILITY_OPTIONS: Fields<AnyPurchases> = {
  purchases: 0,
  atLeast: 0,
  from: 0,
  horizon: 1,
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

/** The fields of either of the two questions: exactly, or at least. */
export interface AnyPurchases extends PurchaseWindow {
  /** Exactly this number of purchases. */
  readonly purchases?: number
  /** This number of purchases or more. */
  readonly atLeast?: number
}

/** How many purchases, exactly or at least, and within which window. */
export type PurchaseProbabilityOptions = ExactlyPurchases | AtLeastPurchases

/**
 * The chance that a customer makes exactly, or at least, a number of purchases within a time to come,
 * given what they bought and when.
 *
 * With two arguments the question is about a new customer: somebody who has just bought for the first
 * time, and whose repeat purchases are counted.
 *
 * @formula P(X = n) = P(alive) × P(X = n if alive) + (n = 0) (1 − P(alive)); P(X ≥ n) = P(alive) × P(X ≥ n if alive)
 * @unit 0 to 1
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param customer - One customer, many, columns of them, or `'new'`. Leave it out for `'new'`.
 * @param options - `purchases` or `atLeast`, the window, and whether to add an interval.
 * @returns A number, or a list for many customers and for columns; with intervals if you ask for them.
 * @throws {@link MetricError} `out-of-range` for purchases that are not a whole number of at least 0;
 * `mismatch` for a duration in another unit than the model's, for a window that ends before it begins,
 * and for a customer among the options.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. 8; Fader & Hardie (2006), “Deriving
 * an Expression for P(X(t) = x) Under the Pareto/NBD Model”; Fader, Hardie & Jerath (2014), “Deriving
 * the Conditional PMF of the Pareto/NBD Model”; Fader, Hardie & Shang (2010), eq. 7.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 }
 * purchaseProbability(model, customer, { atLeast: 1, horizon: { weeks: 1 } }) // => 0.03629…
 * purchaseProbability(model, customer, { purchases: 0, horizon: { weeks: 39 } }) // => 0.44537…
 * purchaseProbability(model, { purchases: 0, horizon: { weeks: 39 } }) // => 0.57378…
 * ```
 */
export function purchaseProbability<
  const Who extends Customers,
  const Options extends PurchaseProbabilityOptions,
>(
  model: PurchaseModel,
  customer: Who,
  options: NoOther<Options, AnyPurchases>,
): PredictionFor<Who, Options>
/**
 * The chance of a number of purchases by a new customer.
 *
 * @param model - A purchase model, fitted or with given parameters.
 * @param options - `purchases` or `atLeast`, the window, and whether to add an interval.
 * @returns A number; with an interval if you ask for it.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * purchaseProbability(model, { purchases: 0, horizon: { weeks: 39 } }) // => 0.5737…
 * ```
 */
export function purchaseProbability<const Options extends PurchaseProbabilityOptions>(
  model: PurchaseModel,
  options: NoOther<Options, AnyPurchases>,
): PredictionFor<'new', Options>
export function purchaseProbability(
  model: PurchaseModel,
  customerOrOptions: Customers | PurchaseProbabilityOptions,
  options?: PurchaseProbabilityOptions,
): unknown {
  const metric = 'purchaseProbability'
  const [customer, asked] =
    options === undefined ? ['new' as const, customerOrOptions] : [customerOrOptions, options]
  const all = checkObject<object>(metric, ['options'], asked)
  for (const field of ['customer', 'customers', 'frequency', 'recency', 'age'] as const)
    check(metric, ['options', field], field, !(field in all), THIRD, 'mismatch')
  const given = readOptions<AnyPurchases>(metric, all, PURCHASE_PROBABILITY_OPTIONS)
  const read = readModel(metric, ['model'], model)
  const { behaviour } = read
  const { from, to } = readWindow(metric, read, given)
  const { bound, purchases } = readPurchases(metric, behaviour, given)
  const window = { purchases, from, to }
  const prediction = {
    ...openPrediction(metric, read, given.bootstrap),
    range: 'share',
    exists: TOO_MANY,
    predictor: (parameters: readonly number[]) => {
      const chance = tabulated(behaviour, parameters, (x, age) =>
        behaviour[bound](parameters, x, age, window),
      )
      return (x: number, recency: number, age: number) => {
        if (bound === 'atLeast' && purchases === 0) return 1
        const alive = behaviour.alive(parameters, x, recency, age)
        const some = alive * chance(x, recency, age)
        // Rounding of a certain chance is not above 1.
        return Math.min(bound === 'exactly' && purchases === 0 ? some + (1 - alive) : some, 1)
      }
    },
  } as const
  return predict(prediction, customer, given)
}

/** Where a rhythm has more stages before a window, or within it, than are summed. */
const TOO_MANY =
  'one whose purchases until then are few enough to be summed: take a shorter time, or a model without a rhythm'

const THIRD =
  'among the options: ask about a customer as purchaseProbability(model, customer, options)'

/** Exactly or at least, and the number. */
function readPurchases(
  metric: string,
  { kind }: Behaviour,
  { purchases, atLeast }: AnyPurchases,
): { readonly bound: 'exactly' | 'atLeast'; readonly purchases: number } {
  const most = kind === 'periods' ? MOST_MODEL_PERIODS : MOST_PURCHASES
  if (atLeast === undefined)
    return {
      bound: 'exactly',
      purchases: checkCount(metric, ['purchases'], purchases, 0, most),
    }
  const only = 'given without atLeast: one of the two is asked for'
  check<unknown>(metric, ['purchases'], purchases, purchases === undefined, only, 'mismatch')
  return { bound: 'atLeast', purchases: checkCount(metric, ['atLeast'], atLeast, 0, most) }
}
