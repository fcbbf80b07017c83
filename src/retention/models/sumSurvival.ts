import type { BdwParameters } from './lifetimes.js'
import { logSurvival } from './lifetimes.js'

/** Terms that are added one by one before the sum becomes an integral. */
const TERMS = 500

/** Nodes and weights of Gauss and Legendre's quadrature with ten points, for one half. */
const NODES: readonly (readonly [number, number])[] = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
]

/**
 * Σ S(t) ÷ S(renewal − 1) ÷ (1 + discount)^(t − renewal) over t from the renewal on; infinite where
 * the sum diverges.
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
    const middle = from + width / 2
    let panel = 0
    for (const [node, weight] of NODES) {
      const by = (node * width) / 2
      panel += weight * (integrand(middle - by) + integrand(middle + by))
    }
    total += (panel * width) / 2
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
