import { checkChoice, type Fields, readOptions } from '../internal/guard.js'
import type { TicketTimeOptions, TicketTimes } from './describeTimes.js'
import { describeTimes, groupTimes, readQuantileOptions } from './describeTimes.js'
import { measureTickets } from './measureTickets.js'
import { REOPENED, type ReopenedPolicy, readClock, readUnit, type TicketRow } from './tickets.js'

/** How resolution times are measured. */
export interface ResolutionTimesOptions extends TicketTimeOptions {
  /** How a reopened ticket counts. */
  readonly reopened: ReopenedPolicy
}

/** The fields that are read; another one is refused. */
const RESOLUTION_TIMES_OPTIONS: Fields<ResolutionTimesOptions> = {
  reopened: 1,
  hold: 0,
  asOf: 1,
  clock: 1,
  unit: 1,
  definition: 1,
  at: 0,
  interval: 0,
  confidence: 0,
}

/**
 * How long it takes to resolve a ticket, including tickets that are not resolved yet.
 *
 * An open ticket will take longer than it has taken so far. It counts for the time that it has
 * waited (as in the Kaplan–Meier estimate), so a backlog of hard cases does not make the median
 * look short. The result also has the mean and quantiles of finished tickets alone.
 *
 * - `first`: until the first resolution; later reopenings do not count.
 * - `last`: until the last resolution; a ticket that is reopened and not resolved again is open.
 * - `total-open`: all the time that the ticket was open, without the time between a resolution and
 * a reopening.
 *
 * @formula S(t) = Π (1 − resolved ÷ not yet resolved) over times up to t; a percentile is the first t
 * with S(t) ≤ 1 − share
 * @unit `unit`, of all time or of business hours
 *
 * @param tickets - Tickets; those opened after `asOf` are not read.
 * @param options - Last known instant, clock, unit, policy for reopened tickets, quantile
 * definition.
 * @returns Median and percentiles with their intervals, and the finished tickets' mean and quantiles.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a malformed row or option;
 * `out-of-range` for a ticket resolved before it was opened; `mismatch` for shifts that overlap.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Brookmeyer & Crowley (1982), “A Confidence Interval for the Median Survival Time”, Biometrics 38;
 * Hyndman & Fan (1996), “Sample Quantiles in Statistical Packages”, The American Statistician 50(4).
 *
 * @example
 * ```ts
 * const tickets = [
 *   { openedAt: '2025-03-03T09:00:00Z', resolvedAt: '2025-03-03T11:00:00Z' },
 *   { openedAt: '2025-03-03T10:00:00Z', resolvedAt: '2025-03-03T16:00:00Z' },
 *   { openedAt: '2025-03-01T12:00:00Z' },
 * ]
 * const times = resolutionTimes(tickets, {
 *   asOf: '2025-03-04T12:00:00Z', clock: 'calendar', unit: 'hour', reopened: 'last', definition: 7,
 * })
 * times.median // => 6
 * times.finished.mean // => 4
 * times.open // => 1
 * ```
 */
export function resolutionTimes(
  tickets: Iterable<TicketRow>,
  options: ResolutionTimesOptions,
): TicketTimes {
  const metric = 'resolutionTimes'
  const given = readOptions<ResolutionTimesOptions>(metric, options, RESOLUTION_TIMES_OPTIONS)
  const reopened = checkChoice(metric, ['reopened'], given.reopened, REOPENED)
  const quantileOptions = readQuantileOptions(metric, given)
  const watch = readClock(metric, given)
  const perUnit = readUnit(metric, given.unit, watch.clock)
  const { bots, durations } = measureTickets(metric, tickets, watch, 'resolution', reopened)
  return describeTimes(metric, groupTimes(durations), perUnit, quantileOptions, {
    bots,
    measure: 'resolution',
    clock: watch.clock,
    reopened,
    unit: given.unit,
    ...watch.heldBy,
  })
}
