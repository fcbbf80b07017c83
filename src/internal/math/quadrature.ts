/**
 * Integrals of positive functions, without a term that cancels another: what the closed forms of
 * purchase models lose to rounding, a sum of positive terms keeps.
 */

/** Nodes and weights of Gauss and Legendre's rule on 0 to 1. */
export interface Rule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

/** The rules that were asked for, by size. */
const RULES: Rule[] = []

/** Gauss and Legendre's rule, made when it is first asked for. */
export function knownRule(size: number): Rule {
  RULES[size] ??= gaussRule(size)
  return RULES[size]
}

/** Gauss and Legendre's rule by Newton's steps on the polynomial (Abramowitz & Stegun 25.4.29). */
export function gaussRule(size: number): Rule {
  const nodes = new Float64Array(size)
  const weights = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5))
    let slope = 1
    for (let step = 0; step < 9; step++) {
      let value = 1
      let previous = 0
      for (let k = 1; k <= size; k++) {
        const next = ((2 * k - 1) * x * value - (k - 1) * previous) / k
        previous = value
        value = next
      }
      slope = (size * (x * value - previous)) / (x * x - 1)
      const at = x - value / slope
      // The steps that are left would all end here again.
      if (at === x) break
      x = at
    }
    nodes[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

/** How far a term may lie below the largest one and still count. */
const NEGLIGIBLE_FALL = 45

/** The finest of the grids: steps of 1/2 halved so often. */
const MOST_HALVINGS = 9

/** Two grids agree when they differ by less than this. */
const AGREED = 1e-13

/**
 * The mean of a positive function over the line, weighted by a function given by its logarithm, or
 * with no weight the logarithm of its integral.
 *
 * The line is stretched by a hyperbolic sine around the centre; then the trapezoidal rule converges
 * as fast as an exponential (Trefethen & Weideman 2014, “The Exponentially Convergent Trapezoidal
 * Rule”, SIAM Review 56(3)). The step is halved until two grids agree.
 */
export function meanOnLine(
  logWeight: (y: number) => number,
  value: (y: number) => number,
  centre: number,
  scale: number,
): number {
  const point = (u: number): number => centre + scale * Math.sinh(u)
  const [first, last, top] = supportOf(
    (u) => logWeight(point(u)) + Math.log(Math.cosh(u)),
    (u) => Math.max(0, Math.log(value(point(u)))),
  )
  let weights = 0
  let sum = 0
  const add = (u: number): void => {
    const y = point(u)
    const weight = Math.exp(logWeight(y) - top) * Math.cosh(u)
    weights += weight
    if (weight > 0) sum += weight * value(y)
  }
  for (let u = first; u <= last; u += 0.5) add(u)
  let mean = sum / weights
  for (let halving = 1, step = 0.5; halving <= MOST_HALVINGS; halving++, step /= 2) {
    for (let u = first + step / 2; u < last; u += step) add(u)
    const finer = sum / weights
    const agrees = Math.abs(finer - mean) <= AGREED * finer
    mean = finer
    if (agrees && halving > 1) break
  }
  return mean
}

/** The logarithm of the integral over the line of a function given by its logarithm. */
export function logIntegral(
  logFunction: (y: number) => number,
  centre: number,
  scale: number,
): number {
  const log = (u: number): number =>
    logFunction(centre + scale * Math.sinh(u)) + Math.log(scale * Math.cosh(u))
  const [first, last, top] = supportOf(log, () => 0)
  let sum = 0
  for (let u = first; u <= last; u += 0.5) sum += Math.exp(log(u) - top)
  let integral = sum / 2
  for (let halving = 1, step = 0.5; halving <= MOST_HALVINGS; halving++, step /= 2) {
    for (let u = first + step / 2; u < last; u += step) sum += Math.exp(log(u) - top)
    const finer = (sum * step) / 2
    const agrees = Math.abs(finer - integral) <= AGREED * finer
    integral = finer
    if (agrees && halving > 1) break
  }
  return top + Math.log(integral)
}

/** Where the terms of a grid count, and the logarithm of the largest one. */
function supportOf(
  log: (u: number) => number,
  more: (u: number) => number,
): readonly [first: number, last: number, top: number] {
  let top = -Infinity
  for (let u = -FARTHEST; u <= FARTHEST; u += 0.5) top = Math.max(top, log(u))
  let first = FARTHEST
  let last = -FARTHEST
  for (let u = -FARTHEST; u <= FARTHEST; u += 0.5) {
    const height = log(u) - top
    if (height < -2000 || height + more(u) < -NEGLIGIBLE_FALL) continue
    first = Math.min(first, u)
    last = u
  }
  return [first - 0.5, last + 0.5, top]
}

/** As far as any stretched function reaches: e^12 scales on either side. */
const FARTHEST = 12
