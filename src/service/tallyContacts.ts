import { checkCount, type Fields, type Path, readOptions } from '../internal/guard.js'
import { type CustomerKey, idReader } from '../internal/rows/customers.js'
import { type RowCounter, type RowStream, readRows, rowCounter } from '../internal/rows/readRows.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, checkWindow, type DateInput, dayReader } from '../internal/time/days.js'
import type { TicketRow } from './tickets.js'

/** The window in which contacts are counted, and the number of customers. */
export interface ContactOptions {
  /** First day of the window. */
  readonly from: DateInput
  /** First day after the window. */
  readonly to: DateInput
  /** Customers who could have asked within the window, including those who did. */
  readonly customers: number
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const CONTACT_OPTIONS: Fields<ContactOptions> = { from: 1, to: 1, customers: 1, timeZone: 0 }

/** Contacts and customers of a window. */
export interface ContactTally {
  /** First day of the window. */
  readonly from: string
  /** First day after the window. */
  readonly to: string
  /** Customers who could have asked. */
  readonly customers: number
  /** Of them, those who asked. */
  readonly contacted: number
  /** Contacts of all customers. */
  readonly contacts: number
  /** Sum of the squared numbers of contacts per customer, which measures their spread. */
  readonly squares: number
}

/**
 * Counts how often customers asked within a window.
 *
 * Each ticket is one contact, including tickets handled by a bot, because the customer asked.
 *
 * @param tickets - Tickets with their customers; all those of one customer must be in one call.
 * @param options - The window, the customers who could have asked, and the time zone.
 * @returns Customers, contacts, and the sum of squares.
 * @throws {@link MetricError} `invalid` for a malformed row or date, or a ticket without its
 * customer; `out-of-range` for fewer customers than asked, or a window of no days.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customer: 'a', openedAt: '2025-03-03T09:00:00Z' },
 *   { customer: 'a', openedAt: '2025-03-05T09:00:00Z' },
 *   { customer: 'b', openedAt: '2025-03-31T22:00:00Z' },
 * ]
 * const window = { from: '2025-03-01', to: '2025-04-01', timeZone: 'Europe/London' }
 * tallyContacts(tickets, { ...window, customers: 10 })
 * // => { from: '2025-03-01', to: '2025-04-01', customers: 10, contacted: 2, contacts: 3, squares: 5 }
 * ```
 */
export function tallyContacts(tickets: Iterable<TicketRow>, options: ContactOptions): ContactTally
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyContacts(
  tickets: RowStream<TicketRow>,
  options: ContactOptions,
): Promise<ContactTally>
export function tallyContacts(
  tickets: Iterable<TicketRow> | RowStream<TicketRow>,
  options: ContactOptions,
): ContactTally | Promise<ContactTally> {
  const metric = 'tallyContacts'
  return readRows(metric, ['tickets'], tickets, () => contactCounter(metric, options))
}

function contactCounter(metric: string, options: ContactOptions): RowCounter<ContactTally> {
  const given = readOptions<ContactOptions>(metric, options, CONTACT_OPTIONS)
  const readDay = dayReader(metric, given.timeZone)
  const { from, to } = checkWindow(metric, [], given, readDay)
  const contacts = new Map<CustomerKey, number>()
  const list: Path = ['tickets']
  const readId = idReader(metric)
  const visit = (ticket: TicketRow, index: number): void => {
    const { openedAt } = ticket
    const customer = readId(ticket.customer, list, index)
    const day = readDay(openedAt)
    if (Number.isNaN(day)) checkDay(metric, ['tickets', index, 'openedAt'], openedAt, readDay)
    if (day >= from && day < to) contacts.set(customer, (contacts.get(customer) ?? 0) + 1)
  }
  return rowCounter(metric, list, visit, () => {
    const counts = { contacted: contacts.size, contacts: 0, squares: 0 }
    for (const count of contacts.values()) {
      counts.contacts += count
      counts.squares += count * count
    }
    const customers = checkCount(metric, ['customers'], given.customers, contacts.size)
    return { from: formatDay(from), to: formatDay(to), customers, ...counts }
  })
}
