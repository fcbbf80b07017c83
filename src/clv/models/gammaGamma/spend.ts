import { digamma, logBeta, trigamma } from '../../../internal/math/gamma.js'
import { squareOf } from '../../../internal/math/optimize.js'
import { type Random, randomGamma } from '../../../internal/math/random.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import type { Likelihood, ModelParameters } from '../behaviour.js'
import type { Fittable } from '../search.js'

type Three = readonly [number, number, number]

/** The parameters of the model of spend, in order. */
export const SPEND_NAMES: readonly string[] = ['p', 'q', 'v']

/**
 * Spend of a purchase: gamma with shape p and a rate that is gamma-distributed with q and v over
 * customers. A mean m of x purchases has the likelihood
 *
 * Γ(px + q) ÷ (Γ(px) Γ(q)) × v^q m^(px − 1) x^px ÷ (v + mx)^(px + q)
 */
export function spendLikelihood({ size, frequency, monetary, weight }: Counted): Likelihood {
  const logs = new Float64Array(size)
  for (let row = 0; row < size; row++)
    logs[row] = Math.log(monetary[row] as number) + Math.log(frequency[row] as number)
  return (parameters, more) => {
    const [p, q, v] = parameters as Three
    const bends = new Float64Array(6)
    const psi = digamma(q)
    const log = Math.log(v)
    let [value, byP, byQ, byV] = [0, 0, 0, 0]
    for (let row = 0; row < size; row++) {
      const [x, m, count] = [frequency[row], monetary[row], weight[row]] as [number, number, number]
      const shape = p * x
      const total = Math.log(v + m * x)
      const known = logs[row] as number
      const both = digamma(shape + q)
      value +=
        count * (q * (log - total) + shape * (known - total) - logBeta(shape, q) - Math.log(m))
      byP += count * x * (both - digamma(shape) + known - total)
      byQ += count * (both - psi + log - total)
      byV += count * (q / v - (shape + q) / (v + m * x))
      if (more) addBend(bends, [p, q, v], x, m, count)
    }
    const gradient = [byP, byQ, byV]
    return more ? { value, gradient, curvature: squareOf(bends, 3) } : { value, gradient }
  }
}

/** Adds what a mean of purchases has of second derivatives. */
function addBend(bends: Float64Array, [p, q, v]: Three, x: number, m: number, count: number): void {
  const both = trigamma(p * x + q)
  const inverse = 1 / (v + m * x)
  const entries = [
    x * x * (both - trigamma(p * x)),
    x * both,
    both - trigamma(q),
    -x * inverse,
    1 / v - inverse,
    (p * x + q) * inverse * inverse - q / (v * v),
  ]
  for (const [at, entry] of entries.entries()) bends[at] = (bends[at] as number) + count * entry
}

/** The model of spend as it is fitted. */
export const SPEND: Fittable = {
  names: SPEND_NAMES,
  scales: ['v'],
  likelihood: spendLikelihood,
  thinning: 'sampled',
  starts: spendStarts,
}

/** ModelParameters to start a search from: the mean spend, in different shapes. */
function spendStarts({ size, monetary, weight, customers }: Counted): readonly ModelParameters[] {
  let sum = 0
  for (let row = 0; row < size; row++) sum += (monetary[row] as number) * (weight[row] as number)
  const mean = sum / customers
  return [
    [4, 3, mean / 2],
    [1, 2, mean],
    [10, 10, mean],
    [0.5, 1.5, mean],
  ]
}

/** Expected mean spend of a purchase; `NaN` where it has none. */
export function expectedMean([p, q, v]: Three, x: number, mean: number): number {
  const weight = p * x + q - 1
  return weight > 0 ? (p * (v + x * mean)) / weight : Number.NaN
}

/** Draws the mean of a number of amounts. */
export function drawSpend([p, q, v]: Three, x: number, random: Random): number {
  return randomGamma(random, p * x) / ((randomGamma(random, q) / v) * x)
}
