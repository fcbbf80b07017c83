import { logIntegral } from '../../../internal/math/quadrature.js'
import { type FourParameters, logPurchases, type Window } from '../behaviour.js'
import { softplus } from '../expectations.js'

/**
 * Purchases within a window by a customer who is active now, with a gamma-distributed rate of purchases
 * (r, α) and of death (s, β). A history moves r, α and β, and time moves β.
 */

/** The chance of exactly this number of purchases. */
export function exactly(
  [r, alpha, s, beta]: FourParameters,
  { purchases, from, to }: Window,
): number {
  const survived = -s * Math.log1p(from / beta)
  const chance = Math.exp(survived) * within([r, alpha, s, beta + from], purchases, to - from)
  return purchases === 0 ? chance - Math.expm1(survived) : chance
}

/** From now: alive at the end, or dead at some moment before it. Nothing cancels. */
function within([r, alpha, s, beta]: FourParameters, x: number, time: number): number {
  if (time === 0) return x === 0 ? 1 : 0
  const alive = Math.exp(logPurchases(r, x, time / alpha) - s * Math.log1p(time / beta))
  // Purchases come to x at about this time, or would after the end.
  const share = Math.min(0.9, Math.max(0.05, ((x + 0.5) * alpha) / (r * time)))
  const dead = logIntegral(
    (y) => {
      const at = time * Math.exp(-softplus(-y))
      const death = Math.log(s / beta) - (s + 1) * Math.log1p(at / beta)
      return Math.log(at) - softplus(y) + death + logPurchases(r, x, at / alpha)
    },
    Math.log(share / (1 - share)),
    Math.min(1.5, 2 / Math.sqrt(x + 1)),
  )
  return Math.min(alive + Math.exp(dead), 1)
}

/** The chance of at least this number: alive at the moment when purchases come to it. */
export function atLeast(
  [r, alpha, s, beta]: FourParameters,
  { purchases, from, to }: Window,
): number {
  const time = to - from
  if (time === 0) return 0
  const share = Math.min(0.9, Math.max(0.05, ((purchases + 0.5) * alpha) / (r * time)))
  const reached = logIntegral(
    (y) => {
      const at = time * Math.exp(-softplus(-y))
      const alive = -s * Math.log1p((from + at) / beta)
      return Math.log(purchases) + logPurchases(r, purchases, at / alpha) + alive - softplus(y)
    },
    Math.log(share / (1 - share)),
    Math.min(1.5, 2 / Math.sqrt(purchases + 1)),
  )
  return Math.min(Math.exp(reached), 1)
}
