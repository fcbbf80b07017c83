import {
  check,
  checkCount,
  checkObject,
  checkSome,
  checkWhole,
  eachRow,
  type Fields,
  type Path,
  readFields,
  refuse,
} from '../internal/guard.js'
import { type CustomerKey, idReader, type ReadId } from '../internal/rows/customers.js'
import type { CustomerId } from '../transactions.js'
import { checkName } from './rfmSegments.js'

/** A move between two segments, and how many customers made it. */
export interface SegmentMoveCount {
  /** The segment before; `null` for customers who were not there. */
  readonly from: string | null
  /** The segment after; `null` for customers who are no longer there. */
  readonly to: string | null
  /** Customers who made this move. */
  readonly customers: number
}

/** Customers by their move from one period to the next. */
export interface SegmentMoveTally {
  /** Each move that occurred, by the names before and after, `null` last. */
  readonly moves: readonly SegmentMoveCount[]
}

/**
 * Counts customers by their move between segments. You can store and add the tally.
 *
 * @param input - The customers' segments before and after, as of {@link rfm} or {@link valueTiers}.
 * @returns The number of customers of each move.
 * @throws {@link MetricError} `empty` without customers; `mismatch` for a customer given twice;
 * `invalid` for a malformed row.
 *
 * @example
 * ```ts
 * const before = [{ customer: 'a', segment: 'loyal' }, { customer: 'b', segment: 'loyal' }]
 * const after = [{ customer: 'a', segment: 'loyal' }, { customer: 'c', segment: 'new' }]
 * tallySegmentMoves({ before, after })
 * // => { moves: [{ from: 'loyal', to: 'loyal', customers: 1 },
 * //      { from: 'loyal', to: null, customers: 1 }, { from: null, to: 'new', customers: 1 }] }
 * ```
 */
export function tallySegmentMoves(input: SegmentMigrationInput): SegmentMoveTally {
  const metric = 'tallySegmentMoves'
  const given = readFields<SegmentMigrationInput>(
    metric,
    ['input'],
    input,
    SEGMENT_MIGRATION_INPUT,
    [],
  )
  const ways = countWays(metric, given)
  checkSome(metric, ['before'], given.before, ways.size, 'customer')
  return tallyOfWays(ways)
}

/**
 * Adds tallies of different customers, of the same two periods.
 *
 * @param tallies - Tallies of disjoint customers, scored alike.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `invalid` for a malformed tally.
 *
 * @example
 * ```ts
 * mergeSegmentMoves([
 *   { moves: [{ from: 'loyal', to: 'new', customers: 3 }] },
 *   { moves: [{ from: 'loyal', to: 'new', customers: 1 }, { from: 'new', to: null, customers: 2 }] },
 * ])
 * // => { moves: [{ from: 'loyal', to: 'new', customers: 4 }, { from: 'new', to: null, customers: 2 }] }
 * ```
 */
export function mergeSegmentMoves(tallies: Iterable<SegmentMoveTally>): SegmentMoveTally {
  const metric = 'mergeSegmentMoves'
  const ways: SegmentWays = new Map()
  const count = eachRow<SegmentMoveTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    addMoves(metric, path, ways, checkObject<SegmentMoveTally>(metric, path, tally))
  })
  checkSome(metric, ['tallies'], tallies, count, 'tally')
  return tallyOfWays(ways)
}

/** Customers by segment before and after, in order of appearance. */
export type SegmentWays = Map<string | null, Map<string | null, number>>

/** Counts the moves of listed customers. */
export function countWays(metric: string, { before, after }: SegmentMigrationInput): SegmentWays {
  const ways: SegmentWays = new Map()
  const readId = idReader(metric)
  const earlier = readCustomerSegments(metric, readId, 'before', before)
  const later = readCustomerSegments(metric, readId, 'after', after)
  for (const [customer, from] of earlier) addWay(ways, from, later.get(customer) ?? null, 1)
  for (const [customer, to] of later) if (!earlier.has(customer)) addWay(ways, null, to, 1)
  return ways
}

/** Adds the moves of a tally. */
export function addMoves(
  metric: string,
  path: Path,
  ways: SegmentWays,
  tally: SegmentMoveTally,
): void {
  eachRow<SegmentMoveCount>(metric, [...path, 'moves'], tally.moves, (move, index) => {
    const at = [...path, 'moves', index]
    const from = readEnd(metric, [...at, 'from'], move.from)
    const to = readEnd(metric, [...at, 'to'], move.to)
    const expected = 'a segment, as somebody was there before or is after'
    check(metric, [...at, 'to'], to, from !== null || to !== null, expected, 'invalid')
    const customers = checkCount(metric, [...at, 'customers'], move.customers)
    if (customers === 0) return
    checkWhole(metric, [...at, 'customers'], addWay(ways, from, to, customers))
  })
}

function readEnd(metric: string, path: Path, segment: unknown): string | null {
  return segment === null ? null : checkName(metric, path, segment)
}

/** Adds a number of customers, and returns how many made that move. */
function addWay(
  ways: SegmentWays,
  from: string | null,
  to: string | null,
  customers: number,
): number {
  const targets = ways.get(from) ?? new Map<string | null, number>()
  const all = (targets.get(to) ?? 0) + customers
  ways.set(from, targets.set(to, all))
  return all
}

/** The moves in an order that does not depend on the order of customers. */
export function tallyOfWays(ways: SegmentWays): SegmentMoveTally {
  const sorted = <Value>(map: ReadonlyMap<string | null, Value>): [string | null, Value][] =>
    [...map].sort(([a], [b]) => (a === null ? 1 : b === null || a < b ? -1 : 1))
  return {
    moves: sorted(ways).flatMap(([from, targets]) =>
      sorted(targets).map(([to, customers]) => ({ from, to, customers })),
    ),
  }
}

function readCustomerSegments(
  metric: string,
  readId: ReadId,
  name: string,
  rows: unknown,
): Map<CustomerKey, string> {
  const segments = new Map<CustomerKey, string>()
  const list: Path = [name]
  eachRow<SegmentRow>(metric, list, rows, (row, index) => {
    const { segment } = row
    const customer = readId(row.customer, list, index)
    if (typeof segment !== 'string' || segment === '')
      checkName(metric, [name, index, 'segment'], segment)
    if (segments.has(customer))
      refuse(metric, [name, index, 'customer'], row.customer, 'in one row only', 'mismatch')
    segments.set(customer, segment)
  })
  return segments
}

/** The segment of a customer. */
export interface SegmentRow {
  /** The customer. */
  readonly customer: CustomerId
  /** The name of the segment. */
  readonly segment: string
}

/** Segments of the customers in two periods. */
export interface SegmentMigrationInput {
  /** One row for each customer of the earlier period. */
  readonly before: Iterable<SegmentRow>
  /** One row for each customer of the later period. */
  readonly after: Iterable<SegmentRow>
}

/** The fields that are read; another one is refused. */
const SEGMENT_MIGRATION_INPUT: Fields<SegmentMigrationInput> = { before: 1, after: 1 }
