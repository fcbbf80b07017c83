import * as z from 'zod'
import type { CohortTable } from '../retention/index.js'
import { AMOUNT_MESSAGE, count, plainDay, positive, rate, strictFields } from './fields.js'

const interval = z.object({ low: rate, high: rate, confidence: rate, method: z.string() })

const total = z
  .string({ error: AMOUNT_MESSAGE })
  .regex(/^-?\d{1,40}(\.\d{1,100})?$/, { error: AMOUNT_MESSAGE })

const ratio = z.number({ error: 'a number' })

const counts = z.array(count)

const perCell = <Cell extends z.ZodType>(cell: Cell): z.ZodArray<z.ZodNullable<Cell>> =>
  z.array(cell.nullable())

const weekDay = z.enum([
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
])

const MONTH = { error: 'a whole number from 1 to 12' }

const monthOfYear = z.int(MONTH).min(1, MONTH).max(12, MONTH)

const namedBy = z.enum(['start', 'end']).exactOptional()

const calendar = z.union(
  [
    z.enum(['gregorian', 'persian', 'iso-week']),
    strictFields({ fiscalYearStartsIn: monthOfYear, namedBy }),
    strictFields({
      weeks: z.enum(['4-4-5', '4-5-4', '5-4-4']),
      yearEndsIn: monthOfYear,
      yearEndsOn: weekDay,
      yearEnd: z.enum(['last', 'nearest']),
      extraWeekIn: monthOfYear.exactOptional(),
      namedBy,
    }),
  ],
  { error: 'a calendar' },
)

const cohort = z
  .object({
    from: plainDay,
    year: z.int().exactOptional(),
    period: positive.exactOptional(),
    size: count,
    retained: perCell(count),
    rates: perCell(rate),
    intervals: perCell(interval),
    states: z.array(z.enum(['final', 'so-far', 'in-progress', 'unknown'])),
    revenue: z
      .object({
        initial: total,
        amounts: perCell(total),
        rates: perCell(ratio),
        cumulative: perCell(total),
        perCustomer: perCell(total),
      })
      .nullable(),
  })
  .refine(({ size, retained }) => retained.every((customers) => (customers ?? 0) <= size), {
    path: ['retained'],
    error: 'at most size',
  })

const cohortAverage = z.object({
  policy: z.enum(['pooled', 'mean', 'weighted', 'amplitude', 'mixpanel']),
  rates: perCell(rate),
  intervals: perCell(interval),
  cohorts: counts,
  entered: counts,
  retained: counts,
  revenue: z.object({ rates: perCell(ratio), perCustomer: perCell(total) }).nullable(),
})

/**
 * Retention by cohort: the form of a table. `mergeCohortTables` checks whether its cells agree with
 * its days, and its brackets with each other.
 */
export const cohortTableSchema: z.ZodType<CohortTable> = z
  .object({
    every: z.enum(['day', 'week', 'month', 'quarter', 'year']).nullable(),
    calendar: calendar.exactOptional(),
    boundaries: z.array(plainDay).min(2, { error: 'two days or more' }).exactOptional(),
    multiple: positive,
    asOf: plainDay,
    from: plainDay.nullable(),
    periods: positive.nullable(),
    brackets: z.array(z.tuple([count, count])).nullable(),
    measure: z.enum(['on', 'on-or-after']),
    until: count.nullable(),
    minimum: positive,
    clock: z.enum(['calendar', 'elapsed']),
    cohort: z.enum(['first', 'any']),
    weekStartsOn: weekDay.nullable(),
    timeZone: z.string(),
    interval: z.enum([
      'wilson',
      'wilson-continuity',
      'agresti-coull',
      'clopper-pearson',
      'jeffreys',
      'wald',
    ]),
    confidence: rate,
    hasAmounts: z.boolean().nullable(),
    laterRows: count.nullable().default(null),
    columns: z.array(z.object({ from: count, to: count })),
    cohorts: z.array(cohort).min(1, { error: 'at least one cohort' }),
    average: cohortAverage,
    repeats: z
      .array(
        z.object({
          customers: count,
          returned: count,
          enteredSquares: count,
          products: count,
          retainedSquares: count,
        }),
      )
      .nullable(),
  })
  .refine(
    ({ columns, cohorts }) => cohorts.every(({ retained }) => retained.length === columns.length),
    { path: ['cohorts'], error: 'a cell for each column' },
  )
  .refine(
    ({ hasAmounts, cohorts }) =>
      cohorts.every(({ revenue }) => (revenue !== null) === (hasAmounts === true)),
    { path: ['cohorts'], error: 'revenue where events have amounts' },
  )
