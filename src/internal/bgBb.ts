import type { Behaviour, Likelihood } from './behaviour.js'
import { digamma, logBeta, trigamma } from './gamma.js'
import { betaMean } from './hypergeometric.js'
import { addSquare, type Slope, type Square, squareOf } from './optimize.js'
import { randomBeta } from './random.js'
import type { Counted } from './summaries.js'

type Four = readonly [number, number, number, number]

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
  likelihood: bgBbLikelihood,
  outline: 'sampled',
  alive: (parameters, x, recency, age) => {
    const [alpha, beta, gamma, delta] = parameters as Four
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
  growth: (parameters, x, age, time) => bgBbPurchases(parameters as Four, x, age, time, 0),
  discounted: (parameters, x, age, time, discount) =>
    bgBbPurchases(parameters as Four, x, age, time, discount),
  residual: (parameters, x, age, discount) => {
    const [alpha, beta, gamma, delta] = parameters as Four
    const chance = (alpha + x) / (alpha + beta + age)
    const left = delta + age + 1
    if (discount === 0) return gamma > 1 ? (chance * (gamma + left - 1)) / (gamma - 1) : Number.NaN
    const [kept, lost] = [Math.exp(-discount), -Math.expm1(-discount)]
    return chance * betaMean(gamma, left, (p) => kept / (lost + kept * p))
  },
  probability: (parameters, x, time) => {
    const [alpha, beta, gamma, delta] = parameters as Four
    if (x > time) return 0
    const buys = (trials: number): number =>
      -logBeta(x + 1, trials - x + 1) -
      Math.log(trials + 1) +
      logBeta(alpha + x, beta + trials - x) -
      logBeta(alpha, beta)
    const leaves = logBeta(gamma, delta)
    let sum = Math.exp(buys(time) + logBeta(gamma, delta + time) - leaves)
    for (let at = x; at < time; at++)
      sum += Math.exp(buys(at) + logBeta(gamma + 1, delta + at) - leaves)
    return Math.min(sum, 1)
  },
  starts: () => [
    [1, 1, 0.5, 2],
    [1, 2, 1, 5],
    [0.5, 0.5, 0.5, 5],
    [2, 1, 2, 10],
  ],
  draw: (parameters, age, random) => {
    const [alpha, beta, gamma, delta] = parameters as Four
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
  [alpha, beta, gamma, delta]: Four,
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

function bgBbLikelihood(data: Counted): Likelihood {
  return (parameters, more) => {
    const slope = bgBbSlope(data, parameters as Four)
    return more ? { ...slope, curvature: bgBbCurvature(data, parameters as Four) } : slope
  }
}

function bgBbSlope(
  { size, frequency, second, age, weight }: Counted,
  [alpha, beta, gamma, delta]: Four,
): Slope {
  const total = [0, 0, 0, 0] as [number, number, number, number]
  let value = 0
  const base = logBeta(alpha, beta) + logBeta(gamma, delta)
  for (let row = 0; row < size; row++) {
    const [x, last, until] = [frequency[row], second[row], age[row]] as [number, number, number]
    const count = weight[row] as number
    // Terms, and by how much the logarithm of each grows with a parameter.
    let term = 1
    let sum = 0
    const sums = [0, 0, 0, 0] as [number, number, number, number]
    let [byAlpha, byBeta, byGamma, byDelta] = [0, 0, 0, 0]
    const add = (share: number, gammaMore: number, deltaMore: number): void => {
      sum += share
      sums[0] += share * byAlpha
      sums[1] += share * byBeta
      sums[2] += share * (byGamma + gammaMore)
      sums[3] += share * (byDelta + deltaMore)
    }
    for (let at = last; at < until; at++) {
      add(term, 0, 0)
      term *= stays(alpha, beta, gamma, delta, x, at)
      byAlpha -= 1 / (alpha + beta + at)
      byBeta += 1 / (beta + at - x) - 1 / (alpha + beta + at)
      byGamma -= 1 / (gamma + delta + 1 + at)
      byDelta += 1 / (delta + at) - 1 / (gamma + delta + 1 + at)
    }
    const more = 1 / (gamma + delta + until)
    add((term * (gamma + delta + until)) / gamma, more - 1 / gamma, more)
    const log =
      Math.log(sum) + logBeta(alpha + x, beta + last - x) + logBeta(gamma + 1, delta + last) - base
    // A probability, which rounding must not lift above 1.
    value += count * Math.min(log, 0)
    const both = digamma(alpha + beta) - digamma(alpha + beta + last)
    const ends = digamma(gamma + delta) - digamma(gamma + delta + 1 + last)
    total[0] += count * (sums[0] / sum + digamma(alpha + x) - digamma(alpha) + both)
    total[1] += count * (sums[1] / sum + digamma(beta + last - x) - digamma(beta) + both)
    total[2] += count * (sums[2] / sum + digamma(gamma + 1) - digamma(gamma) + ends)
    total[3] += count * (sums[3] / sum + digamma(delta + last) - digamma(delta) + ends)
  }
  return { value, gradient: total }
}

/** Second derivatives: what each term's are on average, and how much its slopes differ. */
function bgBbCurvature(
  { size, frequency, second, age, weight }: Counted,
  parameters: Four,
): Square {
  const [alpha, beta, gamma, delta] = parameters
  const half = new Float64Array(10)
  for (let row = 0; row < size; row++) {
    const [x, last, until] = [frequency[row], second[row], age[row]] as [number, number, number]
    const count = weight[row] as number
    const both = trigamma(alpha + beta) - trigamma(alpha + beta + last)
    const ends = trigamma(gamma + delta) - trigamma(gamma + delta + 1 + last)
    const first = [
      trigamma(alpha + x) - trigamma(alpha) + both,
      both,
      trigamma(beta + last - x) - trigamma(beta) + both,
      0,
      0,
      trigamma(gamma + 1) - trigamma(gamma) + ends,
      0,
      0,
      ends,
      trigamma(delta + last) - trigamma(delta) + ends,
    ]
    const terms = termBends(parameters, x, last, until)
    for (let at = 0; at < 10; at++)
      half[at] = (half[at] as number) + count * ((first[at] as number) + (terms[at] as number))
  }
  return squareOf(half, 4)
}

/** Second derivatives of the logarithm of the sum of a history's terms, the first of which is 1. */
function termBends(
  [alpha, beta, gamma, delta]: Four,
  x: number,
  last: number,
  until: number,
): Float64Array {
  const slope = new Float64Array(4)
  const slopes = new Float64Array(4)
  const bends = new Float64Array(10)
  const half = new Float64Array(10)
  let sum = 0
  const add = (share: number): void => {
    sum += share
    addSquare(half, slope, share)
    for (let at = 0; at < 10; at++) half[at] = (half[at] as number) + share * (bends[at] as number)
    for (let i = 0; i < 4; i++) slopes[i] = (slopes[i] as number) + share * (slope[i] as number)
  }
  const grow = (list: Float64Array, by: readonly number[]): void => {
    for (const [at, more] of by.entries()) list[at] = (list[at] as number) + more
  }
  let term = 1
  for (let at = last; at < until; at++) {
    add(term)
    term *= stays(alpha, beta, gamma, delta, x, at)
    const [missed, stayed] = [1 / (beta + at - x), 1 / (delta + at)]
    const [seen, there] = [1 / (alpha + beta + at), 1 / (gamma + delta + 1 + at)]
    const [one, two] = [seen * seen, there * there]
    grow(slope, [-seen, missed - seen, -there, stayed - there])
    grow(bends, [one, one, one - missed * missed, 0, 0, two, 0, 0, two, two - stayed * stayed])
  }
  const end = 1 / (gamma + delta + until)
  grow(slope, [0, 0, end - 1 / gamma, end])
  grow(bends, [0, 0, 0, 0, 0, 1 / gamma ** 2 - end * end, 0, 0, -end * end, -end * end])
  add((term * (gamma + delta + until)) / gamma)
  addSquare(half, slopes, -1 / sum)
  return half.map((entry) => entry / sum)
}
