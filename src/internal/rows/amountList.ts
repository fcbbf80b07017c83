import type { ReadAmount } from '../money/decimal.js'
import { doubled } from './doubled.js'

/** Amounts one after another. */
export interface AmountList {
  readonly push: (amount: ReadAmount) => void
  /** The amounts; where all are cents packed as numbers, with room for more behind them. */
  readonly values: () => Float64Array | readonly ReadAmount[]
}

/** A list of amounts, packed until one is more than cents. */
export function amountList(): AmountList {
  let size = 0
  let cents = new Float64Array(64)
  let mixed: ReadAmount[] | undefined
  return {
    push: (amount) => {
      if (typeof amount === 'bigint') mixed ??= Array.from(cents.subarray(0, size))
      if (mixed) mixed.push(amount)
      else {
        if (size === cents.length) cents = doubled(cents)
        cents[size++] = amount as number
      }
    },
    values: () => mixed ?? cents,
  }
}
