import { chiSquareTail } from '../math/gamma.js'
import { betaTails, normalTail, studentTail } from '../math/special.js'

/**
 * Tests of hypotheses, each from counts or from means and variances. A statistic that would divide by
 * no variance is `null`, and so is its p-value.
 */

/** A statistic that is standard normal where there is no difference. */
export interface NormalTest {
  readonly z: number | null
  readonly pValue: number | null
}

/** A difference in its own standard errors, and how often chance alone gives one so far from 0. */
export function normalTest(difference: number, standardError: number): NormalTest {
  if (!(standardError > 0)) return { z: null, pValue: null }
  const z = difference / standardError + 0
  return { z, pValue: Math.min(2 * normalTail(Math.abs(z)), 1) }
}

/** Two means that need not have the same variance, or are taken to have (`pooled`). */
export interface MeanTest {
  readonly t: number | null
  readonly degreesOfFreedom: number | null
  readonly pValue: number | null
}

/** A group of numbers by what a t test needs of it. */
export interface Moments {
  readonly mean: number
  /** Standard deviation of the numbers, by one less than there are. */
  readonly deviation: number
  readonly count: number
}

/** Standard error and degrees of freedom of a difference of means (Welch 1947; Student). */
export function meanDifference(
  a: Moments,
  b: Moments,
  isPooled: boolean,
): { readonly standardError: number; readonly degrees: number } {
  // Deviations may be so small or large that their squares underflow or overflow; `hypot` takes
  // care of that.
  const spread = ({ deviation, count }: Moments): number => deviation * Math.sqrt(count - 1)
  const errorOf = ({ deviation, count }: Moments): number => deviation / Math.sqrt(count)
  const degrees = a.count + b.count - 2
  if (isPooled) {
    const deviation = Math.hypot(spread(a), spread(b)) / Math.sqrt(degrees)
    return { standardError: deviation * Math.sqrt(1 / a.count + 1 / b.count), degrees }
  }
  const share = 1 / (1 + (errorOf(b) / errorOf(a)) ** 2)
  return {
    standardError: Math.hypot(errorOf(a), errorOf(b)),
    degrees: 1 / (share ** 2 / (a.count - 1) + (1 - share) ** 2 / (b.count - 1)),
  }
}

/** A difference of means in its standard errors. */
export function studentTest(difference: number, standardError: number, degrees: number): MeanTest {
  const t = difference / standardError + 0
  if (!Number.isFinite(t)) return { t: null, degreesOfFreedom: null, pValue: null }
  // A square must stay a number.
  const pValue = Math.min(2 * studentTail(Math.min(Math.abs(t), 1e100), degrees), 1)
  return { t, degreesOfFreedom: degrees, pValue }
}

/** A statistic that is chi-square distributed where groups do not differ. */
export interface ChiSquareTest {
  /** The statistic; `null` where nothing varies. */
  readonly chiSquare: number | null
  /** Degrees of freedom: groups less one. */
  readonly degreesOfFreedom: number
  /** How often chance alone makes groups so different; `null` where nothing varies. */
  readonly pValue: number | null
}

/**
 * The upper tail of the chi-square distribution: the chance that a sum of squared normal numbers is
 * larger.
 */
export function chiSquareTest(chiSquare: number, degreesOfFreedom: number): ChiSquareTest {
  if (!Number.isFinite(chiSquare)) return { chiSquare: null, degreesOfFreedom, pValue: null }
  return { chiSquare, degreesOfFreedom, pValue: chiSquareTail(chiSquare, degreesOfFreedom) }
}

/** Values with their variances: squared distances from their weighted mean (Cochran 1954). */
export function cochranQ(values: readonly number[], variances: readonly number[]): number {
  const all = variances.reduce((sum, variance) => sum + 1 / variance, 0)
  const mean = values.reduce((sum, value, i) => sum + value / (variances[i] as number) / all, 0)
  return values.reduce((sum, value, i) => sum + (value - mean) ** 2 / (variances[i] as number), 0)
}

/** Means of groups: squared distances from the mean of all, in the variance of one answer of all. */
export function pooledDistance(
  groups: readonly { readonly mean: number; readonly count: number }[],
  variance: number,
): number {
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  const middle = groups.reduce((sum, { mean, count }) => sum + mean * count, 0) / all
  const distance = groups.reduce((sum, { mean, count }) => sum + count * (mean - middle) ** 2, 0)
  return distance / variance
}

/** Pearson's statistic of several proportions; not a number where all or none succeeded. */
export function pearson(shares: readonly Share[]): number {
  const successes = shares.reduce((sum, share) => sum + share.successes, 0)
  const trials = shares.reduce((sum, share) => sum + share.trials, 0)
  const rate = successes / trials
  const groups = shares.map((share) => ({
    mean: share.successes / share.trials,
    count: share.trials,
  }))
  return pooledDistance(groups, rate * (1 - rate))
}

/** Welch's test of several means. */
export interface WelchTest {
  /** Variance between the means by that within the groups; `null` where a group does not vary. */
  readonly f: number | null
  /** Degrees of freedom of both; the second need not be whole. `null` where a group does not vary. */
  readonly degreesOfFreedom: readonly [number, number] | null
  /** How often chance alone makes means so different; `null` where a group does not vary. */
  readonly pValue: number | null
}

/** Several means that need not have the same variance (Welch 1951). */
export function welchTest(groups: readonly Moments[]): WelchTest {
  const weights = groups.map(({ deviation, count }) => count / deviation ** 2)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = groups.reduce(
    (sum, group, i) => sum + (weights[i] as number) * (group.mean / all),
    0,
  )
  const between = groups.reduce(
    (sum, group, i) => sum + (weights[i] as number) * (group.mean - mean) ** 2,
    0,
  )
  const excess = groups.reduce(
    (sum, { count }, i) => sum + (1 - (weights[i] as number) / all) ** 2 / (count - 1),
    0,
  )
  const degrees = groups.length - 1
  const f = between / degrees / (1 + (2 * (degrees - 1) * excess) / ((degrees + 2) * degrees))
  const inner = (degrees * (degrees + 2)) / (3 * excess)
  if (!Number.isFinite(f)) return { f: null, degreesOfFreedom: null, pValue: null }
  const sum = inner + degrees * f
  const [pValue] = betaTails(inner / 2, degrees / 2, inner / sum, (degrees * f) / sum)
  return { f, degreesOfFreedom: [degrees, inner], pValue }
}

/** Successes of trials, in a row of a table of two. */
export interface Share {
  readonly successes: number
  readonly trials: number
}

/** The two-sided sign test: twice the smaller tail of heads and tails of a fair coin, at most 1. */
export function coinTest(heads: number, tails: number): number {
  const few = Math.min(heads, tails)
  const all = heads + tails
  // As even as can be: each tail is half of all, or more.
  return 2 * few + 1 >= all ? 1 : Math.min(1, 2 * betaTails(all - few, few + 1, 0.5, 0.5)[0])
}

/** Answers of one period: where it stands, how many, and their mean and variance. */
export interface SeriesPoint {
  readonly place: number
  readonly count: number
  readonly mean: number
  readonly variance: number
}

/** The least-squares line through every answer, and the standard error of its slope. */
export interface Line {
  readonly slope: number
  readonly standardError: number
  /** Squared distances of the periods' means from the line, each times its answers. */
  readonly squares: number
  /** The steepest slope there can be of means that differ by 1 at most. */
  readonly steepest: number
  /** What the mean of each period is multiplied by in the slope, which is the sum of it all. */
  readonly factors: readonly number[]
}
