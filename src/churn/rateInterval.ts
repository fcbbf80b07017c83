import { checkChoice, checkConfidence } from '../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../internal/inference/interval.js'

/** How a rate gets its interval. */
export interface RateOptions {
  /**
   * The method of the interval.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The interval of a share, by the method that was asked for. */
export function rateInterval(
  metric: string,
  successes: number,
  trials: number,
  { interval = 'wilson', confidence }: RateOptions,
): Interval<ProportionIntervalMethod> {
  const method = checkChoice(metric, ['interval'], interval, PROPORTION_METHODS)
  return proportionInterval(method, successes, trials, checkConfidence(metric, confidence))
}
