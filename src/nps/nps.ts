import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  checkSome,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import {
  type Interval,
  type NpsIntervalMethod,
  npsInterval,
  npsVariance,
} from '../internal/inference/interval.js'
import { checkScale, countRatings } from '../internal/surveys/ratingCounts.js'
import type { RatingOptions, Ratings } from '../ratings/index.js'
import { NPS_0_TO_10, NPS_1_TO_3, NPS_GROUPS, type NpsGroups, type NpsScale } from './npsGroups.js'

/** How the interval of a score is made. */
export interface NpsIntervalOptions {
  /**
   * The method of the interval.
   * @defaultValue `'score'`
   */
  readonly interval?: NpsIntervalMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const NPS_INTERVAL_OPTIONS: Fields<NpsIntervalOptions> = { interval: 0, confidence: 0 }

/** How answers become a Net Promoter Score. */
export interface NpsOptions extends NpsIntervalOptions, RatingOptions {
  /**
   * The scale of the question and its cut-offs.
   * @defaultValue {@link NPS_0_TO_10}
   */
  readonly scale?: NpsScale
}

/** The fields that are read; another one is refused. */
const NPS_OPTIONS: Fields<NpsOptions> = { scale: 0, interval: 0, confidence: 0, unanswered: 0 }

/** A Net Promoter Score, with its counts and interval. */
export interface Nps extends NpsGroups {
  /** Promoters less detractors per 100 answers: points, −100 to 100. */
  readonly score: number
  /** Answers counted. */
  readonly responses: number
  /** Questions without an answer that were left out, where `unanswered` is `'skip'`. */
  readonly skipped: number
  /** Share of promoters, 0 to 1. */
  readonly promoterRate: number
  /** Share of passives, 0 to 1. */
  readonly passiveRate: number
  /** Share of detractors, 0 to 1. */
  readonly detractorRate: number
  /** Standard error of the score, in points. */
  readonly standardError: number
  /** Interval of the score, in points. */
  readonly interval: Interval<NpsIntervalMethod>
  /** The scale and cut-offs used; `null` where groups were given. */
  readonly scale: NpsScale | null
}

/**
 * Net Promoter Score: the share of promoters less the share of detractors.
 *
 * Ratings 9–10 are promoters, 7–8 passives, 0–6 detractors. Passives count in the denominator only.
 *
 * @formula score = 100 × (promoters − detractors) ÷ responses
 * @unit points, −100 to 100
 *
 * @param ratings - Answers to “how likely are you to recommend…”, listed or counted.
 * @param options - Scale, interval and what an unanswered question does.
 * @returns The score, its interval and the three group sizes.
 * @throws {@link MetricError} `empty` without answers; `out-of-range` for a rating outside the scale
 * or not whole; `invalid` for one that is not a number.
 * @source Reichheld (2003), “The One Number You Need to Grow”, Harvard Business Review 81(12).
 *
 * @example
 * ```ts
 * nps([10, 9, 8, 3]).score // => 25
 * nps({ 10: 70, 8: 20, 3: 10 }).score // => 60
 * ```
 */
export function nps(ratings: Ratings, options?: NpsOptions): Nps {
  return measure('nps', ratings, options)
}

/**
 * Net Promoter Score from the three group sizes.
 *
 * @formula score = 100 × (promoters − detractors) ÷ (promoters + passives + detractors)
 * @unit points, −100 to 100
 *
 * @param groups - Respondents of each group, whole numbers.
 * @param options - The interval.
 * @returns The score, its interval and the three group sizes.
 * @throws {@link MetricError} `empty` without respondents; `out-of-range` for a count that is negative
 * or not whole.
 * @source Reichheld (2003), “The One Number You Need to Grow”, Harvard Business Review 81(12).
 *
 * @example
 * ```ts
 * npsFromGroups({ promoters: 250, passives: 675, detractors: 75 }).score // => 17.5
 * ```
 */
export function npsFromGroups(groups: NpsGroups, options: NpsIntervalOptions = {}): Nps {
  const metric = 'npsFromGroups'
  const { promoters, passives, detractors } = readFields<NpsGroups>(
    metric,
    ['groups'],
    groups,
    NPS_GROUPS,
    [],
  )
  const tally = {
    1: checkCount(metric, ['groups', 'detractors'], detractors),
    2: checkCount(metric, ['groups', 'passives'], passives),
    3: checkCount(metric, ['groups', 'promoters'], promoters),
  }
  checkSome(metric, ['groups'], groups, tally[1] + tally[2] + tally[3], 'respondent')
  return {
    ...measure(metric, tally, {
      ...readOptions<NpsIntervalOptions>(metric, options, NPS_INTERVAL_OPTIONS),
      scale: NPS_1_TO_3,
    }),
    scale: null,
  }
}

function measure(metric: string, ratings: Ratings, options: NpsOptions = {}): Nps {
  const {
    interval = 'score',
    confidence,
    scale: asked = NPS_0_TO_10,
    unanswered,
  } = readOptions<NpsOptions>(metric, options, NPS_OPTIONS)
  const scale = checkScale(metric, asked, NPS_0_TO_10)
  let promoters = 0
  let passives = 0
  let detractors = 0
  let skipped = 0
  const skip = (): void => {
    skipped++
  }
  const counts = countRatings(metric, ratings, scale, unanswered, ['ratings'], undefined, skip)
  counts.forEach((responses, point) => {
    const rating = scale.min + point
    if (rating >= scale.promoterFrom) promoters += responses
    else if (rating >= scale.passiveFrom) passives += responses
    else detractors += responses
  })
  const responses = promoters + passives + detractors
  check(metric, ['ratings'], ratings, responses > 0, 'at least one answer', 'empty')
  return {
    score: (100 * (promoters - detractors)) / responses,
    responses,
    skipped,
    promoters,
    passives,
    detractors,
    promoterRate: promoters / responses,
    passiveRate: passives / responses,
    detractorRate: detractors / responses,
    standardError: (100 * Math.sqrt(npsVariance(promoters, responses, detractors))) / responses,
    interval: npsInterval(
      checkChoice(metric, ['interval'], interval, ['score', 'adjusted-wald', 'wald']),
      promoters,
      responses,
      detractors,
      checkConfidence(metric, confidence),
    ),
    scale,
  }
}
