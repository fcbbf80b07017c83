import { logBeta } from '../../../internal/math/gamma.js'
import { randomBeta } from '../../../internal/math/random.js'
import type { Behaviour, FourParameters } from '../behaviour.js'
import { betaMean } from '../expectations.js'
import { bgBbCounts } from './counts.js'
import { bgBbLikelihood, periodsWalked } from './likelihood.js'
import { atLeast, exactly } from './windows.js'

/**
 * A chance to buy in each period, beta-distributed with α and β, and a chance to leave before each,
 * with γ and δ. The likelihood is
 *
 * B(α + x, β + n − x) B(γ, δ + n) + Σ B(α + x, β + t_x − x + i) B(γ + 1, δ + t_x + i), i < n − t_x,
 *
 * over B(α, β) B(γ, δ). Each term is the one before it times a ratio below 1.
 */
export const bgBbBehaviour: Behaviour = {
  names: ['alpha', 'beta', 'gamma', 'delta'],
  scales: [],
  kind: 'periods',
  finiteAbove: 'gamma',
  smaller: [],
  likelihood: bgBbLikelihood,
  work: periodsWalked,
  thinning: 'sampled',
  alive: (parameters, x, recency, age) => {
    const [alpha, beta, gamma, delta] = parameters as FourParameters
    let term = 1
    let dead = 0
    for (let at = recency; at < age; at++) {
      dead += term
      term *= stays(alpha, beta, gamma, delta, x, at)
    }
    // Having been there in the last period, and not leaving before the next one.
    const there = (term * (gamma + delta + age)) / gamma
    return ((delta + age) / (gamma + delta + age)) * (there / (dead + there))
  },
  growth: (parameters, x, age, time) =>
    bgBbPurchases(parameters as FourParameters, x, age, time, 0),
  curve: (parameters, x, age) => bgBbCurve(parameters as FourParameters, x, age),
  discounted: (parameters, x, age, time, discount) =>
    bgBbPurchases(parameters as FourParameters, x, age, time, discount),
  residual: (parameters, x, age, discount) => {
    const [alpha, beta, gamma, delta] = parameters as FourParameters
    const chance = (alpha + x) / (alpha + beta + age)
    const left = delta + age + 1
    if (discount === 0) return gamma > 1 ? (chance * (gamma + left - 1)) / (gamma - 1) : Number.NaN
    const [kept, lost] = [Math.exp(-discount), -Math.expm1(-discount)]
    return chance * betaMean(gamma, left, (p) => kept / (lost + kept * p))
  },
  remains: (parameters, _, age, time) => {
    const [, , gamma, delta] = parameters as FourParameters
    return Math.exp(logBeta(gamma, delta + age + 1 + time) - logBeta(gamma, delta + age + 1))
  },
  exactly: (parameters, x, age, window) => exactly(parameters as FourParameters, x, age, window),
  atLeast: (parameters, x, age, window) => atLeast(parameters as FourParameters, x, age, window),
  counts: (parameters, ages, size, visit) =>
    bgBbCounts(parameters as FourParameters, ages, size, visit),
  starts: () => [
    [1, 1, 0.5, 2],
    [1, 2, 1, 5],
    [0.5, 0.5, 0.5, 5],
    [2, 1, 2, 10],
  ],
  draw: (parameters, age, random) => {
    const [alpha, beta, gamma, delta] = parameters as FourParameters
    const buys = randomBeta(random, alpha, beta)
    const leaves = randomBeta(random, gamma, delta)
    let purchases = 0
    let last = 0
    for (let period = 1; period <= age && random() >= leaves; period++)
      if (random() < buys) {
        purchases++
        last = period
      }
    return [purchases, last]
  },
}

/** The sum of the chances to buy in the periods to come, each discounted. */
function bgBbPurchases(
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  age: number,
  time: number,
  discount: number,
): number {
  const kept = Math.exp(-discount)
  let sum = 0
  let there = kept
  for (let k = 1; k <= time; k++) {
    sum += there
    there *= (kept * (delta + age + k)) / (gamma + delta + age + k)
  }
  return ((alpha + x) / (alpha + beta + age)) * sum
}

/** The same without a discount, for many times: sums are kept. */
function bgBbCurve(
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  age: number,
): (time: number) => number {
  const sums = [0]
  let there = 1
  return (time) => {
    for (let k = sums.length; k <= time; k++) {
      sums.push((sums[k - 1] as number) + there)
      there *= (delta + age + k) / (gamma + delta + age + k)
    }
    return ((alpha + x) / (alpha + beta + age)) * (sums[time] as number)
  }
}

/** What one more period without a purchase, and without leaving, multiplies a term by. */
function stays(
  alpha: number,
  beta: number,
  gamma: number,
  delta: number,
  x: number,
  at: number,
): number {
  return ((beta + at - x) / (alpha + beta + at)) * ((delta + at) / (gamma + delta + 1 + at))
}
