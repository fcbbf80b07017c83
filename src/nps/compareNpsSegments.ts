import { adjustKnown, CORRECTIONS, type PValueCorrection } from '../internal/correction.js'
import { checkChoice, checkConfidence, checkObject } from '../internal/guard.js'
import { type ChiSquareTest, chiSquareTest, cochranQ } from '../internal/hypothesis.js'
import { type Interval, npsInterval } from '../internal/interval.js'
import { eachPairOf, readSegments } from '../internal/segments.js'
import type { CorrectionOptions } from '../ratings/index.js'
import {
  type ComparedNps,
  type CompareNpsOptions,
  checkNpsMethod,
  describe,
  type NpsComparisonMethod,
  type NpsDifference,
  npsDifference,
} from './compareNps.js'
import type { NpsScale } from './nps.js'
import { type NpsAnswers, npsMoments, npsReader } from './readNps.js'

/** How many scores are compared with one another. */
export interface CompareNpsSegmentsOptions extends CompareNpsOptions, CorrectionOptions {}

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
  /** The scores, in the order given. */
  readonly segments: readonly NpsSegment[]
  /** Whether they differ at all: one test of all of them. */
  readonly omnibus: ChiSquareTest
  /** Every two of them. */
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
 * The omnibus test asks whether they differ at all; for two segments it is the square of their z. Each
 * pair is then tested, and its p-value corrected for how many pairs there are. The intervals of the
 * pairs are those of single comparisons.
 *
 * @formula chiSquare = Σ (score − weighted mean)² ÷ squared standard error
 * @unit points, −200 to 200
 *
 * @param segments - Answers of each segment, by name.
 * @param options - Scale, method, confidence and correction.
 * @returns Every segment's score, the omnibus test, and every pair.
 * @throws {@link MetricError} what `compareNps` throws; `out-of-range` for fewer than two segments or
 * more than a thousand.
 * @source Cochran (1954), “The Combination of Estimates from Different Experiments”, Biometrics 10;
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
 * omnibus // => { chiSquare: 53.176…, degreesOfFreedom: 2, pValue: 0.00000000000283… }
 * pairs.map(({ a, b, adjustedPValue }) => [a, b, (adjustedPValue ?? 1) < 0.05])
 * // => [['free', 'team', true], ['free', 'enterprise', true], ['team', 'enterprise', false]]
 * ```
 */
export function compareNpsSegments(
  segments: Readonly<Record<string, NpsAnswers>>,
  options: CompareNpsSegmentsOptions = {},
): NpsSegmentComparison {
  const metric = 'compareNpsSegments'
  const given = checkObject<CompareNpsSegmentsOptions>(metric, ['options'], options)
  const method = checkNpsMethod(metric, given.method)
  const correction = checkChoice(metric, ['correction'], given.correction ?? 'holm', CORRECTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const read = readSegments(metric, segments, npsReader(metric, given))
  const moments = read.map(([, sample]) => npsMoments(sample, method === 'wald' ? 0 : 0.75))
  const pairs = eachPairOf(read, (a, b) => npsDifference(a, b, method, confidence))
  const scores = moments.map(({ score }) => score)
  const variances = moments.map(({ variance, count }) => variance / count)
  return {
    segments: read.map(([name, sample]) => {
      const share = sample.effective / (sample.promoters + sample.passives + sample.detractors)
      const [more, less] = [sample.promoters * share, sample.detractors * share]
      const interval = npsInterval('score', more, sample.effective, less, confidence)
      return { name, ...describe(sample), interval }
    }),
    omnibus: chiSquareTest(cochranQ(scores, variances), read.length - 1),
    pairs: adjustKnown(pairs, correction),
    method,
    correction,
    scale: read.find(([, { scale }]) => scale)?.[1].scale ?? null,
  }
}
