import { type Interval, interval, proportionInterval } from './interval.js'

/** A share, counted. */
interface Share {
  readonly successes: number
  readonly trials: number
}

/**
 * Interval of the difference of two independent shares: each end is as far from the difference as the
 * Wilson intervals of the two shares reach, squared and added.
 *
 * Newcombe (1998), “Interval estimation for the difference between independent proportions”,
 * Statistics in Medicine 17, method 10.
 */
export function newcombeInterval(
  first: Share,
  second: Share,
  confidence: number,
): Interval<'newcombe'> {
  const a = first.successes / first.trials
  const b = second.successes / second.trials
  const aroundA = proportionInterval('wilson', first.successes, first.trials, confidence)
  const aroundB = proportionInterval('wilson', second.successes, second.trials, confidence)
  const difference = a - b
  const ends = [
    difference - Math.hypot(a - aroundA.low, aroundB.high - b),
    difference + Math.hypot(aroundA.high - a, b - aroundB.low),
  ] as const
  return interval('newcombe', confidence, difference, ends, [-1, 1])
}

/**
 * The z statistic of the hypothesis that two shares are the same, with the pooled variance; 0 where
 * all or none had the property in both.
 */
export function pooledZ(first: Share, second: Share): number {
  const trials = first.trials + second.trials
  const pooled = (first.successes + second.successes) / trials
  const variance = pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials)
  const difference = first.successes / first.trials - second.successes / second.trials
  return variance > 0 ? difference / Math.sqrt(variance) : 0
}
