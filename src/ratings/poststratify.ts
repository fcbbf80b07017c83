import {
  check,
  checkNumber,
  checkObject,
  checkSome,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import { type Cell, kish } from '../internal/surveys/answers.js'
import { countRatings } from '../internal/surveys/ratingCounts.js'
import { ANY_SCALE } from './anyScale.js'
import type { RatingTally } from './tallyRatings.js'
import { addCell, toTally, type WeightedRatingTally } from './weightedRatings.js'

/** The population that the answers should represent. */
export interface PoststratifyOptions {
  /** Customers of each segment, or their shares; only the proportions matter. */
  readonly population: Readonly<Record<string, number>>
}

/** The fields that are read; another one is refused. */
const POSTSTRATIFY_OPTIONS: Fields<PoststratifyOptions> = { population: 1 }

/** Answers weighted so that every segment counts for its share of all customers. */
export interface Poststratified {
  /** The weight of an answer of each segment; 1 on average. */
  readonly weights: Readonly<Record<string, number>>
  /** The weighted answers, for `npsEstimate`, `csatEstimate` and `cesEstimate`. */
  readonly tally: WeightedRatingTally
  /** Answers. */
  readonly responses: number
  /** The effective number of answers: how many answers of equal weight give the same precision. */
  readonly effectiveResponses: number
  /**
   * The design effect: answers per effective answer. 1 where the answers already have the shares of
   * the population.
   */
  readonly designEffect: number
}

/**
 * Weights answers by segment so that each segment counts by its known share of customers, not by
 * its response rate.
 *
 * @formula weight = (share of all customers) ÷ (share of all answers), for each segment
 * @unit answers that one answer represents; 1 on average
 *
 * @param segments - Counted answers of each segment, one tally a segment.
 * @param options - The customers of each segment.
 * @returns The weights, the weighted tally, and the design effect.
 * @throws {@link MetricError} `mismatch` where answers and population have different segments;
 * `empty` where a segment has customers and no answers; `out-of-range` for a population that is not
 * above 0.
 * @source Kish (1965), “Survey Sampling”, ch. 11; Holt & Smith (1979), “Post Stratification”, Journal
 * of the Royal Statistical Society A 142.
 *
 * @example
 * ```ts
 * const { weights, tally } = poststratify(
 *   { free: { 10: 10, 3: 10 }, paid: { 10: 60, 7: 20 } },
 *   { population: { free: 5000, paid: 5000 } },
 * )
 * weights // => { free: 2.5, paid: 0.625 }
 * npsEstimate(tally).score // => 37.5
 * ```
 */
export function poststratify(
  segments: Readonly<Record<string, RatingTally>>,
  options: PoststratifyOptions,
): Poststratified {
  const metric = 'poststratify'
  const tallies = Object.entries(checkObject<typeof segments>(metric, ['segments'], segments))
  checkSome(metric, ['segments'], segments, tallies.length, 'segment')
  const { population } = readOptions<PoststratifyOptions>(metric, options, POSTSTRATIFY_OPTIONS)
  const customers = new Map(
    Object.entries(checkObject<typeof population>(metric, ['population'], population)).map(
      ([name, size]) => [name, checkNumber(metric, ['population', name], size, 1e-9, 1e15)],
    ),
  )
  for (const name of customers.keys())
    check(
      metric,
      ['population', name],
      name,
      Object.hasOwn(segments, name),
      'a segment with answers',
      'mismatch',
    )
  const counted = tallies.map(([name, tally]) => {
    const path = ['segments', name]
    const counts = countRatings(metric, tally, ANY_SCALE, 'reject', path)
    const responses = counts.reduce((sum, count) => sum + count, 0)
    checkSome(metric, path, tally, responses, 'answer')
    const size = customers.get(name) ?? Number.NaN
    check(metric, path, name, size > 0, 'a segment of the population', 'mismatch')
    return { name, counts, responses, size }
  })
  const responses = counted.reduce((sum, segment) => sum + segment.responses, 0)
  const all = counted.reduce((sum, segment) => sum + segment.size, 0)
  const cells = new Map<number, Cell>()
  let squares = 0
  const weights = counted.map((segment) => {
    const weight = (segment.size / all) * (responses / segment.responses)
    segment.counts.forEach((count, point) => {
      const cell = { responses: count, weight: count * weight, squaredWeight: count * weight ** 2 }
      if (count > 0) addCell(cells, point + ANY_SCALE.min, cell)
    })
    squares += segment.responses * weight ** 2
    return [segment.name, weight] as const
  })
  const effectiveResponses = kish(responses, responses, squares)
  return {
    weights: Object.fromEntries(weights),
    tally: toTally(metric, ['segments'], segments, cells),
    responses,
    effectiveResponses,
    designEffect: responses / effectiveResponses,
  }
}
