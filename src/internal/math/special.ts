/**
 * Special functions, each good to 1e-12 over the ranges that the areas use. Every constant is a
 * mathematical one or a coefficient of a named series.
 */

/**
 * Mills' ratio of the standard normal, P(Z > x) ÷ density(x), for x ≥ 0.
 *
 * Near zero the series of the integral (Marsaglia 2004, “Evaluating the Normal Distribution”),
 * beyond 2.5 Laplace's continued fraction, evaluated from the inside out.
 */
function millsRatio(x: number): number {
  let sum = x
  if (x > 2.5) {
    for (let k = 120; k > 0; k--) sum = x + k / sum
    return 1 / sum
  }
  for (let term = x, k = 3; sum + term !== sum; k += 2) sum += term *= (x * x) / k
  return Math.exp((x * x) / 2) * Math.sqrt(Math.PI / 2) - sum
}

/**
 * The z that a standard normal stays within, on both sides of zero, with this probability.
 *
 * Newton's steps from zero: the probability is concave in z, so that none of them passes the root.
 */
export function normalWidth(confidence: number): number {
  let z = 0
  // A step that leads nowhere is the last: all others would be that one again.
  for (let step = 30, before: number | undefined; step > 0 && before !== z; step--) {
    before = z
    z += millsRatio(z) - (1 - confidence) * Math.exp((z * z) / 2) * Math.sqrt(Math.PI / 2)
  }
  return z
}

/** P(Z > x) for a standard normal Z, keeping its relative precision far out. */
export function normalTail(x: number): number {
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * millsRatio(Math.abs(x))
  return x < 0 ? 1 - tail : tail
}

/** ζ(k) − 1 for k = 2, 3, …: the coefficients of ln Γ around 2. */
const ZETA_LESS_ONE: readonly number[] = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993,
  0.01734306198444914, 0.008349277381922827, 0.00407735619794434, 0.0020083928260822143,
  0.0009945751278180853, 0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915,
  6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6,
  3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8,
]

const EULER_GAMMA = 0.5772156649015329

/** ln Γ(2 + x) for |x| ≤ ½ by its Taylor series (Abramowitz & Stegun 6.1.33). */
function logGammaNearTwo(x: number): number {
  let sum = 0
  for (let k = ZETA_LESS_ONE.length + 1; k >= 2; k--)
    sum = x * ((ZETA_LESS_ONE[k - 2] as number) / k - sum)
  return x * (1 - EULER_GAMMA + sum)
}

/** Where Stirling's series is exact to the last digit. */
export const STIRLING_FROM = 12

/** 1/12, −1/360, 1/1260, −1/1680, …: coefficients of 1/x, 1/x³, … in Stirling's series (Abramowitz & Stegun 6.1.41). */
const STIRLING: readonly number[] = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953,
  0.0008417508417508417, -0.0019175269175269176, 0.00641025641025641,
]

/** What Stirling's formula (x − ½) ln x − x + ½ ln 2π lacks of ln Γ(x), for x from 12. */
export function stirlingSeries(x: number): number {
  const square = 1 / (x * x)
  let sum = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + (STIRLING[k] as number)
  return sum / x
}

/** ln Γ(x) for x > 0, keeping its relative precision near the zeros at 1 and 2. */
export function logGamma(x: number): number {
  if (x >= STIRLING_FROM)
    return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + stirlingSeries(x)
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1)
  let product = 1
  let base = x
  while (base > 2.5) product *= --base
  return Math.log(product) + logGammaNearTwo(base - 2)
}

/** ln Γ(x + 1) less Stirling's formula for it: (x + ½) ln x − x + ½ ln 2π. */
export function stirlingError(x: number): number {
  return x >= STIRLING_FROM
    ? stirlingSeries(x)
    : logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - Math.log(2 * Math.PI) / 2
}

/** x ln(x ÷ mean) − gap for gap = x − mean, without cancellation where it is small (Loader 2000). */
export function deviance(x: number, mean: number, gap: number): number {
  const ratio = gap / (x + mean)
  if (Math.abs(ratio) > 0.1) return x * Math.log(x / mean) - gap
  let sum = gap * ratio
  // A ratio of 0.1 loses two digits a term: a dozen terms are all that a number holds.
  for (let k = 3, term = 2 * x * ratio ** 3; k < 27; k += 2, term *= ratio * ratio) sum += term / k
  return sum
}

