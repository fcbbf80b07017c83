import { type CohortColumn, countsInAverage, type Layout, statesOf } from './cohortFrame.js'

/**
 * Sums over customers who enter more than once, for one column: over the cohorts for which it is
 * over, each customer has n entries, of which r were retained.
 */
export interface RepeatSum {
  /** Customers, each counted once. */
  customers: number
  /** Of them, those retained after one of their entries or more. */
  returned: number
  /** Σ n². */
  enteredSquares: number
  /** Σ n r. */
  products: number
  /** Σ r². */
  retainedSquares: number
}

/** Sums over no customers. */
export function emptyRepeat(): RepeatSum {
  return { customers: 0, returned: 0, enteredSquares: 0, products: 0, retainedSquares: 0 }
}

/** Counts the entries of one customer, who then leaves. */
export interface RepeatCounter {
  readonly enter: (cohort: number) => void
  readonly retain: (cohort: number, column: number) => void
  readonly leave: () => void
}

/** Counts the entries of each customer together. */
export function repeatCounter(
  layout: Layout,
  first: number,
  columns: readonly CohortColumn[],
  repeats: readonly RepeatSum[],
): RepeatCounter {
  const counts: boolean[][] = []
  for (let cohort = first; cohort <= layout.last; cohort++)
    counts.push(statesOf(layout, columns, cohort).map((state) => countsInAverage(layout, state)))
  const entered = new Int32Array(columns.length)
  const retained = new Int32Array(columns.length)
  const count = (cohort: number, column: number, of: Int32Array): void => {
    if ((counts[cohort - first] as boolean[])[column]) (of[column] as number)++
  }
  return {
    enter: (cohort) => {
      for (let column = 0; column < columns.length; column++) count(cohort, column, entered)
    },
    retain: (cohort, column) => {
      count(cohort, column, retained)
    },
    leave: () => {
      repeats.forEach((repeat, column) => {
        const n = entered[column] as number
        const r = retained[column] as number
        repeat.customers += n > 0 ? 1 : 0
        repeat.returned += r > 0 ? 1 : 0
        repeat.enteredSquares += n * n
        repeat.products += n * r
        repeat.retainedSquares += r * r
      })
      entered.fill(0)
      retained.fill(0)
    },
  }
}
