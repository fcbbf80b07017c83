import { checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import { readMoments } from '../internal/inference/compareMeans.js'
import {
  meanInterval as makeInterval,
  type SampledInterval,
} from '../internal/inference/interval.js'
import { finiteShare, populationField } from '../internal/surveys/answers.js'

/** A summary of some numbers. */
export interface MeanSummary {
  /** Their mean. */
  readonly mean: number
  /** Their standard deviation, with denominator n − 1; in the unit of the mean. */
  readonly standardDeviation: number
  /** Their number, at least 2. */
  readonly count: number
}

/** Numbers, or their summary. */
export type MeanInput = Iterable<number> | MeanSummary

/** How the interval of a mean is made. */
export interface MeanIntervalOptions {
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * The size of the population, if known. It matters where the values are a large part of it.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
}

/** The fields that are read; another one is refused. */
const MEAN_INTERVAL_OPTIONS: Fields<MeanIntervalOptions> = { confidence: 0, population: 0 }

/**
 * Interval of a mean by Student's t.
 *
 * @formula mean ± t × standard deviation ÷ √count
 * @unit the unit of the values
 *
 * @param values - The values, or their mean, standard deviation and number.
 * @param options - Confidence and population.
 * @returns The two ends, with method and confidence.
 * @throws {@link MetricError} `empty` without values; `undefined` for a single value, from which
 * the variation is not known; `out-of-range` for a value beyond ±1e100.
 * @source Student (1908), “The Probable Error of a Mean”, Biometrika 6.
 *
 * @example
 * ```ts
 * meanInterval([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2])
 * // => { low: -0.5297…, high: 2.0297…, confidence: 0.95, method: 't' }
 * ```
 */
export function meanInterval(
  values: MeanInput,
  options: MeanIntervalOptions = {},
): SampledInterval<'t'> {
  const metric = 'meanInterval'
  const given = readOptions<MeanIntervalOptions>(metric, options, MEAN_INTERVAL_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const { mean, deviation, count } = readMoments(metric, ['values'], values)
  const left = finiteShare(metric, count, given.population)
  const range = [-Infinity, Infinity] as const
  const interval = makeInterval(mean, deviation, count, confidence, range, left)
  return { ...interval, ...populationField(given.population) }
}
