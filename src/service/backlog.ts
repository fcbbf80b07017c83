import {
  check,
  checkNumber,
  checkRate,
  checkSome,
  checkWhole,
  type Fields,
  readList,
  readOptions,
} from '../internal/guard.js'
import {
  checkDefinition,
  type QuantileDefinition,
  quantileOf,
} from '../internal/inference/quantiles.js'
import type { InstantInput } from '../internal/time/instants.js'
import type { TicketClock } from './businessHours.js'
import type { TimeQuantile } from './describeTimes.js'
import { eachTicket, readClock, readUnit, type TicketRow, type TimeUnit } from './tickets.js'

/** The instant of the backlog, and how its age is reported. */
export interface BacklogOptions {
  /** The instant of the backlog. What happened later is not read. */
  readonly asOf: InstantInput
  /** Whether all time counts, or business hours only. */
  readonly clock: TicketClock
  /** The unit of the ages. */
  readonly unit: TimeUnit
  /** Which sample quantile is taken, by its number in Hyndman & Fan (1996). */
  readonly definition: QuantileDefinition
  /**
   * The shares of open tickets to give ages for, 0 to 1.
   * @defaultValue `[0.5, 0.9]`
   */
  readonly at?: readonly number[]
  /**
   * Ages, ascending, at which brackets end.
   * @defaultValue no brackets
   */
  readonly brackets?: readonly number[]
}

/** The fields that are read; another one is refused. */
const BACKLOG_OPTIONS: Fields<BacklogOptions> = {
  asOf: 1,
  clock: 1,
  unit: 1,
  definition: 1,
  at: 0,
  brackets: 0,
}

/** Open tickets from one age to the next. */
export interface BacklogBracket {
  /** The lower end of the bracket, included, in the unit asked for. */
  readonly from: number
  /** The upper end, excluded; `null` in the last bracket. */
  readonly to: number | null
  /** Open tickets of such an age. */
  readonly tickets: number
}

/** The open tickets at one instant, and their ages. */
export interface Backlog {
  /** Tickets open. */
  readonly open: number
  /** Of them, those that were resolved before and reopened. */
  readonly reopened: number
  /** Of them, those without a reply. */
  readonly unanswered: number
  /** Mean age of the open tickets, in the unit asked for; `null` without open tickets. */
  readonly meanAge: number | null
  /** Age of the oldest open ticket; `null` without open tickets. */
  readonly oldest: number | null
  /** Quantiles of the ages; none where nothing is open. */
  readonly ages: readonly TimeQuantile[]
  /** Open tickets by age; they add up to `open`. Empty without `brackets`. */
  readonly brackets: readonly BacklogBracket[]
  /** Tickets opened by then, open or not. */
  readonly tickets: number
  /** Tickets that a bot dealt with, left out. */
  readonly bots: number
  /** What counted as time. */
  readonly clock: 'calendar' | 'business'
  /** The unit of the ages. */
  readonly unit: TimeUnit
  /** The definition of the quantiles, by its number in Hyndman & Fan (1996). */
  readonly definition: QuantileDefinition
}

const SHARES = [0.5, 0.9]
const MOST = 1000

/**
 * The tickets that are open at an instant, and their ages.
 *
 * A ticket's age counts from the time when the customer first asked, even if it was resolved and
 * reopened. All open tickets are counted and nothing is estimated, so there is no interval.
 *
 * @formula open = tickets opened by `asOf` and not resolved, or reopened and not resolved again; age =
 * `asOf` − opened
 * @unit tickets; ages in `unit`, of all time or of business hours
 *
 * @param tickets - Tickets; those opened after `asOf` are not read.
 * @param options - The instant, clock, unit, quantile definition and brackets.
 * @returns Open tickets by age.
 * @throws {@link MetricError} `empty` without tickets; `invalid` for a malformed row or option;
 * `out-of-range` for a ticket resolved before it was opened, or brackets that do not ascend;
 * `mismatch` for shifts that overlap.
 * @source Hyndman & Fan (1996), “Sample Quantiles in Statistical Packages”, The American Statistician
 * 50(4), for the quantiles.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { openedAt: '2025-03-03T09:00:00Z', resolvedAt: '2025-03-03T11:00:00Z' },
 *   { openedAt: '2025-03-03T12:00:00Z' },
 *   { openedAt: '2025-03-04T06:00:00Z' },
 * ]
 * const open = backlog(tickets, {
 *   asOf: '2025-03-04T12:00:00Z', clock: 'calendar', unit: 'hour', definition: 7, brackets: [8],
 * })
 * open.open // => 2
 * open.oldest // => 24
 * open.brackets // => [{ from: 0, to: 8, tickets: 1 }, { from: 8, to: null, tickets: 1 }]
 * ```
 */
