import { checkConfidence, readOptions } from '../internal/guard.js'
import { type Interval, interval } from '../internal/inference/interval.js'
import { normalTest } from '../internal/inference/significance.js'
import { normalWidth } from '../internal/math/special.js'
import { eachPair } from '../internal/surveys/answers.js'
import { checkScale } from '../internal/surveys/ratingCounts.js'
import type { RatingPair } from '../ratings/index.js'
import {
  COMPARE_NPS_OPTIONS,
  type CompareNpsOptions,
  checkNpsMethod,
  type NpsComparisonMethod,
} from './compareNps.js'
import { NPS_0_TO_10, type NpsScale } from './npsGroups.js'

/** The score of the same customers at two times. */
export interface PairedNps {
  /** The later score less the earlier one, in points. */
  readonly difference: number
  /** Standard error of the difference, in points. */
  readonly standardError: number
  /** Interval of the difference, in points, −200 to 200. */
  readonly interval: Interval<NpsComparisonMethod>
  /** The difference in standard errors, by the method; `null` where there is no variance. */
  readonly z: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where
   * there is no variance.
   */
  readonly pValue: number | null
  /** The earlier score, in points. */
  readonly before: number
  /** The later score, in points. */
  readonly after: number
  /** Customers who answered both times. */
  readonly responses: number
  /** Customers who moved up by one group or two. */
  readonly improved: number
  /** Customers who moved down by one group or two. */
  readonly worsened: number
  /** The method of test and interval. */
  readonly method: NpsComparisonMethod
  /** The scale and cut-offs used. */
  readonly scale: NpsScale
}

/**
 * Whether the Net Promoter Score of the same customers changed between two surveys.
 *
 * Each customer is compared with themself, which detects smaller changes than a comparison of two
 * different groups. By default Rocks' three artificial answers are added at both times, as if their
 * two answers were independent. `wald` uses the moves as observed.
 *
 * @formula z = mean move ÷ (standard deviation of the moves ÷ √customers), a move being −2 to 2 groups
 * @unit points, −200 to 200
 *
 * @param pairs - Both ratings of each customer.
 * @param options - Scale, method, confidence, and what a missing rating does: `skip` leaves its pair out.
 * @returns The change with its interval, z and p.
 * @throws {@link MetricError} what `nps` throws; `undefined` for fewer pairs than `minimumResponses`.
 * @source Rocks (2016), “Interval Estimation for the Net Promoter Score”, The American Statistician 70,
 * for the answers added; Agresti (2013), “Categorical Data Analysis”, 3rd ed., ch. 11, for scores of matched pairs.
 *
 * @example
 * ```ts
 * const { before, after, difference, improved } = compareNpsPaired([
 *   { before: 6, after: 9 },
 *   { before: 7, after: 9 },
 *   { before: 10, after: 10 },
 *   { before: 9, after: 8 },
 * ])
 * difference // => 50
 * improved // => 2
 * ```
 */
export function compareNpsPaired(
  pairs: Iterable<RatingPair>,
  options: CompareNpsOptions = {},
): PairedNps {
  const metric = 'compareNpsPaired'
  const given = readOptions<CompareNpsOptions>(metric, options, COMPARE_NPS_OPTIONS)
  const method = checkNpsMethod(metric, given.interval)
  const scale = checkScale(metric, given.scale ?? NPS_0_TO_10, NPS_0_TO_10)
  const confidence = checkConfidence(metric, given.confidence)
  const groupOf = (rating: number): number =>
    rating >= scale.promoterFrom ? 1 : rating >= scale.passiveFrom ? 0 : -1
  const sums = { before: 0, moves: 0, squares: 0, improved: 0, worsened: 0 }
  const responses = eachPair(metric, pairs, scale, given, (before, after) => {
    const move = groupOf(after) - groupOf(before)
    sums.before += groupOf(before)
    sums.moves += move
    sums.squares += move * move
    if (move > 0) sums.improved++
    if (move < 0) sums.worsened++
  })
  const difference = (100 * sums.moves) / responses
  // Three customers at ¼, ½, ¼ both times, independently: their moves have a mean of 0, a variance of 1.
  const added = method === 'wald' ? 0 : 3
  const count = responses + added
  const variance = (sums.squares + added) / count - (sums.moves / count) ** 2
  const standardError = 100 * Math.sqrt(Math.max(variance, 0) / count)
  const centre = (100 * sums.moves) / count
  const half = normalWidth(confidence) * standardError
  const ends = [centre - half, centre + half] as const
  return {
    difference,
    standardError,
    interval: interval(method, confidence, difference, ends, [-200, 200]),
    ...normalTest(centre, standardError),
    before: (100 * sums.before) / responses,
    after: (100 * (sums.before + sums.moves)) / responses,
    responses,
    improved: sums.improved,
    worsened: sums.worsened,
    method,
    scale,
  }
}
