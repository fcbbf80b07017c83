import { checkChoice, checkSome, checkUnread, type Fields, readOptions } from '../internal/guard.js'
import { type RowCounter, type RowStream, readRows } from '../internal/rows/readRows.js'
import type { InstantInput } from '../internal/time/instants.js'
import type { TicketClock } from './businessHours.js'
import { durationCounter } from './measureTickets.js'
import type { TimeMeasure } from './tickets.js'
import {
  type HoldPolicy,
  REOPENED,
  type ReopenedPolicy,
  readClock,
  readUnit,
  type TicketRow,
  type TimeUnit,
} from './tickets.js'
import type { TimeTally } from './timeTally.js'

/** How times are counted. */
export interface TallyTimesOptions {
  /** The last instant whose facts are known. What happened later is not read. */
  readonly asOf: InstantInput
  /** What is measured. */
  readonly measure: TimeMeasure
  /** Whether all time counts, or business hours only. */
  readonly clock: TicketClock
  /** The unit of times: each time counts in completed units. */
  readonly unit: TimeUnit
  /** How a reopened ticket counts. Required for resolutions; refused for first replies. */
  readonly reopened?: ReopenedPolicy
  /**
   * What time on hold does to the clock.
   * @defaultValue nothing: it is required where a ticket was on hold
   */
  readonly hold?: HoldPolicy
}

/** The fields that are read; another one is refused. */
const TALLY_TIMES_OPTIONS: Fields<TallyTimesOptions> = {
  asOf: 1,
  measure: 1,
  clock: 1,
  unit: 1,
  reopened: 0,
  hold: 0,
}

/**
 * Counts tickets by the time that they took. You can store and add the tally.
 *
 * Times are cut to completed units, so choose a unit that is short compared with your times.
 *
 * @param tickets - Tickets; those opened after `asOf` are not read.
 * @param options - Last instant known, measure, clock, unit and policy for reopened tickets.
 * @returns Tickets by time, finished or not.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a malformed row or option;
 * `out-of-range` for a ticket resolved before it was opened; `mismatch` for shifts that overlap.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { openedAt: '2025-03-03T09:00:00Z', resolvedAt: '2025-03-03T11:30:00Z' },
 *   { openedAt: '2025-03-03T12:00:00Z' },
 * ]
 * const options = { asOf: '2025-03-03T17:00:00Z', clock: 'calendar', unit: 'hour' } as const
 * tallyTimes(tickets, { ...options, measure: 'resolution', reopened: 'last' }).times
 * // => { 2: { ended: 1, open: 0 }, 5: { ended: 0, open: 1 } }
 * ```
 */
export function tallyTimes(tickets: Iterable<TicketRow>, options: TallyTimesOptions): TimeTally
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyTimes(
  tickets: RowStream<TicketRow>,
  options: TallyTimesOptions,
): Promise<TimeTally>
export function tallyTimes(
  tickets: Iterable<TicketRow> | RowStream<TicketRow>,
  options: TallyTimesOptions,
): TimeTally | Promise<TimeTally> {
  const metric = 'tallyTimes'
  return readRows(metric, ['tickets'], tickets, () => timeCounter(metric, options))
}

function timeCounter(metric: string, options: TallyTimesOptions): RowCounter<TimeTally> {
  const given = readOptions<TallyTimesOptions>(metric, options, TALLY_TIMES_OPTIONS)
  const measure = checkChoice(metric, ['measure'], given.measure, ['resolution', 'first-reply'])
  const reopened =
    measure === 'resolution' ? checkChoice(metric, ['reopened'], given.reopened, REOPENED) : null
  if (!reopened) checkUnread(metric, given, ['reopened'], 'the measure is first-reply')
  const watch = readClock(metric, given)
  const perUnit = readUnit(metric, given.unit, watch.clock)
  return durationCounter(metric, watch, measure, reopened, ({ durations, bots }, tickets) => {
    checkSome(metric, ['tickets'], tickets, durations.length, 'ticket')
    const counts = new Map<number, { ended: number; open: number }>()
    for (const duration of durations) {
      const spent = Math.floor(duration / 2)
      const time = Math.floor(spent / perUnit)
      const field = duration > 2 * spent ? 'open' : 'ended'
      const known = counts.get(time)
      if (known) known[field]++
      else counts.set(time, { ended: 0, open: 0, [field]: 1 })
    }
    const times = Object.fromEntries(counts)
    const { unit } = given
    return { measure, clock: watch.clock, reopened, ...watch.heldBy, unit, bots, times }
  })
}
