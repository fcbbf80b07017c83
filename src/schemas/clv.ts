import * as z from 'zod'
import type { CountedHistory, CustomerSummary, HoldoutSummary } from '../clv/index.js'
import { COUNT, countOrNumber, countWithin, customer, TIME } from './fields.js'

const CUSTOMERS = 'a number above 0'

const time = countOrNumber(1e9, TIME)

const spendOf = z.number({ error: 'a number, or null' }).nullable()

/** The conditions on a purchase history. */
const history = { frequency: countWithin(0, 1_000_000, COUNT), recency: time, age: time }

interface Times {
  readonly frequency: number
  readonly recency: number
  readonly age: number
}

const isWithinAge = ({ recency, age }: Times): boolean => recency <= age

const WITHIN_AGE = { path: ['recency'], error: 'at most age' }

const isRepeated = ({ frequency, recency }: Times): boolean => frequency > 0 || recency === 0

const REPEATED = { path: ['recency'], error: '0 where frequency is' }

/** A purchase history and how many customers have it. */
export const countedHistorySchema: z.ZodType<CountedHistory> = z
  .object({
    ...history,
    customers: countOrNumber(1e12, CUSTOMERS).refine((customers) => customers > 0, {
      error: CUSTOMERS,
    }),
  })
  .refine(isWithinAge, WITHIN_AGE)
  .refine(isRepeated, REPEATED)

/** Frequency, recency, age and spend of a customer. */
export const customerSummarySchema: z.ZodType<CustomerSummary> = z
  .object({ customer, ...history, monetary: spendOf })
  .refine(isWithinAge, WITHIN_AGE)
  .refine(isRepeated, REPEATED)

/** A customer's summary at the end of calibration, and what followed. */
export const holdoutSummarySchema: z.ZodType<HoldoutSummary> = z
  .object({
    customer,
    ...history,
    monetary: spendOf,
    holdoutFrequency: countWithin(0, 1_000_000, COUNT),
    holdoutMonetary: spendOf,
  })
  .refine(isWithinAge, WITHIN_AGE)
  .refine(isRepeated, REPEATED)
