import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  checkNumber,
  checkObject,
  checkSome,
  type Fields,
  readFields,
} from '../internal/guard.js'
import { type NpsIntervalMethod, npsInterval, npsVariance } from '../internal/inference/interval.js'
import {
  checkDesignEffect,
  checkPower,
  isWithin,
  normalQuantile,
  ofDesign,
  smallestSettled,
  wholeResponses,
  worthOf,
} from '../internal/inference/sampleSize.js'
import { normalWidth } from '../internal/math/special.js'
import { populationOf } from '../internal/surveys/answers.js'
import type { NpsGroups } from './npsGroups.js'
import { comparisonPower, type ExpectedNps, planNps } from './npsPlan.js'

/** Assumptions about the answers, made before the survey. */
export interface NpsPlanInput {
  /**
   * The expected three groups, as counts or shares. Take the result of your last survey.
   * @defaultValue half promoters and half detractors, which needs the most answers
   */
  readonly expected?: NpsGroups
  /**
   * Confidence of the interval or the test, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Answers that are worth one of a simple random sample, such as the `designEffect` of your last estimate,
   * of `rake` or of `poststratify`; 0.1 to 1000.
   * @defaultValue `1`
   */
  readonly designEffect?: number
}

/** The margin of error that you want. */
export interface NpsSampleSizeInput extends NpsPlanInput {
  /** Half of the width of the interval, in points. */
  readonly margin: number
  /**
   * The size of the population, if known.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
  /**
   * The method of the interval that must stay within the margin.
   * @defaultValue `'adjusted-wald'`, as in the formula
   */
  readonly interval?: NpsIntervalMethod
}

/** The fields that are read; another one is refused. */
const NPS_SAMPLE_SIZE_INPUT: Fields<NpsSampleSizeInput> = {
  margin: 1,
  population: 0,
  interval: 0,
  expected: 0,
  confidence: 0,
  designEffect: 0,
}

/** The difference that the test should detect. */
export interface NpsSampleSizeToCompareInput extends NpsPlanInput {
  /** The true difference of the two scores, in points. */
  readonly difference: number
  /**
   * The power: the probability that the test detects the difference, 0 to 1.
   * @defaultValue `0.8`
   */
  readonly power?: number
}

/** The fields that are read; another one is refused. */
const NPS_SAMPLE_SIZE_TO_COMPARE_INPUT: Fields<NpsSampleSizeToCompareInput> = {
  difference: 1,
  power: 0,
  expected: 0,
  confidence: 0,
  designEffect: 0,
}

/** The comparison that is planned. */
export interface NpsPowerInput extends NpsPlanInput {
  /** Answers of each of the two groups. */
  readonly responses: number
  /** The true difference of the two scores, in points. */
  readonly difference: number
}

/** The fields that are read; another one is refused. */
const NPS_POWER_INPUT: Fields<NpsPowerInput> = {
  responses: 1,
  difference: 1,
  expected: 0,
  confidence: 0,
  designEffect: 0,
}

/** The number of answers needed, and the assumptions. */
export interface NpsSampleSize {
  /** Answers needed; of each of the two groups where two are compared. */
  readonly responses: number
  /**
   * The assumed variance of one answer, 0 to 1, where a promoter is 1 and a detractor −1; the mean
   * of both groups where two are compared.
   */
  readonly variance: number
  /** Confidence of the interval or the test. */
  readonly confidence: number
  /** The power of the test; `null` where nothing is compared. */
  readonly power: number | null
  /**
   * The method of the interval that stays within the margin; `null` where two groups are compared.
   */
  readonly interval: NpsIntervalMethod | null
  /** The size of the population; `null` where it was not given. */
  readonly population: number | null
  /** The design effect that was assumed. */
  readonly designEffect: number
}

