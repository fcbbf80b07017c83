import { check, type Fields, readOptions } from '../../../internal/guard.js'
import type { SpendColumns, SpendHistory } from '../../summaries/types.js'
import { namedParameters } from '../fitModel.js'
import { checkMoney } from '../gammaGamma/fitGammaGamma.js'
import { SPEND, SPEND_NAMES } from '../gammaGamma/spend.js'
import { searchFrom } from '../search.js'
import type { GammaGammaParameters } from '../types.js'
import { estimateWith } from './estimate.js'
import { readNames } from './fitCovariates.js'
import { spendCovariatesOf } from './links.js'
import { readCovariates } from './readCovariates.js'

/** Which fields of the histories are covariates of spend. */
export interface SpendCovariateOptions {
  /** Fields that may make customers spend more or less on a purchase. */
  readonly covariates: readonly string[]
  /**
   * Maximum number of steps of a search from one start.
   * @defaultValue `500`
   */
  readonly maxIterations?: number
}

/** The fields that are read; another one is refused. */
const SPEND_COVARIATE_OPTIONS: Fields<SpendCovariateOptions> = { covariates: 1, maxIterations: 0 }

/** A Gamma-Gamma model with covariates whose parameters were estimated. */
export interface FittedSpendCovariates {
  /** Which model. */
  readonly model: 'gamma-gamma'
  /** Its parameters for a customer whose covariates are all 0. */
  readonly parameters: GammaGammaParameters
  /** What the covariates do: one unit more multiplies the amounts by e^this. */
  readonly coefficients: Readonly<Record<string, number>>
  /** Standard errors of the parameters and of the coefficients, from the curvature of the likelihood. */
  readonly standardErrors: {
    /** Of the parameters. */
    readonly parameters: GammaGammaParameters
    /** Of the coefficients. */
    readonly coefficients: Readonly<Record<string, number>>
  }
  /** Covariance of the parameters and the coefficients, in this order. */
  readonly covariance: readonly (readonly number[])[]
  /** The maximum of the log-likelihood. */
  readonly logLikelihood: number
  /** Akaike's criterion: 2k − 2 × log-likelihood, for k parameters and coefficients. */
  readonly aic: number
  /** Schwarz's criterion: k × ln customers − 2 × log-likelihood. */
  readonly bic: number
  /** Customers that the model was fitted to. */
  readonly customers: number
  /** Customers left out because they have no repeat purchase, or whose repeat purchases came to 0 or less. */
  readonly excluded: number
  /** Different covariates among them. The time of a fit grows with this number. */
  readonly groups: number
  /** Steps of the search. */
  readonly iterations: number
}

/**
 * Fits the Gamma-Gamma model of spend with facts that are known of customers: the channel that they came
 * by, a region, the size of a first order.
 *
 * A positive coefficient means larger amounts. A covariate moves the scale of the amounts, and with it the
 * mean and the spread alike. Give the fitted model to `spendModelWithCovariates` for the model of a
 * customer, which `expectedSpend` and `customerValue` take.
 *
 * @formula v = v₀ e^(γ z) in the likelihood of `fitGammaGamma`
 * @unit coefficients per unit of the covariate; `v` in the currency; log-likelihood without one
 *
 * @param summaries - Histories of spend as rows or columns, with the covariates as numeric fields.
 * @param options - The names of the covariates.
 * @returns The parameters at covariates of 0, the coefficients, and their standard errors.
 * @throws {@link MetricError} `not-converged` where the data do not determine every parameter and
 * coefficient; `invalid` for a covariate that is not a number; `undefined` for one that all have alike.
 * @source Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”; McCullagh & Nelder (1989),
 * “Generalized Linear Models”, 2nd ed., ch. 8, for gamma models with a logarithmic link.
 *
 * @example
 * ```ts
 * const spend = [
 *   { frequency: 1, monetary: 15, app: 0, customers: 10 },
 *   { frequency: 1, monetary: 30, app: 0, customers: 12 },
 *   { frequency: 1, monetary: 75, app: 1, customers: 8 },
 *   { frequency: 2, monetary: 22, app: 0, customers: 9 },
 *   { frequency: 3, monetary: 35, app: 1, customers: 9 },
 *   { frequency: 3, monetary: 18, app: 0, customers: 8 },
 *   { frequency: 4, monetary: 50, app: 1, customers: 7 },
 *   { frequency: 8, monetary: 28, app: 1, customers: 6 },
 *   { frequency: 8, monetary: 16, app: 0, customers: 3 },
 * ]
 * const fit = fitSpendCovariates(spend, { covariates: ['app'] })
 * fit.coefficients // => { app: 0.7043… }
 * const model = spendModelWithCovariates(fit, { app: 1 })
 * expectedSpend(model, 'new') // => 43.334…
 * ```
 */
export function fitSpendCovariates(
  summaries: Iterable<SpendHistory> | SpendColumns,
  options: SpendCovariateOptions,
): FittedSpendCovariates {
  const metric = 'fitSpendCovariates'
  const given = readOptions<SpendCovariateOptions>(metric, options, SPEND_COVARIATE_OPTIONS)
  const names = readNames(metric, ['covariates'], given.covariates, ['monetary'])
  check(metric, ['covariates'], names, names.length > 0, 'at least one name', 'empty')
  const size = SPEND_NAMES.length
  const read = readCovariates(
    metric,
    ['summaries'],
    summaries,
    spendCovariatesOf(names),
    size,
    'spend',
  )
  const { data } = read
  checkMoney(metric, data)
  const starts = (): (readonly number[])[] => {
    const own = SPEND.starts(data)
    const plain = searchFrom(SPEND, data, own[0] as readonly number[])
    return 'parameters' in plain ? [plain.parameters, ...own] : [...own]
  }
  const { estimates, errors, covariance, found } = estimateWith(
    metric,
    SPEND,
    read,
    names,
    starts,
    {
      maxIterations: given.maxIterations,
      wayOn: '; leave a covariate out, or fit the model without',
    },
  )
  const parametersOf = (values: readonly number[]): GammaGammaParameters =>
    namedParameters(SPEND_NAMES, values)
  const coefficientsOf = (values: readonly number[]): Readonly<Record<string, number>> =>
    namedParameters(names, values.slice(size))
  return {
    model: 'gamma-gamma',
    parameters: parametersOf(estimates),
    coefficients: coefficientsOf(estimates),
    standardErrors: { parameters: parametersOf(errors), coefficients: coefficientsOf(errors) },
    covariance,
    logLikelihood: found.logLikelihood,
    aic: found.aic,
    bic: found.bic,
    customers: found.customers,
    excluded: data.excluded,
    groups: read.groups.length,
    iterations: found.iterations,
  }
}
