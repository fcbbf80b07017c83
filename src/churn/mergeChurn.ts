import { check, checkWhole, eachRow, type Path, refuse } from '../internal/guard.js'
import { formatDay } from '../internal/time/dayNumber.js'
import { checkWindow, readPlainDay } from '../internal/time/days.js'
import type { ChurnLevel, ChurnTally } from './churnTally.js'
import { addReason, COUNTS, emptyCounting, makeTally } from './churnTally.js'
import { readCounting } from './readCounting.js'

/**
 * Adds tallies of different customers over the same window.
 *
 * Churn adds across customers, never across months: a customer who is lost in February was there in
 * January.
 *
 * @param tallies - Tallies of disjoint customers.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without tallies; `mismatch` for another window or level, or for counts
 * that do not add up to their `closing`.
 *
 * @example
 * ```ts
 * const window = { from: '2025-01-01', to: '2025-02-01' }
 * const shards = [
 *   tallyChurn([{ customer: 1, startedOn: '2024-12-01' }], window),
 *   tallyChurn([{ customer: 2, startedOn: '2025-01-05' }], window),
 * ]
 * mergeChurn(shards).closing // => 2
 * ```
 */
export function mergeChurn(tallies: Iterable<ChurnTally>): ChurnTally {
  const metric = 'mergeChurn'
  const sums = emptyCounting()
  let level: ChurnLevel | undefined
  let isDetailed = true
  let window: { readonly from: string; readonly to: string } | undefined
  eachRow<ChurnTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path: Path = ['tallies', index]
    const { from, to } = checkWindow(metric, path, tally, readPlainDay)
    window ??= { from: formatDay(from), to: formatDay(to) }
    for (const [key, day] of [
      ['from', from],
      ['to', to],
    ] as const) {
      const same = window[key] === formatDay(day)
      check(metric, [...path, key], tally[key], same, `${window[key]} as in tallies[0]`, 'mismatch')
    }
    const { counts, reasons, ...read } = readCounting(metric, path, tally)
    level ??= read.level
    const isSame = read.level === level
    const expected = level === 'customer' ? 'absent as in tallies[0]' : `${level} as in tallies[0]`
    check(metric, [...path, 'level'], tally.level, isSame, expected, 'mismatch')
    // Details that are missing in one tally are missing in the sum.
    isDetailed &&= read.isDetailed
    for (const key of COUNTS)
      sums.counts[key] = checkWhole(metric, [...path, key], sums.counts[key] + counts[key])
    for (const [reason, lost] of reasons) addReason(sums.reasons, reason, lost)
  })
  if (!window || !level) return refuse(metric, ['tallies'], tallies, 'at least one tally', 'empty')
  return makeTally(window.from, window.to, { ...sums, level, isDetailed })
}
