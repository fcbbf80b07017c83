import { check, checkChoice, checkConfidence, checkSome, type Path } from '../guard.js'
import {
  type Interval,
  interval as makeInterval,
  meanInterval,
  npsInterval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../inference/interval.js'
import type { Sample } from './answers.js'
import { countRatings, type Ends } from './ratingCounts.js'

/** The options that every score of boxes takes. */
export interface BoxScoreOptions {
  readonly interval?: ProportionIntervalMethod
  readonly confidence?: number
  readonly unanswered?: 'reject' | 'skip'
}

/** A scale with the ratings of its top and its bottom box. */
export interface BoxBounds extends Ends {
  readonly isTop: (rating: number) => boolean
  readonly isBottom: (rating: number) => boolean
}

/** What can be said of answers in three boxes, before a metric gives it its names. */
export interface BoxScores<RateInterval = Interval<ProportionIntervalMethod>> {
  readonly responses: number
  readonly skipped: number
  readonly top: number
  readonly middle: number
  readonly bottom: number
  readonly rate: number
  readonly interval: RateInterval
  readonly middleRate: number
  readonly middleInterval: RateInterval
  readonly bottomRate: number
  readonly bottomInterval: RateInterval
  readonly net: number
  readonly netInterval: Interval<'score'>
  readonly mean: number
  readonly meanInterval: Interval<'t'> | null
  readonly standardDeviation: number | null
  readonly index: number
}

/**
 * A part of a scale and where it stands: the options' own, or else that of the scale. One that is
 * `undefined` is not given.
 */
export function scalePart<Name extends string>(
  options: { readonly [key in Name | 'scale']?: unknown },
  scale: { readonly [key in Name]?: unknown },
  name: Name,
): readonly [path: Path, value: unknown] {
  const own = options[name]
  const path = own === undefined && options.scale !== undefined ? ['scale', name] : [name]
  return [path, own === undefined ? scale[name] : own]
}

/** Options of an estimate are refused with the name of the function that has them. */
export function checkOfScores(metric: string, options: unknown): void {
  for (const name of OF_ESTIMATES) {
    const value: unknown = Object(options)[name]
    const expected = `an option here: ${metric}Estimate has it`
    check(metric, [name], value, value === undefined, expected, 'invalid')
  }
}

/**
 * Counts answers into boxes and measures shares, net share and mean, each with its interval. The
 * options are an object by now; what is in them is checked here.
 */
export function measureBoxScores(
  metric: string,
  ratings: unknown,
  boxes: BoxBounds,
  options: BoxScoreOptions,
): BoxScores {
  const { interval = 'wilson', confidence, unanswered } = options
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  const level = checkConfidence(metric, confidence)
  let skipped = 0
  const counts = countRatings(metric, ratings, boxes, unanswered, ['ratings'], undefined, () => {
    skipped++
  })
  const responses = counts.reduce((sum, count) => sum + count, 0)
  checkSome(metric, ['ratings'], ratings, responses, 'answer')
  return measureCounts({ counts, responses, skipped, effective: responses }, boxes, {
    level,
    left: 1,
    rateInterval: (top, rest) => proportionInterval(method, top, top + rest, level),
  })
}

/** What only estimates take; a plain score would leave it out of account and not say so. */
const OF_ESTIMATES = ['minimumResponses', 'population', 'seed', 'draws', 'prior'] as const

/** How sure shares and means are. */
export interface BoxScorePrecision<RateInterval> {
  readonly level: number
  /** The share of the variance that is left where the answers are some of a known number. */
  readonly left: number
  /** Those in the base of shares who gave no answer; nobody unless given. */
  readonly silent?: number
  /** The interval of a share, from its effective answers and the rest of them. */
  readonly rateInterval: (top: number, rest: number) => RateInterval
}

/** Shares, net share and mean of answers that are counted, or weighted. */
export function measureCounts<RateInterval>(
  { counts, responses, skipped, effective }: Sample,
  { min, max, isTop, isBottom }: BoxBounds,
  { level, left, silent = 0, rateInterval }: BoxScorePrecision<RateInterval>,
): BoxScores<RateInterval> {
  const range = [min, max] as const
  let weight = 0
  let top = 0
  let middle = 0
  let bottom = 0
  let points = 0
  let lowest = max - min
  let highest = 0
  counts.forEach((count, point) => {
    weight += count
    points += count * point
    if (count > 0) {
      lowest = Math.min(lowest, point)
      highest = point
    }
    if (isTop(min + point)) top += count
    else if (isBottom(min + point)) bottom += count
    else middle += count
  })
  // Sums of weights are rounded: a mean may come to lie beyond all the ratings that were given.
  const within = (mean: number, low: number): number =>
    Math.max(lowest + low, Math.min(mean, highest + low))
  const mean = within((points + min * weight) / weight, min)
  const centre = within(points / weight, 0)
  const deviation = deviationOf(counts, centre, weight, effective)
  // Only answers of equal weight have others beside them.
  const base = weight + silent
  const net = (top - bottom) / base
  // As many answers of equal weight from a population without end; all of them where one box has all.
  const counted = (some: number): number => (some / base) * ((effective + silent) / left)
  return {
    responses,
    skipped,
    top,
    middle,
    bottom,
    rate: top / base,
    interval: rateInterval(counted(top), counted(base - top)),
    middleRate: middle / base,
    middleInterval: rateInterval(counted(middle), counted(base - middle)),
    bottomRate: bottom / base,
    bottomInterval: rateInterval(counted(bottom), counted(base - bottom)),
    net,
    netInterval: netInterval(counted(top), counted(base), counted(bottom), level, net),
    mean,
    meanInterval:
      deviation === null ? null : meanInterval(mean, deviation, effective, level, range, left),
    standardDeviation: deviation,
    index: centre / (max - min),
  }
}

/** Interval of the top box less the bottom one, as shares. */
function netInterval(
  top: number,
  all: number,
  bottom: number,
  level: number,
  net: number,
): Interval<'score'> {
  const { low, high } =
    all === Infinity
      ? { low: 100 * net, high: 100 * net }
      : npsInterval('score', top, all, bottom, level)
  return makeInterval('score', level, net, [low / 100, high / 100], [-1, 1])
}

/** Standard deviation of counted points; it takes two answers to differ. */
function deviationOf(
  counts: Float64Array,
  centre: number,
  weight: number,
  effective: number,
): number | null {
  if (effective <= 1) return null
  let squares = 0
  counts.forEach((count, point) => {
    squares += count * (point - centre) ** 2
  })
  return Math.sqrt((squares / weight) * (effective / (effective - 1)))
}
