import { check, type Path } from '../../internal/guard.js'
import { addSum, type ExactSum, emptySum, sumText } from '../../internal/money/decimal.js'
import { compareSums } from '../../internal/money/exactSums.js'
import type { CohortCellState, CohortColumn, Layout } from './cohortFrame.js'
import type { CohortSum, RevenueSum } from './cohortSums.js'

/**
 * In the period of the entry every customer is there, and a customer who is there “on or after” was
 * there before.
 */
export function checkRetained(
  { metric, frame }: Layout,
  path: Path,
  columns: readonly CohortColumn[],
  states: readonly CohortCellState[],
  { size, retained }: CohortSum,
): void {
  retained.forEach((count, column) => {
    if (states[column] === 'unknown') return
    const place = [...path, column]
    const isEntry = columns[column]?.from === 0
    check(metric, place, count, !isEntry || count === size, `${size}, the size`, 'mismatch')
    const before = retained[column - 1] ?? size
    const fits = frame.measure === 'on' || count <= before
    check(metric, place, count, fits, `at most ${before} as before`, 'mismatch')
  })
}

/** Amounts add up to what came in since the entry, except for what came in between columns. */
export function checkRevenue(
  metric: string,
  path: Path,
  columns: readonly CohortColumn[],
  states: readonly CohortCellState[],
  size: number,
  { initial, amounts, cumulative }: RevenueSum,
): void {
  const agree = (place: Path, sum: ExactSum, expected: ExactSum): void => {
    const isSame = compareSums(sum, expected) === 0
    check(metric, [...path, ...place], sumText(sum), isSame, sumText(expected), 'mismatch')
  }
  if (size === 0) agree(['initial'], initial, emptySum())
  columns.forEach(({ from, to }, column) => {
    if (states[column] === 'unknown') return
    const amount = amounts[column] as ExactSum
    if (to === 0) agree(['initial'], initial, amount)
    if (size === 0) agree(['amounts', column], amount, emptySum())
    const sum = emptySum()
    if (column > 0) addSum(sum, cumulative[column - 1] as ExactSum)
    addSum(sum, amount)
    const isNext = from === (columns[column - 1]?.to ?? -1) + 1
    if (isNext || size === 0) agree(['cumulative', column], cumulative[column] as ExactSum, sum)
  })
}
