import {
  check,
  checkChoice,
  checkList,
  type Fields,
  type Path,
  readOptions,
} from '../../../internal/guard.js'
import { PERIOD_UNITS, type PeriodUnit } from '../../../internal/time/periods.js'
import type { PurchaseColumns, PurchaseHistory } from '../../summaries/types.js'
import { namedParameters } from '../fitModel.js'
import { searchFrom } from '../search.js'
import type { PurchaseParameters } from '../types.js'
import { estimateWith } from './estimate.js'
import { type CovariateModelName, covariatesOf, LINKED } from './links.js'
import { readCovariates } from './readCovariates.js'

/** Which model, and which fields of the histories are covariates of what. */
export interface CovariateFitOptions<
  Name extends CovariateModelName = CovariateModelName,
  Purchases extends string = string,
  Leaving extends string = string,
> {
  /** Which model. */
  readonly model: Name
  /** The unit of recency and age. It is kept with the model. */
  readonly unit: PeriodUnit
  /**
   * Fields that may make customers buy more or less often.
   * @defaultValue none
   */
  readonly purchases?: readonly Purchases[]
  /**
   * Fields that may make customers leave sooner or later.
   * @defaultValue none
   */
  readonly leaving?: readonly Leaving[]
  /**
   * Maximum number of steps of a search from one start.
   * @defaultValue `500`
   */
  readonly maxIterations?: number
}

/** The fields that are read; another one is refused. */
const COVARIATE_FIT_OPTIONS: Fields<CovariateFitOptions> = {
  model: 1,
  unit: 1,
  purchases: 0,
  leaving: 0,
  maxIterations: 0,
}

/** The coefficients of a model, or their standard errors. */
export interface CovariateCoefficients {
  /** Of purchases: one unit more of the covariate multiplies the rate of purchases by e^this. */
  readonly purchases: Readonly<Record<string, number>>
  /**
   * Of leaving: one unit more multiplies the rate of leaving by e^this (Pareto/NBD), or a and b
   * (BG/NBD and MBG/NBD).
   */
  readonly leaving: Readonly<Record<string, number>>
}

/** A purchase model with covariates whose parameters were estimated. */
export interface FittedCovariates<Name extends CovariateModelName = CovariateModelName> {
  /** Which model. */
  readonly model: Name
  /** Its parameters for a customer whose covariates are all 0. */
  readonly parameters: PurchaseParameters[Name]
  /** What the covariates do. */
  readonly coefficients: CovariateCoefficients
  /** The unit of its times. */
  readonly unit: PeriodUnit
  /** Standard errors of the parameters and of the coefficients, from the curvature of the likelihood. */
  readonly standardErrors: {
    /** Of the parameters. */
    readonly parameters: PurchaseParameters[Name]
    /** Of the coefficients. */
    readonly coefficients: CovariateCoefficients
  }
  /** Covariance of the parameters, the coefficients of purchases and those of leaving, in this order. */
  readonly covariance: readonly (readonly number[])[]
  /** The maximum of the log-likelihood. */
  readonly logLikelihood: number
  /** Akaike's criterion: 2k − 2 × log-likelihood, for k parameters and coefficients. */
  readonly aic: number
  /** Schwarz's criterion: k × ln customers − 2 × log-likelihood. */
  readonly bic: number
  /** Customers that the model was fitted to. */
  readonly customers: number
  /** Different covariates among them. The time of a fit grows with this number. */
  readonly groups: number
  /** Steps of the search. */
  readonly iterations: number
}

