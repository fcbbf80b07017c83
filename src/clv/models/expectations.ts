import { gaussRule, meanOnLine, type Rule } from '../../internal/math/quadrature.js'
import { logGamma } from '../../internal/math/special.js'

/**
 * Functions that the papers write with Gauss's and Tricomi's hypergeometric functions, as the sums and
 * integrals of positive terms that they stand for. Each is good to 1e-10 and better for the ranges
 * stated; the closed forms lose every digit at some of them, and have poles inside.
 */

/** Above this number of terms the integral is faster than the sum. */
const MOST_SUMMED = 2000

/**
 * Expected purchases within a time by somebody who is active at its start, whose rate is
 * gamma-distributed with shape r and a scale in which `time` is measured, and who drops out after
 * each purchase with a chance p that is beta-distributed: E[(1 − (1 + pτ)^−r) ÷ p].
 *
 * In the papers (a + b − 1) ÷ (a − 1) × (1 − (1 + τ)^−r ₂F₁(r, b; a + b − 1; τ ÷ (1 + τ))), which has
 * poles at a = 1 and a + b = 1 and cancels for short times. Here the sum over what would have been
 * bought without dropout, a negative binomial number, of what is bought with it. For r, a and b from
 * 1e-4 to 1e5 and τ from 1e-9 to 1e6.
 */
export function purchasesUntilDropout(r: number, time: number, a: number, b: number): number {
  if (time <= 0) return 0
  const ratio = time / (1 + time)
  const mean = r * time
  const spread = Math.sqrt(mean * (1 + time))
  if (termsOf(r, time) > MOST_SUMMED)
    return betaMean(a, b, (p) => -Math.expm1(-r * Math.log1p(p * time)) / p)
  const from = Math.max(0, Math.floor(mean - 12 * spread))
  // What is bought of k purchases, and the chance to be there after them.
  let bought = 0
  let there = 1
  let k = 0
  for (; k < from; k++) {
    bought += there
    there *= (b + k) / (a + b + k)
  }
  let weight = 1
  let weights = 1
  let sum = bought
  for (; ; k++) {
    const step = ((r + k) / (k + 1)) * ratio
    weight *= step
    bought += there
    there *= (b + k) / (a + b + k)
    weights += weight
    sum += weight * bought
    const rest = 1 - Math.max(step, ratio)
    if (rest > 0 && weight * (bought + 1 / rest) <= 1e-17 * rest * sum) return sum / weights
  }
}

/** About how many purchases the sum goes through. */
function termsOf(r: number, time: number): number {
  const mean = r * time
  return mean + 12 * Math.sqrt(mean * (1 + time)) + 40 * (1 + time)
}

/**
 * The same, each purchase discounted at a rate from when it is made. Where purchases are a short sum,
 * by parts: e^(−wτ) E(τ) + ∫ w e^(−wu) E(u) du, in which nothing cancels, by Gauss’s rule in
 * v = ln(1 + u) as for the exponential integral below. Otherwise the mean of that integral over p.
 */
export function discountedUntilDropout(
  r: number,
  time: number,
  a: number,
  b: number,
  rate: number,
): number {
  if (rate === 0) return purchasesUntilDropout(r, time, a, b)
  if (termsOf(r, time) > MOST_SUMMED)
    return betaMean(a, b, (p) => (r / p) * cutExponentialIntegral(r + 1, rate / p, time * p))
  const later = onLogarithm(r + 1, rate, time, (v) => {
    const grown = purchasesUntilDropout(r, Math.expm1(v), a, b)
    return rate * grown * Math.exp(v - rate * Math.expm1(v))
  })
  return Math.exp(-rate * time) * purchasesUntilDropout(r, time, a, b) + later
}

/** Below e^−600 a probability counts as 0, because functions of it divide by it. */
const LEAST = 600

