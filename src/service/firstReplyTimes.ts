import { readOptions } from '../internal/guard.js'
import type { TicketTimeOptions, TicketTimes } from './describeTimes.js'
import {
  describeTimes,
  groupTimes,
  readQuantileOptions,
  TICKET_TIME_OPTIONS,
} from './describeTimes.js'
import { measureTickets } from './measureTickets.js'
import { readClock, readUnit, type TicketRow } from './tickets.js'

/**
 * How long customers wait for the first reply, including those who are still waiting.
 *
 * A ticket without a reply counts for as long as it has waited: until `asOf`, or until it was closed
 * without one.
 *
 * @formula S(t) = Π (1 − answered ÷ still waiting) over times up to t; a percentile is the first t
 * with S(t) ≤ 1 − share
 * @unit `unit`, of all time or of business hours
 *
 * @param tickets - Tickets; those opened after `asOf` are not read.
 * @param options - Last instant known, clock, unit and quantile definition.
 * @returns Median and percentiles with their intervals, and the answered tickets' mean and quantiles.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a malformed row or option;
 * `out-of-range` for a reply before the ticket was opened; `mismatch` for shifts that overlap.
 * @source Kaplan & Meier (1958), “Nonparametric Estimation from Incomplete Observations”, JASA 53;
 * Brookmeyer & Crowley (1982), “A Confidence Interval for the Median Survival Time”, Biometrics 38.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { openedAt: '2025-03-07T16:50:00Z', firstReplyAt: '2025-03-10T09:05:00Z' },
 *   { openedAt: '2025-03-10T09:00:00Z', firstReplyAt: '2025-03-10T09:20:00Z' },
 * ]
 * const weekday = [{ from: '09:00', to: '17:00' }]
 * const hours = { timeZone: 'UTC', week: { friday: weekday, monday: weekday } }
 * const options = { asOf: '2025-03-10T12:00:00Z', unit: 'minute', definition: 7 } as const
 * firstReplyTimes(tickets, { ...options, clock: hours }).median // => 15
 * firstReplyTimes(tickets, { ...options, clock: 'calendar' }).finished.mean // => 1937.5
 * ```
 */
export function firstReplyTimes(
  tickets: Iterable<TicketRow>,
  options: TicketTimeOptions,
): TicketTimes {
  const metric = 'firstReplyTimes'
  const given = readOptions<TicketTimeOptions>(metric, options, TICKET_TIME_OPTIONS)
  const quantileOptions = readQuantileOptions(metric, given)
  const watch = readClock(metric, given)
  const perUnit = readUnit(metric, given.unit, watch.clock)
  const { bots, durations } = measureTickets(metric, tickets, watch, 'first-reply', null)
  return describeTimes(metric, groupTimes(durations), perUnit, quantileOptions, {
    bots,
    measure: 'first-reply',
    clock: watch.clock,
    reopened: null,
    unit: given.unit,
    ...watch.heldBy,
  })
}
