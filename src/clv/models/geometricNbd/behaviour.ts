import { randomGamma } from '../../../internal/math/random.js'
import { MOST_PURCHASES } from '../../summaries/summaryColumns.js'
import { averages, type Behaviour } from '../behaviour.js'
import { atLeastAt, exactlyAt } from '../bgNbd/windows.js'
import { cutExponentialIntegral, scaledExponentialIntegral } from '../expectations.js'
import { nbdBehaviour } from '../nbd/behaviour.js'
import { geometricLikelihood } from './likelihood.js'

type Three = readonly [r: number, alpha: number, p: number]

/**
 * The BG/NBD in which everybody leaves after a repeat purchase with the same chance p: how many
 * purchases somebody makes before leaving is geometric. The likelihood is
 *
 * Γ(r + x) α^r ÷ Γ(r) × (q^x (α + T)^−(r+x) + [x > 0] p q^(x−1) (α + t_x)^−(r+x)), with q = 1 − p
 */
export const geometricBehaviour: Behaviour = {
  names: ['r', 'alpha', 'p'],
  scales: ['alpha'],
  shares: ['p'],
  kind: 'times',
  finiteAbove: null,
  smaller: [['fitNbd', nbdBehaviour]],
  likelihood: geometricLikelihood,
  thinning: 'merged',
  alive: (parameters, x, recency, age) => {
    if (x === 0) return 1
    const [r, alpha, p] = parameters as Three
    const odds = Math.log(p / stayOf(p)) + (r + x) * Math.log1p((age - recency) / (alpha + recency))
    return 1 / (1 + Math.exp(odds))
  },
  growth: (parameters, x, age, time) => growth(parameters as Three, x, age, time),
  curve: (parameters, x, age) => (time) => growth(parameters as Three, x, age, time),
  discounted: (parameters, x, age, time, discount) => {
    const [r, alpha, p] = parameters as Three
    const scale = alpha + age
    const within = cutExponentialIntegral(r + x + 1, (discount * scale) / p, (time / scale) * p)
    return ((r + x) / p) * within
  },
  residual: (parameters, x, age, discount) => {
    const [r, alpha, p] = parameters as Three
    // Undiscounted, purchases until somebody leaves.
    if (discount === 0) return 1 / p
    return ((r + x) / p) * scaledExponentialIntegral(r + x + 1, (discount * (alpha + age)) / p)
  },
  remains: (parameters, x, age, time) => {
    const [r, alpha, p] = parameters as Three
    return Math.exp(-(r + x) * Math.log1p((p * time) / (alpha + age)))
  },
  exactly: (parameters, x, age, window) => {
    const [r, alpha, p] = parameters as Three
    return exactlyAt(r + x, alpha + age, p, stayOf(p), window)
  },
  atLeast: (parameters, x, age, window) => {
    const [r, alpha, p] = parameters as Three
    return atLeastAt(r + x, alpha + age, p, stayOf(p), window)
  },
  starts: (data) => {
    const { rate } = averages(data)
    return [
      [0.5, 0.5 / rate / 2, 0.2],
      [1, 1 / rate, 0.05],
      [0.2, 0.2 / rate / 2, 0.4],
      [5, 5 / rate, 0.1],
    ]
  },
  draw: (parameters, age, random) => {
    const [r, alpha, p] = parameters as Three
    const rate = randomGamma(random, r) / alpha
    let [purchases, last] = [0, 0]
    for (;;) {
      const next = last - Math.log(random()) / rate
      if (next > age) return [purchases, last]
      purchases++
      last = next
      if (random() < p || purchases > MOST_PURCHASES) return [purchases, last]
    }
  },
}

/** Purchases to expect of somebody active: (1 − (1 + p t ÷ (α + T))^−(r+x)) ÷ p. */
function growth([r, alpha, p]: Three, x: number, age: number, time: number): number {
  return -Math.expm1(-(r + x) * Math.log1p((p * time) / (alpha + age))) / p
}

/** The chance to stay; not below what differences next to p = 1 leave of it. */
function stayOf(p: number): number {
  return Math.max(1 - p, 1e-12)
}
