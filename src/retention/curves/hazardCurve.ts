import {
  checkChoice,
  checkConfidence,
  checkWhole,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import { type Interval, proportionInterval } from '../../internal/inference/interval.js'
import { normalWidth } from '../../internal/math/special.js'
import type { LifeTally } from './lifeTally.js'
import { type Risk, risksFrom } from './readLives.js'

/** The model of losses behind the variance of the cumulative hazard. */
export type HazardVariance = 'poisson' | 'binomial'

/** How hazards are computed. */
export interface HazardOptions {
  /**
   * The model of the losses of an age behind the variance of the cumulative hazard: `'poisson'` is
   * Aalen's, Σ lost ÷ atRisk²; `'binomial'` is Klein's, smaller where many are lost at one age.
   * @defaultValue `'poisson'`
   */
  readonly variance?: HazardVariance
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Age at which the cumulative hazard begins, a whole number.
   * @defaultValue `0`
   */
  readonly from?: number
  /**
   * The last age of the curve, a whole number: lives that go on beyond it count as followed up to it.
   * @defaultValue the age of the longest life
   */
  readonly to?: number
}

/** The fields that are read; another one is refused. */
const HAZARD_OPTIONS: Fields<HazardOptions> = { variance: 0, confidence: 0, from: 0, to: 0 }

/** The hazard at one age. */
export interface HazardPoint {
  /** The age, in the unit of the lives. */
  readonly age: number
  /** Customers who reached this age under observation. */
  readonly atRisk: number
  /** Of them, those lost at this age. */
  readonly lost: number
  /** Share of those at risk who were lost at this age, 0 to 1. */
  readonly rate: number
  /** Wilson's interval of `rate`. */
  readonly interval: Interval<'wilson'>
  /** Sum of the rates up to this age: Nelson and Aalen's cumulative hazard. */
  readonly cumulative: number
  /**
   * Standard error of `cumulative`; `null` where the binomial variance is 0 because all were lost
   * at once.
   */
  readonly cumulativeStandardError: number | null
  /**
   * Interval of `cumulative`, on the scale of its logarithm; `null` where it would be too wide to
   * inform.
   */
  readonly cumulativeInterval: Interval<'log'> | null
}

/** The hazard by age. */
export interface HazardCurve {
  /** One point for each age at which somebody was lost, ascending. */
  readonly points: readonly HazardPoint[]
  /** Customers followed, those who entered late included. */
  readonly customers: number
  /** Customers lost. */
  readonly lost: number
  /** Age at which the cumulative hazard begins. */
  readonly from: number
  /** The model of losses behind the variance. */
  readonly variance: HazardVariance
  /** The confidence of the intervals. */
  readonly confidence: number
}

/**
 * The hazard by age: of those who reached an age, the share lost at it, and the sum of these shares.
 *
 * A retention curve can only fall; its hazard shows whether customers become more loyal with time.
 * An age at which nobody was lost has hazard 0 and no point.
 *
 * @formula rate = lost ÷ atRisk; cumulative = Σ lost ÷ atRisk over ages up to it
 * @unit share of those at risk, 0 to 1, for each unit of age
 *
 * @param lives - Lost and censored customers by age.
 * @param options - Variance, confidence, and the age at which the sum begins.
 * @returns Hazards with their intervals.
 * @throws {@link MetricError} `empty` without lives; `invalid` for anything but a tally of lives;
 * `undefined` where at some age nobody was followed.
 * @source Nelson (1972), “Theory and Applications of Hazard Plotting”, Technometrics 14; Aalen (1978),
 * “Nonparametric Inference for a Family of Counting Processes”, Annals of Statistics 6; Klein (1991),
 * “Small Sample Moments of Some Estimators of the Variance of the Kaplan–Meier and Nelson–Aalen
 * Estimators”, Scandinavian Journal of Statistics 18; Bie, Borgan & Liestøl (1987), ibid. 14, for the
 * interval.
 *
 * @example
 * ```ts
 * const { points } = hazardCurve({ 1: { lost: 20, censored: 0 }, 2: { lost: 8, censored: 72 } })
 * points.map((point) => point.rate) // => [0.2, 0.1]
 * points[1].cumulative // => 0.3000…
 * ```
 */
export function hazardCurve(lives: LifeTally, options: HazardOptions = {}): HazardCurve {
  const metric = 'hazardCurve'
  const given = readOptions<HazardOptions>(metric, options, HAZARD_OPTIONS)
  const { variance = 'poisson' } = given
  checkChoice(metric, ['variance'], variance, ['poisson', 'binomial'])
  const confidence = checkConfidence(metric, given.confidence)
  const from = checkWhole(metric, ['from'], given.from ?? 0)
  const to = given.to === undefined ? Infinity : checkWhole(metric, ['to'], given.to, from + 1)
  const { points, customers, lost } = risksFrom(metric, ['lives'], lives, from, to)
  const width = normalWidth(confidence)
  let cumulative = 0
  let sum = 0
  const toPoint = (risk: Risk): HazardPoint => {
    const { age, atRisk, effective } = risk
    const rate = Math.min(risk.lost / atRisk, 1)
    cumulative += rate
    // For a single customer at risk the binomial variance is not known; the Poisson variance
    // replaces it.
    const spread = variance === 'binomial' && effective > 1 ? (1 - rate) / (1 - 1 / effective) : 1
    sum += (rate / effective) * spread
    const standardError = Math.sqrt(sum)
    const factor = Math.exp((width * standardError) / cumulative)
    return {
      age,
      atRisk,
      lost: risk.lost,
      rate,
      interval: proportionInterval('wilson', rate * effective, effective, confidence),
      cumulative,
      cumulativeStandardError: standardError > 0 ? standardError : null,
      cumulativeInterval:
        standardError > 0 && factor < MOST_FACTOR
          ? { low: cumulative / factor, high: cumulative * factor, confidence, method: 'log' }
          : null,
    }
  }
  return {
    points: points.filter((risk) => risk.lost > 0).map(toPoint),
    customers,
    lost,
    from,
    variance,
    confidence,
  }
}

/**
 * An interval this wide is not reported: it comes of weights so small that a tiny part of one
 * customer was lost.
 */
const MOST_FACTOR = 1e100
