import { checkChoice, checkNumber, checkObject, readFields } from '../../../internal/guard.js'
import { namedParameters } from '../fitModel.js'
import { SPEND_NAMES } from '../gammaGamma/spend.js'
import { readParameters } from '../search.js'
import type { SpendModel } from '../types.js'
import type { FittedSpendCovariates } from './fitSpendCovariates.js'
import { growthOf, movedBy, slopesOf, spendCovariatesOf } from './links.js'
import { checkNames, spreadOf } from './modelWithCovariates.js'
import { MOST_COEFFICIENT, MOST_COVARIATE } from './readCovariates.js'

/**
 * The Gamma-Gamma model of customers with given covariates: `expectedSpend` and `customerValue` take it,
 * with intervals.
 *
 * @formula v = v₀ e^(coefficient × covariate + …); covariance = J Σ Jᵀ for the slopes J of the parameters
 * by all that was fitted
 * @unit `v` in the currency of the amounts
 *
 * @param fit - What `fitSpendCovariates` gave.
 * @param covariates - A number for each covariate of the fit.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `invalid` for a covariate that is missing or not in the fit.
 * @source Fader & Hardie (2013), “The Gamma-Gamma Model of Monetary Value”.
 *
 * @example
 * ```ts
 * const fit = {
 *   model: 'gamma-gamma',
 *   parameters: { p: 6.25, q: 3.74, v: 15.44 },
 *   coefficients: { app: 0.5 },
 * } as const
 * const model = spendModelWithCovariates(fit, { app: 1 })
 * model.parameters // => { p: 6.25, q: 3.74, v: 25.456… }
 * expectedSpend(model, 'new') // => 58.06…
 * ```
 */
export function spendModelWithCovariates(
  fit: Pick<FittedSpendCovariates, 'model' | 'parameters' | 'coefficients'> &
    Partial<FittedSpendCovariates>,
  covariates: Readonly<Record<string, number>>,
): SpendModel & {
  /** Covariance of its parameters, where the fit has one. */
  readonly covariance?: readonly (readonly number[])[]
} {
  const metric = 'spendModelWithCovariates'
  const given = checkObject<FittedSpendCovariates>(metric, ['fit'], fit)
  const model = checkChoice(metric, ['fit', 'model'], given.model, ['gamma-gamma'])
  const parameters = readParameters(metric, ['fit', 'parameters'], SPEND_NAMES, given.parameters)
  const of = checkObject<object>(metric, ['fit', 'coefficients'], given.coefficients)
  const coefficients = Object.entries(of).map(([name, value]) =>
    checkNumber(metric, ['fit', 'coefficients', name], value, -MOST_COEFFICIENT, MOST_COEFFICIENT),
  )
  const all = spendCovariatesOf(Object.keys(of))
  checkNames(metric, all.names)
  const fields = Object.fromEntries(all.names.map((name) => [name, 1]))
  const read = readFields<Record<string, unknown>>(metric, ['covariates'], covariates, fields)
  const values = all.names.map((name) =>
    checkNumber(metric, ['covariates', name], read[name], -MOST_COVARIATE, MOST_COVARIATE),
  )
  const growth = growthOf(all, values, parameters.length)
  const moved = readParameters(
    metric,
    ['covariates'],
    SPEND_NAMES,
    namedParameters(SPEND_NAMES, movedBy(parameters, growth, coefficients)),
  )
  const own = { model, parameters: namedParameters<never>(SPEND_NAMES, moved) }
  if (given.covariance === undefined) return own
  return {
    ...own,
    covariance: spreadOf(metric, slopesOf(parameters, moved, growth), given.covariance),
  }
}
