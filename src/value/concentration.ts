import {
  check,
  checkConfidence,
  checkRate,
  checkSome,
  checkWhole,
  eachItem,
  type Fields,
  readList,
  readOptions,
  refuse,
} from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import {
  addAmount,
  amountNumber,
  amountText,
  type DecimalInput,
  emptySum,
  parseAmount,
  type ReadAmount,
  refuseAmount,
  sumDecimal,
} from '../internal/money/decimal.js'
import {
  type CustomersFor,
  customersForOf,
  giniOf,
  lorenzAt,
  spreadOf,
  type TopShare,
  topShareOf,
} from './lorenzCurve.js'

/** The shares of a concentration. */
export interface ConcentrationOptions {
  /**
   * Shares of the customers, best first, for which the result has the share of the amount: 100 at
   * most.
   * @defaultValue `[0.01, 0.1, 0.2]`
   */
  readonly top?: readonly number[]
  /**
   * Shares of the amount for which the result has the number of customers: 100 at most.
   * @defaultValue `[0.5, 0.8]`
   */
  readonly amount?: readonly number[]
  /**
   * Shares of the customers, smallest first, for which the result has points of the Lorenz curve.
   * @defaultValue `[0, 0.1, …, 1]`
   */
  readonly lorenz?: readonly number[]
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const CONCENTRATION_OPTIONS: Fields<ConcentrationOptions> = {
  top: 0,
  amount: 0,
  lorenz: 0,
  confidence: 0,
}

/** A point of the Lorenz curve. */
export interface LorenzPoint {
  /** Share of the customers, smallest first, 0 to 1. */
  readonly customers: number
  /** Their share of the amount, 0 to 1. */
  readonly amount: number
}

/** How unevenly an amount is spread over customers. */
export interface Concentration {
  /**
   * Gini coefficient of these customers: 0 where all are equal, near 1 where one has everything.
   * The interval is around `giniUnbiased`, not around this value.
   */
  readonly gini: number
  /** Unbiased estimate for customers in general: n ÷ (n − 1) × `gini`; `null` for one customer. */
  readonly giniUnbiased: number | null
  /** Standard error of `gini`; `null` where there is no interval. */
  readonly standardError: number | null
  /** Interval around `giniUnbiased`; `null` where that is 0 or 1, or there are fewer than three customers. */
  readonly interval: Interval<'jackknife'> | null
  /** Points of the Lorenz curve. */
  readonly lorenz: readonly LorenzPoint[]
  /** The share of the amount that the best customers bring in. */
  readonly topShares: readonly TopShare[]
  /** How many customers bring in a share of the amount. */
  readonly customersFor: readonly CustomersFor[]
  /** Customers counted, those with nothing included. */
  readonly customers: number
  /** Total amount of all customers. */
  readonly total: string
}

const TOP_SHARES = [0.01, 0.1, 0.2]
const AMOUNT_SHARES = [0.5, 0.8]
const LORENZ_SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const MOST_PLACES = 1000

/** Each share with an interval costs one pass that leaves every customer out once. */
const MOST_SHARES = 100

/**
 * How unevenly an amount is spread over customers: for example, whether twenty per cent of them
 * bring in eighty per cent.
 *
 * Give one amount for each customer, and 0 for a customer who bought nothing: every number here
 * depends on whether these customers are in the list.
 *
 * @formula gini = Σ (2i − n − 1) × amount(i) ÷ (n × Σ amount), amounts ascending, i from 1 to n; the
 * intervals are giniUnbiased, top shares and shares of customers ± t standard errors, by the jackknife,
 * with t corrected for skewness
 * @unit shares, 0 to 1
 *
 * @param amounts - The amount of each customer, 0 or more.
 * @param options - Which shares, and the confidence.
 * @returns Gini coefficient, Lorenz curve, the shares of top customers, and the customers behind
 * shares of the amount.
 * @throws {@link MetricError} `empty` without customers; `out-of-range` for a negative amount;
 * `undefined` where nobody brought in anything.
 * @source Gini (1914), “Sulla misura della concentrazione”; Lorenz (1905), “Methods of Measuring the
 * Concentration of Wealth”, Publications of the ASA 9; Yitzhaki (1991), “Calculating Jackknife
 * Variance Estimators for Parameters of the Gini Method”, Journal of Business & Economic Statistics 9(2),
 * for the standard error; Hall (1992), “On the Removal of Skewness by Transformation”, Journal of the
 * Royal Statistical Society B 54(1), for the interval.
 *
 * @example
 * ```ts
 * const spread = concentration([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
 * spread.gini // => 0.4620…
 * spread.topShares[2] // => { top: 0.2, customers: 2, share: 0.5130…, … }
 * spread.customersFor[1] // => { amount: 0.8, customers: 5, share: 0.5, interval: null }
 * ```
 */
export function concentration(
  amounts: Iterable<DecimalInput>,
  options: ConcentrationOptions = {},
): Concentration {
  const metric = 'concentration'
  const given = readOptions<ConcentrationOptions>(metric, options, CONCENTRATION_OPTIONS)
  const top = readAskedShares(metric, 'top', given.top ?? TOP_SHARES, MOST_SHARES)
  const wanted = readAskedShares(metric, 'amount', given.amount ?? AMOUNT_SHARES, MOST_SHARES)
  const places = readAskedShares(metric, 'lorenz', given.lorenz ?? LORENZ_SHARES, MOST_PLACES)
  const confidence = checkConfidence(metric, given.confidence)
  const total = emptySum()
  const read: ReadAmount[] = []
  let isCents = true
  eachItem(metric, ['amounts'], amounts, (value, index) => {
    const amount = parseAmount(value)
    if (amount === undefined) return refuseAmount(metric, ['amounts', index], value)
    if (amount < 0)
      refuse(metric, ['amounts', index], value, 'an amount of at least 0', 'out-of-range')
    addAmount(total, amount)
    if (typeof amount === 'bigint') isCents = false
    read.push(amount)
  })
  checkSome(metric, ['amounts'], amounts, read.length, 'customer')
  // Whole cents are added and taken from one another without rounding; shares know no unit.
  const values = isCents
    ? Float64Array.from(read as number[])
    : Float64Array.from(read, amountNumber)
  const spread = spreadOf(values)
  const some = (spread.upTo.at(-1) as number) > 0
  check(metric, ['amounts'], amounts, some, 'amounts of which one is above 0', 'undefined')
  return {
    ...giniOf(spread, confidence),
    lorenz: places.map((customers) => ({ customers, amount: lorenzAt(spread, customers) })),
    topShares: top.map((share) => topShareOf(spread, share, confidence)),
    customersFor: wanted.map((amount) => customersForOf(spread, amount, confidence)),
    customers: read.length,
    total: amountText(metric, ['total'], sumDecimal(total)),
  }
}

function readAskedShares(metric: string, name: string, values: unknown, most: number): number[] {
  const shares = readList(metric, [name], values, (share, path) => checkRate(metric, path, share))
  checkWhole(metric, [name, 'length'], shares.length, 0, most)
  return shares
}
