import {
  check,
  checkChoice,
  checkList,
  checkNumber,
  checkObject,
  readFields,
} from '../../../internal/guard.js'
import { PERIOD_UNITS } from '../../../internal/time/periods.js'
import { namedParameters, readOwn } from '../fitModel.js'
import type { PurchaseModel } from '../types.js'
import type { FittedCovariates } from './fitCovariates.js'
import {
  type CovariateModelName,
  covariatesOf,
  growthOf,
  LINKED,
  movedBy,
  slopesOf,
} from './links.js'
import { MOST_COEFFICIENT, MOST_COVARIATE } from './readCovariates.js'

/**
 * The purchase model of customers with given covariates: all predictions take it, with intervals.
 *
 * @formula parameters = those at 0 × e^(± coefficient × covariate); covariance = J Σ Jᵀ for the slopes J
 * of these parameters by all that was fitted
 * @unit as the model's parameters
 *
 * @param fit - What `fitCovariates` gave.
 * @param covariates - A number for each covariate of the fit.
 * @returns The model, as plain JSON.
 * @throws {@link MetricError} `invalid` for a covariate that is missing or not in the fit.
 * @source Fader & Hardie (2007), “Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
 * Models”.
 *
 * @example
 * ```ts
 * const fit = {
 *   model: 'pareto-nbd', unit: 'week',
 *   parameters: { r: 0.579, alpha: 12.88, s: 0.59, beta: 10.56 },
 *   coefficients: { purchases: { big: 0.508 }, leaving: { big: -0.156 } },
 * } as const
 * modelWithCovariates(fit, { big: 1 }).parameters // => { r: 0.579, alpha: 7.749…, s: 0.59, beta: 12.342… }
 * ```
 */
export function modelWithCovariates<Name extends CovariateModelName>(
  fit: Pick<FittedCovariates<Name>, 'model' | 'parameters' | 'coefficients' | 'unit'> &
    Partial<FittedCovariates<Name>>,
  covariates: Readonly<Record<string, number>>,
): PurchaseModel<Name> & {
  /** Covariance of its parameters, where the fit has one. */
  readonly covariance?: readonly (readonly number[])[]
} {
  const metric = 'modelWithCovariates'
  const given = checkObject<FittedCovariates>(metric, ['fit'], fit)
  const names = Object.keys(LINKED) as CovariateModelName[]
  const model = checkChoice(metric, ['fit', 'model'], given.model, names) as Name
  const unit = checkChoice(metric, ['fit', 'unit'], given.unit, PERIOD_UNITS)
  const linked = LINKED[model]
  const { behaviour } = linked
  const parameters = readOwn(metric, ['fit', 'parameters'], behaviour, given.parameters)
  const { purchases, leaving } = checkObject<FittedCovariates['coefficients']>(
    metric,
    ['fit', 'coefficients'],
    given.coefficients,
  )
  const sides = [
    ['purchases', checkObject<object>(metric, ['fit', 'coefficients', 'purchases'], purchases)],
    ['leaving', checkObject<object>(metric, ['fit', 'coefficients', 'leaving'], leaving)],
  ] as const
  const coefficients = sides.flatMap(([side, of]) =>
    Object.entries(of).map(([name, value]) =>
      checkNumber(
        metric,
        ['fit', 'coefficients', side, name],
        value,
        -MOST_COEFFICIENT,
        MOST_COEFFICIENT,
      ),
    ),
  )
  const all = covariatesOf(linked, Object.keys(sides[0][1]), Object.keys(sides[1][1]))
  checkNames(metric, all.names)
  const fields = Object.fromEntries(all.names.map((name) => [name, 1]))
  const read = readFields<Record<string, unknown>>(metric, ['covariates'], covariates, fields)
  const values = all.names.map((name) =>
    checkNumber(metric, ['covariates', name], read[name], -MOST_COVARIATE, MOST_COVARIATE),
  )
  const growth = growthOf(all, values, parameters.length)
  const moved = movedBy(parameters, growth, coefficients)
  const own = {
    model,
    parameters: namedParameters<never>(
      behaviour.names,
      readOwn(metric, ['covariates'], behaviour, namedParameters(behaviour.names, moved)),
    ),
    unit,
  }
  if (given.covariance === undefined) return own
  const slopes = slopesOf(parameters, moved, growth)
  return { ...own, covariance: spreadOf(metric, slopes, given.covariance) }
}

/** A fit without a coefficient has no covariates that a customer could have. */
export function checkNames(metric: string, names: readonly string[]): void {
  const expected = 'coefficients of at least one covariate'
  check(metric, ['fit', 'coefficients'], names, names.length > 0, expected, 'empty')
}

/** J Σ Jᵀ. */
export function spreadOf(
  metric: string,
  slopes: readonly (readonly number[])[],
  covariance: unknown,
): number[][] {
  const size = (slopes[0] as number[]).length
  const path = ['fit', 'covariance']
  const rows = checkList<unknown>(metric, path, covariance)
  check(metric, [...path, 'length'], rows.length, rows.length === size, `${size}`, 'mismatch')
  const square = Array.from({ length: size }, (_, i) => {
    const row = checkList<unknown>(metric, [...path, i], rows[i])
    check(metric, [...path, i, 'length'], row.length, row.length === size, `${size}`, 'mismatch')
    return Array.from({ length: size }, (__, j) =>
      checkNumber(metric, [...path, i, j], row[j], -1e30, 1e30),
    )
  })
  return slopes.map((one) =>
    slopes.map((other) => {
      let sum = 0
      for (const [i, row] of square.entries())
        for (const [j, entry] of row.entries())
          sum += (one[i] as number) * entry * (other[j] as number)
      return sum
    }),
  )
}
