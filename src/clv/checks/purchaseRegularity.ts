import { checkConfidence, type Fields, readOptions } from '../../internal/guard.js'
import { type Interval, interval } from '../../internal/inference/interval.js'
import { quantileOf } from '../../internal/inference/quantiles.js'
import { digamma, trigamma } from '../../internal/math/gamma.js'
import { studentWidth } from '../../internal/math/special.js'
import { formatDay } from '../../internal/time/dayNumber.js'
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
  /**
   * Confidence of the interval, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const REGULARITY_OPTIONS: Fields<RegularityOptions> = {
  asOf: 1,
  refunds: 0,
  timeZone: 0,
  confidence: 0,
}

/** How regularly customers buy: 1 where a purchase says nothing of when the next one comes. */
export interface PurchaseRegularity {
  /**
   * Of the last two gaps of each customer: 1 for no rhythm, 2 and more for a clear one, below 1 for
   * purchases in bursts; `null` where nobody has two gaps, or all pairs are equal.
   */
  readonly wheatMorrison: number | null
  /**
   * Interval of `wheatMorrison`, over customers: of the logarithm of v. `null` for fewer than two
   * customers, and where all have the same M.
   */
  readonly interval: Interval<'delta'> | null
  /** Customers with two gaps or more. */
  readonly customers: number
  /**
   * The median of each frequent customer's own, by maximum likelihood; `null` without one, or where
   * their gaps are equal.
   */
  readonly median: number | null
  /** Customers with ten gaps or more. */
  readonly frequentCustomers: number
  /** The last day whose transactions are known. */
  readonly asOf: string
}

/** Customers with fewer gaps say too little of themselves. */
const FREQUENT = 10

/**
 * Whether customers buy on a rhythm: the shape k of the gaps between their purchases. Clearly
 * above 1, a model of a rhythm is worth a fit (`fitMbgCnbd`); near 1 it is not.
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
 * // => { wheatMorrison: 84.0…, interval: null, customers: 1, median: 80.99…, frequentCustomers: 1, … }
 * ```
 */
export function purchaseRegularity(
  transactions: Iterable<TransactionRow>,
  options: RegularityOptions,
): PurchaseRegularity {
  const metric = 'purchaseRegularity'
  const given = readOptions<RegularityOptions>(metric, options, REGULARITY_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const squares: number[] = []
  const shapes: number[] = []
  const { confidence: _, ...read } = given
  const clock = { ...read, unit: 'day' }
  const { asOf } = eachHistory(metric, transactions, clock, 'asOf', ({ places, frequency }) => {
    if (frequency < 2) return
    const gaps = places.slice(1).map((place, i) => place - (places[i] as number))
    const [before, last] = gaps.slice(-2) as [number, number]
    squares.push((last / (before + last) - 0.5) ** 2)
    if (frequency >= FREQUENT) shapes.push(shapeOf(gaps))
  })
  // In one order, so that no order of rows changes a digit.
  const { mean, error } = meanOf(Float64Array.from(squares).sort())
  const sorted = Float64Array.from(shapes).sort()
  const median = quantileOf((rank) => sorted[rank] as number, sorted.length, 0.5, 2)
  return {
    wheatMorrison: mean > 0 ? regularityOf(mean) : null,
    interval: error > 0 ? intervalOf(mean, error, squares.length, confidence) : null,
    customers: squares.length,
    median: median < Infinity ? median : null,
    frequentCustomers: shapes.length,
    asOf: formatDay(asOf),
  }
}

/** Wheat and Morrison's k of the mean of (M − ½)², which is at most a quarter. */
function regularityOf(v: number): number {
  return (1 - 4 * v) / (8 * v)
}

function meanOf(sorted: Float64Array): { readonly mean: number; readonly error: number } {
  const count = sorted.length
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (count - 1) / count) }
}

function intervalOf(
  v: number,
  error: number,
  customers: number,
  confidence: number,
): Interval<'delta'> {
  const factor = Math.exp(studentWidth(confidence, customers - 1) * (error / v))
  const ends = [regularityOf(Math.min(v * factor, 0.25)), regularityOf(v / factor)] as const
  return interval('delta', confidence, regularityOf(v), ends, [0, Number.MAX_VALUE])
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