/** a − (a + b)x, from the smaller of x and y = 1 − x, which has the digits. */
function betaGap(a: number, b: number, x: number, y: number): number {
  return x < y ? a - (a + b) * x : (a + b) * y - b
}

/**
 * x^a y^b ÷ B(a, b) for y = 1 − x, by the saddle point of Loader (2000), “Fast and Accurate
 * Computation of Binomial Probabilities”.
 */
function betaFront(a: number, b: number, x: number, y: number): number {
  const gap = betaGap(a, b, x, y)
  const exponent =
    stirlingError(a + b) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, (a + b) * x, gap) -
    deviance(b, (a + b) * y, -gap)
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * (a + b)))
}

/**
 * P(X ≤ x) for a beta-distributed X where x lies below the mean: the continued fraction of Didonato
 * & Morris (1992), “Algorithm 708”, ACM TOMS 18(3), whose terms do not cancel, by Lentz's method.
 */
function betaLower(a: number, b: number, x: number, y: number): number {
  const sum = a + b
  const gap = betaGap(a, b, x, y)
  let fraction = (a * (gap + 1)) / (a + 1)
  let numerator = fraction
  let denominator = 0
  for (let n = 1, factor = 0; n < MOST_TERMS && Math.abs(factor - 1) > 3e-16; n++) {
    const step = a + 2 * n - 1
    const over = ((a + n - 1) * (sum + n - 1) * n * (b - n) * x * x) / (step * step)
    const plus = n + (n * (b - n) * x) / step + ((a + n) * (gap + 1 + n * (1 + y))) / (step + 2)
    denominator = 1 / (plus + over * denominator)
    numerator = plus + over / numerator
    factor = denominator * numerator
    fraction *= factor
  }
  return Math.min(betaFront(a, b, x, y) / fraction, 1)
}

/** Enough for parameters of 1e9; each area's own sizes need a few dozen. */
export const MOST_TERMS = 100_000

/**
 * Both tails of a beta distribution, P(X ≤ x) and P(X > x), for a, b > 0 and y = 1 − x given apart,
 * so that neither tail loses digits to the other.
 */
export function betaTails(a: number, b: number, x: number, y: number): readonly [number, number] {
  if (x <= 0) return [0, 1]
  if (y <= 0) return [1, 0]
  if (betaGap(a, b, x, y) < 0) {
    const upper = betaLower(b, a, y, x)
    return [1 - upper, upper]
  }
  const lower = betaLower(a, b, x, y)
  return [lower, 1 - lower]
}

/**
 * The x, and 1 − x, below which a beta distribution lies with probability `lower`, 0 < lower < 1.
 *
 * Newton's steps on the logarithm of the smaller tail over the log-odds of x. That curve is concave,
 * so that from the second step on they climb towards the root and never pass it.
 */
export function betaQuantile(a: number, b: number, lower: number): readonly [number, number] {
  if (lower > 0.5) {
    const [y, x] = betaQuantile(b, a, 1 - lower)
    return [x, y]
  }
  let odds = Math.log(a / b)
  let move = 0
  for (let step = 0; step < 100; step++) {
    const x = 1 / (1 + Math.exp(-odds))
    const y = 1 / (1 + Math.exp(odds))
    const [reached] = betaTails(a, b, x, y)
    // A first step that went to where numbers lose their digits, or end, is taken half back.
    move =
      reached > LEAST_TAIL
        ? (Math.log(lower / reached) * reached) / betaFront(a, b, x, y)
        : Math.abs(move) / 2
    odds += move
    if (Math.abs(move) <= 1e-15 * Math.max(Math.abs(odds), 1)) break
  }
  return [1 / (1 + Math.exp(-odds)), 1 / (1 + Math.exp(odds))]
}

/** Below this a tail, and what is divided by it, may leave the range of numbers. */
const LEAST_TAIL = 1e-300

/** P(T > t) for Student's t with the given degrees of freedom, t ≥ 0. */
export function studentTail(t: number, degrees: number): number {
  const square = t * t
  const sum = degrees + square
  return betaTails(degrees / 2, 0.5, degrees / sum, square / sum)[0] / 2
}

/** The t that Student's t stays within, on both sides of zero, with this probability. */
export function studentWidth(confidence: number, degrees: number): number {
  if (confidence === 0) return 0
  const [x, y] = betaQuantile(degrees / 2, 0.5, 1 - confidence)
  return Math.sqrt((degrees * y) / x)
}
