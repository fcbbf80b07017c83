import { checkCount, checkNumber } from '../guard.js'
import { gammaTails } from '../math/gamma.js'
import { gaussRule } from '../math/quadrature.js'
import { betaTails, deviance, normalWidth, stirlingError, studentWidth } from '../math/special.js'
import type { Interval } from './interval.js'

/** The z below which a standard normal lies this often. */
export function normalQuantile(share: number): number {
  return share < 0.5 ? -normalWidth(1 - 2 * share) : normalWidth(2 * share - 1)
}

/** The chance to see a difference, 80 % unless given. */
export function checkPower(metric: string, power: unknown = 0.8): number {
  return checkNumber(metric, ['power'], power, 0.000001, 0.999999)
}

/**
 * Answers by a formula, rounded up to whole ones, fewer where they are of a population that ends,
 * and more where so few do not keep the margin. `isNarrow` takes the answers and the share of their
 * variance that is left, which is 0 with all of the population. With a design effect answers are worth
 * fewer: it divides them.
 */
export function wholeResponses(
  metric: string,
  wanted: number,
  population: unknown,
  designEffect: number,
  isNarrow: (responses: number, left: number) => boolean,
): number {
  const all = population == null ? Infinity : checkCount(metric, ['population'], population, 1)
  const some = Math.max(wanted * designEffect, 1)
  const fewer = all === Infinity ? some : (all * some) / (all + some - 1)
  // What is whole but for its last digits is not rounded up.
  const least = Math.ceil(fewer - 1e-9 * fewer)
  const left = (n: number): number => (all === Infinity ? 1 : (all - n) / (all - 1))
  return Math.min(
    smallest(least, (n) => n >= all || isNarrow(n / designEffect, left(n)), least),
    all,
  )
}

/**
 * How many answers are worth one of a simple random sample (Kish 1965, ch. 8): more than 1 where they are
 * weighted or come in groups that are alike, 1 unless given.
 */
export function checkDesignEffect(metric: string, designEffect: unknown = 1): number {
  return checkNumber(metric, ['designEffect'], designEffect, 0.1, 1000)
}

/** Answers of a simple random sample, as answers of a design: rounded up to whole ones. */
export function ofDesign(responses: number, designEffect: number): number {
  return Math.ceil(responses * designEffect * (1 - 1e-12))
}

/** Answers of a design as answers of a simple random sample: whole ones, and at least one. */
export function worthOf(responses: number, designEffect: number): number {
  return Math.max(1, Math.floor((responses / designEffect) * (1 + 1e-12)))
}

/** A half-width is within a margin but for its last digits. */
export function isWithin({ low, high }: Pick<Interval, 'low' | 'high'>, margin: number): boolean {
  return (high - low) / 2 <= margin * (1 + 1e-12)
}

/**
 * The chance that t, with the given degrees of freedom, lies beyond a width on either side, for a
 * difference given in standard errors: the tail of a noncentral F distribution, a mixture of beta
 * tails with Poisson weights.
 */
function studentBeyond(width: number, errors: number, degrees: number): number {
  // Chi-square with two degrees of freedom is this much larger than its mean once in 1e16.
  if (errors > 6 * width + 10) return 1
  if (errors > MOST_MIXED) return chiBeyond(width, errors, degrees)
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

/** Differences of more standard errors would take too many weights. */
const MOST_MIXED = 30

/**
 * The same for a difference so large that the other side does not count: the chance that the
 * deviation found is below what normal error leaves of them, integrated over that error.
 */
function chiBeyond(width: number, errors: number, degrees: number): number {
  const { nodes, weights } = gaussRule(20)
  let power = 0
  for (let from = -9; from < 9; from += 1.5)
    nodes.forEach((node, i) => {
      const error = from + 1.5 * node
      const square = ((errors + error) / width) ** 2
      const density = Math.exp(-(error ** 2) / 2) / Math.sqrt(2 * Math.PI)
      const [below] = gammaTails(degrees / 2, (degrees * square) / 2)
      power += 1.5 * (weights[i] as number) * density * below
    })
  return Math.min(power, 1)
}

/** Groups up to this size have the degrees of freedom of each possible pair of variances weighed. */
const MOST_WEIGHED = 60

/**
 * The power of Welch's or Student's test of two groups of equal size, for a difference given in
 * standard errors. For groups of one size and variance both have the same t, which is Student's;
 * Welch's degrees of freedom depend on how the variance found is divided between the groups, a
 * beta-distributed share, independent of t. For large groups, where they are lower by 2 on average,
 * by that average.
 */
export function meansPower(
  size: number,
  errors: number,
  confidence: number,
  isPooled: boolean,
): number {
  const degrees = 2 * size - 2
  const beyond = (counted: number): number =>
    studentBeyond(studentWidth(confidence, counted), errors, degrees)
  if (isPooled || size > MOST_WEIGHED) return beyond(isPooled ? degrees : degrees - 2)
  // The share is (1 + cos angle) ÷ 2, symmetric around a right angle.
  const { nodes, weights } = gaussRule(32)
  let power = 0
  let all = 0
  nodes.forEach((node, i) => {
    const sine = Math.sin((node * Math.PI) / 2)
    const weight = (weights[i] as number) * sine ** (size - 2)
    power += weight * beyond((size - 1) / (1 - sine ** 2 / 2))
    all += weight
  })
  return Math.min(power / all, 1)
}

/** The chance of a count by its mean (Loader 2000). */
function poisson(count: number, mean: number): number {
  if (count === 0) return Math.exp(-mean)
  const exponent = stirlingError(count) + deviance(count, mean, count - mean)
  return Math.exp(-exponent) / Math.sqrt(2 * Math.PI * count)
}

/** The smallest number of answers, from a first guess on, at which something holds that stays true. */
export function smallest(from: number, holds: (count: number) => boolean, least = 2): number {
  let low = least - 1
  let high = Math.max(Math.ceil(from), least)
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

/** A condition that holds must still hold for this number of further answers. */
const AHEAD = 12

/**
 * The same where it may be true of a number and not of the next one: the power of a test of counts
 * goes up and down as its limits jump from one whole number to another.
 */
export function smallestSettled(from: number, holds: (count: number) => boolean): number {
  let found = smallest(from, holds, 1)
  for (let ahead = 1; ahead <= AHEAD; ahead++)
    if (!holds(found + ahead)) {
      const next = found + ahead + 1
      found = smallest(next, holds, next)
      ahead = 0
    }
  return found
}
