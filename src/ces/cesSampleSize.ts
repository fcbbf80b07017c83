import {
  checkChoice,
  checkConfidence,
  checkCount,
  checkNumber,
  type Fields,
  readFields,
} from '../internal/guard.js'
import {
  checkDesignEffect,
  checkPower,
  isWithin,
  meansPower,
  normalQuantile,
  ofDesign,
  smallest,
  wholeResponses,
  worthOf,
} from '../internal/inference/sampleSize.js'
import { normalWidth, studentWidth } from '../internal/math/special.js'
import { populationOf } from '../internal/surveys/answers.js'
import type { CesTest } from './compareCes.js'

/** Assumptions about the answers, made before the survey. */
export interface CesPlanInput {
  /** Standard deviation of one answer, in points of the scale. Take that of your last survey. */
  readonly standardDeviation: number
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

/** A comparison that is planned. */
export interface CesTestPlanInput extends CesPlanInput {
  /**
   * The test that you will use: Welch's, or Student's with one variance for both groups.
   * @defaultValue `'welch'`, as `compareCes` has it
   */
  readonly test?: CesTest
}

/** The margin of error that you want. */
export interface CesSampleSizeInput extends CesPlanInput {
  /** How far the ends of the interval may be from the mean, in points of the scale. */
  readonly margin: number
  /**
   * The size of the population, if known.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
}

/** The fields that are read; another one is refused. */
const CES_SAMPLE_SIZE_INPUT: Fields<CesSampleSizeInput> = {
  margin: 1,
  population: 0,
  standardDeviation: 1,
  confidence: 0,
  designEffect: 0,
}

/** The difference that the test should detect. */
export interface CesSampleSizeToCompareInput extends CesTestPlanInput {
  /** The true difference of the two means, in points of the scale. */
  readonly difference: number
  /**
   * The power: the probability that the test detects the difference, 0 to 1.
   * @defaultValue `0.8`
   */
  readonly power?: number
}

/** The fields that are read; another one is refused. */
const CES_SAMPLE_SIZE_TO_COMPARE_INPUT: Fields<CesSampleSizeToCompareInput> = {
  difference: 1,
  power: 0,
  test: 0,
  standardDeviation: 1,
  confidence: 0,
  designEffect: 0,
}

/** The comparison that is planned. */
export interface CesPowerInput extends CesTestPlanInput {
  /** Answers of each of the two groups. */
  readonly responses: number
  /** The true difference of the two means, in points of the scale. */
  readonly difference: number
}

/** The fields that are read; another one is refused. */
const CES_POWER_INPUT: Fields<CesPowerInput> = {
  responses: 1,
  difference: 1,
  test: 0,
  standardDeviation: 1,
  confidence: 0,
  designEffect: 0,
}

/** The number of answers needed, and the assumptions. */
export interface CesSampleSize {
  /** Answers needed; of each of the two groups where two are compared. */
  readonly responses: number
  /** Confidence of the interval or the test. */
  readonly confidence: number
  /** The power of the test; `null` where nothing is compared. */
  readonly power: number | null
  /** The test that is planned; `null` where nothing is compared. */
  readonly test: CesTest | null
  /** The size of the population; `null` where it was not given. */
  readonly population: number | null
  /** The design effect that was assumed. */
  readonly designEffect: number
}

/** The power of a comparison. */
export interface CesPower {
  /** The probability that the t test detects a difference, in either direction, 0 to 1. */
  readonly power: number
  /** The test that is planned. */
  readonly test: CesTest
  /** Confidence of the test. */
  readonly confidence: number
  /** The design effect that was assumed. */
  readonly designEffect: number
}

/**
 * How many answers you need to know the mean effort within a margin of error.
 *
 * @formula the smallest n with t(n ÷ designEffect − 1) × standardDeviation × √(designEffect ÷ n) × √((N − n) ÷ (N − 1)) ≤ margin, N being the population
 * @unit answers
 *
 * @param input - The margin, and how much answers differ.
 * @returns The number of answers and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a margin or a deviation that is not above 0.
 * @source Cochran (1977), “Sampling Techniques”, 3rd ed., ch. 4; Student (1908), “The Probable Error of
 * a Mean”, Biometrika 6.
 *
 * @example
 * ```ts
 * cesSampleSize({ margin: 0.25, standardDeviation: 1.5 }).responses // => 141
 * ```
 */
export function cesSampleSize(input: CesSampleSizeInput): CesSampleSize {
  const metric = 'cesSampleSize'
  const given = readFields<CesSampleSizeInput>(metric, ['input'], input, CES_SAMPLE_SIZE_INPUT, [])
  const { deviation, confidence } = readPlan(metric, given)
  const margin = readDistance(metric, 'margin', given.margin, deviation)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const guess = ((normalWidth(confidence) * deviation) / margin) ** 2
  const isNarrow = (n: number, left: number): boolean => {
    // A single answer has no interval: its half-width is not a number, and within no margin.
    const half = studentWidth(confidence, n - 1) * deviation * Math.sqrt(left / n)
    return isWithin({ low: -half, high: half }, margin)
  }
  return {
    responses: wholeResponses(metric, guess, given.population, designEffect, isNarrow),
    confidence,
    power: null,
    test: null,
    population: populationOf(given.population),
    designEffect,
  }
}

/**
 * How many answers each of two groups needs to detect a difference of their means.
 *
 * @formula the smallest n whose power, by the noncentral t distribution, is what was asked for
 * @unit answers of each group
 *
 * @param input - The difference, power and confidence, and how much answers differ.
 * @returns The number of answers of each group and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a difference or a deviation that is not above 0.
 * @source Cohen (1988), “Statistical Power Analysis for the Behavioral Sciences”, 2nd ed., ch. 2.
 *
 * @example
 * ```ts
 * cesSampleSizeToCompare({ difference: 0.5, standardDeviation: 1.5 }).responses // => 143
 * ```
 */
export function cesSampleSizeToCompare(input: CesSampleSizeToCompareInput): CesSampleSize {
  const metric = 'cesSampleSizeToCompare'
  const given = readFields<CesSampleSizeToCompareInput>(
    metric,
    ['input'],
    input,
    CES_SAMPLE_SIZE_TO_COMPARE_INPUT,
    [],
  )
  const { deviation, confidence } = readPlan(metric, given)
  const difference = readDistance(metric, 'difference', given.difference, deviation)
  const power = checkPower(metric, given.power)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const z = Math.max(normalWidth(confidence) + normalQuantile(power), 0)
  const test = checkTest(metric, given.test)
  const isSeen = (n: number): boolean =>
    powerOf(n, difference / deviation, confidence, test) >= power
  return {
    responses: ofDesign(smallest(2 * ((z * deviation) / difference) ** 2, isSeen), designEffect),
    confidence,
    power,
    test,
    population: null,
    designEffect,
  }
}

/**
 * The power of a comparison of two groups: the probability that it detects a difference of mean
 * effort.
 *
 * @formula power = P(|T| > t(ν)), T being noncentral t with 2n − 2 degrees of freedom around difference ÷ (standardDeviation × √(2/n)), ν those that the test counts
 * @unit share, 0 to 1
 *
 * @param input - Answers of each group, the difference, and how much answers differ.
 * @returns The power and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a difference or a deviation that is not above 0, or
 * fewer than two answers.
 * @source Cohen (1988), “Statistical Power Analysis for the Behavioral Sciences”, 2nd ed., ch. 2; Welch
 * (1947), “The Generalization of ‘Student’s’ Problem”, Biometrika 34, for the degrees of freedom.
 *
 * @example
 * ```ts
 * cesPower({ responses: 100, difference: 0.5, standardDeviation: 1.5 }).power // => 0.6500…
 * ```
 */
export function cesPower(input: CesPowerInput): CesPower {
  const metric = 'cesPower'
  const given = readFields<CesPowerInput>(metric, ['input'], input, CES_POWER_INPUT, [])
  const { deviation, confidence } = readPlan(metric, given)
  const difference = readDistance(metric, 'difference', given.difference, deviation)
  const responses = checkCount(metric, ['responses'], given.responses, 2, MOST_RESPONSES)
  const test = checkTest(metric, given.test)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const worth = Math.max(worthOf(responses, designEffect), 2)
  const power = powerOf(worth, difference / deviation, confidence, test)
  return { power, test, confidence, designEffect }
}

/** More answers than anybody can ask for. */
const MOST_RESPONSES = 1e12

function powerOf(responses: number, effect: number, confidence: number, test: CesTest): number {
  return meansPower(responses, effect * Math.sqrt(responses / 2), confidence, test === 'pooled')
}

function checkTest(metric: string, test: CesTest = 'welch'): CesTest {
  return checkChoice(metric, ['test'], test, ['welch', 'pooled'])
}

/** A margin or a difference, which must not be too small a part of how much answers differ. */
function readDistance(metric: string, name: string, value: unknown, deviation: number): number {
  return checkNumber(metric, [name], value, LEAST_EFFECT * deviation, 2000)
}

/** Smaller effects take a thousand million answers to see. */
const LEAST_EFFECT = 0.0001

function readPlan(
  metric: string,
  { standardDeviation, confidence }: CesPlanInput,
): { readonly deviation: number; readonly confidence: number } {
  return {
    deviation: checkNumber(metric, ['standardDeviation'], standardDeviation, 0.0001, 2000),
    confidence: checkConfidence(metric, confidence),
  }
}
