import { checkWhole, type Fields, readOptions } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import {
  type BoxBounds,
  type BoxScores,
  checkOfScores,
  measureBoxScores,
  scalePart,
} from '../internal/surveys/boxScores.js'
import { checkEnds } from '../internal/surveys/ratingCounts.js'
import type { RatingOptions, RatingScale, Ratings } from '../ratings/index.js'

/** A scale with the two cut-offs that make three groups of its ratings. */
export interface CsatScale extends RatingScale {
  /** Lowest rating of a satisfied customer. */
  readonly satisfiedFrom: number
  /**
   * Highest rating of a dissatisfied customer.
   * @defaultValue as far from the lowest rating as `satisfiedFrom` is from the highest, and below
   * `satisfiedFrom`
   */
  readonly dissatisfiedUpTo?: number
}

/** Which answers are satisfied. */
export interface CsatScaleOptions {
  /**
   * The scale of the question and its cut-offs.
   * @defaultValue {@link CSAT_1_TO_5}
   */
  readonly scale?: CsatScale | RatingScale
  /**
   * Lowest rating of a satisfied customer, instead of the scale's own.
   * @defaultValue the scale's
   */
  readonly satisfiedFrom?: number
  /**
   * Highest rating of a dissatisfied customer, instead of the scale's own.
   * @defaultValue the scale's, or as far from the lowest rating as `satisfiedFrom` is from the highest
   */
  readonly dissatisfiedUpTo?: number
}

