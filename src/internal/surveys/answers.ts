import {
  check,
  checkChoice,
  checkCount,
  checkNumber,
  checkObject,
  checkWhole,
  countOf,
  eachItem,
  type Path,
} from '../guard.js'
import { LEAST_WEIGHT, MOST_WEIGHT } from '../rows/weights.js'
import { countRatings, type Ends } from './ratingCounts.js'

/** Answers on a scale, each with its weight. */
export interface Sample {
  /** Sums of weights by distance from the lowest rating. */
  readonly counts: Float64Array
  /** Answers. */
  readonly responses: number
  /** Questions without an answer that were left out. */
  readonly skipped: number
  /** How many answers of equal weight would be as sure: Kish's effective size. */
  readonly effective: number
}

/** Whether every answer must have been given, and how many there must be. */
export interface SampleOptions {
  readonly unanswered?: 'reject' | 'skip'
  readonly minimumResponses?: number
}

/** Reads answers that are listed, counted by rating, or counted with their weights. */
export function readSample(
  metric: string,
  path: Path,
  data: unknown,
  ends: Ends,
  options: SampleOptions,
): Sample {
  const sample = isWeighted(data)
    ? readCells(metric, path, data, ends)
    : readCounts(metric, path, data, ends, options)
  checkSize(metric, path, data, sample.responses, options)
  return sample
}

/** Refuses a sample that is empty, or smaller than was asked for. */
export function checkSize(
  metric: string,
  path: Path,
  received: unknown,
  responses: number,
  { minimumResponses }: SampleOptions,
): void {
  check(metric, path, received, responses > 0, 'at least one answer', 'empty')
  const least = checkCount(metric, ['minimumResponses'], minimumResponses ?? 0)
  const place = [...path, 'responses']
  check(metric, place, responses, responses >= least, `at least ${least}`, 'undefined')
}

/** Whether these are weights by rating: a plain object of objects. */
function isWeighted(data: unknown): boolean {
  const isCounted = typeof data === 'object' && data !== null && !(Symbol.iterator in data)
  return isCounted && Object.values(data).some((cell) => typeof cell === 'object' && cell !== null)
}

function readCounts(
  metric: string,
  path: Path,
  data: unknown,
  ends: Ends,
  { unanswered }: SampleOptions,
): Sample {
  let skipped = 0
  const counts = countRatings(metric, data, ends, unanswered, path, undefined, () => {
    skipped++
  })
  const responses = counts.reduce((sum, count) => sum + count, 0)
  return { counts, responses, skipped, effective: responses }
}

function readCells(metric: string, path: Path, data: unknown, ends: Ends): Sample {
  const counts = new Float64Array(ends.max - ends.min + 1)
  const sums = { responses: 0, weight: 0, squaredWeight: 0 }
  eachCell(metric, path, data, ends, (rating, cell) => {
    counts[rating - ends.min] = cell.weight
    sums.responses += cell.responses
    sums.weight += cell.weight
    sums.squaredWeight += cell.squaredWeight
  })
  const { responses, weight, squaredWeight } = sums
  return {
    counts,
    responses,
    skipped: 0,
    effective: responses && kish(responses, weight, squaredWeight),
  }
}

/**
 * Kish's effective size. Weights that are all alike leave the answers as many as they are, and so do
 * those that only differ by how their sums are rounded.
 */
export function kish(responses: number, weight: number, squaredWeight: number): number {
  const effective = weight * (weight / squaredWeight)
  return effective >= responses * (1 - 1e-9) ? responses : effective
}

/** Answers of one rating: how many, the sum of their weights and of the squares of these. */
export interface Cell {
  readonly responses: number
  readonly weight: number
  readonly squaredWeight: number
}

/** Visits the cells of a weighted tally that hold answers. */
export function eachCell(
  metric: string,
  path: Path,
  data: unknown,
  { min, max }: Ends,
  visit: (rating: number, cell: Cell) => void,
): void {
  for (const [key, value] of Object.entries(checkObject(metric, path, data))) {
    const place = [...path, key]
    const rating = String(+key) === key ? +key : key
    const point = checkWhole(metric, place, rating, min, max)
    const given = checkObject<Cell>(metric, place, value)
    const responses = checkCount(metric, [...place, 'responses'], given.responses)
    // The sums of n weights and of their squares; a squared sum is at most n times the sum of
    // squares.
    const limit = responses * MOST_WEIGHT
    const least = responses * LEAST_WEIGHT
    const weight = checkNumber(metric, [...place, 'weight'], given.weight, least, limit)
    const squares = [...place, 'squaredWeight']
    const even = responses && (weight / responses) * weight * (1 - 1e-9)
    const most = weight * Math.min(weight, MOST_WEIGHT) * (1 + 1e-9)
    const squaredWeight = checkNumber(metric, squares, given.squaredWeight, even, most)
    if (responses > 0) visit(point, { responses, weight, squaredWeight })
  }
}

