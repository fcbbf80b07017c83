import { type Fields, readOptions } from '../internal/guard.js'
import { explainChange } from '../internal/inference/explainedChange.js'
import { type CsatScale, readScale } from './csat.js'
import { type CsatAnswers, type CsatSurveyOptions, csatReader } from './readCsat.js'

/** The same segments at two times. */
export interface CsatChangeInput {
  /** Answers of each segment before. */
  readonly before: Readonly<Record<string, CsatAnswers>>
  /** Answers of each segment after. */
  readonly after: Readonly<Record<string, CsatAnswers>>
}

/** How the answers of a change are read. */
export interface CsatChangeOptions extends Omit<CsatSurveyOptions, 'confidence'> {}

/** The fields that are read; another one is refused. */
const CSAT_CHANGE_OPTIONS: Fields<CsatChangeOptions> = {
  scale: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
  minimumResponses: 0,
  unanswered: 0,
}

/** A segment's part of a change. */
export interface CsatContribution {
  /** The segment. */
  readonly name: string
  /** The part due to the change of its share of the answers. */
  readonly mixEffect: number
  /** The part due to the change of its rate. */
  readonly rateEffect: number
  /** Its rate before, 0 to 1; `null` where it has no answers. */
  readonly rateBefore: number | null
  /** Its rate after, 0 to 1; `null` where it has no answers. */
  readonly rateAfter: number | null
  /** Its share of the answers before, 0 to 1. */
  readonly shareBefore: number
  /** Its share of the answers after, 0 to 1. */
  readonly shareAfter: number
}

/** A change of satisfaction and its parts. */
export interface CsatChange {
  /** The rate after less the rate before, −1 to 1. */
  readonly change: number
  /** The part due to another mix of segments. */
  readonly mixEffect: number
  /** The part due to other rates within segments. */
  readonly rateEffect: number
  /** The rate of all answers before, 0 to 1. */
  readonly before: number
  /** The rate of all answers after, 0 to 1. */
  readonly after: number
  /** Answers before. */
  readonly responsesBefore: number
  /** Answers after. */
  readonly responsesAfter: number
  /** Every segment's part; the parts add up to the change exactly, in any order. */
  readonly segments: readonly CsatContribution[]
  /** The scale and cut-offs used. */
  readonly scale: Required<CsatScale>
}

/**
 * Splits a change of satisfaction into two causes: another mix of customers, and other opinions.
 *
 * Both effects use the average of before and after, so mix and rate add up to the change exactly. A
 * segment whose share grows contributes the distance of its rate from the rate of all. A segment
 * without answers at one of the two times changes the mix only.
 *
 * @formula mixEffect = Δshare × (mean rate of the segment − mean rate of all); rateEffect = mean share × Δrate
 * @unit share, −1 to 1
 *
 * @param segments - Answers by segment, before and after.
 * @param options - Scale, cut-offs and what an unanswered question does.
 * @returns The change, its two parts, and those of each segment.
 * @throws {@link MetricError} what `csat` throws; `empty` without segments; `mismatch` for results of
 * different scales.
 * @source Kitagawa (1955), “Components of a Difference Between Two Rates”, Journal of the American
 * Statistical Association 50.
 *
 * @example
 * ```ts
 * const { change, mixEffect, rateEffect } = explainCsatChange({
 *   before: { mail: { 5: 20, 3: 20 }, chat: { 5: 35, 3: 5 } },
 *   after: { mail: { 5: 30, 3: 18 }, chat: { 5: 14, 3: 2 } },
 * })
 * change // => 0
 * mixEffect // => -0.078125
 * rateEffect // => 0.078125
 * ```
 */
export function explainCsatChange(
  segments: CsatChangeInput,
  options: CsatChangeOptions = {},
): CsatChange {
  const metric = 'explainCsatChange'
  const given = readOptions<CsatChangeOptions>(metric, options, CSAT_CHANGE_OPTIONS)
  const read = csatReader(metric, given)
  let used = readScale(metric, given)
  const {
    segments: parts,
    ownEffect,
    ...explained
  } = explainChange(
    metric,
    segments,
    (path, data) => {
      const { rate, weight, responses, scale } = read(path, data)
      used = scale
      return { value: rate, weight, responses }
    },
    () => 1,
  )
  return {
    ...explained,
    rateEffect: ownEffect,
    segments: parts.map(({ ownEffect, before, after, ...part }) => ({
      ...part,
      rateEffect: ownEffect,
      rateBefore: before,
      rateAfter: after,
    })),
    scale: used,
  }
}
