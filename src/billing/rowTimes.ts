import { check, eachItem, type Fields, type Path, readFields, refuse } from '../internal/guard.js'
import type { BillingStatus } from '../internal/rows/billingStatuses.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkDay, OPEN, type ReadDay, readEnd } from '../internal/time/days.js'
import type { BillingPause, BillingRow } from './billingRow.js'
import type { PolicyReader, SpanPolicy } from './policies.js'
import type { ReadStatus } from './statuses.js'

/** The fields of a pause. Another one is refused: one whose end is called otherwise would still last. */
const PAUSE: Fields<BillingPause> = { from: 1, until: 0, knownOn: 0 }

/** What all rows of a call are read by. */
export interface BillingContext {
  readonly metric: string
  readonly readDay: ReadDay
  readonly readStatus: ReadStatus
  readonly policies: PolicyReader
  readonly belowZero: 'refuse' | 'floor'
  /** How many trials, pauses and so on count less than in full. */
  readonly notCounted: Record<CountedPolicy, number>
}

/** Policies by which something does not count. */
export type CountedPolicy = 'trials' | 'pauses' | 'pastDue' | 'discounts' | 'usage'

/** A time that does not count like others. */
export interface BillingSpan {
  readonly from: number
  readonly until: number
  readonly policy: SpanPolicy
  /** When it became known; absent where that is not said. */
  readonly knownOn?: number | undefined
}

/** When a subscription runs, and how. */
export interface RowTimes {
  readonly start: number
  /** The first day without it; not after `start` where it never began. */
  readonly end: number
  readonly spans: readonly BillingSpan[]
  readonly startKnownOn: number | undefined
  readonly endKnownOn: number | undefined
}

/** A time, and the policy that says what it counts as. */
interface Rest {
  readonly policy: 'trials' | 'pauses' | 'pastDue'
  readonly why: string
  readonly from: number
  readonly until: number
  readonly knownOn?: number | undefined
}

/** Reads when a subscription began, when it ended by the policies, and what lies in between. */
export function readTimes(context: BillingContext, row: BillingRow, index: number): RowTimes {
  const { metric, readDay, policies, readStatus, notCounted } = context
  const dayOf = (field: DayField): number | undefined => readMaybe(context, row, index, field)
  const start = checkDay(metric, ['rows', index, 'startedOn'], row.startedOn, readDay)
  const status = readStatus(row.status, index)
  const { end, late } = readEndOf(context, row, index, start, status, dayOf)
  const canceled = dayOf('canceledOn')
  const known = late && late.until !== OPEN ? end : canceled
  const trialUntil = dayOf('trialUntil') ?? (status === 'trial' ? OPEN : start)
  const rests: Rest[] = [
    { policy: 'trials', why: 'a trial', from: start, until: trialUntil, knownOn: start },
    ...readPauses(context, row, index, status, dayOf),
    ...(late ? [late] : []),
  ]
  const spans: BillingSpan[] = []
  for (const { policy: name, why, ...time } of rests) {
    const from = Math.max(time.from, start)
    const until = Math.min(time.until, end)
    if (until <= from) continue
    const policy = policies.need(name, index, why)
    if (policy === 'include') continue
    spans.push({ ...time, from, until, policy })
    notCounted[name]++
  }
  return {
    start,
    end,
    spans,
    startKnownOn: dayOf('startKnownOn'),
    endKnownOn: dayOf('endKnownOn') ?? known,
  }
}

/** Fields of days. */
type DayField =
  | 'trialUntil'
  | 'pausedFrom'
  | 'pausedUntil'
  | 'canceledOn'
  | 'paidUntil'
  | 'dunningUntil'
  | 'endedOn'
  | 'startKnownOn'
  | 'endKnownOn'

/** A day that may be absent, or open. */
function readMaybe(
  { metric, readDay }: BillingContext,
  row: object,
  index: number,
  field: string,
  path: Path = ['rows', index, field],
): number | undefined {
  const value = (row as Readonly<Record<string, unknown>>)[field]
  if (value == null) return undefined
  const day = readEnd(value, readDay)
  if (Number.isNaN(day)) checkDay(metric, path, value, readDay)
  return day === OPEN ? undefined : day
}

