import {
  checkChoice,
  checkConfidence,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { compareMoments } from '../internal/inference/compareMeans.js'
import type { Interval } from '../internal/inference/interval.js'
import { COMPARED_FIELDS } from '../internal/surveys/compared.js'
import type { Compared } from '../ratings/index.js'
import type { CesScale } from './ces.js'
import {
  type CesAnswers,
  type CesSurveyOptions,
  type ComparedCes,
  cesReader,
  compared,
  momentsOf,
} from './readCes.js'

/** Whether each group has a variance of its own (`welch`), or both have the same (`pooled`). */
export type CesTest = 'welch' | 'pooled'

/** How two effort scores are compared. */
export interface CompareCesOptions extends CesSurveyOptions {
  /**
   * The test.
   * @defaultValue `'welch'`
   */
  readonly test?: CesTest
}

/** The fields that are read; another one is refused. */
const COMPARE_CES_OPTIONS: Fields<CompareCesOptions> = {
  test: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
}

/** A difference of two means. */
export interface CesDifference {
  /** The first mean less the second, in points of the scale and in its direction. */
  readonly difference: number
  /** Standard error of the difference, in points of the scale. */
  readonly standardError: number
  /** Interval of the difference, in points of the scale; `null` where neither group varies. */
  readonly interval: Interval<'t'> | null
  /** The difference in standard errors; `null` where all answers are equal. */
  readonly t: number | null
  /** Degrees of freedom of t; `null` where all answers are equal. */
  readonly degreesOfFreedom: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where all
   * answers are equal.
   */
  readonly pValue: number | null
}

/** Two effort scores compared. */
export interface CesComparison extends CesDifference {
  /** The first group. */
  readonly a: ComparedCes
  /** The second group. */
  readonly b: ComparedCes
  /** The test that was used. */
  readonly test: CesTest
  /** The scale, direction and cut-offs used. */
  readonly scale: CesScale
}

/**
 * Whether the mean effort of two groups of customers differs by more than chance.
 *
 * Answers, tallies and earlier results may be compared; results of different scales or directions may
 * not.
 *
 * @formula t = (mean a − mean b) ÷ √(s²a/n a + s²b/n b), with Welch's degrees of freedom
 * @unit points of the scale, in its direction
 *
 * @param groups - The two sets of answers: `a` less `b`.
 * @param options - Scale, direction, test and confidence.
 * @returns The difference with its interval, t and p.
 * @throws {@link MetricError} what `ces` throws; `mismatch` for results of different scales;
 * `undefined` for a group of a single answer or fewer than `minimumResponses`.
 * @source Welch (1947), “The Generalization of ‘Student’s’ Problem”, Biometrika 34.
 *
 * @example
 * ```ts
 * const { difference, t, pValue } = compareCes({
 *   a: { 3: 4, 5: 10, 6: 20, 7: 16 },
 *   b: { 2: 6, 4: 12, 5: 18, 6: 14 },
 * })
 * difference // => 1.2000…
 * t // => 5.0902…
 * ```
 */
export function compareCes(
  groups: Compared<CesAnswers>,
  options: CompareCesOptions = {},
): CesComparison {
  const metric = 'compareCes'
  const pair = readFields<Compared<CesAnswers>>(metric, ['groups'], groups, COMPARED_FIELDS, [])
  const given = readOptions<CompareCesOptions>(metric, options, COMPARE_CES_OPTIONS)
  const test = checkChoice(metric, ['test'], given.test ?? 'welch', ['welch', 'pooled'])
  const confidence = checkConfidence(metric, given.confidence)
  const read = cesReader(metric, given)
  const a = read(['a'], pair.a)
  const b = read(['b'], pair.b)
  const wide = a.scale.max - a.scale.min
  return {
    a: compared(a),
    b: compared(b),
    ...compareMoments(
      momentsOf(metric, ['a'], a),
      momentsOf(metric, ['b'], b),
      test === 'pooled',
      confidence,
      [-wide, wide],
    ),
    test,
    scale: a.scale,
  }
}
