import { checkSome, checkWhole, eachRow, type Fields, readOptions } from '../internal/guard.js'
import { countRatings } from '../internal/surveys/ratingCounts.js'
import type { DateInput } from '../internal/time/days.js'
import type { CustomerId } from '../subscriptions.js'
import { ANY_SCALE } from './anyScale.js'

/** How many answers gave each rating: `{ 10: 70, 8: 20, 3: 10 }`. */
export interface RatingTally {
  /** Answers with this rating. */
  readonly [rating: number]: number
}

/** Answers, one by one or counted. */
export type Ratings = Iterable<number | null | undefined> | RatingTally

/** One answer of one respondent to a rating question. */
export interface AnswerRow {
  /** The respondent, if known. */
  readonly customer?: CustomerId
  /** The rating given; `null` where the question was left unanswered. */
  readonly rating: number | null
  /** The day or instant of the answer. */
  readonly answeredOn: DateInput
}

/**
 * What happens to an answer of `null` or `undefined`: it is refused, or left out of every count.
 */
export type UnansweredPolicy = 'reject' | 'skip'

/** How answers are read. */
export interface RatingOptions {
  /**
   * What an answer of `null` or `undefined` does.
   * @defaultValue `'reject'`
   */
  readonly unanswered?: UnansweredPolicy
}

/** The fields that are read; another one is refused. */
const RATING_OPTIONS: Fields<RatingOptions> = { unanswered: 0 }

/** The lowest and the highest rating that a question offers. */
export interface RatingScale {
  /** Lowest rating, a whole number. */
  readonly min: number
  /** Highest rating, a whole number. */
  readonly max: number
}

/**
 * Counts answers by rating: the tally that `nps`, `csat` and `ces` read.
 *
 * Here any whole number counts; each metric checks the scale of its question.
 *
 * @param ratings - Whole numbers from −1000 to 1000, or a tally already counted.
 * @param options - What an unanswered question does.
 * @returns One count for each rating that was given.
 * @throws {@link MetricError} `empty` without answers; `invalid` for an answer that is not a number;
 * `out-of-range` for one that is not whole.
 *
 * @example
 * ```ts
 * tallyRatings([10, 9, 10, 3]) // => { 3: 1, 9: 1, 10: 2 }
 * ```
 */
export function tallyRatings(ratings: Ratings, options: RatingOptions = {}): RatingTally {
  const metric = 'tallyRatings'
  const { unanswered } = readOptions<RatingOptions>(metric, options, RATING_OPTIONS)
  const counts = countRatings(metric, ratings, ANY_SCALE, unanswered)
  return toTally(metric, ['ratings'], ratings, counts)
}

/**
 * Adds tallies of different answers.
 *
 * @param tallies - Tallies of disjoint sets of answers to one question.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without answers; `invalid` for a malformed tally;
 * `out-of-range` for a count that is negative or not whole.
 *
 * @example
 * ```ts
 * mergeRatings([{ 10: 2, 3: 1 }, { 10: 1, 9: 4 }]) // => { 3: 1, 9: 4, 10: 3 }
 * ```
 */
export function mergeRatings(tallies: Iterable<RatingTally>): RatingTally {
  const metric = 'mergeRatings'
  const sums = new Float64Array(ANY_SCALE.max - ANY_SCALE.min + 1)
  eachRow<RatingTally>(metric, ['tallies'], tallies, (tally, index) => {
    countRatings(metric, tally, ANY_SCALE, 'reject', ['tallies', index], sums)
  })
  return toTally(metric, ['tallies'], tallies, sums)
}

/** Counts as a plain object, without the ratings that nobody gave. */
function toTally(
  metric: string,
  path: readonly string[],
  received: unknown,
  counts: Float64Array,
): RatingTally {
  const tally: Record<number, number> = {}
  let responses = 0
  counts.forEach((count, point) => {
    // Sums only grow: one that passed beyond exact whole numbers on the way shows it at the end.
    if (count > 0) tally[point + ANY_SCALE.min] = checkWhole(metric, path, count)
    responses += count
  })
  checkSome(metric, path, received, responses, 'answer')
  return tally
}
