import { checkSome, checkWhole, readOptions } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import { RATE_OPTIONS } from '../internal/inference/interval.js'
// Churn by tenure uses the lives of retention: the same tally, with losses in place of survivors.
import { risksFrom } from '../retention/curves/readLives.js'
import type { LifeTally } from '../retention/index.js'
import { type RateOptions, rateInterval } from './rateInterval.js'

/** Churn in one unit of tenure. */
export interface ChurnPoint {
  /** The unit of tenure: 1 is the first. */
  readonly age: number
  /** Customers who reached this unit and whom the data follow to its end. */
  readonly atRisk: number
  /** Of them, those lost in this unit. */
  readonly lost: number
  /** Share of `atRisk` that was lost, 0 to 1. */
  readonly rate: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** Churn by tenure. */
export interface CustomerChurnCurve {
  /** One for each unit of tenure that at least one customer could complete, in order. */
  readonly points: readonly ChurnPoint[]
  /** Customers, lost or not. */
  readonly customers: number
  /** Customers lost, at any age. */
  readonly lost: number
}

/** The longest tenure. */
const MOST_AGES = 10_000

/**
 * Churn by tenure: the share lost in the first month, the second, …, of the customers who reached
 * it.
 *
 * A company's churn changes with its mix of new and old customers, even if no customer behaves
 * differently. Churn by tenure does not. It uses the same lives as the retention curve, which is
 * the product of 1 − rate.
 *
 * @formula rate(age) = lost(age) ÷ atRisk(age)
 * @unit share of those who reached the age, 0 to 1, by age in the unit of the lives
 *
 * @param lives - Lost and censored customers by age, from `tallyLives`.
 * @param options - The interval.
 * @returns A rate with its interval for each unit of tenure.
 * @throws {@link MetricError} `empty` without customers who completed or ended a unit; `invalid`
 * for anything but a tally of lives; `out-of-range` for an age above 10,000.
 * @source Fader & Hardie (2007), “How to Project Customer Retention”, Journal of Interactive
 * Marketing 21(1), for churn by tenure; Kaplan & Meier (1958), JASA 53, for the customers at risk.
 *
 * @example
 * ```ts
 * const curve = customerChurnCurve({ 1: { lost: 20, censored: 0 }, 2: { lost: 8, censored: 72 } })
 * curve.points.map((point) => point.rate) // => [0.2, 0.1]
 * ```
 */
export function customerChurnCurve(
  lives: LifeTally,
  options: RateOptions = {},
): CustomerChurnCurve {
  const metric = 'customerChurnCurve'
  const given = readOptions<RateOptions>(metric, options, RATE_OPTIONS)
  const risks = risksFrom(metric, ['lives'], lives, 0).points.filter(({ age }) => age > 0)
  const sum = (key: 'lost' | 'censored'): number =>
    risks.reduce((total, each) => total + each[key], 0)
  const lost = sum('lost')
  const customers = lost + sum('censored')
  checkSome(metric, ['lives'], lives, customers, 'life that completed or ended a unit')
  const points: ChurnPoint[] = []
  for (const each of risks) {
    const { atRisk, effective } = each
    checkWhole(metric, ['lives', each.age], each.age, 1, MOST_AGES)
    for (let age = points.length + 1; age <= each.age; age++) {
      const gone = age === each.age ? each.lost : 0
      const rate = gone / atRisk
      const around = rateInterval(metric, rate * effective, effective, given)
      points.push({ age, atRisk, lost: gone, rate, interval: around })
    }
  }
  return { points, customers, lost }
}
