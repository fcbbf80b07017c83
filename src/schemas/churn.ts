import * as z from 'zod'
import type { ChurnTally, ContractRow, RenewalTally } from '../churn/index.js'
import {
  count,
  countWithin,
  customer,
  day,
  end,
  fieldsOf,
  isWindow,
  plainDay,
  price,
  recordOf,
  spend,
  text,
  units,
  WINDOW,
} from './fields.js'

/** One term of a contract. */
export const contractRowSchema: z.ZodType<ContractRow> = fieldsOf(
  z.object({
    customer,
    dueOn: day,
    renewedOn: end.nullable().exactOptional(),
    amount: price.exactOptional(),
    renewedAmount: price.exactOptional(),
    currency: text.exactOptional(),
  }),
).refine(
  (row) => row.amount === undefined || row.renewedOn == null || row.renewedAmount !== undefined,
  { path: ['renewedAmount'], error: 'an amount where a contract with one was renewed' },
)

/** How many customers came and left within a window. */
export const churnTallySchema: z.ZodType<ChurnTally> = fieldsOf(
  z.object({
    from: plainDay,
    to: plainDay,
    level: z.literal('subscription', { error: 'subscription, or absent' }).exactOptional(),
    opening: count,
    lost: count,
    gained: count,
    reactivated: count,
    reactivatedWithinMonth: count.exactOptional(),
    reactivatedWithin90Days: count.exactOptional(),
    gainedThenLost: count,
    lostThenReturned: count,
    leavers: count.exactOptional(),
    losses: count.exactOptional(),
    lostByReason: recordOf(z.string(), count).exactOptional(),
    closing: count,
  }),
)
  .refine(({ lost, opening }) => lost <= opening, { path: ['lost'], error: 'at most opening' })
  .refine(({ lostThenReturned, lost }) => lostThenReturned <= lost, {
    path: ['lostThenReturned'],
    error: 'at most lost',
  })
  .refine(({ gainedThenLost, gained, reactivated }) => gainedThenLost <= gained + reactivated, {
    path: ['gainedThenLost'],
    error: 'at most gained and reactivated',
  })
  .refine(
    ({ reactivatedWithinMonth, reactivatedWithin90Days, leavers, losses }) => {
      const details = [reactivatedWithinMonth, reactivatedWithin90Days, leavers, losses]
      return new Set(details.map((detail) => detail === undefined)).size === 1
    },
    { path: ['leavers'], error: 'all four details or none' },
  )
  .refine(
    ({ reactivatedWithin90Days = 0, reactivated }) => reactivatedWithin90Days <= reactivated,
    {
      path: ['reactivatedWithin90Days'],
      error: 'at most reactivated',
    },
  )
  .refine(
    ({ reactivatedWithinMonth = 0, reactivatedWithin90Days = 0 }) =>
      reactivatedWithinMonth <= reactivatedWithin90Days,
    { path: ['reactivatedWithinMonth'], error: 'at most reactivatedWithin90Days' },
  )
  .refine(
    ({ lost, gainedThenLost, gained, reactivated, leavers = lost + gainedThenLost }) =>
      leavers >= lost + gainedThenLost && leavers <= lost + gained + reactivated,
    { path: ['leavers'], error: 'from lost and gainedThenLost to lost, gained and reactivated' },
  )
  .refine(({ leavers = 0, losses = leavers }) => losses >= leavers, {
    path: ['losses'],
    error: 'at least leavers',
  })
  .refine(
    ({ lostByReason = {}, lost }) =>
      Object.values(lostByReason).reduce((sum, part) => sum + part, 0) <= lost,
    { path: ['lostByReason'], error: 'at most lost, together' },
  )
  .refine(isWindow, WINDOW)
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

/** Contracts due for renewal within a window. */
export const renewalTallySchema: z.ZodType<RenewalTally> = fieldsOf(
  z.object({
    from: plainDay,
    to: plainDay,
    graceDays: countWithin(0, 366, 'a whole number from 0 to 366'),
    due: count,
    renewed: count,
    pending: count,
    dueAmount: spend.exactOptional(),
    keptAmount: spend.exactOptional(),
    renewedAmount: spend.exactOptional(),
  }),
)
  .refine(isWindow, WINDOW)
  .refine(({ renewed, due }) => renewed <= due, { path: ['renewed'], error: 'at most due' })
  .refine(
    ({ dueAmount, keptAmount, renewedAmount }) =>
      (dueAmount === undefined) === (keptAmount === undefined) &&
      (dueAmount === undefined) === (renewedAmount === undefined),
    { path: ['dueAmount'], error: 'all three amounts or none' },
  )
  .refine(
    ({ dueAmount = '0', keptAmount = '0', renewedAmount = '0' }) =>
      units(keptAmount) <= units(dueAmount) && units(keptAmount) <= units(renewedAmount),
    { path: ['keptAmount'], error: 'at most dueAmount and renewedAmount' },
  )
  .refine(({ due, dueAmount = '0' }) => due > 0 || units(dueAmount) === 0n, {
    path: ['dueAmount'],
    error: '0 as due is 0',
  })
  .refine(({ renewed, renewedAmount = '0' }) => renewed > 0 || units(renewedAmount) === 0n, {
    path: ['renewedAmount'],
    error: '0 as renewed is 0',
  })
