import { check, checkChoice, checkSome, type Fields, readOptions } from '../../internal/guard.js'
import type { CustomerKey } from '../../internal/rows/customers.js'
import { type RowCounter, type RowStream, readRows } from '../../internal/rows/readRows.js'
import { customerCounter, type SubscriptionSpan } from '../../internal/rows/subscriptionSpans.js'
import { checkWeight } from '../../internal/rows/weights.js'
import { formatDay } from '../../internal/time/dayNumber.js'
import { checkEdge, type DateInput, dayReader, type ReadDay } from '../../internal/time/days.js'
import { PERIOD_UNITS, type PeriodUnit, unitsBetween } from '../../internal/time/periods.js'
import type { SubscriptionRow } from '../../subscriptions.js'
import { type LaterPolicy, refuseLater } from '../activity/activityGrid.js'
import { addLives, type LifeTally, NO_LIVES, type Sums, tallyOf } from './lifeTally.js'

/** A subscription with a weight: its customer counts as more or less than one. */
export interface LifeRow extends SubscriptionRow {
  /**
   * How many customers this one represents, 1e-9 to 1e9. It is the same in every row of a customer.
   * @defaultValue `1`
   */
  readonly weight?: number
}

/** What a customer's return after a gap means. */
export type ReturnPolicy = 'ignore' | 'bridge' | 'separate'

