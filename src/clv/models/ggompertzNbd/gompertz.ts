import { gaussRule, type Rule } from '../../../internal/math/quadrature.js'
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

const RULE: Rule = /* @__PURE__ */ gaussRule(12)

/** What falls beside the lifetime: (α + u)^−shape, and e^(−rate u). */
export interface Falling {
  readonly alpha: number
  readonly shape: number
  readonly rate: number
}

/**
 * Nodes and weights of an integral over moments of a lifetime, by Gauss's rule on intervals: each twice as
 * long as the distance to the nearest pole at most, and so short that what is integrated falls by e^12.
 * Ends where an interval adds nothing, which the caller sees.
 */
export function eachMoment(
  { b, s, beta }: Gompertz,
  { alpha, shape, rate }: Falling,
  from: number,
  end: number,
  visit: (time: number, weight: number) => number,
): number {
  let sum = 0
  for (let start = from; start < end; ) {
    const { y } = momentOf(b, beta, start)
    const fall = s * b * Math.max(1 / y, 1) + shape / (alpha + start) + rate
    const pole =
      beta < 1
        ? start - Math.log1p(-beta) / b
        : Math.hypot(start - Math.log(beta - 1) / b, Math.PI / b)
    const longest = 2 * Math.min(pole, shape > 0 ? alpha + start : Infinity)
    let length = Math.min(end - start, longest, 12 / fall)
    // A small rest joins the last interval.
    if (end - start - length < 1e-9 * length) length = end - start
    let part = 0
    for (let k = 0; k < RULE.nodes.length; k++)
      part += visit(
        start + length * (RULE.nodes[k] as number),
        length * (RULE.weights[k] as number),
      )
    sum += part
    start += length
    if (!(part > 1e-18 * sum)) break
  }
  return sum
}

/** ∫ e^(−rate u) S(u) du up to a time: how long somebody active is there, discounted. */
export function timeThere(gompertz: Gompertz, time: number, rate: number): number {
  const { b, s, beta } = gompertz
  return eachMoment(gompertz, { alpha: 1, shape: 0, rate }, 0, time, (at, weight) => {
    const { risk } = momentOf(b, beta, at)
    return weight * Math.exp(-rate * at - s * risk)
  })
}
