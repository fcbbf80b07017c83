import { checkConfidence, type Fields, readFields, readOptions } from '../internal/guard.js'
import {
  checkShare,
  type ProportionDifferenceMethod,
  type ProportionTest,
  proportionComparer,
} from '../internal/inference/compareShares.js'
import type { Interval } from '../internal/inference/interval.js'
import type { Proportion } from './proportionInterval.js'

/** Two groups; the difference is the first less the second. */
export interface ProportionPair {
  /** The first group. */
  readonly a: Proportion
  /** The second group. */
  readonly b: Proportion
}

/** The fields that are read; another one is refused. */
const PROPORTION_PAIR: Fields<ProportionPair> = { a: 1, b: 1 }

/** How two proportions are compared. */
export interface CompareProportionsOptions {
  /**
   * The test. `auto` is Fisher's exact test where fewer than five are expected in a cell of the table,
   * and the z test elsewhere; `yates` is the z test with his continuity correction.
   * @defaultValue `'auto'`
   */
  readonly test?: ProportionTest | 'auto'
  /**
   * The method of the interval of the difference.
   * @defaultValue `'newcombe'`
   */
  readonly interval?: ProportionDifferenceMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COMPARE_PROPORTIONS_OPTIONS: Fields<CompareProportionsOptions> = {
  test: 0,
  interval: 0,
  confidence: 0,
}

/** Two proportions compared. */
export interface ProportionComparison {
  /** The first share, 0 to 1. */
  readonly a: number
  /** The second share, 0 to 1. */
  readonly b: number
  /** The first share less the second, −1 to 1. */
  readonly difference: number
  /** Interval of the difference. */
  readonly interval: Interval<ProportionDifferenceMethod>
  /**
   * The z statistic: the difference in pooled standard errors; `null` where all trials or none
   * succeeded.
   */
  readonly z: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where the
   * test needs a z and has none.
   */
  readonly pValue: number | null
  /** The test that was used. */
  readonly test: ProportionTest
}

/**
 * Whether two proportions differ by more than chance.
 *
 * @formula z = (a − b) ÷ √(p(1 − p)(1/n a + 1/n b)), p being the share of both groups together
 * @unit share, −1 to 1
 *
 * @param groups - Successes and trials of both groups: `a` less `b`.
 * @param options - Test, interval and confidence.
 * @returns The difference with its interval, z and p.
 * @throws {@link MetricError} `empty` without trials; `out-of-range` for more successes than trials.
 * @source Newcombe (1998), “Interval Estimation for the Difference Between Independent Proportions”,
 * Statistics in Medicine 17, for the interval; Fisher (1935), “The Logic of Inductive Inference”;
 * Cochran (1954), “Some Methods for Strengthening the Common χ² Tests”, Biometrics 10, for `auto`.
 *
 * @example
 * ```ts
 * const a = { successes: 56, trials: 70 }
 * const b = { successes: 48, trials: 80 }
 * const { difference, interval, z, pValue, test } = compareProportions({ a, b })
 * interval // => { low: 0.0524…, high: 0.3338…, confidence: 0.95, method: 'newcombe' }
 * pValue // => 0.0080…
 * test // => 'z'
 * ```
 */
export function compareProportions(
  groups: ProportionPair,
  options: CompareProportionsOptions = {},
): ProportionComparison {
  const metric = 'compareProportions'
  const pair = readFields<ProportionPair>(metric, ['groups'], groups, PROPORTION_PAIR, [])
  const given = readOptions<CompareProportionsOptions>(metric, options, COMPARE_PROPORTIONS_OPTIONS)
  const compare = proportionComparer(metric, given, checkConfidence(metric, given.confidence))
  const a = checkShare(metric, ['a'], pair.a)
  const b = checkShare(metric, ['b'], pair.b)
  return { a: a.successes / a.trials, b: b.successes / b.trials, ...compare(a, b, true) }
}
