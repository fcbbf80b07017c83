import * as z from 'zod'
import type { ChurnTally, ContractRow, RenewalTally } from './churn/index.js'
import type { CountedHistory, CustomerSummary, HoldoutSummary } from './clv/index.js'
import type { CostTally, ResponsePoint, SpendPeriod } from './cost/index.js'
import type {
  AnswerRow,
  RatingPair,
  RatingTally,
  ResponseCounts,
  WeightedRatingRow,
  WeightedRatingTally,
} from './ratings/index.js'
import type {
  BdwModel,
  CohortTable,
  EventRow,
  LifeRow,
  LifeTally,
  RetentionCohort,
  RetentionModel,
  SbgModel,
} from './retention/index.js'
import type { RevenueTally } from './revenue/index.js'
import type { ContactTally, TicketRow, TimeTally } from './service/index.js'
import type { RevenueRow, SubscriptionRow } from './subscriptions.js'
import type { TransactionRow } from './transactions.js'
import type { HealthRow, RfmRow, SegmentRow, ValueRow } from './value/index.js'

/**
 * Schemas of every row and tally, for data that come as JSON or from a file. What a schema lets pass,
 * the functions accept in UTC. Messages say what is allowed and do not depend on zod's locale.
 *
 * @packageDocumentation
 */

const DAY = "a day such as '2025-01-31', or a date-time with its offset"
const MOMENT = "a date-time with its offset, such as '2025-01-31T09:30:00Z'"
const CUSTOMER = 'a number or a string that is not empty'
const REASON = 'a string that is not empty'
const AMOUNT = 'a decimal number such as 19.99'
const SPEND = 'a decimal number of at least 0, such as 19.99'
const COUNT = 'a whole number of at least 0'
const RATING = 'a whole number from -1000 to 1000'
const SUM = 'a sum of weights of at least 0'
const SQUARES = 'a sum of squared weights that goes with the sum of the weights'
const SHAPE = 'a number from 0.000001 to 1000000'
const TIME = 'a number of at least 0'
const SHARE = 'a number from 0 to 1'

/** The time of a Date, also of another frame's; what only pretends to be one has none. */
function timeOf(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date)
  } catch {
    return Number.NaN
  }
}
const CUSTOMERS = 'a number above 0'

const plainDay = z.iso
  .date({ error: DAY })
  .refine((text) => !text.startsWith('0000'), { error: DAY })

/** Instants keep clear of the ends of the calendar, which no time zone may push them over. */
const moments = [
  z.iso
    .datetime({ offset: true })
    .refine((text) => text >= '0002' && text < '9999' && text.length <= 40),
  z.custom<Date>((value) => timeOf(value) >= Date.UTC(100, 0) && timeOf(value) < Date.UTC(9999, 0)),
] as const

const day = z.union([plainDay, ...moments], { error: DAY })

const instant = z.union(moments, { error: MOMENT })

/** The day in UTC, to compare a plain day with an instant. */
function utcDay(value: string | Date): number {
  return Math.floor((typeof value === 'string' ? Date.parse(value) : value.getTime()) / 86_400_000)
}

const customer = z.union([z.string().min(1, { error: CUSTOMER }), z.number()], { error: CUSTOMER })

const amount = z.union(
  [
    z.string().regex(/^-?\d{1,21}(\.\d{1,30})?$/, { error: AMOUNT }),
    z.number().refine(
      (value) => {
        const size = Math.abs(value)
        return size === 0 || (size < 1e21 && size > 1e-12)
      },
      { error: AMOUNT },
    ),
  ],
  { error: AMOUNT },
)

const PRICE = 'a decimal number of at least 0, such as 19.99'

/** An amount of at least 0. */
const price = amount.refine((value) => !String(value).startsWith('-') || Number(value) === 0, {
  error: PRICE,
})

/** Whether a day is after the one before it, where there is one. */
function isAfter(on: string | Date, before: string | Date | undefined): boolean {
  return before === undefined || utcDay(on) > utcDay(before)
}

const spend = z.string({ error: SPEND }).regex(/^\d{1,21}(\.\d{1,30})?$/, { error: SPEND })

const count = z.int({ error: COUNT }).min(0, { error: COUNT })

const rating = z.int({ error: RATING }).min(-1000, { error: RATING }).max(1000, { error: RATING })

const WEIGHT = 'a number from 1e-9 to 1e9'

