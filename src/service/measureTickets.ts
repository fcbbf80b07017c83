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
): Durations & { readonly bots: number } {
  const counter = durationCounter(metric, watch, measure, reopened, (durations) => durations)
  return readNow(metric, ['tickets'], tickets, counter)
}

/** A counter of tickets' durations. */
export function durationCounter<Result>(
  metric: string,
  watch: ReadStopwatch,
  measure: TimeMeasure,
  reopened: ReopenedPolicy | null,
  end: (durations: Durations & { readonly bots: number }, tickets: unknown) => Result,
): RowCounter<Result> {
  const all: Durations = { ended: [], open: [] }
  return ticketCounter(
    metric,
    watch.asOf,
    watch.range[0],
    (ticket) => {
      const { time, ended } =
        measure === 'resolution'
          ? untilResolved(ticket, watch, reopened)
          : untilReplied(ticket, watch)
      if (ended) all.ended.push(time)
      else all.open.push(time)
    },
    fieldsOf(measure),
    (bots, tickets) => end({ ...all, bots }, tickets),
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

/** Durations in milliseconds, of finished tickets and of those that are not. */
export interface Durations {
  readonly ended: number[]
  readonly open: number[]
}
