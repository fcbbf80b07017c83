import * as z from 'zod'
import type { CostTally, ResponsePoint, SpendPeriod } from '../cost/index.js'
import { readAmount } from '../internal/money/decimal.js'
import { count, countOrNumber, fieldsOf, price, rate, SPEND, spend, TIME } from './fields.js'

/** Acquisition and retention spend, and the customers won and kept. */
export const costTallySchema: z.ZodType<CostTally> = z.object({
  acquisitionSpend: spend,
  acquired: count,
  retentionSpend: spend,
  retained: count,
})

/** Acquisition spend of one period, and the customers won in it. */
export const spendPeriodSchema: z.ZodType<SpendPeriod> = z.object({
  acquisitionSpend: price,
  acquired: count,
})

/** Smaller and larger numbers have no curve. */
const SMALLEST = 1e-100
const LARGEST = 1e100

/** An amount that is not added to others, and so may have any number of decimals. */
const singlePrice = z
  .custom<string | number>(
    (value) => {
      try {
        const amount = readAmount('schema', [], value)
        return amount.isZero() || amount.gte(SMALLEST)
      } catch {
        return false
      }
    },
    { error: SPEND },
  )
  .transform((value) =>
    typeof value === 'number' || typeof value === 'string'
      ? value
      : readAmount('schema', [], value).toFixed(),
  )

/** One observation: spend per head, and the share won or kept. */
export const responsePointSchema: z.ZodType<ResponsePoint> = fieldsOf(
  z.object({
    spend: singlePrice,
    rate: rate,
    trials: countOrNumber(LARGEST, TIME).exactOptional(),
  }),
  ['trials'],
).refine(({ spend: spent, rate: share }) => share === 0 || Number(spent) > 0, {
  path: ['rate'],
  error: '0, where nothing was spent',
})
