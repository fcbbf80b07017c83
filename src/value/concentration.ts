import {
  check,
  checkChoice,
  checkConfidence,
  checkCount,
  checkRate,
  checkSome,
  checkWhole,
  eachItem,
  type Fields,
  readFields,
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
  type ExactSum,
  emptySum,
  parseAmount,
  type ReadAmount,
  refuseAmount,
  sumDecimal,
} from '../internal/money/decimal.js'
import { UNIT_PER_CENT } from '../internal/money/sums.js'
import {
  type CustomersFor,
  customersForOf,
  giniOf,
  lorenzAt,
  spreadOf,
  type TopShare,
  topShareOf,
} from './lorenzCurve.js'

/** What a customer counts as whose refunds or costs are larger than what came in. */
export type BelowZeroPolicy = 'floor' | 'leave-out' | 'keep'

/** An amount, and how many customers have it. */
export interface CountedAmount {
  /** The amount of each of them. */
  readonly amount: DecimalInput
  /** How many customers have exactly this amount, a whole number. */
  readonly customers: number
}

/** The fields that are read; another one is refused. */
const COUNTED_AMOUNT: Fields<CountedAmount> = { amount: 1, customers: 1 }

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
   * What customers with a net amount below 0 count as: `'floor'` as customers with nothing, `'leave-out'`
   * as no customers, `'keep'` with the amount that they took away. Required where there are any.
   */
  readonly belowZero?: BelowZeroPolicy
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
  belowZero: 0,
  confidence: 0,
}

/** A point of the Lorenz curve. */
export interface LorenzPoint {
  /** Share of the customers, smallest first, 0 to 1. */
  readonly customers: number
  /** Their share of the amount, 0 to 1; below 0 where customers below 0 are kept. */
  readonly amount: number
}

/** How unevenly an amount is spread over customers. */
export interface Concentration {
  /**
   * Gini coefficient of these customers: 0 where all are equal, near 1 where one has everything.
   * The interval is around `giniUnbiased`, not around this value. Where amounts below 0 are kept, they
   * are divided by the sum of all amounts without their sign, so that 1 is the most.
   */
  readonly gini: number
  /** Unbiased estimate for customers in general: n ÷ (n − 1) × `gini`; `null` for one customer. */
  readonly giniUnbiased: number | null
  /** Standard error of `gini`; `null` where there is no interval. */
  readonly standardError: number | null
  /**
   * Interval around `giniUnbiased`; `null` where that is 0 or 1, there are fewer than three customers, or
   * amounts below 0 are kept.
   */
  readonly interval: Interval<'jackknife'> | null
  /** Points of the Lorenz curve. */
  readonly lorenz: readonly LorenzPoint[]
  /** The share of the amount that the best customers bring in. */
  readonly topShares: readonly TopShare[]
  /** How many customers bring in a share of the amount. */
  readonly customersFor: readonly CustomersFor[]
  /** Customers counted, those with nothing included. */
  readonly customers: number
  /** Total amount of all customers counted. */
  readonly total: string
  /** Customers whose amount was below 0, whatever they count as. */
  readonly customersBelowZero: number
  /** What they took away: the sum of their amounts, 0 or less. */
  readonly amountBelowZero: string
  /** What they count as; `null` where the option was not given. */
  readonly belowZero: BelowZeroPolicy | null
}

const TOP_SHARES = [0.01, 0.1, 0.2]
const AMOUNT_SHARES = [0.5, 0.8]
const LORENZ_SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const MOST_PLACES = 1000

/** Counted customers are left out one by one for each interval: more of these take seconds. */
const MOST_LEFT_OUT = 12_000_000

/** Each share with an interval costs one pass that leaves every customer out once. */
const MOST_SHARES = 100