/** The power of a comparison. */
export interface NpsPower {
  /** The probability that the test detects a difference, in either direction, 0 to 1. */
  readonly power: number
  /** The assumed variance of one answer, 0 to 1: the mean of both groups. */
  readonly variance: number
  /** Confidence of the test. */
  readonly confidence: number
  /** The design effect that was assumed. */
  readonly designEffect: number
}

/** What adjusted Wald adds to the answers. */
const ADDED = 3

/**
 * How many answers you need to know a Net Promoter Score within a margin of error.
 *
 * For many answers the formula is that of the adjusted Wald interval. The interval at the expected
 * shares can still be wider than the margin, if nearly all answers are expected in one group or you
 * choose another `interval`. The function then adds answers until it fits.
 *
 * @formula responses = (variance × z² ÷ (margin ÷ 100)² − 3) × designEffect, fewer of a finite population, or the smallest n beyond it whose interval is as narrow
 * @unit answers
 *
 * @param input - The margin, and what is expected.
 * @returns The number of answers and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a margin that is not above 0 and at most 100.
 * @source Sauro & Lewis (2021), “Sample Size Estimation for NPS Confidence Intervals”, MeasuringU;
 * Cochran (1977), “Sampling Techniques”, ch. 4, for finite populations.
 *
 * @example
 * ```ts
 * npsSampleSize({ margin: 5 }).responses // => 1534
 * npsSampleSize({ margin: 10, expected: { promoters: 45, passives: 35, detractors: 20 } }).responses
 * // => 223
 * npsSampleSize({ margin: 5, population: 2000 }).responses // => 869
 * npsSampleSize({ margin: 5, designEffect: 1.5 }).responses // => 2301
 * npsSampleSize({ margin: 10, expected: { promoters: 99, passives: 1, detractors: 0 } }).responses
 * // => 35
 * ```
 */
export function npsSampleSize(input: NpsSampleSizeInput): NpsSampleSize {
  const metric = 'npsSampleSize'
  const given = readFields<NpsSampleSizeInput>(metric, ['input'], input, NPS_SAMPLE_SIZE_INPUT, [])
  const confidence = checkConfidence(metric, given.confidence)
  const { promoters, detractors } = readExpected(metric, given.expected)
  const variance = npsVariance(promoters, 1, detractors)
  check(metric, ['expected'], given.expected, variance > 1e-9, 'groups that differ', 'undefined')
  const margin = checkNumber(metric, ['margin'], given.margin, 0.001, 100)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const interval = checkChoice(metric, ['interval'], given.interval ?? 'adjusted-wald', [
    'score',
    'adjusted-wald',
    'wald',
  ])
  const wanted = variance * (normalWidth(confidence) * (100 / margin)) ** 2 - ADDED
  const isNarrow = (n: number, left: number): boolean => {
    const all = n / left
    return isWithin(
      npsInterval(interval, promoters * all, all, detractors * all, confidence),
      margin,
    )
  }
  return {
    responses: wholeResponses(metric, wanted, given.population, designEffect, isNarrow),
    variance,
    confidence,
    power: null,
    interval,
    population: populationOf(given.population),
    designEffect,
  }
}

/**
 * How many answers each of two groups needs to detect a difference of their scores.
 *
 * The plan is for the default test of `compareNps`, with Rocks' three artificial answers added to
 * each group. The two scores lie half of the difference above and below the expected one. For few
 * answers the power goes up and down from one number to the next, so the plan makes sure that up to
 * a dozen more answers also have it.
 *
 * @formula the smallest n whose power, as `npsPower` has it, is what was asked for
 * @unit answers of each group
 *
 * @param input - The difference, power and confidence, and what is expected.
 * @returns The number of answers of each group and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a difference of 0 or beyond 200 points.
 * @source Rocks (2016), “Interval Estimation for the Net Promoter Score”, The American Statistician 70,
 * for the test; Sauro & Lewis (2021), “Sample Sizes for Comparing Two Net Promoter Scores”, MeasuringU,
 * for the formula that it comes close to for many answers.
 *
 * @example
 * ```ts
 * npsSampleSizeToCompare({ difference: 10 }).responses // => 1567
 * npsSampleSizeToCompare({ difference: 10, power: 0.9 }).responses // => 2098
 * npsSampleSizeToCompare({ difference: 200 }).responses // => 3
 * ```
 */
