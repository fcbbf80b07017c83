import {
  addAmount,
  addSum,
  type ExactSum,
  emptySum,
  type ReadAmount,
} from '../../internal/money/decimal.js'

/** Exact sums of many cells: cents in a list, and a sum of its own for what those cannot hold. */
export interface CellSums {
  /** Adds an amount to a cell. Cells are numbered from 0, without a gap. */
  readonly keep: (cell: number, amount: ReadAmount) => void
  /** Adds what a cell holds to a sum. */
  readonly addTo: (sum: ExactSum, cell: number) => void
}

/** Sums of nothing yet. */
export function makeCellSums(): CellSums {
  const cents: number[] = []
  const finer = new Map<number, ExactSum>()
  return {
    keep: (cell, amount) => {
      const before = cents[cell] ?? 0
      const next = typeof amount === 'number' ? before + amount : Number.NaN
      const fits = Number.isSafeInteger(next)
      cents[cell] = fits ? next : before
      if (fits) return
      const rest = finer.get(cell) ?? emptySum()
      addAmount(rest, amount)
      finer.set(cell, rest)
    },
    addTo: (sum, cell) => {
      addAmount(sum, cents[cell] as number)
      const rest = finer.get(cell)
      if (rest) addSum(sum, rest)
    },
  }
}
