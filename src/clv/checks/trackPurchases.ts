import { check, type Fields, readOptions } from '../../internal/guard.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { addPeriods } from '../../internal/time/periods.js'
import type { TransactionRow } from '../../transactions.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import { eachHistory } from '../summaries/histories.js'
import type { HoldoutOptions } from '../summaries/summarizeHoldout.js'

/** How transactions are read; the unit is the model's. */
export interface TrackOptions extends Omit<HoldoutOptions, 'unit' | 'merge'> {}

/** The fields that are read; another one is refused. */
const TRACK_OPTIONS: Fields<TrackOptions> = {
  until: 1,
  asOf: 1,
  from: 0,
  refunds: 0,
  weekStartsOn: 0,
  timeZone: 0,
}

/** Repeat purchases of all customers in one period, and from the beginning. */
export interface TrackedPeriod {
  /** The last day of the period. */
  readonly upTo: string
  /** Whether the period belongs to what the model was fitted to. */
  readonly part: 'calibration' | 'holdout'
  /** Repeat purchases in the period. */
  readonly actual: number
  /** The same, as the model expected them. */
  readonly expected: number
  /** Repeat purchases from the beginning. */
  readonly cumulativeActual: number
  /** The same, as the model expected them. */
  readonly cumulativeExpected: number
}

/** Repeat purchases of a cohort over time, actual and according to the model. */
export interface TrackedPurchases {
  /** Which model. */
  readonly model: string
  /** Customers who had bought by the end of calibration. */
  readonly customers: number
  /** Consecutive whole periods of the model's unit, from the first purchase in the data on. */
  readonly periods: readonly TrackedPeriod[]
  /** Mean distance between actual and expected purchases of a period of calibration. */
  readonly calibrationError: number | null
  /** The same of the holdout; `null` where it has no whole period. */
  readonly holdoutError: number | null
}

/** More periods than any chart shows. */
const MOST_TRACKED = 10_000

/**
 * Repeat purchases of a cohort, period by period, beside the number that the model expects from new
 * customers of the same ages: incremental and cumulative. If a model is wrong about when customers
 * leave, its curve bends away from the actual one.
 *
 * @formula expected by t = Σ E[X(t − first purchase)] over customers who have bought for the first time
 * @unit purchases
 *
 * @param model - A purchase model.
 * @param transactions - Purchases; all those of one customer must be in one call.
 * @param options - End of calibration and of holdout, and how transactions are read.
 * @returns One row for each period, and mean absolute errors.
 * @throws {@link MetricError} as `summarizeHoldout`.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), fig. 3.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const transactions = [
 *   { customer: 1, on: '2025-01-01' },
 *   { customer: 1, on: '2025-01-07' },
 *   { customer: 2, on: '2025-01-03' },
 * ]
 * trackPurchases(model, transactions, { asOf: '2025-01-08', until: '2025-01-15' }).periods[0]
 * // => { upTo: '2025-01-08', part: 'calibration', actual: 1, expected: 0.09166…, … }
 * ```
 */
export function trackPurchases(
  model: PurchaseModel,
  transactions: Iterable<TransactionRow>,
  options: TrackOptions,
): TrackedPurchases {
  const metric = 'trackPurchases'
  const { name, behaviour, parameters, unit } = readModel(metric, ['model'], model)
  const merge = behaviour.kind === 'periods' ? 'period' : 'day'
  const given = { ...readOptions<TrackOptions>(metric, options, TRACK_OPTIONS), unit, merge }
  const births = new Map<number, number>()
  const purchases = new Map<number, number>()
  let origin = Infinity
  let customers = 0
  const add = (counts: Map<number, number>, at: number): void => {
    counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  const clock = eachHistory(metric, transactions, given, 'until', ({ first, places }) => {
    origin = Math.min(origin, first)
    customers++
    add(births, first)
    for (let i = 1; i < places.length; i++) add(purchases, places[i] as number)
  })
  const { between, place, until, end } = clock
  const last = Math.floor(between(origin, place(until)))
  check(
    metric,
    ['until'],
    formatDay(until),
    last <= MOST_TRACKED,
    `within ${MOST_TRACKED} periods of the first purchase`,
    'out-of-range',
  )
  const actual = new Float64Array(last + 1)
  for (const [at, count] of purchases) {
    const period = Math.ceil(between(origin, at))
    if (period <= last) actual[period] = (actual[period] as number) + count
  }
  // Where time does not run in whole periods, no curve: its digits depend on how far it was asked.
  const grown =
    behaviour.kind === 'periods'
      ? behaviour.curve(parameters, 0, 0)
      : (time: number) => behaviour.growth(parameters, 0, 0, time)
  const alive = behaviour.alive(parameters, 0, 0, 0)
  const expected = expectedOf(
    [...births].map(([birth, count]) => [between(origin, birth), count * alive]),
    last,
    grown,
  )
  const periods: TrackedPeriod[] = []
  let [cumulativeActual, cumulativeExpected] = [0, 0]
  for (let period = 1; period <= last; period++) {
    const before = cumulativeExpected
    cumulativeActual += actual[period] as number
    cumulativeExpected = expected[period] as number
    periods.push({
      upTo: formatDay(
        merge === 'day'
          ? addPeriods(origin, unit, period)
          : addPeriods(origin, unit, period + 1) - 1,
      ),
      part: period <= between(origin, end) ? 'calibration' : 'holdout',
      actual: actual[period] as number,
      expected: cumulativeExpected - before,
      cumulativeActual,
      cumulativeExpected,
    })
  }
  return {
    model: name,
    customers,
    periods,
    calibrationError: meanError(periods, 'calibration'),
    holdoutError: meanError(periods, 'holdout'),
  }
}

/**
 * Expected purchases by the end of each period, of customers who start at the given times, with the
 * number who start at each. Those who are born as far into a period have the same ages, so that
 * purchases by an age are worked out once.
 */
function expectedOf(
  births: readonly (readonly [at: number, count: number])[],
  last: number,
  grown: (time: number) => number,
): Float64Array {
  const parts = new Map<number, { readonly part: number; readonly own: [number, number][] }>()
  for (const [at, count] of births) {
    const [whole, part] = [Math.floor(at), at % 1]
    // Parts of a period that differ by rounding only are the same.
    const key = Math.round(part * 1e9)
    const same = parts.get(key) ?? { part, own: [] }
    same.own.push([whole, count])
    parts.set(key, same)
  }
  const expected = new Float64Array(last + 1)
  for (const { part, own } of parts.values()) {
    const first = own.reduce((least, [whole]) => Math.min(least, whole), last)
    const bought = Float64Array.from({ length: last - first + 1 }, (_, periods) =>
      periods > 0 ? grown(periods - part) : 0,
    )
    for (const [whole, count] of own)
      for (let period = whole + 1; period <= last; period++)
        expected[period] = (expected[period] as number) + count * (bought[period - whole] as number)
  }
  return expected
}

function meanError(
  periods: readonly TrackedPeriod[],
  part: 'calibration' | 'holdout',
): number | null {
  const own = periods.filter((period) => period.part === part)
  const sum = own.reduce((total, { actual, expected }) => total + Math.abs(actual - expected), 0)
  return own.length > 0 ? sum / own.length : null
}
