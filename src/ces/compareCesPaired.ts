import { check, checkConfidence, readOptions } from '../internal/guard.js'
import { studentInterval } from '../internal/inference/compareMeans.js'
import type { Interval } from '../internal/inference/interval.js'
import { studentTest } from '../internal/inference/significance.js'
import { eachPair } from '../internal/surveys/answers.js'
import type { RatingPair } from '../ratings/index.js'
import { type CesScale, readScale } from './ces.js'
import type { CesSurveyOptions } from './readCes.js'
import { CES_SURVEY_OPTIONS } from './readCes.js'

/** The effort of the same customers at two times. */
export interface PairedCes {
  /** The later mean less the earlier one, in points of the scale and in its direction. */
  readonly difference: number
  /** Standard error of the difference, in points of the scale. */
  readonly standardError: number
  /** Interval of the difference, in points of the scale; `null` where all customers moved alike. */
  readonly interval: Interval<'t'> | null
  /** The difference in standard errors; `null` where all customers moved alike. */
  readonly t: number | null
  /** Degrees of freedom of t; `null` where all customers moved alike. */
  readonly degreesOfFreedom: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where all
   * customers moved alike.
   */
  readonly pValue: number | null
  /** The earlier mean. */
  readonly before: number
  /** The later mean. */
  readonly after: number
  /** Customers who answered both times. */
  readonly responses: number
  /** The scale, direction and cut-offs used. */
  readonly scale: CesScale
}

/**
 * Whether the effort of the same customers changed between two surveys.
 *
 * @formula t = mean move ÷ (standard deviation of the moves ÷ √customers)
 * @unit points of the scale, in its direction
 *
 * @param pairs - Both ratings of each customer.
 * @param options - Scale, direction, confidence, and what a missing rating does: `skip` leaves its pair out.
 * @returns The change with its interval, t and p.
 * @throws {@link MetricError} what `ces` throws; `undefined` for a single pair or fewer than
 * `minimumResponses`.
 * @source Student (1908), “The Probable Error of a Mean”, Biometrika 6.
 *
 * @example
 * ```ts
 * const { difference, t } = compareCesPaired([
 *   { before: 4, after: 6 },
 *   { before: 5, after: 6 },
 *   { before: 6, after: 6 },
 *   { before: 3, after: 6 },
 * ])
 * difference // => 1.5
 * t // => 2.3237…
 * ```
 */
export function compareCesPaired(
  pairs: Iterable<RatingPair>,
  options: CesSurveyOptions = {},
): PairedCes {
  const metric = 'compareCesPaired'
  const given = readOptions<CesSurveyOptions>(metric, options, CES_SURVEY_OPTIONS)
  const scale = readScale(metric, given)
  const confidence = checkConfidence(metric, given.confidence)
  // Moves are whole numbers, whose sums are exact.
  const sums = { before: 0, moves: 0, squares: 0 }
  const responses = eachPair(metric, pairs, scale, given, (before, after) => {
    sums.before += before
    sums.moves += after - before
    sums.squares += (after - before) ** 2
  })
  const expected = 'at least 2, which it takes to differ'
  check(metric, ['pairs', 'responses'], responses, responses > 1, expected, 'undefined')
  const difference = sums.moves / responses
  const squares = sums.squares - sums.moves * difference
  const deviation = Math.sqrt(Math.max(squares, 0) / (responses - 1))
  const standardError = deviation / Math.sqrt(responses)
  const wide = scale.max - scale.min
  return {
    difference,
    standardError,
    interval: studentInterval(difference, standardError, responses - 1, confidence, [-wide, wide]),
    ...studentTest(difference, standardError, responses - 1),
    before: sums.before / responses,
    after: (sums.before + sums.moves) / responses,
    responses,
    scale,
  }
}
