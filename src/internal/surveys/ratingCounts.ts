import {
  checkChoice,
  checkCount,
  checkObject,
  checkWhole,
  eachItem,
  type Fields,
  type Path,
  readFields,
} from '../guard.js'

/** The ends of a rating scale. */
export interface Ends {
  readonly min: number
  readonly max: number
}

/**
 * The points of a scale, checked to be whole numbers, ascending in the order of a known scale, and
 * within what counts can be kept for in an array.
 */
export function checkScale<Scale extends object>(
  metric: string,
  scale: unknown,
  known: Scale,
): Scale {
  const points = Object.fromEntries(Object.keys(known).map((point) => [point, 1]))
  const given = readFields<Scale>(metric, ['scale'], scale, points as Fields<Scale>)
  const checked = { ...known }
  let low: unknown = -1000
  for (const point in known)
    checked[point] = low = checkWhole(
      metric,
      ['scale', point],
      given[point],
      low as number,
      1000,
    ) as never
  return checked
}

/** The ends of a scale of at least two points, which has these fields and no others. */
export function checkEnds<Scale extends Ends>(
  metric: string,
  scale: unknown,
  fields: Fields<Scale>,
): Ends {
  const { min, max } = readFields<Scale>(metric, ['scale'], scale, fields)
  return {
    min: checkWhole(metric, ['scale', 'min'], min, -1000, 999),
    max: checkWhole(metric, ['scale', 'max'], max, min + 1, 1000),
  }
}

/** Adds an answer, or a number of them, to the counts by distance from the lowest rating. */
export function ratingVisitor(
  metric: string,
  { min, max }: Ends,
  unanswered: 'reject' | 'skip' | undefined,
  path: Path,
  counts: Float64Array,
  skip?: () => void,
): (rating: unknown, key: string | number, responses?: number) => void {
  const policy = unanswered === undefined ? 'reject' : unanswered
  checkChoice(metric, ['unanswered'], policy, ['reject', 'skip'])
  return (rating, key, responses = 1) => {
    if (typeof rating === 'number' && counts[rating - min] !== undefined)
      (counts[rating - min] as number) += responses
    else if (policy === 'reject' || rating != null)
      checkWhole(metric, [...path, key], rating, min, max)
    else skip?.()
  }
}

/**
 * Adds answers to their counts by distance from the lowest rating of the scale: one pass, no copy.
 */
export function countRatings(
  metric: string,
  ratings: unknown,
  { min, max }: Ends,
  unanswered: 'reject' | 'skip' = 'reject',
  path: Path = ['ratings'],
  counts: Float64Array = new Float64Array(max - min + 1),
  skip?: () => void,
): Float64Array {
  const count = ratingVisitor(metric, { min, max }, unanswered, path, counts, skip)
  if (Symbol.iterator in Object(ratings)) eachItem(metric, path, ratings, count)
  else
    for (const [key, responses] of Object.entries(checkObject(metric, path, ratings)))
      count(String(+key) === key ? +key : key, key, checkCount(metric, [...path, key], responses))
  return counts
}
