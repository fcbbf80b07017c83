import * as z from 'zod'
import type { BillingRow, PricedBillingRow } from '../billing/index.js'
import { statusOf } from '../internal/rows/billingStatuses.js'
import { OPEN } from '../internal/time/days.js'
import { PERIOD_UNITS } from '../internal/time/periods.js'
import {
  customer,
  day,
  end,
  fieldsOf,
  listOf,
  price,
  strictFields,
  text,
  units,
  utcDay,
} from './fields.js'

const ENDED = { path: ['endedOn'], error: 'a day from startedOn on' }

/** The day that something ended, where it has. */
function dayOf(value: unknown): number | undefined {
  const day = value == null ? OPEN : utcDay(value)
  return day === OPEN ? undefined : day
}

/** A day that may be absent. */
const maybeDay = end.nullable().exactOptional()

/** A time, which does not end before it begins. */
function isInOrder(from: unknown, until: unknown): boolean {
  const [first, after] = [dayOf(from), dayOf(until)]
  return first === undefined || after === undefined || after >= first
}

const pause = fieldsOf(strictFields({ from: day, until: maybeDay, knownOn: maybeDay })).refine(
  ({ from, until }) => isInOrder(from, until),
  { path: ['until'], error: 'a day from from on' },
)

const billed = {
  customer,
  startedOn: day,
  subscription: customer.nullable().exactOptional(),
  plan: text.nullable().exactOptional(),
  status: z
    .string()
    .refine((word) => word === '' || statusOf(word) !== undefined, {
      error: 'a word such as active, trialing, paused, past_due or canceled',
    })
    .nullable()
    .exactOptional(),
  trialUntil: maybeDay,
  pausedFrom: maybeDay,
  pausedUntil: maybeDay,
  pauses: listOf(pause).nullable().exactOptional(),
  canceledOn: maybeDay,
  paidUntil: maybeDay,
  dunningUntil: maybeDay,
  endedOn: maybeDay,
  reason: text.nullable().exactOptional(),
  startKnownOn: maybeDay,
  endKnownOn: maybeDay,
}

const share = price.refine((part) => units(part) <= units('1'), { error: 'a share from 0 to 1' })

const discount = fieldsOf(
  strictFields({
    amount: price.nullable().exactOptional(),
    share: share.nullable().exactOptional(),
    from: day.nullable().exactOptional(),
    until: maybeDay,
  }),
).refine(({ amount, share: part }) => (amount == null) !== (part == null), {
  path: ['amount'],
  error: 'either an amount or a share',
})

const usage = fieldsOf(strictFields({ from: day, until: day, amount: price })).refine(
  ({ from, until }) => isInOrder(from, until),
  { path: ['until'], error: 'a day from from on' },
)

const change = fieldsOf(
  strictFields({ on: day, amount: price, knownOn: day.nullable().exactOptional() }),
)

/** The order of days that every row must have. */
function checkDays<Row extends BillingRow>(schema: z.ZodType<Row>): z.ZodType<Row> {
  return schema
    .refine(({ startedOn, endedOn }) => isInOrder(startedOn, endedOn), ENDED)
    .refine(({ pausedFrom, pausedUntil }) => isInOrder(pausedFrom, pausedUntil), {
      path: ['pausedUntil'],
      error: 'a day from pausedFrom on',
    })
    .refine(
      ({ dunningUntil, paidUntil }) => {
        const [dunning, paid] = [dayOf(dunningUntil), dayOf(paidUntil)]
        return dunning === undefined || (paid !== undefined && dunning >= paid)
      },
      { path: ['dunningUntil'], error: 'a day from paidUntil on, which is given with it' },
    )
    .refine(
      ({ status, canceledOn, dunningUntil, endedOn }) =>
        status == null ||
        statusOf(status) !== 'ended' ||
        [canceledOn, dunningUntil, endedOn].some((on) => dayOf(on) !== undefined),
      { path: ['endedOn'], error: 'a day, as its status says that it ended' },
    )
}

/** One subscription as a billing system holds it, without a price. */
export const billingRowSchema: z.ZodType<BillingRow> = checkDays(fieldsOf(z.object(billed)))

/** The same with its price. */
export const pricedBillingRowSchema: z.ZodType<PricedBillingRow> = checkDays(
  fieldsOf(
    z.object({
      ...billed,
      amount: price,
      currency: text.nullable().exactOptional(),
      unit: z
        .enum(PERIOD_UNITS, { error: PERIOD_UNITS.join(', ') })
        .nullable()
        .exactOptional(),
      every: z
        .number()
        .refine((every) => Number.isInteger(every) && every >= 1 && every <= 100_000, {
          error: 'a whole number from 1 to 100000',
        })
        .nullable()
        .exactOptional(),
      changes: listOf(change).nullable().exactOptional(),
      discounts: listOf(discount).nullable().exactOptional(),
      usage: listOf(usage).nullable().exactOptional(),
    }),
  ) as z.ZodType<PricedBillingRow>,
)
  .refine(
    ({ startedOn, changes }) => {
      const days = [startedOn, ...(changes ?? []).map(({ on }) => on)].map(utcDay)
      return days.every((on, at) => at === 0 || on > (days[at - 1] as number))
    },
    { path: ['changes'], error: 'days in order, after startedOn' },
  )
  .refine(
    ({ startedOn, discounts }) =>
      (discounts ?? []).every(({ from, until }) => isInOrder(from ?? startedOn, until)),
    { path: ['discounts'], error: 'discounts that do not end before they begin' },
  )
