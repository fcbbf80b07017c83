import type { Behaviour, Likelihood } from './behaviour.js'
import { bgBbCounts } from './bgBbCounts.js'
import { digamma, logBeta, trigamma } from './gamma.js'
import { betaMean } from './hypergeometric.js'
import { addSquare, squareOf } from './optimize.js'
import { randomBeta } from './random.js'
import { type Counted, MOST_PERIODS } from './summaries.js'

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
  work: periodsWalked,
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
  curve: (parameters, x, age) => bgBbCurve(parameters as Four, x, age),
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
  counts: (parameters, ages, size, visit) => bgBbCounts(parameters as Four, ages, size, visit),
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

/** The same without a discount, for many times: sums are kept. */
function bgBbCurve(
  [alpha, beta, gamma, delta]: Four,
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

/** Histories that share purchases and end of observation: each one's terms are among the first one's. */
interface Shared {
  readonly x: number
  readonly until: number
  /** Rows by the period of the last purchase, latest first. */
  readonly rows: readonly number[]
}

function sharedOf({ size, frequency, second, age }: Counted): readonly Shared[] {
  const found = new Map<number, Shared & { readonly rows: number[] }>()
  for (let row = 0; row < size; row++) {
    const [x, until] = [frequency[row] as number, age[row] as number]
    const key = x * (MOST_PERIODS + 1) + until
    const same = found.get(key) ?? { x, until, rows: [] }
    same.rows.push(row)
    found.set(key, same)
  }
  const shared = [...found.values()]
  for (const { rows } of shared) rows.sort((a, b) => (second[b] as number) - (second[a] as number))
  return shared
}

/** How many periods a likelihood walks through. */
function periodsWalked(data: Counted): number {
  return sharedOf(data).reduce(
    (sum, { until, rows }) => sum + until - (data.second[rows.at(-1) as number] as number),
    0,
  )
}

function bgBbLikelihood(data: Counted): Likelihood {
  const shared = sharedOf(data)
  return (parameters, more) => {
    const four = parameters as Four
    const [alpha, beta, gamma, delta] = four
    const base = logBeta(alpha, beta) + logBeta(gamma, delta)
    const total = new Float64Array(4)
    const half = new Float64Array(10)
    let value = 0
    for (const group of shared)
      walkBack(data, group, four, more !== undefined, (row, { sum, slopes, bends }) => {
        const [x, last] = [data.frequency[row] as number, data.second[row] as number]
        const count = data.weight[row] as number
        const log =
          Math.log(sum) +
          logBeta(alpha + x, beta + last - x) +
          logBeta(gamma + 1, delta + last) -
          base
        // A probability, which rounding must not lift above 1.
        value += count * Math.min(log, 0)
        addFirst(total, four, x, last, count)
        for (let i = 0; i < 4; i++)
          total[i] = (total[i] as number) + (count * (slopes[i] as number)) / sum
        if (!more) return
        addFirstBends(half, four, x, last, count)
        for (let at = 0; at < 10; at++)
          half[at] = (half[at] as number) + (count * (bends[at] as number)) / sum
        addSquare(half, slopes, -count / (sum * sum))
      })
    const slope = { value, gradient: [...total] }
    return more ? { ...slope, curvature: squareOf(half, 4) } : slope
  }
}

/** Slopes of the first term's logarithm, so often. */
function addFirst(
  total: Float64Array,
  [alpha, beta, gamma, delta]: Four,
  x: number,
  last: number,
  count: number,
): void {
  const both = digamma(alpha + beta) - digamma(alpha + beta + last)
  const ends = digamma(gamma + delta) - digamma(gamma + delta + 1 + last)
  const slopes = [
    digamma(alpha + x) - digamma(alpha) + both,
    digamma(beta + last - x) - digamma(beta) + both,
    digamma(gamma + 1) - digamma(gamma) + ends,
    digamma(delta + last) - digamma(delta) + ends,
  ]
  for (const [i, slope] of slopes.entries()) total[i] = (total[i] as number) + count * slope
}

/** Second derivatives of the first term's logarithm, so often. */
function addFirstBends(
  half: Float64Array,
  [alpha, beta, gamma, delta]: Four,
  x: number,
  last: number,
  count: number,
): void {
  const both = trigamma(alpha + beta) - trigamma(alpha + beta + last)
  const ends = trigamma(gamma + delta) - trigamma(gamma + delta + 1 + last)
  const bends = [
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
  for (const [at, bend] of bends.entries()) half[at] = (half[at] as number) + count * bend
}

/** A history's terms, the first of which is 1: their sum, and its first and second derivatives. */
interface Terms {
  sum: number
  readonly slopes: Float64Array
  readonly bends: Float64Array
}

/**
 * Sums of terms from each last purchase on, from the end of observation backwards: the sum from a
 * period on is 1 and the ratio of the next term times the sum from there.
 */
function walkBack(
  { second }: Counted,
  { x, until, rows }: Shared,
  [alpha, beta, gamma, delta]: Four,
  hasBends: boolean,
  visit: (row: number, terms: Terms) => void,
): void {
  const end = (gamma + delta + until) / gamma
  const more = 1 / (gamma + delta + until)
  const [byGamma, byDelta] = [more - 1 / gamma, more]
  const terms = {
    sum: end,
    slopes: Float64Array.of(0, 0, end * byGamma, end * byDelta),
    // At the end: how an inverse and a quotient of sums bend.
    bends: Float64Array.of(0, 0, 0, 0, 0, (2 * end * -byGamma) / gamma, 0, 0, -1 / gamma ** 2, 0),
  }
  let at = until
  for (const row of rows) {
    for (; at > (second[row] as number); at--)
      stepBack(terms, [alpha, beta, gamma, delta], x, at - 1, hasBends)
    visit(row, terms)
  }
}

/** Puts the term of one period more before a sum. */
function stepBack(
  terms: Terms,
  [alpha, beta, gamma, delta]: Four,
  x: number,
  at: number,
  hasBends: boolean,
): void {
  const { sum, slopes, bends } = terms
  const [missed, stayed] = [1 / (beta + at - x), 1 / (delta + at)]
  const [seen, there] = [1 / (alpha + beta + at), 1 / (gamma + delta + 1 + at)]
  const ratio = (beta + at - x) * seen * ((delta + at) * there)
  const logs = [-seen, missed - seen, -there, stayed - there] as const
  if (hasBends) {
    const [one, two] = [seen * seen, there * there]
    const own = [one, one, one - missed * missed, 0, 0, two, 0, 0, two, two - stayed * stayed]
    for (let i = 0, place = 0; i < 4; i++)
      for (let j = 0; j <= i; j++, place++) {
        const [a, b] = [logs[i] as number, logs[j] as number]
        const bend =
          (bends[place] as number) +
          a * (slopes[j] as number) +
          b * (slopes[i] as number) +
          sum * (a * b + (own[place] as number))
        bends[place] = ratio * bend
      }
  }
  for (let i = 0; i < 4; i++)
    slopes[i] = ratio * ((slopes[i] as number) + sum * (logs[i] as number))
  terms.sum = 1 + ratio * sum
}
