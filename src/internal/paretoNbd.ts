import {
  averages,
  type Behaviour,
  discountGrowth,
  logPurchases,
  type Parameters,
} from './behaviour.js'
import { digamma } from './gamma.js'
import { scaledExponentialIntegral, softplus } from './hypergeometric.js'
import type { Slope } from './optimize.js'
import { gaussRule, logIntegral, type Rule } from './quadrature.js'
import { randomGamma } from './random.js'
import { logGamma } from './special.js'
import type { Counted } from './summaries.js'

/**
 * Purchases at a gamma-distributed rate until death at another one. The likelihood is
 *
 * Γ(r + x) α^r β^s ÷ Γ(r) × ((α + T)^−(r+x) (β + T)^−s + s ∫ (α + τ)^−(r+x) (β + τ)^−(s+1) dτ)
 *
 * with the integral from t_x to T: the moment of death, where there has been one. The papers write it
 * as a difference of two ₂F₁, which loses its digits where purchases are many or the time is short.
 */
export const paretoBehaviour: Behaviour = {
  names: ['r', 'alpha', 's', 'beta'],
  scales: ['alpha', 'beta'],
  kind: 'times',
  finiteAbove: 's',
  likelihood: paretoLikelihood,
  alive: (parameters, x, recency, age) => aliveShare(parameters as Four, x, recency, age),
  growth: (parameters, x, age, time) => paretoGrowth(parameters as Four, x, age, time),
  discounted: (parameters, x, age, time, discount) => {
    const growth = (at: number): number => paretoGrowth(parameters as Four, x, age, at)
    return discountGrowth(growth, (parameters[3] as number) + age, time, discount)
  },
  residual: (parameters, x, age, discount) => {
    const [r, alpha, s, beta] = parameters as Four
    if (discount === 0 && s <= 1) return Number.NaN
    const time = (beta + age) * scaledExponentialIntegral(s, discount * (beta + age))
    return ((r + x) / (alpha + age)) * time
  },
  probability: paretoProbability,
  starts: (data) => {
    const { rate, age } = averages(data)
    return [
      [0.5, 0.5 / rate / 2, 0.7, age / 2],
      [1, 1 / rate / 2, 1, age],
      [0.3, 0.3 / rate / 2, 0.3, age / 4],
      [2, 2 / rate / 2, 2, 2 * age],
    ]
  },
  draw: (parameters, age, random) => {
    const [r, alpha, s, beta] = parameters as Four
    const rate = randomGamma(random, r) / alpha
    const death = -Math.log(random()) / (randomGamma(random, s) / beta)
    const end = Math.min(age, death)
    let purchases = 0
    let last = 0
    for (;;) {
      const next = last - Math.log(random()) / rate
      if (next > end) return [purchases, last]
      purchases++
      last = next
    }
  },
}

type Four = readonly [number, number, number, number]

/** Rules for stretches of different length and steepness: each has more digits than are asked for. */
const SHORTEST: Rule = /* @__PURE__ */ gaussRule(5)
const SHORT: Rule = /* @__PURE__ */ gaussRule(8)
const MIDDLE: Rule = /* @__PURE__ */ gaussRule(12)
const LONG: Rule = /* @__PURE__ */ gaussRule(16)

/** The rule for a stretch of so many e-folds of time, over which the integrand falls by so many. */
function ruleFor(length: number, fall: number): Rule {
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
    }
    averages.logDead = logDead
    averages.logAlive = logAlive
    return logDead - logAlive
  }
}

