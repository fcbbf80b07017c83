import {
  checkCount,
  checkNumber,
  checkObject,
  checkSome,
  type Fields,
  type Path,
} from '../internal/guard.js'
import type { Share } from '../internal/inference/significance.js'
import {
  checkSize,
  checkSum,
  effectiveOf,
  isAnyGiven,
  oneScaleReader,
  readSample,
} from '../internal/surveys/answers.js'
import { checkAnswered } from '../internal/surveys/base.js'
import type { SurveyAnswers, SurveyOptions } from '../ratings/index.js'
import { boxBoundsOf, type Csat, type CsatScale, type CsatScaleOptions, readScale } from './csat.js'
import type { CsatEstimate } from './csatEstimate.js'

/** Answers, or a result that was already made of them. */
export type CsatAnswers = SurveyAnswers | Csat | CsatEstimate

/** How several sets of answers are read. */
export interface CsatSurveyOptions extends SurveyOptions, CsatScaleOptions {}

/** The fields that are read; another one is refused. */
export const CSAT_SURVEY_OPTIONS: Fields<CsatSurveyOptions> = {
  minimumResponses: 0,
  confidence: 0,
  unanswered: 0,
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
}

/** One set of answers by whether they are satisfied. */
export interface CsatSample {
  readonly rate: number
  /** Satisfied and all, in answers of equal weight. */
  readonly share: Share
  /** Whether these are counts, and not sums of weights. */
  readonly isWhole: boolean
  readonly weight: number
  readonly responses: number
  readonly scale: Required<CsatScale>
}

/** A share in a comparison. */
export interface ComparedCsat {
  /** Share of satisfied customers, 0 to 1. */
  readonly rate: number
  /** Answers counted. */
  readonly responses: number
  /** The effective number of answers: how many answers of equal weight give the same precision. */
  readonly effectiveResponses: number
}

/** A reader for several sets of answers, which must be of one scale. */
export function csatReader(
  metric: string,
  options: CsatSurveyOptions,
): (path: Path, data: unknown) => CsatSample {
  const asked = readScale(metric, options)
  const isAsked = isAnyGiven(options, ['scale', 'satisfiedFrom', 'dissatisfiedUpTo'])
  return oneScaleReader(metric, isAsked ? asked : null, (path, data) => {
    const isResult = typeof data === 'object' && data !== null && 'satisfied' in data
    return isResult
      ? readResult(metric, path, data, options)
      : groupAnswers(metric, path, data, asked, options)
  })
}

function readResult(
  metric: string,
  path: Path,
  data: unknown,
  options: CsatSurveyOptions,
): CsatSample {
  const given = checkObject<Csat & Pick<Partial<CsatEstimate>, 'effectiveResponses' | 'asked'>>(
    metric,
    path,
    data,
  )
  checkAnswered(metric, path, given)
  const isEstimate = given.effectiveResponses !== undefined
  const checkPart = isEstimate ? checkNumber : checkCount
  const part = (name: 'satisfied' | 'neutral' | 'dissatisfied'): number =>
    checkPart(metric, [...path, name], given[name], 0, 1e15)
  const satisfied = part('satisfied')
  const weight = satisfied + part('neutral') + part('dissatisfied')
  const responses = checkCount(metric, [...path, 'responses'], given.responses)
  checkSome(metric, path, data, weight, 'answer')
  checkSize(metric, path, data, responses, options)
  const effective = isEstimate
    ? effectiveOf(metric, path, given.effectiveResponses, responses)
    : checkSum(metric, path, responses, weight)
  const scale = readScale(metric, {
    scale: checkObject<CsatScale>(metric, [...path, 'scale'], given.scale),
  })
  return csatSampleOf(satisfied, weight, responses, effective, scale)
}

function groupAnswers(
  metric: string,
  path: Path,
  data: unknown,
  scale: Required<CsatScale>,
  options: SurveyOptions,
): CsatSample {
  const { counts, responses, effective } = readSample(metric, path, data, scale, options)
  const { isTop } = boxBoundsOf(scale)
  let satisfied = 0
  let weight = 0
  counts.forEach((count, point) => {
    weight += count
    if (isTop(scale.min + point)) satisfied += count
  })
  return csatSampleOf(satisfied, weight, responses, effective, scale)
}

function csatSampleOf(
  satisfied: number,
  weight: number,
  responses: number,
  effective: number,
  scale: Required<CsatScale>,
): CsatSample {
  const rate = satisfied / weight
  const isWhole = weight === responses && effective === responses && Number.isInteger(satisfied)
  const share = { successes: isWhole ? satisfied : rate * effective, trials: effective }
  return { rate, share, isWhole, weight, responses, scale }
}

/** A share as it appears in a comparison. */
export function compared({ rate, responses, share }: CsatSample): ComparedCsat {
  return { rate, responses, effectiveResponses: share.trials }
}
