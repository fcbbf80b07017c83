import { checkConfidence, checkObject } from '../internal/guard.js'
import { lineOf, trendTest } from '../internal/hypothesis.js'
import { type Interval, interval } from '../internal/interval.js'
import { readPeriods } from '../internal/segments.js'
import { normalWidth } from '../internal/special.js'
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

/** One period's satisfaction. */
export interface CsatPeriod extends ComparedCsat {
  /** Its place in time. */
  readonly at: number
}

/** The slope of satisfaction over time. */
export interface CsatTrend {
  /** What the rate gains per period. */
  readonly slope: number
  /** Standard error of the slope, each period with the variance of its own rate. */
  readonly standardError: number
  /** Interval of the slope. */
  readonly interval: Interval<'wald'>
  /** Cochran and Armitage's statistic; `null` where all answered alike. */
  readonly z: number | null
  /** How often chance alone makes a slope so steep; `null` where all answered alike. */
  readonly pValue: number | null
  /** The periods that have answers. */
  readonly periods: readonly CsatPeriod[]
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/**
 * Whether satisfaction rises or falls across periods.
 *
 * @formula z = Σ (t − t̄)(satisfied − n p) ÷ √(p(1 − p) Σ n (t − t̄)²), p being the rate of all periods together
 * @unit share per period
 *
 * @param periods - Answers of consecutive periods; `null` where there are none.
 * @param options - Scale, confidence, and where the periods stand if they are not evenly spaced.
 * @returns The slope with its interval, and the test for a trend.
 * @throws {@link MetricError} what `csat` throws; `out-of-range` for fewer than two periods with
 * answers; `mismatch` for results of different scales.
 * @source Cochran (1954), “Some Methods for Strengthening the Common χ² Tests”, Biometrics 10; Armitage
 * (1955), “Tests for Linear Trends in Proportions and Frequencies”, Biometrics 11.
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
  const given = checkObject<CsatTrendOptions>(metric, ['options'], options)
  const confidence = checkConfidence(metric, given.confidence)
  const placed = readPeriods(metric, periods, given.at, csatReader(metric, given))
  const [first] = placed as [(typeof placed)[number]]
  const { slope, standardError } = lineOf(
    placed.map(({ place, sample: { rate, share } }) => ({
      place,
      count: share.trials,
      mean: rate,
      variance: rate * (1 - rate),
    })),
  )
  const half = normalWidth(confidence) * standardError
  const ends = [slope - half, slope + half] as const
  return {
    slope,
    standardError,
    interval: interval('wald', confidence, slope, ends, [-Infinity, Infinity]),
    ...trendTest(
      placed.map(({ sample }) => sample.share),
      placed.map(({ place }) => place),
    ),
    periods: placed.map(({ place, sample }) => ({ at: place, ...compared(sample) })),
    scale: first.sample.scale,
  }
}
