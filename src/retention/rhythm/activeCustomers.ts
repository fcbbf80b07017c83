import { checkConfidence, type Fields } from '../../internal/guard.js'
import { type Interval, meanInterval } from '../../internal/inference/interval.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../../internal/time/calendars/readPeriods.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { boundsUpTo } from '../../internal/time/dayPlaces.js'
import type { DateInput } from '../../internal/time/days.js'
import type { PeriodName } from '../../internal/time/periodNumbers.js'
import { readChains, windowsOf } from '../../internal/time/windows.js'
import { type Activity, arrange, customerIndex, readCells } from '../activity/activityGrid.js'
import type { EventRow } from '../activity/eventRow.js'

/** A window, the periods that divide it, and how many of them each rolling window has. */
export interface ActiveCustomersOptions extends CalendarPeriods {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /**
   * Last day whose events are known, itself included. The period that contains it ends after it, and
   * later periods are left out.
   * @defaultValue the last day of the window
   */
  readonly asOf?: DateInput
  /**
   * The number of periods that each window has, 2 to 400: 30 days, or 3 months. There is a window for
   * each period, which ends with it and begins this number of periods earlier, also before `from`.
   * @defaultValue each window is its period
   */
  readonly rolling?: number
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const ACTIVE_CUSTOMERS_OPTIONS: Fields<WithPeriodFields<ActiveCustomersOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  weekStartsOn: 0,
  asOf: 0,
  rolling: 0,
  confidence: 0,
  from: 1,
  to: 1,
  timeZone: 0,
}

/** Active customers of one window of a series. */
export interface ActiveWindow extends PeriodName {
  /** First day of the window. */
  readonly from: string
  /** First day after it. */
  readonly to: string
  /** Whether all days of the period that ends it are included. */
  readonly complete: boolean
  /** Customers active in it, each counted once. */
  readonly customers: number
  /** The number of its periods. */
  readonly periods: number
  /** Mean number of customers active in one of its periods. */
  readonly averageActive: number
  /** `averageActive` ÷ `customers`, 0 to 1; `null` where nobody was active. */
  readonly rate: number | null
  /**
   * Interval of `rate`, over customers; `null` for a single one, and where all were active in the same
   * number of periods.
   */
  readonly interval: Interval<'t'> | null
}

/**
 * Active customers in each of consecutive periods, or in overlapping windows of several, in one pass:
 * those of the last 30 days on each day, or of the last three months at the end of each.
 *
 * A customer counts once in a window, however often active. `rate` is `stickiness` of the window: with
 * days and `rolling: 30`, daily over monthly active customers on each day. Windows overlap, so a test of
 * a trend must not read them.
 *
 * @formula rate = (Σ over periods of customers active in it ÷ periods) ÷ customers active in the window
 * @unit customers; `rate` is a share of the active customers, 0 to 1
 *
 * @param events - What customers did, in any order; all of one customer must be in one call. Events
 * before `from` belong to the first windows where these roll.
 * @param options - The window, the unit of periods, how many a window has, and the time zone.
 * @returns The active customers of each window, in order.
 * @throws {@link MetricError} `invalid` for a malformed row or date, or where `weekStartsOn` is required
 * and missing; `out-of-range` for a window of no days, an `asOf` before it, or days that the calendar or
 * `boundaries` do not have; `mismatch` for a unit that the calendar does not have.
 * @source Facebook, Inc. (2012), Form S-1, for daily and monthly active users, those of the last 30 days
 * as of each day.
 *
 * @example
 * ```ts
 * const visits = [
 *   { customer: 'Ada', on: '2025-03-01' },
 *   { customer: 'Ada', on: '2025-03-04' },
 *   { customer: 'Ben', on: '2025-03-03' },
 * ]
 * const days = activeCustomers(visits, { every: 'day', rolling: 3, from: '2025-03-03', to: '2025-03-06' })
 * days.map(({ from, to, customers, averageActive }) => [from, to, customers, averageActive])
 * // => [['2025-03-01', '2025-03-04', 2, 0.6666…], ['2025-03-02', '2025-03-05', 2, 0.6666…], ['2025-03-03', '2025-03-06', 2, 0.6666…]]
 * ```
 */