/** The mean of a positive function of p, beta-distributed; also given 1 − p. */
export function betaMean(a: number, b: number, value: (p: number, q: number) => number): number {
  const scale = Math.min(1.5, Math.sqrt(1 / a + 1 / b))
  return meanOnLine(
    (y) => -a * softplus(-y) - b * softplus(y),
    (y) => value(Math.exp(-Math.min(softplus(-y), LEAST)), Math.exp(-softplus(y))),
    Math.log(a / b),
    scale,
  )
}

/** ln(1 + e^y), also where e^y is no number. */
export function softplus(y: number): number {
  return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)))
}

/**
 * ∫ e^(−wt) (1 + t)^−ν dt from 0 on: the exponential integral E_ν(w) times e^w, which the papers
 * write as Tricomi's Ψ(ν, ν; w) w^(ν−1). The continued fraction of Abramowitz & Stegun 5.1.22 in even
 * form, by Lentz's method; for small w and ν, where that is slow, the series around 0 (5.1.12 for any
 * order), or close to whole orders the integral itself. For ν from 1e-4
 * to 1e6 and w from 1e-15 to 1e9; at w = 0 it is 1 ÷ (ν − 1), which ν > 1 needs.
 */
export function scaledExponentialIntegral(order: number, w: number): number {
  if (w === 0) return 1 / (order - 1)
  if (w < 1 && order < 40) {
    // The series has a pole at whole orders, and few digits close to one.
    if (Math.abs(order - Math.round(order)) > 0.01) return exponentialSeries(order, w)
    return cutExponentialIntegral(order, w, Infinity)
  }
  let plus = w + order
  let numerator = Infinity
  let denominator = 1 / plus
  let fraction = denominator
  for (let k = 1, factor = 0; k < 10_000 && Math.abs(factor - 1) > 2e-16; k++) {
    const over = -k * (order + k - 1)
    plus += 2
    denominator = 1 / (plus + over * denominator)
    numerator = plus + over / numerator
    factor = denominator * numerator
    fraction *= factor
  }
  return fraction
}

/** Γ(1 − ν) w^(ν−1) − Σ (−w)^k ÷ (k! (1 − ν + k)), times e^w. */
function exponentialSeries(order: number, w: number): number {
  // By reflection, and without a whole number of half-turns, which sines of large numbers round.
  const turn = order - Math.round(order)
  const sign = Math.round(order) % 2 === 0 ? 1 : -1
  const gamma = (sign * Math.PI) / (Math.sin(Math.PI * turn) * Math.exp(logGamma(order)))
  let sum = gamma * w ** (order - 1)
  let term = 1
  for (let k = 0; k < 60 && Math.abs(term) > 1e-19; k++) {
    sum -= term / (1 - order + k)
    term *= -w / (k + 1)
  }
  return Math.exp(w) * sum
}

const RULE: Rule = /* @__PURE__ */ gaussRule(16)

/**
 * The same up to a time: ∫ e^(−wt) (1 + t)^−ν dt from 0 to there. In v = ln(1 + t) the integrand is
 * exp(−w (e^v − 1) − (ν − 1) v), which has no pole: Gauss's rule on intervals over which it changes
 * by e^12 at most has every digit, whatever ν and w. Nothing cancels, so short times lose none.
 */
export function cutExponentialIntegral(order: number, w: number, time: number): number {
  return onLogarithm(order, w, time, (v) => Math.exp((1 - order) * v - w * Math.expm1(v)))
}

/** ∫ over v = ln(1 + t) up to a time, of what changes like e^(−wt) (1 + t)^(1 − ν) there. */
function onLogarithm(order: number, w: number, time: number, value: (v: number) => number): number {
  const end = Math.log1p(time)
  let sum = 0
  for (let from = 0; from < end; ) {
    const bent = Math.log1p(12 / (w * Math.exp(from)))
    let length = Math.min(end - from, 1.5, bent, 12 / Math.abs(order - 1))
    // A small rest joins the last interval.
    if (end - from - length < 1e-9 * length) length = end - from
    let part = 0
    for (const [k, node] of RULE.nodes.entries())
      part += (RULE.weights[k] as number) * value(from + length * node)
    sum += part * length
    from += length
    if (part * length < 1e-18 * sum) break
  }
  return sum
}
