import {
  check,
  checkChoice,
  checkConfidence,
  checkSome,
  type Fields,
  type Path,
  readOptions,
} from '../../internal/guard.js'
import { type CurveIntervalMethod, checkCurveMethod } from '../../internal/inference/kaplanMeier.js'
import { type CustomerKey, idReader } from '../../internal/rows/customers.js'
import { eachRowOf } from '../../internal/rows/nearMisses.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkDay, checkEdge, type DateInput, dayReader } from '../../internal/time/days.js'
import { PERIOD_UNITS, type PeriodUnit } from '../../internal/time/periods.js'
import type { CustomerId } from '../../subscriptions.js'
import { type LaterPolicy, refuseLater } from '../activity/activityGrid.js'
import type { EventRow } from '../activity/eventRow.js'
import type { LifeTally } from '../curves/lifeTally.js'
import { type LifetimeInterval, medianLifetime } from '../curves/medianLifetime.js'
import { retentionCurve } from '../curves/retentionCurve.js'
import {
  countEventTime,
  type EventShare,
  type EventTimes,
  eventShares,
  readAges,
} from './eventTimes.js'

/** Something with a name that a customer did. */
export interface NamedEventRow {
  /** The customer. */
  readonly customer: CustomerId
  /** The day or instant of it. */
  readonly on: DateInput
  /** Its name, such as `'first project'`. */
  readonly event: string
}

