import type { Likelihood } from './behaviour.js'
import { digamma, trigamma } from './gamma.js'
import { addSquare, squareOf } from './optimize.js'
import { gaussRule, type Rule } from './quadrature.js'
import { logGamma } from './special.js'
import type { Counted } from './summaries.js'

/** r, α, s and β. */
export type Four = readonly [number, number, number, number]

/** Rules for stretches of different length and steepness: each has more digits than are asked for. */
const SHORTEST: Rule = /* @__PURE__ */ gaussRule(5)
const SHORT: Rule = /* @__PURE__ */ gaussRule(8)
const MIDDLE: Rule = /* @__PURE__ */ gaussRule(12)
const LONG: Rule = /* @__PURE__ */ gaussRule(16)

/** The rule for a stretch of so many e-folds of time, over which the integrand falls by so many. */
export function ruleFor(length: number, fall: number): Rule {
  if (length <= 0.6 && fall <= 1) return SHORTEST
  if (length <= 1.5 && fall <= 4) return SHORT
  return length <= 2.2 && fall <= 9 ? MIDDLE : LONG
}


/** What an integral over the moment of death leaves: logarithms and inverses, averaged under it. */
interface DeathAverages {
  logAlpha: number
  logBeta: number
  inverseAlpha: number
  inverseBeta: number
  /** Logarithms at the end of observation. */
  endAlpha: number
  endBeta: number
  /** ln of the integral times s, and ln of the part that is alive still. */
  logDead: number
  logAlive: number
  /**
   * Where they are wanted: ln(α + τ), 1 ÷ (α + τ), ln(β + τ) and 1 ÷ (β + τ), counted from somewhere,
   * their covariances, and room for slopes.
   */
  readonly means: Float64Array
  readonly covariances: Float64Array
  readonly slopes: Float64Array
}

/** Adds up products of the four numbers at a moment of death: the lower half of their square. */
function addProducts(
  products: Float64Array,
  share: number,
  low: number,
  lowInverse: number,
  high: number,
  highInverse: number,
): void {
  const a = share * low
  const b = share * lowInverse
  const c = share * high
  const d = share * highInverse
  products[0] = (products[0] as number) + a * low
  products[1] = (products[1] as number) + b * low
  products[2] = (products[2] as number) + b * lowInverse
  products[3] = (products[3] as number) + c * low
  products[4] = (products[4] as number) + c * lowInverse
  products[5] = (products[5] as number) + c * high
  products[6] = (products[6] as number) + d * low
  products[7] = (products[7] as number) + d * lowInverse
  products[8] = (products[8] as number) + d * high
  products[9] = (products[9] as number) + d * highInverse
}

/** Which of the products stand where, in the order of the parameters, with α or β the smaller. */
const ALPHA_LOW: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const BETA_LOW: readonly number[] = [5, 8, 9, 3, 6, 0, 4, 7, 1, 2]

/** Makes covariances of sums of products, in the order of the parameters. */
function fillCovariances(
  { covariances, means }: DeathAverages,
  products: Float64Array,
  sum: number,
  places: readonly number[],
): void {
  for (let i = 0, at = 0; i < 4; i++)
    for (let j = 0; j <= i; j++, at++) {
      const product = products[places[at] as number] as number
      covariances[at] = product / sum - (means[i] as number) * (means[j] as number)
    }
}

/**
 * The log-odds of death before the end, and averages under it.
 *
 * The variable is v = ln((m + τ) ÷ (m + t_x)) for m the smaller of α and β: the integrand falls off
 * no faster than an exponential of it, and its poles are π away. Stretches are so short that Gauss's
 * rule has every digit, and end where nothing more can be added.
 */
