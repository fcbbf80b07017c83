import { checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import { normalTest } from '../internal/inference/significance.js'
import { lineOf } from '../internal/inference/trendLine.js'
import { readSurveyPeriods } from '../internal/surveys/segments.js'
import { joinedSlope } from '../internal/surveys/trendInterval.js'
import type { TrendOptions } from '../ratings/index.js'
import { type ComparedNps, comparedSample } from './compareNps.js'
import type { NpsScale } from './npsGroups.js'
import { npsScore } from './npsGroups.js'
import { pooledVariance, scoreInterval } from './npsSample.js'
import { type NpsAnswers, type NpsSurveyOptions, npsReader } from './readNps.js'

/** How a trend is measured. */
export interface NpsTrendOptions extends NpsSurveyOptions, TrendOptions {}

/** The fields that are read; another one is refused. */
const NPS_TREND_OPTIONS: Fields<NpsTrendOptions> = {
  scale: 0,
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  at: 0,
}

/** One period's score. */
export interface NpsPeriod extends ComparedNps {
  /** Its place in time. */
  readonly at: number
}

/** The slope of a score over time. */
export interface NpsTrend {
  /** Points that the score gains per period. */
  readonly slope: number
  /** Standard error of the slope if there is no trend, from the answers of all periods together. */
  readonly standardError: number
  /** Interval of the slope, in points per period, from the score intervals of the periods. */
  readonly interval: Interval<'newcombe'>
  /** The slope in standard errors. */
  readonly z: number
  /** p-value: the probability of a slope at least this steep by chance alone. */
  readonly pValue: number
  /** The periods that have answers. */
  readonly periods: readonly NpsPeriod[]
  /** The scale and cut-offs used; `null` where only groups were given. */
  readonly scale: NpsScale | null
}

/**
 * Whether a Net Promoter Score rises or falls across periods.
 *
 * The line is fitted to every answer, so a period counts by its number of answers. The test is that
 * of Cochran and Armitage for three groups: without a trend, all periods have the same mix of
 * answers, so it uses the variance of all answers together, with Rocks' three artificial answers.
 * The interval joins the score intervals of the periods, each with its own mix.
 *
 * @formula slope = Σ n (t − t̄)(score − mean score) ÷ Σ n (t − t̄)²; z = slope × √Σ n (t − t̄)² ÷ deviation of all answers
 * @unit points per period
 *
 * @param periods - Answers of consecutive periods; `null` where none exist.
 * @param options - Scale, confidence, and the places of the periods if they are not evenly spaced.
 * @returns The slope with its interval, z and p.
 * @throws {@link MetricError} what `nps` throws; `out-of-range` for fewer than two periods with
 * answers; `mismatch` for results of different scales.
 * @source Mantel (1963), “Chi-Square Tests with One Degree of Freedom”, Journal of the American
 * Statistical Association 58, for the test of scored groups; Rocks (2016), “Interval Estimation for the
 * Net Promoter Score”, The American Statistician 70, for the answers added; Zou, Huang & Zhang (2009),
 * “A Note on Confidence Interval Estimation for a Linear Function of Binomial Proportions”,
 * Computational Statistics & Data Analysis 53, for the interval.
 *
 * @example
 * ```ts
 * const { slope, pValue } = npsTrend([
 *   { promoters: 30, passives: 40, detractors: 30 },
 *   null,
 *   { promoters: 45, passives: 35, detractors: 20 },
 * ])
 * slope // => 12.5
 * pValue // => 0.0233…
 * ```
 */
export function npsTrend(
  periods: Iterable<NpsAnswers | null>,
  options: NpsTrendOptions = {},
): NpsTrend {
  const metric = 'npsTrend'
  const given = readOptions<NpsTrendOptions>(metric, options, NPS_TREND_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const placed = readSurveyPeriods(metric, periods, given.at, npsReader(metric, given))
  const variance = 1e4 * pooledVariance(placed.map(({ sample }) => sample))
  const line = lineOf(
    placed.map(({ place, sample }) => {
      return { place, count: sample.effective, mean: npsScore(sample), variance }
    }),
  )
  const { slope, standardError } = line
  const { z, pValue } = normalTest(slope, standardError)
  const points = placed.map(({ sample }) => ({
    ...scoreInterval(sample, confidence),
    estimate: npsScore(sample),
  }))
  return {
    slope,
    standardError,
    interval: joinedSlope(points, line, confidence),
    // Answers have a variance with three added.
    z: z as number,
    pValue: pValue as number,
    periods: placed.map(({ place, sample }) => ({ at: place, ...comparedSample(sample) })),
    scale: placed.find(({ sample }) => sample.scale)?.sample.scale ?? null,
  }
}
