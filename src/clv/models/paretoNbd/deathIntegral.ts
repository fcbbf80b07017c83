import { knownRule, type Rule } from '../../../internal/math/quadrature.js'
import type { FourParameters } from '../behaviour.js'

/**
 * The integral over the moment of death in the Pareto/NBD's likelihood,
 *
 * ∫ (α + τ)^−(r+x) (β + τ)^−(s+1) dτ,
 *
 * and the same with logarithms and inverses of α + τ and β + τ, and with products of two of them.
 */

/** Rules for intervals of different length and steepness: each has more digits than required. */
const SIZES = [3, 4, 5, 8, 12, 16] as const

/**
 * The rule for an interval of time, by its length and by the integrand's fall over it, both in
 * e-folds.
 */
function ruleFor(length: number, fall: number): Rule {
  const place =
    length <= 0.6 && fall <= 1
      ? length > 0.3 || fall > 0.3
        ? 2
        : length > 0.05 || fall > 0.05
          ? 1
          : 0
      : length <= 1.5 && fall <= 4
        ? 3
        : length <= 2.2 && fall <= 9
          ? 4
          : 5
  return knownRule(SIZES[place])
}

/** The integral, with the two logarithms and inverses; and with their ten products. */
export const SUMS = 5
export const SUMS_AND_PRODUCTS = 15

/** What the integrand is made of, from the earliest time on. */
export interface DeathShape {
  readonly x: number
  readonly isAlphaLow: boolean
  /** The smaller of α and β plus the earliest time, how much larger the other is, and logarithms. */
  readonly low: number
  readonly gap: number
  readonly logLow: number
  readonly logHigh: number
  readonly lowPower: number
  readonly highPower: number
}

/** The integrand in units of its height at the earliest time. */
export function deathShape(
  [r, alpha, s, beta]: FourParameters,
  x: number,
  earliest: number,
): DeathShape {
  const isAlphaLow = alpha < beta
  const low = (isAlphaLow ? alpha : beta) + earliest
  const gap = Math.abs(alpha - beta)
  const [lowPower, highPower] = isAlphaLow ? [r + x, s + 1] : [s + 1, r + x]
  const [logLow, logHigh] = [Math.log(low), Math.log(low + gap)]
  return { x, isAlphaLow, low, gap, logLow, logHigh, lowPower, highPower }
}

/**
 * The sums from each of the ascending times to the last one.
 *
 * What two of them differ by is the integral between them. It loses no digits that count: the
 * integral from the end of observation on is less than what is alive then is worth.
 */
export function sumDeaths(
  shape: DeathShape,
  times: Float64Array,
  size: number,
  sums: Float64Array,
  width: number,
): void {
  const first = times[0] as number
  sums.fill(0, (size - 1) * width, size * width)
  let until = Math.log1p(((times[size - 1] as number) - first) / shape.low)
  for (let k = size - 2; k >= 0; k--) {
    const from = Math.log1p(((times[k] as number) - first) / shape.low)
    const at = k * width
    for (let i = at; i < at + width; i++) sums[i] = sums[i + width] as number
    addBetween(shape, from, until, sums, at, width === SUMS_AND_PRODUCTS)
    until = from
  }
}

/** The next interval of the integral: its length, and the rule that is exact for how it falls there. */
export function nextPiece(
  { low, gap, lowPower, highPower }: Pick<DeathShape, 'low' | 'gap' | 'lowPower' | 'highPower'>,
  from: number,
  end: number,
): Rule & { readonly length: number } {
  const left = low * Math.exp(from)
  const fall = Math.abs(lowPower - 1) + (highPower * left) / (left + gap)
  const length = Math.min(end - from, 3, 12 / fall)
  // A small rest joins the last interval.
  const whole = end - from - length < 1e-9 * length ? end - from : length
  const { nodes, weights } = ruleFor(whole, whole * fall)
  return { length: whole, nodes, weights }
}

/**
 * Adds what lies between two times. The variable is v = ln((m + τ) ÷ (m + earliest)) for m the
 * smaller of α and β: the integrand falls off no faster than an exponential of it, and its poles
 * are π away. Intervals are short enough for Gauss's rule to have every digit, and end where
 * nothing more can be added.
 */
function addBetween(
  shape: DeathShape,
  start: number,
  end: number,
  sums: Float64Array,
  at: number,
  hasProducts: boolean,
): void {
  const { low, gap, logHigh, lowPower, highPower } = shape
  let sum = 0
  let lows = 0
  let highs = 0
  let lowInverses = 0
  let highInverses = 0
  for (let from = start; from < end; ) {
    const { length, nodes, weights } = nextPiece(shape, from, end)
    let part = 0
    for (let k = 0; k < nodes.length; k++) {
      const v = from + length * (nodes[k] as number)
      const time = low * Math.exp(v)
      const log = Math.log(time + gap) - logHigh
      const share =
        length * (weights[k] as number) * time * Math.exp(-lowPower * v - highPower * log)
      const inverse = 1 / time
      const highInverse = 1 / (time + gap)
      part += share
      lows += share * v
      highs += share * log
      lowInverses += share * inverse
      highInverses += share * highInverse
      if (hasProducts) addProducts(sums, at + SUMS, share, v, inverse, log, highInverse)
    }
    sum += part
    from += length
    if (part < 1e-18 * sum) break
  }
  sums[at] = (sums[at] as number) + sum
  sums[at + 1] = (sums[at + 1] as number) + lows
  sums[at + 2] = (sums[at + 2] as number) + lowInverses
  sums[at + 3] = (sums[at + 3] as number) + highs
  sums[at + 4] = (sums[at + 4] as number) + highInverses
}

/** Adds up products of the four numbers at a moment of death: the lower half of their square. */
function addProducts(
  sums: Float64Array,
  at: number,
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
  sums[at] = (sums[at] as number) + a * low
  sums[at + 1] = (sums[at + 1] as number) + b * low
  sums[at + 2] = (sums[at + 2] as number) + b * lowInverse
  sums[at + 3] = (sums[at + 3] as number) + c * low
  sums[at + 4] = (sums[at + 4] as number) + c * lowInverse
  sums[at + 5] = (sums[at + 5] as number) + c * high
  sums[at + 6] = (sums[at + 6] as number) + d * low
  sums[at + 7] = (sums[at + 7] as number) + d * lowInverse
  sums[at + 8] = (sums[at + 8] as number) + d * high
  sums[at + 9] = (sums[at + 9] as number) + d * highInverse
}