/** The end of a subscription, and the time before it in which a payment was late. */
function readEndOf(
  { metric, policies }: BillingContext,
  row: BillingRow,
  index: number,
  start: number,
  status: BillingStatus,
  dayOf: (field: DayField) => number | undefined,
): { readonly end: number; readonly late: Rest | undefined } {
  const [ended, paid, dunning] = [dayOf('endedOn'), dayOf('paidUntil'), dayOf('dunningUntil')]
  const canceled = dayOf('canceledOn')
  const place = (field: string): Path => ['rows', index, field]
  const paidUntil = (why: string): number =>
    paid ??
    refuse(
      metric,
      place('paidUntil'),
      row.paidUntil,
      `the first day not paid for, as ${why}`,
      'invalid',
    )
  const lateFrom = (from: number, until: number): Rest => ({
    policy: 'pastDue',
    why: 'a payment past due',
    from,
    until,
    knownOn: from,
  })
  if (ended !== undefined) {
    const expected = `a day from ${formatDay(start)} on`
    check(metric, place('endedOn'), row.endedOn, ended >= start, expected, 'out-of-range')
  }
  if (dunning !== undefined) {
    const from = paidUntil('a payment failed')
    const expected = `a day from ${formatDay(from)} on`
    check(
      metric,
      place('dunningUntil'),
      row.dunningUntil,
      dunning >= from,
      expected,
      'out-of-range',
    )
    return { end: dunning, late: lateFrom(from, dunning) }
  }
  const atPeriodEnd = paid ?? ended
  if (canceled !== undefined) {
    if (atPeriodEnd === canceled) return { end: canceled, late: undefined }
    const rule = policies.need('endsOn', index, 'a cancellation')
    const end =
      rule === 'cancellation' ? canceled : (atPeriodEnd ?? paidUntil('endsOn is paid-period'))
    return { end, late: undefined }
  }
  if (ended !== undefined) return { end: ended, late: undefined }
  if (status === 'ended')
    return refuse(
      metric,
      place('endedOn'),
      row.endedOn,
      `a day, as its status is ${String(row.status)}`,
      'invalid',
    )
  if (status !== 'past-due') return { end: OPEN, late: undefined }
  const isCounted = policies.need('pastDue', index, 'a payment past due') === 'include'
  const late = isCounted ? undefined : lateFrom(paidUntil('its payment is past due'), OPEN)
  return { end: OPEN, late }
}

/** The pauses of a row, as two fields or as a list; one that lasts is required where it is paused. */
function readPauses(
  context: BillingContext,
  row: BillingRow,
  index: number,
  status: BillingStatus,
  dayOf: (field: DayField) => number | undefined,
): Rest[] {
  const { metric, readDay, policies } = context
  const pauses: Rest[] = []
  const add = (
    from: number,
    until: number | undefined,
    path: Path,
    given: unknown,
    knownOn?: number,
  ): void => {
    const expected = `a day from ${formatDay(from)} on`
    check(metric, path, given, until === undefined || until >= from, expected, 'out-of-range')
    pauses.push({ policy: 'pauses', why: 'a pause', from, until: until ?? OPEN, knownOn })
  }
  const from = dayOf('pausedFrom')
  if (from !== undefined)
    add(from, dayOf('pausedUntil'), ['rows', index, 'pausedUntil'], row.pausedUntil)
  if (row.pauses != null)
    eachItem(metric, ['rows', index, 'pauses'], row.pauses, (item, at) => {
      const path: Path = ['rows', index, 'pauses', at]
      const pause = readFields<BillingPause>(metric, path, item, PAUSE)
      const first = checkDay(metric, [...path, 'from'], pause.from, readDay)
      const until = readMaybe(context, pause, index, 'until', [...path, 'until'])
      const known = readMaybe(context, pause, index, 'knownOn', [...path, 'knownOn'])
      add(first, until, [...path, 'until'], pause.until, known)
    })
  const isPaused = status === 'paused' && !pauses.some(({ until }) => until === OPEN)
  if (isPaused && policies.need('pauses', index, 'a pause') !== 'include')
    refuse(
      metric,
      ['rows', index, 'pausedFrom'],
      row.pausedFrom,
      'the first day of the pause, as its status is paused',
      'invalid',
    )
  return pauses
}
