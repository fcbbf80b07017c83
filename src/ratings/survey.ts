import type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
import type { RatingOptions, Ratings } from './tallyRatings.js'
import type { WeightedRatingTally } from './weightedRatings.js'

/** Answers, one by one, counted, or counted with their weights. */
export type SurveyAnswers = Ratings | WeightedRatingTally

/** How answers are read, and how few are too few. */
export interface SurveyOptions extends RatingOptions {
  /**
   * The fewest answers to say something of; fewer are refused with the code `undefined`.
   * @defaultValue `0`
   */
  readonly minimumResponses?: number
  /**
   * Confidence of every interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** What an estimate takes beside the answers: how they were drawn, and how chance is reckoned. */
export interface EstimateOptions extends SurveyOptions {
  /**
   * How many could have answered, where that is a known number and answers are a good part of it. The
   * more of them answered, the narrower the intervals.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
  /** The seed of the draws, a whole number; `bootstrap` and `bayesian` need it, no other method has it. */
  readonly seed?: number
  /**
   * How often is drawn, from 1000 to 1,000,000.
   * @defaultValue `10000` where something is drawn
   */
  readonly draws?: number
  /**
   * Answers added artificially to each group, for `bayesian`: the parameters of its Dirichlet
   * prior.
   * @defaultValue `0.5`, Jeffreys' prior, where there is one
   */
  readonly prior?: number
}

/** What an estimate rests on. */
export interface EstimateBasis {
  /** How many answers of equal weight would be as sure; as many as there are where weights are alike. */
  readonly effectiveResponses: number
  /** Answers for each effective one: what the weights cost. */
  readonly designEffect: number
  /** How many could have answered; `null` where that was not said. */
  readonly population: number | null
  /** The fewest answers that were asked for. */
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
  /** The group from which the other is taken. */
  readonly a: Answers
  /** The group that is taken from it. */
  readonly b: Answers
}

/** How p-values of many comparisons are corrected. */
export interface CorrectionOptions {
  /**
   * What keeps many tests from finding what is not there.
   * @defaultValue `'holm'`
   */
  readonly correction?: PValueCorrection
}

/** Where the periods of a trend stand. */
export interface TrendOptions extends SurveyOptions {
  /**
   * The place of each period in time, in any unit; the slope is per unit.
   * @defaultValue `0, 1, 2, …`
   */
  readonly at?: readonly number[]
}
