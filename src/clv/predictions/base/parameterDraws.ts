import { type Random, randomNormal } from '../../../internal/math/random.js'
import type { ModelParameters } from '../../models/behaviour.js'
import type { Prediction } from '../predict.js'
import type { UncertaintyMethod } from '../types.js'

/** Parameters for each sample: those of a bootstrap in turn, or normal ones on the logarithm. */
export function parameterDraws(
  {
    model,
    draws,
    shares,
  }: Pick<Prediction, 'model' | 'draws'> & { readonly shares: readonly number[] },
  method: UncertaintyMethod | undefined,
  random: Random,
): (sample: number) => ModelParameters {
  const { parameters } = model
  if (method === undefined) return () => parameters
  if (draws) return (sample) => draws[sample % draws.length] as ModelParameters
  const root = rootOf(
    (model.covariance as readonly (readonly number[])[]).map((row, i) =>
      row.map((entry, j) => entry / ((parameters[i] as number) * (parameters[j] as number))),
    ),
  )
  return () => {
    const normals = parameters.map(() => randomNormal(random))
    return parameters.map((value, i) => {
      const moved = (root[i] as number[]).reduce(
        (sum, entry, j) => sum + entry * (normals[j] as number),
        0,
      )
      const drawn = value * Math.exp(Math.max(-FARTHEST, Math.min(moved, FARTHEST)))
      return shares.includes(i) ? Math.min(drawn, 1 - 1e-9) : drawn
    })
  }
}

/** Parameters further away than e^10 times are no estimates. */
const FARTHEST = 10

/** Cholesky's root of a covariance; what has no variance of its own has an empty column. */
function rootOf(covariance: readonly (readonly number[])[]): number[][] {
  const root = covariance.map((row) => row.map(() => 0))
  for (const [i, row] of root.entries())
    for (let j = 0; j <= i; j++) {
      const other = root[j] as number[]
      let rest = (covariance[i] as readonly number[])[j] as number
      for (let k = 0; k < j; k++) rest -= (row[k] as number) * (other[k] as number)
      if (i === j) row[j] = Math.sqrt(Math.max(rest, 0))
      else row[j] = (other[j] as number) > 0 ? rest / (other[j] as number) : 0
    }
  return root
}