export function backlog(tickets: Iterable<TicketRow>, options: BacklogOptions): Backlog {
  const metric = 'backlog'
  const given = readOptions<BacklogOptions>(metric, options, BACKLOG_OPTIONS)
  const definition = checkDefinition(metric, given.definition)
  const shares = readQuantileShares(metric, given.at ?? SHARES)
  const ends = readBrackets(metric, given.brackets ?? [])
  const watch = readClock(metric, given)
  const perUnit = readUnit(metric, given.unit, watch.clock)
  const counts = { open: 0, reopened: 0, unanswered: 0, tickets: 0 }
  const ages: number[] = []
  const bots = eachTicket(metric, tickets, watch.asOf, watch.range[0], (ticket) => {
    counts.tickets++
    const last = ticket.again.at(-1)
    if ((last ? last[1] : ticket.resolved) < Infinity) return
    counts.open++
    if (last) counts.reopened++
    if (ticket.replied === Infinity) counts.unanswered++
    ages.push(watch.elapsed(ticket.opened, watch.asOf) / perUnit)
  })
  checkSome(metric, ['tickets'], tickets, counts.tickets, 'ticket')
  const sorted = new Float64Array(ages).sort()
  return {
    ...counts,
    meanAge: sorted.length > 0 ? sorted.reduce((sum, age) => sum + age, 0) / sorted.length : null,
    oldest: sorted.at(-1) ?? null,
    ages: sorted.length > 0 ? quantilesOf(sorted, shares, definition) : [],
    brackets: ends.length > 0 ? bracketsOf(sorted, ends) : [],
    bots,
    clock: watch.clock,
    unit: given.unit,
    definition,
  }
}

function quantilesOf(
  sorted: Float64Array,
  shares: readonly number[],
  definition: QuantileDefinition,
): readonly TimeQuantile[] {
  const ageAt = (rank: number): number => sorted[rank] as number
  return shares.map((at) => ({ at, time: quantileOf(ageAt, sorted.length, at, definition) }))
}

function bracketsOf(sorted: Float64Array, ends: readonly number[]): readonly BacklogBracket[] {
  const brackets = [0, ...ends].map((from, index) => ({
    from,
    to: ends[index] ?? null,
    tickets: 0,
  }))
  let bracket = 0
  for (const age of sorted) {
    while (age >= (ends[bracket] ?? Infinity)) bracket++
    ;(brackets[bracket] as { tickets: number }).tickets++
  }
  return brackets
}

/** The shares to give ages for. */
function readQuantileShares(metric: string, values: unknown): number[] {
  const shares = readList(metric, ['at'], values, (share, path) => checkRate(metric, path, share))
  checkWhole(metric, ['at', 'length'], shares.length, 0, MOST)
  return shares
}

/** The ages at which brackets end, each above the one before. */
function readBrackets(metric: string, values: unknown): number[] {
  let last = 0
  const ends = readList(metric, ['brackets'], values, (value, path) => {
    const end = checkNumber(metric, path, value)
    check(metric, path, value, end > last, `a number above ${last}`, 'out-of-range')
    last = end
    return end
  })
  checkWhole(metric, ['brackets', 'length'], ends.length, 0, MOST)
  return ends
}
