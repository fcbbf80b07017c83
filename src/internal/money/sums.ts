/** Decimals of an amount that is added, and of every one that leaves: more than any currency has. */
export const PLACES = 30

/** What a cent has of them. */
export const UNIT_PER_CENT: bigint = /* @__PURE__ */ BigInt(`1${'0'.repeat(PLACES - 2)}`)

/**
 * An exact running sum. Cents are added as safe integers; what has more decimals, or would not fit,
 * goes to a bigint of 1e-30 units.
 */
export interface ExactSum {
  cents: number
  rest: bigint
}

/** A sum of nothing. */
export function emptySum(): ExactSum {
  return { cents: 0, rest: 0n }
}

/** An amount that was read: cents as a number, anything finer or larger in 1e-30 as a bigint. */
export type ReadAmount = number | bigint

/** Adds what was read. */
export function addAmount(sum: ExactSum, amount: ReadAmount): void {
  if (typeof amount === 'bigint') sum.rest += amount
  else {
    const next = sum.cents + amount
    if (Number.isSafeInteger(next)) sum.cents = next
    else {
      sum.rest += BigInt(sum.cents) * UNIT_PER_CENT
      sum.cents = amount
    }
  }
}

/** Adds another sum. */
export function addSum(sum: ExactSum, other: ExactSum): void {
  addAmount(sum, other.cents)
  addAmount(sum, other.rest)
}

/** The sum in units of 1e-30. */
export function sumUnits(sum: ExactSum): bigint {
  return sum.rest + BigInt(sum.cents) * UNIT_PER_CENT
}

/** The sum as a decimal string without exponent or trailing zeros: one amount, one spelling. */
export function sumText(sum: ExactSum): string {
  return unitsText(sumUnits(sum))
}

/** The same of units of 1e-30. */
export function unitsText(units: bigint): string {
  const digits = `${units < 0n ? -units : units}`.padStart(PLACES + 1, '0')
  const decimals = digits.slice(-PLACES).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${decimals && `.${decimals}`}`
}
