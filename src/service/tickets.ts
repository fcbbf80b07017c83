import {
  check,
  checkChoice,
  checkFields,
  checkNumber,
  eachRow,
  type Fields,
  type Path,
  readFields,
} from '../internal/guard.js'
import { watchedRows } from '../internal/rows/nearMisses.js'
import { type RowCounter, readNow } from '../internal/rows/readRows.js'
import { isOpenEnd } from '../internal/time/days.js'
import type { InstantInput } from '../internal/time/instants.js'
import { checkInstant, readInstant } from '../internal/time/instants.js'
import type { CustomerId } from '../subscriptions.js'
import type { TicketClock } from './businessHours.js'
import { type Stopwatch, stopwatch } from './businessHours.js'

/** A reopening of a ticket, and its end. */
export interface Reopening {
  /** When the ticket was opened again. */
  readonly reopenedAt: InstantInput
  /** When it was resolved again; `null` or absent while it is not. */
  readonly resolvedAt?: InstantInput | null
}

/** A time in which a ticket waited for the customer or for somebody outside. */
export interface Hold {
  /** When the ticket was put on hold. */
  readonly heldAt: InstantInput
  /** When work on it went on; `null` or absent while it is on hold. */
  readonly resumedAt?: InstantInput | null
}

/** One request of one customer. */
export interface TicketRow {
  /** When the customer asked. */
  readonly openedAt: InstantInput
  /** When somebody first answered the customer; `null` or absent without an answer. */
  readonly firstReplyAt?: InstantInput | null
  /** When it was resolved for the first time; `null` or absent while it is not resolved. */
  readonly resolvedAt?: InstantInput | null
  /** Reopenings after that, in order of time. */
  readonly reopenings?: readonly Reopening[]
  /** Times on hold, in order of time. What they do to the clock is the policy `hold`. */
  readonly holds?: readonly Hold[]
  /** Whether only a bot handled it. Such tickets are left out and counted separately. */
  readonly bot?: boolean
  /** The customer. */
  readonly customer?: CustomerId
  /** Number of staff who took part. */
  readonly participants?: number
  /** Number of messages that the customer sent after the first. */
  readonly furtherMessages?: number
}

/**
 * How a reopened ticket counts: until its first resolution, until its last, or by all the time it
 * was open.
 */
export type ReopenedPolicy = 'first' | 'last' | 'total-open'

/**
 * What time on hold does: the clock pauses, so that only the time counts in which the work was yours, or it
 * counts on, as the customer waits either way.
 */
export type HoldPolicy = 'pauses' | 'counts'

/** The policies, for guards. */
export const HOLD: readonly HoldPolicy[] = ['pauses', 'counts']

/** A span of time within the life of a ticket. */
type Span = readonly [from: number, to: number]

/** The unit of times. A day is 24 hours, and is not allowed with business hours. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day'

/** A length of time; parts add up. A day is 24 hours, and is not allowed with business hours. */
export interface TimeLength {
  /** Days of 24 hours. */
  readonly days?: number
  /** Hours. */
  readonly hours?: number
  /** Minutes. */
  readonly minutes?: number
}

/** The fields that are read; another one is refused. */
const TIME_LENGTH: Fields<TimeLength> = { days: 0, hours: 0, minutes: 0 }

/** A ticket as far as it was known at one instant; what had not happened is `Infinity`. */
export interface Ticket {
  readonly opened: number
  readonly replied: number
  /** The first resolution. */
  readonly resolved: number
  /** When it was reopened and resolved again, each time. */
  readonly again: readonly Span[]
  /** When it was on hold. */
  readonly holds: readonly Span[]
  readonly row: TicketRow
}

/** The optional fields that tickets are read from. */
const ALL_FIELDS = ['firstReplyAt', 'resolvedAt', 'reopenings', 'bot'] as const
const RESOLUTION_FIELDS = ['resolvedAt', 'reopenings', 'holds', 'bot'] as const

const REPLY_FIELDS = ['firstReplyAt', 'resolvedAt', 'holds', 'bot'] as const

/** The optional fields that a measure is read from. */
export function fieldsOf(measure: TimeMeasure): readonly (keyof TicketRow)[] {
  return measure === 'resolution' ? RESOLUTION_FIELDS : REPLY_FIELDS
}

const NEVER: readonly Span[] = []

/**
 * Visits each ticket opened up to an instant and not handled by a bot, as it was known at that
 * instant. Returns the number of tickets handled by bots.
 */
