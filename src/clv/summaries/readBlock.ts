import { countOf } from '../../internal/guard.js'

/** Rows of columns that are read at a time, so that they stay near to the processor. */
export const BLOCK = 2048

/** A part of a column as numbers; what is none is not one. */
export function readBlock(
  column: ArrayLike<unknown>,
  from: number,
  rows: number,
  block: Float64Array,
): void {
  if (ArrayBuffer.isView(column) && column instanceof Float64Array) {
    block.set(column.subarray(from, from + rows))
    return
  }
  for (let row = 0; row < rows; row++) {
    const value = countOf(column[from + row])
    block[row] = typeof value === 'number' ? value : Number.NaN
  }
}
