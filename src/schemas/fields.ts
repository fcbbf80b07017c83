import * as z from 'zod'
import { countOf, cut, printable } from '../internal/guard.js'
import {
  addAmount,
  type ExactSum,
  emptySum,
  parseAmount,
  type ReadAmount,
  sumText,
  sumUnits,
} from '../internal/money/decimal.js'
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

/**
 * An object without other fields than its own: another one would be a choice that nobody follows. Its
 * message is one line that a terminal shows as it is, whatever the field is called.
 */
export function strictFields<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? printable(`no field ${JSON.stringify(cut(issue.keys[0] as string))}: one of ${known}`)
        : undefined,
  })
}

/**
 * An object whose optional fields may also be `undefined`, and those of the second list `null`, as the
 * functions take them: they are absent then.
 */
export function fieldsOf<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$ZodObjectConfig>,
  orNull: readonly (keyof Shape & string)[] = [],
): z.ZodType<z.output<z.ZodObject<Shape>>> {
  const optional = Object.keys(schema.shape).filter(
    (name) => schema.shape[name] instanceof z.ZodExactOptional,
  )
  const isAbsent = (given: Readonly<Record<string, unknown>>, name: string): boolean =>
    given[name] === undefined || (given[name] === null && orNull.includes(name))
  return z.preprocess((given) => {
    if (typeof given !== 'object' || given === null) return given
    // What a promise would hold is not waited for.
    if (given instanceof Promise) return null
    const fields = given as Readonly<Record<string, unknown>>
    const absent = optional.filter((name) => name in fields && isAbsent(fields, name))
    if (absent.length === 0) return given
    const names = [...Object.keys(given), ...Object.keys(schema.shape)]
    const present = names.filter((name) => name in fields && !absent.includes(name))
    return Object.fromEntries(present.map((name) => [name, fields[name]]))
  }, schema) as z.ZodType<z.output<z.ZodObject<Shape>>>
}

/** A list, of whatever can be iterated. */
export function listOf<Item>(item: z.ZodType<Item>): z.ZodType<Item[]> {
  return z.preprocess((given) => {
    try {
      return Array.isArray(given) ? given : [...(given as Iterable<unknown>)]
    } catch {
      return null
    }
  }, z.array(item))
}

/** A value that the functions read, as they read it; what prints as a day or an instant becomes text. */
function asRead<Printed extends string | Date = string | Date>(
  read: (value: unknown) => number,
  error: string,
): z.ZodType<Printed> {
  return z
    .custom<Printed>((value) => !Number.isNaN(read(value)), { error })
    .transform((value) => printed(value) as Printed)
}

/** A day of a result: text, of any year. */
export const plainDay: z.ZodType<string> = asRead<string>(readPlainDay, DAY_MESSAGE)

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

/** An amount as the functions read it; what is neither text nor a number becomes text. */
function amountOf(isRead: (amount: ReadAmount) => boolean, error: string): z.ZodType<Amount> {
  return z
    .custom<Amount>(
      (value) => {
        const amount = parseAmount(value)
        return amount !== undefined && isRead(amount)
      },
      { error },
    )
    .transform((value) => (typeof value === 'number' ? value : textOf(value)))
}

type Amount = string | number

export const amount: z.ZodType<Amount> = amountOf(() => true, AMOUNT_MESSAGE)

/** An amount of at least 0. */
export const price: z.ZodType<Amount> = amountOf(isNotNegative, SPEND)

/** An amount of a tally, which is text. */
export const spend: z.ZodType<string> = price.transform(textOf)

/** An amount of a tally that may be below 0. */
export const effect: z.ZodType<string> = amount.transform(textOf)

function isNotNegative(amount: ReadAmount): boolean {
  return amount >= 0
}

/** An amount as text: text stays as it is, everything else is spelt as in results. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : sumText(sumOf(value))
}

/** An amount, which was read before, as a sum of its own. */
function sumOf(value: unknown): ExactSum {
  const sum = emptySum()
  addAmount(sum, parseAmount(value) as ReadAmount)
  return sum
}

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

/** A number that engines may give as they give counts, from 0 on. */
export function countOrNumber(most: number, error: string): z.ZodType<number> {
  return z
    .union([z.number(), z.bigint(), z.string()], { error })
    .transform((value) => countOf(value) as number)
    .refine((value) => typeof value === 'number' && value >= 0 && value <= most, { error })
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

/** An amount of a tally in units of 1e-30, which add up exactly. */
export function units(text: unknown): bigint {
  return sumUnits(sumOf(text))
}

export const WINDOW: { readonly path: ['to']; readonly error: string } = {
  path: ['to'],
  error: 'a day after from',
}

/** Whether a window ends after it begins. */
export function isWindow({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return from < to
}
