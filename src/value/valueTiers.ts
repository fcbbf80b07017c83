import {
  check,
  checkChoice,
  checkSome,
  eachRow,
  type Fields,
  type Path,
  readOptions,
  refuse,
} from '../internal/guard.js'

import {
  addAmount,
  amountNumber,
  amountText,
  compareAmounts,
  type DecimalInput,
  type ExactSum,
  emptySum,
  parseAmount,
  type ReadAmount,
  refuseAmount,
  sumDecimal,
  sumNumber,
  written,
} from '../internal/money/decimal.js'
import { idReader } from '../internal/rows/customers.js'
import type { CustomerId, CustomerKey } from '../transactions.js'
import { countFor, ROUNDED_SHARE } from './lorenzCurve.js'
import { type ReadTier, readTiers, type TierRule, type ValueTier } from './readTiers.js'

/** The value of a customer, by a measure of your choice. */
export interface ValueRow {
  /** The customer. */
  readonly customer: CustomerId
  /** Revenue, margin or lifetime value, in the one currency of the call. */
  readonly amount: DecimalInput
}

/** How customers are divided into tiers. */
export interface ValueTierOptions {
  /** What tiers are based on. */
  readonly by: TierRule
  /** The tiers, best first. */
  readonly tiers: readonly ValueTier[]
}

/** The fields that are read; another one is refused. */
const VALUE_TIER_OPTIONS: Fields<ValueTierOptions> = { by: 1, tiers: 1 }

/** A customer with a tier. */
export interface TierCustomer {
  /** The customer. */
  readonly customer: CustomerKey
  /** The name of the tier. */
  readonly segment: string
}

/** Customers of one tier. */
export interface TierSize {
  /** The name of the tier. */
  readonly segment: string
  /** Customers in it. */
  readonly customers: number
  /** Their share of all customers, 0 to 1. */
  readonly customerShare: number
  /** Their total value. */
  readonly amount: string
  /** Their share of the amount; `null` where the total is 0 or less. */
  readonly amountShare: number | null
  /** The mean value of a customer in the tier; `null` for an empty tier. */
  readonly perCustomer: string | null
}

/** Tiers of customers. */
export interface ValueTiers {
  /** Each customer's tier, in the order of the rows. */
  readonly customers: readonly TierCustomer[]
  /** The tiers, best first, empty ones included; they add up to all customers. */
  readonly tiers: readonly TierSize[]
  /** What tiers were based on. */
  readonly by: TierRule
  /** Total value of all customers. */
  readonly total: string
}

/**
 * Divides customers into tiers by their value, best first.
 *
 * A customer's place is the share of customers with a higher value, or their share of the amount.
 * Equal customers have the same place and so the same tier. The customer at the boundary, with whom
 * the cumulative share exceeds the end of a tier, still belongs to it.
 *
 * @formula place = customers worth more ÷ customers (`'customers'`), or what they are worth ÷ total
 * (`'amount'`); the tier is the first with place < upTo, within 1e-12
 * @unit shares, 0 to 1; amounts in the currency given
 *
 * @param rows - One row for each customer.
 * @param options - What tiers are based on, and the tiers.
 * @returns Each customer's tier, and the size and value of each tier.
 * @throws {@link MetricError} `empty` without customers; `mismatch` for a customer given twice or
 * tiers that leave customers out; `out-of-range` for a negative amount by `'amount'`; `undefined`
 * by `'amount'` where all values are 0.
 * @source Zeithaml, Rust & Lemon (2001), “The Customer Pyramid: Creating and Serving Profitable
 * Customers”, California Management Review 43(4); Curry & Curry (2000), “The Customer Marketing Method”.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', amount: 700 }, { customer: 'b', amount: 150 },
 *   { customer: 'c', amount: 100 }, { customer: 'd', amount: 50 },
 * ]
 * const tiers = [{ name: 'A', upTo: 0.8 }, { name: 'B', upTo: 0.95 }, { name: 'C', upTo: 1 }]
 * valueTiers(rows, { by: 'amount', tiers }).customers.map(({ segment }) => segment)
 * // => ['A', 'A', 'B', 'C']
 * ```
 */