function deathIntegral(
  averages: DeathAverages,
  products?: Float64Array,
): (parameters: Four, x: number, recency: number, age: number) => number {
  return ([r, alpha, s, beta], x, recency, age) => {
    const isAlphaLow = alpha < beta
    const low = (isAlphaLow ? alpha : beta) + recency
    const gap = Math.abs(alpha - beta)
    const [lowPower, highPower] = isAlphaLow ? [r + x, s + 1] : [s + 1, r + x]
    const logLow = Math.log(low)
    const logHigh = Math.log(low + gap)
    const end = Math.log1p((age - recency) / low)
    let sum = 0
    let lows = 0
    let highs = 0
    let lowInverses = 0
    let highInverses = 0
    products?.fill(0)
    for (let from = 0; from < end; ) {
      const left = low * Math.exp(from)
      const fall = Math.abs(lowPower - 1) + (highPower * left) / (left + gap)
      let length = Math.min(end - from, 3, 12 / fall)
      // What is left over after a stretch is worth no stretch of its own.
      if (end - from - length < 1e-9 * length) length = end - from
      const { nodes, weights } = ruleFor(length, length * fall)
      let part = 0
      for (let k = 0; k < nodes.length; k++) {
        const v = from + length * (nodes[k] as number)
        const time = low * Math.exp(v)
        const log = Math.log(time + gap)
        const share =
          length *
          (weights[k] as number) *
          time *
          Math.exp(-lowPower * v - highPower * (log - logHigh))
        part += share
        lows += share * v
        highs += share * log
        lowInverses += share / time
        highInverses += share / (time + gap)
        if (products) addProducts(products, share, v, 1 / time, log - logHigh, 1 / (time + gap))
      }
      sum += part
      from += length
      if (part < 1e-18 * sum) break
    }
    const [atAlpha, atBeta] = isAlphaLow ? [logLow, logHigh] : [logHigh, logLow]
    averages.endAlpha = Math.log(alpha + age)
    averages.endBeta = Math.log(beta + age)
    const logAlive = -(r + x) * averages.endAlpha - s * averages.endBeta
    const logDead = Math.log(s * sum) - (r + x) * atAlpha - (s + 1) * atBeta
    if (sum > 0) {
      const logOfLow = logLow + lows / sum
      averages.logAlpha = isAlphaLow ? logOfLow : highs / sum
      averages.logBeta = isAlphaLow ? highs / sum : logOfLow
      averages.inverseAlpha = (isAlphaLow ? lowInverses : highInverses) / sum
      averages.inverseBeta = (isAlphaLow ? highInverses : lowInverses) / sum
      if (products) {
        const { means } = averages
        const [first, second] = isAlphaLow ? [0, 2] : [2, 0]
        means[first] = lows / sum
        means[first + 1] = lowInverses / sum
        means[second] = highs / sum - logHigh
        means[second + 1] = highInverses / sum
        fillCovariances(averages, products, sum, isAlphaLow ? ALPHA_LOW : BETA_LOW)
      }
    }
    averages.logDead = logDead
    averages.logAlive = logAlive
    return logDead - logAlive
  }
}

/** What histories share: customers by their number of purchases. */
function countsOf({ size, frequency, weight }: Counted): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < size; row++) {
    const x = frequency[row] as number
    counts.set(x, (counts.get(x) ?? 0) + (weight[row] as number))
  }
  return counts
}

