import * as z from 'zod'
import type { ChurnTally } from './churn.js'
import type { CustomerSummary } from './clv/index.js'
import type { CostTally } from './cost/index.js'
import type { AnswerRow, RatingTally } from './ratings.js'
import type {
  BdwModel,
  LifeRow,
  LifeTally,
  RetentionCohort,
  RetentionModel,
  SbgModel,
} from './retention/index.js'
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
const SUM = 'a sum of weights of at least 0'
const SQUARES = 'a sum of squared weights that goes with the sum of the weights'
const SHAPE = 'a number from 0.000001 to 1000000'
const TIME = 'a number of at least 0'
const WEIGHT = 'a number from 1e-9 to 1e9'

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

/** A subscription whose customer stands for more or fewer than one. */
export const lifeRowSchema: z.ZodType<LifeRow> = subscriptionRowSchema.and(
  z.object({
    weight: z
      .number({ error: WEIGHT })
      .min(1e-9, { error: WEIGHT })
      .max(1e9, { error: WEIGHT })
      .exactOptional(),
  }),
)

const lifeCount = z.object({ lost: count, censored: count, entered: count.exactOptional() })

const weightedCount = z.number({ error: SUM }).min(0, { error: SUM }).max(Number.MAX_SAFE_INTEGER)

/** Sums of weights: their squares are from those of as many as can be counted to those of one. */
const weightedLifeCount = z
  .object({
    lost: weightedCount,
    censored: weightedCount,
    entered: weightedCount.exactOptional(),
    squares: z.number({ error: SQUARES }),
    enteredSquares: z.number({ error: SQUARES }).exactOptional(),
  })
  .refine(({ lost, censored, squares }) => areSquares(squares, lost + censored), {
    path: ['squares'],
    error: SQUARES,
  })
  .refine(({ entered = 0, enteredSquares = 0 }) => areSquares(enteredSquares, entered), {
    path: ['enteredSquares'],
    error: SQUARES,
  })

function areSquares(squares: number, sum: number): boolean {
  const isSome = sum === 0 ? squares === 0 : squares > 0
  return isSome && squares >= (sum * sum) / Number.MAX_SAFE_INTEGER && squares <= sum * sum
}

/** Lives by the age they reached. */
export const lifeTallySchema: z.ZodType<LifeTally> = z.record(
  z.string().regex(/^(0|[1-9]\d{0,5})$/, { error: COUNT }),
  z.union([lifeCount.strict(), weightedLifeCount]),
)

/** A cohort by how many of it were retained. */
export const retentionCohortSchema: z.ZodType<RetentionCohort> = z.object({
  retained: z
    .array(weightedCount)
    .min(1)
    .max(10_000)
    .refine(
      (counts) => counts.every((value, age) => age === 0 || value <= (counts[age - 1] as number)),
      {
        error: 'never more than the period before',
      },
    ),
})

const shape = z.number({ error: SHAPE }).min(1e-6, { error: SHAPE }).max(1e6, { error: SHAPE })
const entry = z.number().min(-1e100).max(1e100)

/** A covariance of so many parameters. */
function matrixOf(size: number): z.ZodType<number[][]> {
  return z
    .array(z.array(entry).length(size))
    .length(size)
    .refine((rows) => rows.every((row, index) => (row[index] as number) >= 0), {
      error: 'variances of at least 0',
    })
}

const sbgModelSchema: z.ZodType<SbgModel> = z.looseObject({
  model: z.literal('sbg'),
  parameters: z.object({ alpha: shape, beta: shape }),
  covariance: matrixOf(2).exactOptional(),
})

const bdwModelSchema: z.ZodType<BdwModel> = z.looseObject({
  model: z.literal('bdw'),
  parameters: z.object({ alpha: shape, beta: shape, c: z.number().min(0.001).max(100) }),
  covariance: matrixOf(3).exactOptional(),
})

/** A model of how long customers stay, fitted or from published parameters; a fit keeps all it says. */
export const retentionModelSchema: z.ZodType<RetentionModel> = z.union([
  sbgModelSchema,
  bdwModelSchema,
])

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
