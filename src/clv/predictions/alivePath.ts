import { check, type Fields, readOptions } from '../../internal/guard.js'
import type { Interval } from '../../internal/inference/interval.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import type { DateInput } from '../../internal/time/days.js'
import { addPeriods, type WeekDay } from '../../internal/time/periods.js'
import type { CustomerKey, TransactionRow } from '../../transactions.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import { eachHistory, type History, type HistoryClock } from '../summaries/histories.js'
import type { PurchaseHistory } from '../summaries/types.js'
import { openPrediction, type PredictedValue, predict, type UncertaintyMethod } from './predict.js'
import type { PredictionOptions } from './types.js'

/** Until when, and how transactions are read. */
export interface AlivePathOptions extends PredictionOptions {
  /** The last day of the path; later rows are not read. */
  readonly asOf: DateInput
  /** The day that weeks begin on; needed for a model of whole weeks, as the BG/BB is. */
  readonly weekStartsOn?: WeekDay
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const ALIVE_PATH_OPTIONS: Fields<AlivePathOptions> = {
  asOf: 1,
  weekStartsOn: 0,
  timeZone: 0,
  bootstrap: 0,
  interval: 0,
  confidence: 0,
}

/** The chance on one day. */
export interface AliveDay {
  /** The day, ISO 8601; for a model of whole periods the first day of one. */
  readonly on: string
  /** Purchases after the first one, up to this day. */
  readonly frequency: number
  /** The chance to be active still, given what is known by then. */
  readonly probability: number
  /** Where it lies given how well the parameters are known; `null` where no interval is asked for. */
  readonly interval: Interval<UncertaintyMethod> | null
}

/** The chances of one customer. */
export interface AlivePath {
  /** Whose. */
  readonly customer: CustomerKey
  /** The chance on each day from the first purchase on. */
  readonly days: readonly AliveDay[]
}

/** More points than a chart has. */
const MOST_DAYS = 1_000_000

/**
 * The chance that customers were active still, day by day from their first purchase on: each day with
 * what was known by then. It falls while a customer is silent, and jumps back at a purchase.
 *
 * For a BG/BB, which counts whole periods, the path goes from period to period.
 *
 * @unit 0 to 1
 *
 * @param model - A purchase model, fitted or with given parameters. Its unit is that of the times.
 * @param transactions - The transactions of one customer or of several; amounts are not needed, and a
 * negative one is a refund and not read.
 * @param options - The last day, and whether intervals are wanted.
 * @returns The path of each customer.
 * @throws {@link MetricError} `empty` without a customer; `out-of-range` for more than a million days in all.
 * @source Fader, Hardie & Lee (2008), “Computing P(alive) Using the BG/NBD Model”.
 *
 * @example
 * ```ts
 * const model = mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, { unit: 'week' })
 * const transactions = [{ customer: 7, on: '2025-01-01' }, { customer: 7, on: '2025-01-03' }]
 * const [path] = alivePath(model, transactions, { asOf: '2025-01-04' })
 * path?.days.map(({ on, probability }) => `${on} ${probability.toFixed(3)}`)
 * // => ['2025-01-01 0.644', '2025-01-02 0.642', '2025-01-03 0.746', '2025-01-04 0.739']
 * ```
 */
export function alivePath(
  model: PurchaseModel,
  transactions: Iterable<TransactionRow>,
  options: AlivePathOptions,
): AlivePath[] {
  const metric = 'alivePath'
  const given = readOptions<AlivePathOptions>(metric, options, ALIVE_PATH_OPTIONS)
  const read = readModel(metric, ['model'], model)
  const { behaviour, unit } = read
  const clockOptions = {
    asOf: given.asOf,
    unit,
    merge: behaviour.kind === 'periods' ? 'period' : 'day',
    refunds: 'ignore',
    weekStartsOn: given.weekStartsOn,
    timeZone: given.timeZone,
  }
  const prediction = {
    ...openPrediction(metric, read, given.bootstrap),
    range: 'share',
    exists: '',
    predictor: (parameters: readonly number[]) => (x: number, recency: number, age: number) =>
      behaviour.alive(parameters, x, recency, age),
  } as const
  const isByPeriod = behaviour.kind === 'periods'
  const histories: History[] = []
  let left = MOST_DAYS
  // All days are counted before the first is predicted, so that too many are refused at once.
  const clock = eachHistory(
    metric,
    transactions,
    clockOptions,
    'asOf',
    (history, { between, end }) => {
      left -= 1 + (isByPeriod ? between(history.first, end) : end - history.first)
      const most = `a day that leaves at most ${MOST_DAYS} days of all customers`
      check(metric, ['asOf'], given.asOf, left >= 0, most, 'out-of-range')
      histories.push(history)
    },
  )
  return histories.map((history) => {
    const days = daysOf(history, clock, isByPeriod)
    const values = predict(
      prediction,
      days.map(({ row }) => row),
      given,
    ) as (number | PredictedValue)[]
    return {
      customer: history.customer,
      days: days.map(({ on, row }, i) => ({
        on,
        frequency: row.frequency,
        ...pointOf(values[i] as number | PredictedValue),
      })),
    }
  })
}

function pointOf(value: number | PredictedValue): Pick<AliveDay, 'probability' | 'interval'> {
  if (typeof value === 'number') return { probability: value, interval: null }
  return { probability: value.value, interval: value.interval }
}

/** What was known on each day, or in each period. */
function daysOf(
  { first, places }: History,
  { unit, between, end }: HistoryClock,
  isByPeriod: boolean,
): { readonly on: string; readonly row: PurchaseHistory }[] {
  const days = []
  let frequency = 0
  const nextOf = (at: number): number => (isByPeriod ? addPeriods(at, unit, 1) : at + 1)
  for (let at = first; at <= end; at = nextOf(at)) {
    while ((places[frequency + 1] ?? Infinity) <= at) frequency++
    const recency = between(first, places[frequency] as number)
    days.push({ on: formatDay(at), row: { frequency, recency, age: between(first, at) } })
  }
  return days
}
