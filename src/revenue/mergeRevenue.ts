import { check, eachRow, type Path, refuse } from '../internal/guard.js'
import { addSum, type ExactSum, emptySum } from '../internal/money/decimal.js'
import { readPlainDay } from '../internal/time/days.js'
import { readRevenue } from './readRevenue.js'
import type { RevenueTally } from './revenueTally.js'
import {
  AMOUNTS,
  type Amounts,
  addedSums,
  emptyAmounts,
  makeRevenue,
  type RevenueFrame,
} from './revenueTally.js'

/**
 * Adds tallies of different customers over the same window.
 *
 * @param tallies - Tallies of disjoint customers, of one window, level and currency.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another window, level or
 * currency, or for amounts that do not add up to their `closing`.
 *
 * @example
 * ```ts
 * const window = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
 * const shards = [
 *   tallyRevenue([{ customer: 1, startedOn: '2024-12-01', amount: '0.10' }], window),
 *   tallyRevenue([{ customer: 2, startedOn: '2025-01-05', amount: '0.20' }], window),
 * ]
 * mergeRevenue(shards).closing // => '0.3'
 * ```
 */
export function mergeRevenue(tallies: Iterable<RevenueTally>): RevenueTally {
  const metric = 'mergeRevenue'
  const sums: Amounts = emptyAmounts()
  let first: RevenueFrame | undefined
  let effect: ExactSum | undefined
  eachRow<RevenueTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path: Path = ['tallies', index]
    const { frame, amounts, exchange } = readRevenue(metric, path, tally, readPlainDay)
    first ??= frame
    if (exchange) effect = addedSums(effect ?? emptySum(), exchange)
    checkSame(metric, path, tally, frame, first, ['from', 'to', 'level', 'windows', 'currency'])
    for (const key of AMOUNTS) addSum(sums[key], amounts[key])
  })
  if (!first) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')
  return makeRevenue(metric, first, sums, effect)
}

/** Tallies that are added must have the same window, level and currency. */
export function checkSame(
  metric: string,
  path: Path,
  tally: RevenueTally,
  frame: RevenueFrame,
  first: RevenueFrame,
  keys: readonly (keyof RevenueFrame)[],
): void {
  for (const key of keys) {
    const expected = `${String(first[key] ?? 'absent')} as in tallies[0]`
    check(metric, [...path, key], tally[key], frame[key] === first[key], expected, 'mismatch')
  }
}
