import { logIntegral } from '../../../internal/math/quadrature.js'
import { logPurchases, type Window } from '../behaviour.js'
import { softplus } from '../expectations.js'

/** How long somebody active stays: the chance by a time, and its density, as logarithms. */
export interface Lifetime {
  readonly logSurvival: (time: number) => number
  readonly logDensity: (time: number) => number
}

/** A gamma-distributed rate of death. */
export function paretoLifetime(s: number, beta: number): Lifetime {
  return {
    logSurvival: (time) => -s * Math.log1p(time / beta),
    logDensity: (time) => Math.log(s / beta) - (s + 1) * Math.log1p(time / beta),
  }
}

/**
 * The chance of exactly this number of purchases within a window by a customer who is active now, with a
 * gamma-distributed rate of purchases (r, α) and a lifetime. A history moves r, α and the lifetime.
 */
export function exactly(
  [r, alpha]: readonly [number, number],
  { logSurvival, logDensity }: Lifetime,
  { purchases, from, to }: Window,
): number {
  const survived = logSurvival(from)
  const later = {
    logSurvival: (time: number) => logSurvival(from + time) - survived,
    logDensity: (time: number) => logDensity(from + time) - survived,
  }
  const chance = Math.exp(survived) * within([r, alpha], later, purchases, to - from)
  return purchases === 0 ? chance - Math.expm1(survived) : chance
}

/** From now: alive at the end, or dead at some moment before it. Nothing cancels. */
function within(
  [r, alpha]: readonly [number, number],
  { logSurvival, logDensity }: Lifetime,
  x: number,
  time: number,
): number {
  if (time === 0) return x === 0 ? 1 : 0
  const alive = Math.exp(logPurchases(r, x, time / alpha) + logSurvival(time))
  // Purchases come to x at about this time, or would after the end.
  const share = Math.min(0.9, Math.max(0.05, ((x + 0.5) * alpha) / (r * time)))
  const dead = logIntegral(
    (y) => {
      const at = time * Math.exp(-softplus(-y))
      return Math.log(at) - softplus(y) + logDensity(at) + logPurchases(r, x, at / alpha)
    },
    Math.log(share / (1 - share)),
    Math.min(1.5, 2 / Math.sqrt(x + 1)),
  )
  return Math.min(alive + Math.exp(dead), 1)
}

/** The chance of at least this number: alive at the moment when purchases come to it. */
export function atLeast(
  [r, alpha]: readonly [number, number],
  { logSurvival }: Lifetime,
  { purchases, from, to }: Window,
): number {
  const time = to - from
  if (time === 0) return 0
  const share = Math.min(0.9, Math.max(0.05, ((purchases + 0.5) * alpha) / (r * time)))
  const reached = logIntegral(
    (y) => {
      const at = time * Math.exp(-softplus(-y))
      const alive = logSurvival(from + at)
      return Math.log(purchases) + logPurchases(r, purchases, at / alpha) + alive - softplus(y)
    },
    Math.log(share / (1 - share)),
    Math.min(1.5, 2 / Math.sqrt(purchases + 1)),
  )
  return Math.min(Math.exp(reached), 1)
}
