import { type Interval, interval, proportionInterval } from '../../internal/inference/interval.js'
import { weightedMean } from '../../internal/inference/weightedMean.js'
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
    const rates = shares.map(({ retained: some, size }, at) => ({
      weight: weights[at] as number,
      rate: some / size,
      interval: proportionInterval(method, some, size, confidence),
    }))
    const mean = weightedMean(rates, confidence)
    // Cohorts with customers in common are not independent.
    return { rate: mean.rate, interval: repeat ? null : mean.interval }
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
