import { studentWidth } from '../math/special.js'
import { type Interval, interval } from './interval.js'

/** An estimate, by how much it varies from sample to sample, and an interval that knows its skewness. */
export interface Jackknife {
  readonly standardError: number
  readonly interval: Interval<'jackknife'>
}

/** Estimates that leaving one out does not move further than they are rounded. */
const ROUNDED_DEVIATION = 1e-12

/**
 * The jackknife of an estimate of a share (Quenouille 1956; Tukey 1958): what it becomes without each
 * one in turn. A few large ones make an estimate and its error small together where a sample misses
 * them, so that the quotient of the two is skewed; the interval is Student’s t with that skewness
 * removed (Hall 1992, “On the Removal of Skewness by Transformation”, Journal of the Royal Statistical
 * Society B 54). `null` where nothing varies.
 */
export function jackknife(
  estimate: number,
  count: number,
  without: (at: number) => number,
  confidence: number,
): Jackknife | null {
  const others = new Float64Array(count)
  // Added up from the first one on: a sum of many that are all alike would drift away from them.
  let moved = 0
  for (let at = 0; at < count; at++) {
    others[at] = without(at)
    moved += ((others[at] as number) - (others[0] as number)) / count
  }
  const mean = (others[0] as number) + moved
  let squares = 0
  let cubes = 0
  for (let at = 0; at < count; at++) {
    // A customer without whom the estimate is lower has raised it.
    const raised = mean - (others[at] as number)
    const square = raised * raised
    squares += square
    cubes += square * raised
  }
  const standardError = Math.sqrt(squares * ((count - 1) / count))
  if (standardError < ROUNDED_DEVIATION) return null
  const skewness = cubes / squares / Math.sqrt(squares)
  const width = studentWidth(confidence, count - 1)
  const end = (quantile: number): number => estimate - standardError * skewed(quantile, skewness)
  return {
    standardError,
    interval: interval('jackknife', confidence, estimate, [end(width), end(-width)], [0, 1]),
  }
}

/**
 * The quantile of a skewed t for one of a symmetric one: the root of
 * t + a t² ÷ 3 + a² t³ ÷ 27 + a ÷ 6, for a the skewness of the mean.
 */
function skewed(quantile: number, skewness: number): number {
  const moved = quantile - skewness / 6
  const root = Math.cbrt(1 + skewness * moved)
  return (3 * moved) / (root * root + root + 1)
}
