import { type Interval, interval } from './interval.js'

/** A rate that is part of a mean, with its own interval and its weight. */
interface WeightedRate {
  readonly weight: number
  readonly rate: number
  readonly interval: Interval
}

/**
 * A weighted mean of independent rates. Its interval is as far from it as the intervals of the rates are
 * from theirs, added as variances are (Zou & Donner 2008, “Construction of confidence limits about effect
 * measures”, Statistics in Medicine 27).
 */
export function weightedMean(
  rates: readonly WeightedRate[],
  confidence: number,
): { readonly rate: number; readonly interval: Interval<'mover'> } {
  let rate = 0
  let below = 0
  let above = 0
  for (const { weight, rate: own, interval: ends } of rates) {
    rate += weight * own
    below += (weight * (own - ends.low)) ** 2
    above += (weight * (ends.high - own)) ** 2
  }
  // Weights add up to 1 within rounding.
  rate = Math.min(1, rate)
  const ends = [rate - Math.sqrt(below), rate + Math.sqrt(above)] as const
  return { rate, interval: interval('mover', confidence, rate, ends, [0, 1]) }
}
