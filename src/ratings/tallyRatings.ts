import {
  checkSome,
  checkWhole,
  eachRow,
  type Fields,
  type Path,
  readOptions,
} from '../internal/guard.js'
import { givesRows, type RowCounter, type RowStream, readRows } from '../internal/rows/readRows.js'
import { checkEnds, countRatings, ratingVisitor } from '../internal/surveys/ratingCounts.js'
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

/** How answers are counted. */
export interface TallyRatingsOptions extends RatingOptions {
  /**
   * The scale that was asked: an answer that is not on it is refused here, and not by every metric
   * that reads the tally later.
   * @defaultValue all whole numbers from −1000 to 1000
   */
  readonly scale?: RatingScale
}

/** How tallies are added. */
export interface MergeRatingsOptions {
  /**
   * The scale that was asked, which a tally does not say: a rating that is not on it is refused.
   * @defaultValue all whole numbers from −1000 to 1000
   */
  readonly scale?: RatingScale
}

/** The fields that are read; another one is refused. */
const TALLY_OPTIONS: Fields<TallyRatingsOptions> = { unanswered: 0, scale: 0 }
const MERGE_OPTIONS: Fields<MergeRatingsOptions> = { scale: 0 }

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
 * Without `scale` all whole numbers count; each metric checks the scale of its question.
 *
 * @param ratings - Whole numbers from −1000 to 1000, or a tally already counted.
 * @param options - The scale that was asked, and what an unanswered question does.
 * @returns One count for each rating that was given.
 * @throws {@link MetricError} `empty` without answers; `invalid` for an answer that is not a number;
 * `out-of-range` for one that is not whole, or not on the scale.
 *
 * @example
 * ```ts
 * tallyRatings([10, 9, 10, 3], { scale: { min: 0, max: 10 } }) // => { 3: 1, 9: 1, 10: 2 }
 * ```
 */
export function tallyRatings(ratings: Ratings, options?: TallyRatingsOptions): RatingTally
/** The same from a stream of answers, as a promise. Wrong options and answers reject. */
export function tallyRatings(
  ratings: RowStream<number | null | undefined>,
  options?: TallyRatingsOptions,
): Promise<RatingTally>
export function tallyRatings(
  ratings: Ratings | RowStream<number | null | undefined>,
  options: TallyRatingsOptions = {},
): RatingTally | Promise<RatingTally> {
  const metric = 'tallyRatings'
  if (givesRows(ratings))
    return readRows(metric, RATINGS, ratings, () => ratingCounter(metric, options))
  const { ends, unanswered } = readTallyOptions(metric, options)
  const counts = countRatings(metric, ratings, ends, unanswered)
  return toTally(metric, RATINGS, ratings, counts, ends)
}

const RATINGS: Path = ['ratings']

function readTallyOptions(
  metric: string,
  options: TallyRatingsOptions,
): { readonly ends: RatingScale; readonly unanswered: UnansweredPolicy | undefined } {
  const { unanswered, scale } = readOptions<TallyRatingsOptions>(metric, options, TALLY_OPTIONS)
  return { ends: endsOf(metric, scale), unanswered }
}

/** Counts answers that come one by one. */
function ratingCounter(metric: string, options: TallyRatingsOptions): RowCounter<RatingTally> {
  const { ends, unanswered } = readTallyOptions(metric, options)
  const counts = new Float64Array(ends.max - ends.min + 1)
  return {
    visit: ratingVisitor(metric, ends, unanswered, RATINGS, counts),
    end: (ratings) => toTally(metric, RATINGS, ratings, counts, ends),
  }
}

/**
 * Adds tallies of different answers.
 *
 * @param tallies - Tallies of disjoint sets of answers to one question.
 * @param options - The scale that was asked.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without answers; `invalid` for a malformed tally;
 * `out-of-range` for a count that is negative or not whole, or a rating that is not on the scale.
 *
 * @example
 * ```ts
 * mergeRatings([{ 10: 2, 3: 1 }, { 10: 1, 9: 4 }]) // => { 3: 1, 9: 4, 10: 3 }
 * ```
 */
export function mergeRatings(
  tallies: Iterable<RatingTally>,
  options: MergeRatingsOptions = {},
): RatingTally {
  const metric = 'mergeRatings'
  const { scale } = readOptions<MergeRatingsOptions>(metric, options, MERGE_OPTIONS)
  const ends = endsOf(metric, scale)
  const sums = new Float64Array(ends.max - ends.min + 1)
  eachRow<RatingTally>(metric, ['tallies'], tallies, (tally, index) => {
    countRatings(metric, tally, ends, 'reject', ['tallies', index], sums)
  })
  return toTally(metric, ['tallies'], tallies, sums, ends)
}

/** A scale of any of the surveys, of which only the ends are read here. */
type SurveyScale = RatingScale & {
  readonly [CutOff in
    | 'passiveFrom'
    | 'promoterFrom'
    | 'satisfiedFrom'
    | 'dissatisfiedUpTo'
    | 'easy'
    | 'easyFrom'
    | 'difficultUpTo']?: unknown
}

/** The fields of a scale; another one is refused. */
const SCALE_FIELDS: Fields<SurveyScale> = {
  min: 1,
  max: 1,
  passiveFrom: 0,
  promoterFrom: 0,
  satisfiedFrom: 0,
  dissatisfiedUpTo: 0,
  easy: 0,
  easyFrom: 0,
  difficultUpTo: 0,
}

/** The ends of the scale that was asked, or of all scales. */
export function endsOf(metric: string, scale: RatingScale | undefined): RatingScale {
  return scale === undefined ? ANY_SCALE : checkEnds(metric, scale, SCALE_FIELDS)
}

/** Counts as a plain object, without the ratings that nobody gave. */
function toTally(
  metric: string,
  path: Path,
  received: unknown,
  counts: Float64Array,
  { min }: RatingScale,
): RatingTally {
  const tally: Record<number, number> = {}
  let responses = 0
  counts.forEach((count, point) => {
    // Sums only grow: one that passed beyond exact whole numbers on the way shows it at the end.
    if (count > 0) tally[point + min] = checkWhole(metric, path, count)
    responses += count
  })
  checkSome(metric, path, received, responses, 'answer')
  return tally
}
