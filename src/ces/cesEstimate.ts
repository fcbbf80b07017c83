import { type Fields, readOptions } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import type { SeededInterval, SeededIntervalMethod } from '../internal/inference/seededIntervals.js'
import { estimateBoxScores } from '../internal/surveys/boxScoreEstimate.js'
import type { EstimateBasis, EstimateOptions, SurveyAnswers } from '../ratings/index.js'
import { boxBoundsOf, type Ces, type CesScaleOptions, name, readScale } from './ces.js'

/** How an estimate is made. */
export interface CesEstimateOptions extends EstimateOptions, CesScaleOptions {
  /**
   * The method of the interval of `easyRate`.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod | SeededIntervalMethod
}

/** The fields that are read; another one is refused. */
const CES_ESTIMATE_OPTIONS: Fields<CesEstimateOptions> = {
  interval: 0,
  population: 0,
  seed: 0,
  draws: 0,
  prior: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
}

/**
 * Effort, with the effective number of answers. Groups are sums of weights where answers are
 * weighted.
 */
export interface CesEstimate extends Omit<Ces, 'easyInterval'>, EstimateBasis {
  /** Interval of `easyRate`. */
  readonly easyInterval: Interval<ProportionIntervalMethod> | SeededInterval
}

/**
 * Customer Effort Score of weighted answers, of a small population, or of few answers.
 *
 * Every number is that of `ces`. Weights reduce the answers to Kish's effective number; a known
 * population increases it again. All intervals use that number. `bootstrap` resamples the answers;
 * `bayesian` draws the share of easy answers from its posterior.
 *
 * @formula effective answers = (Σ w)² ÷ Σ w² × (N − 1) ÷ (N − n)
 * @unit mean in points of the scale; easyRate 0 to 1; netEase −1 to 1
 *
 * @param answers - Answers, listed, counted or weighted.
 * @param options - Scale, direction, interval, population, seed, and the fewest answers to accept.
 * @returns What `ces` returns, and the effective number of answers.
 * @throws {@link MetricError} what `ces` throws; `undefined` for fewer answers than
 * `minimumResponses`; `out-of-range` for a population smaller than the answers; `mismatch` for a seed
 * where nothing is drawn.
 * @source Kish (1965), “Survey Sampling”; Cochran (1977), “Sampling Techniques”, ch. 2, for finite
 * populations.
 *
 * @example
 * ```ts
 * const answers = { 1: 4, 2: 6, 3: 9, 4: 14, 5: 31, 6: 52, 7: 44 }
 * cesEstimate(answers).meanInterval // => { low: 5.2269…, high: 5.6980…, confidence: 0.95, method: 't' }
 * cesEstimate(answers, { population: 200 }).meanInterval
 * // => { low: 5.3569…, high: 5.5680…, confidence: 0.95, method: 't' }
 * ```
 */
export function cesEstimate(answers: SurveyAnswers, options: CesEstimateOptions = {}): CesEstimate {
  const metric = 'cesEstimate'
  const given = readOptions<CesEstimateOptions>(metric, options, CES_ESTIMATE_OPTIONS)
  const scale = readScale(metric, given)
  const { basis, ...boxes } = estimateBoxScores(metric, answers, boxBoundsOf(scale), given)
  return { ...name(boxes, scale), ...basis }
}
