import {
  deviance,
  logGamma,
  MOST_TERMS,
  STIRLING_FROM,
  stirlingError,
  stirlingSeries,
} from './special.js'

/** The gamma function's relatives: derivatives of its logarithm, and the gamma distribution. */

/** Bernoulli numbers over 2k: the series of ψ (Abramowitz & Stegun 6.3.18). */
const PSI: readonly number[] = [
  1 / 12,
  -1 / 120,
  1 / 252,
  -1 / 240,
  1 / 132,
  -691 / 32_760,
  1 / 12,
  -3617 / 8160,
]

/** Bernoulli numbers: the series of ψ′ (Abramowitz & Stegun 6.4.12). */
const PSI_SLOPE: readonly number[] = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
]

/** From where on those series are exact to the last digit. */
const SERIES_FROM = 10

/** A series in 1/x², from the inside out. */
function inSquares(coefficients: readonly number[], x: number): number {
  const square = 1 / (x * x)
  return coefficients.reduceRight((sum, coefficient) => (sum + coefficient) * square, 0)
}

/** ψ(x), the slope of ln Γ, for x > 0. */
export function digamma(x: number): number {
  let sum = 0
  let high = x
  for (; high < SERIES_FROM; high++) sum += 1 / high
  return Math.log(high) - 1 / (2 * high) - inSquares(PSI, high) - sum
}

/** ψ′(x), the curvature of ln Γ, for x > 0. */
export function trigamma(x: number): number {
  let sum = 0
  let high = x
  for (; high < SERIES_FROM; high++) sum += 1 / (high * high)
  return 1 / high + 1 / (2 * high * high) + inSquares(PSI_SLOPE, high) / high + sum
}

/** ln B(a, b) for a, b > 0, where neither is lost beside a large other. */
export function logBeta(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a]
  if (high < STIRLING_FROM) return logGamma(a) + logGamma(b) - logGamma(a + b)
  const sum = low + high
  const rest = (high - 0.5) * Math.log1p(low / high) + low * Math.log(sum) - low
  return logGamma(low) - rest + stirlingSeries(high) - stirlingSeries(sum)
}

/** x^a e^−x ÷ Γ(a + 1), by Loader's saddle point. */
function gammaFront(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x, a - x)) / Math.sqrt(2 * Math.PI * a)
}

/**
 * Both tails of a gamma distribution of shape a > 0 and scale 1, P(X ≤ x) and P(X > x): below the
 * mean by the series (Abramowitz & Stegun 6.5.29), above it by the continued fraction (6.5.31).
 */
export function gammaTails(a: number, x: number): readonly [number, number] {
  if (x <= 0) return [0, 1]
  const front = gammaFront(a, x)
  if (x < a + 1) {
    let sum = 1
    for (let term = 1, k = 1; k < MOST_TERMS && term > sum * 1e-17; k++) sum += term *= x / (a + k)
    const lower = Math.min(front * sum, 1)
    return [lower, 1 - lower]
  }
  // Lentz's method; no denominator is zero, as x > a + 1 makes every one of them positive.
  let plus = x + 1 - a
  let denominator = 1 / plus
  let numerator = Infinity
  let fraction = denominator
  for (let k = 1, factor = 0; k < MOST_TERMS && Math.abs(factor - 1) > 2e-16; k++) {
    const over = k * (a - k)
    plus += 2
    denominator = 1 / (plus + over * denominator)
    numerator = plus + over / numerator
    factor = denominator * numerator
    fraction *= factor
  }
  const upper = Math.min(front * a * fraction, 1)
  return [1 - upper, upper]
}

/** P(X > x) for a chi-square distribution with the given degrees of freedom. */
export function chiSquareTail(x: number, degrees: number): number {
  return gammaTails(degrees / 2, x / 2)[1]
}
