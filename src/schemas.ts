import * as z from 'zod'
import type { ChurnTally } from './churn.js'
import type { CustomerSummary } from './clv/index.js'
import type { CostTally } from './cost/index.js'
import type {
  AnswerRow,
  RatingPair,
  RatingTally,
  ResponseCounts,
  WeightedRatingRow,
  WeightedRatingTally,
} from './ratings/index.js'
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
const day = z.union(
  [
    plainDay,
    z.iso.datetime({ offset: true }).refine((text) => text >= '0002' && text < '9999'),
    z
      .custom<Date>((value) => Object.prototype.toString.call(value) === '[object Date]')
      .refine((date) => date.getTime() >= Date.UTC(100, 0) && date.getTime() < Date.UTC(9999, 0)),
  ],
  { error: DAY },
)

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

const WEIGHT = 'a number from 1e-9 to 1e9'

const weight = z.number({ error: WEIGHT }).min(1e-9, { error: WEIGHT }).max(1e9, { error: WEIGHT })

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

/** One answer and what it counts for. */
export const weightedRatingRowSchema: z.ZodType<WeightedRatingRow> = z.object({ rating, weight })

/** Weighted answers by rating. */
export const weightedRatingTallySchema: z.ZodType<WeightedRatingTally> = z.record(
  z.string().regex(/^(0|-?[1-9]\d{0,2}|-?1000)$/, { error: RATING }),
  z
    .object({
      responses: count,
      weight: z.number({ error: TIME }).min(0, { error: TIME }),
      squaredWeight: z.number({ error: TIME }).min(0, { error: TIME }),
    })
    .refine((cell) => isWithin(cell.weight, cell.responses * 1e-9, cell.responses * 1e9), {
      path: ['weight'],
      error: 'from 1e-9 to 1e9 for each answer',
    })
    .refine(
      ({ responses, weight, squaredWeight }) =>
        isWithin(
          squaredWeight,
          responses && (weight / responses) * weight * (1 - 1e-9),
          weight * Math.min(weight, 1e9) * (1 + 1e-9),
        ),
      { path: ['squaredWeight'], error: 'the sum of the squares of weights with this sum' },
    ),
)

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}

/** Both ratings of one customer. */
export const ratingPairSchema: z.ZodType<RatingPair> = z.object({
  before: rating.nullable(),
  after: rating.nullable(),
})

/** What became of everybody who was asked. */
export const responseCountsSchema: z.ZodType<ResponseCounts> = z
  .object({
    invited: count,
    completed: count,
    partial: count.exactOptional(),
    refused: count.exactOptional(),
    notContacted: count.exactOptional(),
    other: count.exactOptional(),
    ineligible: count.exactOptional(),
  })
  .refine(
    ({
      invited,
      completed,
      partial = 0,
      refused = 0,
      notContacted = 0,
      other = 0,
      ineligible = 0,
    }) => completed + partial + refused + notContacted + other + ineligible <= invited,
    { path: ['invited'], error: 'at least the sum of the other counts' },
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
