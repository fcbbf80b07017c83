import { fitStatistics } from '../fitModel.js'
import type { Fittable } from '../search.js'
import type { FitStatistics } from '../types.js'
import { covariateLikelihood } from './likelihood.js'
import type { CovariateData } from './readCovariates.js'

/** The parameters at covariates of 0 and the coefficients, in this order, as they were found. */
export interface CovariateEstimate {
  readonly estimates: readonly number[]
  readonly errors: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly found: FitStatistics<unknown>
}

/**
 * The maximum of the likelihood over the parameters of a model and coefficients. Coefficients are searched
 * as logarithms of powers of e, which have the range of times: one of 20 is no shape.
 */
export function estimateWith(
  metric: string,
  model: Fittable,
  { groups, data }: CovariateData,
  coefficients: number,
  starts: () => readonly (readonly number[])[],
  options: { readonly maxIterations?: number | undefined; readonly wayOn: string },
): CovariateEstimate {
  const size = model.names.length
  const likelihood = covariateLikelihood(model, groups)
  const powers = Array.from({ length: coefficients }, (_, i) => `coefficient ${i + 1}`)
  const { parameters, ...found } = fitStatistics<Readonly<Record<string, number>>>(
    metric,
    {
      names: [...model.names, ...powers],
      scales: [...model.scales, ...powers],
      likelihood: () => likelihood,
      thinning: 'sampled',
      starts: () => starts().map((start) => [...start, ...powers.map(() => 1)]),
    },
    data,
    { maxIterations: options.maxIterations },
    () => options.wayOn,
  )
  const values = Object.values(parameters)
  const unitOf = (i: number): number => (i < size ? 1 : (values[i] as number))
  const covariance = found.covariance.map((row, i) =>
    row.map((entry, j) => entry / (unitOf(i) * unitOf(j))),
  )
  return {
    estimates: values.map((value, i) => (i < size ? value : Math.log(value))),
    errors: covariance.map((row, i) => Math.sqrt(row[i] as number)),
    covariance,
    found,
  }
}