export function activeCustomers(
  events: Iterable<EventRow>,
  options: ActiveCustomersOptions | InBoundaries<ActiveCustomersOptions>,
): ActiveWindow[] {
  const metric = 'activeCustomers'
  const given = readPeriodOptions<WithPeriodFields<ActiveCustomersOptions>>(
    metric,
    ['options'],
    options,
    ACTIVE_CUSTOMERS_OPTIONS,
  )
  const confidence = checkConfidence(metric, given.confidence)
  const chains = readChains(metric, given, readPeriodChoice)
  const windows = windowsOf(chains)
  const { cuts } = chains
  const index = customerIndex(metric)
  const rules = {
    metric,
    path: ['events'],
    readDay: chains.readDay,
    from: cuts[0] as number,
    asOf: (cuts.at(-1) as number) - 1,
    later: 'ignore',
    slotOf: (day: number) => boundsUpTo(cuts, day) - 1,
    counts: false,
  } as const
  const cells = readCells(rules, events, index)
  const periods = given.rolling ?? 1
  const sums = sumWindows(arrange(cells, index.numbers.ids.length), windows.length, periods)
  return windows.map(({ from, to }, at) => {
    const { complete, ...name } = chains.said[at] as (typeof chains.said)[number]
    const customers = sums.customers[at] as number
    const active = sums.active[at] as number
    const rate = customers > 0 ? active / periods / customers : null
    return {
      from: formatDay(from),
      to: formatDay(to),
      ...name,
      complete,
      customers,
      periods,
      averageActive: active / periods,
      rate,
      interval: rate === null ? null : intervalOf(rate, sums, at, periods, confidence),
    }
  })
}

/** Sums over customers for each window. */
interface WindowSums {
  /** Customers who were active. */
  readonly customers: Float64Array
  /** The numbers of periods in which each was, and their squares. */
  readonly active: Float64Array
  readonly squares: Float64Array
}

/**
 * Sums for all windows at once: a customer's number of active periods changes only where an active
 * period enters a window or leaves it, so that only these changes are noted, and added up at the end.
 */
function sumWindows({ slots, starts }: Activity, windows: number, periods: number): WindowSums {
  const sums = {
    customers: new Float64Array(windows),
    active: new Float64Array(windows),
    squares: new Float64Array(windows),
  }
  for (let owner = 0; owner + 1 < starts.length; owner++) {
    const own = slots.subarray(starts[owner], starts[owner + 1])
    let entered = 0
    let left = 0
    while (left < own.length) {
      const entry = (own[entered] ?? Infinity) - periods + 1
      const exit = (own[left] as number) + 1
      const active = entered - left
      const isEntry = entry < exit
      const next = isEntry ? active + 1 : active - 1
      const window = Math.max(0, isEntry ? entry : exit)
      if (isEntry) entered++
      else left++
      if (window >= windows) continue
      add(sums.customers, window, (next > 0 ? 1 : 0) - (active > 0 ? 1 : 0))
      add(sums.active, window, next - active)
      add(sums.squares, window, next ** 2 - active ** 2)
    }
  }
  for (const sum of Object.values(sums))
    for (let window = 1; window < windows; window++) add(sum, window, sum[window - 1] as number)
  return sums
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount
}

/** The interval of a mean over customers, which needs variation. */
function intervalOf(
  rate: number,
  { customers, active, squares }: WindowSums,
  at: number,
  periods: number,
  confidence: number,
): Interval<'t'> | null {
  const count = customers[at] as number
  const [all, sum, square] = [count, active[at], squares[at]].map((whole) =>
    BigInt(whole as number),
  ) as [bigint, bigint, bigint]
  // Customers of one count are alike, however many they are.
  const spread = all * square - sum * sum
  if (spread === 0n) return null
  const deviation = Math.sqrt(Number(spread) / count / (count - 1)) / periods
  return meanInterval(rate, deviation, count, confidence, [0, 1])
}
