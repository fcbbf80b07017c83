import { logBeta } from '../../../internal/math/gamma.js'
import { logPurchases, reached, type Window } from '../behaviour.js'
import { betaMean } from '../expectations.js'

/**
 * Purchases within a window by a customer who is active now: the rate is gamma-distributed (r, α), the
 * chance to leave after a purchase beta-distributed (a, b), and the two are independent. A history moves
 * r, α and b, so these functions serve new and existing customers of the BG/NBD and the MBG/NBD alike.
 */
export type Active = readonly [r: number, alpha: number, a: number, b: number]

/** The chance to be active still after a time: E[(1 + p t ÷ α)^−r]. */
export function survives([r, alpha, a, b]: Active, time: number): number {
  return betaMean(a, b, (p) => Math.exp(-r * Math.log1p((p * time) / alpha)))
}

/** The chance of exactly this number of purchases. */
export function exactly(active: Active, window: Window): number {
  return window.from === 0 ? exactlySoon(active, window) : exactlyLater(active, window)
}

/** Within a time from now: stays through the last purchase, or leaves after it. */
function exactlySoon([r, alpha, a, b]: Active, { purchases, to }: Window): number {
  const here = logBeta(a, b)
  const stays = Math.exp(logBeta(a, b + purchases) - here + logPurchases(r, purchases, to / alpha))
  if (purchases === 0) return stays
  const leaves = Math.exp(logBeta(a + 1, b + purchases - 1) - here)
  return stays + leaves * reached(r, purchases, to / alpha)
}

/** Within a window that begins later: the chance to leave is held, and its mean taken at the end. */
function exactlyLater([r, alpha, a, b]: Active, window: Window): number {
  return betaMean(a, b, (p, q) => exactlyAt(r, alpha, p, q, window))
}

/** The chance of exactly this number, for somebody who leaves with a chance of p, and q = 1 − p. */
export function exactlyAt(
  r: number,
  alpha: number,
  p: number,
  q: number,
  { purchases, from, to }: Window,
): number {
  const before = -r * Math.log1p((p * from) / alpha)
  const time = (to - from) / (alpha + p * from)
  const stays = q ** purchases * Math.exp(before + logPurchases(r, purchases, time))
  if (purchases === 0) return stays - Math.expm1(before)
  return stays + p * q ** (purchases - 1) * Math.exp(before) * reached(r, purchases, time)
}

/** The chance of at least this number of purchases: no leaving after any but the last of them. */
export function atLeast([r, alpha, a, b]: Active, window: Window): number {
  const { purchases, from, to } = window
  if (from > 0) return betaMean(a, b, (p, q) => atLeastAt(r, alpha, p, q, window))
  const stays = Math.exp(logBeta(a, b + purchases - 1) - logBeta(a, b))
  return stays * reached(r, purchases, to / alpha)
}

/** The same for somebody who leaves with a chance of p, and q = 1 − p. */
export function atLeastAt(
  r: number,
  alpha: number,
  p: number,
  q: number,
  { purchases, from, to }: Window,
): number {
  const before = Math.exp(-r * Math.log1p((p * from) / alpha))
  return q ** (purchases - 1) * before * reached(r, purchases, (to - from) / (alpha + p * from))
}