/** From which start to which event customers are followed. */
export interface ActivationRateOptions {
  /** The customers and the day on which each started; a customer's first one counts. */
  readonly entries: Iterable<EventRow>
  /** The name of the event that activates a customer. */
  readonly event: string
  /** Last day whose facts are known, itself included. */
  readonly asOf: DateInput
  /**
   * Whether entries and events after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /** The unit of times. */
  readonly unit: PeriodUnit
  /** The times from the start by which activation is counted, whole units, ascending. */
  readonly by: readonly number[]
  /**
   * The scale on which the intervals are symmetric.
   * @defaultValue `'log-log'`
   */
  readonly interval?: CurveIntervalMethod
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
const ACTIVATION_RATE_OPTIONS: Fields<ActivationRateOptions> = {
  entries: 1,
  event: 1,
  asOf: 1,
  later: 0,
  unit: 1,
  by: 1,
  interval: 0,
  confidence: 0,
  timeZone: 0,
}

/** The share of customers who were activated, by time from their start. */
export interface ActivationRate {
  /** The share that was activated by each time asked for. */
  readonly shares: readonly EventShare[]
  /**
   * The time to value: by it half of the customers are activated, in whole units. `null` where fewer
   * than half are.
   */
  readonly median: number | null
  /** Interval of `median`. */
  readonly medianInterval: LifetimeInterval
  /** Customers who had started by `asOf`. */
  readonly customers: number
  /** Of them, those activated by `asOf`. */
  readonly activated: number
  /** Of them, those not activated yet. */
  readonly open: number
  /** Events of the name that were left out, because they were before their customer's start. */
  readonly before: number
  /** Events of the name that were left out, because their customer has no entry. */
  readonly withoutEntry: number
  /** The event that activates a customer. */
  readonly event: string
  /** The unit of times. */
  readonly unit: PeriodUnit
  /** Last day whose facts are known. */
  readonly asOf: string
  /** Entries and events after `asOf`, left out. */
  readonly laterRows: number
  /** The times by age, counted like lives: `lost` are activations. {@link retentionCurve} reads it. */
  readonly tally: LifeTally
}

/**
 * Activation rate: the share of customers who reached a named first event within a time of their start.
 *
 * By day 7 means up to the seventh day after the day of the start; by day 0 means on the day of the start.
 * Customers who started too recently to have had the time count for as long as they were followed,
 * neither as activated nor as failed.
 *
 * @formula rate(t) = 1 − Π (1 − activated ÷ not activated before) over times up to t
 * @unit share of customers, 0 to 1, by time from the start in `unit`
 *
 * @param events - What customers did; events of another name are not read further.
 * @param options - Entries, the event, as-of day, unit, times, and the time zone of instants.
 * @returns The share activated by each time, with its interval, and the median time to value.
 * @throws {@link MetricError} `empty` where nobody had started by `asOf`; `invalid` for a malformed
 * row or date, or where `later` is required and missing; `out-of-range` for times that do not ascend.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Croll & Power (2013), “Lean Analytics”, ch. 9, for activation as a first named event.
 *
 * @example
 * ```ts
 * const entries = [
 *   { customer: 'Ada', on: '2025-01-01' },
 *   { customer: 'Ben', on: '2025-01-02' },
 *   { customer: 'Cem', on: '2025-01-30' },
 * ]
 * const events = [
 *   { customer: 'Ada', on: '2025-01-01', event: 'log in' },
 *   { customer: 'Ada', on: '2025-01-04', event: 'first project' },
 *   { customer: 'Ben', on: '2025-01-20', event: 'first project' },
 * ]
 * const options = { entries, event: 'first project', asOf: '2025-01-31', unit: 'day' } as const
 * const activation = activationRate(events, { ...options, by: [7, 28] })
 * activation.shares.map(({ by, rate }) => [by, rate]) // => [[7, 0.5], [28, 1]]
 * activation.median // => 3
 * ```
 */
export function activationRate(
  events: Iterable<NamedEventRow>,
  options: ActivationRateOptions,
): ActivationRate {
  const metric = 'activationRate'
  const given = readOptions<ActivationRateOptions>(metric, options, ACTIVATION_RATE_OPTIONS)
  const event = checkName(metric, ['event'], given.event)
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const by = readAges(metric, 'by', given.by)
  const interval = checkCurveMethod(metric, given.interval)
  const confidence = checkConfidence(metric, given.confidence)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const { later } = given
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  const readId = idReader(metric)
  let laterRows = 0
  /** The customer and the day of a row, where it is not after the as-of day. */
  const readRow = (
    list: Path,
    row: EventRow,
    index: number,
    visit: (customer: CustomerKey, day: number) => void,
  ): void => {
    const customer = readId(row.customer, list, index)
    const day = readDay(row.on)
    if (Number.isNaN(day)) checkDay(metric, [...list, index, 'on'], row.on, readDay)
    if (day <= asOf) visit(customer, day)
    else if (later === 'ignore') laterRows++
    else refuseLater({ metric, asOf, later }, [...list, index, 'on'], row.on)
  }
  const starts = new Map<CustomerKey, number>()
  eachRowOf<EventRow>(metric, ['entries'], given.entries, [], (row, index) => {
    readRow(['entries'], row, index, (customer, day) => {
      starts.set(customer, Math.min(starts.get(customer) ?? day, day))
    })
  })
  checkSome(metric, ['entries'], given.entries, starts.size, 'customer who had started by asOf')
  const firsts = new Map<CustomerKey, number>()
  let before = 0
  let withoutEntry = 0
  eachRowOf<NamedEventRow>(metric, ['events'], events, [], (row, index) => {
    const name = checkName(metric, ['events', index, 'event'], row.event)
    readRow(['events'], row, index, (customer, day) => {
      const start = starts.get(customer)
      if (name !== event) return
      if (start === undefined) withoutEntry++
      else if (day < start) before++
      else firsts.set(customer, Math.min(firsts.get(customer) ?? day, day))
    })
  })
  const tally: EventTimes = {}
  for (const [customer, start] of starts)
    countEventTime(tally, start, firsts.get(customer), asOf, unit)
  const curve = retentionCurve(tally, { interval, confidence })
  const { median, interval: medianInterval } = medianLifetime(curve)
  return {
    shares: eventShares(curve, by),
    median,
    medianInterval,
    customers: starts.size,
    activated: firsts.size,
    open: starts.size - firsts.size,
    before,
    withoutEntry,
    event,
    unit,
    asOf: formatDay(asOf),
    laterRows,
    tally,
  }
}

function checkName(metric: string, path: Path, name: unknown): string {
  const isName = typeof name === 'string' && name !== ''
  return check(metric, path, name, isName, 'a name that is not empty', 'invalid')
}
