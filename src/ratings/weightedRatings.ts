import { check, checkSome, checkWhole, eachRow, type Path } from '../internal/guard.js'
import { type RowStream, readRows, rowCounter } from '../internal/rows/readRows.js'
import { checkWeight } from '../internal/rows/weights.js'
import { type Cell, eachCell } from '../internal/surveys/answers.js'
import { ANY_SCALE } from './anyScale.js'

/** One answer and its weight. */
export interface WeightedRatingRow {
  /** The rating given, a whole number. */
  readonly rating: number
  /** The weight of the answer, from 1e−9 to 1e9; only the proportions of the weights matter. */
  readonly weight: number
}

/** Answers that gave one rating. */
export interface WeightedCount {
  /** Answers. */
  readonly responses: number
  /** The sum of their weights. */
  readonly weight: number
  /** The sum of the squares of their weights. */
  readonly squaredWeight: number
}

/** Weighted answers by rating: `{ 10: { responses: 2, weight: 2.5, squaredWeight: 3.25 } }`. */
export interface WeightedRatingTally {
  /** Answers with this rating. */
  readonly [rating: number]: WeightedCount
}

/**
 * Counts weighted answers by rating: the tally that `npsEstimate`, `csatEstimate` and `cesEstimate`
 * read where some answers represent more customers than others.
 *
 * Kish's effective sample size uses the squares of the weights, so intervals widen as weights
 * differ.
 *
 * @param rows - Ratings with their weights.
 * @returns Answers, weights and squared weights of each rating that was given.
 * @throws {@link MetricError} `empty` without rows; `invalid` or `out-of-range` for a rating that is
 * not a whole number or a weight that is not from 1e−9 to 1e9.
 * @source Kish (1965), “Survey Sampling”, ch. 11.
 *
 * @example
 * ```ts
 * tallyWeightedRatings([
 *   { rating: 10, weight: 0.5 },
 *   { rating: 10, weight: 2 },
 *   { rating: 3, weight: 1 },
 * ])
 * // => { 3: { responses: 1, weight: 1, squaredWeight: 1 },
 * //      10: { responses: 2, weight: 2.5, squaredWeight: 4.25 } }
 * ```
 */
export function tallyWeightedRatings(rows: Iterable<WeightedRatingRow>): WeightedRatingTally
/** The same from a stream of rows, as a promise. Wrong rows reject. */
export function tallyWeightedRatings(
  rows: RowStream<WeightedRatingRow>,
): Promise<WeightedRatingTally>
export function tallyWeightedRatings(
  rows: Iterable<WeightedRatingRow> | RowStream<WeightedRatingRow>,
): WeightedRatingTally | Promise<WeightedRatingTally> {
  const metric = 'tallyWeightedRatings'
  const cells = new Map<number, Cell>()
  const visit = (row: WeightedRatingRow, index: number): void => {
    const { min, max } = ANY_SCALE
    const rating = checkWhole(metric, ['rows', index, 'rating'], row.rating, min, max)
    const place = ['rows', index, 'weight']
    const weight = checkWeight(metric, place, row.weight)
    addCell(cells, rating, { responses: 1, weight, squaredWeight: weight * weight })
  }
  return readRows(metric, ['rows'], rows, () =>
    rowCounter(metric, ['rows'], visit, () => toTally(metric, ['rows'], rows, cells)),
  )
}

/**
 * Adds tallies of different weighted answers.
 *
 * @param tallies - Tallies of disjoint sets of answers to one question, weighted on one scale.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without answers; `invalid` or `out-of-range` for a malformed
 * tally.
 *
 * @example
 * ```ts
 * mergeWeightedRatings([
 *   { 9: { responses: 1, weight: 2, squaredWeight: 4 } },
 *   { 9: { responses: 2, weight: 1, squaredWeight: 0.5 } },
 * ])
 * // => { 9: { responses: 3, weight: 3, squaredWeight: 4.5 } }
 * ```
 */
export function mergeWeightedRatings(tallies: Iterable<WeightedRatingTally>): WeightedRatingTally {
  const metric = 'mergeWeightedRatings'
  const cells = new Map<number, Cell>()
  eachRow<WeightedRatingTally>(metric, ['tallies'], tallies, (tally, index) => {
    eachCell(metric, ['tallies', index], tally, ANY_SCALE, (rating, cell) => {
      addCell(cells, rating, cell)
    })
  })
  return toTally(metric, ['tallies'], tallies, cells)
}

/** Adds a cell to those of the same rating. */
export function addCell(cells: Map<number, Cell>, rating: number, cell: Cell): void {
  const before = cells.get(rating) ?? { responses: 0, weight: 0, squaredWeight: 0 }
  cells.set(rating, {
    responses: before.responses + cell.responses,
    weight: before.weight + cell.weight,
    squaredWeight: before.squaredWeight + cell.squaredWeight,
  })
}

/** Cells as a plain object, in the order of the ratings. */
export function toTally(
  metric: string,
  path: Path,
  received: unknown,
  cells: ReadonlyMap<number, Cell>,
): WeightedRatingTally {
  checkSome(metric, path, received, cells.size, 'answer')
  const ratings = [...cells].sort(([one], [other]) => one - other)
  for (const [, { responses }] of ratings)
    check(metric, path, responses, Number.isSafeInteger(responses), 'a whole number of answers')
  return Object.fromEntries(ratings)
}
