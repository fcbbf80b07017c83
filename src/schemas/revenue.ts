import * as z from 'zod'
import type { RevenueTally } from '../revenue/index.js'
import {
  effect,
  fieldsOf,
  isWindow,
  plainDay,
  positive,
  spend,
  text,
  units,
  WINDOW,
} from './fields.js'

/** Recurring revenue at both ends of a window, and the movements between. */
export const revenueTallySchema: z.ZodType<RevenueTally> = fieldsOf(
  z.object({
    from: plainDay,
    to: plainDay,
    level: z.enum(['customer', 'subscription'], { error: 'customer or subscription' }),
    windows: positive,
    currency: text.exactOptional(),
    opening: spend,
    new: spend,
    expansion: spend,
    contraction: spend,
    churned: spend,
    reactivation: spend,
    reactivationWithinMonth: spend,
    reactivationWithin90Days: spend,
    exchange: effect.exactOptional(),
    closing: spend,
  }),
)
  .refine(isWindow, WINDOW)
  .refine((tally) => units(tally.reactivationWithin90Days) <= units(tally.reactivation), {
    path: ['reactivationWithin90Days'],
    error: 'at most reactivation',
  })
  .refine(
    (tally) => units(tally.reactivationWithinMonth) <= units(tally.reactivationWithin90Days),
    { path: ['reactivationWithinMonth'], error: 'at most reactivationWithin90Days' },
  )
  .refine(
    ({ windows, opening, contraction, churned }) =>
      windows > 1 || units(contraction) + units(churned) <= units(opening),
    { path: ['churned'], error: 'at most opening less contraction' },
  )
  .refine(
    (tally) =>
      units(tally.opening) +
        units(tally.new) +
        units(tally.expansion) -
        units(tally.contraction) -
        units(tally.churned) +
        units(tally.reactivation) +
        units(tally.exchange ?? '0') ===
      units(tally.closing),
    { path: ['closing'], error: 'the sum of the amounts' },
  )