/** The chance to be alive still: the same integral without its averages. */
function aliveShare([r, alpha, s, beta]: Four, x: number, recency: number, age: number): number {
  const isAlphaLow = alpha < beta
  const low = (isAlphaLow ? alpha : beta) + recency
  const gap = Math.abs(alpha - beta)
  const lowPower = isAlphaLow ? r + x : s + 1
  const highPower = isAlphaLow ? s + 1 : r + x
  const high = low + gap
  const end = Math.log1p((age - recency) / low)
  let sum = 0
  for (let from = 0; from < end; ) {
    const left = low * Math.exp(from)
    const fall = Math.abs(lowPower - 1) + (highPower * left) / (left + gap)
    let length = Math.min(end - from, 3, 12 / fall)
    if (end - from - length < 1e-9 * length) length = end - from
    const { nodes, weights } = ruleFor(length, length * fall)
    let part = 0
    for (let k = 0; k < nodes.length; k++) {
      const v = from + length * (nodes[k] as number)
      const fell = Math.log((low * Math.exp(v) + gap) / high)
      part += (weights[k] as number) * Math.exp((1 - lowPower) * v - highPower * fell)
    }
    part *= length
    sum += part
    from += length
    if (part < 1e-18 * sum) break
  }
  // The integral over what is alive still, both in units of their height at the last purchase.
  const fallen =
    (r + x) * Math.log((alpha + age) / (alpha + recency)) +
    s * Math.log((beta + age) / (beta + recency))
  const odds = Math.log((s * low * sum) / (beta + recency)) + fallen
  return 1 / (1 + Math.exp(odds))
}

function paretoLikelihood({
  size,
  frequency,
  second,
  age,
  weight,
  customers,
}: Counted): (parameters: Parameters) => Slope {
  const under: DeathAverages = {
    logAlpha: 0,
    logBeta: 0,
    inverseAlpha: 0,
    inverseBeta: 0,
    endAlpha: 0,
    endBeta: 0,
    logDead: 0,
    logAlive: 0,
  }
  const death = deathIntegral(under)
  const counts = new Map<number, number>()
  for (let row = 0; row < size; row++) {
    const x = frequency[row] as number
    counts.set(x, (counts.get(x) ?? 0) + (weight[row] as number))
  }
  return (parameters) => {
    const [r, alpha, s, beta] = parameters as Four
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
      const odds = death(parameters as Four, x, second[row] as number, until)
      const rarer = Math.exp(-Math.abs(odds))
      const dead = (odds > 0 ? 1 : rarer) / (1 + rarer)
      const alive = (odds > 0 ? rarer : 1) / (1 + rarer)
      const { logDead, logAlive } = under
      value += count * (Math.max(logAlive, logDead) + Math.log1p(rarer))
      const [a, b] = [alpha + until, beta + until]
      byR -= count * (alive * under.endAlpha + dead * under.logAlpha)
      byAlpha -= count * (r + x) * (alive / a + dead * under.inverseAlpha)
      byS -= count * (alive * under.endBeta + dead * (under.logBeta - 1 / s))
      byBeta -= count * ((alive * s) / b + dead * (s + 1) * under.inverseBeta)
    }
    return { value, gradient: [byR, byAlpha, byS, byBeta] }
  }
}

/** Purchases to expect of somebody alive; at s = 1 the power is a logarithm. */
function paretoGrowth([r, alpha, s, beta]: Four, x: number, age: number, time: number): number {
  const span = Math.log1p(time / (beta + age))
  const power = (1 - s) * span
  const spent = span * (power === 0 ? 1 : Math.expm1(power) / power)
  return ((r + x) / (alpha + age)) * (beta + age) * spent
}

/** Alive at the end, or dead at some moment before it: nothing cancels. */
function paretoProbability(parameters: Parameters, x: number, time: number): number {
  const [r, alpha, s, beta] = parameters as Four
  if (time === 0) return x === 0 ? 1 : 0
  const alive = Math.exp(logPurchases(r, x, time / alpha) - s * Math.log1p(time / beta))
  // Purchases come to x at about this time, or would after the end.
  const share = Math.min(0.9, Math.max(0.05, ((x + 0.5) * alpha) / (r * time)))
  const dead = logIntegral(
    (y) => {
      const at = time * Math.exp(-softplus(-y))
      const death = Math.log(s / beta) - (s + 1) * Math.log1p(at / beta)
      return Math.log(at) - softplus(y) + death + logPurchases(r, x, at / alpha)
    },
    Math.log(share / (1 - share)),
    Math.min(1.5, 2 / Math.sqrt(x + 1)),
  )
  return Math.min(alive + Math.exp(dead), 1)
}
