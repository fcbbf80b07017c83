import { type Fields, readOptions } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import type { SeededInterval, SeededIntervalMethod } from '../internal/inference/seededIntervals.js'
import type { SurveyBase } from '../internal/surveys/base.js'
import { estimateBoxScores } from '../internal/surveys/boxScoreEstimate.js'
import type { EstimateBasis, EstimateOptions, SurveyAnswers } from '../ratings/index.js'
import { boxBoundsOf, type Csat, type CsatScaleOptions, name, readScale } from './csat.js'

/** How an estimate is made. */
export interface CsatEstimateOptions extends EstimateOptions, CsatScaleOptions {
  /**
   * The method of the interval of `rate`.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod | SeededIntervalMethod
  /**
   * The base of the score and of the shares. Those who were asked and did not answer are in none
   * of the groups.
   * @defaultValue those who answered, and the result says nothing of it
   */
  readonly base?: SurveyBase
  /**
   * Questions without an answer that are not in the list, or where answers are counted. Only with `base`.
   * @defaultValue `0`; required for counted answers where those who were asked are the base
   */
  readonly skipped?: number
}

/** The fields that are read; another one is refused. */
const CSAT_ESTIMATE_OPTIONS: Fields<CsatEstimateOptions> = {
  interval: 0,
  base: 0,
  skipped: 0,
  population: 0,
  seed: 0,
  draws: 0,
  prior: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
}

/**
 * Satisfaction, with the effective number of answers. Groups are sums of weights where answers are
 * weighted.
 */
export interface CsatEstimate
  extends Omit<Csat, 'interval' | 'neutralInterval' | 'dissatisfiedInterval'>,
    EstimateBasis {
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod> | SeededInterval
  /** Interval of `neutralRate`. */
  readonly neutralInterval: Interval<ProportionIntervalMethod> | SeededInterval
  /** Interval of `dissatisfiedRate`. */
  readonly dissatisfiedInterval: Interval<ProportionIntervalMethod> | SeededInterval
  /** The base of the shares; absent where it was not chosen. */
  readonly base?: SurveyBase
  /** The size of the base: answers, and questions without one where they are in it. */
  readonly asked?: number
}

/**
 * Customer satisfaction of weighted answers, of a small population, or of few answers.
 *
 * Every number is that of `csat`. Weights reduce the answers to Kish's effective number; a known
 * population increases it again. All intervals use that number. `bootstrap` resamples the answers;
 * `bayesian` draws the share of satisfied customers from its posterior.
 *
 * `base` says whether those who were asked and gave no answer are in the base of shares; the mean is of
 * answers in any case.
 *
 * @formula effective answers = (Σ w)² ÷ Σ w² × (N − 1) ÷ (N − n)
 * @unit share, 0 to 1
 *
 * @param answers - Answers, listed, counted or weighted.
 * @param options - Scale, interval, population, seed, and the fewest answers to accept.
 * @returns What `csat` returns, and the effective number of answers.
 * @throws {@link MetricError} what `csat` throws; `undefined` for fewer answers than
 * `minimumResponses`; `out-of-range` for a population smaller than the answers; `mismatch` for a seed
 * where nothing is drawn.
 * @source Kish (1965), “Survey Sampling”; Cochran (1977), “Sampling Techniques”, ch. 2, for finite
 * populations; Korn & Graubard (1998), “Confidence Intervals for Proportions With Small Expected
 * Number of Positive Counts”, Survey Methodology 24, for intervals of an effective number.
 *
 * @example
 * ```ts
 * const answers = { 5: 30, 4: 15, 3: 8, 2: 4, 1: 3 }
 * csatEstimate(answers, { population: 100 }).interval
 * // => { low: 0.6746…, high: 0.8127…, confidence: 0.95, method: 'wilson' }
 * csatEstimate(answers, { interval: 'bayesian', seed: 7 }).interval.method // => 'bayesian'
 * ```
 */
export function csatEstimate(
  answers: SurveyAnswers,
  options: CsatEstimateOptions = {},
): CsatEstimate {
  const metric = 'csatEstimate'
  const given = readOptions<CsatEstimateOptions>(metric, options, CSAT_ESTIMATE_OPTIONS)
  const scale = readScale(metric, given)
  const { basis, said, ...boxes } = estimateBoxScores(metric, answers, boxBoundsOf(scale), given)
  return { ...name(boxes, scale), ...basis, ...said }
}
