import { integratePanel } from '../internal/quadrature.js'
import type { BdwParameters } from './bdw.js'
import { logSurvival } from './lifetimes.js'

/** Terms that are added one by one before the sum becomes an integral. */
const TERMS = 500

/**
 * Σ S(t) ÷ S(renewal − 1) ÷ (1 + discount)^(t − renewal) over t from the renewal on; infinite where the
 * sum is.
 *
 * The first terms one by one; the others by the midpoint rule read backwards, Σ f(t) from n on =
 * ∫ f from n − ½ on + f′(n − ½) ÷ 24 − …, over the logarithm of t, in which f is a straight line at
 * last.
 */
export function sumSurvival(parameters: BdwParameters, renewal: number, discount: number): number {
  if (discount === 0 && parameters.alpha * parameters.c <= 1) return Infinity
  const base = renewal > 0 ? logSurvival(parameters, renewal - 1) : 0
  const interest = Math.log1p(discount)
  const log = (time: number): number =>
    logSurvival(parameters, time) - base - interest * (time - renewal)
  let sum = 0
  let before = 0
  for (let time = renewal; time < renewal + TERMS; time++) {
    before = Math.exp(log(time))
    sum += before
    if (before <= 1e-18 * sum) return sum
  }
  const end = renewal + TERMS
  return sum + tail(parameters, log, Math.log(end - 0.5), sum) + (Math.exp(log(end)) - before) / 24
}

/** ∫ f(t) dt from e^start on, in panels of half a unit of ln t. */
function tail(
  { alpha, c }: BdwParameters,
  log: (time: number) => number,
  start: number,
  sum: number,
): number {
  const width = 0.5
  const slope = alpha * c - 1
  const integrand = (x: number): number => Math.exp(log(Math.exp(x)) + x)
  let total = 0
  for (let from = start; from < MOST_LOG; from += width) {
    const panel = integratePanel(integrand, from, width)
    total += panel
    if (panel < 1e-18 * (sum + total)) return total
    // Far out, f is a power of t unless interest bends it.
    const end = integrand(from + width)
    const isPower = Math.abs(Math.log(end / integrand(from)) + slope * width) < 1e-13
    if (isPower && slope > 0 && c * from > 30) return total + end / slope
  }
  return Infinity
}

/** The logarithm of more periods than a number can hold. */
const MOST_LOG = 700
