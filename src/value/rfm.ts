import { check, checkNumber, checkObject, checkSome, eachRow } from '../internal/guard.js'
import type { QuantileDefinition } from '../internal/inference/quantiles.js'
import {
  addAmount,
  amountNumber,
  amountText,
  type DecimalInput,
  type ExactSum,
  emptySum,
  parseAmount,
  refuseAmount,
  sumDecimal,
} from '../internal/money/decimal.js'
import { checkCustomer, isCustomer } from '../internal/rows/customers.js'
import type { CustomerId } from '../transactions.js'
import {
  binsOf,
  type RfmOptions,
  type RfmThresholds,
  readScoring,
  scoresOf,
  type ThresholdRule,
  thresholdsOf,
} from './rfmScores.js'
import { codeIndex, readSegments } from './rfmSegments.js'

/** How lately, how often and for how much a customer has bought. */
export interface RfmRow {
  /** Whose numbers they are. */
  readonly customer: CustomerId
  /** Days, or any other unit of time, since the last purchase. */
  readonly sinceLast: number
  /** Purchases so far. */
  readonly purchases: number
  /** What they came to, in the one currency of the call. */
  readonly amount: DecimalInput
}

/** Scores of a customer; higher is better. */
export interface RfmCustomer {
  /** Whose scores they are. */
  readonly customer: CustomerId
  /** Score of recency: high where the last purchase is not long ago. */
  readonly recency: number
  /** Score of frequency. */
  readonly frequency: number
  /** Score of monetary value. */
  readonly monetary: number
  /** The three scores in this order: `'555'`. */
  readonly code: string
  /** The name of the segment. */
  readonly segment: string
}

/** Customers of one segment. */
export interface RfmSegmentSize {
  /** The name of the segment. */
  readonly segment: string
  /** Customers in it. */
  readonly customers: number
  /** Their share of all customers, 0 to 1. */
  readonly share: number
  /** What they bought for. */
  readonly amount: string
}

/** Scores and segments of all customers. */
export interface Rfm {
  /** Each customer's scores, in the order of the rows. */
  readonly customers: readonly RfmCustomer[]
  /** Each segment once, in the order of the map, empty ones included; they add up to all customers. */
  readonly segments: readonly RfmSegmentSize[]
  /** The thresholds that were used: with `rule`, those of the next period. */
  readonly thresholds: RfmThresholds
  /** On which side of a threshold its own value is. */
  readonly rule: ThresholdRule
  /** The definition of the quantiles; `null` where thresholds were given. */
  readonly definition: QuantileDefinition | null
}

/**
 * Scores customers by how lately, how often and for how much they bought, and names their segment.
 *
 * A score depends on a customer's own number and the thresholds alone, so that equal customers get
 * equal scores. Where many are equal a score can be empty: half of them bought once, and no quantile
 * can tell them apart.
 *
 * @formula score = 1 + thresholds below the value (`'above'`), or up to it (`'from'`); of recency, the
 * number of scores less those thresholds
 * @unit scores from 1, higher is better
 *
 * @param rows - One row for each customer, as of {@link summarizePurchases}.
 * @param options - Bins or thresholds, and the map of segments.
 * @returns Each customer's scores and segment, and the segments' sizes.
 * @throws {@link MetricError} `empty` without customers; `mismatch` for a customer given twice, or a
 * map in which a code has no segment or two; `invalid` for a row that is none.
 * @source Hughes (1994), “Strategic Database Marketing”; Hyndman & Fan (1996), “Sample Quantiles in
 * Statistical Packages”, The American Statistician 50(4).
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', sinceLast: 3, purchases: 12, amount: '840.00' },
 *   { customer: 'b', sinceLast: 200, purchases: 1, amount: '15.00' },
 * ]
 * const thresholds = { recency: [30, 90, 180, 365], frequency: [2, 3, 5, 10], monetary: [20, 50, 100, 200] }
 * rfm(rows, { thresholds }).customers
 * // => [{ customer: 'a', recency: 5, frequency: 5, monetary: 5, code: '555', segment: 'champions' },
 * //     { customer: 'b', recency: 2, frequency: 1, monetary: 1, code: '211', segment: 'hibernating' }]
 * ```
 */
