import {
  checkConfidence,
  checkNumber,
  checkWhole,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { normalWidth } from '../../internal/math/special.js'
import type { BdwParameters } from './lifetimes.js'
import { errorOf, type Lifetimes, type RetentionModel, readModel } from './lifetimes.js'
import { MOST_AGE } from './outcomes.js'
import { sumSurvival } from './sumSurvival.js'

/** The discount rate and the age of the customer. */
export interface ExpectedLifetimeOptions {
  /** Discount rate per period, 0 to 100: 0.1 for 10 %. With 0 nothing is discounted. */
  readonly discount: number
  /**
   * The renewal that the customer faces next, 1 to 1000000: 1 in the first period. Counts the periods
   * from that renewal on.
   * @defaultValue a new customer, the first period included
   */
  readonly renewal?: number
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const EXPECTED_LIFETIME_OPTIONS: Fields<ExpectedLifetimeOptions> = {
  discount: 1,
  renewal: 0,
  confidence: 0,
}

/** The periods that a customer is expected to stay. */
export interface ExpectedLifetime {
  /**
   * Expected number of periods, discounted; `null` where it is infinite or too large for a number.
   */
  readonly lifetime: number | null
  /** Its standard error, by the delta method; `null` for a model without a covariance. */
  readonly standardError: number | null
  /**
   * Interval of `lifetime`, on the scale of its logarithm; `null` where there is no standard error, and
   * for a lifetime of 0.
   */
  readonly interval: Interval<'log'> | null
  /** The discount rate per period. */
  readonly discount: number
  /** The renewal that the customer faces next; `null` for a new customer. */
  readonly renewal: number | null
  /** The name of the model. */
  readonly model: RetentionModel['model']
}

/**
 * The expected number of periods that a customer stays, discounted. It is the present value of a
 * margin of 1 per period.
 *
 * For a new customer it is the discounted expected lifetime (DEL): the first period counts in full,
 * because it is paid at once. For a customer who faces a renewal it is the discounted expected
 * residual lifetime (DERL): the period after this renewal counts in full if the customer renews.
 *
 * Customers who have renewed often stay longer, so a customer base is worth more than its size
 * times the value of a new customer.
 *
 * @formula DEL = Σ S(t) ÷ (1 + d)^t over t from 0; DERL(n) = Σ S(t) ÷ S(n − 1) ÷ (1 + d)^(t − n) over t
 * from n
 * @unit periods
 *
 * @param model - A fit, or a model from published parameters.
 * @param options - The discount rate, the renewal that the customer faces, and the confidence.
 * @returns The expected lifetime; with its interval where the model was fitted.
 * @throws {@link MetricError} `invalid` for anything but a model; `out-of-range` for a discount
 * rate or a renewal outside the allowed range.
 * @source Fader & Hardie (2010), “Customer-Base Valuation in a Contractual Setting: The Perils of
 * Ignoring Heterogeneity”, Marketing Science 29(1), eq. 6.
 *
 * @example
 * ```ts
 * const model = sbg({ alpha: 3.8, beta: 15.2 })
 * expectedLifetime(model, { discount: 0.1 }).lifetime // => 4.0089…
 * expectedLifetime(model, { discount: 0.1, renewal: 5 }).lifetime // => 3.8421…
 * expectedLifetime(sbg({ alpha: 0.7, beta: 1.2 }), { discount: 0 }).lifetime // => null
 * ```
 */
export function expectedLifetime(
  model: RetentionModel,
  options: ExpectedLifetimeOptions,
): ExpectedLifetime {
  const metric = 'expectedLifetime'
  const lifetimes = readModel(metric, ['model'], model)
  const given = readOptions<ExpectedLifetimeOptions>(metric, options, EXPECTED_LIFETIME_OPTIONS)
  const discount = checkNumber(metric, ['discount'], given.discount, 0, 100)
  const renewal =
    given.renewal === undefined ? 0 : checkWhole(metric, ['renewal'], given.renewal, 1, MOST_AGE)
  const confidence = checkConfidence(metric, given.confidence)
  const sum = (parameters: BdwParameters): number => sumSurvival(parameters, renewal, discount)
  const lifetime = sum(lifetimes)
  const isTold = Number.isFinite(lifetime)
  const standardError = isTold ? errorOf(lifetimes, slopesOf(sum, lifetimes)) : null
  return {
    lifetime: isTold ? lifetime : null,
    standardError,
    interval: standardError === null ? null : logInterval(lifetime, standardError, confidence),
    discount,
    renewal: renewal > 0 ? renewal : null,
    model: lifetimes.size === 2 ? 'sbg' : 'bdw',
  }
}

function logInterval(
  lifetime: number,
  standardError: number,
  confidence: number,
): Interval<'log'> | null {
  const factor = Math.exp((normalWidth(confidence) * standardError) / lifetime)
  if (!(lifetime * factor < MOST_LIFETIME)) return null
  return { low: lifetime / factor, high: lifetime * factor, confidence, method: 'log' }
}

/** An end beyond that carries no information. */
const MOST_LIFETIME = 1e100

/** The slopes of a sum along the parameters, by central differences of their logarithms. */
function slopesOf(sum: (parameters: BdwParameters) => number, at: Lifetimes): number[] {
  if (!at.covariance) return []
  const step = 1e-4
  return (['alpha', 'beta', 'c'] as const).slice(0, at.size).map((key) => {
    const move = (by: number): number => sum({ ...at, [key]: at[key] * Math.exp(by) })
    return (move(step) - move(-step)) / (2 * step * at[key])
  })
}
