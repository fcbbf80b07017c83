import type { Flags } from './flags.js'
import type { Io } from './io.js'
import { KINDS } from './kinds.js'
import { describe, describeUnread, knownUpTo, type Loaded } from './load.js'
import type { Page, Section } from './page.js'
import { orderSections } from './report/orders.js'
import {
  countSubscriptions,
  type SubscriptionCounts,
  subscriptionSections,
} from './report/subscriptions.js'
import { surveySections } from './report/survey.js'
import { countTickets, type TicketCounts, ticketSections } from './report/tickets.js'
import { mergeSubscriptions, mergeTickets, type Tally } from './tally.js'

interface Counts {
  readonly subscriptions: SubscriptionCounts | null
  readonly tickets: TicketCounts | null
}

/** Counts what was read, and adds what earlier calls have counted. */
export function countAll(flags: Flags, loaded: Loaded, tallies: readonly Tally[], io: Io): Counts {
  const subscriptions = tallies.flatMap((each) => each.subscriptions ?? [])
  const tickets = tallies.flatMap((each) => each.tickets ?? [])
  subscriptions.push(...loaded.counted.subscriptions)
  tickets.push(...loaded.counted.tickets)
  for (const each of tallies) if (each.survey) loaded.answers.add(each.survey)
  if (loaded.subscriptions.size() > 0)
    subscriptions.push(
      countSubscriptions(
        loaded.subscriptions,
        knownUpTo(flags, loaded.subscriptions),
        flags.calendar,
      ),
    )
  if (loaded.tickets.size() > 0) {
    const last = loaded.tickets.lastInstant()
    const asOf = flags.asOf ? Date.parse(flags.asOf) + 86_400_000 : last
    tickets.push(countTickets(loaded.tickets, new Date(Number.isFinite(asOf) ? asOf : io.now)))
  }
  return { subscriptions: mergeSubscriptions(subscriptions), tickets: mergeTickets(tickets) }
}

/** The whole report on what was read and on what earlier calls have counted. */
export function pageOf(flags: Flags, loaded: Loaded, tallies: readonly Tally[], io: Io): Page {
  const { subscriptions, tickets } = countAll(flags, loaded, tallies, io)
  const survey = loaded.answers.counts()
  const sections: Section[] = surveySections(survey, {
    asOf: flags.asOf ?? survey.lastDay ?? io.now.toISOString().slice(0, 10),
    smallestGroup: flags.smallestGroup,
    calendar: flags.calendar,
  })
  if (subscriptions) sections.push(...subscriptionSections(subscriptions, flags))
  if (loaded.orders.size() > 0)
    sections.push(
      ...orderSections(loaded.orders, {
        ...flags,
        asOf: knownUpTo(flags, loaded.orders),
        nameOf: loaded.orders.nameOf,
      }),
    )
  if (loaded.readings.costs.length > 0) sections.push(loaded.costs.section())
  if (tickets) sections.push(...ticketSections(tickets))
  return {
    title: 'Customer report',
    notes: [
      ...KINDS.flatMap((kind) => loaded.readings[kind].map(describe)),
      ...KINDS.flatMap((kind) => loaded.readings[kind].flatMap(describeUnread)),
      ...knownDays(flags, loaded, survey.lastDay),
      {
        say: 'Intervals are of 95 %; groups of fewer than {n} are held back',
        words: { n: { count: flags.smallestGroup } },
      },
    ],
    sections,
  }
}

/** Up to which day each kind of file is known. */
function knownDays(
  flags: Flags,
  { subscriptions, orders, counted }: Loaded,
  answered: string | null,
): Page['notes'] {
  if (flags.asOf) return [{ say: 'Known up to {day}', words: { day: { day: flags.asOf } } }]
  const days = [
    ['survey', answered],
    [
      'subscriptions',
      subscriptions.size() > 0
        ? knownUpTo(flags, subscriptions)
        : (counted.subscriptions[0]?.asOf ?? null),
    ],
    ['transactions', orders.size() > 0 ? knownUpTo(flags, orders) : null],
  ] as const
  return days.flatMap(([kind, day]) =>
    day === null
      ? []
      : [
          {
            say: '{kind}: known up to {day}, the last day of the files',
            words: { kind: { label: kind }, day: { day } },
          },
        ],
  )
}
