import type { ReadAmount } from '../money/decimal.js'
import { numberList } from './doubled.js'

/** Amounts one after another. */
export interface AmountList {
  readonly push: (amount: ReadAmount) => void
  /** The amounts; where all are cents packed as numbers. */
  readonly values: () => Float64Array | readonly ReadAmount[]
}

/** A list of amounts, packed until one is more than cents. */
export function amountList(): AmountList {
  const cents = numberList()
  let mixed: ReadAmount[] | undefined
  return {
    push: (amount) => {
      if (typeof amount === 'bigint') mixed ??= Array.from(cents.values())
      if (mixed) mixed.push(amount)
      else cents.push(amount as number)
    },
    values: () => mixed ?? cents.values(),
  }
}
