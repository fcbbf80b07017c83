import type { RateOptions } from '../churn/index.js'
import { checkChoice, checkSome, checkUnread, type Fields, readOptions } from '../internal/guard.js'
import type { InstantInput } from '../internal/time/instants.js'
import type { TicketClock } from './businessHours.js'
import { untilReplied, untilResolved } from './measureTickets.js'
import { rateOfDecided, type UndecidedRate } from './rate.js'
import type { TimeMeasure } from './tickets.js'
import {
  eachTicket,
  fieldsOf,
  type HoldPolicy,
  REOPENED,
  type ReopenedPolicy,
  readClock,
  readLength,
  type TicketRow,
  type TimeLength,
} from './tickets.js'

/** The target of a service level agreement. */
export interface SlaOptions extends RateOptions {
  /** The last instant whose facts are known. What happened later is not read. */
  readonly asOf: InstantInput
  /** Whether the target is for the resolution or the first reply. */
  readonly measure: TimeMeasure
  /** Whether all time counts, or business hours only. */
  readonly clock: TicketClock
  /** The target time. A ticket that takes exactly this time meets it. */
  readonly target: TimeLength
  /** How a reopened ticket counts. Required for resolutions; refused for first replies. */
  readonly reopened?: ReopenedPolicy
  /**
   * What time on hold does to the clock.
   * @defaultValue nothing: it is required where a ticket was on hold
   */
  readonly hold?: HoldPolicy
}

/** The fields that are read; another one is refused. */
const SLA_OPTIONS: Fields<SlaOptions> = {
  asOf: 1,
  measure: 1,
  clock: 1,
  target: 1,
  reopened: 0,
  hold: 0,
  interval: 0,
  confidence: 0,
}

/** The share of tickets within the target. */
export interface SlaAttainment extends UndecidedRate {
  /** Tickets whose target time is over and that were finished within it. */
  readonly met: number
  /** Tickets that took longer than the target, or are still open after it. */
  readonly missed: number
  /** Tickets whose target time is not over yet, finished or not. */
  readonly pending: number
  /** Tickets closed in time without a reply; only for first replies. */
  readonly withoutReply: number
  /** Tickets counted: the sum of the four. */
  readonly tickets: number
  /** Tickets that a bot dealt with, left out. */
  readonly bots: number
  /** What was measured. */
  readonly measure: TimeMeasure
  /** What counted as time. */
  readonly clock: 'calendar' | 'business'
  /** What reopened tickets counted as; `null` for first replies. */
  readonly reopened: ReopenedPolicy | null
  /** What time on hold did to the clock; absent where that was not said, as no ticket was on hold. */
  readonly hold?: HoldPolicy
}

/**
 * SLA attainment: the share of tickets finished within a target time.
 *
 * An open ticket misses the target as soon as its time is over, not when it is closed. A ticket
 * whose time is not over is on neither side of the fraction, even if it is finished. Otherwise
 * today's quick tickets would count and today's late ones not yet, and the current day would always
 * look too good.
 *
 * Time on hold, while a ticket waits for the customer or for somebody outside, pauses the clock or does
 * not: `hold` is required where there is any. A ticket that is on hold now does not come nearer to its
 * target with `'pauses'`.
 *
 * @formula rate = met ÷ (met + missed), of tickets opened at least the target ago; with `hold: 'pauses'` a
 * time is that of the clock less that on hold
 * @unit share of decided tickets, 0 to 1
 *
 * @param tickets - Tickets; those opened after `asOf` are not read.
 * @param options - Last known instant, target, clock, and the interval.
 * @returns The rate with its interval, and the tickets on each side.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a malformed row or option;
 * `out-of-range` for a ticket resolved before it was opened; `mismatch` for shifts that overlap.
 * @source ISO/IEC 20000-1 (2018), “Service management system requirements”, § 8.3.3 (service levels);
 * Wilson (1927), “Probable Inference”, JASA 22, for the interval.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { openedAt: '2025-03-03T09:00:00Z', firstReplyAt: '2025-03-03T10:00:00Z' },
 *   { openedAt: '2025-03-03T09:00:00Z', firstReplyAt: '2025-03-03T15:00:00Z' },
 *   { openedAt: '2025-03-04T09:00:00Z' },
 * ]
 * const sla = slaAttainment(tickets, {
 *   asOf: '2025-03-04T10:00:00Z', measure: 'first-reply', clock: 'calendar', target: { hours: 4 },
 * })
 * sla.rate // => 0.5
 * sla.pending // => 1
 * ```
 */
