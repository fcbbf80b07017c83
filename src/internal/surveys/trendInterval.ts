import { type Interval, interval } from '../inference/interval.js'

/** An estimate of one period with the ends of its interval. */
export interface PeriodEstimate {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/**
 * The interval of a slope that joins those of its periods (Zou, Huang & Zhang 2009): the slope is the sum
 * of their estimates with factors, and the distances of their ends add up as squares.
 */
export function joinedSlope(
  periods: readonly PeriodEstimate[],
  { slope, factors }: { readonly slope: number; readonly factors: readonly number[] },
  confidence: number,
): Interval<'newcombe'> {
  let [below, above] = [0, 0]
  periods.forEach(({ estimate, low, high }, i) => {
    const factor = factors[i] as number
    const [down, up] = [factor * (estimate - low), factor * (high - estimate)]
    below = Math.hypot(below, factor > 0 ? down : up)
    above = Math.hypot(above, factor > 0 ? up : down)
  })
  const ends = [slope - below, slope + above] as const
  return interval('newcombe', confidence, slope, ends, [-Infinity, Infinity])
}
