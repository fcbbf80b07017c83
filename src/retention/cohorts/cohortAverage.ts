import { type Interval, interval, proportionInterval } from '../../internal/inference/interval.js'
import type { CohortAveragePolicy, Layout } from './cohortFrame.js'
import type { RepeatSum } from './repeatEntries.js'

/** What a cohort adds to the average of a column. */
export interface CohortShare {
  readonly size: number
  readonly retained: number
}

/** The average of a column. */
export interface ColumnAverage {
  readonly rate: number | null
  readonly interval: Interval | null
}

/** The rate of several cohorts, each with at least one customer. */
export function averageOf(
  { average, frame }: Layout,
  shares: readonly CohortShare[],
  repeat: RepeatSum | undefined,
): ColumnAverage {
  const entered = sumOfShares(shares, ({ size }) => size)
  if (entered === 0) return { rate: null, interval: null }
  const { confidence, interval: method } = frame
  const retained = sumOfShares(shares, (share) => share.retained)
  if (average === 'mean' || average === 'mixpanel') {
    const weights = weightsOf(average, shares)
    return weightedMean(shares, weights, !repeat, (share) =>
      proportionInterval(method, share.retained, share.size, confidence),
    )
  }
  if (repeat && average !== 'amplitude') {
    const rate = retained / entered
    const trials = effectiveEntries(rate, entered, repeat)
    const { low, high } = proportionInterval(method, rate * trials, trials, confidence)
    return { rate, interval: interval(method, confidence, rate, [low, high], [0, 1]) }
  }
  const [successes, trials] = repeat ? [repeat.returned, repeat.customers] : [retained, entered]
  return {
    rate: successes / trials,
    interval: proportionInterval(method, successes, trials, confidence),
  }
}

/** The weight of each rate: 1, or the square of its cohort's size. */
function weightsOf(policy: CohortAveragePolicy, shares: readonly CohortShare[]): number[] {
  const weights = shares.map(({ size }) => (policy === 'mean' ? 1 : size * size))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/**
 * A weighted mean of rates of different customers. Its interval is as far from it as the intervals of
 * the rates are from theirs, added as variances are (Zou & Donner 2008, “Construction of confidence
 * limits about effect measures”, Statistics in Medicine 27).
 */
function weightedMean(
  shares: readonly CohortShare[],
  weights: readonly number[],
  isDisjoint: boolean,
  intervalOf: (share: CohortShare) => Interval,
): ColumnAverage {
  let rate = 0
  let below = 0
  let above = 0
  let confidence = 0
  shares.forEach((share, at) => {
    const weight = weights[at] as number
    const own = share.retained / share.size
    const ends = intervalOf(share)
    rate += weight * own
    below += (weight * (own - ends.low)) ** 2
    above += (weight * (ends.high - own)) ** 2
    confidence = ends.confidence
  })
  // Weights add up to 1 within rounding.
  rate = Math.min(1, rate)
  const ends = [rate - Math.sqrt(below), rate + Math.sqrt(above)] as const
  return { rate, interval: isDisjoint ? interval('mover', confidence, rate, ends, [0, 1]) : null }
}

/**
 * The number of independent customers with the same information as entries of which some are of the
 * same customer. The variance is that of a ratio over customers; where it is 0, because all were
 * retained or none, all entries of a customer count as one (Kish 1965, “Survey Sampling”, §§ 5.3,
 * 8.2).
 */
function effectiveEntries(rate: number, entered: number, repeat: RepeatSum): number {
  const { customers, enteredSquares, products, retainedSquares } = repeat
  const kish = (entered * entered) / enteredSquares
  const spread = rate * (1 - rate)
  if (spread === 0 || customers === 1) return kish
  const squares = retainedSquares - 2 * rate * products + rate * rate * enteredSquares
  const variance = Math.max(0, squares / entered / entered) * (customers / (customers - 1))
  return Math.min(entered, spread / variance)
}

function sumOfShares(shares: readonly CohortShare[], read: (share: CohortShare) => number): number {
  return shares.reduce((sum, share) => sum + read(share), 0)
}
