import {
  checkChoice,
  checkConfidence,
  checkCount,
  checkSome,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { drawnEnds } from '../internal/inference/fisherExact.js'
import {
  interval as certainly,
  proportionInterval as makeInterval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  type SampledInterval,
} from '../internal/inference/interval.js'
import { finiteShare, populationField, populationOf } from '../internal/surveys/answers.js'

/** A proportion as counts. */
export interface Proportion {
  /** Number of successes. */
  readonly successes: number
  /** Number of trials. */
  readonly trials: number
}

/** The fields that are read; another one is refused. */
const PROPORTION: Fields<Proportion> = { successes: 1, trials: 1 }

/** How the interval of a proportion is made. */
export interface ProportionIntervalOptions {
  /**
   * The method of the interval.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * The size of the population, if known. It matters where the trials are a large part of it.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
}

/** The fields that are read; another one is refused. */
const PROPORTION_INTERVAL_OPTIONS: Fields<ProportionIntervalOptions> = {
  interval: 0,
  confidence: 0,
  population: 0,
}

/**
 * Interval of a proportion.
 *
 * - `wilson`: inverts the score test; reliable at any size. Wilson (1927).
 * - `wilson-continuity`: the same with a continuity correction; its coverage is nearly always at
 * least the confidence. Newcombe (1998), method 4.
 * - `agresti-coull`: adds z²/2 successes and z²/2 failures, then Wald; never shorter than Wilson's.
 * - `clopper-pearson`: inverts the exact binomial test, or the hypergeometric one of a
 * `population`; its coverage is at least the confidence, and often more. Wright (1991).
 * - `jeffreys`: the posterior of a Beta(½, ½) prior, with 0 or 1 as an end where no trial or every
 * trial succeeded.
 * - `wald`: estimate ± z standard errors; its coverage is too low, and at 0 and 1 its width is 0.
 *
 * Every interval lies within 0 to 1 and contains its estimate.
 *
 * @formula wilson: (x + z²/2 ± z √(x(n − x)/n + z²/4)) ÷ (n + z²)
 * @unit share, 0 to 1
 *
 * @param proportion - Successes and trials.
 * @param options - Method and confidence.
 * @returns The two ends, with method and confidence.
 * @throws {@link MetricError} `empty` without trials; `out-of-range` for more successes than trials,
 * or more trials than the population.
 * @source Brown, Cai & DasGupta (2001), “Interval Estimation for a Binomial Proportion”, Statistical
 * Science 16(2); Newcombe (1998), Statistics in Medicine 17, for the worked values.
 *
 * @example
 * ```ts
 * proportionInterval({ successes: 15, trials: 148 })
 * // => { low: 0.0623…, high: 0.1604…, confidence: 0.95, method: 'wilson' }
 * ```
 */
export function proportionInterval(
  proportion: Proportion,
  options: ProportionIntervalOptions = {},
): SampledInterval<ProportionIntervalMethod> {
  const metric = 'proportionInterval'
  const given = readFields<Proportion>(metric, ['proportion'], proportion, PROPORTION)
  const {
    interval: method = 'wilson',
    confidence,
    population: asked,
  } = readOptions<ProportionIntervalOptions>(metric, options, PROPORTION_INTERVAL_OPTIONS)
  checkChoice(metric, ['interval'], method, PROPORTION_METHODS)
  const trials = checkCount(metric, ['proportion', 'trials'], given.trials)
  checkSome(metric, ['proportion', 'trials'], trials, trials, 'trial')
  const successes = checkCount(metric, ['proportion', 'successes'], given.successes, 0, trials)
  const level = checkConfidence(metric, confidence)
  const left = finiteShare(metric, trials, asked)
  const population = populationOf(asked)
  const rate = successes / trials
  if (method === 'clopper-pearson' && population !== null) {
    const ends = drawnEnds({ successes, trials }, population, level)
    return { ...certainly(method, level, rate, ends, [0, 1]), population }
  }
  const interval =
    left > 0
      ? makeInterval(method, successes / left, trials / left, level)
      : certainly(method, level, rate, [rate, rate], [0, 1])
  return { ...interval, ...populationField(population) }
}
