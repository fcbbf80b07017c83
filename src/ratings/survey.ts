import type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
import type { RatingOptions, Ratings } from './tallyRatings.js'
import type { WeightedRatingTally } from './weightedRatings.js'

/** Answers, one by one, counted, or counted with their weights. */
export type SurveyAnswers = Ratings | WeightedRatingTally

/** How answers are read, and the minimum number of them. */
export interface SurveyOptions extends RatingOptions {
  /**
   * The minimum number of answers; with fewer the function throws `undefined`.
   * @defaultValue `0`
   */
  readonly minimumResponses?: number
  /**
   * Confidence of every interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** Options of an estimate: the population, and random draws. */
export interface EstimateOptions extends SurveyOptions {
  /**
   * The size of the population, if known. It matters where a large part of the population answered:
   * the larger the part, the narrower the intervals.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
  /**
   * The seed of the draws, a whole number. Required for `bootstrap` and `bayesian`, and refused for
   * other methods.
   */
  readonly seed?: number
  /**
   * The number of draws, from 1000 to 1,000,000.
   * @defaultValue `10000` for methods that draw
   */
  readonly draws?: number
  /**
   * Answers added artificially to each group, for `bayesian`: the parameters of its Dirichlet
   * prior.
   * @defaultValue `0.5`, Jeffreys' prior, where there is one
   */
  readonly prior?: number
}

/** The sample behind an estimate. */
export interface EstimateBasis {
  /**
   * The effective number of answers: how many answers of equal weight give the same precision. It
   * is the number of answers where weights are equal.
   */
  readonly effectiveResponses: number
  /** The design effect: answers per effective answer, the cost of the weights. */
  readonly designEffect: number
  /** The size of the population; `null` where it was not given. */
  readonly population: number | null
  /** The minimum number of answers. */
  readonly minimumResponses: number
}

/** One customer's answers to the same question at two times. */
export interface RatingPair {
  /** The earlier rating. */
  readonly before: number | null
  /** The later rating. */
  readonly after: number | null
}

/** Two groups that are compared. */
export interface Compared<Answers> {
  /** The first group, from which the second is subtracted. */
  readonly a: Answers
  /** The second group. */
  readonly b: Answers
}

/** How p-values of many comparisons are corrected. */
export interface CorrectionOptions {
  /**
   * The correction of p-values for many comparisons.
   * @defaultValue `'holm'`
   */
  readonly correction?: PValueCorrection
}

/** The places of periods in time. */
export interface TrendOptions extends SurveyOptions {
  /**
   * The place of each period in time, in any unit; the slope is per unit.
   * @defaultValue `0, 1, 2, …`
   */
  readonly at?: readonly number[]
}
