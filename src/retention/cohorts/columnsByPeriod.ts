import type { Activity } from '../activity/activityGrid.js'
import type { CohortColumn } from './cohortFrame.js'

/** Where periods after the entry stand among the columns. */
export interface ColumnsByPeriod {
  /** The column that a period lies in; -1 between columns. */
  readonly columnAt: (offset: number) => number
  /** The first column that ends at a period or later; none after the last. */
  readonly nextAt: (offset: number) => number | undefined
  /** The last column that begins at a period or before; -1 where none does. */
  readonly reachedAt: (offset: number) => number
}

export function columnsByPeriod(columns: readonly CohortColumn[]): ColumnsByPeriod {
  const within: number[] = []
  const next: number[] = []
  const reached: number[] = []
  columns.forEach(({ from, to }, column) => {
    for (let offset = next.length; offset <= to; offset++) {
      within.push(offset < from ? -1 : column)
      next.push(column)
      reached.push(offset < from ? column - 1 : column)
    }
  })
  return {
    columnAt: (offset) => within[offset] ?? -1,
    nextAt: (offset) => next[offset],
    reachedAt: (offset) => reached[offset] ?? columns.length - 1,
  }
}

/**
 * For each cell the next one of its customer, itself included, from which on a period of at most
 * the given length may have the given number of events; the customer's end where no cell has.
 * Looking for such a period, all between is passed over.
 */
export function nextColumns(
  { slots, times, starts }: Activity,
  minimum: number,
  longest: number,
): Int32Array {
  const next = new Int32Array(slots.length)
  for (let owner = 0; owner + 1 < starts.length; owner++) {
    const end = starts[owner + 1] as number
    let far = end
    let count = 0
    for (let at = end - 1; at >= (starts[owner] as number); at--) {
      count += times[at] as number
      while ((slots[far - 1] as number) - (slots[at] as number) >= longest)
        count -= times[--far] as number
      next[at] = count >= minimum ? at : at + 1 < end ? (next[at + 1] as number) : end
    }
  }
  return next
}
