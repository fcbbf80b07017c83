import { readFileSync } from 'node:fs'
import { mergeChurn, mergeLives, mergeRevenue, mergeTimes, type TimeTally } from 'customer-metrics'
import {
  churnTallySchema,
  lifeTallySchema,
  ratingTallySchema,
  revenueTallySchema,
  timeTallySchema,
} from 'customer-metrics/schemas'
import { z } from 'zod'
import { plain } from './escape.js'
import { inputError } from './inputError.js'
import type { SubscriptionCounts } from './report/subscriptions.js'
import type { TicketCounts } from './report/tickets.js'
import type { SurveyCounts } from './stores/answers.js'

/** What `customer-metrics tally` writes and a report merges. */
export interface Tally {
  readonly tally: 'customer-metrics 1'
  readonly survey: SurveyCounts | null
  readonly subscriptions: SubscriptionCounts | null
  readonly tickets: TicketCounts | null
}

const counted = z.object({ ratings: ratingTallySchema, unanswered: z.number().int().nonnegative() })
const complete = z.object({ complete: z.boolean() })
const questions = z.object({
  all: counted,
  segments: z.record(z.string(), counted),
  months: z.record(z.string(), counted),
})

const schema = z.object({
  tally: z.literal('customer-metrics 1'),
  survey: z
    .object({
      questions: z.object({
        nps: questions.exactOptional(),
        csat: questions.exactOptional(),
        ces: questions.exactOptional(),
      }),
      lastDay: z.string().nullable(),
    })
    .nullable(),
  subscriptions: z
    .object({
      asOf: z.string(),
      churn: z.array(z.intersection(churnTallySchema, complete)).min(1),
      lives: lifeTallySchema.nullable(),
      revenue: z.array(z.intersection(revenueTallySchema, complete)).nullable(),
    })
    .nullable(),
  tickets: z
    .object({ firstReply: timeTallySchema.nullable(), resolution: timeTallySchema.nullable() })
    .nullable(),
})

/** Reads a tally that an earlier call has written. */
export function readTally(file: string): Tally {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw inputError(
      `${plain(file)}: ${isAbsent ? 'there is no such file' : 'the file is not a tally; name tables with --survey, --transactions and so on'}`,
    )
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data as Tally
  const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue
  throw inputError(
    `${plain(file)}: the file is not a tally, ${plain(path.join('.'))}: ${plain(message)}`,
  )
}

/** Subscriptions of different customers as those of all. */
export function mergeSubscriptions(
  parts: readonly SubscriptionCounts[],
): SubscriptionCounts | null {
  const [first] = parts
  if (!first) return null
  if (parts.length === 1) return first
  const asOf = parts.map((part) => part.asOf).sort()[0] as string
  const churn = sharedMonths(parts.map((part) => part.churn)).map((same) => ({
    ...mergeChurn(same.map(({ complete: _, ...tally }) => tally)),
    complete: same.every((month) => month.complete),
  }))
  if (churn.length === 0)
    throw inputError(
      `subscriptions that are known up to ${parts.map((part) => plain(part.asOf)).join(' and ')} have no month in common; --as-of says one day for all`,
    )
  const sameDay = parts.every((part) => part.asOf === asOf)
  const lives = parts.map((part) => part.lives).filter((part) => part !== null)
  const revenue = parts.flatMap((part) => (part.revenue ? [part.revenue] : []))
  return {
    asOf,
    churn,
    // Lives that are known up to different days are no one group.
    lives: sameDay && lives.length > 0 ? mergeLives(lives) : null,
    // Where one part has no amounts, those of the others are not the revenue of all.
    revenue:
      revenue.length === parts.length
        ? sharedMonths(revenue).map((same) => ({
            ...mergeRevenue(same.map(({ complete: _, ...tally }) => tally)),
            complete: same.every((month) => month.complete),
          }))
        : null,
  }
}

/** The months that all parts know, in order: a month that one part does not know is not that of all. */
function sharedMonths<Month extends { readonly from: string }>(
  parts: readonly (readonly Month[])[],
): Month[][] {
  const [first = [], ...others] = parts
  return first.flatMap((month) => {
    const same = others.flatMap((part) => part.filter(({ from }) => from === month.from))
    return same.length === others.length ? [[month, ...same]] : []
  })
}

/** Tickets of different files as those of all. */
export function mergeTickets(parts: readonly TicketCounts[]): TicketCounts | null {
  if (parts.length === 0) return null
  const merge = (tallies: readonly (TimeTally | null)[]): TimeTally | null => {
    const known = tallies.flatMap((tally) => tally ?? [])
    return known.length > 0 ? mergeTimes(known) : null
  }
  return {
    firstReply: merge(parts.map(({ firstReply }) => firstReply)),
    resolution: merge(parts.map(({ resolution }) => resolution)),
  }
}