export function eachTicket(
  metric: string,
  tickets: unknown,
  asOf: number,
  first: number,
  visit: (ticket: Ticket, index: number) => void,
  fields: readonly (keyof TicketRow)[] = ALL_FIELDS,
): number {
  const counter = ticketCounter(metric, asOf, first, visit, fields, (bots) => bots)
  return readNow(metric, ['tickets'], tickets, counter)
}

/** A counter of such tickets; `end` gets the number of those that bots handled. */
export function ticketCounter<Result>(
  metric: string,
  asOf: number,
  first: number,
  visit: (ticket: Ticket, index: number) => void,
  fields: readonly (keyof TicketRow)[],
  end: (bots: number, tickets: unknown) => Result,
): RowCounter<Result> {
  let bots = 0
  // One for all tickets, which are visited one after the other.
  const ticket = {} as { -readonly [Field in keyof Ticket]: Ticket[Field] }
  const visitRow = (row: TicketRow, index: number): void => {
    const { openedAt, firstReplyAt, resolvedAt, reopenings, holds, bot } = row
    const opened = readInstant(openedAt)
    const replied = readLater(firstReplyAt)
    const resolved = readLater(resolvedAt)
    if (!(opened >= first && replied >= opened && resolved >= opened) || isStrange(bot))
      refuseTicket(metric, ['tickets', index], row, first)
    const again =
      reopenings === undefined
        ? NEVER
        : readReopenings(metric, ['tickets', index, 'reopenings'], reopenings, resolved)
    const held =
      holds === undefined ? NEVER : readHolds(metric, ['tickets', index, 'holds'], holds, opened)
    if (opened > asOf) return
    if (bot === true) bots++
    else {
      ticket.opened = opened
      ticket.replied = replied > asOf ? Infinity : replied
      ticket.resolved = resolved > asOf ? Infinity : resolved
      ticket.again = again.length === 0 ? again : knownBy(again, asOf)
      ticket.holds = held
      ticket.row = row
      visit(ticket, index)
    }
  }
  return watchedRows(metric, ['tickets'], fields, visitRow, (_, tickets) => end(bots, tickets))
}

/** A stopwatch, and the instant at which it is read. */
export interface ReadStopwatch extends Stopwatch {
  readonly asOf: number
  /** The time of a ticket within a span of it, by the policy for time on hold. */
  readonly spent: (ticket: Ticket, from: number, to: number) => number
  /** The policy, as results name it; nothing where it was not given. */
  readonly heldBy: { readonly hold?: HoldPolicy }
}

/** The clock of a call, and its last known instant. */
export function readClock(
  metric: string,
  options: {
    readonly asOf: InstantInput
    readonly clock: TicketClock
    readonly hold?: HoldPolicy
  },
): ReadStopwatch {
  const { hold } = options
  if (hold !== undefined) checkChoice(metric, ['hold'], hold, HOLD)
  const asOf = checkInstant(metric, ['asOf'], options.asOf)
  const watch = stopwatch(metric, ['clock'], options.clock, asOf)
  const [from, to] = watch.range
  const placed = asOf >= from && asOf <= to
  check(metric, ['asOf'], options.asOf, placed, 'an instant from 1970 to 2099', 'out-of-range')
  const spent = ({ holds }: Ticket, from: number, until: number): number => {
    let time = watch.elapsed(from, until)
    if (holds.length === 0) return time
    const expected = 'one of pauses, counts, which is required where tickets were on hold'
    check(metric, ['hold'], hold, hold !== undefined, expected, 'invalid')
    if (hold === 'pauses')
      for (const [held, resumed] of holds) {
        const [begin, end] = [Math.max(from, held), Math.min(until, resumed)]
        if (begin < end) time -= watch.elapsed(begin, end)
      }
    return time
  }
  return { ...watch, asOf, spent, heldBy: hold === undefined ? {} : { hold } }
}

const MS_PER_UNIT: Readonly<Record<TimeUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
}

/** Milliseconds of a unit. */
export function readUnit(metric: string, unit: unknown, clock: Stopwatch['clock']): number {
  const units = ['second', 'minute', 'hour', 'day'] as const
  const name = checkChoice(metric, ['unit'], unit, units)
  const clear = name !== 'day' || clock === 'calendar'
  check(
    metric,
    ['unit'],
    unit,
    clear,
    'hours, minutes or seconds, as business days differ',
    'mismatch',
  )
  return MS_PER_UNIT[name]
}