export function slaAttainment(tickets: Iterable<TicketRow>, options: SlaOptions): SlaAttainment {
  const metric = 'slaAttainment'
  const given = readOptions<SlaOptions>(metric, options, SLA_OPTIONS)
  const rules = readSlaRules(metric, given)
  const target = readLength(metric, ['target'], given.target, rules.watch.clock)
  const counts = emptySlaCounts()
  const bots = countSla(metric, tickets, rules, () => ({ target, counts }))
  return { ...attained(metric, counts, rules.names, given), bots }
}

/** Tickets by their side of a target. */
export type SlaCounts = {
  -readonly [Field in 'met' | 'missed' | 'pending' | 'withoutReply' | 'tickets']: number
}

/** Counts of no tickets. */
export function emptySlaCounts(): SlaCounts {
  return { met: 0, missed: 0, pending: 0, withoutReply: 0, tickets: 0 }
}

/** What a rate of targets says of itself. */
export type SlaNames = Pick<SlaAttainment, 'measure' | 'clock' | 'reopened' | 'hold'>

/** How tickets are measured, as read. */
interface SlaRules {
  readonly watch: ReturnType<typeof readClock>
  readonly names: SlaNames
}

/** Reads what targets have in common. */
export function readSlaRules(metric: string, given: Omit<SlaOptions, 'target'>): SlaRules {
  const measure = checkChoice(metric, ['measure'], given.measure, ['resolution', 'first-reply'])
  const reopened =
    measure === 'resolution' ? checkChoice(metric, ['reopened'], given.reopened, REOPENED) : null
  if (!reopened) checkUnread(metric, given, ['reopened'], 'the measure is first-reply')
  const watch = readClock(metric, given)
  return { watch, names: { measure, clock: watch.clock, reopened, ...watch.heldBy } }
}

/** Counts each ticket against its target, and returns how many a bot dealt with. */
export function countSla(
  metric: string,
  tickets: unknown,
  { watch, names }: SlaRules,
  targetOf: (
    row: TicketRow,
    index: number,
  ) => { readonly target: number; readonly counts: SlaCounts },
): number {
  let counted = 0
  const { measure, reopened } = names
  const bots = eachTicket(
    metric,
    tickets,
    watch.asOf,
    watch.range[0],
    (ticket, index) => {
      const { target, counts } = targetOf(ticket.row, index)
      const { time, ended } = reopened
        ? untilResolved(ticket, watch, reopened)
        : untilReplied(ticket, watch)
      counted++
      counts.tickets++
      if (watch.spent(ticket, ticket.opened, watch.asOf) < target) counts.pending++
      else if (time > target) counts.missed++
      else if (ended) counts.met++
      else if (!reopened && ticket.resolved < Infinity) counts.withoutReply++
      else counts.pending++
    },
    fieldsOf(measure),
  )
  checkSome(metric, ['tickets'], tickets, counted, 'ticket')
  return bots
}

/** The rate of some counts. */
export function attained(
  metric: string,
  counts: SlaCounts,
  names: SlaNames,
  options: RateOptions,
): Omit<SlaAttainment, 'bots'> {
  const { met, missed } = counts
  return { ...rateOfDecided(metric, met, met + missed, options), ...counts, ...names }
}
