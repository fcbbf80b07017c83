import { checkChoice, checkConfidence, type Fields, readOptions } from '../../internal/guard.js'
import { type Interval, meanInterval } from '../../internal/inference/interval.js'
import { PERIOD_UNITS, type PeriodUnit, timeBetween } from '../../internal/time/periods.js'
import type { TransactionRow } from '../../transactions.js'
import type { LifeTally } from '../curves/lifeTally.js'
import { type LifetimeInterval, medianLifetime } from '../curves/medianLifetime.js'
import { retentionCurve } from '../curves/retentionCurve.js'
import { countEventTime, type EventTimes } from './eventTimes.js'
import { eachPurchaseDays, type PurchaseDayOptions, type RowsLeftOut } from './purchaseDays.js'

/** Which times between purchases count: the one after the first purchase, or all. */
export type GapPolicy = 'first' | 'all'

/** How times between purchases are counted. */
export interface TimeBetweenPurchasesOptions extends PurchaseDayOptions {
  /** The unit of times. */
  readonly unit: PeriodUnit
  /** Whether only the time from the first to the second purchase counts, or all times. */
  readonly gaps: GapPolicy
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const TIME_BETWEEN_PURCHASES_OPTIONS: Fields<TimeBetweenPurchasesOptions> = {
  unit: 1,
  gaps: 1,
  confidence: 0,
  asOf: 1,
  later: 0,
  timeZone: 0,
}

/** How long it takes until customers buy again. */
export interface TimeBetweenPurchases extends RowsLeftOut {
  /** Last day whose transactions are known. */
  readonly asOf: string
  /** The unit of times. */
  readonly unit: PeriodUnit
  /** Which times were counted. */
  readonly gaps: GapPolicy
  /** Customers who had bought. */
  readonly customers: number
  /** Times that ended with another purchase. */
  readonly ended: number
  /** Times still open on the as-of day. */
  readonly open: number
  /**
   * The time by which half have bought again, in whole units; open times count for as long as they
   * ran. `null` where fewer than half have bought again.
   */
  readonly median: number | null
  /**
   * Interval of `median`; `null` for `'all'`, because the times of one customer depend on each
   * other.
   */
  readonly medianInterval: LifetimeInterval | null
  /** Mean of the times that ended, in units. It is too short, because long times are still open. */
  readonly endedMean: number | null
  /**
   * Interval of `endedMean`, over customers; `null` where fewer than two customers have bought
   * again, and where all took equally long.
   */
  readonly endedMeanInterval: Interval<'t'> | null
  /**
   * The times by age, counted like lives: `lost` are those that ended in a unit that is over by
   * `asOf`. A time that ended within the current unit is `censored` here, though it counts in
   * `ended`, because times that are still open have not had all of that unit.
   * {@link retentionCurve} reads it.
   */
  readonly tally: LifeTally
}

/**
 * How long it takes until customers buy again, including those who have not bought again yet.
 *
 * Every customer has one time that is still open: the one since the last purchase. Without these,
 * every business looks faster than it is. Here they count for as long as they ran, like lives that
 * are not over. With `'first'`, each customer counts once; with `'all'`, a customer who buys often
 * counts often. Purchases on one day are one purchase. A negative amount is not a purchase.
 *
 * @formula median = the first age at which the Kaplan–Meier share who have not bought again is at most ½
 * @unit `unit`
 *
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - As-of day, unit, which times count, and the time zone of instants.
 * @returns The median over all times, the mean over those that ended, and the tally of both.
 * @throws {@link MetricError} `empty` where nobody had bought; `invalid` for a malformed row, date
 * or amount, or where `later` is required and missing; `out-of-range` for a row after `asOf` where
 * those are rejected; `mismatch` where only some rows have amounts.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Wang & Chang (1999), “Nonparametric Estimation of a Recurrent Survival Function”, JASA 94, for why
 * times of one customer are not independent; Cochran (1977), “Sampling Techniques”, 3rd ed., § 2.11,
 * for the interval of the mean.
 *
 * @example
 * ```ts
 * const orders = [
 *   { customer: 'Ada', on: '2025-01-01' },
 *   { customer: 'Ada', on: '2025-01-11' },
 *   { customer: 'Ben', on: '2025-01-05' },
 *   { customer: 'Ben', on: '2025-02-04' },
 *   { customer: 'Cem', on: '2025-01-02' },
 * ]
 * const again = timeBetweenPurchases(orders, { asOf: '2025-03-03', unit: 'day', gaps: 'first' })
 * again.median // => 30
 * again.endedMean // => 20
 * again.open // => 1
 * ```
 */
export function timeBetweenPurchases(
  transactions: Iterable<TransactionRow>,
  options: TimeBetweenPurchasesOptions,
): TimeBetweenPurchases {
  const metric = 'timeBetweenPurchases'
  const given = readOptions<TimeBetweenPurchasesOptions>(
    metric,
    options,
    TIME_BETWEEN_PURCHASES_OPTIONS,
  )
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const gaps = checkChoice(metric, ['gaps'], given.gaps, ['first', 'all'])
  const confidence = checkConfidence(metric, given.confidence)
  const tally: EventTimes = {}
  const sums: { readonly time: number; readonly gaps: number }[] = []
  let customers = 0
  let open = 0
  const known = eachPurchaseDays(metric, transactions, given, (days, last) => {
    customers++
    let time = 0
    let ended = 0
    const counted = gaps === 'first' ? days.slice(0, 1) : days
    counted.forEach((day, at) => {
      const next = days[at + 1]
      countEventTime(tally, day, next, last, unit)
      if (next === undefined) open++
      else {
        time += timeBetween(day, next, unit)
        ended++
      }
    })
    if (ended > 0) sums.push({ time, gaps: ended })
  })
  // Sums of fractions depend on their order in the last digit, and must not on that of the rows.
  sums.sort((a, b) => a.time - b.time || a.gaps - b.gaps)
  const { median, interval } = medianLifetime(retentionCurve(tally, { confidence }))
  return {
    ...known,
    unit,
    gaps,
    customers,
    ended: sums.reduce((sum, each) => sum + each.gaps, 0),
    open,
    median,
    medianInterval: gaps === 'first' ? interval : null,
    ...meanOf(sums, confidence),
    tally,
  }
}

/** Sums of times in another order differ by this much of themselves. */
const ROUNDED_SQUARES = 1e-12

/** The mean of times that ended. Times of one customer are one observation of their sum and number. */
function meanOf(
  sums: readonly { readonly time: number; readonly gaps: number }[],
  confidence: number,
): Pick<TimeBetweenPurchases, 'endedMean' | 'endedMeanInterval'> {
  const customers = sums.length
  if (customers === 0) return { endedMean: null, endedMeanInterval: null }
  const gaps = sums.reduce((sum, each) => sum + each.gaps, 0)
  const mean = sums.reduce((sum, { time }) => sum + time, 0) / gaps
  const [first] = sums as [(typeof sums)[0]]
  const isVaried = sums.some((each) => {
    const [own, other] = [each.time * first.gaps, first.time * each.gaps]
    return Math.abs(own - other) > ROUNDED_SQUARES * other
  })
  if (!isVaried) return { endedMean: mean, endedMeanInterval: null }
  const squares = sums.reduce((sum, each) => sum + (each.time - mean * each.gaps) ** 2, 0)
  const deviation = (Math.sqrt(squares / (customers - 1)) * customers) / gaps
  const range = [0, Number.MAX_VALUE] as const
  return {
    endedMean: mean,
    endedMeanInterval: meanInterval(mean, deviation, customers, confidence, range),
  }
}
