import { normalWidth } from '../math/special.js'
import { type Interval, interval } from './interval.js'
import type { Share } from './significance.js'

/** Doublings that lead from a ratio of counts below 2^53 to one that no test accepts. */
const MOST_DOUBLINGS = 1000

/**
 * The score interval of the ratio of two independent shares: the ratios that a test at this confidence
 * does not reject, with its variance at the shares that are likeliest if the ratio were the tested one
 * (Koopman 1984, “Confidence Intervals for the Ratio of Two Binomial Proportions”, Biometrics 40). The
 * share below must not be 0.
 */
export function shareRatioInterval(
  above: Share,
  below: Share,
  confidence: number,
): Interval<'score'> {
  const square = normalWidth(confidence) ** 2
  const [upper, lower] = [above.successes / above.trials, below.successes / below.trials]
  const ratio = upper / lower
  const isRejected = (tested: number): boolean => {
    const [share, base] = likeliest(above, below, tested)
    const variance =
      (share * (1 - share)) / above.trials + (tested * tested * base * (1 - base)) / below.trials
    return (upper - tested * lower) ** 2 > square * variance
  }
  /** The end on one side: doubled away from the ratio until it is rejected, then halved between. */
  const end = (factor: number): number => {
    // Of nobody, the ratio is 0; the search begins at a millionth of where the end is about.
    let inside = ratio > 0 ? ratio : square / (above.trials * lower) / 1e6
    let outside = inside * factor
    for (let step = 0; step < MOST_DOUBLINGS && !isRejected(outside); step++) {
      inside = outside
      outside *= factor
    }
    for (let step = 0; step < 60; step++) {
      const middle = Math.sqrt(inside * outside)
      if (isRejected(middle)) outside = middle
      else inside = middle
    }
    return inside
  }
  const low = ratio > 0 ? end(0.5) : 0
  return interval('score', confidence, ratio, [low, end(2)], [0, Infinity])
}

/** The two shares of the greatest likelihood of which one is a given multiple of the other. */
function likeliest(above: Share, below: Share, ratio: number): readonly [number, number] {
  const a = (above.trials + below.trials) * ratio
  const b = above.trials * ratio + above.successes + below.trials + below.successes * ratio
  const c = above.successes + below.successes
  const base = (2 * c) / (b + Math.sqrt(Math.max(b * b - 4 * a * c, 0)))
  return [Math.min(1, ratio * base), Math.min(1, base)]
}
