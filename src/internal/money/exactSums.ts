import { check, type Path, refuse } from '../guard.js'
import {
  addAmount,
  type ExactSum,
  emptySum,
  parseAmount,
  refuseAmount,
  sumUnits,
} from './decimal.js'

/** Refuses an amount below 0. */
export function refuseSpend(metric: string, path: Path, value: unknown): never {
  return refuse(metric, path, value, 'an amount of at least 0', 'out-of-range')
}

/** An amount of at least 0, as a sum of its own. */
export function readSum(metric: string, path: Path, value: unknown): ExactSum {
  const amount = parseAmount(value) ?? refuseAmount(metric, path, value)
  if (amount < 0) refuseSpend(metric, path, value)
  const sum = emptySum()
  addAmount(sum, amount)
  return sum
}

/** Takes away a sum from another. */
export function subtractSum(sum: ExactSum, other: ExactSum): void {
  addAmount(sum, -other.cents)
  addAmount(sum, -other.rest)
}

/** Less than 0 where the first is smaller, 0 where both are the same, more where it is larger. */
export function compareSums(a: ExactSum, b: ExactSum): number {
  if (a.rest === b.rest) return a.cents - b.cents
  const [first, second] = [sumUnits(a), sumUnits(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

/** The number nearest to one sum ÷ another that is more than 0: divided whole, and rounded once. */
export function ratioOfSums(a: ExactSum, b: ExactSum): number {
  if (a.rest === 0n && b.rest === 0n) return a.cents / b.cents
  const [top, bottom] = [sumUnits(a), sumUnits(b)]
  const size = top < 0n ? -top : top
  // More binary digits than a number holds are left, and one that says if any follow.
  const shift = Math.max(0, 70 + bitsOf(bottom) - bitsOf(size))
  const shifted = size << BigInt(shift)
  const sticky = shifted % bottom > 0n ? 1n : 0n
  const ratio = Number((shifted / bottom) | sticky) * 2 ** -shift
  return top < 0n ? -ratio : ratio
}

/** How many binary digits a whole number has, four more or less. */
function bitsOf(size: bigint): number {
  return 4 * size.toString(16).length
}

/** One currency for all rows, or none: the first row says which. */
export function readCurrency(
  metric: string,
  index: number,
  value: unknown,
  known: { currency: string | undefined; first?: number },
): void {
  const path: Path = ['rows', index, 'currency']
  const isName = value === undefined || (typeof value === 'string' && value !== '')
  check(metric, path, value, isName, 'a currency such as EUR', 'invalid')
  const expected = `${String(known.currency)} as in rows[${known.first}]`
  check(metric, path, value, known.first === undefined, expected, 'mismatch')
  known.first = index
  known.currency = value as string | undefined
}
