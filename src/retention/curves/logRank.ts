import { check } from '../../internal/guard.js'
import { invert } from '../../internal/math/optimize.js'

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
  readonly variance: number[][]
  /** How fast the first group's excess grows with the logarithm of its hazard; without weights its variance. */
  information: number
}

/** The score before any losses are read. */
export function emptyScore(names: readonly string[]): Score {
  return {
    counts: names.map(() => ({ customers: 0, lost: 0, expected: 0 })),
    excess: names.map(() => 0),
    variance: names.map(() => names.map(() => 0)),
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
  const losses = risks.flat().filter(({ lost }) => lost > 0)
  const ages = [...new Set(losses.map(({ age }) => age))].sort((a, b) => a - b)
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
  here.forEach((_, i) => {
    const share = (atRisk[i] as number) / all
    const own = squares[i] as number
    const more = (lost[i] as number) - (atRisk[i] as number) * rate
    const row = variance[i] as number[]
    ;(counts[i] as Counts).expected += (atRisk[i] as number) * rate
    excess[i] = (excess[i] as number) + weight * more
    here.forEach((__, j) => {
      const other = (atRisk[j] as number) / all
      const joint = (i === j ? own : 0) - own * other - share * (squares[j] as number)
      row[j] = (row[j] as number) + weight * weight * spread * (joint + share * other * square)
    })
  })
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
  const able = excess.flatMap((_, i) => (((variance[i] as number[])[i] as number) > 0 ? [i] : []))
  const kept = able.slice(1)
  // Divided by their standard deviations, so that groups that cannot be distinguished show.
  const spreads = kept.map((i) => Math.sqrt((variance[i] as number[])[i] as number))
  const scaled = kept.map((i, a) =>
    kept.map((j, b) => {
      const entry = (variance[i] as number[])[j] as number
      return entry / (spreads[a] as number) / (spreads[b] as number)
    }),
  )
  const inverse = kept.length > 0 ? invert(scaled) : undefined
  const isTold = inverse?.every((row, a) => (row[a] as number) < MOST_INFLATION) ?? false
  const expected = 'lost while customers of other groups were at risk and some stayed'
  check(metric, ['groups'], groups, isTold, expected, 'undefined')
  const distance = kept.map((i, a) => (excess[i] as number) / (spreads[a] as number))
  const chiSquare = total(
    (inverse as number[][]).map((row, a) =>
      total(row.map((entry, b) => entry * (distance[a] as number) * (distance[b] as number))),
    ),
  )
  return { chiSquare: Math.max(chiSquare, 0), degreesOfFreedom: kept.length }
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
