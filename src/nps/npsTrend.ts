import { checkConfidence, checkObject } from '../internal/guard.js'
import { type Line, lineOf, normalTest } from '../internal/hypothesis.js'
import { type Interval, interval } from '../internal/interval.js'
import { readPeriods } from '../internal/segments.js'
import { normalWidth } from '../internal/special.js'
import type { TrendOptions } from '../ratings/index.js'
import { type ComparedNps, describe } from './compareNps.js'
import type { NpsScale } from './nps.js'
import { type NpsAnswers, type NpsSurveyOptions, npsMoments, npsReader } from './readNps.js'

/** How a trend is measured. */
export interface NpsTrendOptions extends NpsSurveyOptions, TrendOptions {}

/** One period's score. */
export interface NpsPeriod extends ComparedNps {
  /** Its place in time. */
  readonly at: number
}

/** The slope of a score over time. */
export interface NpsTrend {
  /** Points that the score gains per period. */
  readonly slope: number
  /** Standard error of the adjusted slope, in points per period. */
  readonly standardError: number
  /** Interval of the slope, in points per period. */
  readonly interval: Interval<'adjusted-wald'>
  /** The adjusted slope in standard errors. */
  readonly z: number | null
  /** How often chance alone makes a slope so steep. */
  readonly pValue: number | null
  /** The periods that have answers. */
  readonly periods: readonly NpsPeriod[]
  /** The scale and cut-offs used; `null` where only groups were given. */
  readonly scale: NpsScale | null
}

/**
 * Whether a Net Promoter Score rises or falls across periods.
 *
 * The line is fitted to every answer, so that a period counts for as many as answered in it. Test and
 * interval are those of the line with Rocks' three answers added to each period, which has a variance of
 * its own; of two periods they are those of `compareNps`.
 *
 * @formula slope = Σ n (t − t̄)(score − mean score) ÷ Σ n (t − t̄)²
 * @unit points per period
 *
 * @param periods - Answers of consecutive periods; `null` where there are none.
 * @param options - Scale, confidence, and where the periods stand if they are not evenly spaced.
 * @returns The slope with its interval, z and p.
 * @throws {@link MetricError} what `nps` throws; `out-of-range` for fewer than two periods with
 * answers; `mismatch` for results of different scales.
 * @source Rocks (2016), “Interval Estimation for the Net Promoter Score”, The American Statistician 70;
 * Agresti (2013), “Categorical Data Analysis”, 3rd ed., ch. 5.3, for linear trends of grouped
 * answers; White (1980), “A Heteroskedasticity-Consistent Covariance Matrix Estimator”, Econometrica 48.
 *
 * @example
 * ```ts
 * const { slope, pValue } = npsTrend([
 *   { promoters: 30, passives: 40, detractors: 30 },
 *   null,
 *   { promoters: 45, passives: 35, detractors: 20 },
 * ])
 * slope // => 12.5
 * pValue // => 0.0235…
 * ```
 */
export function npsTrend(
  periods: Iterable<NpsAnswers | null>,
  options: NpsTrendOptions = {},
): NpsTrend {
  const metric = 'npsTrend'
  const given = checkObject<NpsTrendOptions>(metric, ['options'], options)
  const confidence = checkConfidence(metric, given.confidence)
  const placed = readPeriods(metric, periods, given.at, npsReader(metric, given))
  const line = (added: 0 | 0.75): Line =>
    lineOf(
      placed.map(({ place, sample }) => {
        const { score, variance, count } = npsMoments(sample, added)
        return { place, count, mean: 100 * score, variance: 1e4 * variance }
      }),
    )
  const { slope, steepest } = line(0)
  const { slope: centre, standardError } = line(0.75)
  const half = normalWidth(confidence) * standardError
  const ends = [centre - half, centre + half] as const
  return {
    slope,
    standardError,
    interval: interval('adjusted-wald', confidence, slope, ends, [-200 * steepest, 200 * steepest]),
    ...normalTest(centre, standardError),
    periods: placed.map(({ place, sample }) => ({ at: place, ...describe(sample) })),
    scale: placed.find(({ sample }) => sample.scale)?.sample.scale ?? null,
  }
}
