import { checkChoice, checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import { compareMoments } from '../internal/inference/compareMeans.js'
import { type Interval, meanInterval } from '../internal/inference/interval.js'
import {
  adjustKnown,
  CORRECTIONS,
  type PValueCorrection,
} from '../internal/inference/pValueCorrection.js'
import { type WelchTest, welchTest } from '../internal/inference/significance.js'
import {
  eachPairOf,
  readSurveySegments,
  type SegmentLeftOut,
} from '../internal/surveys/segments.js'

export type { SegmentLeftOut } from '../internal/surveys/segments.js'

import type { CorrectionOptions } from '../ratings/index.js'
import type { CesScale } from './ces.js'
import type { CesDifference, CesTest, CompareCesOptions } from './compareCes.js'
import { type CesAnswers, type ComparedCes, cesReader, compared, momentsOf } from './readCes.js'

/** How the effort scores of several segments are compared. */
export interface CompareCesSegmentsOptions extends CompareCesOptions, CorrectionOptions {}

/** The fields that are read; another one is refused. */
const COMPARE_CES_SEGMENTS_OPTIONS: Fields<CompareCesSegmentsOptions> = {
  test: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
  correction: 0,
}

/** One segment's effort. */
export interface CesSegment extends ComparedCes {
  /** The segment. */
  readonly name: string
  /** Interval of its mean. */
  readonly interval: Interval<'t'>
}

/** Two segments compared. */
export interface CesSegmentPair extends CesDifference {
  /** The first segment. */
  readonly a: string
  /** The second segment. */
  readonly b: string
  /** `pValue` corrected for the number of pairs. */
  readonly adjustedPValue: number | null
}

/** Many effort scores compared. */
export interface CesSegmentComparison {
  /** The segments, in the order of the names: those that are whole numbers first, as objects have them. */
  readonly segments: readonly CesSegment[]
  /** The omnibus test: whether the segments differ at all, by Welch's test. */
  readonly omnibus: WelchTest
  /** Segments with too few answers, which are in no test. */
  readonly leftOut: readonly SegmentLeftOut[]
  /** Every pair of segments. */
  readonly pairs: readonly CesSegmentPair[]
  /** The test of each pair. */
  readonly test: CesTest
  /** How the p-values of the pairs are corrected. */
  readonly correction: PValueCorrection
  /** The scale, direction and cut-offs used. */
  readonly scale: CesScale
}

/**
 * Which of several segments have a different mean effort.
 *
 * Welch's test for several means asks whether the segments differ at all; for two segments its
 * statistic is the square of their t. Then each pair is tested, and its p-value is corrected for
 * the number of pairs. The intervals of the pairs are not corrected.
 *
 * @formula f = (Σ w (mean − weighted mean)² ÷ (k − 1)) ÷ (1 + 2(k − 2) Σ (1 − w ÷ Σw)² ÷ (n − 1) ÷ (k² − 1)), w = n ÷ s²
 * @unit points of the scale, in its direction
 *
 * @param segments - Answers of each segment, by name.
 * @param options - Scale, direction, test, confidence and correction.
 * @returns Every segment's mean, the omnibus test, and every pair.
 * @throws {@link MetricError} what `compareCes` throws; `out-of-range` for fewer than two segments or
 * more than a thousand.
 * @source Welch (1951), “On the Comparison of Several Mean Values”, Biometrika 38; Holm (1979), “A
 * Simple Sequentially Rejective Multiple Test Procedure”, Scandinavian Journal of Statistics 6;
 * Benjamini & Hochberg (1995), “Controlling the False Discovery Rate”, JRSS B 57.
 *
 * @example
 * ```ts
 * const { omnibus, pairs } = compareCesSegments({
 *   mail: { 3: 10, 5: 20, 6: 10 },
 *   chat: { 4: 5, 6: 20, 7: 15 },
 *   phone: { 3: 8, 5: 22, 7: 10 },
 * })
 * omnibus // => { f: 19.548…, degreesOfFreedom: [2, 76.403…], pValue: 0.000000139… }
 * pairs.map(({ a, b, adjustedPValue }) => [a, b, (adjustedPValue ?? 1) < 0.05])
 * // => [['mail', 'chat', true], ['mail', 'phone', false], ['chat', 'phone', true]]
 * ```
 */
export function compareCesSegments(
  segments: Readonly<Record<string, CesAnswers>>,
  options: CompareCesSegmentsOptions = {},
): CesSegmentComparison {
  const metric = 'compareCesSegments'
  const given = readOptions<CompareCesSegmentsOptions>(
    metric,
    options,
    COMPARE_CES_SEGMENTS_OPTIONS,
  )
  const test = checkChoice(metric, ['test'], given.test ?? 'welch', ['welch', 'pooled'])
  const correction = checkChoice(metric, ['correction'], given.correction ?? 'holm', CORRECTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const readAnswers = cesReader(metric, given)
  const { read, leftOut } = readSurveySegments(metric, segments, (path, data) => {
    const sample = readAnswers(path, data)
    return { sample, moments: momentsOf(metric, path, sample) }
  })
  const [[, first]] = read as readonly [(typeof read)[number]]
  const pairs = eachPairOf(read, (a, b) => {
    const wide = a.sample.scale.max - a.sample.scale.min
    return compareMoments(a.moments, b.moments, test === 'pooled', confidence, [-wide, wide])
  })
  return {
    segments: read.map(([name, { sample, moments }]) => {
      const { min, max } = sample.scale
      const { mean, deviation, count } = moments
      const interval = meanInterval(mean, deviation, count, confidence, [min, max])
      return { name, ...compared(sample), interval }
    }),
    omnibus: welchTest(read.map(([, { moments }]) => moments)),
    pairs: adjustKnown(pairs, correction),
    test,
    leftOut,
    correction,
    scale: first.sample.scale,
  }
}
