import {
  check,
  checkChoice,
  checkConfidence,
  checkNumber,
  checkObject,
  type Fields,
  type Path,
  readFields,
  readList,
  readOptions,
} from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { chiSquareTail } from '../../internal/math/gamma.js'
import { normalWidth } from '../../internal/math/special.js'
import type { LifeTally } from './lifeTally.js'
import {
  addStratum,
  emptyScore,
  type FlemingHarringtonWeights,
  type LogRankWeights,
  type Score,
  type Stratum,
  testScore,
} from './logRank.js'
import { readRisks } from './readLives.js'

/** The groups that are compared, by name. */
export interface LifeGroups {
  /** The lives of this group. */
  readonly [group: string]: LifeTally
}

/** How groups are compared. */
export interface CompareRetentionOptions {
  /**
   * The weight of the losses at each age: equal (`'log-rank'`), the number at risk
   * (`'gehan-breslow'`, Wilcoxon's test for lifetimes, which stresses early losses), or its square
   * root (`'tarone-ware'`); retention of all groups together (`'peto-peto'`, and `'andersen'` with a
   * correction for few at risk), which stresses early losses whatever the censoring; or Fleming and
   * Harrington's `{ rho, gamma }`, retention just before the loss to the power of `rho` times its
   * complement to that of `gamma`.
   * @defaultValue `'log-rank'`
   */
  readonly weights?: LogRankWeights
  /**
   * Confidence of the interval of the hazard ratio, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COMPARE_RETENTION_OPTIONS: Fields<CompareRetentionOptions> = { weights: 0, confidence: 0 }

/** A group of a comparison. */
export interface ComparedGroup {
  /** The name of the group. */
  readonly group: string
  /** Customers of the group. */
  readonly customers: number
  /** Customers lost. */
  readonly lost: number
  /** Expected losses if all groups had the same hazard. */
  readonly expected: number
}

/** The hazard ratio: how much faster the first of two groups loses its customers. */
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
  /** Degrees of freedom: groups that could differ, less one. */
  readonly degreesOfFreedom: number
  /** p-value: the probability of a difference at least this large by chance alone, 0 to 1. */
  readonly pValue: number
  /** How much the losses of an age count. */
  readonly weights: LogRankWeights
  /** Strata within which groups were compared. */
  readonly strata: number
  /** What was observed and expected, in the order given. */
  readonly groups: readonly ComparedGroup[]
  /**
   * For two groups by the log-rank test, the ratio of their hazards; `null` for others, and where
   * there is too little information.
   */
  readonly hazardRatio: HazardRatio | null
}

/**
 * Whether groups of customers stay equally long: the log-rank test.
 *
 * At each age with a loss, the test compares the losses of each group with its share of those at
 * risk. It detects differences with the same sign at all ages; it can miss curves that cross.
 *
 * A list of such groups makes a stratified comparison: expected losses are computed within each
 * stratum, such as a plan or a country, and then added.
 *
 * @formula chiSquare = d′ V⁻¹ d for d = Σ weight × (lost − atRisk of the group × all lost ÷ all at risk)
 * and V its hypergeometric variance
 * @unit chi-square, none
 *
 * @param groups - Lives by name of the group; a list of these for strata.
 * @param options - The weight of losses, and the confidence.
 * @returns The statistic, its p-value, and losses observed and expected.
 * @throws {@link MetricError} `mismatch` for fewer than two groups; `undefined` where nobody was lost
 * while members of two groups were at risk and somebody stayed; `invalid` for what is not a tally.
 * @source Mantel (1966), “Evaluation of Survival Data and Two New Rank Order Statistics”, Cancer
 * Chemotherapy Reports 50; Gehan (1965) and Breslow (1970), Biometrika 52 and 57; Tarone & Ware (1977),
 * Biometrika 64; Peto & Peto (1972), Journal of the Royal Statistical Society A 135, and Harrington &
 * Fleming (1982), Biometrika 69, for their weights; Peto et al. (1977), British Journal of Cancer 35, for the hazard ratio; Xie & Liu
 * (2005), Statistics in Medicine 24, for customers with weights.
 *
 * @example
 * ```ts
 * const monthly = { 1: { lost: 30, censored: 0 }, 2: { lost: 20, censored: 50 } }
 * const yearly = { 1: { lost: 15, censored: 0 }, 2: { lost: 15, censored: 70 } }
 * const { chiSquare, pValue, hazardRatio } = compareRetention({ monthly, yearly })
 * chiSquare // => 8.8122…
 * pValue // => 0.0029…
 * hazardRatio?.ratio // => 2.1246…
 * ```
 */
export function compareRetention(
  groups: LifeGroups | readonly LifeGroups[],
  options: CompareRetentionOptions = {},
): RetentionComparison {
  const metric = 'compareRetention'
  const given = readOptions<CompareRetentionOptions>(metric, options, COMPARE_RETENTION_OPTIONS)
  const { weights: chosen = 'log-rank' } = given
  const weights = readWeights(metric, chosen)
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
    groups: names.map((group, index) => ({
      group,
      ...(score.counts[index] as Score['counts'][number]),
    })),
    hazardRatio: ratio ? hazardRatio(score, confidence) : null,
  }
}

/** The fields that are read; another one is refused. */
const WEIGHTS: Fields<FlemingHarringtonWeights> = { rho: 1, gamma: 1 }

function readWeights(metric: string, weights: LogRankWeights): LogRankWeights {
  if (typeof weights !== 'object')
    return checkChoice(metric, ['weights'], weights, [
      'log-rank',
      'gehan-breslow',
      'tarone-ware',
      'peto-peto',
      'andersen',
    ])
  const { rho, gamma } = readFields<FlemingHarringtonWeights>(metric, ['weights'], weights, WEIGHTS)
  return {
    rho: checkNumber(metric, ['weights', 'rho'], rho, 0, 100),
    gamma: checkNumber(metric, ['weights', 'gamma'], gamma, 0, 100),
  }
}

function readStrata(metric: string, groups: LifeGroups | readonly LifeGroups[]): Stratum[] {
  const read = (record: unknown, path: Path): Stratum =>
    new Map(
      Object.entries(checkObject<LifeGroups>(metric, path, record)).map(([name, tally]) => [
        name,
        readRisks(metric, [...path, name], tally),
      ]),
    )
  return Array.isArray(groups)
    ? readList(metric, ['groups'], groups, read)
    : [read(groups, ['groups'])]
}

/** One step from no difference towards the likeliest ratio; none where it goes beyond all bounds. */
function hazardRatio(
  { excess, variance, information }: Score,
  confidence: number,
): HazardRatio | null {
  const log = (excess[0] as number) / information
  const half =
    (normalWidth(confidence) * Math.sqrt((variance[0] as Float64Array)[0] as number)) / information
  if (!(Math.abs(log) + half < MOST_LOG_RATIO)) return null
  const [low, ratio, high] = [log - half, log, log + half].map(Math.exp) as [number, number, number]
  return { ratio, interval: { low, high, confidence, method: 'peto' } }
}

const MOST_LOG_RATIO = 100
