import * as z from 'zod'
import type {
  BdwModel,
  EventRow,
  LifeRow,
  LifeTally,
  RetentionCohort,
  RetentionModel,
  SbgModel,
} from '../retention/index.js'
import {
  amount,
  COUNT,
  count,
  countOrNumber,
  customer,
  day,
  fieldsOf,
  recordOf,
  weight,
} from './fields.js'
import { subscriptionRowSchema } from './subscriptions.js'

const SUM = 'a sum of weights of at least 0'
const SQUARES = 'a sum of squared weights that goes with the sum of the weights'
const SHAPE = 'a number from 0.000001 to 1000000'

/** An event of a customer. */
export const eventRowSchema: z.ZodType<EventRow> = fieldsOf(
  z.object({
    customer,
    on: day,
    amount: amount.exactOptional(),
  }),
)

/** A subscription with a weight: its customer counts as more or less than one. */
export const lifeRowSchema: z.ZodType<LifeRow> = subscriptionRowSchema.and(
  fieldsOf(z.object({ weight: weight.exactOptional() }), ['weight']),
)

const lifeCount = fieldsOf(
  z.object({
    lost: count,
    censored: count,
    entered: count.exactOptional(),
    squares: z.never().exactOptional(),
    enteredSquares: z.never().exactOptional(),
  }),
  ['entered'],
)

const weightedCount = z.number({ error: SUM }).min(0, { error: SUM }).max(Number.MAX_SAFE_INTEGER)

/** Bounds of a sum of squared weights: from many equal weights to a single one. */
const weightedLifeCount = fieldsOf(
  z.object({
    lost: weightedCount,
    censored: weightedCount,
    entered: weightedCount.exactOptional(),
    squares: z.number({ error: SQUARES }),
    enteredSquares: z.number({ error: SQUARES }).exactOptional(),
  }),
  ['entered'],
)
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
export const lifeTallySchema: z.ZodType<LifeTally> = recordOf(
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/, { error: COUNT })
    .refine((age) => Number.isSafeInteger(+age), { error: COUNT }),
  z.union([lifeCount, weightedLifeCount]),
).refine(
  (tally) =>
    Object.values(tally).reduce((sum, { lost, censored }) => sum + lost + censored, 0) <=
    Number.MAX_SAFE_INTEGER,
  { error: COUNT },
)

/** A cohort by how many of it were retained. */
export const retentionCohortSchema: z.ZodType<RetentionCohort> = z.object({
  retained: z
    .array(countOrNumber(Number.MAX_SAFE_INTEGER, SUM))
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

/** A covariance matrix of the given number of parameters. */
function matrixOf(size: number): z.ZodType<number[][]> {
  return z
    .array(z.array(entry).length(size))
    .length(size)
    .refine((rows) => rows.every((row, index) => (row[index] as number) >= 0), {
      error: 'variances of at least 0',
    })
}

const sbgModelSchema: z.ZodType<SbgModel> = fieldsOf(
  z.looseObject({
    model: z.literal('sbg'),
    parameters: z.object({ alpha: shape, beta: shape }),
    covariance: matrixOf(2).exactOptional(),
  }),
  ['covariance'],
)

const bdwModelSchema: z.ZodType<BdwModel> = fieldsOf(
  z.looseObject({
    model: z.literal('bdw'),
    parameters: z.object({ alpha: shape, beta: shape, c: z.number().min(0.001).max(100) }),
    covariance: matrixOf(3).exactOptional(),
  }),
  ['covariance'],
)

/**
 * A model of how long customers stay, fitted or from published parameters; a fit keeps all its
 * fields.
 */
export const retentionModelSchema: z.ZodType<RetentionModel> = z.union([
  sbgModelSchema,
  bdwModelSchema,
])