const weight = z.number({ error: WEIGHT }).min(1e-9, { error: WEIGHT }).max(1e9, { error: WEIGHT })

/** One answer to a rating question. */
export const answerRowSchema: z.ZodType<AnswerRow> = z.object({
  customer: customer.exactOptional(),
  rating: rating.nullable(),
  answeredOn: day,
})

const subscription = {
  customer,
  subscription: customer.exactOptional(),
  startedOn: day,
  endedOn: day.nullable().exactOptional(),
  reason: z.string().min(1, { error: REASON }).nullable().exactOptional(),
}

const ENDED = { path: ['endedOn'], error: 'a day from startedOn on' }

function endsInOrder({
  startedOn,
  endedOn,
}: Pick<SubscriptionRow, 'startedOn' | 'endedOn'>): boolean {
  return endedOn == null || utcDay(endedOn) >= utcDay(startedOn)
}

/** One subscription of one customer. */
export const subscriptionRowSchema: z.ZodType<SubscriptionRow> = z
  .object({ ...subscription, amount: amount.exactOptional() })
  .refine(endsInOrder, ENDED)

/** One subscription with what it brings in. */
export const revenueRowSchema: z.ZodType<RevenueRow> = z
  .object({
    ...subscription,
    amount: price,
    changes: z.array(z.object({ on: day, amount: price })).exactOptional(),
    currency: z.string().min(1, { error: REASON }).exactOptional(),
  })
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

/** One term of a contract. */
export const contractRowSchema: z.ZodType<ContractRow> = z
  .object({
    customer,
    dueOn: day,
    renewedOn: day.nullable().exactOptional(),
    amount: price.exactOptional(),
    renewedAmount: price.exactOptional(),
    currency: z.string().min(1, { error: REASON }).exactOptional(),
  })
  .refine(
    (row) => row.amount === undefined || row.renewedOn == null || row.renewedAmount !== undefined,
    { path: ['renewedAmount'], error: 'an amount where a contract with one was renewed' },
  )

/** One purchase, or one line of it. */
export const transactionRowSchema: z.ZodType<TransactionRow> = z.object({
  customer,
  on: day,
  amount: amount.exactOptional(),
})

/** Something that a customer did. */
export const eventRowSchema: z.ZodType<EventRow> = z.object({
  customer,
  on: day,
  amount: amount.exactOptional(),
})

/** Answers counted by rating. */
export const ratingTallySchema: z.ZodType<RatingTally> = z.record(
  z.string().regex(/^(0|-?[1-9]\d{0,2}|-?1000)$/, { error: RATING }),
  count,
)

/** One answer and what it counts for. */
export const weightedRatingRowSchema: z.ZodType<WeightedRatingRow> = z.object({ rating, weight })

/** Weighted answers by rating. */
export const weightedRatingTallySchema: z.ZodType<WeightedRatingTally> = z.record(
  z.string().regex(/^(0|-?[1-9]\d{0,2}|-?1000)$/, { error: RATING }),
  z
    .object({
      responses: count,
      weight: z.number({ error: TIME }).min(0, { error: TIME }),
      squaredWeight: z.number({ error: TIME }).min(0, { error: TIME }),
    })
    .refine((cell) => isWithin(cell.weight, cell.responses * 1e-9, cell.responses * 1e9), {
      path: ['weight'],
      error: 'from 1e-9 to 1e9 for each answer',
    })
    .refine(
      ({ responses, weight, squaredWeight }) =>
        isWithin(
          squaredWeight,
          responses && (weight / responses) * weight * (1 - 1e-9),
          weight * Math.min(weight, 1e9) * (1 + 1e-9),
        ),
      { path: ['squaredWeight'], error: 'the sum of the squares of weights with this sum' },
    ),
)

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}

/** Both ratings of one customer. */
export const ratingPairSchema: z.ZodType<RatingPair> = z.object({
  before: rating.nullable(),
  after: rating.nullable(),
})

/** What became of everybody who was asked. */
export const responseCountsSchema: z.ZodType<ResponseCounts> = z
  .object({
    invited: count,
    completed: count,
    partial: count.exactOptional(),
    refused: count.exactOptional(),
    notContacted: count.exactOptional(),
    other: count.exactOptional(),
    ineligible: count.exactOptional(),
  })
  .refine(
    ({
      invited,
      completed,
      partial = 0,
      refused = 0,
      notContacted = 0,
      other = 0,
      ineligible = 0,
    }) => completed + partial + refused + notContacted + other + ineligible <= invited,
    { path: ['invited'], error: 'at least the sum of the other counts' },
  )

