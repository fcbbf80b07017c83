import * as z from 'zod'
import type { HealthRow, RfmRow, SegmentMoveTally, SegmentRow, ValueRow } from '../value/index.js'
import { amount, count, customer, listOf, recordOf, TIME, text } from './fields.js'

/** Recency, frequency and monetary value of a customer. */
export const rfmRowSchema: z.ZodType<RfmRow> = z.object({
  customer,
  sinceLast: z.number({ error: TIME }).min(0, { error: TIME }),
  purchases: count,
  amount,
})

/** The value of a customer. */
export const valueRowSchema: z.ZodType<ValueRow> = z.object({ customer, amount })

/** The segment of a customer. */
export const segmentRowSchema: z.ZodType<SegmentRow> = z.object({
  customer,
  segment: text,
})

const healthValue = z
  .custom<number | null | undefined>(
    (value) => value == null || (typeof value === 'number' && Math.abs(value) <= 1e300),
    { error: 'a number, or null' },
  )
  .transform((value) => value ?? null)

/** The values of a customer. */
export const healthRowSchema: z.ZodType<HealthRow> = z.object({
  customer,
  values: recordOf(z.string(), healthValue),
})

const segmentOrNone = text.nullable()

/** Customers by their move between segments. */
export const segmentMoveTallySchema: z.ZodType<SegmentMoveTally> = z.object({
  moves: listOf(
    z
      .object({ from: segmentOrNone, to: segmentOrNone, customers: count })
      .refine(({ from, to }) => from !== null || to !== null, {
        path: ['to'],
        error: 'a segment, as somebody was there before or is after',
      }),
  ),
})
