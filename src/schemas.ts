import * as z from 'zod'
import type { ChurnTally } from './churn.js'
import type { CustomerSummary } from './clv/index.js'
import type { CostTally } from './cost/index.js'
import type { AnswerRow, RatingTally } from './ratings.js'
import type { LifeTally } from './retention/index.js'
import type { ContactTally, TicketRow, TimeTally } from './service/index.js'
import type { SubscriptionRow } from './subscriptions.js'
import type { TransactionRow } from './transactions.js'
import type { HealthRow, RfmRow, SegmentRow, ValueRow } from './value/index.js'

/**
 * Schemas of every row and tally, for data that come as JSON or from a file. What a schema lets pass,
 * the functions accept. Messages say what is allowed and do not depend on zod's locale.
 *
 * @packageDocumentation
 */

const DAY = "a day such as '2025-01-31', or a date-time with its offset"
const MOMENT = "a date-time with its offset, such as '2025-01-31T09:30:00Z'"
const CUSTOMER = 'a number or a string that is not empty'
const AMOUNT = 'a decimal number such as 19.99'
const SPEND = 'a decimal number of at least 0, such as 19.99'
const COUNT = 'a whole number of at least 0'
const RATING = 'a whole number from -1000 to 1000'
const TIME = 'a number of at least 0'

const plainDay = z.iso
  .date({ error: DAY })
  .refine((text) => !text.startsWith('0000'), { error: DAY })

/** Instants keep clear of the ends of the calendar, which no time zone may push them over. */
const moments = [
  z.iso.datetime({ offset: true }).refine((text) => text >= '0002' && text < '9999'),
  z
    .custom<Date>((value) => Object.prototype.toString.call(value) === '[object Date]')
    .refine((date) => date.getTime() >= Date.UTC(100, 0) && date.getTime() < Date.UTC(9999, 0)),
] as const

const day = z.union([plainDay, ...moments], { error: DAY })

const instant = z.union(moments, { error: MOMENT })

/** The day in UTC, to compare a plain day with an instant. */
function utcDay(value: string | Date): number {
  return Math.floor((typeof value === 'string' ? Date.parse(value) : value.getTime()) / 86_400_000)
}

const customer = z.union([z.string().min(1, { error: CUSTOMER }), z.number()], { error: CUSTOMER })

const amount = z.union(
  [
    z.string().regex(/^-?\d{1,21}(\.\d{1,30})?$/, { error: AMOUNT }),
    z.number().refine(
      (value) => {
        const size = Math.abs(value)
        return size === 0 || (size < 1e21 && size > 1e-12)
      },
      { error: AMOUNT },
    ),
  ],
  { error: AMOUNT },
)

const spend = z.string({ error: SPEND }).regex(/^\d{1,21}(\.\d{1,30})?$/, { error: SPEND })

const count = z.int({ error: COUNT }).min(0, { error: COUNT })

const rating = z.int({ error: RATING }).min(-1000, { error: RATING }).max(1000, { error: RATING })

/** One answer to a rating question. */
export const answerRowSchema: z.ZodType<AnswerRow> = z.object({
  customer: customer.exactOptional(),
  rating: rating.nullable(),
  answeredOn: day,
})

/** One subscription of one customer. */
export const subscriptionRowSchema: z.ZodType<SubscriptionRow> = z
  .object({
    customer,
    startedOn: day,
    endedOn: day.nullable().exactOptional(),
    amount: amount.exactOptional(),
  })
  .refine(({ startedOn, endedOn }) => endedOn == null || utcDay(endedOn) >= utcDay(startedOn), {
    path: ['endedOn'],
    error: 'a day from startedOn on',
  })

/** One purchase, or one line of it. */
export const transactionRowSchema: z.ZodType<TransactionRow> = z.object({
  customer,
  on: day,
  amount: amount.exactOptional(),
})

/** Answers counted by rating. */
export const ratingTallySchema: z.ZodType<RatingTally> = z.record(
  z.string().regex(/^(0|-?[1-9]\d{0,2}|-?1000)$/, { error: RATING }),
  count,
)

