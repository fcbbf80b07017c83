import * as z from 'zod'
import type { RevenueRow, SubscriptionRow } from '../subscriptions.js'
import { amount, customer, day, end, fieldsOf, listOf, price, text, utcDay } from './fields.js'

/** Whether a day is after the one before it, where there is one. */
function isAfter(on: unknown, before: unknown): boolean {
  return before === undefined || utcDay(on) > utcDay(before)
}

const subscription = {
  customer,
  subscription: customer.exactOptional(),
  startedOn: day,
  endedOn: end.nullable().exactOptional(),
  reason: text.nullable().exactOptional(),
}

const ENDED = { path: ['endedOn'], error: 'a day from startedOn on' }

function endsInOrder({
  startedOn,
  endedOn,
}: Pick<SubscriptionRow, 'startedOn' | 'endedOn'>): boolean {
  return endedOn == null || utcDay(endedOn) >= utcDay(startedOn)
}

/** One subscription of one customer. */
export const subscriptionRowSchema: z.ZodType<SubscriptionRow> = fieldsOf(
  z.object({ ...subscription, amount: amount.exactOptional() }),
).refine(endsInOrder, ENDED)

const change = fieldsOf(
  z.object({ on: day, amount: price, knownOn: day.nullable().exactOptional() }),
)

/** One subscription with its amounts. */
export const revenueRowSchema: z.ZodType<RevenueRow> = fieldsOf(
  z.object({
    ...subscription,
    amount: price,
    changes: listOf(change).exactOptional(),
    currency: text.exactOptional(),
    startKnownOn: day.nullable().exactOptional(),
    endKnownOn: day.nullable().exactOptional(),
  }),
)
  .refine(endsInOrder, ENDED)
  .refine(
    ({ startedOn, endedOn, changes = [] }) => {
      const days = [
        startedOn,
        ...changes.map(({ on }) => on),
        ...(endedOn == null ? [] : [endedOn]),
      ]
      return changes.length === 0 || days.every((on, at) => isAfter(on, days[at - 1]))
    },
    { path: ['changes'], error: 'days in order, after startedOn and before endedOn' },
  )
