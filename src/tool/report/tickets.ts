import { type TimeTally, tallyTimes, ticketTimes } from 'customer-metrics'
import { firstReplyTimesChart, resolutionTimesChart } from 'customer-metrics/charts'
import { type Cell, type Figures, fixed, range, type Section, type Sentence } from '../page.js'
import type { TicketRows } from '../stores/rows.js'
import { ifAny } from './attempt.js'

/** Everything that tickets are reported from: JSON that adds up with that of other tickets. */
export interface TicketCounts {
  readonly firstReply: TimeTally | null
  readonly resolution: TimeTally | null
}

/** Counts the times of tickets; those that are open are known to take longer. */
export function countTickets(rows: TicketRows, asOf: Date): TicketCounts {
  const terms = { asOf, clock: 'calendar', unit: 'minute' } as const
  const firstReply = ifAny(() => tallyTimes(rows, { ...terms, measure: 'first-reply' }))
  return {
    firstReply: (rows.hasReplies() && firstReply) || null,
    resolution:
      ifAny(() => tallyTimes(rows, { ...terms, measure: 'resolution', reopened: 'last' })) ?? null,
  }
}

/** How long customers wait for a reply and for a resolution. */
export function ticketSections({ firstReply, resolution }: TicketCounts): Section[] {
  const found = [
    { name: 'first reply', tally: firstReply, chart: firstReplyTimesChart },
    { name: 'resolution', tally: resolution, chart: resolutionTimesChart },
  ]
  const known = found.flatMap(({ name, tally, chart }) =>
    tally ? [{ name, times: ticketTimes(tally, { definition: 7 }), chart }] : [],
  )
  return [
    {
      id: 'tickets',
      title: 'How long customers wait',
      notes: notesOf(firstReply, resolution),
      figures: known.map(
        ({ name, times, chart }): Figures => ({
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
        }),
      ),
      results: Object.fromEntries(known.map(({ name, times }) => [name, times])),
    },
  ]
}

/** What is not known of the times. */
function notesOf(firstReply: TimeTally | null, resolution: TimeTally | null): Sentence[] {
  if (!resolution) return [{ say: 'Not known: no ticket was opened in time' }]
  if (firstReply) return []
  return [
    {
      say: 'No first replies: the file has none; --columns firstReplyAt=… names their column',
    },
  ]
}

function hours(minutes: number | null): number | null {
  return minutes === null ? null : minutes / 60
}