/**
 * Fits a purchase model whose customers differ by facts that are known of them: the channel that they
 * came by, the size of a first order, a region.
 *
 * Covariates do not change with time. A positive coefficient means more purchases, or more leaving. Give
 * the fitted model to `modelWithCovariates` for the model of a customer, which makes all predictions.
 *
 * @formula α = α₀ e^(−γ z) for purchases; for leaving β = β₀ e^(−γ z) in the Pareto/NBD, and a = a₀ e^(γ z)
 * and b = b₀ e^(γ z) with the same γ in the BG/NBD and the MBG/NBD: the mean chance to leave stays, and
 * how far customers differ in it moves
 * @unit coefficients per unit of the covariate; log-likelihood without one
 *
 * @param summaries - Histories as rows or columns, with the covariates as numeric fields.
 * @param options - Which model, its unit, and the names of the covariates.
 * @returns The parameters at covariates of 0, the coefficients, and their standard errors.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter and
 * coefficient; `invalid` for a covariate that is not a number; `undefined` for one that all have alike.
 * @source Fader & Hardie (2007), “Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
 * Models”.
 *
 * @example
 * ```ts
 * const histories = [
 *   { frequency: 0, recency: 0, age: 38, gift: 0, customers: 300 },
 *   { frequency: 0, recency: 0, age: 38, gift: 1, customers: 300 },
 *   { frequency: 1, recency: 2, age: 38, gift: 1, customers: 60 },
 *   { frequency: 1, recency: 8, age: 30, gift: 0, customers: 50 },
 *   { frequency: 1, recency: 20, age: 38, gift: 0, customers: 40 },
 *   { frequency: 2, recency: 10, age: 38, gift: 1, customers: 20 },
 *   { frequency: 2, recency: 28, age: 30, gift: 0, customers: 30 },
 *   { frequency: 4, recency: 12, age: 38, gift: 1, customers: 12 },
 *   { frequency: 4, recency: 36, age: 38, gift: 0, customers: 20 },
 *   { frequency: 8, recency: 30, age: 38, gift: 0, customers: 10 },
 *   { frequency: 9, recency: 15, age: 38, gift: 1, customers: 6 },
 * ]
 * const fit = fitCovariates(histories, { model: 'bg-nbd', unit: 'week', purchases: ['gift'] })
 * fit.coefficients.purchases // => { gift: 0.9043… }
 * const model = modelWithCovariates(fit, { gift: 1 })
 * expectedPurchases(model, { frequency: 1, recency: 30, age: 38 }, { horizon: { weeks: 26 } }) // => 0.3032…
 * ```
 */
export function fitCovariates<const Name extends CovariateModelName>(
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: CovariateFitOptions<Name>,
): FittedCovariates<Name> {
  const metric = 'fitCovariates'
  const given = readOptions<CovariateFitOptions<Name>>(metric, options, COVARIATE_FIT_OPTIONS)
  const names = Object.keys(LINKED) as CovariateModelName[]
  const model = checkChoice(metric, ['model'], given.model, names)
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const purchases = readNames(metric, ['purchases'], given.purchases)
  const leaving = readNames(metric, ['leaving'], given.leaving)
  const some = purchases.length + leaving.length
  check(
    metric,
    ['purchases'],
    purchases,
    some > 0,
    'at least one name, or leaving has one',
    'empty',
  )
  const linked = LINKED[model]
  const { behaviour } = linked
  const size = behaviour.names.length
  const covariates = covariatesOf(linked, purchases, leaving)
  const { groups, data } = readCovariates(metric, ['summaries'], summaries, covariates, size)
  const bought = data.frequency.some((x) => x > 0)
  const least = 'above 0 for at least one customer: without a repeat purchase there is no rate'
  check(metric, ['summaries', 'frequency'], 0, bought, least, 'undefined')
  const starts = (): (readonly number[])[] => {
    const plain = searchFrom(behaviour, data, behaviour.starts(data)[0] as readonly number[])
    const own = 'parameters' in plain ? [plain.parameters] : []
    return [...own, ...behaviour.starts(data)]
  }
  const { estimates, errors, covariance, found } = estimateWith(
    metric,
    behaviour,
    { groups, data },
    [
      ...purchases.map((name) => `${name} for purchases`),
      ...leaving.map((name) => `${name} for leaving`),
    ],
    starts,
    {
      maxIterations: given.maxIterations,
      wayOn: '; leave a covariate out, those of leaving first, or fit the model without',
    },
  )
  const coefficientsOf = (numbers: readonly number[]): CovariateCoefficients => ({
    purchases: namedParameters(purchases, numbers.slice(size)),
    leaving: namedParameters(leaving, numbers.slice(size + purchases.length)),
  })
  return {
    model: model as Name,
    parameters: namedParameters(behaviour.names, estimates),
    coefficients: coefficientsOf(estimates),
    unit,
    standardErrors: {
      parameters: namedParameters(behaviour.names, errors),
      coefficients: coefficientsOf(errors),
    },
    covariance,
    logLikelihood: found.logLikelihood,
    aic: found.aic,
    bic: found.bic,
    customers: found.customers,
    groups: groups.length,
    iterations: found.iterations,
  }
}

/** Fields of histories, and a name that no field has. */
const OF_HISTORIES = ['frequency', 'recency', 'age', 'customers', '__proto__']

/** Names of fields, each once. */
export function readNames(
  metric: string,
  path: Path,
  value: unknown,
  taken: readonly string[] = [],
): string[] {
  if (value === undefined) return []
  const list = checkList<unknown>(metric, path, value)
  return Array.from({ length: list.length }, (_, i) => {
    const name = list[i]
    const isNew = typeof name === 'string' && Array.prototype.indexOf.call(list, name) === i
    const isOwn = ![...OF_HISTORIES, ...taken].includes(name as string)
    const expected = 'the name of a field that is not one of the history, each once'
    return check(metric, [...path, i], name as string, isNew && isOwn, expected, 'invalid')
  })
}
