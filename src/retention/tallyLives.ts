import {
  checkDay,
  type DateInput,
  dayReader,
  PERIOD_UNITS,
  type PeriodUnit,
  unitsBetween,
} from '../internal/calendar.js'
import { check, checkChoice, checkObject, checkSome } from '../internal/guard.js'
import { eachCustomer, type Stretch } from '../internal/stretches.js'
import type { SubscriptionRow } from '../subscriptions.js'

/** How many lives ended, and how many were last seen going on, at one age. */
export interface LifeCount {
  /** Customers lost at this age. */
  readonly lost: number
  /** Customers still there at this age, whose next one could not be completed by the as-of day. */
  readonly censored: number
}

/** Lives by the age they reached, in whole units of time: `{ 1: { lost: 3, censored: 10 } }`. */
export interface LifeTally {
  /** What happened at this age. */
  readonly [age: number]: LifeCount
}

/** What a customer's return after a gap means. */
export type ReturnPolicy = 'ignore' | 'bridge' | 'separate'

/** How subscriptions become lives. */
export interface LifeOptions {
  /** Last day whose facts are known. What happened later is not read. */
  readonly asOf: DateInput
  /** The unit of age. */
  readonly unit: PeriodUnit
  /**
   * What a return after a gap means: `'ignore'` ends the life at the gap, `'bridge'` lets it run to
   * the last end, `'separate'` begins another life. Required where customers have come back.
   */
  readonly returns?: ReturnPolicy
  /**
   * Where instants become calendar days, an IANA name.
   * @defaultValue `'UTC'`
   */
  readonly timeZone?: string
}

/**
 * Counts lives by the age they reached: the tally that retention curves read.
 *
 * A life that ends during its third month ends at age 3, so that the share retained at age 2 still
 * counts it. Every life counts up to the last age that it could have completed by `asOf`, whether it
 * ended since or not: the month in progress has shown who left and not yet who stayed.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param options - As-of day, unit of age, what a return means, and the time zone of instants.
 * @returns Lost and censored customers by age.
 * @throws {@link MetricError} `empty` where nobody had started by `asOf`; `invalid` for a row or a
 * date that is none, or where `returns` is needed and missing; `out-of-range` for an end before its
 * start.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2025-01-15', endedOn: '2025-03-20' },
 *   { customer: 'b', startedOn: '2025-01-31' },
 *   { customer: 'c', startedOn: '2025-04-10' },
 * ]
 * tallyLives(rows, { asOf: '2025-04-30', unit: 'month' })
 * // => { 0: { lost: 0, censored: 1 }, 3: { lost: 1, censored: 1 } }
 * ```
 */
export function tallyLives(rows: Iterable<SubscriptionRow>, options: LifeOptions): LifeTally {
  const metric = 'tallyLives'
  const given = checkObject<LifeOptions>(metric, ['options'], options)
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkDay(metric, ['asOf'], given.asOf, readDay)
  if (given.returns !== undefined) checkReturns(metric, given.returns)
  const tally: Record<number, { lost: number; censored: number }> = {}
  let lives = 0
  const count = ([start, end]: Stretch): void => {
    // The day before the end has completed one unit less than the age in which the end falls.
    const ending = unitsBetween(start, Math.max(start, end - 1), unit) + 1
    const possible = unitsBetween(start, asOf, unit)
    const age = Math.min(ending, possible)
    tally[age] ??= { lost: 0, censored: 0 }
    tally[age][ending <= possible ? 'lost' : 'censored']++
    lives++
  }
  eachCustomer(metric, rows, readDay, (stretches) => {
    const known = stretches.filter(([start]) => start <= asOf)
    const [first] = known
    if (!first) return
    if (known.length > 1) checkReturns(metric, given.returns)
    if (given.returns === 'separate') known.forEach(count)
    else if (given.returns === 'bridge') count([first[0], (known.at(-1) as Stretch)[1]])
    else count(first)
  })
  checkSome(metric, ['rows'], rows, lives, 'customer who had started')
  return tally
}

function checkReturns(metric: string, returns: unknown): void {
  const some = returns === 'ignore' || returns === 'bridge' || returns === 'separate'
  check(
    metric,
    ['returns'],
    returns,
    some,
    'one of ignore, bridge, separate, which has to be said where customers have come back',
    'invalid',
  )
}
