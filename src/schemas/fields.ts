import * as z from 'zod'
import { countOf } from '../internal/guard.js'
import { type CustomerKey, keyOfBigint } from '../internal/rows/customers.js'
import { dayReader, isOpenEnd, type ReadDay, readEnd, readPlainDay } from '../internal/time/days.js'
import { printed, readInstant } from '../internal/time/instants.js'

/** The fields that rows and tallies have in common, and the messages for malformed values. */

const DAY_MESSAGE = "a day such as '2025-01-31', or a date-time with its offset"
const MOMENT = "a date-time with its offset, such as '2025-01-31T09:30:00Z'"
const CUSTOMER = 'a number or a string that is not empty'
const RATE = 'a number from 0 to 1'
const WEIGHT = 'a number from 1e-9 to 1e9'
const TEXT = 'a string that is not empty'
export const AMOUNT_MESSAGE = 'a decimal number such as 19.99'
export const SPEND = 'a decimal number of at least 0, such as 19.99'
export const COUNT = 'a whole number of at least 0'
export const TIME = 'a number of at least 0'

const readDay: ReadDay = /* @__PURE__ */ dayReader('schema', 'UTC')

/** A day of a result: text, of any year. */
export const plainDay: z.ZodType<string> = z
  .string({ error: DAY_MESSAGE })
  .refine((text) => !Number.isNaN(readPlainDay(text)), { error: DAY_MESSAGE })

/** A value that the functions read, as they read it; what prints as a day or an instant becomes text. */
function asRead(read: (value: unknown) => number, error: string): z.ZodType<string | Date> {
  return z
    .custom<string | Date>((value) => !Number.isNaN(read(value)), { error })
    .transform((value) => printed(value) as string | Date)
}

/** A day in a row, instants placed in UTC. */
export const day: z.ZodType<string | Date> = asRead(readDay, DAY_MESSAGE)

/** A day on which something ended, where it has. */
export const end: z.ZodType<string | Date> = asRead(
  (value) => readEnd(value ?? '', readDay),
  DAY_MESSAGE,
)

export const instant: z.ZodType<string | Date> = asRead(readInstant, MOMENT)

/** When something happened, where it has. */
export const laterInstant: z.ZodType<string | Date> = asRead(momentOf, MOMENT)

/** Milliseconds of an instant; what has not happened is later than everything. */
export function momentOf(value: unknown): number {
  const instant = readInstant(value)
  return Number.isNaN(instant) && isOpenEnd(value) ? Infinity : instant
}

/** The day in UTC, to compare a plain day with an instant; an end that is open is after all days. */
export function utcDay(value: unknown): number {
  return readEnd(value, readDay)
}

/** An id; a bigint becomes the number or the digits that results would give. */
export const customer: z.ZodType<CustomerKey> = z.union(
  [
    z.string().min(1, { error: CUSTOMER }),
    z.number().refine((id) => Math.abs(id) <= Number.MAX_SAFE_INTEGER, { error: CUSTOMER }),
    z.bigint().transform(keyOfBigint),
  ],
  { error: CUSTOMER },
)

export const text: z.ZodType<string> = z.string({ error: TEXT }).min(1, { error: TEXT })

export const amount: z.ZodType<string | number> = z.union(
  [
    z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, { error: AMOUNT_MESSAGE }),
    z.number().refine(
      (value) => {
        const size = Math.abs(value)
        return size === 0 || (size < 1e30 && size > 1e-12)
      },
      { error: AMOUNT_MESSAGE },
    ),
  ],
  { error: AMOUNT_MESSAGE },
)

/** An amount of at least 0. */
export const price: z.ZodType<string | number> = amount.refine(isNotNegative, { error: SPEND })

function isNotNegative(value: string | number): boolean {
  return !String(value).startsWith('-') || Number(value) === 0
}

export const spend: z.ZodType<string> = z
  .string({ error: SPEND })
  .regex(/^\d{1,30}(\.\d{1,30})?$/, { error: SPEND })

/** A count as engines give it, which becomes a number, from one bound to another. */
export function countWithin(low: number, high: number, error: string): z.ZodType<number> {
  return z
    .union([z.number(), z.bigint(), z.string()], { error })
    .transform((value) => countOf(value) as number)
    .refine((value) => Number.isSafeInteger(value) && value >= low && value <= high, { error })
}

export const count: z.ZodType<number> = countWithin(0, Number.MAX_SAFE_INTEGER, COUNT)

/** What functions read as a record: every own key counts, also one such as `__proto__`. */
export function recordOf<Value>(
  key: z.ZodType<string>,
  value: z.ZodType<Value>,
): z.ZodType<Readonly<Record<string, Value>>> {
  const isRecord = (given: unknown): boolean => ({}).toString.call(given) === '[object Object]'
  return z.custom<object>(isRecord, { error: 'a plain object' }).transform((given, context) => {
    const entries = Object.entries(given).map(([name, part]) => {
      const [known, read] = [key.safeParse(name), value.safeParse(part)]
      for (const { message, path } of [known, read].flatMap((each) => each.error?.issues ?? []))
        context.addIssue({ code: 'custom', message, path: [name, ...path] })
      return [name, read.data] as const
    })
    return Object.fromEntries(entries) as Record<string, Value>
  })
}

export const weight: z.ZodType<number> = z
  .number({ error: WEIGHT })
  .min(1e-9, { error: WEIGHT })
  .max(1e9, { error: WEIGHT })

export const rate: z.ZodType<number> = z
  .number({ error: RATE })
  .min(0, { error: RATE })
  .max(1, { error: RATE })

export const positive: z.ZodType<number> = countWithin(
  1,
  Number.MAX_SAFE_INTEGER,
  'a whole number of at least 1',
)

/** An amount of a tally in units of 1e-30, which add up exactly; 0 for what was refused before. */
export function units(text: string): bigint {
  const [whole = '', decimals = ''] = /^\d+(\.\d+)?$/.test(text) ? text.split('.') : []
  return BigInt(whole + decimals.padEnd(30, '0'))
}

export const WINDOW: { readonly path: ['to']; readonly error: string } = {
  path: ['to'],
  error: 'a day after from',
}

/** Whether a window ends after it begins. */
export function isWindow({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return from < to
}