export function valueTiers(rows: Iterable<ValueRow>, options: ValueTierOptions): ValueTiers {
  const metric = 'valueTiers'
  const given = readOptions<ValueTierOptions>(metric, options, VALUE_TIER_OPTIONS)
  const by = checkChoice(metric, ['by'], given.by, ['customers', 'amount', 'threshold'])
  const tiers = readTiers(metric, given.tiers, by)
  const { customers, amounts, total } = readValueRows(metric, rows, by)
  const tierAt =
    by === 'threshold' ? tiersByAmount(amounts, tiers) : tiersByPlace(amounts, tiers, by, total)
  const sizes = tiers.map(() => ({ customers: 0, sum: emptySum() }))
  const named = customers.map((customer, at): TierCustomer => {
    const tier = tierAt[at] as number
    const size = sizes[tier] as { customers: number; sum: ExactSum }
    size.customers++
    addAmount(size.sum, amounts[at] as ReadAmount)
    return { customer, segment: (tiers[tier] as ReadTier).name }
  })
  const worth = sumNumber(total)
  return {
    customers: named,
    tiers: sizes.map(({ customers: count, sum }, at) => {
      const size = {
        segment: (tiers[at] as ReadTier).name,
        customers: count,
        customerShare: count / customers.length,
        amount: sumDecimal(sum),
        amountShare: worth > 0 ? sumNumber(sum) / worth : null,
        perCustomer: count === 0 ? null : sumDecimal(sum).div(count),
      }
      return written(metric, size, ['tiers', at])
    }),
    by,
    total: amountText(metric, ['total'], sumDecimal(total)),
  }
}

function readValueRows(
  metric: string,
  rows: unknown,
  by: TierRule,
): {
  readonly customers: readonly CustomerKey[]
  readonly amounts: readonly ReadAmount[]
  readonly total: ExactSum
} {
  const seen = new Set<CustomerKey>()
  const list: Path = ['rows']
  const readId = idReader(metric)
  const amounts: ReadAmount[] = []
  const total = emptySum()
  eachRow<ValueRow>(metric, list, rows, (row, index) => {
    const { amount } = row
    const customer = readId(row.customer, list, index)
    const parsed = parseAmount(amount)
    if (parsed === undefined) return refuseAmount(metric, ['rows', index, 'amount'], amount)
    if (by === 'amount' && parsed < 0)
      refuse(metric, ['rows', index, 'amount'], amount, 'an amount of at least 0', 'out-of-range')
    if (seen.size === seen.add(customer).size)
      refuse(metric, ['rows', index, 'customer'], row.customer, 'in one row only', 'mismatch')
    amounts.push(parsed)
    addAmount(total, parsed)
  })
  checkSome(metric, ['rows'], rows, amounts.length, 'customer')
  const worth = by !== 'amount' || sumNumber(total) > 0
  check(metric, ['rows'], rows, worth, 'rows of which one has an amount above 0', 'undefined')
  return { customers: [...seen], amounts, total }
}

function tiersByAmount(amounts: readonly ReadAmount[], tiers: readonly ReadTier[]): Uint16Array {
  const ends = tiers.map(({ from }) => (from === null ? -Infinity : amountNumber(from)))
  return Uint16Array.from(amounts, (amount) => {
    const near = amountNumber(amount)
    // Amounts that are one number still may differ.
    return tiers.findIndex(({ from }, tier) => {
      const end = ends[tier] as number
      return near > end || (near === end && compareAmounts(amount, from as ReadAmount) >= 0)
    })
  })
}

/** Tiers by the share of those worth more, from the best customer down; equal ones have one place. */
function tiersByPlace(
  amounts: readonly ReadAmount[],
  tiers: readonly ReadTier[],
  by: TierRule,
  total: ExactSum,
): Uint16Array {
  const tierAt = new Uint16Array(amounts.length)
  const near = Float64Array.from(amounts, amountNumber)
  const compare = (a: number, b: number): number =>
    (near[b] as number) - (near[a] as number) ||
    compareAmounts(amounts[b] as ReadAmount, amounts[a] as ReadAmount)
  const ranked = Uint32Array.from(amounts, (_, at) => at).sort(compare)
  const worth = sumNumber(total)
  const before = emptySum()
  let tier = 0
  let last = ranked[0] as number
  ranked.forEach((at, rank) => {
    const isPast = ({ upTo }: ReadTier): boolean =>
      by === 'customers'
        ? rank >= countFor(upTo, amounts.length)
        : sumNumber(before) / worth >= upTo - ROUNDED_SHARE
    // The last tier takes all that is left, what rounding leaves over included.
    if (compare(last, at) !== 0)
      while (tier < tiers.length - 1 && isPast(tiers[tier] as ReadTier)) tier++
    last = at
    tierAt[at] = tier
    addAmount(before, amounts[at] as ReadAmount)
  })
  return tierAt
}
