import { checkChoice, checkWhole, type Fields, readOptions } from '../internal/guard.js'
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

/** Which end of the scale means little effort. */
export type EasyEnd = 'high' | 'low'

/** A scale with its direction and the two cut-offs that make three groups of its ratings. */
export interface CesScale extends RatingScale {
  /** Which end of the scale means little effort. */
  readonly easy: EasyEnd
  /** The rating from which, towards the easy end, an answer counts as easy. */
  readonly easyFrom: number
  /** The rating up to which, from the other end, an answer counts as difficult. */
  readonly difficultUpTo: number
}

/** Which answers are easy. */
export interface CesScaleOptions {
  /**
   * The scale of the question, its direction and its cut-offs.
   * @defaultValue {@link CES_2}, or {@link CES_1} where `easy` is `'low'`
   */
  readonly scale?: CesScale | RatingScale
  /**
   * Which end of the scale means little effort, instead of the scale's own.
   * @defaultValue the scale's
   */
  readonly easy?: EasyEnd
  /**
   * Where easy begins, instead of the scale's own.
   * @defaultValue the scale's
   */
  readonly easyFrom?: number
  /**
   * Where difficult ends, instead of the scale's own.
   * @defaultValue the scale's
   */
  readonly difficultUpTo?: number
}

/** How answers become an effort score. */
export interface CesOptions extends CesScaleOptions, RatingOptions {
  /**
   * The method of the interval of `easyRate`.
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
const CES_OPTIONS: Fields<CesOptions> = {
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
  interval: 0,
  confidence: 0,
  unanswered: 0,
}

/** Effort by each of the definitions in use, with counts and intervals. */
export interface Ces {
  /** Mean rating, in points of the scale and in its direction. */
  readonly mean: number
  /** Interval of `mean`; `null` for a single answer. */
  readonly meanInterval: Interval<'t'> | null
  /** Standard deviation of the ratings; `null` for a single answer. */
  readonly standardDeviation: number | null
  /** Share of customers for whom it was easy, 0 to 1. */
  readonly easyRate: number
  /** Interval of `easyRate`. */
  readonly easyInterval: Interval<ProportionIntervalMethod>
  /** Easy less difficult, as a share of all: −1 to 1. */
  readonly netEase: number
  /** Interval of `netEase`. */
  readonly netInterval: Interval<'score'>
  /** Answers counted. */
  readonly responses: number
  /** Questions without an answer that were left out, where `unanswered` is `'skip'`. */
  readonly skipped: number
  /** Answers in the easy group. */
  readonly easy: number
  /** Answers in between. */
  readonly neutral: number
  /** Answers in the difficult group. */
  readonly difficult: number
  /** The scale, direction and cut-offs used. */
  readonly scale: CesScale
}

/** “… made it easy for me”, 1 to 7: a high rating is easy; 5–7 easy, 1–3 difficult. */
export const CES_2: CesScale = { min: 1, max: 7, easy: 'high', easyFrom: 5, difficultUpTo: 3 }
/** “… made it easy for me”, 1 to 5: a high rating is easy; 4–5 easy, 1–2 difficult. */
export const CES_2_OF_5: CesScale = { min: 1, max: 5, easy: 'high', easyFrom: 4, difficultUpTo: 2 }
/** “How much effort…”, 1 to 5: a low rating is easy; 1–2 easy, 4–5 difficult. */
export const CES_1: CesScale = { min: 1, max: 5, easy: 'low', easyFrom: 2, difficultUpTo: 4 }

/**
 * Customer Effort Score: how easy it was, as a mean and as shares.
 *
 * Version 2.0 asks on seven points, where high is easy; version 1.0 on five, where low is easy.
 * `easy: 'low'` reads version 1.0 as it is: you do not reverse answers yourself.
 *
 * @formula mean = Σ ratings ÷ responses; easyRate = easy ÷ responses; netEase = (easy − difficult) ÷ responses
 * @unit mean in points of the scale; easyRate 0 to 1; netEase −1 to 1
 *
 * @param ratings - Answers to the effort question, listed or counted.
 * @param options - Scale, direction, cut-offs, interval and what an unanswered question does.
 * @returns Mean, share easy and net ease, each with its interval, and the counts.
 * @throws {@link MetricError} `empty` without answers; `out-of-range` for a rating outside the
 * scale or not whole; `invalid` for a scale of your own without direction or cut-offs.
 * @source Dixon, Freeman & Toman (2010), “Stop Trying to Delight Your Customers”, Harvard Business
 * Review 88(7/8); Dixon, Toman & DeLisi (2013), “The Effortless Experience”, for version 2.0.
 *
 * @example
 * ```ts
 * const effort = ces({ 1: 4, 2: 6, 3: 9, 4: 14, 5: 31, 6: 52, 7: 44 })
 * effort.mean // => 5.4625
 * effort.meanInterval // => { low: 5.2269…, high: 5.6980…, confidence: 0.95, method: 't' }
 * effort.easyRate // => 0.79375
 * ces([1, 2, 2, 5], { easy: 'low' }).easyRate // => 0.75
 * ```
 */
export function ces(ratings: Ratings, options: CesOptions = {}): Ces {
  const metric = 'ces'
  checkOfScores(metric, options)
  const given = readOptions<CesOptions>(metric, options, CES_OPTIONS)
  const scale = readScale(metric, given)
  return name(measureBoxScores(metric, ratings, boxBoundsOf(scale), given), scale)
}

/** The boxes that direction and cut-offs make. */
export function boxBoundsOf(scale: CesScale): BoxBounds {
  const { easyFrom, difficultUpTo } = scale
  const sign = scale.easy === 'high' ? 1 : -1
  return {
    ...scale,
    isTop: (rating) => sign * (rating - easyFrom) >= 0,
    isBottom: (rating) => sign * (rating - difficultUpTo) <= 0,
  }
}

/** What is measured of boxes, by the names of effort. */
export function name<RateInterval>(
  boxes: BoxScores<RateInterval>,
  scale: CesScale,
): Omit<Ces, 'easyInterval'> & { readonly easyInterval: RateInterval } {
  return {
    mean: boxes.mean,
    meanInterval: boxes.meanInterval,
    standardDeviation: boxes.standardDeviation,
    easyRate: boxes.rate,
    easyInterval: boxes.interval,
    netEase: boxes.net,
    netInterval: boxes.netInterval,
    responses: boxes.responses,
    skipped: boxes.skipped,
    easy: boxes.top,
    neutral: boxes.middle,
    difficult: boxes.bottom,
    scale,
  }
}

/** A scale, whose direction and cut-offs may be options instead. */
interface AnyScale extends RatingScale, Partial<Omit<CesScale, keyof RatingScale>> {}

/** The fields that are read; another one is refused. */
const ANY_SCALE: Fields<AnyScale> = { min: 1, max: 1, easy: 0, easyFrom: 0, difficultUpTo: 0 }

/** The scale with the options' own direction and cut-offs, complete and in order. */
export function readScale(metric: string, options: CesScaleOptions): CesScale {
  const defaultScale = options.easy === 'low' ? CES_1 : CES_2
  const { scale = defaultScale }: { readonly scale?: Partial<CesScale> } = options
  const { min, max } = checkEnds(metric, scale, ANY_SCALE)
  const end = scalePart(options, scale, 'easy')
  const easy = checkChoice(metric, ...end, ['high', 'low'])
  const top = scalePart(options, scale, 'easyFrom')
  const easyFrom = checkWhole(metric, ...top, min, max)
  const bottom = scalePart(options, scale, 'difficultUpTo')
  const difficultUpTo =
    easy === 'high'
      ? checkWhole(metric, ...bottom, min - 1, easyFrom - 1)
      : checkWhole(metric, ...bottom, easyFrom + 1, max + 1)
  return { min, max, easy, easyFrom, difficultUpTo }
}
