import {
  check,
  checkConfidence,
  checkCount,
  checkNumber,
  type Fields,
  readFields,
} from '../internal/guard.js'
import { testShares } from '../internal/inference/compareShares.js'
import { proportionInterval } from '../internal/inference/interval.js'
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
import { binomialOutcomes } from '../internal/math/binomial.js'
import { normalTail, normalWidth } from '../internal/math/special.js'
import { populationOf } from '../internal/surveys/answers.js'

/** The margin of error that you want. */
export interface CsatSampleSizeInput {
  /**
   * Half of the width of the interval, as a share: 0.05 for five percentage points to either side.
   */
  readonly margin: number
  /**
   * The rate that you expect, 0 to 1.
   * @defaultValue `0.5`, which needs the most answers
   */
  readonly rate?: number
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * The size of the population, if known.
   * @defaultValue unlimited: no correction
   */
  readonly population?: number
  /**
   * Answers that are worth one of a simple random sample, such as the `designEffect` of your last estimate,
   * of `rake` or of `poststratify`; 0.1 to 1000.
   * @defaultValue `1`
   */
  readonly designEffect?: number
}

/** The fields that are read; another one is refused. */
const CSAT_SAMPLE_SIZE_INPUT: Fields<CsatSampleSizeInput> = {
  margin: 1,
  rate: 0,
  confidence: 0,
  population: 0,
  designEffect: 0,
}

