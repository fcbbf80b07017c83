import type { RateOptions } from '../churn/index.js'
import {
  checkChoice,
  checkCount,
  checkSome,
  checkUnread,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import { checkInstant, type InstantInput } from '../internal/time/instants.js'
import { rateOfDecided, type UndecidedRate } from './rate.js'
import {
  eachTicket,
  fieldsOf,
  readLength,
  type Ticket,
  type TicketRow,
  type TimeLength,
} from './tickets.js'

/** A definition of first-contact resolution, with its base. */
export type FirstContactDefinition = 'one-participant' | 'no-further-message' | 'not-reopened'

/** The definition of first-contact resolution, and the last known instant. */
export interface FirstContactOptions extends RateOptions {
  /** The last instant whose facts are known. What happened later is not read. */
  readonly asOf: InstantInput
  /** The definition of first-contact resolution. */
  readonly definition: FirstContactDefinition
  /**
   * How long a ticket must stay closed. Required for `'not-reopened'`, without effect on the
   * others.
   */
  readonly within?: TimeLength
}

/** The fields that are read; another one is refused. */
const FIRST_CONTACT_OPTIONS: Fields<FirstContactOptions> = {
  asOf: 1,
  definition: 1,
  within: 0,
  interval: 0,
  confidence: 0,
}

/** First-contact resolution, and the numbers behind it. */
export interface FirstContactResolution extends UndecidedRate {
  /** Tickets that took one contact. */
  readonly firstContact: number
  /** The denominator, by the definition. */
  readonly base: number
  /** Tickets that may still be reopened within the time; they are not in `base`. */
  readonly pending: number
  /** Tickets counted, resolved or not. */
  readonly tickets: number
  /** Tickets that a bot dealt with, left out. */
  readonly bots: number
  /** The definition of first-contact resolution. */
  readonly definition: FirstContactDefinition
}

const DEFINITIONS: readonly FirstContactDefinition[] = [
  'one-participant',
  'no-further-message',
  'not-reopened',
]

/**
 * First-contact resolution: the share of tickets that took one contact.
 *
 * Three definitions are in use:
 *
 * - `one-participant`: resolved once, by one member of staff, of all tickets.
 * - `no-further-message`: the customer wrote once, of all resolved tickets.
 * - `not-reopened`: stayed closed for `within`, of the tickets resolved at least that long ago.
 *
 * @formula rate = firstContact ÷ base
 * @unit share of tickets, 0 to 1
 *
 * @param tickets - Tickets; those opened after `asOf` are not read.
 * @param options - Last instant known, definition, and the interval.
 * @returns The rate with its interval, and the numbers behind it.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a row without a field that the
 * definition needs; `out-of-range` for a ticket resolved before it was opened.
 * @source Feinberg, Kim, Hokama, de Ruyter & Keen (2000), “Operational determinants of caller
 * satisfaction in the call center”, International Journal of Service Industry Management 11(2).
 *
 * @example
 * ```ts
 * const tickets = [
 *   { openedAt: '2025-03-03T09:00:00Z', resolvedAt: '2025-03-03T11:00:00Z', furtherMessages: 0 },
 *   { openedAt: '2025-03-03T10:00:00Z', resolvedAt: '2025-03-04T16:00:00Z', furtherMessages: 2 },
 *   { openedAt: '2025-03-04T10:00:00Z', furtherMessages: 0 },
 * ]
 * const options = { asOf: '2025-03-05T00:00:00Z', definition: 'no-further-message' } as const
 * firstContactResolution(tickets, options).rate // => 0.5
 * ```
 */
export function firstContactResolution(
  tickets: Iterable<TicketRow>,
  options: FirstContactOptions,
): FirstContactResolution {
  const metric = 'firstContactResolution'
  const given = readOptions<FirstContactOptions>(metric, options, FIRST_CONTACT_OPTIONS)
  const definition = checkChoice(metric, ['definition'], given.definition, DEFINITIONS)
  const asOf = checkInstant(metric, ['asOf'], given.asOf)
  if (definition !== 'not-reopened')
    checkUnread(metric, given, ['within'], `the definition is ${definition}`)
  const within =
    definition === 'not-reopened' ? readLength(metric, ['within'], given.within, 'calendar') : 0
  const counts = { firstContact: 0, base: 0, pending: 0, tickets: 0 }
  const bots = eachTicket(
    metric,
    tickets,
    asOf,
    -Infinity,
    (ticket, index) => {
      counts.tickets++
      const resolved = ticket.resolved < Infinity
      if (definition !== 'one-participant' && !resolved) return
      if (resolved && ticket.resolved + within > asOf) {
        counts.pending++
        return
      }
      counts.base++
      if (JUDGES[definition](metric, ticket, index, within)) counts.firstContact++
    },
    fieldsOf('resolution'),
  )
  checkSome(metric, ['tickets'], tickets, counts.tickets, 'ticket')
  return {
    ...rateOfDecided(metric, counts.firstContact, counts.base, given),
    ...counts,
    bots,
    definition,
  }
}

type Judge = (metric: string, ticket: Ticket, index: number, within: number) => boolean

/** Whether the first contact was enough. */
const JUDGES: Readonly<Record<FirstContactDefinition, Judge>> = {
  'one-participant': (metric, { resolved, again, row }, index) => {
    const path = ['tickets', index, 'participants']
    const participants = checkCount(metric, path, row.participants)
    return resolved < Infinity && again.length === 0 && participants === 1
  },
  'no-further-message': (metric, { row }, index) =>
    checkCount(metric, ['tickets', index, 'furtherMessages'], row.furtherMessages) === 0,
  'not-reopened': (_metric, { resolved, again }, _index, within) =>
    (again[0]?.[0] ?? Infinity) > resolved + within,
}
