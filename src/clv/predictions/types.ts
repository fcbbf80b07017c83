import type { Fields } from '../../internal/guard.js'
import type { ModelBootstrap } from '../models/bootstrapModel.js'
import type {
  PurchaseColumns,
  PurchaseHistory,
  SpendColumns,
  SpendHistory,
} from '../summaries/types.js'
import type { PredictedValue, UncertaintyMethod } from './predict.js'

export type { PredictedValue, UncertaintyMethod } from './predict.js'

/** The customers of a prediction: one customer, many, many as columns, or a new customer. */
export type Customers = PurchaseHistory | Iterable<PurchaseHistory> | PurchaseColumns | 'new'

/**
 * The customers whose spend is predicted: one customer, many, many as columns, or a new customer.
 */
export type Spenders = SpendHistory | Iterable<SpendHistory> | SpendColumns | 'new'

/** Intervals for the uncertainty of the parameters. */
export interface IntervalOptions {
  /**
   * Asks for an interval: `'delta'` from the covariance of a fitted model, `'bootstrap'` from the
   * parameters of a `bootstrap`.
   * @defaultValue no interval
   */
  readonly interval?: UncertaintyMethod
  /**
   * How often the interval covers the value at the true parameters, 0 to 1.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** Intervals of a prediction from one model. */
export interface PredictionOptions extends IntervalOptions {
  /** What `bootstrapModel` gave for the model, where the interval is `'bootstrap'`. */
  readonly bootstrap?: ModelBootstrap
}

/** The fields that are read; another one is refused. */
export const PREDICTION_OPTIONS: Fields<PredictionOptions> = {
  bootstrap: 0,
  interval: 0,
  confidence: 0,
}

/**
 * Options with no field but the known ones. A type parameter that keeps what was asked for takes
 * any further field, so that the compiler would not see one that is misspelt.
 */
export type NoOther<Options, Known> = Options & {
  readonly [Field in Exclude<keyof Options, keyof Known>]: never
}

/** Predictions without intervals: one number, or a list. */
export type PredictedNumbers<Who> = Who extends 'new' | Pick<PurchaseHistory, 'frequency'>
  ? number
  : number[]

/** Predictions with intervals: one, or a list. */
export type PredictedValues<Who> = Who extends 'new' | Pick<PurchaseHistory, 'frequency'>
  ? PredictedValue
  : PredictedValue[]

/**
 * What a prediction returns: a number for one customer, a list for many; with its interval if you
 * ask for one.
 */
export type PredictionFor<Who, Options> = 'interval' extends keyof Options
  ? Options extends Required<Pick<IntervalOptions, 'interval'>>
    ? PredictedValues<Who>
    : PredictedValues<Who> | PredictedNumbers<Who>
  : PredictedNumbers<Who>
