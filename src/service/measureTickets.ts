import { numberList } from '../internal/rows/doubled.js'
import { type RowCounter, readNow } from '../internal/rows/readRows.js'
import type { ReadStopwatch, ReopenedPolicy } from './tickets.js'
import { fieldsOf, type Ticket, type TimeMeasure, ticketCounter } from './tickets.js'

/** How long a ticket took, or has taken so far. */
export interface Duration {
  /** Milliseconds by the stopwatch. */
  readonly time: number
  /** Whether it is over. */
  readonly ended: boolean
}

/** Durations of all tickets, and the number handled by bots. */
export function measureTickets(
  metric: string,
  tickets: unknown,
  watch: ReadStopwatch,
  measure: TimeMeasure,
  reopened: ReopenedPolicy | null,
): Measured {
  const room = Array.isArray(tickets) ? tickets.length : 0
  const counter = durationCounter(metric, watch, measure, reopened, (measured) => measured, room)
  return readNow(metric, ['tickets'], tickets, counter)
}

/** A counter of tickets' durations. */
export function durationCounter<Result>(
  metric: string,
  watch: ReadStopwatch,
  measure: TimeMeasure,
  reopened: ReopenedPolicy | null,
  end: (measured: Measured, tickets: unknown) => Result,
  room?: number,
): RowCounter<Result> {
  const durations = numberList(room)
  return ticketCounter(
    metric,
    watch.asOf,
    watch.range[0],
    (ticket) => {
      const { time, ended } =
        measure === 'resolution'
          ? untilResolved(ticket, watch, reopened)
          : untilReplied(ticket, watch)
      durations.push(ended ? 2 * time : 2 * time + 1)
    },
    fieldsOf(measure),
    (bots, tickets) => end({ durations: durations.values(), bots }, tickets),
  )
}

/**
 * Time until the first reply. A customer who was never answered waited until the ticket was closed.
 */
export function untilReplied(ticket: Ticket, { spent, asOf }: ReadStopwatch): Duration {
  const { opened, replied, resolved } = ticket
  const ended = replied < Infinity
  return { time: spent(ticket, opened, Math.min(replied, ended ? replied : resolved, asOf)), ended }
}

/** Time until the resolution, by the policy for reopened tickets. */
export function untilResolved(
  ticket: Ticket,
  { spent, asOf }: ReadStopwatch,
  reopened: ReopenedPolicy | null,
): Duration {
  const { opened, resolved, again } = ticket
  const last = again.at(-1)
  const end = last && reopened !== 'first' ? last[1] : resolved
  const until = reopened === 'total-open' ? resolved : end
  let time = spent(ticket, opened, Math.min(until, asOf))
  if (reopened === 'total-open')
    for (const [from, to] of again) time += spent(ticket, from, Math.min(to, asOf))
  return { time, ended: end < Infinity }
}

/** How long tickets took. */
export interface Measured {
  /**
   * Twice the milliseconds, and one more for a ticket that is not finished: half of it, rounded down, is
   * the time. One list to sort, in which those of one time stand together.
   */
  readonly durations: Float64Array
  /** Tickets that a bot dealt with. */
  readonly bots: number
}
