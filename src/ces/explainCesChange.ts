import { type Fields, readOptions } from '../internal/guard.js'
import { explainChange } from '../internal/inference/explainedChange.js'
import { type CesScale, readScale } from './ces.js'
import { type CesAnswers, type CesSurveyOptions, cesReader } from './readCes.js'

/** The same segments at two times. */
export interface CesChangeInput {
  /** Answers of each segment before. */
  readonly before: Readonly<Record<string, CesAnswers>>
  /** Answers of each segment after. */
  readonly after: Readonly<Record<string, CesAnswers>>
}

/** How the answers of a change are read. */
export interface CesChangeOptions extends Omit<CesSurveyOptions, 'confidence'> {}

/** The fields that are read; another one is refused. */
const CES_CHANGE_OPTIONS: Fields<CesChangeOptions> = {
  scale: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
  minimumResponses: 0,
  unanswered: 0,
}

/** A segment's part of a change. */
export interface CesContribution {
  /** The segment. */
  readonly name: string
  /** Points due to the change of its share of the answers. */
  readonly mixEffect: number
  /** Points due to the change of its mean. */
  readonly meanEffect: number
  /** Its mean before; `null` where it has no answers. */
  readonly meanBefore: number | null
  /** Its mean after; `null` where it has no answers. */
  readonly meanAfter: number | null
  /** Its share of the answers before, 0 to 1. */
  readonly shareBefore: number
  /** Its share of the answers after, 0 to 1. */
  readonly shareAfter: number
}

/** A change of effort and its parts. */
export interface CesChange {
  /** The mean after less the mean before, in points of the scale and in its direction. */
  readonly change: number
  /** The part due to another mix of segments. */
  readonly mixEffect: number
  /** The part due to other means within segments. */
  readonly meanEffect: number
  /** The mean of all answers before. */
  readonly before: number
  /** The mean of all answers after. */
  readonly after: number
  /** Answers before. */
  readonly responsesBefore: number
  /** Answers after. */
  readonly responsesAfter: number
  /** Every segment's part; the parts add up to the change exactly, in any order. */
  readonly segments: readonly CesContribution[]
  /** The scale, direction and cut-offs used. */
  readonly scale: CesScale
}

/**
 * Splits a change of effort into two causes: another mix of customers or contacts, and another
 * effort within each segment.
 *
 * Both effects use the average of before and after, so mix and mean add up to the change exactly. A
 * segment whose share grows contributes the distance of its mean from the mean of all. A segment
 * without answers at one of the two times changes the mix only.
 *
 * @formula mixEffect = Δshare × (average mean of the segment − average mean of all); meanEffect = average share × Δmean
 * @unit points of the scale, in its direction
 *
 * @param segments - Answers by segment, before and after.
 * @param options - Scale, direction and what an unanswered question does.
 * @returns The change, its two parts, and those of each segment.
 * @throws {@link MetricError} what `ces` throws; `empty` without segments; `mismatch` for results of
 * different scales or directions.
 * @source Kitagawa (1955), “Components of a Difference Between Two Rates”, Journal of the American
 * Statistical Association 50.
 *
 * @example
 * ```ts
 * const { change, mixEffect, meanEffect } = explainCesChange({
 *   before: { app: { 6: 30, 7: 30 }, phone: { 3: 10, 5: 10 } },
 *   after: { app: { 6: 10, 7: 30 }, phone: { 4: 20, 5: 20 } },
 * })
 * change // => -0.25
 * mixEffect // => -0.59375
 * meanEffect // => 0.34375
 * ```
 */
export function explainCesChange(
  segments: CesChangeInput,
  options: CesChangeOptions = {},
): CesChange {
  const metric = 'explainCesChange'
  const given = readOptions<CesChangeOptions>(metric, options, CES_CHANGE_OPTIONS)
  const read = cesReader(metric, given)
  let used = readScale(metric, given)
  const {
    segments: parts,
    ownEffect,
    ...explained
  } = explainChange(
    metric,
    segments,
    (path, data) => {
      const { mean, weight, responses, scale } = read(path, data)
      used = scale
      return { value: mean, weight: weight(), responses }
    },
    () => used.max - used.min,
  )
  return {
    ...explained,
    meanEffect: ownEffect,
    segments: parts.map(({ ownEffect, before, after, ...part }) => ({
      ...part,
      meanEffect: ownEffect,
      meanBefore: before,
      meanAfter: after,
    })),
    scale: used,
  }
}
