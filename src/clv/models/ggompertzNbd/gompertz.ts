import { knownRule } from '../../../internal/math/quadrature.js'
import type { Lifetime } from '../paretoNbd/windows.js'

/**
 * A lifetime whose risk grows by e^b in a unit of time, from a level that is gamma-distributed over
 * customers (s, β): S(u) = (β ÷ (β + e^(bu) − 1))^s. All of it is computed from e^(−bu), which does not
 * overflow, and from y = 1 − e^(−bu) + β e^(−bu), in which nothing cancels.
 */
export interface Gompertz {
  readonly b: number
  readonly s: number
  readonly beta: number
}

/** At a moment: y, e^(−bu), and −ln S ÷ s. */
export interface Moment {
  readonly y: number
  readonly kept: number
  readonly risk: number
}

/** A lifetime at a moment. */
export function momentOf(b: number, beta: number, time: number): Moment {
  const kept = Math.exp(-b * time)
  const y = -Math.expm1(-b * time) + beta * kept
  const risk =
    b * time < 30 ? Math.log1p(Math.expm1(b * time) / beta) : b * time + Math.log(y / beta)
  return { y, kept, risk }
}

/** What is left of it for somebody who is alive at an age. */
export function gompertzAfter({ b, s, beta }: Gompertz, age: number): Gompertz {
  return { b, s, beta: momentOf(b, beta, age).y }
}

/** The lifetime as others are asked for it. */
export function gompertzLifetime({ b, s, beta }: Gompertz): Lifetime {
  return {
    logSurvival: (time) => -s * momentOf(b, beta, time).risk,
    logDensity: (time) => {
      const { y, risk } = momentOf(b, beta, time)
      return Math.log((s * b) / y) - s * risk
    },
  }
}

/** What falls beside the lifetime: (α + u)^−shape, and e^(−rate u). */
export interface Falling {
  readonly alpha: number
  readonly shape: number
  readonly rate: number
}

/**
 * Nodes and weights of an integral over moments of a lifetime, by Gauss's rule on intervals: each twice as
 * long as the distance to the nearest pole at most, and so short that what is integrated falls by e^8.
 * Ends where an interval adds nothing, which the caller sees. Where nothing is left of the pole
 * beside 1 it is no limit, so that the intervals are some hundred at most, whatever the parameters.
 */
export function eachMoment(
  { b, s, beta }: Gompertz,
  { alpha, shape, rate }: Falling,
  from: number,
  end: number,
  visit: (time: number, weight: number) => number,
): number {
  const { nodes, weights } = knownRule(12)
  let sum = 0
  for (let start = from; start < end; ) {
    const { y, kept } = momentOf(b, beta, start)
    const fallen = Math.log1p(y * Math.expm1(MOST_FALL / s)) / b
    const fall = 1 / fallen + (shape / (alpha + start) + rate) / MOST_FALL
    const longest = 2 * (shape > 0 ? alpha + start : Infinity)
    let length = Math.min(end - start, longest, 1 / fall)
    if (kept * Math.abs(beta - 1) > LEAST_LEFT) length = Math.min(length, poleFree(b, beta, start))
    // A small rest joins the last interval.
    if (end - start - length < 1e-9 * length) length = end - start
    let part = 0
    for (let k = 0; k < nodes.length; k++)
      part += visit(start + length * (nodes[k] as number), length * (weights[k] as number))
    sum += part
    start += length
    if (!(part > 1e-18 * sum)) break
  }
  return sum
}

/** How long an interval may be for the poles, where y is 0: a real one before it, or two beside it. */
function poleFree(b: number, beta: number, start: number): number {
  if (beta < 1) return 2 * (start - Math.log1p(-beta) / b)
  const ahead = Math.log(beta - 1) / b - start
  const beside = Math.PI / b
  const length = ahead > 0 ? Math.max(beside, ahead / 2) : Math.hypot(ahead, beside)
  return Math.min(length, MOST_RISE / b)
}

/** By so much, as a logarithm, an integrand falls on an interval. */
const MOST_FALL = 8

/** By so much it may rise, or turn, beside a pole. */
const MOST_RISE = 4

/** So little beside 1 changes no digit. */
const LEAST_LEFT = 1e-17

/** ∫ e^(−rate u) S(u) du up to a time: how long somebody active is there, discounted. */
export function timeThere(gompertz: Gompertz, time: number, rate: number): number {
  const { b, s, beta } = gompertz
  return eachMoment(gompertz, { alpha: 1, shape: 0, rate }, 0, time, (at, weight) => {
    const { risk } = momentOf(b, beta, at)
    return weight * Math.exp(-rate * at - s * risk)
  })
}
