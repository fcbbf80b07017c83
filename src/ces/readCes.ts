import {
  check,
  checkCount,
  checkNumber,
  checkObject,
  type Fields,
  type Path,
} from '../internal/guard.js'
import type { Moments } from '../internal/inference/significance.js'
import {
  checkSize,
  checkSum,
  effectiveOf,
  isAnyGiven,
  oneScaleReader,
  readSample,
} from '../internal/surveys/answers.js'
import { measureCounts } from '../internal/surveys/boxScores.js'
import type { SurveyAnswers, SurveyOptions } from '../ratings/index.js'
import { boxBoundsOf, type Ces, type CesScale, type CesScaleOptions, readScale } from './ces.js'
import type { CesEstimate } from './cesEstimate.js'

/** Answers, or a result that was already made of them. */
export type CesAnswers = SurveyAnswers | Ces | CesEstimate

/** How several sets of answers are read. */
export interface CesSurveyOptions extends SurveyOptions, CesScaleOptions {}

/** The fields that are read; another one is refused. */
export const CES_SURVEY_OPTIONS: Fields<CesSurveyOptions> = {
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
}

/** One set of answers by mean and standard deviation, which a single answer has none of. */
export interface CesSample {
  readonly mean: number
  readonly deviation: number | null
  readonly effective: number
  /** The sum of the weights, which only a change by segment needs. */
  readonly weight: () => number
  readonly responses: number
  readonly scale: CesScale
}

/** A mean in a comparison. */
export interface ComparedCes {
  /** Mean rating, in points of the scale and in its direction. */
  readonly mean: number
  /** Standard deviation of the ratings; `null` for a single answer. */
  readonly standardDeviation: number | null
  /** Answers counted. */
  readonly responses: number
  /** The effective number of answers: how many answers of equal weight give the same precision. */
  readonly effectiveResponses: number
}

/** A reader for several sets of answers, which must be of one scale and direction. */
export function cesReader(
  metric: string,
  options: CesSurveyOptions,
): (path: Path, data: unknown) => CesSample {
  const asked = readScale(metric, options)
  const isAsked = isAnyGiven(options, ['scale', 'easy', 'easyFrom', 'difficultUpTo'])
  return oneScaleReader(metric, isAsked ? asked : null, (path, data) => {
    const isResult = typeof data === 'object' && data !== null && 'easyRate' in data
    return isResult
      ? readResult(metric, path, data, options)
      : measure(metric, path, data, asked, options)
  })
}

function readResult(
  metric: string,
  path: Path,
  data: unknown,
  options: CesSurveyOptions,
): CesSample {
  const given = checkObject<Ces & { readonly effectiveResponses?: number }>(metric, path, data)
  const responses = checkCount(metric, [...path, 'responses'], given.responses)
  checkSize(metric, path, data, responses, options)
  const effective = effectiveOf(metric, path, given.effectiveResponses, responses)
  const scale = readScale(metric, {
    scale: checkObject<CesScale>(metric, [...path, 'scale'], given.scale),
  })
  const { min, max } = scale
  const mean = checkNumber(metric, [...path, 'mean'], given.mean, min, max)
  const deviation = given.standardDeviation
  const part = (name: 'easy' | 'neutral' | 'difficult'): number =>
    checkNumber(metric, [...path, name], given[name])
  const weight = (): number => part('easy') + part('neutral') + part('difficult')
  if (given.effectiveResponses === undefined) checkSum(metric, path, responses, weight())
  const widest = 2 * (max - min)
  return {
    mean,
    deviation:
      deviation === null
        ? null
        : checkNumber(metric, [...path, 'standardDeviation'], deviation, 0, widest),
    effective,
    weight,
    responses,
    scale,
  }
}

function measure(
  metric: string,
  path: Path,
  data: unknown,
  scale: CesScale,
  options: SurveyOptions,
): CesSample {
  const sample = readSample(metric, path, data, scale, options)
  const { mean, standardDeviation } = measureCounts(sample, boxBoundsOf(scale), {
    level: 0,
    left: 1,
    rateInterval: () => null,
  })
  const { counts, effective, responses } = sample
  const weight = (): number => counts.reduce((sum, count) => sum + count, 0)
  return { mean, deviation: standardDeviation, effective, weight, responses, scale }
}

/** What a t test needs, which takes more than one answer. */
export function momentsOf(metric: string, path: Path, sample: CesSample): Moments {
  const { mean, deviation, effective } = sample
  const place = [...path, 'responses']
  const enough = 'at least 2, which it takes to differ'
  check(metric, place, effective, effective > 1, enough, 'undefined')
  const spread = [...path, 'standardDeviation']
  const isKnown = deviation !== null
  check(metric, spread, deviation, isKnown, 'a number, as of 2 or more answers', 'mismatch')
  return { mean, deviation: deviation as number, count: effective }
}

/** A mean as it appears in a comparison. */
export function compared({ mean, deviation, responses, effective }: CesSample): ComparedCes {
  return { mean, standardDeviation: deviation, responses, effectiveResponses: effective }
}
