import type { Path } from '../internal/guard.js'
import {
  type Interval,
  interval,
  npsInterval,
  npsVariance,
} from '../internal/inference/interval.js'
import { readSample } from '../internal/surveys/answers.js'
import type { SurveyOptions } from '../ratings/index.js'
import { type NpsGroups, type NpsScale, npsScore } from './npsGroups.js'

/** One set of answers in three groups. */
export interface NpsSample extends NpsGroups {
  readonly responses: number
  readonly effective: number
  readonly scale: NpsScale | null
}

/** Answers by group: sums of weights where they have any. */
export function groupAnswers(
  metric: string,
  path: Path,
  data: unknown,
  scale: NpsScale,
  options: SurveyOptions,
): NpsSample & { readonly skipped: number } {
  const { counts, ...sample } = readSample(metric, path, data, scale, options)
  const groups = { promoters: 0, passives: 0, detractors: 0 }
  counts.forEach((weight, point) => {
    const rating = scale.min + point
    if (rating >= scale.promoterFrom) groups.promoters += weight
    else if (rating >= scale.passiveFrom) groups.passives += weight
    else groups.detractors += weight
  })
  return { ...groups, ...sample, scale }
}

/** The groups as answers of equal weight: as many as the weights leave. One group alone has all. */
export function countedGroups(sample: NpsSample): NpsGroups & { readonly effective: number } {
  const { promoters, passives, detractors, effective } = sample
  const all = promoters + passives + detractors
  return {
    promoters: (promoters / all) * effective,
    passives: (passives / all) * effective,
    detractors: (detractors / all) * effective,
    effective,
  }
}

/** The score interval of a sample, in points. */
export function scoreInterval(sample: NpsSample, confidence: number): Interval<'score'> {
  const { promoters, detractors, effective } = countedGroups(sample)
  const { low, high } = npsInterval('score', promoters, effective, detractors, confidence)
  return interval('score', confidence, npsScore(sample), [low, high], [-100, 100])
}

/** Score, and the variance of one answer, −1 to 1, of as many answers as the weights leave. */
export interface NpsMoments {
  readonly score: number
  readonly variance: number
  readonly count: number
}

/** Both as observed, or with Rocks' three answers added: ¾ promoters, ¾ detractors, 1½ passives. */
export function npsMoments(sample: NpsSample, added: 0 | 0.75): NpsMoments {
  const { promoters, detractors, effective } = countedGroups(sample)
  const count = effective + 4 * added
  const more = promoters + added
  const less = detractors + added
  const variance = Math.max(npsVariance(more, count, less), 0) / count
  return { score: (more - less) / count, variance, count }
}

/**
 * Variance of one answer of several samples together, which is that of each where their scores do not
 * differ. Rocks' three answers are added to all of them at once, so that it is never 0.
 */
export function pooledVariance(samples: readonly NpsSample[]): number {
  const sum = { promoters: 0, passives: 0, detractors: 0, effective: 0 }
  for (const sample of samples) {
    const { promoters, passives, detractors, effective } = countedGroups(sample)
    sum.promoters += promoters
    sum.passives += passives
    sum.detractors += detractors
    sum.effective += effective
  }
  return npsMoments({ ...sum, responses: sum.effective, scale: null }, 0.75).variance
}
