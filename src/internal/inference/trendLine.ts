import type { Line, SeriesPoint } from './significance.js'

/** The line through answers of several periods, each period with a variance of its own. */
export function lineOf(points: readonly SeriesPoint[]): Line {
  const sum = (of: (stretch: SeriesPoint, index: number) => number): number =>
    points.reduce((all, stretch, index) => all + of(stretch, index), 0)
  // Measured from where most answers are, so that their distance from the centre keeps its digits.
  const most = points.reduce((one, other) => (other.count > one.count ? other : one))
  const answers = sum(({ count }) => count)
  const centre = sum(({ count, place }) => count * (place - most.place)) / answers
  const middle = sum(({ count, mean }) => count * (mean - most.mean)) / answers
  const along = points.map(({ place }) => place - most.place - centre)
  const above = points.map(({ mean }) => mean - most.mean - middle)
  const spread = sum(({ count }, i) => count * (along[i] as number) ** 2)
  const factors = points.map(({ count }, i) => (count * (along[i] as number)) / spread)
  const slope = factors.reduce((all, factor, i) => all + factor * (above[i] as number), 0)
  const variance = sum(({ count, variance }, i) => count * (along[i] as number) ** 2 * variance)
  return {
    slope: slope + 0,
    standardError: Math.sqrt(variance) / spread,
    squares: sum(
      ({ count }, i) => count * ((above[i] as number) - slope * (along[i] as number)) ** 2,
    ),
    steepest: factors.reduce((all, factor) => all + Math.max(factor, 0), 0),
    factors,
  }
}
