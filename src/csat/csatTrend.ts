import { checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import { type Interval, proportionInterval } from '../internal/inference/interval.js'
import { normalTest } from '../internal/inference/significance.js'
import { lineOf } from '../internal/inference/trendLine.js'
import { readSurveyPeriods } from '../internal/surveys/segments.js'
import { joinedSlope } from '../internal/surveys/trendInterval.js'
import type { TrendOptions } from '../ratings/index.js'
import type { CsatScale } from './csat.js'
import {
  type ComparedCsat,
  type CsatAnswers,
  type CsatSurveyOptions,
  compared,
  csatReader,
} from './readCsat.js'

/** How a trend is measured. */
export interface CsatTrendOptions extends CsatSurveyOptions, TrendOptions {}

/** The fields that are read; another one is refused. */
const CSAT_TREND_OPTIONS: Fields<CsatTrendOptions> = {
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
  at: 0,
}

/** One period's satisfaction. */
export interface CsatPeriod extends ComparedCsat {
  /** Its place in time. */
  readonly at: number
}

/** The slope of satisfaction over time. */
export interface CsatTrend {
  /** Change of the rate per period. */
  readonly slope: number
  /** Standard error of the slope if there is no trend, from the answers of all periods together. */
  readonly standardError: number
  /** Interval of the slope, from the score intervals of the periods. */
  readonly interval: Interval<'newcombe'>
  /**
   * Cochran and Armitage's statistic, the slope in standard errors; `null` where all answers are
   * equal.
   */
  readonly z: number | null
  /**
   * p-value: the probability of a slope at least this steep by chance alone; `null` where all
   * answers are equal.
   */
  readonly pValue: number | null
  /** The periods that have answers. */
  readonly periods: readonly CsatPeriod[]
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/**
 * Whether satisfaction rises or falls across periods.
 *
 * The interval joins the score intervals of the periods, as that of `compareCsat` joins those of two
 * groups; of two periods it is the same.
 *
 * @formula z = Σ (t − t̄)(satisfied − n p) ÷ √(p(1 − p) Σ n (t − t̄)²), p being the rate of all periods together
 * @unit share per period
 *
 * @param periods - Answers of consecutive periods; `null` where none exist.
 * @param options - Scale, confidence, and the places of the periods if they are not evenly spaced.
 * @returns The slope with its interval, and the test for a trend.
 * @throws {@link MetricError} what `csat` throws; `out-of-range` for fewer than two periods with
 * answers; `mismatch` for results of different scales.
 * @source Cochran (1954), “Some Methods for Strengthening the Common χ² Tests”, Biometrics 10; Armitage
 * (1955), “Tests for Linear Trends in Proportions and Frequencies”, Biometrics 11; Zou, Huang & Zhang
 * (2009), “A Note on Confidence Interval Estimation for a Linear Function of Binomial Proportions”,
 * Computational Statistics & Data Analysis 53, for the interval.
 *
 * @example
 * ```ts
 * const { slope, pValue } = csatTrend([
 *   { 5: 60, 3: 40 },
 *   { 5: 66, 3: 34 },
 *   { 5: 75, 3: 25 },
 * ])
 * slope // => 0.075…
 * pValue // => 0.0240…
 * ```
 */
export function csatTrend(
  periods: Iterable<CsatAnswers | null>,
  options: CsatTrendOptions = {},
): CsatTrend {
  const metric = 'csatTrend'
  const given = readOptions<CsatTrendOptions>(metric, options, CSAT_TREND_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const placed = readSurveyPeriods(metric, periods, given.at, csatReader(metric, given))
  const [first] = placed as [(typeof placed)[number]]
  const shares = placed.map(({ sample }) => sample.share)
  const trials = shares.reduce((sum, share) => sum + share.trials, 0)
  const rate = shares.reduce((sum, share) => sum + share.successes, 0) / trials
  const line = lineOf(
    placed.map(({ place, sample }) => ({
      place,
      count: sample.share.trials,
      mean: sample.rate,
      variance: rate * (1 - rate),
    })),
  )
  const { slope, standardError } = line
  return {
    slope,
    standardError,
    interval: joinedSlope(
      shares.map(({ successes, trials }) => ({
        ...proportionInterval('wilson', successes, trials, confidence),
        estimate: successes / trials,
      })),
      line,
      confidence,
    ),
    ...normalTest(slope, standardError),
    periods: placed.map(({ place, sample }) => ({ at: place, ...compared(sample) })),
    scale: first.sample.scale,
  }
}
