import { studentInterval } from './compareMeans.js'
import type { Interval } from './interval.js'

/**
 * Interval of the ratio of two means over the same customers, by t (Cochran 1977, ch. 6); none where
 * every customer has the ratio of all, and for a single customer.
 */
export function ratioInterval(
  ratio: number,
  pairs: readonly (readonly [top: number, bottom: number])[],
  confidence: number,
  range: readonly [lowest: number, highest: number],
): Interval<'t'> | null {
  const { length } = pairs
  if (length < 2) return null
  const mean = sumInOrder(pairs.map(([, bottom]) => bottom / length))
  // As parts of the mean, so that no square is too large.
  const squares = sumInOrder(pairs.map(([top, bottom]) => ((top - ratio * bottom) / mean) ** 2))
  const error = Math.sqrt(squares / (length * (length - 1)))
  return studentInterval(ratio, error > ROUNDED ? error : 0, length - 1, confidence, range)
}

/** A sum that does not depend on the order of its parts: they are added by size. */
function sumInOrder(parts: readonly number[]): number {
  return [...parts].sort((a, b) => a - b).reduce((sum, part) => sum + part, 0)
}

/** Customers of one ratio differ from it by rounding alone. */
const ROUNDED = 1e-14
