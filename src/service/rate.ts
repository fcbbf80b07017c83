import type { RateOptions } from '../churn/index.js'
import { checkChoice, checkConfidence } from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/inference/interval.js'

/** A share with its interval. */
export interface ServiceRate {
  /** The share, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** A share whose base may still be empty. */
export interface UndecidedRate {
  /** The share, 0 to 1; `null` where its base is empty. */
  readonly rate: number | null
  /** Interval of `rate`; `null` where there is no rate. */
  readonly interval: Interval<ProportionIntervalMethod> | null
}

/** A share of a base that is not empty. */
export function rateOf(
  metric: string,
  some: number,
  all: number,
  { interval = 'wilson', confidence }: RateOptions,
): ServiceRate {
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  const level = checkConfidence(metric, confidence)
  return { rate: some / all, interval: proportionInterval(method, some, all, level) }
}

/** The same for a base that may be empty. */
export function rateOfDecided(
  metric: string,
  some: number,
  all: number,
  options: RateOptions,
): UndecidedRate {
  const rate = rateOf(metric, some, Math.max(all, 1), options)
  return all === 0 ? { rate: null, interval: null } : rate
}
