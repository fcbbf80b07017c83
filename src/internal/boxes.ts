import { countRatings, type Ends } from './counts.js'
import { checkChoice, checkConfidence, checkSome, type Path } from './guard.js'
import {
  type Interval,
  interval as makeInterval,
  meanInterval,
  npsInterval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from './interval.js'

/** The options that every score of boxes takes. */
export interface BoxOptions {
  readonly interval?: ProportionIntervalMethod
  readonly confidence?: number
  readonly unanswered?: 'reject' | 'skip'
}

/** A scale with the ratings of its top and its bottom box. */
export interface Boxes extends Ends {
  readonly isTop: (rating: number) => boolean
  readonly isBottom: (rating: number) => boolean
}

/** What can be said of answers in three boxes, before a metric gives it its names. */
export interface BoxMeasures {
  readonly responses: number
  readonly top: number
  readonly middle: number
  readonly bottom: number
  readonly rate: number
  readonly interval: Interval<ProportionIntervalMethod>
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

/**
 * Counts answers into boxes and measures shares, net share and mean, each with its interval. The
 * options are an object by now; what is in them is checked here.
 */
export function measureBoxes(
  metric: string,
  ratings: unknown,
  { min, max, isTop, isBottom }: Boxes,
  options: BoxOptions,
): BoxMeasures {
  const { interval = 'wilson', confidence, unanswered } = options
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  const level = checkConfidence(metric, confidence)
  const counts = countRatings(metric, ratings, { min, max }, unanswered)
  let responses = 0
  let top = 0
  let bottom = 0
  let points = 0
  counts.forEach((count, point) => {
    responses += count
    points += count * point
    if (isTop(min + point)) top += count
    else if (isBottom(min + point)) bottom += count
  })
  checkSome(metric, ['ratings'], ratings, responses, 'answer')
  const mean = (points + min * responses) / responses
  const standardDeviation = deviationOf(counts, points, responses)
  const net = (top - bottom) / responses
  const { low, high } = npsInterval('score', top, responses, bottom, level)
  return {
    responses,
    top,
    middle: responses - top - bottom,
    bottom,
    rate: top / responses,
    interval: proportionInterval(method, top, responses, level),
    net,
    netInterval: makeInterval('score', level, net, [low / 100, high / 100], [-1, 1]),
    mean,
    meanInterval:
      standardDeviation === null
        ? null
        : meanInterval(mean, standardDeviation, responses, level, [min, max]),
    standardDeviation,
    index: points / (responses * (max - min)),
  }
}

/** Standard deviation of counted points; it takes two answers to differ. */
function deviationOf(counts: Float64Array, points: number, responses: number): number | null {
  if (responses < 2) return null
  let squares = 0
  counts.forEach((count, point) => {
    squares += count * (point - points / responses) ** 2
  })
  return Math.sqrt(squares / (responses - 1))
}
