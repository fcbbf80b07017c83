import { mergeChurn, mergeLives, mergeRevenue, mergeTimes, type TimeTally } from 'customer-metrics'
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
