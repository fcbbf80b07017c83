import {
  checkCount,
  checkNumber,
  checkSome,
  countOf,
  eachRow,
  type Path,
  readOptions,
  refuse,
} from '../internal/guard.js'

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
import { idReader } from '../internal/rows/customers.js'
import { numberIds } from '../internal/rows/numbering.js'
import type { CustomerId, CustomerKey } from '../transactions.js'
import {
  binsOf,
  RFM_OPTIONS,
  type RfmOptions,
  type RfmThresholds,
  readScoring,
  scoresOf,
  type ThresholdRule,
  thresholdsOf,
} from './rfmScores.js'
import { codeIndex, readSegmentMap } from './rfmSegments.js'

/** Recency, frequency and monetary value of a customer. */
export interface RfmRow {
  /** The customer. */
  readonly customer: CustomerId
  /** Days, or any other unit of time, since the last purchase. */
  readonly sinceLast: number
  /** Number of purchases. */
  readonly purchases: number
  /** Their total amount, in the one currency of the call. */
  readonly amount: DecimalInput
}

/** Scores of a customer; higher is better. */
export interface RfmCustomer {
  /** The customer. */
  readonly customer: CustomerKey
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
  /** Their total amount. */
  readonly amount: string
}

/** Scores and segments of all customers. */
export interface Rfm {
  /** Each customer's scores, in the order of the rows. */
  readonly customers: readonly RfmCustomer[]
  /** Each segment once, in the order of the map, empty ones included; they add up to all customers. */
  readonly segments: readonly RfmSegmentSize[]
  /** The thresholds that were used. Give them, with `rule`, to the call for the next period. */
  readonly thresholds: RfmThresholds
  /** Whether a value equal to a threshold belongs above it. */
  readonly rule: ThresholdRule
  /** The definition of the quantiles; `null` where thresholds were given. */
  readonly definition: QuantileDefinition | null
}

/**
 * RFM: scores customers by recency, frequency and monetary value, and names their segment.
 *
 * A score depends only on the customer's own number and the thresholds, so equal customers get
 * equal scores. Where many customers are equal, a score can be empty: if half of them bought once,
 * no quantile can separate them.
 *
 * @formula score = 1 + thresholds below the value (`'above'`), or up to it (`'from'`); of recency, the
 * number of scores less those thresholds
 * @unit scores from 1, higher is better
 *
 * @param rows - One row for each customer, as of {@link summarizePurchases}.
 * @param options - Bins or thresholds, and the map of segments.
 * @returns Each customer's scores and segment, and the segments' sizes.
 * @throws {@link MetricError} `empty` without customers; `mismatch` for a customer given twice, or
 * a map in which a code has no segment or two; `invalid` for a malformed row.
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
  const given = readOptions<RfmOptions>(metric, options, RFM_OPTIONS)
  const scoring = readScoring(metric, given)
  const bins = binsOf(scoring)
  const map = readSegmentMap(metric, given.segments, bins)
  const read = readRfmRows(metric, rows)
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
function readRfmRows(
  metric: string,
  rows: unknown,
): Record<keyof RfmThresholds, Float64Array> & {
  readonly customers: readonly CustomerKey[]
  readonly exact: readonly (number | bigint)[]
} {
  const { ids, numberOf } = numberIds()
  const list: Path = ['rows']
  const readId = idReader(metric)
  const exact: (number | bigint)[] = []
  const columns: Record<keyof RfmThresholds, number[]> = {
    recency: [],
    frequency: [],
    monetary: [],
  }
  eachRow<RfmRow>(metric, list, rows, (row, index) => {
    const { sinceLast } = row
    const purchases = countOf(row.purchases) as number
    const customer = readId(row.customer, list, index)
    const amount = parseAmount(row.amount)
    const counted = Number.isSafeInteger(purchases) && purchases >= 0
    const timed = Number.isFinite(sinceLast) && sinceLast >= 0
    if (!timed || !counted || amount === undefined) return refuseRfmRow(metric, row, index)
    if (numberOf(customer) < exact.length)
      refuse(metric, ['rows', index, 'customer'], row.customer, 'in one row only', 'mismatch')
    exact.push(amount)
    columns.recency.push(sinceLast + 0)
    columns.frequency.push(purchases + 0)
    columns.monetary.push(amountNumber(amount))
  })
  checkSome(metric, ['rows'], rows, ids.length, 'customer')
  return {
    customers: ids,
    exact,
    recency: new Float64Array(columns.recency),
    frequency: new Float64Array(columns.frequency),
    monetary: new Float64Array(columns.monetary),
  }
}

/** Says what is wrong with a malformed row; paths are built for that row only. */
function refuseRfmRow(metric: string, row: RfmRow, index: number): void {
  checkNumber(metric, ['rows', index, 'sinceLast'], row.sinceLast)
  checkCount(metric, ['rows', index, 'purchases'], row.purchases)
  refuseAmount(metric, ['rows', index, 'amount'], row.amount)
}
