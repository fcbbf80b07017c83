import { type Decimal, decimalOf } from './decimal.js'
import { PLACES } from './sums.js'

/**
 * Parts of a total as amounts leave: rounded once, and adding up to the total to the last digit. What
 * rounding leaves over goes to the largest part.
 */
export function addUpAmounts(parts: readonly Decimal[], total: Decimal): Decimal[] {
  const rounded = parts.map((part) => part.toDecimalPlaces(PLACES))
  const left = rounded.reduce((rest, part) => rest.minus(part), total.toDecimalPlaces(PLACES))
  const largest = rounded.reduce(
    (best, part, at) => (part.abs().gt((rounded[best] as Decimal).abs()) ? at : best),
    0,
  )
  return rounded.map((part, at) => (at === largest ? part.plus(left) : part))
}

/** The sum of some amounts. */
export function sumOfAmounts(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((sum, amount) => sum.plus(amount), decimalOf(0))
}
