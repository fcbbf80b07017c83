import { checkConfidence, type Fields, readFields, readOptions } from '../internal/guard.js'
import {
  type ProportionDifferenceMethod,
  type ProportionTest,
  proportionComparer,
} from '../internal/inference/compareShares.js'
import type { Interval } from '../internal/inference/interval.js'
import { COMPARED_FIELDS } from '../internal/surveys/compared.js'
import type { Compared } from '../ratings/index.js'
import type { CsatScale } from './csat.js'
import {
  type ComparedCsat,
  type CsatAnswers,
  type CsatSurveyOptions,
  compared,
  csatReader,
} from './readCsat.js'

/** How two satisfaction scores are compared. */
export interface CompareCsatOptions extends CsatSurveyOptions {
  /**
   * The test. `auto` is Fisher's exact test where fewer than five are expected in a cell of the table,
   * and the z test elsewhere; weighted answers always have the z test.
   * @defaultValue `'auto'`
   */
  readonly test?: ProportionTest | 'auto'
  /**
   * The method of the interval of the difference.
   * @defaultValue `'newcombe'`
   */
  readonly interval?: ProportionDifferenceMethod
}

/** The fields that are read; another one is refused. */
const COMPARE_CSAT_OPTIONS: Fields<CompareCsatOptions> = {
  test: 0,
  interval: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
}

/** A difference of two shares. */
export interface CsatDifference {
  /** The first share less the second, −1 to 1. */
  readonly difference: number
  /** Interval of the difference. */
  readonly interval: Interval<ProportionDifferenceMethod>
  /**
   * The difference in standard errors of both groups together; `null` where all answers are equal.
   */
  readonly z: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where the
   * test needs a z and has none.
   */
  readonly pValue: number | null
  /** The test that was used. */
  readonly test: ProportionTest
}

/** Two satisfaction scores compared. */
export interface CsatComparison extends CsatDifference {
  /** The first group. */
  readonly a: ComparedCsat
  /** The second group. */
  readonly b: ComparedCsat
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/**
 * Whether the satisfaction of two groups of customers differs by more than chance.
 *
 * Answers, tallies and earlier results may be compared; results of different scales or cut-offs may not.
 *
 * @formula z = (rate a − rate b) ÷ √(p(1 − p)(1/n a + 1/n b)), p being the rate of both groups together
 * @unit share, −1 to 1
 *
 * @param groups - The two sets of answers: `a` less `b`.
 * @param options - Scale, cut-offs, test, interval and confidence.
 * @returns The difference with its interval, z and p.
 * @throws {@link MetricError} what `csat` throws; `mismatch` for results of different scales;
 * `undefined` for fewer answers than `minimumResponses`.
 * @source Newcombe (1998), “Interval Estimation for the Difference Between Independent Proportions”,
 * Statistics in Medicine 17; Fisher (1935), “The Logic of Inductive Inference”.
 *
 * @example
 * ```ts
 * const { difference, interval, pValue, test } = compareCsat({
 *   a: { 5: 40, 4: 16, 2: 14 },
 *   b: { 5: 30, 4: 18, 2: 32 },
 * })
 * interval // => { low: 0.0524…, high: 0.3338…, confidence: 0.95, method: 'newcombe' }
 * pValue // => 0.0080…
 * test // => 'z'
 * ```
 */
export function compareCsat(
  groups: Compared<CsatAnswers>,
  options: CompareCsatOptions = {},
): CsatComparison {
  const metric = 'compareCsat'
  const pair = readFields<Compared<CsatAnswers>>(metric, ['groups'], groups, COMPARED_FIELDS, [])
  const given = readOptions<CompareCsatOptions>(metric, options, COMPARE_CSAT_OPTIONS)
  const compare = proportionComparer(metric, given, checkConfidence(metric, given.confidence))
  const read = csatReader(metric, given)
  const a = read(['a'], pair.a)
  const b = read(['b'], pair.b)
  return {
    a: compared(a),
    b: compared(b),
    ...compare(a.share, b.share, a.isWhole && b.isWhole),
    scale: a.scale,
  }
}
