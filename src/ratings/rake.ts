import {
  checkNumber,
  checkObject,
  checkSome,
  checkWhole,
  eachRow,
  type Fields,
  type Path,
  readOptions,
  refuse,
} from '../internal/guard.js'
import { checkWeight } from '../internal/rows/weights.js'
import { type Cell, kish } from '../internal/surveys/answers.js'
import { ANY_SCALE } from './anyScale.js'
import { addCell, toTally, type WeightedRatingTally } from './weightedRatings.js'

/** One answer, and where its customer belongs. */
export interface RakeRow {
  /** The rating given, a whole number. */
  readonly rating: number
  /** The category of each dimension: `{ plan: 'free', country: 'DE' }`. */
  readonly segments: Readonly<Record<string, string>>
  /**
   * A weight that the answer already has, from 1e−9 to 1e9.
   * @defaultValue `1`
   */
  readonly weight?: number
}

/** What is known of all customers. */
export interface RakeOptions {
  /**
   * For each dimension the customers of each category, or their shares; only proportions matter:
   * `{ plan: { free: 9000, paid: 1000 }, country: { DE: 0.6, AT: 0.4 } }`.
   */
  readonly population: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** The fields that are read; another one is refused. */
const RAKE_OPTIONS: Fields<RakeOptions> = { population: 1 }

/** Answers weighted to several margins at once. */
export interface Raked {
  /** The weight of each answer, in the order of the rows; 1 on average. */
  readonly weights: readonly number[]
  /** The weighted answers, for `npsEstimate`, `csatEstimate` and `cesEstimate`. */
  readonly tally: WeightedRatingTally
  /** Answers. */
  readonly responses: number
  /** The effective number of answers: how many answers of equal weight give the same precision. */
  readonly effectiveResponses: number
  /** The design effect: answers per effective answer. Divide a planned sample by it for what it is worth. */
  readonly designEffect: number
  /** Rounds through all margins until each was met. */
  readonly rounds: number
}

/** Each margin is met within this part of its share. */
const NEAR = 1e-10

/** Rounds that a table with empty corners may need and still get there. */
const MOST_ROUNDS = 10_000

/** Answers × dimensions × rounds are bounded by the combinations of categories that occur. */
const MOST_DIMENSIONS = 20

/**
 * Weights answers to several known margins at once: raking, or iterative proportional fitting.
 *
 * `poststratify` needs the number of customers of every combination of segments. Often only the shares of
 * each plan and of each country are known, not those of each plan within each country. Raking adjusts the
 * weights to one margin after the other until all are met.
 *
 * @formula weight ← weight × share of the category among customers ÷ share among the weighted answers, for
 * one dimension after the other, until no weight changes
 * @unit answers that one answer represents; 1 on average
 *
 * @param rows - Answers with their categories, and weights that they may already have.
 * @param options - The margins.
 * @returns The weights, the weighted tally, and the design effect.
 * @throws {@link MetricError} `empty` without answers, or for a category without any; `mismatch` for a
 * category that is in no margin; `not-converged` where the margins cannot be met together.
 * @source Deming & Stephan (1940), “On a Least Squares Adjustment of a Sampled Frequency Table When the
 * Expected Marginal Totals are Known”, Annals of Mathematical Statistics 11; Kish (1965), “Survey
 * Sampling”, ch. 11, for the design effect.
 *
 * @example
 * ```ts
 * const answer = (rating: number, plan: string, country: string) => ({ rating, segments: { plan, country } })
 * const rows = [
 *   ...Array(40).fill(answer(10, 'paid', 'DE')),
 *   ...Array(30).fill(answer(7, 'paid', 'AT')),
 *   ...Array(20).fill(answer(3, 'free', 'DE')),
 *   ...Array(10).fill(answer(9, 'free', 'AT')),
 * ]
 * const raked = rake(rows, { population: { plan: { paid: 1, free: 1 }, country: { DE: 3, AT: 1 } } })
 * raked.designEffect // => 1.2743…
 * npsEstimate(raked.tally).score // => 6.8321…
 * ```
 */
export function rake(rows: Iterable<RakeRow>, options: RakeOptions): Raked {
  const metric = 'rake'
  const given = readOptions<RakeOptions>(metric, options, RAKE_OPTIONS)
  const margins = readMargins(metric, given.population)
  const answers: { readonly rating: number; readonly base: number; readonly corner: Corner }[] = []
  const corners = new Map<string, Corner>()
  eachRow<RakeRow>(metric, ['rows'], rows, (row, index) => {
    const path = ['rows', index]
    const { min, max } = ANY_SCALE
    const rating = checkWhole(metric, [...path, 'rating'], row.rating, min, max)
    const base = row.weight === undefined ? 1 : checkWeight(metric, [...path, 'weight'], row.weight)
    const places = placesOf(metric, [...path, 'segments'], row.segments, margins)
    const key = places.join(' ')
    const corner = corners.get(key) ?? { places, bases: [], sum: 0, weight: 0 }
    corners.set(key, corner)
    corner.bases.push(base)
    answers.push({ rating, base, corner })
  })
  const responses = answers.length
  checkSome(metric, ['rows'], rows, responses, 'answer')
  // Sums of fractions depend on their order in the last digit, and must not on that of the rows.
  const sorted = [...corners]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, each]) => each)
  for (const corner of sorted) {
    corner.sum = corner.bases.sort((a, b) => a - b).reduce((sum, base) => sum + base, 0)
    corner.weight = corner.sum
  }
  for (const [dimension, { name, places }] of margins.entries())
    for (const [category, place] of places) {
      const some = sorted.filter((corner) => corner.places[dimension] === place).length
      const path = ['population', name, category]
      checkSome(metric, path, rows, some, 'answer of it: leave it out, or join it with another')
    }
  const rounds = adjustWeights(metric, given.population, margins, sorted)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  const weights = answers.map(
    ({ base, corner }) => base * (corner.weight / corner.sum) * (responses / total),
  )
  const cells = new Map<number, Cell>()
  let squares = 0
  const order = answers.map((_, at) => at)
  order.sort((one, other) => (weights[one] as number) - (weights[other] as number))
  for (const at of order) {
    const weight = weights[at] as number
    const squaredWeight = weight * weight
    addCell(cells, answers[at]?.rating as number, { responses: 1, weight, squaredWeight })
    squares += squaredWeight
  }
  const effectiveResponses = kish(responses, responses, squares)
  return {
    weights,
    tally: toTally(metric, ['rows'], rows, cells),
    responses,
    effectiveResponses,
    designEffect: responses / effectiveResponses,
    rounds,
  }
}