/** How subscriptions become lives. */
export interface LifeOptions {
  /**
   * Last day whose facts are known. An end after it has not happened yet, as with the known end of
   * a contract: such a life goes on.
   */
  readonly asOf: DateInput
  /**
   * Whether rows that start after `asOf` are left out or refused. Required where there are any.
   */
  readonly later?: LaterPolicy
  /** The unit of age. */
  readonly unit: PeriodUnit
  /**
   * What a return after a gap means: `'ignore'` ends the life at the gap, `'bridge'` lets it run to
   * the last end, `'separate'` begins another life. Required where customers have come back.
   */
  readonly returns?: ReturnPolicy
  /**
   * First day whose ends are known, where rows of customers who had left before it are missing. A
   * customer who was there already counts from the first age that begins on that day or later.
   * @defaultValue every end is known
   */
  readonly knownFrom?: DateInput
  /**
   * Time zone in which instants become calendar days, an IANA name.
   * @defaultValue nothing: it is required where a row has an instant, and plain days need no zone
   */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const LIFE_OPTIONS: Fields<LifeOptions> = {
  asOf: 1,
  later: 0,
  unit: 1,
  returns: 0,
  knownFrom: 0,
  timeZone: 0,
}

/**
 * Counts lives by the age that they reached. The tally is the input of retention curves.
 *
 * A life that ends during its third month ends at age 3, so that the share retained at age 2 still
 * counts it. Every life counts up to the last age that it could have completed by `asOf`, even if
 * it ended later: the current month shows who left, but not yet who stays.
 *
 * Records that begin on some day miss the customers who had left before it, so the older customers
 * look as if nobody ever left early. With `knownFrom` they enter late: each counts only at ages at
 * which the records would show a loss.
 *
 * @param rows - Subscriptions; all those of one customer must be in one call.
 * @param options - As-of day, unit of age, what a return means, and the time zone of instants.
 * @returns Lost and censored customers by age, and those who entered late.
 * @throws {@link MetricError} `empty` where nobody was followed by `asOf`; `invalid` for a
 * malformed row or date, or where `returns` or `later` is required and missing; `out-of-range` for
 * an end before its start, or for a start after `asOf` where those are rejected; `mismatch` where
 * rows of a customer have different weights.
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
 * tallyLives(rows, { asOf: '2025-04-30', unit: 'month', knownFrom: '2025-02-01' })
 * // => { 0: { lost: 0, censored: 1 }, 1: { lost: 0, censored: 0, entered: 2 }, 3: { lost: 1, censored: 1 } }
 * ```
 */
export function tallyLives(rows: Iterable<LifeRow>, options: LifeOptions): LifeTally
/** The same from a stream of rows, as a promise. Wrong options and rows reject. */
export function tallyLives(rows: RowStream<LifeRow>, options: LifeOptions): Promise<LifeTally>
export function tallyLives(
  rows: Iterable<LifeRow> | RowStream<LifeRow>,
  options: LifeOptions,
): LifeTally | Promise<LifeTally> {
  const metric = 'tallyLives'
  return readRows(metric, ['rows'], rows, () => lifeCounter(metric, options))
}

function lifeCounter(metric: string, options: LifeOptions): RowCounter<LifeTally> {
  const given = readOptions<LifeOptions>(metric, options, LIFE_OPTIONS)
  const unit = checkChoice(metric, ['unit'], given.unit, PERIOD_UNITS)
  const readDay = dayReader(metric, given.timeZone)
  const asOf = checkEdge(metric, ['asOf'], given.asOf, readDay)
  const knownFrom = checkKnownFrom(metric, given.knownFrom, readDay, asOf)
  const { later } = given
  if (later !== undefined) checkChoice(metric, ['later'], later, ['ignore', 'reject'])
  if (given.returns !== undefined) checkReturns(metric, given.returns)
  const sums = new Map<number, Sums>()
  const weights = new Map<CustomerKey, number>()
  let lives = 0
  const count = ([start, end]: SubscriptionSpan, weight: number): void => {
    // The day before the end has completed one unit less than the age in which the end falls.
    const ending = unitsBetween(start, Math.max(start, end - 1), unit) + 1
    const possible = unitsBetween(start, asOf, unit)
    const age = Math.min(ending, possible)
    const entry = start < knownFrom ? unitsBetween(start, knownFrom - 1, unit) + 1 : 0
    // A customer who was never followed for a whole unit adds no information about leaving or
    // staying.
    if (entry > 0 && age <= entry) return
    add(sums, age, ending <= possible ? 'lost' : 'censored', weight)
    if (entry > 0) add(sums, entry, 'entered', weight)
    lives++
  }
  return customerCounter(
    metric,
    readDay,
    (spans, customer) => {
      const known = spans.filter(([start]) => start <= asOf)
      const [first] = known
      if (!first) return
      const weight = weights.get(customer) ?? 1
      if (known.length > 1) checkReturns(metric, given.returns)
      if (given.returns === 'separate') for (const span of known) count(span, weight)
      else if (given.returns === 'bridge')
        count([first[0], (known.at(-1) as SubscriptionSpan)[1]], weight)
      else count(first, weight)
    },
    (_, rows) => {
      checkSome(metric, ['rows'], rows, lives, 'customer who had started')
      return tallyOf(sums)
    },
    {
      readMore: (row, index, customer, start, isFirst) => {
        const { startedOn } = row as LifeRow
        if (start > asOf && later !== 'ignore')
          refuseLater({ metric, asOf, later }, ['rows', index, 'startedOn'], startedOn)
        readWeight(metric, row as LifeRow, index, customer, isFirst, weights)
      },
    },
  )
}

function checkKnownFrom(metric: string, value: unknown, readDay: ReadDay, asOf: number): number {
  if (value === undefined) return -Infinity
  const day = checkEdge(metric, ['knownFrom'], value, readDay)
  const expected = `a day up to ${formatDay(asOf)}`
  return check<number>(
    metric,
    ['knownFrom'],
    day <= asOf ? day : value,
    day <= asOf,
    expected,
    'out-of-range',
  )
}

/** Keeps the weight of a customer where it is not 1; every row must have the same weight. */
function readWeight(
  metric: string,
  row: LifeRow,
  index: number,
  customer: CustomerKey,
  isFirst: boolean,
  weights: Map<CustomerKey, number>,
): void {
  const { weight: given } = row
  if (given === undefined && weights.size === 0) return
  const path = ['rows', index, 'weight']
  const weight = checkWeight(metric, path, given ?? 1)
  if (isFirst && weight !== 1) weights.set(customer, weight)
  const known = weights.get(customer) ?? 1
  const expected = `${known} as in the other rows of its customer`
  check(metric, path, given, weight === known, expected, 'mismatch')
}

function add(
  sums: Map<number, Sums>,
  age: number,
  field: 'lost' | 'censored' | 'entered',
  weight: number,
): void {
  const sum = sums.get(age) ?? { ...NO_LIVES }
  sums.set(age, sum)
  addLives(sum, field, weight, 1)
}

function checkReturns(metric: string, returns: unknown): void {
  const some = returns === 'ignore' || returns === 'bridge' || returns === 'separate'
  check(
    metric,
    ['returns'],
    returns,
    some,
    'one of ignore, bridge, separate, which is required where customers have come back',
    'invalid',
  )
}
