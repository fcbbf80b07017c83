import {
  addAmount,
  amountNumber,
  type Decimal,
  type DecimalInput,
  emptySum,
  parseAmount,
  refuseAmount,
  sumDecimal,
} from '../internal/decimal.js'
import {
  check,
  checkConfidence,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  eachItem,
  readList,
} from '../internal/guard.js'
import { type Interval, interval } from '../internal/interval.js'
import { normalWidth } from '../internal/special.js'

/** Which shares are asked for. */
export interface ConcentrationOptions {
  /**
   * Shares of the customers, best first, to give shares of the amount for.
   * @defaultValue `[0.01, 0.1, 0.2]`
   */
  readonly top?: readonly number[]
  /**
   * Shares of the amount to give numbers of customers for.
   * @defaultValue `[0.5, 0.8]`
   */
  readonly amount?: readonly number[]
  /**
   * Shares of the customers, smallest first, to give points of the Lorenz curve for.
   * @defaultValue `[0, 0.1, …, 1]`
   */
  readonly lorenz?: readonly number[]
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** A point of the Lorenz curve. */
export interface LorenzPoint {
  /** Share of the customers, smallest first, 0 to 1. */
  readonly customers: number
  /** Share of the amount that is theirs, 0 to 1. */
  readonly amount: number
}

/** What the best customers bring in. */
export interface TopShare {
  /** The share of customers asked for. */
  readonly top: number
  /** So many customers, rounded up. */
  readonly customers: number
  /** Share of the amount that is theirs, 0 to 1. */
  readonly share: number
  /** Interval of `share`; `null` where it is 0 or 1, or there are too few customers. */
  readonly interval: Interval<'logit'> | null
}

/** How many customers bring in a share of the amount. */
export interface CustomersFor {
  /** The share of the amount asked for. */
  readonly amount: number
  /** The fewest customers that bring it in. */
  readonly customers: number
  /** Their share of all customers, 0 to 1. */
  readonly share: number
}

/** How unevenly an amount is spread over customers. */
export interface Concentration {
  /** Gini coefficient of these customers: 0 where all are equal, near 1 where one has everything. */
  readonly gini: number
  /** The same, as an estimate for customers in general: n ÷ (n − 1) times it; `null` for one customer. */
  readonly giniUnbiased: number | null
  /** Standard error of `gini`. */
  readonly standardError: number
  /** Interval around `giniUnbiased`; `null` where that is 0, 1 or `null`. */
  readonly interval: Interval<'logit'> | null
  /** Points of the Lorenz curve. */
  readonly lorenz: readonly LorenzPoint[]
  /** What the best customers bring in. */
  readonly topShares: readonly TopShare[]
  /** How many customers bring in a share of the amount. */
  readonly customersFor: readonly CustomersFor[]
  /** Customers counted, those with nothing included. */
  readonly customers: number
  /** What all of them bring in. */
  readonly total: Decimal
}

const TOP = [0.01, 0.1, 0.2]
const AMOUNT = [0.5, 0.8]
const LORENZ = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const MOST_SHARES = 1000

/** Shares of whole numbers, and sums of shares, may be rounded to a little more. */
const ROUNDING = 1e-12

/**
 * How unevenly an amount is spread over customers: whether twenty per cent of yours bring in eighty.
 *
 * Give one amount for each customer, of a customer who bought nothing 0: whether those are in the list
 * changes every number here.
 *
 * @formula gini = Σ (2i − n − 1) × amount(i) ÷ (n × Σ amount), amounts ascending, i from 1 to n; the
 * interval is the logit of giniUnbiased ± z standard errors of it, by the influence of each customer
 * @unit shares, 0 to 1
 *
 * @param amounts - What each customer brought in, none negative.
 * @param options - Which shares, and the confidence.
 * @returns Gini coefficient, Lorenz curve, what the top customers bring in, and how many bring in a
 * share.
 * @throws {@link MetricError} `empty` without customers; `out-of-range` for a negative amount;
 * `undefined` where nobody brought in anything.
 * @source Gini (1914), “Sulla misura della concentrazione”; Lorenz (1905), “Methods of Measuring the
 * Concentration of Wealth”, Publications of the ASA 9; Davidson (2009), “Reliable inference for the
 * Gini index”, Journal of Econometrics 150, for the standard error; Beach & Davidson (1983),
 * “Distribution-Free Statistical Inference with Lorenz Curves and Income Shares”, Review of Economic
 * Studies 50, for that of the shares.
 *
 * @example
 * ```ts
 * const spread = concentration([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
 * spread.gini // => 0.4620…
 * spread.topShares[2] // => { top: 0.2, customers: 2, share: 0.5130…, … }
 * spread.customersFor[1] // => { amount: 0.8, customers: 5, share: 0.5 }
 * ```
 */
export function concentration(
  amounts: Iterable<DecimalInput>,
  options: ConcentrationOptions = {},
): Concentration {
  const metric = 'concentration'
  const given = checkObject<ConcentrationOptions>(metric, ['options'], options)
  const top = readShares(metric, 'top', given.top ?? TOP)
  const wanted = readShares(metric, 'amount', given.amount ?? AMOUNT)
  const places = readShares(metric, 'lorenz', given.lorenz ?? LORENZ)
  const confidence = checkConfidence(metric, given.confidence)
  const total = emptySum()
  const values: number[] = []
  eachItem(metric, ['amounts'], amounts, (value, index) => {
    const amount = parseAmount(value)
    if (amount === undefined) return refuseAmount(metric, ['amounts', index], value)
    if (amount < 0)
      check(metric, ['amounts', index], value, false, 'an amount of at least 0', 'out-of-range')
    addAmount(total, amount)
    values.push(amountNumber(amount))
  })
  checkSome(metric, ['amounts'], amounts, values.length, 'customer')
  const sorted = new Float64Array(values).sort()
  const upTo = runningSums(sorted)
  const some = (upTo.at(-1) as number) > 0
  check(metric, ['amounts'], amounts, some, 'amounts of which one is above 0', 'undefined')
  return {
    ...giniOf(sorted, upTo, confidence),
    lorenz: places.map((customers) => ({ customers, amount: lorenzAt(sorted, upTo, customers) })),
    topShares: top.map((share) => topShareOf(sorted, upTo, share, confidence)),
    customersFor: wanted.map((amount) => customersForOf(upTo, amount)),
    customers: sorted.length,
    total: sumDecimal(total),
  }
}

function readShares(metric: string, name: string, values: unknown): number[] {
  const shares = readList(metric, [name], values, (share, path) => checkRate(metric, path, share))
  checkNumber(metric, [name, 'length'], shares.length, 0, MOST_SHARES)
  return shares
}

/** Sums of the smallest so many amounts, from none to all. */
function runningSums(sorted: Float64Array): Float64Array {
  const sums = new Float64Array(sorted.length + 1)
  for (let at = 0; at < sorted.length; at++)
    sums[at + 1] = (sums[at] as number) + (sorted[at] as number)
  return sums
}

/** The coefficient, and its standard error by the influence of each customer (Davidson 2009). */
function giniOf(
  sorted: Float64Array,
  upTo: Float64Array,
  confidence: number,
): Pick<Concentration, 'gini' | 'giniUnbiased' | 'standardError' | 'interval'> {
  const count = sorted.length
  const total = upTo[count] as number
  let ranked = 0
  for (let at = 0; at < count; at++)
    ranked += ((2 * at + 1 - count) / count) * (sorted[at] as number)
  const gini = Math.max(0, ranked / total) + 0
  const influence = (at: number): number =>
    ((2 * at + 1) / count - gini - 1) * (sorted[at] as number) -
    (2 / count) * (upTo[at + 1] as number)
  const standardError = errorOf(influence, count) / (total / count)
  if (count === 1) return { gini, giniUnbiased: null, standardError, interval: null }
  const correction = count / (count - 1)
  const giniUnbiased = Math.min(1, gini * correction)
  return {
    gini,
    giniUnbiased,
    standardError,
    interval: logitInterval(giniUnbiased, standardError * correction, confidence),
  }
}

/** Standard error of the mean of each customer's influence. */
function errorOf(influence: (at: number) => number, count: number): number {
  let mean = 0
  for (let at = 0; at < count; at++) mean += influence(at) / count
  let squares = 0
  for (let at = 0; at < count; at++) squares += (influence(at) - mean) ** 2
  return Math.sqrt(squares) / count
}

/** An interval that is symmetric in the log of the odds, and so stays between 0 and 1. */
function logitInterval(
  share: number,
  standardError: number,
  confidence: number,
): Interval<'logit'> | null {
  const room = share * (1 - share)
  if (room < ROUNDING) return null
  const odds = Math.log(share / (1 - share))
  const half = (normalWidth(confidence) * standardError) / room
  const shareOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))
  return interval('logit', confidence, share, [shareOf(odds - half), shareOf(odds + half)], [0, 1])
}

