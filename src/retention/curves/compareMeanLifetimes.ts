import { check, checkConfidence, type Fields, readOptions } from '../../internal/guard.js'
import { type Interval, interval } from '../../internal/inference/interval.js'
import { normalTail, normalWidth } from '../../internal/math/special.js'
import { restrictedMean } from './meanLifetime.js'
import type { RetentionCurve } from './retentionCurve.js'

/** The age up to which mean lifetimes are compared. */
export interface CompareMeanLifetimesOptions {
  /** Age at which every lifetime is cut, in the unit of the curves. */
  readonly upTo: number
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COMPARE_OPTIONS: Fields<CompareMeanLifetimesOptions> = { upTo: 1, confidence: 0 }

/** The second mean lifetime over the first. */
export interface MeanLifetimeRatio {
  /** The ratio. */
  readonly ratio: number
  /** Its interval, on the scale of its logarithm. */
  readonly interval: Interval<'log'>
}

/** How much longer the customers of a second curve stay, on average up to an age. */
export interface ComparedMeanLifetimes {
  /** The two means, in the order given. */
  readonly means: readonly [first: number, second: number]
  /** The second mean less the first, in the unit of the curves. */
  readonly difference: number
  /** Its standard error. */
  readonly standardError: number
  /** Its interval. */
  readonly interval: Interval<'normal'>
  /** The difference in standard errors. */
  readonly z: number
  /** p-value, of both sides: the probability of a difference at least this large by chance alone. */
  readonly pValue: number
  /** The second mean over the first. */
  readonly ratio: MeanLifetimeRatio
  /** The age at which every lifetime is cut. */
  readonly upTo: number
}

/**
 * Whether the customers of one curve stay longer than those of another, on average up to an age: the
 * difference of restricted mean lifetimes, with its interval and test.
 *
 * It needs no hazards in proportion, and its unit is time: “1.4 months longer within the first year”.
 * Choose the age before you look at the curves.
 *
 * @formula difference = second mean − first mean; standardError = √(sum of the squared standard errors);
 * z = difference ÷ standardError
 * @unit the unit of the curves
 *
 * @param curves - Two curves of {@link retentionCurve} for different customers.
 * @param options - The age, and the confidence.
 * @returns The difference and the ratio, each with its interval, and the p-value of no difference.
 * @throws {@link MetricError} `undefined` where no customer of a curve was followed up to the age, or
 * no customer was lost before it; `out-of-range` for an age before a curve begins; `invalid` for anything but two curves.
 * @source Royston & Parmar (2013), “Restricted mean survival time”, BMC Medical Research Methodology 13;
 * Uno et al. (2014), Journal of Clinical Oncology 32.
 *
 * @example
 * ```ts
 * const monthly = retentionCurve({ 1: { lost: 30, censored: 0 }, 6: { lost: 20, censored: 50 } })
 * const yearly = retentionCurve({ 1: { lost: 15, censored: 0 }, 6: { lost: 15, censored: 70 } })
 * const { difference, pValue } = compareMeanLifetimes([monthly, yearly], { upTo: 6 })
 * difference // => 0.75
 * pValue // => 0.0098…
 * ```
 */
export function compareMeanLifetimes(
  curves: readonly [first: RetentionCurve, second: RetentionCurve],
  options: CompareMeanLifetimesOptions,
): ComparedMeanLifetimes {
  const metric = 'compareMeanLifetimes'
  const given = readOptions<CompareMeanLifetimesOptions>(metric, options, COMPARE_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const isPair = Array.isArray(curves) && curves.length === 2
  check(metric, ['curves'], curves, isPair, 'a list of two curves', 'invalid')
  const [first, second] = curves.map((curve, index) => {
    const found = restrictedMean(metric, ['curves', index], curve, { upTo: given.upTo, confidence })
    const followed = `of customers of whom some were followed to age ${found.upTo}`
    check(metric, ['curves', index], curve, found.mean !== null, followed, 'undefined')
    return { mean: found.mean as number, error: found.standardError ?? 0, upTo: found.upTo }
  }) as [Mean, Mean]
  const standardError = Math.hypot(first.error, second.error)
  const some = `of customers of whom some, not all, were lost before age ${first.upTo}`
  check(metric, ['curves'], curves, standardError > 0, some, 'undefined')
  const difference = second.mean - first.mean
  const z = difference / standardError
  const width = normalWidth(confidence)
  const half = width * standardError
  const ratio = second.mean / first.mean
  const spread = Math.exp(width * Math.hypot(first.error / first.mean, second.error / second.mean))
  const most = Number.MAX_VALUE
  return {
    means: [first.mean, second.mean],
    difference,
    standardError,
    interval: interval(
      'normal',
      confidence,
      difference,
      [difference - half, difference + half],
      [-most, most],
    ),
    z,
    pValue: Math.min(2 * normalTail(Math.abs(z)), 1),
    ratio: {
      ratio,
      interval: interval('log', confidence, ratio, [ratio / spread, ratio * spread], [0, most]),
    },
    upTo: first.upTo,
  }
}

interface Mean {
  readonly mean: number
  readonly error: number
  readonly upTo: number
}
