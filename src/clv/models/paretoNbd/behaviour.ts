import { randomGamma } from '../../../internal/math/random.js'
import { averages, type Behaviour, drawUntil, type FourParameters } from '../behaviour.js'
import { cutExponentialIntegral, scaledExponentialIntegral } from '../expectations.js'
import { nbdBehaviour } from '../nbd/behaviour.js'
import { paretoCounts } from './counts.js'
import { nextPiece } from './deathIntegral.js'
import { paretoLikelihood } from './likelihood.js'
import { atLeast, exactly, paretoLifetime } from './windows.js'

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
  smaller: [['fitNbd', nbdBehaviour]],
  likelihood: paretoLikelihood,
  thinning: 'merged',
  alive: (parameters, x, recency, age) => aliveShare(parameters as FourParameters, x, recency, age),
  growth: (parameters, x, age, time) => paretoGrowth(parameters as FourParameters, x, age, time),
  curve: (parameters, x, age) => (time) => paretoGrowth(parameters as FourParameters, x, age, time),
  discounted: (parameters, x, age, time, discount) => {
    const [r, alpha, s, beta] = parameters as FourParameters
    const scale = beta + age
    const alive = scale * cutExponentialIntegral(s, discount * scale, time / scale)
    return ((r + x) / (alpha + age)) * alive
  },
  residual: (parameters, x, age, discount) => {
    const [r, alpha, s, beta] = parameters as FourParameters
    if (discount === 0 && s <= 1) return Number.NaN
    const time = (beta + age) * scaledExponentialIntegral(s, discount * (beta + age))
    return ((r + x) / (alpha + age)) * time
  },
  remains: (parameters, _, age, time) => {
    const [, , s, beta] = parameters as FourParameters
    return Math.exp(-s * Math.log1p(time / (beta + age)))
  },
  exactly: (parameters, x, age, window) => {
    const [r, alpha, s, beta] = parameters as FourParameters
    return exactly([r + x, alpha + age], paretoLifetime(s, beta + age), window)
  },
  atLeast: (parameters, x, age, window) => {
    const [r, alpha, s, beta] = parameters as FourParameters
    return atLeast([r + x, alpha + age], paretoLifetime(s, beta + age), window)
  },
  counts: (parameters, ages, size, visit) =>
    paretoCounts(parameters as FourParameters, ages, size, visit),
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
    const [r, alpha, s, beta] = parameters as FourParameters
    const rate = randomGamma(random, r) / alpha
    const death = -Math.log(random()) / (randomGamma(random, s) / beta)
    return drawUntil(Math.min(age, death), rate, random)
  },
}

/** The chance to be alive still: the same integral without its averages. */
function aliveShare(
  [r, alpha, s, beta]: FourParameters,
  x: number,
  recency: number,
  age: number,
): number {
  const isAlphaLow = alpha < beta
  const low = (isAlphaLow ? alpha : beta) + recency
  const gap = Math.abs(alpha - beta)
  const lowPower = isAlphaLow ? r + x : s + 1
  const highPower = isAlphaLow ? s + 1 : r + x
  const high = low + gap
  const shape = { low, gap, lowPower, highPower }
  const end = Math.log1p((age - recency) / low)
  let sum = 0
  for (let from = 0; from < end; ) {
    const { length, nodes, weights } = nextPiece(shape, from, end)
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

/** Purchases to expect of somebody alive; at s = 1 the power is a logarithm. */
function paretoGrowth(
  [r, alpha, s, beta]: FourParameters,
  x: number,
  age: number,
  time: number,
): number {
  const span = Math.log1p(time / (beta + age))
  const power = (1 - s) * span
  const spent = span * (power === 0 ? 1 : Math.expm1(power) / power)
  return ((r + x) / (alpha + age)) * (beta + age) * spent
}
