import type { Fields } from '../guard.js'
import { betaQuantile, normalWidth, studentWidth } from '../math/special.js'

/** An interval around an estimate. */
export interface Interval<Method extends string = string> {
  /** Lower end, in the unit of the estimate. */
  readonly low: number
  /** Upper end, in the unit of the estimate. */
  readonly high: number
  /** How often such an interval covers the true value, 0 to 1. */
  readonly confidence: number
  /** The name of the method. */
  readonly method: Method
}

/** An interval that says of how many in all the sample is, where that was said. */
export interface SampledInterval<Method extends string = string> extends Interval<Method> {
  /** How many there are in all; absent where that was not said. */
  readonly population?: number
}

/**
 * An interval kept within the range of its estimate, and never excluding the estimate itself. Methods
 * whose centre is not the estimate (pseudo-counts, posteriors) can miss it when there are only a few
 * answers or the confidence is low; moving that end only adds coverage.
 */
export function interval<Method extends string>(
  method: Method,
  confidence: number,
  estimate: number,
  ends: readonly [low: number, high: number],
  range: readonly [lowest: number, highest: number],
): Interval<Method> {
  return {
    low: Math.max(range[0], Math.min(ends[0], estimate)) + 0,
    high: Math.min(range[1], Math.max(ends[1], estimate)) + 0,
    confidence,
    method,
  }
}

/** Methods for the interval of a proportion. */
export type ProportionIntervalMethod =
  | 'wilson'
  | 'wilson-continuity'
  | 'agresti-coull'
  | 'clopper-pearson'
  | 'jeffreys'
  | 'wald'

/** The methods, for guards. */
export const PROPORTION_METHODS: readonly ProportionIntervalMethod[] = [
  'wilson',
  'wilson-continuity',
  'agresti-coull',
  'clopper-pearson',
  'jeffreys',
  'wald',
]

/** The fields of options that choose the interval of a rate and nothing else. */
export const RATE_OPTIONS: Fields<{
  readonly interval?: ProportionIntervalMethod
  readonly confidence?: number
}> = { interval: 0, confidence: 0 }

/** Interval of a proportion. Counts may be fractional, as effective sample sizes are. */
export function proportionInterval<Method extends ProportionIntervalMethod>(
  method: Method,
  successes: number,
  trials: number,
  confidence: number,
): Interval<Method> {
  const failures = trials - successes
  return interval(
    method,
    confidence,
    successes / trials,
    proportionEnds(method, successes, failures, confidence),
    [0, 1],
  )
}

function proportionEnds(
  method: ProportionIntervalMethod,
  successes: number,
  failures: number,
  confidence: number,
): readonly [number, number] {
  const trials = successes + failures
  const tail = (1 - confidence) / 2
  // Beta quantiles of the exact and the Bayesian interval; none beyond “nobody” and “everybody”.
  const betaEnds = (more: number): readonly [number, number] => [
    successes > 0 ? betaQuantile(successes + 0.5 - more, failures + 0.5 + more, tail)[0] : 0,
    failures > 0 ? betaQuantile(failures + 0.5 - more, successes + 0.5 + more, tail)[1] : 1,
  ]
  if (method === 'clopper-pearson') return betaEnds(0.5)
  if (method === 'jeffreys') return betaEnds(0)
  const z = normalWidth(confidence)
  const square = z * z
  if (method === 'wald') {
    const share = successes / trials
    const half = z * Math.sqrt((share * (failures / trials)) / trials)
    return [share - half, share + half]
  }
  if (method === 'wilson-continuity') {
    // Newcombe's method 4; the lower end for failures, mirrored, is the upper one for successes.
    const low = (some: number, others: number): number => {
      const root = square - 2 - 1 / trials + 4 * (some / trials) * (others + 1)
      const end = 2 * some + square - 1 - z * Math.sqrt(Math.max(root, 0))
      return some > 0 ? end / (2 * (trials + square)) : 0
    }
    return [low(successes, failures), 1 - low(failures, successes)]
  }
  const centre = (successes + square / 2) / (trials + square)
  const half =
    method === 'wilson'
      ? (z / (trials + square)) * Math.sqrt(successes * (failures / trials) + square / 4)
      : z * Math.sqrt((centre * (1 - centre)) / (trials + square))
  return [centre - half, centre + half]
}

/**
 * Interval of a mean by Student's t, within the range of what was measured. `left` is the share of the
 * variance that is left where the answers are some of a population of known size.
 */
export function meanInterval(
  mean: number,
  standardDeviation: number,
  responses: number,
  confidence: number,
  range: readonly [lowest: number, highest: number],
  left = 1,
): Interval<'t'> {
  const error = standardDeviation * Math.sqrt(left / responses)
  // The width may be beyond any number, where weights leave little more than one answer.
  const half = error > 0 ? studentWidth(confidence, responses - 1) * error : 0
  return interval('t', confidence, mean, [mean - half, mean + half], range)
}

/** Methods for the interval of a Net Promoter Score. */
export type NpsIntervalMethod = 'score' | 'adjusted-wald' | 'wald'

/** Variance of promoters less detractors among a number of answers. */
export function npsVariance(promoters: number, responses: number, detractors: number): number {
  const net = promoters - detractors
  return promoters + detractors - net * (net / responses)
}

/**
 * Interval of a Net Promoter Score: the scores that a test at this confidence does not reject.
 *
 * The methods differ in the variance of that test: as observed (`wald`), as observed with a few
 * answers added (`adjusted-wald`; Rocks 2016, “Interval Estimation for the Net Promoter Score”, The
 * American Statistician 70), or at the shares that are likeliest if the score were the tested one
 * (`score`; Tango 1998, “Equivalence test and confidence interval for the difference in proportions
 * for the paired-sample design”, Statistics in Medicine 17). Halving finds each limit, never leaves
 * the scale, and ends on the same side as the score itself, which an interval never excludes.
 */
export function npsInterval<Method extends NpsIntervalMethod>(
  method: Method,
  promoters: number,
  responses: number,
  detractors: number,
  confidence: number,
): Interval<Method> {
  const width = normalWidth(confidence)
  const added = method === 'adjusted-wald' ? 0.75 : 0
  const net = promoters - detractors
  const both = promoters + detractors
  const all = responses + 4 * added
  const limit = (side: number): number => {
    let inside = net / all
    let outside = side
    for (let halving = 0; halving < 60; halving++) {
      const middle = (inside + outside) / 2
      const distance = net - all * middle
      const product = net * middle
      // Promoters and detractors at the likeliest shares, less the square of their net. Both groups
      // count alike in it, so that neither end of the scale loses digits. The root is of a number
      // that can be zero, and then round to less.
      const variance =
        method === 'score'
          ? (both +
              product +
              Math.sqrt(Math.abs((both - product) ** 2 - 4 * (all - both) * middle * distance))) /
              2 -
            all * middle ** 2
          : npsVariance(promoters + added, all, detractors + added)
      if (distance ** 2 > width ** 2 * variance) outside = middle
      else inside = middle
    }
    return 100 * inside
  }
  const score = (100 * net) / responses
  return {
    low: Math.min(score, limit(-1)),
    high: Math.max(score, limit(1)),
    confidence,
    method,
  }
}
