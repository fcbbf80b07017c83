import { check } from '../../internal/guard.js'
import {
  dividedByRoot,
  dividedByTransposed,
  invertedRoot,
  rootOf,
} from '../../internal/math/optimize.js'

import type { Risk } from './readLives.js'

/** Lives by name of the group. */
export type Stratum = ReadonlyMap<string, readonly Risk[]>

/** What was observed and expected of a group. */
interface Counts {
  customers: number
  lost: number
  expected: number
}

/** Losses less those expected, with their variance, over all ages and strata. */
export interface Score {
  readonly counts: readonly Counts[]
  readonly excess: number[]
  /** The lower half of a symmetric matrix. */
  readonly variance: readonly Float64Array[]
  /** How fast the first group's excess grows with the logarithm of its hazard; without weights its variance. */
  information: number
}

/** The score before any losses are read. */
export function emptyScore(names: readonly string[]): Score {
  return {
    counts: names.map(() => ({ customers: 0, lost: 0, expected: 0 })),
    excess: names.map(() => 0),
    variance: names.map((_, index) => new Float64Array(index + 1)),
    information: 0,
  }
}

/** Adds the losses of one stratum, age by age. */
export function addStratum(
  score: Score,
  names: readonly string[],
  stratum: Stratum,
  weights: LogRankWeights,
): void {
  const risks = names.map((name) => stratum.get(name) ?? [])
  risks.forEach((points, index) => {
    const counts = score.counts[index] as Counts
    for (const { lost, censored } of points) {
      counts.customers += lost + censored
      counts.lost += lost
    }
  })
  const withLosses = new Set<number>()
  for (const points of risks) for (const { age, lost } of points) if (lost > 0) withLosses.add(age)
  const ages = [...withLosses].sort((a, b) => a - b)
  const weigh = weigher(weights)
  const next = risks.map(() => 0)
  for (const age of ages) {
    const here = risks.map((points, index) => {
      let at = next[index] as number
      while ((points[at]?.age ?? age) < age) at++
      next[index] = at
      return points[at]
    })
    addAge(score, age, here, weigh)
  }
}

/** The weight of the losses at one age, asked for in order of age. */
type Weigh = (atRisk: number, lost: number) => number

function weigher(weights: LogRankWeights): Weigh {
  if (weights === 'log-rank') return () => 1
  if (weights === 'tarone-ware') return Math.sqrt
  if (weights === 'gehan-breslow') return (atRisk) => atRisk
  // Retention of all groups together, before this age and by Peto's estimate beyond it.
  let before = 1
  let peto = 1
  return (atRisk, lost) => {
    const until = before
    before = Math.max(before * (1 - lost / atRisk), 0)
    peto *= 1 - lost / (atRisk + 1)
    if (weights === 'peto-peto') return peto
    if (weights === 'andersen') return (peto * atRisk) / (atRisk + 1)
    return until ** weights.rho * (1 - until) ** weights.gamma
  }
}

/** The losses of one age: a draw without replacement from those at risk. */
function addAge(
  score: Score,
  age: number,
  here: readonly (Risk | undefined)[],
  weigh: Weigh,
): void {
  const { counts, excess, variance } = score
  // Between two points are those who reached the next one.
  const atRisk = here.map((risk) => risk?.atRisk ?? 0)
  const lost = here.map((risk) => (risk?.age === age ? risk.lost : 0))
  // Sums of squared weights: the numbers themselves where nobody has a weight.
  const squares = here.map((risk) => risk?.atRiskSquares ?? 0)
  const all = total(atRisk)
  const allLost = total(lost)
  const rate = allLost / all
  const square = total(squares)
  const effective = (all / square) * all
  const weight = weigh(all, allLost)
  const spread = effective > 1 ? (rate * (1 - rate) * effective) / (effective - 1) : 0
  score.information += spread * (atRisk[0] as number) * (1 - (atRisk[0] as number) / all)
  const factor = weight * weight * spread
  const shares = Float64Array.from(atRisk, (number) => number / all)
  // What weights that differ add to the covariance.
  const uneven = squares.some((own, i) => own !== atRisk[i])
    ? Float64Array.from(squares, (own, i) => own - (shares[i] as number) * square)
    : undefined
  for (let i = 0; i < here.length; i++) {
    const own = factor * (squares[i] as number)
    const expected = (atRisk[i] as number) * rate
    const row = variance[i] as Float64Array
    ;(counts[i] as Counts).expected += expected
    excess[i] = (excess[i] as number) + weight * ((lost[i] as number) - expected)
    // Of two groups the later one has their covariance.
    subtract(row, own, shares, i)
    if (uneven) subtract(row, factor * (shares[i] as number), uneven, i)
    row[i] = (row[i] as number) + own
  }
}

