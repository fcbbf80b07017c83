import { normalWidth } from './special.js'

/**
 * How far a Brownian bridge strays when it is measured by its own standard deviation: the supremum of
 * |W(x)| ÷ √(x (1 − x)) between two parts of its way.
 *
 * Over t = ½ ln(x ÷ (1 − x)) that ratio is the stationary process of Ornstein and Uhlenbeck, so that only
 * the time between the two parts matters (Doob 1949, “Heuristic Approach to the Kolmogorov–Smirnov
 * Theorems”, Annals of Mathematical Statistics 20).
 */

/** A solution of u″ = x u′ − rate × u, and its slopes along x and along the rate. */
interface Solution {
  readonly value: number
  readonly slope: number
  readonly byRate: number
}

const TERMS = 32

/** The even solution at one place, by Taylor's series from step to step. */
function solve(rate: number, place: number): Solution {
  const steps = Math.ceil((place * Math.sqrt(rate + 1 + place * place)) / 2)
  const step = place / steps
  let [u, uSlope, v, vSlope] = [1, 0, 0, 0]
  const a = new Float64Array(TERMS)
  const b = new Float64Array(TERMS)
  for (let at = 0; at < steps; at++) {
    const x = at * step
    a[0] = u
    a[1] = uSlope
    b[0] = v
    b[1] = vSlope
    for (let n = 0; n + 2 < TERMS; n++) {
      const under = (n + 1) * (n + 2)
      const here = a[n] as number
      a[n + 2] = (x * (n + 1) * (a[n + 1] as number) + (n - rate) * here) / under
      b[n + 2] = (x * (n + 1) * (b[n + 1] as number) + (n - rate) * (b[n] as number) - here) / under
    }
    ;[u, uSlope] = sumAt(a, step)
    ;[v, vSlope] = sumAt(b, step)
  }
  return { value: u, slope: uSlope, byRate: v }
}

/** A power series and its slope. */
function sumAt(terms: Float64Array, x: number): [number, number] {
  let value = 0
  let slope = 0
  for (let n = TERMS - 1; n >= 0; n--) {
    slope = slope * x + value
    value = value * x + (terms[n] as number)
  }
  return [value, slope]
}

/** The terms fall; one as small as this is the end of them. */
const NEGLIGIBLE_TERM = 1e-16

/**
 * P(|Z(t)| ≤ height for 0 ≤ t ≤ time) for that process Z: a sum over the rates at which it leaves.
 *
 * The rates are those at which the even solution vanishes at the height. Newton's steps climb to each
 * from below, the ones before divided out; they are more than 2 apart, and ever further.
 */
export function envelopeWithin(height: number, time: number): number {
  const density = Math.exp((-height * height) / 2) / Math.sqrt(2 * Math.PI)
  const rates: number[] = []
  let sum = 0
  for (;;) {
    let rate = guess(rates)
    let found = solve(rate, height)
    for (let trial = 0; trial < 60; trial++) {
      const pull = rates.reduce((total, other) => total + 1 / (rate - other), 0)
      const move = found.value / (found.byRate - found.value * pull)
      rate -= move
      found = solve(rate, height)
      // The step after this one would be its square.
      if (Math.abs(move) <= 1e-8 * rate) break
    }
    rates.push(rate)
    const share = (2 * density * found.slope) / (rate * rate * found.byRate)
    const term = share * Math.exp(-rate * time)
    if (term < NEGLIGIBLE_TERM) return sum
    sum += term
  }
}

/**
 * Where to look for the next rate: before it for the first ones; later the rates lie on a parabola, near
 * enough for a few steps.
 */
function guess(rates: readonly number[]): number {
  const [last = -1, second = last - 1, third] = rates.slice(-3).reverse()
  return third === undefined ? last + Math.max(1, last - second) : 3 * (last - second) + third
}

/** Less time than this counts as this: the sum would need hundreds of terms. */
const LEAST_TIME = 2e-3

/**
 * The height that the process stays within for so long with this probability; for no time at all the one
 * of a normal distribution. By the Illinois method between two heights.
 */
export function envelopeHeight(confidence: number, time: number): number {
  let low = normalWidth(confidence)
  if (time === 0 || confidence === 0) return low
  // The logarithm of what is left outside is nearly a parabola, on which secants find their way.
  const miss = (height: number): number =>
    Math.log(1 - confidence) - Math.log(1 - envelopeWithin(height, Math.max(time, LEAST_TIME)))
  let below = miss(low)
  let high = low
  let above = below
  for (let step = 0.125; above < 0; step *= 2) {
    high += step
    above = miss(high)
  }
  let height = high
  for (let trial = 0; trial < 40 && high - low > 1e-12 && above > 0; trial++) {
    height = (low * above - high * below) / (above - below)
    const missed = miss(height)
    if (missed < 0) {
      low = height
      below = missed
      above /= 2
    } else {
      high = height
      above = missed
      below /= 2
    }
  }
  return height
}
