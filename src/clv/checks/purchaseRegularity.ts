import { type Fields, readOptions } from '../../internal/guard.js'
import { digamma, trigamma } from '../../internal/math/gamma.js'
import type { DateInput } from '../../internal/time/days.js'
import type { TransactionRow } from '../../transactions.js'
import { eachHistory } from '../summaries/histories.js'
import type { RefundPolicy } from '../summaries/summarizeCustomers.js'

/** Until when purchases are read. */
export interface RegularityOptions {
  /** The last day whose transactions are known. */
  readonly asOf: DateInput
  /** What a negative amount does: it is no purchase either way. Required where there are any. */
  readonly refunds?: RefundPolicy
  /** Time zone in which instants become calendar days, an IANA name. */
  readonly timeZone?: string
}

/** The fields that are read; another one is refused. */
const REGULARITY_OPTIONS: Fields<RegularityOptions> = { asOf: 1, refunds: 0, timeZone: 0 }

/** How regularly customers buy: 1 where a purchase says nothing of when the next one comes. */
export interface PurchaseRegularity {
  /**
   * Of the last two gaps of each customer: 1 for no rhythm, 2 and more for a clear one, below 1 for
   * purchases in bursts; `null` where nobody has two gaps, or all pairs are equal.
   */
  readonly wheatMorrison: number | null
  /** Customers with two gaps or more. */
  readonly customers: number
  /**
   * The median of each frequent customer's own, by maximum likelihood; `null` without one, or where
   * their gaps are equal.
   */
  readonly median: number | null
  /** Customers with ten gaps or more. */
  readonly frequentCustomers: number
}

/** Customers with fewer gaps say too little of themselves. */
const FREQUENT = 10

/**
 * Whether customers buy on a rhythm: the shape k of the gaps between their purchases. Above about 1.5, a
 * model of a rhythm is worth a fit (`fitMbgCnbd`); near 1 it is not.
 *
 * @formula Wheat–Morrison: k = (1 − 4v) ÷ (8v) for the mean v of (M − ½)², M = last gap ÷ (last two gaps);
 * median: the k of a gamma distribution of a customer's gaps, ln k − ψ(k) = ln(mean gap) − mean(ln gap)
 * @unit none
 *
 * @param transactions - Purchases; amounts are not needed.
 * @param options - The last day that is known.
 * @returns Both estimates, and of how many customers.
 * @throws {@link MetricError} `empty` where nobody had bought by `asOf`.
 * @source Wheat & Morrison (1990), “Estimating Purchase Regularity with Two Interpurchase Times”, Journal of
 * Marketing Research 27(1); Platzer & Reutterer (2016), Marketing Science 35(5).
 *
 * @example
 * ```ts
 * const weekly = [0, 7, 15, 21, 28, 34, 42, 49, 57, 63, 70].map((day) => ({
 *   customer: 'ann', on: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
 * }))
 * purchaseRegularity(weekly, { asOf: '2025-03-31' })
 * // => { wheatMorrison: 84, customers: 1, median: 113.…, frequentCustomers: 1 }
 * ```
 */
export function purchaseRegularity(
  transactions: Iterable<TransactionRow>,
  options: RegularityOptions,
): PurchaseRegularity {
  const metric = 'purchaseRegularity'
  const given = readOptions<RegularityOptions>(metric, options, REGULARITY_OPTIONS)
  let [spread, customers] = [0, 0]
  const shapes: number[] = []
  eachHistory(metric, transactions, { ...given, unit: 'day' }, 'asOf', ({ places, frequency }) => {
    if (frequency < 2) return
    const gaps = places.slice(1).map((place, i) => place - (places[i] as number))
    const [before, last] = gaps.slice(-2) as [number, number]
    spread += (last / (before + last) - 0.5) ** 2
    customers++
    if (frequency >= FREQUENT) shapes.push(shapeOf(gaps))
  })
  const v = spread / customers
  const wheatMorrison = v > 0 ? (1 - 4 * v) / (8 * v) : null
  return {
    wheatMorrison,
    customers,
    median: medianOf(shapes),
    frequentCustomers: shapes.length,
  }
}

function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const median =
    ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
  return median < Infinity ? median : null
}

/** The shape of a gamma distribution of gaps; infinite where they are equal. */
function shapeOf(gaps: readonly number[]): number {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const apart = -gaps.reduce((sum, gap) => sum + Math.log(gap / mean), 0) / gaps.length
  if (!(apart > 1e-12)) return Infinity
  // Newton's steps on 1 ÷ k from Minka's start.
  let k = (3 - apart + Math.sqrt((apart - 3) ** 2 + 24 * apart)) / (12 * apart)
  for (let step = 0; step < 8; step++) {
    const miss = Math.log(k) - digamma(k) - apart
    k = 1 / (1 / k + miss / (k * k * (1 / k - trigamma(k))))
  }
  return k
}