/** Takes a multiple of a vector from a row, up to and with a place. */
function subtract(row: Float64Array, times: number, vector: Float64Array, last: number): void {
  for (let j = 0; j <= last; j++) row[j] = (row[j] as number) - times * (vector[j] as number)
}

/**
 * Chi-square of the excess; groups that could lose nobody do not count, and one group follows from
 * the rest.
 */
export function testScore(
  metric: string,
  groups: unknown,
  { excess, variance }: Score,
): { readonly chiSquare: number; readonly degreesOfFreedom: number } {
  const able = excess.flatMap((_, i) =>
    ((variance[i] as Float64Array)[i] as number) > 0 ? [i] : [],
  )
  const kept = able.slice(1)
  // Divided by their standard deviations, so that groups that cannot be distinguished show.
  const spreads = kept.map((i) => Math.sqrt((variance[i] as Float64Array)[i] as number))
  const scaled = kept.map((i, a) => {
    const row = variance[i] as Float64Array
    const entries = new Float64Array(a + 1)
    for (let b = 0; b <= a; b++)
      entries[b] =
        (row[kept[b] as number] as number) / (spreads[b] as number) / (spreads[a] as number)
    return entries
  })
  const root = kept.length > 0 ? rootOf(scaled) : undefined
  const isTold = root !== undefined && isInflatedLittle(scaled, root)
  const expected = 'lost while customers of other groups were at risk and some stayed'
  check(metric, ['groups'], groups, isTold, expected, 'undefined')
  // The distances turned so that they are independent.
  const turned = dividedByRoot(
    root as Float64Array,
    kept.map((i, a) => (excess[i] as number) / (spreads[a] as number)),
  )
  const chiSquare = turned.reduce((sum, each) => sum + each * each, 0)
  return { chiSquare, degreesOfFreedom: kept.length }
}

/** Whether the diagonal of the inverse of a covariance with ones on its own is small. */
function isInflatedLittle(scaled: readonly Float64Array[], root: Float64Array): boolean {
  const size = scaled.length
  // Where groups only take losses from each other the inverse has no entry below 0: none exceeds its
  // row's sum, for which the inverse need not be known.
  if (scaled.every((row, i) => row.every((entry, j) => j === i || entry <= 0))) {
    const ones = new Float64Array(size).fill(1)
    const sums = dividedByTransposed(root, dividedByRoot(root, ones))
    if (sums.every((sum) => sum < MOST_INFLATION)) return true
  }
  const columns = invertedRoot(scaled) as Float64Array
  return scaled.every((_, i) => {
    let square = 0
    for (let k = i; k < size; k++) square += (columns[i * size + k] as number) ** 2
    return square < MOST_INFLATION
  })
}

/** Groups whose excess follows from the others' up to that many digits are never at risk together. */
const MOST_INFLATION = 1e10

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** Fleming and Harrington's weights: retention just before a loss, and its complement, to powers. */
export interface FlemingHarringtonWeights {
  /** The power of retention: above 0 early losses count more. */
  readonly rho: number
  /** The power of 1 − retention: above 0 late losses count more. */
  readonly gamma: number
}

/**
 * The weight of a loss: 1, the number at risk, its square root, or retention of all groups together by
 * Peto's estimate, by Andersen's correction of it, or to the powers of Fleming and Harrington.
 */
export type LogRankWeights =
  | 'log-rank'
  | 'gehan-breslow'
  | 'tarone-ware'
  | 'peto-peto'
  | 'andersen'
  | FlemingHarringtonWeights
