import { check, checkConfidence, type Fields, readOptions } from '../internal/guard.js'
import { studentInterval } from '../internal/inference/compareMeans.js'
import type { Interval } from '../internal/inference/interval.js'
import { studentTest } from '../internal/inference/significance.js'
import { lineOf } from '../internal/inference/trendLine.js'
import { readSurveyPeriods } from '../internal/surveys/segments.js'
import type { TrendOptions } from '../ratings/index.js'
import type { CesScale } from './ces.js'
import {
  type CesAnswers,
  type CesSurveyOptions,
  type ComparedCes,
  cesReader,
  compared,
} from './readCes.js'

/** How a trend is measured. */
export interface CesTrendOptions extends CesSurveyOptions, TrendOptions {}

/** The fields that are read; another one is refused. */
const CES_TREND_OPTIONS: Fields<CesTrendOptions> = {
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
  at: 0,
}

/** One period's effort. */
export interface CesPeriod extends ComparedCes {
  /** Its place in time. */
  readonly at: number
}

/** The slope of effort over time. */
export interface CesTrend {
  /** Points that the mean gains per period, in the direction of the scale. */
  readonly slope: number
  /** Standard error of the slope. */
  readonly standardError: number
  /** Interval of the slope; `null` where all answers lie on the line. */
  readonly interval: Interval<'t'> | null
  /** The slope in standard errors; `null` where all answers lie on the line. */
  readonly t: number | null
  /** Degrees of freedom of t: answers less two; `null` like it. */
  readonly degreesOfFreedom: number | null
  /** p-value: the probability of a slope at least this steep by chance alone; `null` like t. */
  readonly pValue: number | null
  /** The periods that have answers. */
  readonly periods: readonly CesPeriod[]
  /** The scale, direction and cut-offs used. */
  readonly scale: CesScale
}

/**
 * Whether effort rises or falls across periods.
 *
 * The least-squares line through every answer, with one variance of the answers around it.
 *
 * @formula slope = Σ n (t − t̄)(mean − mean of all) ÷ Σ n (t − t̄)²
 * @unit points of the scale per period
 *
 * @param periods - Answers of consecutive periods; `null` where none exist.
 * @param options - Scale, confidence, and the places of the periods if they are not evenly spaced.
 * @returns The slope with its interval, t and p.
 * @throws {@link MetricError} what `ces` throws; `out-of-range` for fewer than two periods with
 * answers; `undefined` for fewer than three answers; `mismatch` for results of different scales.
 * @source Draper & Smith (1998), “Applied Regression Analysis”, 3rd ed., ch. 1.
 *
 * @example
 * ```ts
 * const { slope, t, pValue } = cesTrend([
 *   { 4: 10, 5: 20, 6: 10 },
 *   { 4: 8, 5: 18, 6: 14 },
 *   { 4: 5, 5: 15, 6: 20 },
 * ])
 * slope // => 0.1875
 * t // => 2.3…
 * ```
 */
export function cesTrend(
  periods: Iterable<CesAnswers | null>,
  options: CesTrendOptions = {},
): CesTrend {
  const metric = 'cesTrend'
  const given = readOptions<CesTrendOptions>(metric, options, CES_TREND_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const placed = readSurveyPeriods(metric, periods, given.at, cesReader(metric, given))
  const [first] = placed as [(typeof placed)[number]]
  const all = placed.reduce((sum, { sample }) => sum + sample.effective, 0)
  check(metric, ['periods', 'responses'], all, all > 2, 'more than 2', 'undefined')
  const within = placed.reduce(
    (sum, { sample }) => sum + (sample.deviation ?? 0) ** 2 * Math.max(sample.effective - 1, 0),
    0,
  )
  const points = placed.map(({ place, sample }) => ({
    place,
    count: sample.effective,
    mean: sample.mean,
    variance: 1,
  }))
  const line = lineOf(points)
  const { min, max } = first.sample.scale
  const squares = within + line.squares
  // What is left by rounding alone is nothing.
  const left = squares > ROUNDED_VARIANCE * all * (max - min) ** 2 ? squares / (all - 2) : 0
  const standardError = line.standardError * Math.sqrt(left)
  const steepest = Math.max((max - min) * line.steepest, Math.abs(line.slope))
  return {
    slope: line.slope,
    standardError,
    interval: studentInterval(line.slope, standardError, all - 2, confidence, [
      -steepest,
      steepest,
    ]),
    ...studentTest(line.slope, standardError, all - 2),
    periods: placed.map(({ place, sample }) => ({ at: place, ...compared(sample) })),
    scale: first.sample.scale,
  }
}

/** Squared roundings of means, as a part of the squared scale. */
const ROUNDED_VARIANCE = 1e-26
