import {
  type TicketRow,
  type TicketTimes,
  type TimeTally,
  tallyTimes,
  ticketTimes,
} from 'customer-metrics'
import { firstReplyTimesChart, resolutionTimesChart } from 'customer-metrics/charts'
import { type Cell, fixed, range, type Section } from '../page.js'
import { ifAny } from './attempt.js'

/** Everything that tickets are reported from: JSON that adds up with that of other tickets. */
export interface TicketCounts {
  readonly firstReply: TimeTally | null
  readonly resolution: TimeTally | null
}

/** Counts the times of tickets; those that are open are known to take longer. */
export function countTickets(rows: Iterable<TicketRow>, asOf: Date): TicketCounts {
  const terms = { asOf, clock: 'calendar', unit: 'minute' } as const
  return {
    firstReply: ifAny(() => tallyTimes(rows, { ...terms, measure: 'first-reply' })) ?? null,
    resolution:
      ifAny(() => tallyTimes(rows, { ...terms, measure: 'resolution', reopened: 'last' })) ?? null,
  }
}

/** How long customers wait for a reply and for a resolution. */
export function ticketSections({ firstReply, resolution }: TicketCounts): Section[] {
  const found: readonly (readonly [
    string,
    TicketTimes | undefined,
    typeof firstReplyTimesChart,
  ])[] = [
    [
      'first reply',
      firstReply ? ifAny(() => ticketTimes(firstReply, { definition: 7 })) : undefined,
      firstReplyTimesChart,
    ],
    [
      'resolution',
      resolution ? ifAny(() => ticketTimes(resolution, { definition: 7 })) : undefined,
      resolutionTimesChart,
    ],
  ]
  const known = found.flatMap(([name, times, chart]) => (times ? [{ name, times, chart }] : []))
  return [
    {
      id: 'tickets',
      title: 'How long customers wait',
      notes: known.length === 0 ? [{ say: 'Not known: no ticket was opened in time' }] : [],
      figures: known.map(({ name, times, chart }) => ({
        id: `tickets-${name.replace(' ', '-')}`,
        caption: { say: `Hours to the ${name}, open tickets counted (Kaplan–Meier)` },
        columns: ['', 'hours', '95 % interval', 'tickets', 'open'],
        rows: [
          [
            { label: 'median' },
            fixed(hours(times.median), 1),
            range(
              { low: hours(times.interval.low), high: hours(times.interval.high) },
              'number',
              1,
            ),
            { count: times.tickets },
            { count: times.open },
          ],
          ...times.percentiles.map((each): Cell[] => [
            { value: each.at, unit: 'share', decimals: 0 },
            fixed(hours(each.time), 1),
            range(
              each.interval && { low: hours(each.interval.low), high: hours(each.interval.high) },
              'number',
              1,
            ),
            { text: '' },
            { text: '' },
          ]),
        ],
        picture: (picture) => chart(times, picture),
      })),
      results: Object.fromEntries(known.map(({ name, times }) => [name, times])),
    },
  ]
}

function hours(minutes: number | null): number | null {
  return minutes === null ? null : minutes / 60
}