export function npsSampleSizeToCompare(input: NpsSampleSizeToCompareInput): NpsSampleSize {
  const metric = 'npsSampleSizeToCompare'
  const given = readFields<NpsSampleSizeToCompareInput>(
    metric,
    ['input'],
    input,
    NPS_SAMPLE_SIZE_TO_COMPARE_INPUT,
    [],
  )
  const confidence = checkConfidence(metric, given.confidence)
  const difference = readDifference(metric, given.difference)
  const plan = planNps(readExpected(metric, given.expected), difference)
  const power = checkPower(metric, given.power)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const z = Math.max(normalWidth(confidence) + normalQuantile(power), 0)
  const isSeen = (n: number): boolean => comparisonPower(plan, n, confidence) >= power
  return {
    responses: ofDesign(
      smallestSettled(2 * plan.variance * (z / difference) ** 2, isSeen),
      designEffect,
    ),
    variance: plan.variance,
    confidence,
    power,
    interval: null,
    population: null,
    designEffect,
  }
}

/**
 * The power of a comparison of two groups: the probability that it detects a difference of Net
 * Promoter Scores.
 *
 * The power is that of `compareNps` by its default method. For few answers every outcome of both
 * groups counts with its probability. Where n × variance is 25 or more in both groups, the normal
 * distribution is used, which is wrong by at most two percentage points. Differences of either sign
 * count, because the test is two-sided.
 *
 * @formula power = P(|Z + shrunk difference ÷ deviation| > z(confidence) × standard error ÷ deviation), both groups with ¾, 1½ and ¾ answers added
 * @unit share, 0 to 1
 *
 * @param input - Answers of each group, the difference, and what is expected.
 * @returns The power and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a difference of 0 or fewer than one answer.
 * @source Rocks (2016), “Interval Estimation for the Net Promoter Score”, The American Statistician 70.
 *
 * @example
 * ```ts
 * npsPower({ responses: 400, difference: 10 }).power // => 0.2923…
 * npsPower({ responses: 1, difference: 200 }).power // => 0
 * ```
 */
export function npsPower(input: NpsPowerInput): NpsPower {
  const metric = 'npsPower'
  const given = readFields<NpsPowerInput>(metric, ['input'], input, NPS_POWER_INPUT, [])
  const confidence = checkConfidence(metric, given.confidence)
  const difference = readDifference(metric, given.difference)
  const plan = planNps(readExpected(metric, given.expected), difference)
  const responses = checkCount(metric, ['responses'], given.responses, 1)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const power = comparisonPower(plan, worthOf(responses, designEffect), confidence)
  return { power, variance: plan.variance, confidence, designEffect }
}

/** A difference as a share of the way from all promoters to all passives: 0 to 2. */
function readDifference(metric: string, value: unknown): number {
  const difference = Math.abs(checkNumber(metric, ['difference'], value, -200, 200))
  check(metric, ['difference'], value, difference >= 0.001, 'a difference of at least 0.001')
  return difference / 100
}

/** The shares of promoters and detractors among all three groups. */
function readExpected(metric: string, expected: NpsGroups | undefined): ExpectedNps {
  if (expected === undefined) return { promoters: 0.5, detractors: 0.5 }
  // A score that was measured has more fields than its groups.
  const groups = checkObject<NpsGroups>(metric, ['expected'], expected)
  const [promoters, passives, detractors] = (['promoters', 'passives', 'detractors'] as const).map(
    (name) => checkNumber(metric, ['expected', name], groups[name], 0, 1e15),
  ) as [number, number, number]
  const all = promoters + passives + detractors
  checkSome(metric, ['expected'], expected, all, 'respondent')
  return { promoters: promoters / all, detractors: detractors / all }
}