/** The two rates that the test should distinguish. */
export interface CsatRates {
  /** The first rate, between 0 and 1. */
  readonly from: number
  /** The second rate, between 0 and 1. */
  readonly to: number
  /**
   * Confidence of the test, from 0 to 0.999999.
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

/** The difference that the test should detect. */
export interface CsatSampleSizeToCompareInput extends CsatRates {
  /**
   * The power: the probability that the test detects the difference, 0 to 1.
   * @defaultValue `0.8`
   */
  readonly power?: number
}

/** The fields that are read; another one is refused. */
const CSAT_SAMPLE_SIZE_TO_COMPARE_INPUT: Fields<CsatSampleSizeToCompareInput> = {
  power: 0,
  from: 1,
  to: 1,
  confidence: 0,
  designEffect: 0,
}

/** The comparison that is planned. */
export interface CsatPowerInput extends CsatRates {
  /** Answers of each of the two groups. */
  readonly responses: number
}

/** The fields that are read; another one is refused. */
const CSAT_POWER_INPUT: Fields<CsatPowerInput> = {
  responses: 1,
  from: 1,
  to: 1,
  confidence: 0,
  designEffect: 0,
}

/** The number of answers needed, and the assumptions. */
export interface CsatSampleSize {
  /** The rate that was assumed; the mean of both where two are compared. */
  readonly rate: number
  /** Answers needed; of each of the two groups where two are compared. */
  readonly responses: number
  /** Confidence of the interval or the test. */
  readonly confidence: number
  /** The power of the test; `null` where nothing is compared. */
  readonly power: number | null
  /** The size of the population; `null` where it was not given. */
  readonly population: number | null
  /** The design effect that was assumed. */
  readonly designEffect: number
}

/** The power of a comparison. */
export interface CsatPower {
  /** The probability that the test detects the difference in the right direction, 0 to 1. */
  readonly power: number
  /** Confidence of the test. */
  readonly confidence: number
  /** The design effect that was assumed. */
  readonly designEffect: number
}

/**
 * How many answers you need to know a satisfaction rate within a margin of error.
 *
 * The formula is the one of text books. It is too optimistic for a rate near 0 or 1: where Wilson's
 * interval at the expected rate is wider than the margin, the function adds answers until it fits.
 *
 * @formula responses = designEffect × z² × rate × (1 − rate) ÷ margin², fewer of a finite population, or the smallest n whose Wilson interval is as narrow
 * @unit answers
 *
 * @param input - The margin, and what is expected.
 * @returns The number of answers and what was assumed.
 * @throws {@link MetricError} `out-of-range` for a margin that is not above 0 and at most 0.5, or a
 * rate of 0 or 1, for which the formula would need no answers at all.
 * @source Cochran (1977), “Sampling Techniques”, 3rd ed., ch. 4; Wilson (1927), “Probable Inference, the
 * Law of Succession, and Statistical Inference”, JASA 22.
 *
 * @example
 * ```ts
 * csatSampleSize({ margin: 0.05 }).responses // => 385
 * csatSampleSize({ margin: 0.05, rate: 0.8 }).responses // => 246
 * csatSampleSize({ margin: 0.05, population: 500 }).responses // => 218
 * csatSampleSize({ margin: 0.05, designEffect: 2 }).responses // => 769
 * csatSampleSize({ margin: 0.05, rate: 0.99 }).responses // => 43
 * ```
 */
export function csatSampleSize(input: CsatSampleSizeInput): CsatSampleSize {
  const metric = 'csatSampleSize'
  const given = readFields<CsatSampleSizeInput>(
    metric,
    ['input'],
    input,
    CSAT_SAMPLE_SIZE_INPUT,
    [],
  )
  const margin = checkNumber(metric, ['margin'], given.margin, 0.00001, 0.5)
  const rate = checkInside(metric, 'rate', given.rate ?? 0.5)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const confidence = checkConfidence(metric, given.confidence)
  const wanted = rate * (1 - rate) * (normalWidth(confidence) / margin) ** 2
  return {
    rate,
    responses: wholeResponses(metric, wanted, given.population, designEffect, (n, left) =>
      isWithin(proportionInterval('wilson', (rate * n) / left, n / left, confidence), margin),
    ),
    confidence,
    power: null,
    population: populationOf(given.population),
    designEffect,
  }
}

/**
 * How many answers each of two groups needs to detect a difference between two satisfaction rates.
 *
 * The plan is for the default test of `compareCsat`, which is Fisher's where few customers, or
 * nearly all, are expected to be satisfied. The power also holds for up to a dozen more answers.
 *
 * @formula the smallest n whose power, as `csatPower` has it, is what was asked for
 * @unit answers of each group
 *
 * @param input - The two rates, power and confidence.
 * @returns The number of answers of each group and what was assumed.
 * @throws {@link MetricError} `out-of-range` for rates of 0 or 1; `undefined` for equal rates.
 * @source Fleiss, Levin & Paik (2003), “Statistical Methods for Rates and Proportions”, 3rd ed.,
 * ch. 4, without continuity correction.
 *
 * @example
 * ```ts
 * csatSampleSizeToCompare({ from: 0.7, to: 0.8 }).responses // => 294
 * csatSampleSizeToCompare({ from: 0.9, to: 0.99 }).responses // => 100
 * ```
 */
export function csatSampleSizeToCompare(input: CsatSampleSizeToCompareInput): CsatSampleSize {
  const metric = 'csatSampleSizeToCompare'
  const given = readFields<CsatSampleSizeToCompareInput>(
    metric,
    ['input'],
    input,
    CSAT_SAMPLE_SIZE_TO_COMPARE_INPUT,
    [],
  )
  const rates = readRates(metric, given)
  const { mean, together, apart, difference, confidence } = rates
  const power = checkPower(metric, given.power)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const z = normalWidth(confidence) * together + normalQuantile(power) * apart
  const isSeen = (n: number): boolean => powerOf(rates, n) >= power
  return {
    rate: mean,
    responses: ofDesign(smallestSettled((Math.max(z, 0) / difference) ** 2, isSeen), designEffect),
    confidence,
    power,
    population: null,
    designEffect,
  }
}

/**
 * The power of a comparison of two groups: the probability that it detects a difference of
 * satisfaction rates.
 *
 * The power is that of the default test of `compareCsat`, to detect the difference in the right
 * direction. Where fewer than twenty customers of a group are expected to be satisfied, or fewer
 * than twenty not, every outcome of both groups counts with its probability. Elsewhere a formula is
 * used, which is wrong by at most two percentage points.
 *
 * @formula power = P(Z < (√responses |p₁ − p₂| − z √(2 p̄ (1 − p̄))) ÷ √(p₁(1 − p₁) + p₂(1 − p₂))), or the sum over all outcomes
 * @unit share, 0 to 1
 *
 * @param input - Answers of each group and the two rates.
 * @returns The power and what was assumed.
 * @throws {@link MetricError} `out-of-range` for rates of 0 or 1; `undefined` for rates that are alike.
 * @source Fleiss, Levin & Paik (2003), “Statistical Methods for Rates and Proportions”, 3rd ed., ch. 4.
 *
 * @example
 * ```ts
 * csatPower({ responses: 200, from: 0.7, to: 0.8 }).power // => 0.6375…
 * csatPower({ responses: 10, from: 0.5, to: 0.9 }).power // => 0.2950…
 * ```
 */
export function csatPower(input: CsatPowerInput): CsatPower {
  const metric = 'csatPower'
  const given = readFields<CsatPowerInput>(metric, ['input'], input, CSAT_POWER_INPUT, [])
  const rates = readRates(metric, given)
  const responses = checkCount(metric, ['responses'], given.responses, 1)
  const designEffect = checkDesignEffect(metric, given.designEffect)
  const power = powerOf(rates, worthOf(responses, designEffect))
  return { power, confidence: rates.confidence, designEffect }
}

/** Two rates: their distance, and the deviations of their difference if they are alike and if not. */
interface PlannedRates {
  readonly low: number
  readonly high: number
  readonly mean: number
  readonly together: number
  readonly apart: number
  readonly difference: number
  readonly confidence: number
}

function readRates(metric: string, input: CsatRates): PlannedRates {
  const from = checkInside(metric, 'from', input.from)
  const to = checkInside(metric, 'to', input.to)
  const difference = Math.abs(from - to)
  check(metric, ['to'], to, difference >= 1e-5, 'a rate that differs from the first', 'undefined')
  const mean = (from + to) / 2
  return {
    low: Math.min(from, to),
    high: Math.max(from, to),
    mean,
    together: Math.sqrt(2 * mean * (1 - mean)),
    apart: Math.sqrt(from * (1 - from) + to * (1 - to)),
    difference,
    confidence: checkConfidence(metric, input.confidence),
  }
}

/** With fewer expected in any cell of the table, every outcome is weighed. */
const MOST_WEIGHED = 20

/** Pairs of outcomes that are weighed; where so few are expected of both groups there are not as many. */
const MOST_PAIRS = 10_000

/** About how many outcomes there are: eight deviations to either side. */
function outcomesOf(rate: number, responses: number): number {
  return Math.min(responses, 16 * Math.sqrt(responses * rate * (1 - rate))) + 1
}

function powerOf(rates: PlannedRates, responses: number): number {
  const { low, high, difference, together, apart, confidence } = rates
  const isRare = responses * Math.min(low, 1 - high) < MOST_WEIGHED
  const isFew = outcomesOf(low, responses) * outcomesOf(high, responses) < MOST_PAIRS
  if (isRare && isFew) return exactPower(rates, responses)
  const errors = Math.sqrt(responses) * difference - normalWidth(confidence) * together
  return Math.min(normalTail(-errors / apart), 1)
}

/** The chance of all pairs of outcomes in which the test sees that the higher rate is higher. */
function exactPower({ low, high, confidence }: PlannedRates, trials: number): number {
  const less = binomialOutcomes(trials, low)
  let power = 0
  for (const [more, chance] of binomialOutcomes(trials, high))
    for (const [few, other] of less) {
      if (few >= more || chance * other < 1e-13) continue
      const a = { successes: more, trials }
      const { pValue } = testShares('auto', a, { successes: few, trials }, true)
      // More satisfied customers than none have a p-value.
      if ((pValue as number) < 1 - confidence) power += chance * other
    }
  return Math.min(power, 1)
}

function checkInside(metric: string, name: string, value: unknown): number {
  return checkNumber(metric, [name], value, 1e-6, 1 - 1e-6)
}