/** A combination of categories: what its answers weigh now, and weighed at first. */
interface Corner {
  readonly places: readonly number[]
  readonly bases: number[]
  sum: number
  weight: number
}

/** A dimension: the places of its categories, and their shares. */
interface Margin {
  readonly name: string
  readonly places: ReadonlyMap<string, number>
  readonly shares: readonly number[]
}

function readMargins(metric: string, given: unknown): Margin[] {
  const entries = Object.entries(
    checkObject<RakeOptions['population']>(metric, ['population'], given),
  )
  checkSome(metric, ['population'], given, entries.length, 'margin')
  checkWhole(metric, ['population', 'length'], entries.length, 1, MOST_DIMENSIONS)
  return entries.map(([name, margin]) => {
    const path = ['population', name]
    const sizes = Object.entries(checkObject<Record<string, number>>(metric, path, margin)).map(
      ([category, size]) =>
        [category, checkNumber(metric, [...path, category], size, 1e-9, 1e15)] as const,
    )
    checkSome(metric, path, margin, sizes.length, 'category')
    const all = sizes.reduce((sum, [, size]) => sum + size, 0)
    return {
      name,
      places: new Map(sizes.map(([category], place) => [category, place])),
      shares: sizes.map(([, size]) => size / all),
    }
  })
}

/** Where a row stands in each dimension. */
function placesOf(
  metric: string,
  path: Path,
  segments: unknown,
  margins: readonly Margin[],
): number[] {
  const given = checkObject<Record<string, unknown>>(metric, path, segments)
  return margins.map(({ name, places }) => {
    const category = Object.hasOwn(given, name) ? given[name] : undefined
    const place = typeof category === 'string' ? places.get(category) : undefined
    if (place !== undefined) return place
    const expected = `one of ${[...places.keys()].join(', ')}`
    return refuse(metric, [...path, name], category, expected, 'mismatch')
  })
}

/** Adjusts the weights to one margin after the other until all are met, and counts the rounds. */
function adjustWeights(
  metric: string,
  received: unknown,
  margins: readonly Margin[],
  corners: readonly Corner[],
): number {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    let furthest = 0
    for (const [dimension, { shares }] of margins.entries()) {
      const sums = shares.map(() => 0)
      for (const { places: own, weight } of corners)
        sums[own[dimension] as number] = (sums[own[dimension] as number] as number) + weight
      const all = sums.reduce((sum, each) => sum + each, 0)
      const factors = shares.map((share, place) => share / ((sums[place] as number) / all))
      for (const factor of factors) furthest = Math.max(furthest, Math.abs(factor - 1))
      for (const corner of corners)
        corner.weight *= factors[corner.places[dimension] as number] as number
    }
    if (furthest < NEAR) return round
  }
  const expected = 'margins that these answers can meet together: give fewer, or join categories'
  return refuse(metric, ['population'], received, expected, 'not-converged')
}
