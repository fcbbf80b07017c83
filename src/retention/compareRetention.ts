import { chiSquareTail } from '../internal/gamma.js'
import { check, checkChoice, checkConfidence, checkObject, type Path } from '../internal/guard.js'
import type { Interval } from '../internal/interval.js'
import { invert } from '../internal/optimize.js'
import { normalWidth } from '../internal/special.js'
import { type Risk, readRisks } from './readLives.js'
import type { LifeTally } from './tallyLives.js'

/** How much a loss counts by how many were at risk: all alike, by their number, or by its root. */
export type LogRankWeights = 'log-rank' | 'gehan-breslow' | 'tarone-ware'

/** The groups that are compared, by name. */
export interface LifeGroups {
  /** The lives of this group. */
  readonly [group: string]: LifeTally
}

/** How groups are compared. */
export interface CompareRetentionOptions {
  /**
   * How much the losses of an age count: alike, by the number at risk (`'gehan-breslow'`, Wilcoxon's
   * test for lifetimes, which looks at early losses), or by its root (`'tarone-ware'`).
   * @defaultValue `'log-rank'`
   */
  readonly weights?: LogRankWeights
  /**
   * Confidence of the interval of the hazard ratio, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** A group of a comparison. */
export interface ComparedGroup {
  /** The name of the group. */
  readonly group: string
  /** Customers of the group. */
  readonly customers: number
  /** Customers lost. */
  readonly lost: number
  /** Customers who would have been lost if all groups lost alike. */
  readonly expected: number
}

/** How much faster one of two groups loses its customers. */
export interface HazardRatio {
  /** Hazard of the first group over that of the second; above 1 where the first loses faster. */
  readonly ratio: number
  /** Interval of `ratio`, on the scale of its logarithm. */
  readonly interval: Interval<'peto'>
}

/** Whether groups of customers stay equally long. */
export interface RetentionComparison {
  /** The statistic of the test. */
  readonly chiSquare: number
  /** Groups that could differ, less one. */
  readonly degreesOfFreedom: number
  /** How often chance alone makes as much of a difference, 0 to 1. */
  readonly pValue: number
  /** How much the losses of an age count. */
  readonly weights: LogRankWeights
  /** Strata within which groups were compared. */
  readonly strata: number
  /** What was observed and expected, in the order given. */
  readonly groups: readonly ComparedGroup[]
  /**
   * For two groups by the log-rank test, the ratio of their hazards; `null` for others,
   * and where there is too little to tell it.
   */
  readonly hazardRatio: HazardRatio | null
}

/**
 * Whether groups of customers stay equally long: the log-rank test.
 *
 * At each age at which anybody was lost, the losses of each group are set against its share of those at
 * risk. The test sees differences that have one sign at all ages; curves that cross can escape it.
 *
 * A list of such groups is a stratified comparison: losses are expected within each stratum, such as a
 * plan or a country, and added over all.
 *
 * @formula chiSquare = d′ V⁻¹ d for d = Σ weight × (lost − atRisk of the group × all lost ÷ all at risk)
 * and V its hypergeometric variance
 * @unit chi-square, none
 *
 * @param groups - Lives by name of the group; a list of these for strata.
 * @param options - How much losses count, and the confidence.
 * @returns The statistic, its p-value, and losses observed and expected.
 * @throws {@link MetricError} `mismatch` for fewer than two groups; `undefined` where nobody was lost
 * while members of two groups were at risk and somebody stayed; `invalid` for what is not a tally.
 * @source Mantel (1966), “Evaluation of Survival Data and Two New Rank Order Statistics”, Cancer
 * Chemotherapy Reports 50; Gehan (1965) and Breslow (1970), Biometrika 52 and 57; Tarone & Ware (1977),
 * Biometrika 64; Peto et al. (1977), British Journal of Cancer 35, for the hazard ratio; Xie & Liu
 * (2005), Statistics in Medicine 24, for customers with weights.
 *
 * @example
 * ```ts
 * const monthly = { 1: { lost: 30, censored: 0 }, 2: { lost: 20, censored: 50 } }
 * const yearly = { 1: { lost: 15, censored: 0 }, 2: { lost: 15, censored: 70 } }
 * const { chiSquare, pValue, hazardRatio } = compareRetention({ monthly, yearly })
 * chiSquare // => 8.8122…
 * pValue // => 0.0029…
 * hazardRatio.ratio // => 2.1246…
 * ```
 */
export function compareRetention(
  groups: LifeGroups | readonly LifeGroups[],
  options: CompareRetentionOptions = {},
): RetentionComparison {
  const metric = 'compareRetention'
  const given = checkObject<CompareRetentionOptions>(metric, ['options'], options)
  const { weights = 'log-rank' } = given
  checkChoice(metric, ['weights'], weights, ['log-rank', 'gehan-breslow', 'tarone-ware'])
  const confidence = checkConfidence(metric, given.confidence)
  const strata = readStrata(metric, groups)
  const names = [...new Set(strata.flatMap((stratum) => [...stratum.keys()]))]
  const isSome = names.length >= 2
  check(metric, ['groups'], groups, isSome, 'at least two groups to compare', 'mismatch')
  const score = emptyScore(names)
  for (const stratum of strata) addStratum(score, names, stratum, weights)
  const { chiSquare, degreesOfFreedom } = testScore(metric, groups, score)
  const ratio = weights === 'log-rank' && names.length === 2
  return {
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquareTail(chiSquare, degreesOfFreedom),
    weights,
    strata: strata.length,
    groups: names.map((group, index) => ({ group, ...(score.counts[index] as Counts) })),
    hazardRatio: ratio ? hazardRatio(score, confidence) : null,
  }
}

type Stratum = ReadonlyMap<string, readonly Risk[]>

function readStrata(metric: string, groups: LifeGroups | readonly LifeGroups[]): Stratum[] {
  const read = (record: unknown, path: Path): Stratum =>
    new Map(
      Object.entries(checkObject<LifeGroups>(metric, path, record)).map(([name, tally]) => [
        name,
        readRisks(metric, [...path, name], tally),
      ]),
    )
  return Array.isArray(groups)
    ? groups.map((record, index) => read(record, ['groups', index]))
    : [read(groups, ['groups'])]
}

interface Counts {
  customers: number
  lost: number
  expected: number
}

/** Losses less those expected, with their variance, over all ages and strata. */
interface Score {
  readonly counts: readonly Counts[]
  readonly excess: number[]
  readonly variance: number[][]
  /** How fast the first group's excess grows with the logarithm of its hazard; without weights its variance. */
  information: number
}

function emptyScore(names: readonly string[]): Score {
  return {
    counts: names.map(() => ({ customers: 0, lost: 0, expected: 0 })),
    excess: names.map(() => 0),
    variance: names.map(() => names.map(() => 0)),
    information: 0,
  }
}

function addStratum(
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
  const next = risks.map(() => 0)
  for (const age of ages) {
    const here = risks.map((points, index) => {
      let at = next[index] as number
      while ((points[at]?.age ?? age) < age) at++
      next[index] = at
      return points[at]
    })
    addAge(score, age, here, weights)
  }
}

/** The losses of one age: a draw without replacement from those at risk. */
function addAge(
  score: Score,
  age: number,
  here: readonly (Risk | undefined)[],
  weights: LogRankWeights,
): void {
  const { counts, excess, variance } = score
  // Between two points are those who reached the next one.
  const atRisk = here.map((risk) => risk?.atRisk ?? 0)
  const lost = here.map((risk) => (risk?.age === age ? risk.lost : 0))
  // Sums of squared weights: the numbers themselves where nobody has a weight.
  const squares = here.map((risk) =>
    risk?.atRisk ? (risk.atRisk / risk.effective) * risk.atRisk : 0,
  )
  const all = sumOf(atRisk)
  const rate = sumOf(lost) / all
  const effective = (all / sumOf(squares)) * all
  const weight = weights === 'log-rank' ? 1 : weights === 'tarone-ware' ? Math.sqrt(all) : all
  const spread = effective > 1 ? (rate * (1 - rate) * effective) / (effective - 1) : 0
  const square = sumOf(squares)
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

/** Chi-square of the excess; groups that could lose nobody say nothing, and one follows from the rest. */
function testScore(
  metric: string,
  groups: unknown,
  { excess, variance }: Score,
): { readonly chiSquare: number; readonly degreesOfFreedom: number } {
  const able = excess.flatMap((_, i) => (((variance[i] as number[])[i] as number) > 0 ? [i] : []))
  const kept = able.slice(1)
  // Divided by their standard deviations, so that what cannot be told apart shows.
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
  const chiSquare = sumOf(
    (inverse as number[][]).map((row, a) =>
      sumOf(row.map((entry, b) => entry * (distance[a] as number) * (distance[b] as number))),
    ),
  )
  return { chiSquare: Math.max(chiSquare, 0), degreesOfFreedom: kept.length }
}

/** Groups whose excess follows from the others' up to that many digits are never at risk together. */
const MOST_INFLATION = 1e10

/** One step from no difference towards the likeliest ratio; none where it goes beyond all bounds. */
function hazardRatio(
  { excess, variance, information }: Score,
  confidence: number,
): HazardRatio | null {
  const log = (excess[0] as number) / information
  const half =
    (normalWidth(confidence) * Math.sqrt((variance[0] as number[])[0] as number)) / information
  if (!(Math.abs(log) + half < MOST_LOG_RATIO)) return null
  const [low, ratio, high] = [log - half, log, log + half].map(Math.exp) as [number, number, number]
  return { ratio, interval: { low, high, confidence, method: 'peto' } }
}

const MOST_LOG_RATIO = 100

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
