import { fitStatistics } from '../fitModel.js'
import type { Fittable } from '../search.js'
import type { FitStatistics } from '../types.js'
import { type CovariateGroup, covariateLikelihood } from './likelihood.js'
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
 * as logarithms of powers of e, which have the range of times: one of 20 is no shape. A refusal says the
 * covariate's name as it is given here. The unit of a covariate makes no difference, as each is searched in
 * one of its own size.
 */
export function estimateWith(
  metric: string,
  model: Fittable,
  { groups, data }: CovariateData,
  covariates: readonly string[],
  starts: () => readonly (readonly number[])[],
  options: { readonly maxIterations?: number | undefined; readonly wayOn: string },
): CovariateEstimate {
  const size = model.names.length
  const scales = covariates.map((_, i) => scaleOf(groups, i))
  const scaled = groups.map(({ data: own, growth }) => ({
    data: own,
    growth: growth.map((row) => row.map((by, i) => by / (scales[i] as number))),
  }))
  const likelihood = covariateLikelihood(model, scaled)
  const powers = covariates.map((name) => `coefficient of ${name}`)
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
  const unitOf = (i: number): number =>
    i < size ? 1 : (values[i] as number) * (scales[i - size] as number)
  const covariance = found.covariance.map((row, i) =>
    row.map((entry, j) => entry / (unitOf(i) * unitOf(j))),
  )
  return {
    estimates: values.map((value, i) =>
      i < size ? value : Math.log(value) / (scales[i - size] as number),
    ),
    errors: covariance.map((row, i) => Math.sqrt(row[i] as number)),
    covariance,
    found,
  }
}

/** The size of a covariate: a power of two, so that dividing by it rounds nothing. */
function scaleOf(groups: readonly CovariateGroup[], covariate: number): number {
  let most = 0
  for (const { growth } of groups)
    for (const row of growth) most = Math.max(most, Math.abs(row[covariate] as number))
  return 2 ** Math.floor(Math.log2(Math.max(most, LEAST_SIZE)))
}

/** Where all values of a covariate are nearer to 0, its coefficient would have no bounds. */
const LEAST_SIZE = 1e-9