export function rfm(rows: Iterable<RfmRow>, options: RfmOptions): Rfm {
  const metric = 'rfm'
  const given = checkObject<RfmOptions>(metric, ['options'], options)
  const scoring = readScoring(metric, given)
  const bins = binsOf(scoring)
  const map = readSegments(metric, given.segments, bins)
  const read = readRows(metric, rows)
  const thresholds = thresholdsOf(scoring, read)
  const scores = scoresOf(read, thresholds, scoring.rule)
  const sizes = new Float64Array(map.names.length)
  const sums = map.names.map(emptySum)
  const customers = read.customers.map((customer, at): RfmCustomer => {
    const recency = scores.recency[at] as number
    const frequency = scores.frequency[at] as number
    const monetary = scores.monetary[at] as number
    const code = codeIndex(bins, recency, frequency, monetary)
    const segment = map.segmentOf[code] as number
    ;(sizes[segment] as number)++
    addAmount(sums[segment] as ExactSum, read.exact[at] as number)
    return {
      customer,
      recency,
      frequency,
      monetary,
      code: map.codes[code] as string,
      segment: map.names[segment] as string,
    }
  })
  return {
    customers,
    segments: map.names.map((segment, at) => ({
      segment,
      customers: sizes[at] as number,
      share: (sizes[at] as number) / customers.length,
      amount: amountText(metric, ['segments', at, 'amount'], sumDecimal(sums[at] as ExactSum)),
    })),
    thresholds,
    rule: scoring.rule,
    definition: scoring.definition,
  }
}

/** The rows' numbers, column by column. */
function readRows(
  metric: string,
  rows: unknown,
): Record<keyof RfmThresholds, Float64Array> & {
  readonly customers: readonly CustomerId[]
  readonly exact: readonly (number | bigint)[]
} {
  const seen = new Set<CustomerId>()
  const exact: (number | bigint)[] = []
  const columns: Record<keyof RfmThresholds, number[]> = {
    recency: [],
    frequency: [],
    monetary: [],
  }
  eachRow<RfmRow>(metric, ['rows'], rows, (row, index) => {
    const { customer, sinceLast, purchases } = row
    const amount = parseAmount(row.amount)
    const counted = Number.isSafeInteger(purchases) && purchases >= 0
    const timed = Number.isFinite(sinceLast) && sinceLast >= 0
    if (!isCustomer(customer) || !timed || !counted || amount === undefined)
      return refuseRow(metric, row, index)
    if (seen.size === seen.add(customer).size)
      check(metric, ['rows', index, 'customer'], customer, false, 'in one row only', 'mismatch')
    exact.push(amount)
    columns.recency.push(sinceLast + 0)
    columns.frequency.push(purchases + 0)
    columns.monetary.push(amountNumber(amount))
  })
  checkSome(metric, ['rows'], rows, seen.size, 'customer')
  return {
    customers: [...seen],
    exact,
    recency: new Float64Array(columns.recency),
    frequency: new Float64Array(columns.frequency),
    monetary: new Float64Array(columns.monetary),
  }
}

/** Says what is wrong with a row that was found wrong; paths are built for that one only. */
function refuseRow(metric: string, row: RfmRow, index: number): void {
  checkCustomer(metric, ['rows', index, 'customer'], row.customer)
  checkNumber(metric, ['rows', index, 'sinceLast'], row.sinceLast, 0, Infinity, '')
  checkNumber(metric, ['rows', index, 'purchases'], row.purchases)
  refuseAmount(metric, ['rows', index, 'amount'], row.amount)
}
