import {
  check,
  checkChoice,
  checkConfidence,
  checkSome,
  checkWhole,
  type Fields,
  type Path,
  readOptions,
  refuse,
} from '../../internal/guard.js'
import {
  type Interval,
  PROPORTION_METHODS,
  type ProportionIntervalMethod,
  proportionInterval,
} from '../../internal/inference/interval.js'
import { idReader } from '../../internal/rows/customers.js'
import { eachRowOf } from '../../internal/rows/nearMisses.js'
import { numberIds } from '../../internal/rows/numbering.js'
import { checkInstant, type InstantInput, readInstant } from '../../internal/time/instants.js'
import type { CustomerId } from '../../subscriptions.js'
import { type LaterPolicy, sortByKey } from '../activity/activityGrid.js'
import { MOST_PERIODS } from '../activity/periodFrame.js'
import type { CohortMeasure } from '../cohorts/cohortFrame.js'

/** Something that a customer did at an instant. */
export interface InstantEventRow {
  /** The customer. */
  readonly customer: CustomerId
  /** The instant of it; a day alone has no hour, and is refused. */
  readonly on: InstantInput
}

/** The unit of elapsed time: hours, or days of 24 hours. */
export type ElapsedUnit = 'hour' | 'day'

/** How time runs from each customer's own entry. */
export interface ElapsedRetentionOptions {
  /** The unit of periods; a day is 24 hours, also where clocks are changed. */
  readonly every: ElapsedUnit
  /**
   * The number of units in one period: 6 with `'hour'` for six hours.
   * @defaultValue `1`
   */
  readonly multiple?: number
  /** The number of periods, that of the entry included: 1 to 10,000. */
  readonly periods: number
  /** The last instant whose events are known, itself included. */
  readonly asOf: InstantInput
  /** Whether events and entries after `asOf` are left out or refused. Required where there are any. */
  readonly later?: LaterPolicy
  /** Which customers count as retained: active in the period, or in it or any later one of `periods`. */
  readonly measure: CohortMeasure
  /**
   * The rows that make customers enter, if they are not the events themselves: for example sign-ups. A
   * customer's first one counts.
   * @defaultValue the events
   */
  readonly entries?: Iterable<InstantEventRow>
  /**
   * The method of the intervals.
   * @defaultValue `'wilson'`
   */
  readonly interval?: ProportionIntervalMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const ELAPSED_RETENTION_OPTIONS: Fields<ElapsedRetentionOptions> = {
  every: 1,
  multiple: 0,
  periods: 1,
  asOf: 1,
  later: 0,
  measure: 1,
  entries: 0,
  interval: 0,
  confidence: 0,
}

/** Retention in one period after the entry. */
export interface ElapsedPeriod {
  /** Periods after the entry; 0 begins with the entry itself. */
  readonly period: number
  /** Customers who were followed for long enough to know. */
  readonly customers: number
  /** Of them, those retained. */
  readonly retained: number
  /** Customers who entered too late to know yet; they are in no rate. */
  readonly pending: number
  /** `retained` ÷ `customers`, 0 to 1; `null` where nobody was followed for long enough. */
  readonly rate: number | null
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod> | null
}

/** Retention by time since each customer's entry. */
export interface ElapsedRetention {
  /** The unit of periods. */
  readonly every: ElapsedUnit
  /** The number of units in one period. */
  readonly multiple: number
  /** Which customers count as retained. */
  readonly measure: CohortMeasure
  /** The last instant whose events are known. */
  readonly asOf: string
  /** One for each period after the entry. */
  readonly periods: readonly ElapsedPeriod[]
  /** Customers who entered. */
  readonly customers: number
  /** Events before the entry of their customer, or of customers without one; left out. */
  readonly withoutEntry: number
  /** Events and entries after `asOf`, left out. */
  readonly laterRows: number
}

const HOURS = { hour: 1, day: 24 }
const MS_PER_HOUR = 3_600_000

/** Rows of customers by number, as they are read. */
interface Visits {
  readonly owners: number[]
  readonly instants: number[]
}

/**
 * Retention in rolling hours or rolling 24 hours: of the customers who first came at any instant, how many
 * came back in each period that runs from that instant.
 *
 * By the calendar, a visit at 23:59 and one at 00:01 are a customer who returned the next day. Here day 1
 * is the time from 24 to 48 hours after the entry. Only customers who were followed to the end of a period
 * are in its rate: one who entered an hour ago is not yet lost. Each customer enters once.
 *
 * `cohortTable` with the clock `'elapsed'` does the same by whole days, and by cohort.
 *
 * @formula rate = customers with an event from entry + k × length to before entry + (k + 1) × length ÷
 * customers for whom that time is over; for `'on-or-after'` with an event from there to the end of
 * `periods`, of customers for whom all of these are over
 * @unit share of the customers followed for long enough, 0 to 1
 *
 * @param events - What customers did, with instants; all rows of one customer must be in one call.
 * @param options - Length and number of periods, as-of instant, and which customers are retained.
 * @returns The rate of each period after the entry with its interval, and the number of customers whose
 * time in it is not over.
 * @throws {@link MetricError} `empty` where nobody entered; `invalid` for a malformed row, a day without
 * an hour, or where `later` is required and missing; `out-of-range` for a row after `asOf` where those are
 * rejected.
 * @source PostHog, documentation of its retention insight (rolling 24 hours); Mixpanel, documentation of
 * its retention report (rolling from birth); Wilson (1927), JASA 22, for the interval.
 *
 * @example
 * ```ts
 * const visits = [
 *   { customer: 'Ada', on: '2025-03-03T23:59:00Z' },
 *   { customer: 'Ada', on: '2025-03-04T00:01:00Z' },
 *   { customer: 'Ben', on: '2025-03-03T10:00:00Z' },
 *   { customer: 'Ben', on: '2025-03-04T12:30:00Z' },
 * ]
 * const options = { every: 'day', periods: 3, asOf: '2025-03-06T00:00:00Z', measure: 'on' } as const
 * const { periods } = elapsedRetention(visits, options)
 * periods.map(({ customers, retained, pending }) => [customers, retained, pending])
 * // => [[2, 2, 0], [2, 1, 0], [0, 0, 2]]
 * ```
 */
export function elapsedRetention(
  events: Iterable<InstantEventRow>,
  options: ElapsedRetentionOptions,
): ElapsedRetention {
  const metric = 'elapsedRetention'
  const given = readOptions<ElapsedRetentionOptions>(metric, options, ELAPSED_RETENTION_OPTIONS)
  const every = checkChoice(metric, ['every'], given.every, ['hour', 'day'])
  const multiple = checkWhole(metric, ['multiple'], given.multiple ?? 1, 1, MOST_PERIODS)
  const count = checkWhole(metric, ['periods'], given.periods, 1, MOST_PERIODS)
  const measure = checkChoice(metric, ['measure'], given.measure, ['on', 'on-or-after'])
  const method = checkChoice(metric, ['interval'], given.interval ?? 'wilson', PROPORTION_METHODS)
  const confidence = checkConfidence(metric, given.confidence)
  const asOf = checkInstant(metric, ['asOf'], given.asOf)
  const { later } = given
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  const readId = idReader(metric)
  const numbers = numberIds()
  let laterRows = 0
  const read = (list: Path, rows: unknown): Visits => {
    const visits: Visits = { owners: [], instants: [] }
    eachRowOf<InstantEventRow>(metric, list, rows, [], (row, index) => {
      const customer = readId(row.customer, list, index)
      const instant = readInstant(row.on)
      const path = [...list, index, 'on']
      if (Number.isNaN(instant)) checkInstant(metric, path, row.on)
      if (instant > asOf) {
        laterRows++
        return later === 'ignore' ? undefined : refuseAfter(metric, path, row.on, later, asOf)
      }
      visits.owners.push(numbers.numberOf(customer))
      visits.instants.push(instant)
    })
    return visits
  }
  const visits = read(['events'], events)
  const isOwn = given.entries === undefined
  const entries = isOwn ? visits : read(['entries'], given.entries)
  const starts = firstsOf(entries, numbers.ids.length)
  const customers = starts.reduce((sum, start) => sum + (start < Infinity ? 1 : 0), 0)
  checkSome(
    metric,
    [isOwn ? 'events' : 'entries'],
    events,
    customers,
    'customer who entered by asOf',
  )
  const length = HOURS[every] * multiple * MS_PER_HOUR
  const reached = (start: number): number => Math.min(count, Math.floor((asOf - start) / length))
  const { retained, withoutEntry } = countRetained(visits, starts, length, count, (start) =>
    measure === 'on' ? reached(start) : reached(start) < count ? 0 : Infinity,
  )
  // By the number of whole periods that customers were followed for, and then for at least as many.
  const followed = new Float64Array(count + 1)
  for (const start of starts) if (start < Infinity) (followed[reached(start)] as number) += 1
  for (let at = count - 1; at >= 0; at--) (followed[at] as number) += followed[at + 1] as number
  return {
    every,
    multiple,
    measure,
    asOf: new Date(asOf).toISOString(),
    periods: Array.from({ length: count }, (_, period): ElapsedPeriod => {
      const known = followed[measure === 'on' ? period + 1 : count] as number
      const active = retained[period] as number
      return {
        period,
        customers: known,
        retained: active,
        pending: customers - known,
        rate: known === 0 ? null : active / known,
        interval: known === 0 ? null : proportionInterval(method, active, known, confidence),
      }
    }),
    customers,
    withoutEntry,
    laterRows,
  }
}

/** The first instant of each customer; `Infinity` without one. */
function firstsOf({ owners, instants }: Visits, customers: number): Float64Array {
  const firsts = new Float64Array(customers).fill(Infinity)
  owners.forEach((owner, at) => {
    firsts[owner] = Math.min(firsts[owner] as number, instants[at] as number)
  })
  return firsts
}

/**
 * Customers active by period. `known` says how many periods of a customer count: those before it in which
 * there was an event, or, where it is `Infinity`, all up to the last one with an event.
 */
function countRetained(
  { owners, instants }: Visits,
  starts: Float64Array,
  length: number,
  count: number,
  known: (start: number) => number,
): { readonly retained: Float64Array; readonly withoutEntry: number } {
  const retained = new Float64Array(count)
  const rows = Int32Array.from(owners, (_, at) => at)
  const places = sortByKey((at) => owners[at] as number, starts.length, rows)
  const seen = new Int32Array(count).fill(-1)
  let withoutEntry = 0
  starts.forEach((start, owner) => {
    const limit = start < Infinity ? known(start) : 0
    let last = 0
    // In the period of the entry everybody is there.
    seen[0] = owner
    if (limit > 0) (retained[0] as number) += 1
    for (let at = places.starts[owner] as number; at < (places.starts[owner + 1] as number); at++) {
      const instant = instants[places.order[at] as number] as number
      if (!(instant >= start)) {
        withoutEntry++
        continue
      }
      const period = Math.floor((instant - start) / length)
      if (period >= Math.min(count, limit)) continue
      last = Math.max(last, period)
      if (seen[period] !== owner && limit < Infinity) (retained[period] as number) += 1
      seen[period] = owner
    }
    if (limit === Infinity) for (let at = 1; at <= last; at++) (retained[at] as number) += 1
  })
  return { retained, withoutEntry }
}

function refuseAfter(metric: string, path: Path, on: unknown, later: unknown, asOf: number): never {
  const expected = 'one of ignore, reject, which is required where rows are after asOf'
  check(metric, ['later'], later, later === 'reject', expected, 'invalid')
  const instant = `an instant up to ${new Date(asOf).toISOString()}, which is asOf`
  return refuse(metric, path, on, instant, 'out-of-range')
}
