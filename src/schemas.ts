import * as z from 'zod'
import type { ChurnTally } from './churn.js'
import type { CustomerSummary } from './clv/index.js'
import type { CostTally } from './cost/index.js'
import type { AnswerRow, RatingTally } from './ratings.js'
import type { LifeTally } from './retention/index.js'
import type { SubscriptionRow } from './subscriptions.js'
import type { TransactionRow } from './transactions.js'

/**
 * Schemas of every row and tally, for data that come as JSON or from a file. What a schema lets pass,
 * the functions accept. Messages say what is allowed and do not depend on zod's locale.
 *
 * @packageDocumentation
 */

const DAY = "a day such as '2025-01-31', or a date-time with its offset"
const AMOUNT = 'a decimal number such as 19.99'
const COUNT = 'a whole number of at least 0'

const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true }), z.date()], { error: DAY })
  .refine((value) => value instanceof Date || !value.startsWith('0000'), { error: DAY })

const customer = z.union([z.string().min(1), z.number()], {
  error: 'a number or a string that is not empty',
})

const amountText = z.string({ error: AMOUNT }).regex(/^-?\d{1,21}(\.\d{1,30})?$/, { error: AMOUNT })

const amount = z.union(
  [
    amountText,
    z.number().refine((value) => {
      const size = Math.abs(value)
      return size === 0 || (size < 1e21 && size > 1e-12)
    }),
  ],
  { error: AMOUNT },
)

const count = z.int({ error: COUNT }).min(0, { error: COUNT })

const rating = z.int({ error: 'a whole number' })

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
  .refine(
    ({ startedOn, endedOn }) =>
      typeof startedOn !== 'string' ||
      typeof endedOn !== 'string' ||
      endedOn.slice(0, 10) >= startedOn.slice(0, 10),
    { path: ['endedOn'], error: 'a day that is not before startedOn' },
  )

/** One purchase, or one line of it. */
export const transactionRowSchema: z.ZodType<TransactionRow> = z.object({
  customer,
  on: day,
  amount: amount.exactOptional(),
})

/** Answers counted by rating. */
export const ratingTallySchema: z.ZodType<RatingTally> = z.record(
  z.string().regex(/^(0|-?[1-9]\d{0,3})$/, { error: 'a whole number' }),
  count,
)

/** Who came and went within a window. */
export const churnTallySchema: z.ZodType<ChurnTally> = z
  .object({
    from: z.iso.date({ error: DAY }),
    to: z.iso.date({ error: DAY }),
    opening: count,
    lost: count,
    gained: count,
    reactivated: count,
    gainedThenLost: count,
    lostThenReturned: count,
    closing: count,
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
  acquisitionSpend: amountText,
  acquired: count,
  retentionSpend: amountText,
  retained: count,
})

/** Frequency, recency, age and spend of a customer. */
export const customerSummarySchema: z.ZodType<CustomerSummary> = z.object({
  customer,
  frequency: count,
  recency: z.number({ error: 'a number of at least 0' }).min(0),
  age: z.number({ error: 'a number of at least 0' }).min(0),
  monetary: z.number({ error: 'a number, or null' }).nullable(),
})