/** How answers become a satisfaction score. */
export interface CsatOptions extends CsatScaleOptions, RatingOptions {
  /**
   * The method of the interval of `rate`.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of every interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const CSAT_OPTIONS: Fields<CsatOptions> = {
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
  interval: 0,
  confidence: 0,
  unanswered: 0,
}

/** Satisfaction by each of the definitions in use, with counts and intervals. */
export interface Csat {
  /** Share of satisfied customers, 0 to 1: what most products call CSAT. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
  /** Answers counted. */
  readonly responses: number
  /** Questions without an answer that were left out, where `unanswered` is `'skip'`. */
  readonly skipped: number
  /** Answers from `satisfiedFrom` up. */
  readonly satisfied: number
  /** Answers in between. */
  readonly neutral: number
  /** Answers up to `dissatisfiedUpTo`. */
  readonly dissatisfied: number
  /** Share of neutral customers, 0 to 1. */
  readonly neutralRate: number
  /** Interval of `neutralRate`. */
  readonly neutralInterval: Interval<ProportionIntervalMethod>
  /** Share of dissatisfied customers, 0 to 1. */
  readonly dissatisfiedRate: number
  /** Interval of `dissatisfiedRate`. */
  readonly dissatisfiedInterval: Interval<ProportionIntervalMethod>
  /** Satisfied less dissatisfied, as a share of all: −1 to 1. */
  readonly netRate: number
  /** Interval of `netRate`. */
  readonly netInterval: Interval<'score'>
  /** Mean rating, in points of the scale. */
  readonly mean: number
  /** Interval of `mean`; `null` for a single answer. */
  readonly meanInterval: Interval<'t'> | null
  /** Standard deviation of the ratings; `null` for a single answer. */
  readonly standardDeviation: number | null
  /** The mean between the ends of the scale: 0 at the lowest rating, 1 at the highest. */
  readonly index: number
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/** Five points, the top two satisfied and the bottom two dissatisfied. */
export const CSAT_1_TO_5: CsatScale = { min: 1, max: 5, satisfiedFrom: 4 }
/** Three points, the top one satisfied. */
export const CSAT_1_TO_3: CsatScale = { min: 1, max: 3, satisfiedFrom: 3 }
/** Seven points, the top two satisfied. */
export const CSAT_1_TO_7: CsatScale = { min: 1, max: 7, satisfiedFrom: 6 }
/** Ten points, the top two satisfied. */
export const CSAT_1_TO_10: CsatScale = { min: 1, max: 10, satisfiedFrom: 9 }
/** Eleven points, the top two satisfied. */
export const CSAT_0_TO_10: CsatScale = { min: 0, max: 10, satisfiedFrom: 9 }
/** Thumbs down (0) and thumbs up (1). */
export const CSAT_THUMBS: CsatScale = { min: 0, max: 1, satisfiedFrom: 1 }

/**
 * Customer satisfaction: the share of customers in the top boxes of the scale.
 *
 * At least six different numbers are called CSAT. The result has each under a name of its own: the
 * share in the top boxes (`rate`), the same less the bottom boxes (`netRate`), the mean, and the
 * mean rescaled to 0 to 1 (`index`).
 *
 * @formula rate = satisfied ÷ responses
 * @unit share, 0 to 1
 *
 * @param ratings - Answers to “how satisfied are you…”, listed or counted.
 * @param options - Scale, cut-offs, interval and what an unanswered question does.
 * @returns The share satisfied with its interval, the other definitions, and the counts.
 * @throws {@link MetricError} `empty` without answers; `out-of-range` for a rating outside the scale
 * or not whole; `invalid` where a scale comes without `satisfiedFrom`.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 2.
 *
 * @example
 * ```ts
 * const answers = csat({ 5: 30, 4: 15, 3: 8, 2: 4, 1: 3 })
 * answers.rate // => 0.75
 * answers.interval // => { low: 0.6276…, high: 0.8422…, confidence: 0.95, method: 'wilson' }
 * answers.netRate // => 0.6333…
 * answers.index // => 0.7708…
 * ```
 */
export function csat(ratings: Ratings, options: CsatOptions = {}): Csat {
  const metric = 'csat'
  checkOfScores(metric, options)
  const given = readOptions<CsatOptions>(metric, options, CSAT_OPTIONS)
  const scale = readScale(metric, given)
  return name(measureBoxScores(metric, ratings, boxBoundsOf(scale), given), scale)
}

/** The boxes that the cut-offs make. */
export function boxBoundsOf(scale: Required<CsatScale>): BoxBounds {
  const { satisfiedFrom, dissatisfiedUpTo } = scale
  return {
    ...scale,
    isTop: (rating) => rating >= satisfiedFrom,
    isBottom: (rating) => rating <= dissatisfiedUpTo,
  }
}

/** Intervals of the shares, which an estimate makes by methods of its own. */
type CsatRateInterval = 'interval' | 'neutralInterval' | 'dissatisfiedInterval'

/** What is measured of boxes, by the names of satisfaction. */
export function name<RateInterval>(
  boxes: BoxScores<RateInterval>,
  scale: Required<CsatScale>,
): Omit<Csat, CsatRateInterval> & Readonly<Record<CsatRateInterval, RateInterval>> {
  return {
    rate: boxes.rate,
    interval: boxes.interval,
    responses: boxes.responses,
    skipped: boxes.skipped,
    satisfied: boxes.top,
    neutral: boxes.middle,
    dissatisfied: boxes.bottom,
    neutralRate: boxes.middleRate,
    neutralInterval: boxes.middleInterval,
    dissatisfiedRate: boxes.bottomRate,
    dissatisfiedInterval: boxes.bottomInterval,
    netRate: boxes.net,
    netInterval: boxes.netInterval,
    mean: boxes.mean,
    meanInterval: boxes.meanInterval,
    standardDeviation: boxes.standardDeviation,
    index: boxes.index,
    scale,
  }
}

/** A scale, whose cut-offs may be options instead. */
interface AnyScale
  extends RatingScale,
    Partial<Pick<CsatScale, 'satisfiedFrom' | 'dissatisfiedUpTo'>> {}

/** The fields that are read; another one is refused. */
const ANY_SCALE: Fields<AnyScale> = { min: 1, max: 1, satisfiedFrom: 0, dissatisfiedUpTo: 0 }

/** The scale with the options' own cut-offs, complete and in order. */
export function readScale(metric: string, options: CsatScaleOptions): Required<CsatScale> {
  const { scale = CSAT_1_TO_5 }: { readonly scale?: Partial<CsatScale> } = options
  const { min, max } = checkEnds(metric, scale, ANY_SCALE)
  const top = scalePart(options, scale, 'satisfiedFrom')
  const satisfiedFrom = checkWhole(metric, ...top, min, max)
  const mirrored = Math.min(min + max - satisfiedFrom, satisfiedFrom - 1)
  const [path, bottom = mirrored] = scalePart(options, scale, 'dissatisfiedUpTo')
  const dissatisfiedUpTo = checkWhole(metric, path, bottom, min - 1, satisfiedFrom - 1)
  return { min, max, satisfiedFrom, dissatisfiedUpTo }
}
