import { checkChoice, checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import { proportionComparer } from '../internal/inference/compareShares.js'
import { type Interval, proportionInterval } from '../internal/inference/interval.js'
import {
  adjustKnown,
  CORRECTIONS,
  type PValueCorrection,
} from '../internal/inference/pValueCorrection.js'
import { type ChiSquareTest, chiSquareTest, pearson } from '../internal/inference/significance.js'
import {
  eachPairOf,
  readSurveySegments,
  type SegmentLeftOut,
} from '../internal/surveys/segments.js'

export type { SegmentLeftOut } from '../internal/surveys/segments.js'

import type { CorrectionOptions } from '../ratings/index.js'
import type { CompareCsatOptions, CsatDifference } from './compareCsat.js'
import type { CsatScale } from './csat.js'
import { type ComparedCsat, type CsatAnswers, compared, csatReader } from './readCsat.js'

/** How the satisfaction scores of several segments are compared. */
export interface CompareCsatSegmentsOptions extends CompareCsatOptions, CorrectionOptions {}

/** The fields that are read; another one is refused. */
const COMPARE_CSAT_SEGMENTS_OPTIONS: Fields<CompareCsatSegmentsOptions> = {
  test: 0,
  interval: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
  correction: 0,
}

/** One segment's satisfaction. */
export interface CsatSegment extends ComparedCsat {
  /** The segment. */
  readonly name: string
  /** Interval of its rate. */
  readonly interval: Interval<'wilson'>
}

/** Two segments compared. */
export interface CsatSegmentPair extends CsatDifference {
  /** The first segment. */
  readonly a: string
  /** The second segment. */
  readonly b: string
  /** `pValue` corrected for the number of pairs. */
  readonly adjustedPValue: number | null
}

/** Many satisfaction scores compared. */
export interface CsatSegmentComparison {
  /** The segments, in the order of the names: those that are whole numbers first, as objects have them. */
  readonly segments: readonly CsatSegment[]
  /** The omnibus test: whether the segments differ at all, by Pearson's chi-square test. */
  readonly omnibus: ChiSquareTest
  /** Segments with too few answers, which are in no test. */
  readonly leftOut: readonly SegmentLeftOut[]
  /** Every pair of segments. */
  readonly pairs: readonly CsatSegmentPair[]
  /** How the p-values of the pairs are corrected. */
  readonly correction: PValueCorrection
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/**
 * Which of several segments differ in satisfaction.
 *
 * Pearson's test asks whether the segments differ at all; for two segments its statistic is the
 * square of their z. Then each pair is tested, and its p-value is corrected for the number of
 * pairs. The intervals of the pairs are not corrected.
 *
 * @formula chiSquare = Σ n (rate − rate of all)² ÷ (rate of all × (1 − rate of all))
 * @unit share, −1 to 1
 *
 * @param segments - Answers of each segment, by name.
 * @param options - Scale, cut-offs, test, confidence and correction.
 * @returns Every segment's rate, the omnibus test, and every pair.
 * @throws {@link MetricError} what `compareCsat` throws; `out-of-range` for fewer than two segments or
 * more than a thousand.
 * @source Pearson (1900), “On the Criterion…”, Philosophical Magazine 50; Holm (1979), “A Simple
 * Sequentially Rejective Multiple Test Procedure”, Scandinavian Journal of Statistics 6; Benjamini &
 * Hochberg (1995), “Controlling the False Discovery Rate”, JRSS B 57.
 *
 * @example
 * ```ts
 * const { omnibus, pairs } = compareCsatSegments({
 *   mail: { 5: 60, 3: 40 },
 *   chat: { 5: 80, 3: 20 },
 *   phone: { 5: 75, 3: 25 },
 * })
 * omnibus // => { chiSquare: 10.6703…, degreesOfFreedom: 2, pValue: 0.0048… }
 * pairs.map(({ a, b, adjustedPValue }) => [a, b, (adjustedPValue ?? 1) < 0.05])
 * // => [['mail', 'chat', true], ['mail', 'phone', true], ['chat', 'phone', false]]
 * ```
 */
export function compareCsatSegments(
  segments: Readonly<Record<string, CsatAnswers>>,
  options: CompareCsatSegmentsOptions = {},
): CsatSegmentComparison {
  const metric = 'compareCsatSegments'
  const given = readOptions<CompareCsatSegmentsOptions>(
    metric,
    options,
    COMPARE_CSAT_SEGMENTS_OPTIONS,
  )
  const correction = checkChoice(metric, ['correction'], given.correction ?? 'holm', CORRECTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const compare = proportionComparer(metric, given, confidence)
  const { read, leftOut } = readSurveySegments(metric, segments, csatReader(metric, given))
  const pairs = eachPairOf(read, (a, b) => compare(a.share, b.share, a.isWhole && b.isWhole))
  const [[, first]] = read as readonly [(typeof read)[number]]
  const shares = read.map(([, { share }]) => share)
  return {
    segments: read.map(([name, sample]) => {
      const { successes, trials } = sample.share
      const interval = proportionInterval('wilson', successes, trials, confidence)
      return { name, ...compared(sample), interval }
    }),
    omnibus: chiSquareTest(pearson(shares), shares.length - 1),
    pairs: adjustKnown(pairs, correction),
    leftOut,
    correction,
    scale: first.scale,
  }
}