/**
 * The share of the variance that is left where the answers are n of a population of N: (N − n) ÷ (N
 * − 1).
 */
export function finiteShare(metric: string, responses: number, population: unknown): number {
  if (population === undefined || population === null) return 1
  const all = checkCount(metric, ['population'], population, responses)
  return (all - responses) / Math.max(all - 1, 1)
}

/** A population that was checked, as a number; `null` where none was given. */
export function populationOf(population: unknown): number | null {
  return population == null ? null : Number(population)
}

/** A population that was given, by its name. */
export function populationField(population: unknown): { readonly population?: number } {
  return population == null ? {} : { population: Number(population) }
}

/** What an estimate says of the sample it rests on. */
export function basisOf(
  { responses, effective }: Pick<Sample, 'responses' | 'effective'>,
  options: { readonly population?: number; readonly minimumResponses?: number },
): {
  effectiveResponses: number
  designEffect: number
  population: number | null
  minimumResponses: number
} {
  return {
    effectiveResponses: effective,
    designEffect: responses / effective,
    population: populationOf(options.population),
    minimumResponses: Number(options.minimumResponses ?? 0) + 0,
  }
}

/** Pairs of answers of the same customers. One that was not given takes the other with it. */
export function eachPair(
  metric: string,
  pairs: unknown,
  { min, max }: Ends,
  options: SampleOptions,
  visit: (before: number, after: number) => void,
): number {
  const { unanswered = 'reject' } = options
  checkChoice(metric, ['unanswered'], unanswered, ['reject', 'skip'])
  const isSkipped = (rating: unknown): boolean => unanswered === 'skip' && rating == null
  let responses = 0
  eachItem(metric, ['pairs'], pairs, (item, index) => {
    const path = ['pairs', index]
    const pair = checkObject<{ before: unknown; after: unknown }>(metric, path, item)
    const [before, after] = (['before', 'after'] as const).map((name) =>
      isSkipped(pair[name]) ? null : checkWhole(metric, [...path, name], pair[name], min, max),
    ) as [number | null, number | null]
    if (before === null || after === null) return
    visit(before, after)
    responses++
  })
  checkSize(metric, ['pairs'], pairs, responses, options)
  return responses
}

/**
 * A reader for several sets of answers, which must be of one scale where that is known: the one that was
 * asked for, or else that of the first. Answers do not say which scale they are from; results do.
 */
export function oneScaleReader<Scale extends object, Read extends { readonly scale: Scale | null }>(
  metric: string,
  asked: Scale | null,
  read: (path: Path, data: unknown) => Read,
): (path: Path, data: unknown) => Read {
  let known = asked
  return (path, data) => {
    const sample = read(path, data)
    const { scale } = sample
    if (scale && known) {
      const alike = Object.entries(known).every(
        ([point, value]) => scale[point as keyof Scale] === value,
      )
      check(metric, [...path, 'scale'], scale, alike, 'the scale of the others', 'mismatch')
    }
    known ??= scale
    return sample
  }
}

/** Whether any of some options was given. */
export function isAnyGiven<Options extends object>(
  options: Options,
  names: readonly (keyof Options)[],
): boolean {
  return names.some((name) => options[name] !== undefined)
}

/** Answers of an earlier result, which must be as many as its groups where these count answers. */
export function checkSum(metric: string, path: Path, value: unknown, sum: number): number {
  const place = [...path, 'responses']
  const passed = value === undefined || countOf(value) === sum
  check(metric, place, value, passed, `${sum}, the sum of its groups`, 'mismatch')
  return sum
}

/** How many answers of equal weight an earlier result rests on; as many as it has unless it says so. */
export function effectiveOf(metric: string, path: Path, value: unknown, responses: number): number {
  if (value === undefined) return responses
  return checkNumber(metric, [...path, 'effectiveResponses'], value, 1e-9, responses)
}