/**
 * How unevenly an amount is spread over customers: for example, whether twenty per cent of them
 * bring in eighty per cent.
 *
 * Give one amount for each customer, and 0 for a customer who bought nothing: every number here
 * depends on whether these customers are in the list. Where many customers have the same amount, give it
 * once with their number: `{ amount: 9.9, customers: 1200 }`.
 *
 * Refunds and costs can leave a customer with less than nothing, and `belowZero` says what such customers
 * count as. With `'keep'` the best customers bring in more than everything, as in a whale curve of
 * profit; there are no intervals then, because without one customer the total may be near 0.
 *
 * @formula gini = Σ (2i − n − 1) × amount(i) ÷ (n × Σ amount), amounts ascending, i from 1 to n; the
 * intervals are giniUnbiased, top shares and shares of customers ± t standard errors, by the jackknife,
 * with t corrected for skewness
 * @unit shares, 0 to 1
 *
 * @param amounts - The amount of each customer, or amounts with the number of customers who have them.
 * @param options - Which shares, what amounts below 0 count as, and the confidence.
 * @returns Gini coefficient, Lorenz curve, the shares of top customers, and the customers behind
 * shares of the amount.
 * @throws {@link MetricError} `empty` without customers; `out-of-range` for a negative amount without
 * `belowZero`, or more than twelve million counted customers × (shares + 1); `undefined` where nobody brought in
 * anything, or all together nothing.
 * @source Gini (1914), “Sulla misura della concentrazione”; Lorenz (1905), “Methods of Measuring the
 * Concentration of Wealth”, Publications of the ASA 9; Yitzhaki (1991), “Calculating Jackknife
 * Variance Estimators for Parameters of the Gini Method”, Journal of Business & Economic Statistics 9(2),
 * for the standard error; Hall (1992), “On the Removal of Skewness by Transformation”, Journal of the
 * Royal Statistical Society B 54(1), for the interval; Raffinetti, Siletti & Vernizzi (2015), “On the Gini
 * Coefficient Normalization When Attributes with Negative Values Are Considered”, Statistical Methods &
 * Applications 24, and Kaplan & Narayanan (2001), “Measuring and Managing Customer Profitability”, Journal
 * of Cost Management 15, for amounts below 0.
 *
 * @example
 * ```ts
 * const spread = concentration([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
 * spread.gini // => 0.4620…
 * spread.topShares[2] // => { top: 0.2, customers: 2, share: 0.5130…, … }
 * spread.customersFor[1] // => { amount: 0.8, customers: 5, share: 0.5, interval: null }
 * const counted = concentration([{ amount: 10, customers: 80 }, { amount: 160, customers: 20 }])
 * counted.topShares[2] // => { top: 0.2, customers: 20, share: 0.8, … }
 * ```
 */
export function concentration(
  amounts: Iterable<DecimalInput | CountedAmount>,
  options: ConcentrationOptions = {},
): Concentration {
  const metric = 'concentration'
  const given = readOptions<ConcentrationOptions>(metric, options, CONCENTRATION_OPTIONS)
  const top = readAskedShares(metric, 'top', given.top ?? TOP_SHARES, MOST_SHARES)
  const wanted = readAskedShares(metric, 'amount', given.amount ?? AMOUNT_SHARES, MOST_SHARES)
  const places = readAskedShares(metric, 'lorenz', given.lorenz ?? LORENZ_SHARES, MOST_PLACES)
  const confidence = checkConfidence(metric, given.confidence)
  const policy =
    given.belowZero === undefined
      ? null
      : checkChoice(metric, ['belowZero'], given.belowZero, ['floor', 'leave-out', 'keep'])
  const { values, total, below } = readAmounts(
    metric,
    amounts,
    policy,
    Math.floor(MOST_LEFT_OUT / (1 + top.length + wanted.length)),
  )
  const spread = spreadOf(values)
  const some = (spread.upTo.at(-1) as number) > 0
  const expected =
    policy === 'keep' ? 'amounts that add up to more than 0' : 'amounts of which one is above 0'
  check(metric, ['amounts'], amounts, some, expected, 'undefined')
  return {
    ...giniOf(spread, confidence),
    lorenz: places.map((customers) => ({ customers, amount: lorenzAt(spread, customers) })),
    topShares: top.map((share) => topShareOf(spread, share, confidence)),
    customersFor: wanted.map((amount) => customersForOf(spread, amount, confidence)),
    customers: values.length,
    total: amountText(metric, ['total'], sumDecimal(total)),
    customersBelowZero: below.customers,
    amountBelowZero: amountText(metric, ['amountBelowZero'], sumDecimal(below.total)),
    belowZero: policy,
  }
}

