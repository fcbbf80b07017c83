import { type Fields, readOptions } from '../internal/guard.js'
import { explainChange } from '../internal/inference/explainedChange.js'
import type { NpsScale } from './npsGroups.js'
import { npsScore } from './npsGroups.js'
import { type NpsAnswers, type NpsSurveyOptions, npsReader } from './readNps.js'

/** The same segments at two times. */
export interface NpsChangeInput {
  /** Answers of each segment before. */
  readonly before: Readonly<Record<string, NpsAnswers>>
  /** Answers of each segment after. */
  readonly after: Readonly<Record<string, NpsAnswers>>
}

/** How the answers of a change are read. */
export interface NpsChangeOptions extends Omit<NpsSurveyOptions, 'confidence'> {}

/** The fields that are read; another one is refused. */
const NPS_CHANGE_OPTIONS: Fields<NpsChangeOptions> = {
  scale: 0,
  minimumResponses: 0,
  unanswered: 0,
}

/** A segment's part of a change. */
export interface NpsContribution {
  /** The segment. */
  readonly name: string
  /** Points due to the change of its share of the answers. */
  readonly mixEffect: number
  /** Points due to the change of its score. */
  readonly scoreEffect: number
  /** Its score before, in points; `null` where it has no answers. */
  readonly scoreBefore: number | null
  /** Its score after, in points; `null` where it has no answers. */
  readonly scoreAfter: number | null
  /** Its share of the answers before, 0 to 1. */
  readonly shareBefore: number
  /** Its share of the answers after, 0 to 1. */
  readonly shareAfter: number
}

/** A change of the score and its parts. */
export interface NpsChange {
  /** The score after less the score before, in points. */
  readonly change: number
  /** The part due to another mix of segments. */
  readonly mixEffect: number
  /** The part due to other scores within segments. */
  readonly scoreEffect: number
  /** The score of all answers before, in points. */
  readonly before: number
  /** The score of all answers after, in points. */
  readonly after: number
  /** Answers before. */
  readonly responsesBefore: number
  /** Answers after. */
  readonly responsesAfter: number
  /** Every segment's part; the parts add up to the change exactly, in any order. */
  readonly segments: readonly NpsContribution[]
  /** The scale and cut-offs used; `null` where only groups were given. */
  readonly scale: NpsScale | null
}

/**
 * Splits a change of the Net Promoter Score into two causes: another mix of customers, and other
 * opinions.
 *
 * Both effects use the average of before and after, so mix and score add up to the change exactly.
 * A segment whose share grows contributes the distance of its score from the score of all. A
 * segment without answers at one of the two times changes the mix only.
 *
 * @formula mixEffect = Δshare × (mean score of the segment − mean score of all); scoreEffect = mean share × Δscore
 * @unit points
 *
 * @param segments - Answers by segment, before and after.
 * @param options - Scale and what an unanswered question does.
 * @returns The change, its two parts, and those of each segment.
 * @throws {@link MetricError} what `nps` throws; `empty` without segments; `mismatch` for results of
 * different scales.
 * @source Kitagawa (1955), “Components of a Difference Between Two Rates”, Journal of the American
 * Statistical Association 50.
 *
 * @example
 * ```ts
 * const { change, mixEffect, scoreEffect } = explainNpsChange({
 *   before: { free: { 10: 20, 5: 30 }, paid: { 10: 40, 5: 10 } },
 *   after: { free: { 10: 36, 5: 44 }, paid: { 10: 17, 5: 3 } },
 * })
 * change // => -14
 * mixEffect // => -24
 * scoreEffect // => 10
 * ```
 */
export function explainNpsChange(
  segments: NpsChangeInput,
  options: NpsChangeOptions = {},
): NpsChange {
  const metric = 'explainNpsChange'
  const given = readOptions<NpsChangeOptions>(metric, options, NPS_CHANGE_OPTIONS)
  const read = npsReader(metric, given)
  let scale: NpsScale | null = null
  const {
    segments: parts,
    ownEffect,
    ...explained
  } = explainChange(
    metric,
    segments,
    (path, data) => {
      const sample = read(path, data)
      scale ??= sample.scale
      const weight = sample.promoters + sample.passives + sample.detractors
      return { value: npsScore(sample), weight, responses: sample.responses }
    },
    () => 200,
  )
  return {
    ...explained,
    scoreEffect: ownEffect,
    segments: parts.map(({ ownEffect, before, after, ...part }) => ({
      ...part,
      scoreEffect: ownEffect,
      scoreBefore: before,
      scoreAfter: after,
    })),
    scale,
  }
}