/** Who came and went within a window. */
export const churnTallySchema: z.ZodType<ChurnTally> = z
  .object({
    from: plainDay,
    to: plainDay,
    opening: count,
    lost: count,
    gained: count,
    reactivated: count,
    gainedThenLost: count,
    lostThenReturned: count,
    closing: count,
  })
  .refine(({ lost, opening }) => lost <= opening, { path: ['lost'], error: 'at most opening' })
  .refine(({ lostThenReturned, lost }) => lostThenReturned <= lost, {
    path: ['lostThenReturned'],
    error: 'at most lost',
  })
  .refine(({ gainedThenLost, gained, reactivated }) => gainedThenLost <= gained + reactivated, {
    path: ['gainedThenLost'],
    error: 'at most gained and reactivated',
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a day after from' })
  .refine(
    (tally) =>
      tally.opening -
        tally.lost +
        tally.lostThenReturned +
        tally.gained +
        tally.reactivated -
        tally.gainedThenLost ===
      tally.closing,
    { path: ['closing'], error: 'the sum of the counts' },
  )

/** Lives by the age they reached. */
export const lifeTallySchema: z.ZodType<LifeTally> = z.record(
  z.string().regex(/^(0|[1-9]\d{0,5})$/, { error: COUNT }),
  z.object({ lost: count, censored: count }),
)

/** Spend on winning and keeping customers, and how many. */
export const costTallySchema: z.ZodType<CostTally> = z.object({
  acquisitionSpend: spend,
  acquired: count,
  retentionSpend: spend,
  retained: count,
})

/** Frequency, recency, age and spend of a customer. */
export const customerSummarySchema: z.ZodType<CustomerSummary> = z.object({
  customer,
  frequency: count,
  recency: z.number({ error: TIME }).min(0, { error: TIME }),
  age: z.number({ error: TIME }).min(0, { error: TIME }),
  monetary: z.number({ error: 'a number, or null' }).nullable(),
})

/** Milliseconds of an instant; what has not happened is later than everything. */
function timeOf(value: string | Date | null | undefined): number {
  if (value == null) return Infinity
  return typeof value === 'string' ? Date.parse(value) : value.getTime()
}

/** One request of one customer. */
export const ticketRowSchema: z.ZodType<TicketRow> = z
  .object({
    openedAt: instant,
    firstReplyAt: instant.nullable().exactOptional(),
    resolvedAt: instant.nullable().exactOptional(),
    reopenings: z
      .array(z.object({ reopenedAt: instant, resolvedAt: instant.nullable().exactOptional() }))
      .exactOptional(),
    bot: z.boolean().exactOptional(),
    customer: customer.exactOptional(),
    participants: count.exactOptional(),
    furtherMessages: count.exactOptional(),
  })
  .refine(({ openedAt, firstReplyAt }) => timeOf(firstReplyAt) >= timeOf(openedAt), {
    path: ['firstReplyAt'],
    error: 'an instant from openedAt on',
  })
  .refine(({ openedAt, resolvedAt }) => timeOf(resolvedAt) >= timeOf(openedAt), {
    path: ['resolvedAt'],
    error: 'an instant from openedAt on',
  })
  .refine(
    ({ resolvedAt, reopenings = [] }) => {
      let last = timeOf(resolvedAt)
      return reopenings.every(({ reopenedAt, resolvedAt: again }) => {
        const from = timeOf(reopenedAt)
        const follows = from >= last && timeOf(again) >= from
        last = timeOf(again)
        return follows
      })
    },
    { path: ['reopenings'], error: 'in order of time, after the resolution' },
  )

/** Tickets by the time they took. */
export const timeTallySchema: z.ZodType<TimeTally> = z
  .object({
    measure: z.enum(['resolution', 'first-reply']),
    clock: z.enum(['calendar', 'business']),
    reopened: z.enum(['first', 'last', 'total-open']).nullable(),
    unit: z.enum(['second', 'minute', 'hour', 'day']),
    bots: count,
    times: z.record(
      z.string().regex(/^(0|[1-9]\d{0,14})$/, { error: COUNT }),
      z.object({ ended: count, open: count }),
    ),
  })
  .refine(({ measure, reopened }) => (measure === 'first-reply') === (reopened === null), {
    path: ['reopened'],
    error: 'null for first replies, and for them only',
  })

/** Who asked how often within a window. */
export const contactTallySchema: z.ZodType<ContactTally> = z
  .object({
    from: plainDay,
    to: plainDay,
    customers: count,
    contacted: count,
    contacts: count,
    squares: count,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a day after from' })
  .refine(({ contacted, customers }) => contacted <= customers, {
    path: ['contacted'],
    error: 'at most customers',
  })
  .refine(({ contacts, contacted }) => contacts >= contacted && contacts > 0 === contacted > 0, {
    path: ['contacts'],
    error: 'at least contacted',
  })
  .refine(
    ({ squares, contacts, contacted }) =>
      squares >= (contacted === 0 ? 0 : (contacts / contacted) * contacts) &&
      squares <= contacts * contacts,
    { path: ['squares'], error: 'what the squares of such contacts can add up to' },
  )

/** How lately, how often and for how much a customer has bought. */
export const rfmRowSchema: z.ZodType<RfmRow> = z.object({
  customer,
  sinceLast: z.number({ error: TIME }).min(0, { error: TIME }),
  purchases: count,
  amount,
})

/** What a customer is worth. */
export const valueRowSchema: z.ZodType<ValueRow> = z.object({ customer, amount })

/** Which segment a customer is in. */
export const segmentRowSchema: z.ZodType<SegmentRow> = z.object({
  customer,
  segment: z.string().min(1, { error: 'a string that is not empty' }),
})

/** What is known of a customer. */
export const healthRowSchema: z.ZodType<HealthRow> = z.object({
  customer,
  values: z.record(
    z.string(),
    z.number({ error: 'a number, or null' }).min(-1e300).max(1e300).nullable(),
  ),
})