/** Who came and went within a window. */
export const churnTallySchema: z.ZodType<ChurnTally> = z
  .object({
    from: plainDay,
    to: plainDay,
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
    lostByReason: z.record(z.string(), count).exactOptional(),
    closing: count,
  })
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
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a day after from' })
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

/** A subscription whose customer stands for more or fewer than one. */
export const lifeRowSchema: z.ZodType<LifeRow> = subscriptionRowSchema.and(
  z.object({
    weight: weight.exactOptional(),
  }),
)

const lifeCount = z.object({ lost: count, censored: count, entered: count.exactOptional() })

const weightedCount = z.number({ error: SUM }).min(0, { error: SUM }).max(Number.MAX_SAFE_INTEGER)

/** Sums of weights: their squares are from those of as many as can be counted to those of one. */
const weightedLifeCount = z
  .object({
    lost: weightedCount,
    censored: weightedCount,
    entered: weightedCount.exactOptional(),
    squares: z.number({ error: SQUARES }),
    enteredSquares: z.number({ error: SQUARES }).exactOptional(),
  })
  .refine(({ lost, censored, squares }) => areSquares(squares, lost + censored), {
    path: ['squares'],
    error: SQUARES,
  })
  .refine(({ entered = 0, enteredSquares = 0 }) => areSquares(enteredSquares, entered), {
    path: ['enteredSquares'],
    error: SQUARES,
  })

function areSquares(squares: number, sum: number): boolean {
  const isSome = sum === 0 ? squares === 0 : squares > 0
  return isSome && squares >= (sum * sum) / Number.MAX_SAFE_INTEGER && squares <= sum * sum
}

/** Lives by the age they reached. */
export const lifeTallySchema: z.ZodType<LifeTally> = z.record(
  z.string().regex(/^(0|[1-9]\d{0,5})$/, { error: COUNT }),
  z.union([lifeCount.strict(), weightedLifeCount]),
)

/** A cohort by how many of it were retained. */
export const retentionCohortSchema: z.ZodType<RetentionCohort> = z.object({
  retained: z
    .array(weightedCount)
    .min(1)
    .max(10_000)
    .refine(
      (counts) => counts.every((value, age) => age === 0 || value <= (counts[age - 1] as number)),
      {
        error: 'never more than the period before',
      },
    ),
})

const shape = z.number({ error: SHAPE }).min(1e-6, { error: SHAPE }).max(1e6, { error: SHAPE })
const entry = z.number().min(-1e100).max(1e100)

/** A covariance of so many parameters. */
function matrixOf(size: number): z.ZodType<number[][]> {
  return z
    .array(z.array(entry).length(size))
    .length(size)
    .refine((rows) => rows.every((row, index) => (row[index] as number) >= 0), {
      error: 'variances of at least 0',
    })
}

const sbgModelSchema: z.ZodType<SbgModel> = z.looseObject({
  model: z.literal('sbg'),
  parameters: z.object({ alpha: shape, beta: shape }),
  covariance: matrixOf(2).exactOptional(),
})

const bdwModelSchema: z.ZodType<BdwModel> = z.looseObject({
  model: z.literal('bdw'),
  parameters: z.object({ alpha: shape, beta: shape, c: z.number().min(0.001).max(100) }),
  covariance: matrixOf(3).exactOptional(),
})

/** A model of how long customers stay, fitted or from published parameters; a fit keeps all it says. */
export const retentionModelSchema: z.ZodType<RetentionModel> = z.union([
  sbgModelSchema,
  bdwModelSchema,
])
const RATE = 'a number from 0 to 1'
const rate = z.number({ error: RATE }).min(0, { error: RATE }).max(1, { error: RATE })
const positive = count.min(1, { error: 'a whole number of at least 1' })
const interval = z.object({ low: rate, high: rate, confidence: rate, method: z.string() })
const total = z.string({ error: AMOUNT }).regex(/^-?\d{1,40}(\.\d{1,100})?$/, { error: AMOUNT })
const ratio = z.number({ error: 'a number' })
const counts = z.array(count)
const perCell = <Cell extends z.ZodType>(cell: Cell): z.ZodArray<z.ZodNullable<Cell>> =>
  z.array(cell.nullable())