/** Milliseconds of a length of time that is longer than none. */
export function readLength(
  metric: string,
  path: Path,
  value: unknown,
  clock: Stopwatch['clock'],
): number {
  const length = readFields<TimeLength>(metric, path, value, TIME_LENGTH)
  checkFields(metric, path, length, ['days', 'hours', 'minutes'])
  const part = (name: 'days' | 'hours' | 'minutes'): number =>
    checkNumber(metric, [...path, name], length[name] ?? 0, 0, 1e6)
  const days = part('days')
  const clear = days === 0 || clock === 'calendar'
  check(
    metric,
    [...path, 'days'],
    days,
    clear,
    'hours or minutes, as business days differ',
    'mismatch',
  )
  const total = days * 86_400_000 + part('hours') * 3_600_000 + part('minutes') * 60_000
  check(metric, path, value, total > 0, 'a length of time such as { hours: 4 }', 'out-of-range')
  return total
}

/** What was known of reopenings at an instant: which had happened, and which had ended. */
function knownBy(again: readonly Span[], asOf: number): readonly Span[] {
  return again
    .filter(([reopened]) => reopened <= asOf)
    .map(([reopened, resolved]) => [reopened, resolved > asOf ? Infinity : resolved])
}

function isStrange(bot: unknown): boolean {
  return bot !== undefined && bot !== true && bot !== false
}

/** Says what is wrong with a malformed ticket; paths are built for that ticket only. */
function refuseTicket(metric: string, path: Path, row: TicketRow, first: number): void {
  const opened = checkInstant(metric, [...path, 'openedAt'], row.openedAt)
  const placed = opened >= first
  const since = 'an instant from 1970 on'
  check(metric, [...path, 'openedAt'], row.openedAt, placed, since, 'out-of-range')
  for (const field of ['firstReplyAt', 'resolvedAt'] as const)
    if (!isNever(row[field])) readAfter(metric, [...path, field], row[field], opened, 'openedAt')
  check(metric, [...path, 'bot'], row.bot, !isStrange(row.bot), 'true or false', 'invalid')
}

/** Reopenings in order of time, after the resolution that they undo. */
function readReopenings(
  metric: string,
  path: Path,
  reopenings: unknown,
  resolved: number,
): readonly Span[] {
  const again: Span[] = []
  let last = resolved
  eachRow<Reopening>(metric, path, reopenings, ({ reopenedAt, resolvedAt }, index) => {
    const at = [...path, index]
    const ended = last < Infinity
    check(metric, at, reopenings, ended, 'there before the ticket was resolved', 'mismatch')
    const from = readAfter(metric, [...at, 'reopenedAt'], reopenedAt, last, 'its resolution')
    last = isNever(resolvedAt)
      ? Infinity
      : readAfter(metric, [...at, 'resolvedAt'], resolvedAt, from, 'reopenedAt')
    again.push([from, last])
  })
  return again
}

/** Times on hold in order, each after the one before; only the last one may go on. */
function readHolds(metric: string, path: Path, given: unknown, opened: number): readonly Span[] {
  const holds: Span[] = []
  let last = opened
  eachRow<Hold>(metric, path, given, ({ heldAt, resumedAt }, index) => {
    const at = [...path, index]
    check(metric, at, given, last < Infinity, 'there while the ticket is still on hold', 'mismatch')
    const name = index === 0 ? 'openedAt' : 'the end of the hold before'
    const from = readAfter(metric, [...at, 'heldAt'], heldAt, last, name)
    last = isNever(resumedAt)
      ? Infinity
      : readAfter(metric, [...at, 'resumedAt'], resumedAt, from, 'heldAt')
    holds.push([from, last])
  })
  return holds
}

/** When something happened: never where that is absent, or 9999-12-31. */
function readLater(value: unknown): number {
  if (value == null) return Infinity
  const instant = readInstant(value)
  return Number.isNaN(instant) && isNever(value) ? Infinity : instant
}

function isNever(value: unknown): boolean {
  return value == null || isOpenEnd(value)
}

/** An instant that is not before another. */
function readAfter(
  metric: string,
  path: Path,
  value: unknown,
  least: number,
  name: string,
): number {
  const instant = checkInstant(metric, path, value)
  check(metric, path, value, instant >= least, `an instant from ${name} on`, 'out-of-range')
  return instant
}

/** The choices, for guards. */
export const REOPENED: readonly ReopenedPolicy[] = ['first', 'last', 'total-open']

/** What is measured: the time until the resolution, or until the first reply. */
export type TimeMeasure = 'resolution' | 'first-reply'
