import * as z from 'zod'
import type { TransactionRow } from '../transactions.js'
import { amount, customer, day, fieldsOf } from './fields.js'

/** One purchase, or one line of it. */
export const transactionRowSchema: z.ZodType<TransactionRow> = fieldsOf(
  z.object({
    customer,
    on: day,
    amount: amount.exactOptional(),
  }),
)
