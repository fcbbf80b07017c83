import { checkCount, checkNumber, checkObject, checkSome, type Path } from '../internal/guard.js'
import { checkSize, checkSum, effectiveOf, oneScaleReader } from '../internal/surveys/answers.js'
import { checkAnswered } from '../internal/surveys/base.js'
import { checkScale } from '../internal/surveys/ratingCounts.js'
import type { SurveyAnswers, SurveyOptions } from '../ratings/index.js'
import type { Nps } from './nps.js'
import type { NpsEstimate } from './npsEstimate.js'
import { NPS_0_TO_10, type NpsGroups, type NpsScale } from './npsGroups.js'
import { groupAnswers, type NpsSample } from './npsSample.js'

/** Answers, groups that are already counted, or a score that was already made of them. */
export type NpsAnswers = SurveyAnswers | NpsGroups | Nps | NpsEstimate

/** How several sets of answers are read. */
export interface NpsSurveyOptions extends SurveyOptions {
  /**
   * The scale of the question and its cut-offs.
   * @defaultValue {@link NPS_0_TO_10}
   */
  readonly scale?: NpsScale
}

/** A reader for several sets of answers, which must be of one scale where that is known. */
export function npsReader(
  metric: string,
  options: NpsSurveyOptions,
): (path: Path, data: unknown) => NpsSample {
  const asked = options.scale === undefined ? null : checkScale(metric, options.scale, NPS_0_TO_10)
  return oneScaleReader(metric, asked, (path, data) =>
    isGrouped(data)
      ? readGroups(metric, path, data, options)
      : groupAnswers(metric, path, data, asked ?? NPS_0_TO_10, options),
  )
}

function isGrouped(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'promoters' in data
}

function readGroups(
  metric: string,
  path: Path,
  data: unknown,
  options: NpsSurveyOptions,
): NpsSample {
  const given = checkObject<Nps & Pick<Partial<NpsEstimate>, 'effectiveResponses' | 'asked'>>(
    metric,
    path,
    data,
  )
  checkAnswered(metric, path, given)
  const isEstimate = given.effectiveResponses !== undefined
  const checkGroup = isEstimate ? checkNumber : checkCount
  const group = (name: keyof NpsGroups): number =>
    checkGroup(metric, [...path, name], given[name], 0, 1e15)
  const [promoters, passives, detractors] = [
    group('promoters'),
    group('passives'),
    group('detractors'),
  ]
  const weight = promoters + passives + detractors
  checkSome(metric, path, data, weight, 'respondent')
  const responses = isEstimate
    ? checkCount(metric, [...path, 'responses'], given.responses, 1)
    : checkSum(metric, path, given.responses, weight)
  const effective = effectiveOf(metric, path, given.effectiveResponses, responses)
  checkSize(metric, path, data, responses, options)
  const scale = given.scale == null ? null : checkScale(metric, given.scale, NPS_0_TO_10)
  return { promoters, passives, detractors, responses, effective, scale }
}