/** Amounts of customers, one each, and what was below 0 among those that were given. */
interface ReadAmounts {
  readonly values: Float64Array
  readonly total: ExactSum
  readonly below: { readonly customers: number; readonly total: ExactSum }
}

function readAmounts(
  metric: string,
  amounts: unknown,
  policy: BelowZeroPolicy | null,
  most: number,
): ReadAmounts {
  const total = emptySum()
  const below = { customers: 0, total: emptySum() }
  const read: ReadAmount[] = []
  // How many customers have each amount, from the first on that says so.
  let times: number[] | undefined
  let counted = 0
  let isCents = true
  const keep = (amount: ReadAmount, customers: number): void => {
    if (customers === 0) return
    if (typeof amount === 'bigint') isCents = false
    read.push(amount)
    addTimes(total, amount, customers)
    if (times) times.push(customers)
    else if (customers > 1) times = read.map((_, at) => (at < read.length - 1 ? 1 : customers))
  }
  eachItem(metric, ['amounts'], amounts, (item, index) => {
    const isCounted = typeof item === 'object' && item !== null && 'customers' in item
    const path = isCounted ? ['amounts', index, 'amount'] : ['amounts', index]
    const row = isCounted ? readFields(metric, ['amounts', index], item, COUNTED_AMOUNT) : null
    const customers = row ? checkCount(metric, ['amounts', index, 'customers'], row.customers) : 1
    const value = row ? row.amount : item
    const amount = parseAmount(value)
    if (amount === undefined) return refuseAmount(metric, path, value)
    counted += row ? customers : 0
    if (amount >= 0) return keep(amount, customers)
    if (policy === null) {
      const expected = 'an amount of at least 0: belowZero says what customers below 0 count as'
      refuse(metric, path, value, expected, 'out-of-range')
    }
    below.customers += customers
    addTimes(below.total, amount, customers)
    if (policy !== 'leave-out') keep(policy === 'keep' ? amount : 0, customers)
  })
  const expected = `${most} counted customers at the most: ask for fewer shares, or divide all numbers by a common factor`
  check(metric, ['amounts'], counted, counted <= most, expected, 'out-of-range')
  checkSome(metric, ['amounts'], amounts, read.length, 'customer')
  // Whole cents are added and taken from one another without rounding; shares know no unit.
  const values = isCents
    ? Float64Array.from(read as number[])
    : Float64Array.from(read, amountNumber)
  return { values: times ? repeated(values, times) : values, total, below }
}

/** Adds an amount as many times as there are customers who have it. */
function addTimes(sum: ExactSum, amount: ReadAmount, customers: number): void {
  if (customers === 1) addAmount(sum, amount)
  else if (typeof amount === 'bigint') addAmount(sum, amount * BigInt(customers))
  else if (Number.isSafeInteger(amount * customers)) addAmount(sum, amount * customers)
  else addAmount(sum, BigInt(amount) * UNIT_PER_CENT * BigInt(customers))
}

/** Each amount as often as there are customers who have it. */
function repeated(amounts: Float64Array, times: readonly number[]): Float64Array {
  const values = new Float64Array(times.reduce((sum, customers) => sum + customers, 0))
  let from = 0
  times.forEach((customers, at) => {
    values.fill(amounts[at] as number, from, from + customers)
    from += customers
  })
  return values
}

function readAskedShares(metric: string, name: string, values: unknown, most: number): number[] {
  const shares = readList(metric, [name], values, (share, path) => checkRate(metric, path, share))
  checkWhole(metric, [name, 'length'], shares.length, 0, most)
  return shares
}
