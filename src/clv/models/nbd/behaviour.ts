import { randomGamma } from '../../../internal/math/random.js'
import { averages, type Behaviour, drawUntil, logPurchases, reached } from '../behaviour.js'
import { poissonBehaviour } from '../poisson/behaviour.js'
import { nbdLikelihood } from './likelihood.js'

type Two = readonly [number, number]

/**
 * Purchases at a gamma-distributed rate for ever. The likelihood, of the moments of purchases as in the
 * models in which customers leave, is
 *
 * Γ(r + x) α^r ÷ Γ(r) × (α + T)^−(r+x)
 */
export const nbdBehaviour: Behaviour = {
  names: ['r', 'alpha'],
  scales: ['alpha'],
  kind: 'times',
  finiteAbove: null,
  smaller: [['fitPoisson', poissonBehaviour]],
  likelihood: nbdLikelihood,
  thinning: 'merged',
  alive: () => 1,
  growth: (parameters, x, age, time) => rateOf(parameters, x, age) * time,
  curve: (parameters, x, age) => (time) => rateOf(parameters, x, age) * time,
  discounted: (parameters, x, age, time, discount) =>
    rateOf(parameters, x, age) * (discount === 0 ? time : -Math.expm1(-discount * time) / discount),
  residual: (parameters, x, age, discount) =>
    discount === 0 ? Number.NaN : rateOf(parameters, x, age) / discount,
  remains: () => 1,
  exactly: (parameters, x, age, { purchases, from, to }) => {
    const [r, alpha] = parameters as Two
    return Math.exp(logPurchases(r + x, purchases, (to - from) / (alpha + age)))
  },
  atLeast: (parameters, x, age, { purchases, from, to }) => {
    const [r, alpha] = parameters as Two
    return reached(r + x, purchases, (to - from) / (alpha + age))
  },
  starts: (data) => {
    const { rate } = averages(data)
    return [1, 0.2, 5, 50].map((r) => [r, r / rate])
  },
  draw: (parameters, age, random) => {
    const [r, alpha] = parameters as Two
    return drawUntil(age, randomGamma(random, r) / alpha, random)
  },
}

/** The mean rate of a customer, given what they bought. */
function rateOf(parameters: readonly number[], x: number, age: number): number {
  const [r, alpha] = parameters as Two
  return (r + x) / (alpha + age)
}
