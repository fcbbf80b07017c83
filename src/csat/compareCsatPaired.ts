import { checkConfidence, readOptions } from '../internal/guard.js'
import { type Interval, npsInterval } from '../internal/inference/interval.js'
import { coinTest, normalTest } from '../internal/inference/significance.js'
import { eachPair } from '../internal/surveys/answers.js'
import type { RatingPair } from '../ratings/index.js'
import { boxBoundsOf, type CsatScale, readScale } from './csat.js'
import type { CsatSurveyOptions } from './readCsat.js'
import { CSAT_SURVEY_OPTIONS } from './readCsat.js'

/** The satisfaction of the same customers at two times. */
export interface PairedCsat {
  /** The later rate less the earlier one, −1 to 1. */
  readonly difference: number
  /** Interval of the difference: Tango's score interval of matched pairs. */
  readonly interval: Interval<'score'>
  /** McNemar's statistic; `null` where nobody changed sides. */
  readonly z: number | null
  /** p-value: the probability of a difference at least this large by chance alone. */
  readonly pValue: number
  /** McNemar's test, exact where fewer than 25 changed sides. */
  readonly test: 'mcnemar' | 'mcnemar-exact'
  /** The earlier rate, 0 to 1. */
  readonly before: number
  /** The later rate, 0 to 1. */
  readonly after: number
  /** Customers who answered both times. */
  readonly responses: number
  /** Customers who became satisfied. */
  readonly gained: number
  /** Customers who are no longer satisfied. */
  readonly lost: number
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/** Changes of side from which on the normal curve is good enough. */
const MANY_CHANGES = 25

/**
 * Whether the satisfaction of the same customers changed between two surveys.
 *
 * Only customers who changed sides carry information: those who became satisfied, and those who no
 * longer are.
 *
 * @formula z = (gained − lost) ÷ √(gained + lost)
 * @unit share, −1 to 1
 *
 * @param pairs - Both ratings of each customer.
 * @param options - Scale, cut-offs, confidence, and what a missing rating does: `skip` leaves its pair out.
 * @returns The change with its interval, z and p.
 * @throws {@link MetricError} what `csat` throws; `undefined` for fewer pairs than `minimumResponses`.
 * @source McNemar (1947), “Note on the Sampling Error of the Difference Between Correlated
 * Proportions”, Psychometrika 12; Tango (1998), “Equivalence Test and Confidence Interval for the
 * Difference in Proportions for the Paired-Sample Design”, Statistics in Medicine 17.
 *
 * @example
 * ```ts
 * const { difference, gained, lost, pValue } = compareCsatPaired([
 *   { before: 2, after: 5 },
 *   { before: 3, after: 4 },
 *   { before: 4, after: 3 },
 *   { before: 5, after: 5 },
 * ])
 * difference // => 0.25
 * gained // => 2
 * pValue // => 1
 * ```
 */
export function compareCsatPaired(
  pairs: Iterable<RatingPair>,
  options: CsatSurveyOptions = {},
): PairedCsat {
  const metric = 'compareCsatPaired'
  const given = readOptions<CsatSurveyOptions>(metric, options, CSAT_SURVEY_OPTIONS)
  const scale = readScale(metric, given)
  const confidence = checkConfidence(metric, given.confidence)
  const { isTop } = boxBoundsOf(scale)
  const sums = { before: 0, gained: 0, lost: 0 }
  const responses = eachPair(metric, pairs, scale, given, (before, after) => {
    if (isTop(before)) sums.before++
    if (isTop(after) && !isTop(before)) sums.gained++
    if (isTop(before) && !isTop(after)) sums.lost++
  })
  const { gained, lost } = sums
  const { low, high } = npsInterval('score', gained, responses, lost, confidence)
  const normal = normalTest(gained - lost, Math.sqrt(gained + lost))
  const isExact = gained + lost < MANY_CHANGES
  return {
    difference: (gained - lost) / responses,
    interval: { low: low / 100, high: high / 100, confidence, method: 'score' },
    z: normal.z,
    pValue: isExact ? coinTest(gained, lost) : (normal.pValue as number),
    test: isExact ? 'mcnemar-exact' : 'mcnemar',
    before: sums.before / responses,
    after: (sums.before + gained - lost) / responses,
    responses,
    gained,
    lost,
    scale,
  }
}