export function paretoLikelihood(data: Counted): Likelihood {
  const { size, frequency, second, age, weight, customers } = data
  const under: DeathAverages = {
    logAlpha: 0,
    logBeta: 0,
    inverseAlpha: 0,
    inverseBeta: 0,
    endAlpha: 0,
    endBeta: 0,
    logDead: 0,
    logAlive: 0,
    means: new Float64Array(4),
    covariances: new Float64Array(10),
    slopes: new Float64Array(4),
  }
  const death = deathIntegral(under)
  const curvedDeath = deathIntegral(under, new Float64Array(10))
  const counts = countsOf(data)
  return (parameters, more) => {
    const [r, alpha, s, beta] = parameters as Four
    const half = more && commonBends(counts, customers, parameters as Four)
    const psi = digamma(r)
    const gamma = logGamma(r)
    let value = customers * (r * Math.log(alpha) + s * Math.log(beta))
    let byR = customers * Math.log(alpha)
    let byAlpha = (customers * r) / alpha
    let byS = customers * Math.log(beta)
    let byBeta = (customers * s) / beta
    for (const [x, count] of counts) {
      if (x === 0) continue
      value += count * (logGamma(r + x) - gamma)
      byR += count * (digamma(r + x) - psi)
    }
    for (let row = 0; row < size; row++) {
      const x = frequency[row] as number
      const until = age[row] as number
      const count = weight[row] as number
      const last = second[row] as number
      const odds = (half ? curvedDeath : death)(parameters as Four, x, last, until)
      const rarer = Math.exp(-Math.abs(odds))
      const dead = (odds > 0 ? 1 : rarer) / (1 + rarer)
      const alive = (odds > 0 ? rarer : 1) / (1 + rarer)
      const { logDead, logAlive } = under
      value += count * (Math.max(logAlive, logDead) + Math.log1p(rarer))
      const [a, b] = [1 / (alpha + until), 1 / (beta + until)]
      byR -= count * (alive * under.endAlpha + dead * under.logAlpha)
      byAlpha -= count * (r + x) * (alive * a + dead * under.inverseAlpha)
      byS -= count * (alive * under.endBeta + dead * (under.logBeta - 1 / s))
      byBeta -= count * (alive * s * b + dead * (s + 1) * under.inverseBeta)
      if (half) addBends(half, under, [r + x, a, s, b], count * alive, count * dead)
    }
    const gradient = [byR, byAlpha, byS, byBeta]
    return half ? { value, gradient, curvature: squareOf(half, 4) } : { value, gradient }
  }
}

/** Second derivatives that do not depend on when somebody bought last. */
function commonBends(
  counts: ReadonlyMap<number, number>,
  customers: number,
  [r, alpha, s, beta]: Four,
): Float64Array {
  const half = new Float64Array(10)
  const bend = trigamma(r)
  for (const [x, count] of counts)
    if (x > 0) half[0] = (half[0] as number) + count * (trigamma(r + x) - bend)
  half[1] = customers / alpha
  half[2] = (-customers * r) / (alpha * alpha)
  half[8] = customers / beta
  half[9] = (-customers * s) / (beta * beta)
  return half
}

/**
 * Second derivatives of one history: what they are on average over the moments of death and being
 * alive still, and how much the slopes differ between these.
 */
function addBends(
  half: Float64Array,
  under: DeathAverages,
  [shape, endAlpha, s, endBeta]: Four,
  alive: number,
  dead: number,
): void {
  const { inverseAlpha, inverseBeta, covariances: spread, slopes } = under
  // Slopes of a moment of death are these times the numbers whose covariances are known.
  slopes[0] = -1
  slopes[1] = -shape
  slopes[2] = -1
  slopes[3] = -s - 1
  for (let i = 0, at = 0; i < 4; i++)
    for (let j = 0; j <= i; j++, at++)
      half[at] =
        (half[at] as number) +
        dead * (slopes[i] as number) * (slopes[j] as number) * (spread[at] as number)
  const alphaSquare = (spread[2] as number) + inverseAlpha * inverseAlpha
  const betaSquare = (spread[9] as number) + inverseBeta * inverseBeta
  half[1] = (half[1] as number) - alive * endAlpha - dead * inverseAlpha
  half[2] = (half[2] as number) + shape * (alive * endAlpha * endAlpha + dead * alphaSquare)
  half[5] = (half[5] as number) - dead / (s * s)
  half[8] = (half[8] as number) - alive * endBeta - dead * inverseBeta
  half[9] =
    (half[9] as number) + alive * s * endBeta * endBeta + dead * (s + 1) * betaSquare
  slopes[0] = under.endAlpha - under.logAlpha
  slopes[1] = shape * (endAlpha - inverseAlpha)
  slopes[2] = 1 / s + under.endBeta - under.logBeta
  slopes[3] = s * endBeta - (s + 1) * inverseBeta
  addSquare(half, slopes, (alive * dead) / (alive + dead))
}
