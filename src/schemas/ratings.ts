import * as z from 'zod'
import type {
  AnswerRow,
  RatingPair,
  RatingScale,
  RatingTally,
  ResponseCounts,
  WeightedRatingRow,
  WeightedRatingTally,
} from '../ratings/index.js'
import { count, customer, day, fieldsOf, recordOf, strictFields, TIME, weight } from './fields.js'

const RATING = 'a whole number from -1000 to 1000'

const rating = z.int({ error: RATING }).min(-1000, { error: RATING }).max(1000, { error: RATING })

/** One answer to a rating question. */
export const answerRowSchema: z.ZodType<AnswerRow> = fieldsOf(
  z.object({
    customer: customer.exactOptional(),
    rating: rating.nullable(),
    answeredOn: day,
  }),
)

const ratingKey = z.string().regex(/^(0|-?[1-9]\d{0,2}|-?1000)$/, { error: RATING })

/** Answers counted by rating, on any scale. */
export const ratingTallySchema: z.ZodType<RatingTally> = recordOf(ratingKey, count)

/** A schema of answers counted by rating on the scale that was asked. */
export function ratingTallySchemaOf({ min, max }: RatingScale): z.ZodType<RatingTally> {
  const error = `a whole number from ${min} to ${max}`
  return recordOf(
    ratingKey.refine((rating) => +rating >= min && +rating <= max, { error }),
    count,
  )
}

/** One answer and its weight. */
export const weightedRatingRowSchema: z.ZodType<WeightedRatingRow> = z.object({ rating, weight })

/** Weighted answers by rating. */
export const weightedRatingTallySchema: z.ZodType<WeightedRatingTally> = recordOf(
  ratingKey,
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

/** The outcomes of all invitations. */
export const responseCountsSchema: z.ZodType<ResponseCounts> = fieldsOf(
  strictFields({
    invited: count,
    completed: count,
    partial: count.exactOptional(),
    refused: count.exactOptional(),
    notContacted: count.exactOptional(),
    other: count.exactOptional(),
    ineligible: count.exactOptional(),
  }),
  ['partial', 'refused', 'notContacted', 'other', 'ineligible'],
).refine(
  ({ invited, completed, partial = 0, refused = 0, notContacted = 0, other = 0, ineligible = 0 }) =>
    completed + partial + refused + notContacted + other + ineligible <= invited,
  { path: ['invited'], error: 'at least the sum of the other counts' },
)
