import { check, type Fields } from '../../internal/guard.js'
import type { ProportionIntervalMethod } from '../../internal/inference/interval.js'
import type {
  CalendarPeriods,
  InBoundaries,
  WithPeriodFields,
} from '../../internal/time/calendars/periodChoice.js'
import { readPeriodChoice, readPeriodOptions } from '../../internal/time/calendars/readPeriods.js'
import type { DateInput } from '../../internal/time/days.js'
import type { LaterPolicy } from '../activity/activityGrid.js'
import type { EventRow } from '../activity/eventRow.js'
import {
  type CohortAveragePolicy,
  type CohortBracket,
  type CohortClock,
  type CohortEntry,
  type CohortMeasure,
  readLayout,
} from './cohortFrame.js'
import { type CohortTable, makeTable } from './cohortResult.js'
import { countCohorts } from './cohortSums.js'

/** How events become a table of cohorts. */
export interface CohortTableOptions extends CalendarPeriods {
  /**
   * The number of units in one period: 2 with `'week'` for two weeks. More than one needs `from`.
   * @defaultValue `1`
   */
  readonly multiple?: number
  /** Last day whose events are known, itself included. */
  readonly asOf: DateInput
  /**
   * Whether events after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /**
   * A day of the first cohort. Customers who entered earlier are in no cohort.
   * @defaultValue the day of the first entry
   */
  readonly from?: DateInput
  /**
   * Number of columns, the period of the entry included.
   * @defaultValue as many as the first cohort has begun
   */
  readonly periods?: number
  /**
   * Columns of several periods instead of one each: `[[1, 7], [8, 30]]`, in periods after the entry,
   * first and last included.
   * @defaultValue one period each
   */
  readonly brackets?: Iterable<CohortBracket>
  /** Which customers count as retained: active in the column, or in it or any later period. */
  readonly measure: CohortMeasure
  /**
   * Last period after the entry whose activity counts for `'on-or-after'`. With it, cohorts are
   * compared over the same time, and cells become final. Without it, all activity up to `asOf`
   * counts.
   * @defaultValue unlimited: all activity up to `asOf`
   */
  readonly until?: number
  /**
   * Minimum number of events that makes a customer active in a column. One event is enough for an
   * entry.
   * @defaultValue `1`
   */
  readonly minimum?: number
  /** Whether periods are those of the calendar, or run from each customer's own entry. */
  readonly clock: CohortClock
  /** Whether a customer enters once, by the first event, or again in every period with one. */
  readonly cohort: CohortEntry
  /**
   * The rows that make customers enter, if they are not the events themselves: for example
   * sign-ups, where the events are visits.
   * @defaultValue the events
   */
  readonly entries?: Iterable<EventRow>
  /** How the rates of cohorts are averaged. */
  readonly average: CohortAveragePolicy
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
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
const COHORT_TABLE_OPTIONS: Fields<WithPeriodFields<CohortTableOptions>> = {
  every: 0,
  calendar: 0,
  boundaries: 0,
  multiple: 0,
  asOf: 1,
  later: 0,
  from: 0,
  periods: 0,
  brackets: 0,
  measure: 1,
  until: 0,
  minimum: 0,
  clock: 1,
  cohort: 1,
  entries: 0,
  average: 1,
  weekStartsOn: 0,
  timeZone: 0,
  interval: 0,
  confidence: 0,
}

/**
 * Retention by cohort: of the customers who entered in a period, how many were active in each later
 * period.
 *
 * A cell whose period has not begun is `null`. A cell is flagged if its period is not over, or if
 * later activity can still raise it. Averages include only the cohorts for which the column is
 * over.
 *
 * Averages, of rates pᵢ of cohorts of size nᵢ:
 *
 * - `pooled`: Σ nᵢ pᵢ ÷ Σ nᵢ, every customer counts once for each entry;
 * - `mean`: Σ pᵢ ÷ number of cohorts;
 * - `weighted`: rates weighted by size, which is the same as the pooled rate;
 * - `amplitude`: pooled, a customer of several cohorts counts once;
 * - `mixpanel`: Σ nᵢ² pᵢ ÷ Σ nᵢ².
 *
 * @formula rate = customers of the cohort active in the column ÷ customers of the cohort
 * @unit share of the cohort, 0 to 1
 *
 * @param events - What customers did, in any order; all of one customer must be in one call.
 * @param options - Periods, as-of day, which customers are retained, which enter, and how cohorts
 * are averaged.
 * @returns A row for each cohort, a column for each period after the entry, and an average.
 * @throws {@link MetricError} `empty` where nobody entered; `invalid` for a malformed row or date,
 * or where `later`, `from` or `weekStartsOn` is required and missing; `out-of-range` for brackets
 * that overlap, an event after `asOf` where those are rejected, days that the calendar or
 * `boundaries` do not have, or a table of more than a million cells; `mismatch` where only some rows
 * have amounts, or for a unit that the calendar does not have.
 * @source Glenn (2005), “Cohort Analysis”, 2nd ed., ch. 1; Wilson (1927) for the intervals; Amplitude
 * and Mixpanel, documentation of their retention reports, for the averages by their names.
 *
 * @example
 * ```ts
 * const visits = [
 *   { customer: 'Ada', on: '2025-01-03' },
 *   { customer: 'Ada', on: '2025-02-11' },
 *   { customer: 'Ben', on: '2025-01-20' },
 *   { customer: 'Cem', on: '2025-02-02' },
 *   { customer: 'Cem', on: '2025-03-05' },
 * ]
 * const table = cohortTable(visits, {
 *   every: 'month', asOf: '2025-03-15', measure: 'on', clock: 'calendar', cohort: 'first',
 *   average: 'pooled',
 * })
 * table.cohorts.map(({ size, retained }) => [size, ...retained])
 * // => [[2, 2, 1, 0], [1, 1, 1, null], [0, 0, null, null]]
 * table.cohorts[0].states // => ['final', 'final', 'in-progress']
 * table.average.rates // => [1, 0.5, null]
 * ```
 */
export function cohortTable(
  events: Iterable<EventRow>,
  options: CohortTableOptions | InBoundaries<CohortTableOptions>,
): CohortTable {
  const metric = 'cohortTable'
  const given = readPeriodOptions<WithPeriodFields<CohortTableOptions>>(
    metric,
    ['options'],
    options,
    COHORT_TABLE_OPTIONS,
  )
  const hours = 'a unit of days or longer: elapsedRetention counts hours from each entry'
  check(metric, ['every'], given.every, (given.every as unknown) !== 'hour', hours, 'invalid')
  const layout = readLayout(metric, given, readPeriodChoice)
  return makeTable(metric, layout, countCohorts(layout, events, given.entries, given.later))
}
