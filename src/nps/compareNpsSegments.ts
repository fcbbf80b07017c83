import { checkChoice, checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import {
  adjustKnown,
  CORRECTIONS,
  type PValueCorrection,
} from '../internal/inference/pValueCorrection.js'
import {
  type ChiSquareTest,
  chiSquareTest,
  cochranQ,
  pooledDistance,
} from '../internal/inference/significance.js'
import {
  eachPairOf,
  readSurveySegments,
  type SegmentLeftOut,
} from '../internal/surveys/segments.js'

export type { SegmentLeftOut } from '../internal/surveys/segments.js'

import type { CorrectionOptions } from '../ratings/index.js'
import {
  type ComparedNps,
  type CompareNpsOptions,
  checkNpsMethod,
  comparedSample,
  type NpsComparisonMethod,
  type NpsDifference,
  npsComparer,
} from './compareNps.js'
import type { NpsScale } from './npsGroups.js'
import { npsScore } from './npsGroups.js'
import { type NpsSample, npsMoments, pooledVariance, scoreInterval } from './npsSample.js'
import { type NpsAnswers, npsReader } from './readNps.js'

/** How the scores of several segments are compared. */
export interface CompareNpsSegmentsOptions extends CompareNpsOptions, CorrectionOptions {}

/** The fields that are read; another one is refused. */
const COMPARE_NPS_SEGMENTS_OPTIONS: Fields<CompareNpsSegmentsOptions> = {
  interval: 0,
  scale: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  correction: 0,
}

/** One segment's score. */
export interface NpsSegment extends ComparedNps {
  /** The segment. */
  readonly name: string
  /** Interval of its score, in points. */
  readonly interval: Interval<'score'>
}

/** Two segments compared. */
export interface NpsSegmentPair extends NpsDifference {
  /** The first segment. */
  readonly a: string
  /** The second segment. */
  readonly b: string
  /** `pValue` corrected for the number of pairs. */
  readonly adjustedPValue: number | null
}

/** Many scores compared. */
export interface NpsSegmentComparison {
  /** The scores, in the order of the names: those that are whole numbers first, as objects have them. */
  readonly segments: readonly NpsSegment[]
  /**
   * The omnibus test: whether the segments differ at all. For `wald` it is `null` where all answers
   * of a segment are in one group.
   */
  readonly omnibus: ChiSquareTest
  /** Segments with too few answers, which are in no test. */
  readonly leftOut: readonly SegmentLeftOut[]
  /** Every pair of segments. */
  readonly pairs: readonly NpsSegmentPair[]
  /** The method of tests and intervals. */
  readonly method: NpsComparisonMethod
  /** How the p-values of the pairs are corrected. */
  readonly correction: PValueCorrection
  /** The scale and cut-offs used; `null` where only groups were given. */
  readonly scale: NpsScale | null
}

/**
 * Which of several segments have different Net Promoter Scores.
 *
 * The omnibus test asks whether the segments differ at all. By default it uses the variance of the
 * answers of all segments together, with Rocks' three artificial answers. With `wald` each segment
 * has its own variance; for two segments the statistic is the square of their z. Then each pair is
 * tested, and its p-value is corrected for the number of pairs. The intervals of the pairs are not
 * corrected.
 *
 * @formula chiSquare = Σ n (score − score of all)² ÷ variance of all answers; by wald, Σ (score − weighted mean)² ÷ squared standard error
 * @unit points, −200 to 200
 *
 * @param segments - Answers of each segment, by name.
 * @param options - Scale, method, confidence and correction.
 * @returns Every segment's score, the omnibus test, and every pair.
 * @throws {@link MetricError} what `compareNps` throws; `out-of-range` for fewer than two segments or
 * more than a thousand.
 * @source Mantel (1963), “Chi-Square Tests with One Degree of Freedom”, Journal of the American
 * Statistical Association 58; Cochran (1954), “The Combination of Estimates from Different Experiments”,
 * Biometrics 10, for `wald`;
 * Holm (1979), “A Simple Sequentially Rejective Multiple Test Procedure”, Scandinavian Journal of
 * Statistics 6; Benjamini & Hochberg (1995), “Controlling the False Discovery Rate”, JRSS B 57.
 *
 * @example
 * ```ts
 * const { omnibus, pairs } = compareNpsSegments({
 *   free: { promoters: 67, passives: 113, detractors: 107 },
 *   team: { promoters: 77, passives: 56, detractors: 21 },
 *   enterprise: { promoters: 9, passives: 3, detractors: 1 },
 * })
 * omnibus // => { chiSquare: 47.916…, degreesOfFreedom: 2, pValue: 0.0000000000393… }
 * pairs.map(({ a, b, adjustedPValue }) => [a, b, (adjustedPValue ?? 1) < 0.05])
 * // => [['free', 'team', true], ['free', 'enterprise', true], ['team', 'enterprise', false]]
 * ```
 */
export function compareNpsSegments(
  segments: Readonly<Record<string, NpsAnswers>>,
  options: CompareNpsSegmentsOptions = {},
): NpsSegmentComparison {
  const metric = 'compareNpsSegments'
  const given = readOptions<CompareNpsSegmentsOptions>(
    metric,
    options,
    COMPARE_NPS_SEGMENTS_OPTIONS,
  )
  const method = checkNpsMethod(metric, given.interval)
  const correction = checkChoice(metric, ['correction'], given.correction ?? 'holm', CORRECTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const { read, leftOut } = readSurveySegments(metric, segments, npsReader(metric, given))
  const samples = read.map(([, sample]) => sample)
  const pairs = eachPairOf(read, npsComparer(method, confidence))
  return {
    segments: read.map(([name, sample]) => {
      return { name, ...comparedSample(sample), interval: scoreInterval(sample, confidence) }
    }),
    omnibus: chiSquareTest(distanceOf(samples, method), samples.length - 1),
    pairs: adjustKnown(pairs, correction),
    method,
    leftOut,
    correction,
    scale: read.find(([, { scale }]) => scale)?.[1].scale ?? null,
  }
}

/** How far the scores are from one: in the variance of all answers together, or each in its own. */
function distanceOf(samples: readonly NpsSample[], method: NpsComparisonMethod): number {
  if (method === 'wald') {
    const moments = samples.map((sample) => npsMoments(sample, 0))
    return cochranQ(
      moments.map(({ score }) => score),
      moments.map(({ variance, count }) => variance / count),
    )
  }
  const groups = samples.map((sample) => ({
    mean: npsScore(sample) / 100,
    count: sample.effective,
  }))
  return pooledDistance(groups, pooledVariance(samples))
}
