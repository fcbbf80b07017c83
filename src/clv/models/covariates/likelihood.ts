import type { Slope } from '../../../internal/math/optimize.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import type { Likelihood } from '../behaviour.js'
import type { Fittable } from '../search.js'
import { movedBy } from './links.js'

/** Customers with the same covariates: their histories, and how the covariates move the parameters. */
export interface CovariateGroup {
  readonly data: Counted
  /** For each parameter the change of its logarithm in a unit of each coefficient. */
  readonly growth: readonly (readonly number[])[]
}

/**
 * The log-likelihood by the model's parameters at covariates of 0 and by e to the power of each
 * coefficient: a search over logarithms is then one over the coefficients. For each group of equal
 * covariates it is the plain likelihood at the parameters that they move, by the chain rule.
 */
export function covariateLikelihood(
  model: Fittable,
  groups: readonly CovariateGroup[],
): Likelihood {
  const plain = groups.map(({ data }) => model.likelihood(data))
  const size = model.names.length
  return (parameters, more) => {
    const base = parameters.slice(0, size)
    const coefficients = parameters.slice(size).map(Math.log)
    let value = 0
    // Over logarithms of all parameters, of which those of the powers are the coefficients.
    const slopes = parameters.map(() => 0)
    const bends = parameters.map(() => parameters.map(() => 0))
    for (const [at, { growth }] of groups.entries()) {
      const moved = movedBy(base, growth, coefficients)
      const found = (plain[at] as Likelihood)(moved, more)
      value += found.value
      addGroup(slopes, bends, growth, moved, found)
    }
    const gradient = slopes.map((slope, i) => slope / (parameters[i] as number))
    if (!more) return { value, gradient }
    const curvature = bends.map((row, i) =>
      row.map(
        (bend, j) =>
          (bend - (i === j ? (slopes[i] as number) : 0)) /
          ((parameters[i] as number) * (parameters[j] as number)),
      ),
    )
    return { value, gradient, curvature }
  }
}

/** Adds slopes and bends by the logarithms of parameters, and by what moves these. */
function addGroup(
  slopes: number[],
  bends: number[][],
  growth: readonly (readonly number[])[],
  moved: readonly number[],
  { gradient, curvature }: Slope,
): void {
  const size = moved.length
  // How far the logarithm of each parameter moves with each of the searched ones.
  const turn = (parameter: number, searched: number): number =>
    searched < size
      ? Number(parameter === searched)
      : ((growth[parameter] as number[])[searched - size] as number)
  for (let i = 0; i < size; i++) {
    const own = (gradient[i] as number) * (moved[i] as number)
    for (let u = 0; u < slopes.length; u++) {
      const by = turn(i, u)
      if (by === 0) continue
      slopes[u] = (slopes[u] as number) + own * by
      if (!curvature) continue
      for (let j = 0; j < size; j++) {
        const entry = (curvature[i] as number[])[j] as number
        const bend = entry * (moved[i] as number) * (moved[j] as number) + (i === j ? own : 0)
        const row = bends[u] as number[]
        for (let w = 0; w < slopes.length; w++) row[w] = (row[w] as number) + bend * by * turn(j, w)
      }
    }
  }
}
