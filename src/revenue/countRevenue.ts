import {
  addAmount,
  addSum,
  type ExactSum,
  emptySum,
  type ReadAmount,
  sumUnits,
} from '../internal/money/decimal.js'
import { subtractSum } from '../internal/money/exactSums.js'
import { type RowCounter, readNow } from '../internal/rows/readRows.js'
import { formatDay } from '../internal/time/dayNumber.js'
import type { ReadDay } from '../internal/time/days.js'
import { inWindowOrder } from '../internal/time/windows.js'
import { addMovements, inOrder, type MovementSums, type OrderedEvents } from './addMovements.js'
import type { Exchange } from './exchange.js'
import { eventCounter, type RevenueEvents } from './readEvents.js'
import type { RevenueLevel, RevenueTally } from './revenueTally.js'
import { addedSums, closingOf, emptyAmounts, makeRevenue } from './revenueTally.js'

/** The amounts between opening and closing. */
const MOVEMENTS = [
  'new',
  'expansion',
  'contraction',
  'churned',
  'reactivation',
  'reactivationWithinMonth',
  'reactivationWithin90Days',
] as const

/**
 * Adds up the movements of consecutive windows, for one or several chains of them, in one pass: an account touches only the windows in
 * which its amount changes, and each window opens with what the one before it closed with. What is
 * kept for each window does not grow with the rows.
 */
export function revenueCounter<Result>(
  metric: string,
  chains: readonly (readonly number[])[],
  level: RevenueLevel,
  readDay: ReadDay,
  end: (tallies: readonly (readonly RevenueTally[])[]) => Result,
): RowCounter<Result> {
  const to = Math.max(...chains.map((bounds) => bounds.at(-1) as number))
  return eventCounter(metric, level, readDay, to, (events) =>
    end(chains.map((bounds) => movementsOf(metric, events, bounds, level))),
  )
}

/**
 * The same of one window and several currencies. Movements are counted by the rates of the opening, so
 * that they hold no effect of the rates, and what the closing is worth beside that is an amount of its
 * own.
 */
export function exchangeCounter<Result>(
  metric: string,
  [from, to]: readonly [from: number, to: number],
  level: RevenueLevel,
  readDay: ReadDay,
  exchange: Exchange,
  end: (tally: RevenueTally) => Result,
): RowCounter<Result> {
  const count = (events: RevenueEvents): Result => {
    const [tally] = movementsOf(metric, events, [from, to], level, exchange.closing())
    return end(tally as RevenueTally)
  }
  return eventCounter(metric, level, readDay, to, count, exchange)
}

/** The same of rows that are there at once. */
export function countRevenue(
  metric: string,
  rows: unknown,
  bounds: readonly number[],
  level: RevenueLevel,
  readDay: ReadDay,
): readonly RevenueTally[] {
  const counter = revenueCounter(metric, [bounds], level, readDay, (chains) =>
    inWindowOrder(chains, bounds.length - 1),
  )
  return readNow(metric, ['rows'], rows, counter)
}

function movementsOf(
  metric: string,
  events: RevenueEvents,
  bounds: readonly number[],
  level: RevenueLevel,
  ownClosing?: ExactSum,
): RevenueTally[] {
  const order = inOrder(events, bounds)
  const { currency, deltas, size } = events
  const moved =
    deltas instanceof Float64Array && isSmall(deltas, size)
      ? countCents(deltas, order, bounds)
      : countUnits(deltas, size, order, bounds)
  const frame = { level, windows: 1, ...(currency === undefined ? {} : { currency }) }
  let opening = moved.opening
  return bounds.slice(1).map((to, window) => {
    const amounts = emptyAmounts()
    addSum(amounts.opening, opening)
    for (const key of MOVEMENTS) addSum(amounts[key], moved[key](window))
    opening = closingOf(amounts)
    const from = formatDay(bounds[window] as number)
    const here = { from, to: formatDay(to), ...frame }
    addSum(amounts.closing, ownClosing ?? opening)
    if (!ownClosing) return makeRevenue(metric, here, amounts)
    const effect = addedSums(ownClosing)
    subtractSum(effect, opening)
    return makeRevenue(metric, here, amounts, effect)
  })
}

/** Sums of cents up to here are exact as numbers, whatever their order. */
function isSmall(deltas: Float64Array, size: number): boolean {
  let sum = 0
  for (let at = 0; at < size; at++) sum += Math.abs(deltas[at] as number)
  return sum <= Number.MAX_SAFE_INTEGER
}

/** The opening, and the sum of each movement in each window. */
type Moved = { readonly opening: ExactSum } & Readonly<
  Record<(typeof MOVEMENTS)[number], (window: number) => ExactSum>
>

/** Adds up in cents, as numbers. */
function countCents(deltas: Float64Array, order: OrderedEvents, bounds: readonly number[]): Moved {
  const sums = addMovements(order, deltas, bounds, 0)
  return readMoved(sums, (cents) => ({ cents, rest: 0n }))
}

/**
 * Adds up in units of 1e-30, as bigints. The one loop for both only adds, subtracts and compares,
 * which bigints do as numbers do; the types know no name for that.
 */
function countUnits(
  deltas: ArrayLike<ReadAmount>,
  size: number,
  order: OrderedEvents,
  bounds: readonly number[],
): Moved {
  const units = Array.from({ length: size }, (_, at) => {
    const sum = emptySum()
    addAmount(sum, deltas[at] as ReadAmount)
    return sumUnits(sum)
  })
  const sums = addMovements(order, units as unknown[] as number[], bounds, ZERO)
  return readMoved(sums, (rest) => ({ cents: 0, rest: rest as unknown as bigint }))
}

const ZERO = 0n as unknown as number

function readMoved(sums: MovementSums, read: (sum: number) => ExactSum): Moved {
  const of =
    (key: (typeof MOVEMENTS)[number]) =>
    (window: number): ExactSum =>
      read(sums[key][window] as number)
  return {
    opening: read(sums.opening),
    new: of('new'),
    expansion: of('expansion'),
    contraction: of('contraction'),
    churned: of('churned'),
    reactivation: of('reactivation'),
    reactivationWithinMonth: of('reactivationWithinMonth'),
    reactivationWithin90Days: of('reactivationWithin90Days'),
  }
}
