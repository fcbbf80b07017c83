import { check, checkCount, checkWhole, eachRow, type Path, refuse } from '../internal/guard.js'
import { addSum, emptySum, sumAmount } from '../internal/money/decimal.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkWindow, readPlainDay } from '../internal/time/days.js'
import { readRenewals } from './renewalRate.js'
import type { RenewalTally } from './tallyRenewals.js'

/**
 * Adds tallies of different contracts over the same window.
 *
 * @param tallies - Tallies of disjoint contracts, all with the same days of grace.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another window or other days of
 * grace, or where some have amounts and some have none.
 *
 * @example
 * ```ts
 * const window = { from: '2025-01-01', to: '2025-02-01', asOf: '2025-06-30', graceDays: 0 }
 * const north = tallyRenewals([{ customer: 1, dueOn: '2025-01-10', renewedOn: '2025-01-09' }], window)
 * const south = tallyRenewals([{ customer: 2, dueOn: '2025-01-20' }], window)
 * renewalRate(mergeRenewals([north, south])).rate // => 0.5
 * ```
 */
export function mergeRenewals(tallies: Iterable<RenewalTally>): RenewalTally {
  const metric = 'mergeRenewals'
  const counts = { due: 0, renewed: 0, pending: 0 }
  const [dueAmount, keptAmount, renewedAmount] = [emptySum(), emptySum(), emptySum()]
  let first: { readonly from: string; readonly to: string; readonly graceDays: number } | undefined
  let hasAmounts = false
  eachRow<RenewalTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path: Path = ['tallies', index]
    const window = checkWindow(metric, path, tally, readPlainDay)
    const graceDays = checkCount(metric, [...path, 'graceDays'], tally.graceDays, 0, 366)
    const own = { from: formatDay(window.from), to: formatDay(window.to), graceDays }
    const { amounts, ...read } = readRenewals(metric, path, tally)
    // A tally has it; a rate is also made of two counts alone.
    checkCount(metric, [...path, 'pending'], tally.pending)
    if (!first) {
      first = own
      hasAmounts = amounts !== null
    }
    for (const key of ['from', 'to', 'graceDays'] as const) {
      const expected = `${first[key]} as in tallies[0]`
      check(metric, [...path, key], tally[key], own[key] === first[key], expected, 'mismatch')
    }
    const agrees = hasAmounts === (amounts !== null)
    const expected = hasAmounts ? 'an amount as in tallies[0]' : 'undefined as in tallies[0]'
    check(metric, [...path, 'dueAmount'], tally.dueAmount, agrees, expected, 'mismatch')
    for (const key of ['due', 'renewed', 'pending'] as const)
      counts[key] = checkWhole(metric, [...path, key], counts[key] + read[key])
    if (!amounts) return
    addSum(dueAmount, amounts.due)
    addSum(keptAmount, amounts.kept)
    addSum(renewedAmount, amounts.renewed)
  })
  if (!first) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')
  if (!hasAmounts) return { ...first, ...counts }
  return {
    ...first,
    ...counts,
    dueAmount: sumAmount(metric, ['dueAmount'], dueAmount),
    keptAmount: sumAmount(metric, ['keptAmount'], keptAmount),
    renewedAmount: sumAmount(metric, ['renewedAmount'], renewedAmount),
  }
}
