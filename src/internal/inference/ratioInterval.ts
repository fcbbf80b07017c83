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
  const mean = pairs.reduce((sum, [, bottom]) => sum + bottom / length, 0)
  // As parts of the mean, so that no square is too large; sorted, as sums depend on their order.
  const residuals = pairs
    .map(([top, bottom]) => ((top - ratio * bottom) / mean) ** 2)
    .sort((a, b) => a - b)
  const squares = residuals.reduce((sum, square) => sum + square, 0)
  const error = Math.sqrt(squares / (length * (length - 1)))
  return studentInterval(ratio, error > ROUNDED ? error : 0, length - 1, confidence, range)
}

/** Customers of one ratio differ from it by rounding alone. */
const ROUNDED = 1e-14
