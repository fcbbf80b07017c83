import { checkNumber } from './guard.js'
import {
  betaTails,
  deviance,
  normalTail,
  normalWidth,
  stirlingError,
  studentWidth,
} from './special.js'

/** The z below which a standard normal lies this often. */
export function normalQuantile(share: number): number {
  return share < 0.5 ? -normalWidth(1 - 2 * share) : normalWidth(2 * share - 1)
}

/** The chance to see a difference, 80 % unless given. */
export function checkPower(metric: string, power: unknown = 0.8): number {
  return checkNumber(metric, ['power'], power, 0.000001, 0.999999, '')
}

/** Answers rounded up to whole ones, fewer where they are of a population that ends. */
export function wholeResponses(metric: string, wanted: number, population?: unknown): number {
  const all =
    population === undefined ? Infinity : checkNumber(metric, ['population'], population, 1)
  const some = all === Infinity ? wanted : (all * wanted) / (all + wanted - 1)
  // What is whole but for its last digits is not rounded up.
  return Math.min(Math.max(Math.ceil(some - 1e-9 * Math.max(some, 1)), 1), all)
}

/** How often a two-sided test sees a difference that is so many standard errors large. */
export function normalPower(errors: number, confidence: number): number {
  const z = normalWidth(confidence)
  return Math.min(normalTail(z - errors) + normalTail(z + errors), 1)
}

/**
 * How often a two-sided t test of two groups sees a difference of so many standard errors: the tail of
 * a noncentral F distribution, a mixture of beta tails with Poisson weights.
 */
export function studentPower(errors: number, degrees: number, confidence: number): number {
  const width = studentWidth(confidence, degrees)
  // Chi-square with two degrees of freedom is this much larger than its mean once in 1e16.
  if (errors > 6 * width + 10) return 1
  const sum = degrees + width ** 2
  const half = errors ** 2 / 2
  // The weights are summed outwards from the largest one.
  const centre = Math.floor(half)
  const peak = poisson(centre, half)
  const tail = (k: number): number =>
    betaTails(degrees / 2, k + 0.5, degrees / sum, width ** 2 / sum)[0]
  let power = peak * tail(centre)
  for (let k = centre, weight = peak; weight > 1e-18; k++) {
    weight *= half / (k + 1)
    power += weight * tail(k + 1)
  }
  for (let k = centre, weight = peak; k > 0 && weight > 1e-18; k--) {
    weight *= k / half
    power += weight * tail(k - 1)
  }
  return Math.min(power, 1)
}

/** The chance of a count by its mean (Loader 2000). */
function poisson(count: number, mean: number): number {
  if (count === 0) return Math.exp(-mean)
  const exponent = stirlingError(count) + deviance(count, mean, count - mean)
  return Math.exp(-exponent) / Math.sqrt(2 * Math.PI * count)
}

/** The smallest number of answers, from a first guess on, at which something holds that stays true. */
export function smallest(from: number, holds: (count: number) => boolean): number {
  let low = 1
  let high = Math.max(Math.ceil(from), 2)
  while (!holds(high)) {
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
