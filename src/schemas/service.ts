import * as z from 'zod'
import type { ContactTally, TicketRow, TimeTally } from '../service/index.js'
import {
  COUNT,
  count,
  customer,
  fieldsOf,
  instant,
  isWindow,
  laterInstant,
  listOf,
  momentOf,
  plainDay,
  recordOf,
  WINDOW,
} from './fields.js'

/** When something happened that may not have. */
function laterOf(value: unknown): number {
  return value == null ? Infinity : momentOf(value)
}

/** One request of one customer. */
export const ticketRowSchema: z.ZodType<TicketRow> = fieldsOf(
  z.object({
    openedAt: instant,
    firstReplyAt: laterInstant.nullable().exactOptional(),
    resolvedAt: laterInstant.nullable().exactOptional(),
    reopenings: listOf(
      fieldsOf(
        z.object({ reopenedAt: instant, resolvedAt: laterInstant.nullable().exactOptional() }),
      ),
    ).exactOptional(),
    holds: listOf(
      fieldsOf(z.object({ heldAt: instant, resumedAt: laterInstant.nullable().exactOptional() })),
    ).exactOptional(),
    bot: z.boolean().exactOptional(),
    customer: customer.exactOptional(),
    participants: count.exactOptional(),
    furtherMessages: count.exactOptional(),
  }),
)
  .refine(({ openedAt, firstReplyAt }) => laterOf(firstReplyAt) >= momentOf(openedAt), {
    path: ['firstReplyAt'],
    error: 'an instant from openedAt on',
  })
  .refine(({ openedAt, resolvedAt }) => laterOf(resolvedAt) >= momentOf(openedAt), {
    path: ['resolvedAt'],
    error: 'an instant from openedAt on',
  })
  .refine(
    ({ resolvedAt, reopenings = [] }) => {
      let last = laterOf(resolvedAt)
      return reopenings.every(({ reopenedAt, resolvedAt: again }) => {
        const from = momentOf(reopenedAt)
        const follows = from >= last && laterOf(again) >= from
        last = laterOf(again)
        return follows
      })
    },
    { path: ['reopenings'], error: 'in order of time, after the resolution' },
  )
  .refine(
    ({ openedAt, holds = [] }) => {
      let last = momentOf(openedAt)
      return holds.every(({ heldAt, resumedAt }) => {
        const from = momentOf(heldAt)
        const follows = from >= last && laterOf(resumedAt) >= from
        last = laterOf(resumedAt)
        return follows
      })
    },
    { path: ['holds'], error: 'in order of time, after the opening' },
  )

/** Tickets by the time that they took. */
export const timeTallySchema: z.ZodType<TimeTally> = z
  .object({
    measure: z.enum(['resolution', 'first-reply']),
    clock: z.enum(['calendar', 'business']),
    reopened: z.enum(['first', 'last', 'total-open']).nullable(),
    hold: z.enum(['pauses', 'counts']).exactOptional(),
    unit: z.enum(['second', 'minute', 'hour', 'day']),
    bots: count,
    times: recordOf(
      z.string().regex(/^(0|[1-9]\d{0,14})$/, { error: COUNT }),
      z.object({ ended: count, open: count }),
    ),
  })
  .refine(({ measure, reopened }) => (measure === 'first-reply') === (reopened === null), {
    path: ['reopened'],
    error: 'null for first replies, and for them only',
  })

/** Contacts and customers of a window. */
export const contactTallySchema: z.ZodType<ContactTally> = z
  .object({
    from: plainDay,
    to: plainDay,
    customers: count,
    contacted: count,
    contacts: count,
    squares: count,
  })
  .refine(isWindow, WINDOW)
  .refine(({ contacted, customers }) => contacted <= customers, {
    path: ['contacted'],
    error: 'at most customers',
  })
  .refine(({ contacts, contacted }) => contacts >= contacted && contacts > 0 === contacted > 0, {
    path: ['contacts'],
    error: 'at least contacted',
  })
  .refine(
    ({ squares, contacts, contacted }) => {
      if (contacted === 0) return squares === 0
      const each = Math.floor(contacts / contacted)
      const more = contacts - each * contacted
      const least = (contacted - more) * each ** 2 + more * (each + 1) ** 2
      const most = (contacts - contacted + 1) ** 2 + contacted - 1
      return squares >= least && squares <= most && squares % 2 === contacts % 2
    },
    { path: ['squares'], error: 'what the squares of such contacts can add up to' },
  )
