import type { RateOptions } from '../churn/index.js'
import { checkSome, readOptions } from '../internal/guard.js'
import {
  type Interval,
  interval,
  type ProportionIntervalMethod,
  RATE_OPTIONS,
} from '../internal/inference/interval.js'
import { normalWidth } from '../internal/math/special.js'
import { readContacts } from './mergeContacts.js'
import { rateOf } from './rate.js'
import type { ContactTally } from './tallyContacts.js'

/** Contact rates of customers. */
export interface ContactRate {
  /** Contacts per customer; it may exceed 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<'score'>
  /** Dispersion of contacts relative to a Poisson distribution; at least 1. */
  readonly dispersion: number
  /** Share of the customers who asked at all, 0 to 1. */
  readonly contactedRate: number
  /** Interval of `contactedRate`. */
  readonly contactedInterval: Interval<ProportionIntervalMethod>
  /** Contacts per customer who asked; `null` where nobody asked. */
  readonly perContacted: number | null
  /** Contacts within the window. */
  readonly contacts: number
  /** Customers who could have asked. */
  readonly customers: number
  /** Of them, those who asked. */
  readonly contacted: number
}

/**
 * Contacts per customer, and the share of customers who ask at all.
 *
 * A few customers ask often, so contacts vary more than by chance alone. The interval is the score
 * interval of a Poisson rate, with the number of customers divided by the dispersion.
 *
 * @formula rate = contacts ÷ customers; dispersion φ = variance ÷ mean of contacts by customer, at
 * least 1; with n = customers ÷ φ: rate + z² ÷ 2n ± z × √(rate ÷ n + z² ÷ 4n²)
 * @unit contacts per customer and window
 *
 * @param tally - A tally of a window.
 * @param options - Confidence of both intervals, and the method for `contactedRate`.
 * @returns Both rates with their intervals, and what they were divided from.
 * @throws {@link MetricError} `empty` without customers; `out-of-range` for counts that cannot be.
 * @source McCullagh & Nelder (1989), “Generalized Linear Models”, 2nd ed., § 6.2.3, for the
 * dispersion; Barker (2002), “A comparison of nine confidence intervals for a Poisson parameter when
 * the expected number of events is ≤ 5”, The American Statistician 56(2), for the score interval.
 *
 * @example
 * ```ts
 * const tally = {
 *   from: '2025-03-01', to: '2025-04-01', customers: 1000, contacted: 160, contacts: 240, squares: 600,
 * }
 * contactRate(tally).rate // => 0.24
 * contactRate(tally).contactedRate // => 0.16
 * contactRate(tally).perContacted // => 1.5
 * ```
 */
export function contactRate(tally: ContactTally, options: RateOptions = {}): ContactRate {
  const metric = 'contactRate'
  const counts = readContacts(metric, ['tally'], tally)
  const { customers, contacted, contacts, squares } = counts
  checkSome(metric, ['tally', 'customers'], customers, customers, 'customer')
  const given = readOptions<RateOptions>(metric, options, RATE_OPTIONS)
  const share = rateOf(metric, contacted, customers, given)
  const { confidence } = share.interval
  const rate = contacts / customers
  const variance = (squares - contacts * rate) / Math.max(customers - 1, 1)
  const dispersion = contacts === 0 ? 1 : Math.max(1, variance / rate)
  const width = normalWidth(confidence)
  const effective = customers / dispersion
  const centre = rate + width ** 2 / (2 * effective)
  const half = width * Math.sqrt(rate / effective + (width / (2 * effective)) ** 2)
  return {
    rate,
    interval: interval('score', confidence, rate, [centre - half, centre + half], [0, Infinity]),
    dispersion,
    contactedRate: share.rate,
    contactedInterval: share.interval,
    perContacted: contacted === 0 ? null : contacts / contacted,
    contacts,
    customers,
    contacted,
  }
}
