import * as z from 'zod'
import type { CostTally, ResponsePoint, SpendPeriod } from '../cost/index.js'
import { count, rate, SPEND, spend } from './fields.js'

/** Acquisition and retention spend, and the customers won and kept. */
export const costTallySchema: z.ZodType<CostTally> = z.object({
  acquisitionSpend: spend,
  acquired: count,
  retentionSpend: spend,
  retained: count,
})

/** An amount that is not negative, in any form that JSON has. */
const spendInput = z.union(
  [
    spend,
    z.number().refine((value) => value === 0 || (value < 1e30 && value > 1e-12), { error: SPEND }),
  ],
  { error: SPEND },
)

/** Acquisition spend of one period, and the customers won in it. */
export const spendPeriodSchema: z.ZodType<SpendPeriod> = z.object({
  acquisitionSpend: spendInput,
  acquired: count,
})

/** One observation: spend per head, and the share won or kept. */
export const responsePointSchema: z.ZodType<ResponsePoint> = z
  .object({
    spend: spendInput,
    rate: rate,
    trials: count.exactOptional(),
  })
  .refine(({ spend: spent, rate: share }) => share === 0 || Number(spent) > 0, {
    path: ['rate'],
    error: '0, where nothing was spent',
  })