const cohort = z
  .object({
    from: plainDay,
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
 * Retention by cohort: the form of a table. Whether its cells agree with its days, and its brackets with
 * each other, is for `mergeCohortTables` to say.
 */
export const cohortTableSchema: z.ZodType<CohortTable> = z
  .object({
    every: z.enum(['day', 'week', 'month', 'quarter', 'year']),
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
    weekStartsOn: z
      .enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'])
      .nullable(),
    timeZone: z.string(),
    interval: z.enum(['wilson', 'agresti-coull', 'clopper-pearson', 'jeffreys', 'wald']),
    confidence: rate,
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

/** Spend on winning and keeping customers, and how many. */
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
    z.number().refine((value) => value === 0 || (value < 1e21 && value > 1e-12), { error: SPEND }),
  ],
  { error: SPEND },
)

/** Spend of one period on winning customers, and how many it won. */
export const spendPeriodSchema: z.ZodType<SpendPeriod> = z.object({
  acquisitionSpend: spendInput,
  acquired: count,
})

/** What was spent per head once, and what share it won or kept. */
export const responsePointSchema: z.ZodType<ResponsePoint> = z
  .object({
    spend: spendInput,
    rate: z.number({ error: SHARE }).min(0, { error: SHARE }).max(1, { error: SHARE }),
    trials: count.exactOptional(),
  })
  .refine(({ spend: spent, rate }) => rate === 0 || Number(spent) > 0, {
    path: ['rate'],
    error: '0, where nothing was spent',
  })

/** An amount of a tally in units of 1e-30, which add up exactly; 0 for what was refused before. */
function units(text: string): bigint {
  const [whole = '', decimals = ''] = /^\d+(\.\d+)?$/.test(text) ? text.split('.') : []
  return BigInt(whole + decimals.padEnd(30, '0'))
}

/** Recurring revenue at both ends of a window, and what led from one to the other. */
export const revenueTallySchema: z.ZodType<RevenueTally> = z
  .object({
    from: plainDay,
    to: plainDay,
    level: z.enum(['customer', 'subscription'], { error: 'customer or subscription' }),
    windows: count.min(1, { error: 'a whole number of at least 1' }),
    currency: z.string().min(1, { error: REASON }).exactOptional(),
    opening: spend,
    new: spend,
    expansion: spend,
    contraction: spend,
    churned: spend,
    reactivation: spend,
    reactivationWithinMonth: spend,
    reactivationWithin90Days: spend,
    closing: spend,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a day after from' })
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
        units(tally.reactivation) ===
      units(tally.closing),
    { path: ['closing'], error: 'the sum of the amounts' },
  )

/** Contracts that were up for renewal within a window. */
export const renewalTallySchema: z.ZodType<RenewalTally> = z
  .object({
    from: plainDay,
    to: plainDay,
    graceDays: count.max(366, { error: 'a whole number from 0 to 366' }),
    due: count,
    renewed: count,
    pending: count,
    dueAmount: spend.exactOptional(),
    keptAmount: spend.exactOptional(),
    renewedAmount: spend.exactOptional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a day after from' })
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
/** Milliseconds of an instant; what has not happened is later than everything. */
function momentOf(value: string | Date | null | undefined): number {
  if (value == null) return Infinity
  return typeof value === 'string' ? Date.parse(value) : value.getTime()
}

/** One request of one customer. */
export const ticketRowSchema: z.ZodType<TicketRow> = z
  .object({
    openedAt: instant,
    firstReplyAt: instant.nullable().exactOptional(),
    resolvedAt: instant.nullable().exactOptional(),
    reopenings: z
      .array(z.object({ reopenedAt: instant, resolvedAt: instant.nullable().exactOptional() }))
      .exactOptional(),
    bot: z.boolean().exactOptional(),
    customer: customer.exactOptional(),
    participants: count.exactOptional(),
    furtherMessages: count.exactOptional(),
  })
  .refine(({ openedAt, firstReplyAt }) => momentOf(firstReplyAt) >= momentOf(openedAt), {
    path: ['firstReplyAt'],
    error: 'an instant from openedAt on',
  })
  .refine(({ openedAt, resolvedAt }) => momentOf(resolvedAt) >= momentOf(openedAt), {
    path: ['resolvedAt'],
    error: 'an instant from openedAt on',
  })
  .refine(
    ({ resolvedAt, reopenings = [] }) => {
      let last = momentOf(resolvedAt)
      return reopenings.every(({ reopenedAt, resolvedAt: again }) => {
        const from = momentOf(reopenedAt)
        const follows = from >= last && momentOf(again) >= from
        last = momentOf(again)
        return follows
      })
    },
    { path: ['reopenings'], error: 'in order of time, after the resolution' },
  )

/** Tickets by the time they took. */
export const timeTallySchema: z.ZodType<TimeTally> = z
  .object({
    measure: z.enum(['resolution', 'first-reply']),
    clock: z.enum(['calendar', 'business']),
    reopened: z.enum(['first', 'last', 'total-open']).nullable(),
    unit: z.enum(['second', 'minute', 'hour', 'day']),
    bots: count,
    times: z.record(
      z.string().regex(/^(0|[1-9]\d{0,14})$/, { error: COUNT }),
      z.object({ ended: count, open: count }),
    ),
  })
  .refine(({ measure, reopened }) => (measure === 'first-reply') === (reopened === null), {
    path: ['reopened'],
    error: 'null for first replies, and for them only',
  })

/** Who asked how often within a window. */
export const contactTallySchema: z.ZodType<ContactTally> = z
  .object({
    from: plainDay,
    to: plainDay,
    customers: count,
    contacted: count,
    contacts: count,
    squares: count,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a day after from' })
  .refine(({ contacted, customers }) => contacted <= customers, {
    path: ['contacted'],
    error: 'at most customers',
  })
  .refine(({ contacts, contacted }) => contacts >= contacted && contacts > 0 === contacted > 0, {
    path: ['contacts'],
    error: 'at least contacted',
  })
  .refine(
    ({ squares, contacts, contacted }) =>
      squares >= (contacted === 0 ? 0 : (contacts / contacted) * contacts) &&
      squares <= contacts * contacts,
    { path: ['squares'], error: 'what the squares of such contacts can add up to' },
  )

/** How lately, how often and for how much a customer has bought. */
export const rfmRowSchema: z.ZodType<RfmRow> = z.object({
  customer,
  sinceLast: z.number({ error: TIME }).min(0, { error: TIME }),
  purchases: count,
  amount,
})

/** What a customer is worth. */
export const valueRowSchema: z.ZodType<ValueRow> = z.object({ customer, amount })

/** Which segment a customer is in. */
export const segmentRowSchema: z.ZodType<SegmentRow> = z.object({
  customer,
  segment: z.string().min(1, { error: 'a string that is not empty' }),
})

/** What is known of a customer. */
export const healthRowSchema: z.ZodType<HealthRow> = z.object({
  customer,
  values: z.record(
    z.string(),
    z.number({ error: 'a number, or null' }).min(-1e300).max(1e300).nullable(),
  ),
})
const time = z.number({ error: TIME }).min(0, { error: TIME }).max(1e9, { error: TIME })

const spendOf = z.number({ error: 'a number, or null' }).nullable()

/** What a purchase history has to be, whatever else stands beside it. */
const history = { frequency: count.max(1_000_000, { error: COUNT }), recency: time, age: time }

interface Times {
  readonly frequency: number
  readonly recency: number
  readonly age: number
}

const isWithinAge = ({ recency, age }: Times): boolean => recency <= age
const WITHIN_AGE = { path: ['recency'], error: 'at most age' }
const isRepeated = ({ frequency, recency }: Times): boolean => frequency > 0 || recency === 0
const REPEATED = { path: ['recency'], error: '0 where frequency is' }

/** A purchase history and how many customers have it. */
export const countedHistorySchema: z.ZodType<CountedHistory> = z
  .object({
    ...history,
    customers: z.number({ error: CUSTOMERS }).gt(0, { error: CUSTOMERS }).max(1e12),
  })
  .refine(isWithinAge, WITHIN_AGE)
  .refine(isRepeated, REPEATED)

/** Frequency, recency, age and spend of a customer. */
export const customerSummarySchema: z.ZodType<CustomerSummary> = z
  .object({ customer, ...history, monetary: spendOf })
  .refine(isWithinAge, WITHIN_AGE)
  .refine(isRepeated, REPEATED)

/** A customer's summary at the end of calibration, and what followed. */
export const holdoutSummarySchema: z.ZodType<HoldoutSummary> = z
  .object({
    customer,
    ...history,
    monetary: spendOf,
    holdoutFrequency: count.max(1_000_000, { error: COUNT }),
    holdoutMonetary: spendOf,
  })
  .refine(isWithinAge, WITHIN_AGE)
  .refine(isRepeated, REPEATED)