/** The curve between two customers is a straight line. */
function lorenzAt(sorted: Float64Array, upTo: Float64Array, share: number): number {
  const place = share * sorted.length
  const below = Math.floor(place)
  const part = (place - below) * (sorted[below] ?? 0)
  return Math.min(1, ((upTo[below] as number) + part) / (upTo[sorted.length] as number))
}

function topShareOf(
  sorted: Float64Array,
  upTo: Float64Array,
  top: number,
  confidence: number,
): TopShare {
  const count = sorted.length
  const customers = Math.ceil(top * count * (1 - ROUNDING))
  const others = count - customers
  const total = upTo[count] as number
  const lower = (upTo[others] as number) / total
  const limit = others > 0 ? (sorted[others - 1] as number) : 0
  const influence = (at: number): number => {
    const value = sorted[at] as number
    return (at < others ? value - limit : 0) - lower * value
  }
  const share = 1 - lower
  const standardError = errorOf(influence, count) / (total / count)
  return { top, customers, share, interval: logitInterval(share, standardError, confidence) }
}

function customersForOf(upTo: Float64Array, amount: number): CustomersFor {
  const count = upTo.length - 1
  const total = upTo[count] as number
  // What the others may bring in at the most.
  const rest = amount < 1 ? total - amount * total + ROUNDING * total : 0
  let least = 0
  let most = count
  while (least < most) {
    const middle = (least + most + 1) >> 1
    if ((upTo[middle] as number) <= rest) least = middle
    else most = middle - 1
  }
  const customers = amount === 0 ? 0 : count - least
  return { amount, customers, share: customers / count }
}
