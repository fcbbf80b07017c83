import {
  checkChoice,
  checkConfidence,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { compareMoments, readMoments } from '../internal/inference/compareMeans.js'
import type { Interval } from '../internal/inference/interval.js'
import type { MeanInput } from './meanInterval.js'

/** Two groups; the difference is the first less the second. */
export interface MeanPair {
  /** The first group. */
  readonly a: MeanInput
  /** The second group. */
  readonly b: MeanInput
}

/** The fields that are read; another one is refused. */
const MEAN_PAIR: Fields<MeanPair> = { a: 1, b: 1 }

/** Whether each group has a variance of its own, or both have the same. */
export type MeanTestMethod = 'welch' | 'pooled'

/** How two means are compared. */
export interface CompareMeansOptions {
  /**
   * The test: Welch's, or Student's with one variance for both groups.
   * @defaultValue `'welch'`
   */
  readonly test?: MeanTestMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COMPARE_MEANS_OPTIONS: Fields<CompareMeansOptions> = { test: 0, confidence: 0 }

/** Two means compared. */
export interface MeanComparison {
  /** The first mean. */
  readonly a: number
  /** The second mean. */
  readonly b: number
  /** The first mean less the second, in the unit of the values. */
  readonly difference: number
  /** Standard error of the difference. */
  readonly standardError: number
  /** Interval of the difference; `null` where neither group varies. */
  readonly interval: Interval<'t'> | null
  /** The difference in standard errors; `null` where neither group varies. */
  readonly t: number | null
  /** Degrees of freedom of t; `null` where neither group varies. */
  readonly degreesOfFreedom: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where
   * neither group varies.
   */
  readonly pValue: number | null
  /** The test that was used. */
  readonly test: MeanTestMethod
}

/**
 * Whether two means differ by more than chance.
 *
 * @formula t = (mean a − mean b) ÷ √(s²a/n a + s²b/n b), with Welch's degrees of freedom
 * @unit the unit of the values
 *
 * @param groups - The values of both groups, or their mean, standard deviation and number: `a` less
 * `b`.
 * @param options - Test and confidence.
 * @returns The difference with its interval, t and p.
 * @throws {@link MetricError} `undefined` for a single value; `out-of-range` for a value beyond ±1e100.
 * @source Welch (1947), “The Generalization of ‘Student’s’ Problem”, Biometrika 34; Student (1908),
 * “The Probable Error of a Mean”, Biometrika 6, for the values of the example.
 *
 * @example
 * ```ts
 * const a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
 * const b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
 * const { t, degreesOfFreedom, pValue } = compareMeans({ a, b })
 * t // => -1.8608…
 * degreesOfFreedom // => 17.776…
 * pValue // => 0.0793…
 * ```
 */
export function compareMeans(groups: MeanPair, options: CompareMeansOptions = {}): MeanComparison {
  const metric = 'compareMeans'
  const pair = readFields<MeanPair>(metric, ['groups'], groups, MEAN_PAIR, [])
  const given = readOptions<CompareMeansOptions>(metric, options, COMPARE_MEANS_OPTIONS)
  const test = checkChoice(metric, ['test'], given.test ?? 'welch', ['welch', 'pooled'])
  const confidence = checkConfidence(metric, given.confidence)
  const a = readMoments(metric, ['a'], pair.a)
  const b = readMoments(metric, ['b'], pair.b)
  const range = [-Infinity, Infinity] as const
  const difference = compareMoments(a, b, test === 'pooled', confidence, range)
  return { a: a.mean, b: b.mean, ...difference, test }
}
