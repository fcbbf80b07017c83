import {
  checkChoice,
  checkConfidence,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { type Interval, interval } from '../internal/inference/interval.js'
import { normalTest } from '../internal/inference/significance.js'
import { normalWidth } from '../internal/math/special.js'
import { COMPARED_FIELDS } from '../internal/surveys/compared.js'
import type { Compared } from '../ratings/index.js'
import type { NpsScale } from './npsGroups.js'
import { npsScore } from './npsGroups.js'
import { type NpsSample, npsMoments } from './npsSample.js'
import { type NpsAnswers, type NpsSurveyOptions, npsReader } from './readNps.js'

/**
 * How the difference of two scores is tested: as observed (`wald`), or with Rocks' three artificial
 * answers added to each group, which is reliable for few answers and for groups that all agree.
 */
export type NpsComparisonMethod = 'adjusted-wald' | 'wald'

/** How two scores are compared. */
export interface CompareNpsOptions extends NpsSurveyOptions {
  /**
   * The method of test and interval.
   * @defaultValue `'adjusted-wald'`
   */
  readonly interval?: NpsComparisonMethod
}

/** The fields that are read; another one is refused. */
export const COMPARE_NPS_OPTIONS: Fields<CompareNpsOptions> = {
  interval: 0,
  scale: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
}

/** A score in a comparison. */
export interface ComparedNps {
  /** The score, in points. */
  readonly score: number
  /** Answers counted. */
  readonly responses: number
  /** The effective number of answers: how many answers of equal weight give the same precision. */
  readonly effectiveResponses: number
}

/** A difference of two scores. */
export interface NpsDifference {
  /** The first score less the second, in points. */
  readonly difference: number
  /**
   * The difference with three artificial answers added to each group, on which `z` and `pValue` are
   * based; `null` for `wald`. The added answers pull a small group towards 0 more than a large one,
   * so the sign can differ from `difference`.
   */
  readonly adjustedDifference: number | null
  /** Standard error of the adjusted difference, in points; for `wald`, of the difference. */
  readonly standardError: number
  /** Interval of the difference, in points, −200 to 200. */
  readonly interval: Interval<NpsComparisonMethod>
  /**
   * The z statistic: the adjusted difference, or for `wald` the difference, in standard errors;
   * `null` where there is no variance.
   */
  readonly z: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where
   * there is no variance.
   */
  readonly pValue: number | null
}

/** Two scores compared. */
export interface NpsComparison extends NpsDifference {
  /** The first score. */
  readonly a: ComparedNps
  /** The second score. */
  readonly b: ComparedNps
  /** The method of test and interval. */
  readonly method: NpsComparisonMethod
  /** The scale and cut-offs used; `null` where only groups were given. */
  readonly scale: NpsScale | null
}

/** The method of a comparison, as given. */
export function checkNpsMethod(
  metric: string,
  method: NpsComparisonMethod = 'adjusted-wald',
): NpsComparisonMethod {
  return checkChoice(metric, ['interval'], method, ['adjusted-wald', 'wald'])
}

/**
 * Whether two Net Promoter Scores of different customers differ by more than chance.
 *
 * Answers, tallies, groups and earlier results may be compared; results of different scales may
 * not. The three artificial answers are ¾ promoter, 1½ passives and ¾ detractor. They pull a group
 * of ten clearly towards 0, and a group of ten thousand not noticeably.
 *
 * @formula z = (score a − score b) ÷ √(variance a ÷ n a + variance b ÷ n b)
 * @unit points, −200 to 200
 *
 * @param groups - The two sets of answers: `a` less `b`.
 * @param options - Scale, method and confidence.
 * @returns The difference with its interval, z and p.
 * @throws {@link MetricError} what `nps` throws; `mismatch` for results of different scales;
 * `undefined` for fewer answers than `minimumResponses`.
 * @source Rocks (2016), “Interval Estimation for the Net Promoter Score”, The American Statistician
 * 70; Sauro & Lewis (2021), “How to Statistically Compare Two Net Promoter Scores”, MeasuringU.
 *
 * @example
 * ```ts
 * const a = { promoters: 40, passives: 40, detractors: 20 }
 * const b = { promoters: 25, passives: 45, detractors: 30 }
 * const { difference, interval, pValue } = compareNps({ a, b })
 * difference // => 25
 * interval // => { low: 3.9659…, high: 44.5777…, confidence: 0.95, method: 'adjusted-wald' }
 * pValue // => 0.0191…
 * ```
 */
export function compareNps(
  groups: Compared<NpsAnswers>,
  options: CompareNpsOptions = {},
): NpsComparison {
  const metric = 'compareNps'
  const { a, b } = readFields<Compared<NpsAnswers>>(metric, ['groups'], groups, COMPARED_FIELDS, [])
  const given = readOptions<CompareNpsOptions>(metric, options, COMPARE_NPS_OPTIONS)
  const method = checkNpsMethod(metric, given.interval)
  const confidence = checkConfidence(metric, given.confidence)
  const read = npsReader(metric, given)
  const first = read(['a'], a)
  const second = read(['b'], b)
  return {
    a: comparedSample(first),
    b: comparedSample(second),
    ...npsComparer(method, confidence)(first, second),
    method,
    scale: first.scale ?? second.scale,
  }
}

/** A score as it appears in a comparison. */
export function comparedSample(sample: NpsSample): ComparedNps {
  const { responses, effective } = sample
  return { score: npsScore(sample), responses, effectiveResponses: effective }
}

/** The difference of two scores, by one method; every comparison uses it. */
export function npsComparer(
  method: NpsComparisonMethod,
  confidence: number,
): (a: NpsSample, b: NpsSample) => NpsDifference {
  const added = method === 'wald' ? 0 : 0.75
  const width = normalWidth(confidence)
  return (a, b) => {
    const first = npsMoments(a, added)
    const second = npsMoments(b, added)
    const centre = 100 * (first.score - second.score) + 0
    const variance = first.variance / first.count + second.variance / second.count
    const standardError = 100 * Math.sqrt(variance)
    const half = width * standardError
    const difference = npsScore(a) - npsScore(b)
    const ends = [centre - half, centre + half] as const
    return {
      difference,
      adjustedDifference: method === 'wald' ? null : centre,
      standardError,
      interval: interval(method, confidence, difference, ends, [-200, 200]),
      ...normalTest(centre, standardError),
    }
  }
}
