import { check, checkConfidence, checkSome, type Fields, readOptions } from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import { normalWidth } from '../internal/math/special.js'
import { readNow } from '../internal/rows/readRows.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkWindow, dayReader } from '../internal/time/days.js'
import { inWindowOrder } from '../internal/time/windows.js'
import type { SubscriptionRow } from '../subscriptions.js'
import { churnCounter } from './countChurn.js'
import { type ChurnWindow, readLevel } from './tallyChurn.js'

/** The window of daily churn, and the confidence of its interval. */
export interface DailyChurnOptions extends ChurnWindow {
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const DAILY_CHURN_OPTIONS: Fields<DailyChurnOptions> = {
  confidence: 0,
  from: 1,
  to: 1,
  level: 0,
  timeZone: 0,
}

/** A sum of daily rates. */
export interface DailyChurn {
  /** Sum of the daily rates of loss: 0 or more, and possibly above 1. */
  readonly rate: number
  /** Customers lost, each on a day at whose start they were customers. */
  readonly lost: number
  /** Days that began with customers. */
  readonly days: number
  /** Customers at the start of each of these days, added up. */
  readonly customerDays: number
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** `'subscription'` where each subscription was counted by itself; absent where customers were. */
  readonly level?: 'subscription'
  /** The policy that was used. */
  readonly policy: 'daily'
  /** Interval of `rate`; `null` where nobody was lost. */
  readonly interval: Interval<'log'> | null
}

/** Just over ten years: daily churn needs no longer window. */
const MOST_DAYS = 4000

/**
 * Customer churn as the sum of each day's rate of loss: what Shopify and ChartMogul's “B2C” formula
 * report.
 *
 * Each day compares the customers at its start with those of them who are still there at its end,
 * so new customers count from their second day on. A day that begins without customers has no rate
 * and adds nothing.
 *
 * The sum is the Nelson–Aalen estimate of the cumulative hazard of the window, and has its interval
 * on a logarithmic scale. It is not a share: over a long window it exceeds 1.
 *
 * @formula rate = Σ lost ÷ atRisk over days; interval = rate × exp(± z √ Σ lost ÷ atRisk² ÷ rate)
 * @unit losses per customer over the window, 0 or more
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param options - First day, first day after, time zone of instants, and confidence.
 * @returns The sum with its interval, and the numbers behind it.
 * @throws {@link MetricError} `empty` without rows, or without a day that begins with customers;
 * `invalid` for a malformed row or date; `out-of-range` for an end before its start, or a window of
 * no days or of more than 4000.
 * @source Noble (2011), “Defining Churn Rate”, Shopify Engineering; ChartMogul, “Customer Churn Rate”,
 * Shopify formula; Klein & Moeschberger (2003), “Survival Analysis”, 2nd ed., § 4.2–4.3.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-01-20' },
 *   { customer: 'b', startedOn: '2024-06-01', endedOn: '2025-01-21' },
 * ]
 * // One of two on the 20th, one of one on the 21st.
 * dailyChurn(rows, { from: '2025-01-01', to: '2025-02-01' }).rate // => 1.5
 * ```
 */
export function dailyChurn(
  rows: Iterable<SubscriptionRow>,
  options: DailyChurnOptions,
): DailyChurn {
  const metric = 'dailyChurn'
  const given = readOptions<DailyChurnOptions>(metric, options, DAILY_CHURN_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const level = readLevel(metric, given)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const expected = `a day within ${MOST_DAYS} of ${formatDay(from)}`
  check(metric, ['to'], given.to, to - from <= MOST_DAYS, expected, 'out-of-range')
  const bounds = Array.from({ length: to - from + 1 }, (_, day) => from + day)
  let [rate, variance, lost, days, customerDays] = [0, 0, 0, 0, 0]
  const counter = churnCounter(metric, [bounds], level, readDay, (chains) =>
    inWindowOrder(chains, to - from),
  )
  for (const day of readNow(metric, ['rows'], rows, counter)) {
    if (day.opening === 0) continue
    rate += day.lost / day.opening
    variance += day.lost / day.opening ** 2
    lost += day.lost
    days++
    customerDays += day.opening
  }
  checkSome(metric, ['window'], given, days, 'day that begins with customers')
  const factor = Math.exp((normalWidth(confidence) * Math.sqrt(variance)) / rate)
  return {
    rate,
    lost,
    days,
    customerDays,
    from: formatDay(from),
    to: formatDay(to),
    ...(level === 'customer' ? {} : { level }),
    policy: 'daily',
    interval:
      lost > 0 ? { low: rate / factor, high: rate * factor, confidence, method: 'log' } : null,
  }
}
