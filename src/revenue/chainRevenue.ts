import { check, checkWhole, eachRow, type Path, refuse } from '../internal/guard.js'
import { addSum, type ExactSum, emptySum, sumText } from '../internal/money/decimal.js'
import { compareSums } from '../internal/money/exactSums.js'
import { readPlainDay } from '../internal/time/days.js'
import { checkSame } from './mergeRevenue.js'
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
 * Adds up the movements of consecutive windows, such as the days of a month or the months of a
 * year.
 *
 * Vendors who report movements as they happen do this: a customer who comes on the 3rd and leaves
 * on the 20th is new and churned. The tally of the whole window compares its two ends, and has
 * neither movement. Both have the same opening and closing. Use the tally of the whole window for
 * gross retention, because the sum of many days' contractions is not capped by the opening revenue.
 *
 * @param tallies - Tallies of the same customers over windows that follow each other, in order.
 * @returns The tally from the first opening to the last closing; `windows` is their number.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` where a window does not begin
 * where the last one ended, opens with another amount than it closed with, or has another level or
 * currency.
 *
 * @example
 * ```ts
 * const rows = [{ customer: 'a', startedOn: '2025-01-03', endedOn: '2025-01-20', amount: 30 }]
 * const january = { from: '2025-01-01', to: '2025-02-01', level: 'customer' } as const
 * tallyRevenue(rows, january).new // => '0'
 * const days = tallyRevenueByPeriod(rows, { ...january, every: 'day' })
 * chainRevenue(days) // => { windows: 31, opening: '0', new: '30', churned: '30', closing: '0', … }
 * ```
 */
export function chainRevenue(tallies: Iterable<RevenueTally>): RevenueTally {
  const metric = 'chainRevenue'
  const sums: Amounts = emptyAmounts()
  let first: RevenueFrame | undefined
  let effect: ExactSum | undefined
  let last: { readonly to: string; readonly closing: ExactSum } | undefined
  let windows = 0
  eachRow<RevenueTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path: Path = ['tallies', index]
    const { frame, amounts, exchange } = readRevenue(metric, path, tally, readPlainDay)
    first ??= frame
    if (exchange) effect = addedSums(effect ?? emptySum(), exchange)
    checkSame(metric, path, tally, frame, first, ['level', 'currency'])
    if (last) {
      const begins = frame.from === last.to
      const expectedDay = `${last.to}, where the last one ends`
      check(metric, [...path, 'from'], tally.from, begins, expectedDay, 'mismatch')
      const follows = compareSums(amounts.opening, last.closing) === 0
      const expected = `${sumText(last.closing)}, what the last one closes with`
      check(metric, [...path, 'opening'], tally.opening, follows, expected, 'mismatch')
    } else addSum(sums.opening, amounts.opening)
    last = { to: frame.to, closing: amounts.closing }
    windows = checkWhole(metric, [...path, 'windows'], windows + frame.windows, 1)
    for (const key of AMOUNTS)
      if (key !== 'opening' && key !== 'closing') addSum(sums[key], amounts[key])
  })
  if (!first || !last) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')
  addSum(sums.closing, last.closing)
  return makeRevenue(metric, { ...first, to: last.to, windows }, sums, effect)
}
