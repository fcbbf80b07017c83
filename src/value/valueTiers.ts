import {
  addAmount,
  amountNumber,
  type Decimal,
  type DecimalInput,
  type ExactSum,
  emptySum,
  parseAmount,
  type ReadAmount,
  refuseAmount,
  sumDecimal,
  sumNumber,
} from '../internal/decimal.js'
import {
  check,
  checkChoice,
  checkFields,
  checkNumber,
  checkObject,
  checkSome,
  eachRow,
  type Path,
  readList,
} from '../internal/guard.js'
import { checkCustomer, isCustomer } from '../internal/stretches.js'
import type { CustomerId } from '../transactions.js'
import { checkName } from './rfmSegments.js'

/** What a customer is worth, by whatever measure. */
export interface ValueRow {
  /** Whose value it is. */
  readonly customer: CustomerId
  /** Revenue, margin or lifetime value, in the one currency of the call. */
  readonly amount: DecimalInput
}

/** What tiers are cut by: shares of the customers, shares of the amount, or amounts. */
export type TierRule = 'customers' | 'amount' | 'threshold'

/** A tier of customers, best first. */
export interface ValueTier {
  /** What it is called. */
  readonly name: string
  /**
   * Where it ends, by `'customers'` or `'amount'`: the share that it and those before it hold, 0 to 1.
   * The last one ends at 1.
   */
  readonly upTo?: number
  /** Where it begins, by `'threshold'`: the least amount in it. The last one has none. */
  readonly from?: DecimalInput
}

/** How customers are cut into tiers. */
export interface ValueTierOptions {
  /** What tiers are cut by. */
  readonly by: TierRule
  /** The tiers, best first. */
  readonly tiers: readonly ValueTier[]
}

/** A customer with a tier. */
export interface TierCustomer {
  /** Whose tier it is. */
  readonly customer: CustomerId
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
  /** What they are worth together. */
  readonly amount: Decimal
  /** Their share of the amount; `null` where all of it comes to nothing, or to less. */
  readonly amountShare: number | null
  /** What one of them is worth on average; `null` where there is none. */
  readonly perCustomer: Decimal | null
}

/** Tiers of customers. */
export interface ValueTiers {
  /** Each customer's tier, in the order of the rows. */
  readonly customers: readonly TierCustomer[]
  /** The tiers, best first, empty ones included; they add up to all customers. */
  readonly tiers: readonly TierSize[]
  /** What tiers were cut by. */
  readonly by: TierRule
  /** What all customers are worth. */
  readonly total: Decimal
}

/**
 * Cuts customers into tiers by what they are worth, best first.
 *
 * A customer's place is the share of those worth more: of customers, or of the amount. Equal customers
 * have the same place and so the same tier, and whoever carries a tier over its end is still in it.
 *
 * @formula place = customers worth more ÷ customers (`'customers'`), or what they are worth ÷ total
 * (`'amount'`); the tier is the first with place < upTo
 * @unit shares, 0 to 1; amounts in the currency given
 *
 * @param rows - One row for each customer.
 * @param options - What tiers are cut by, and the tiers.
 * @returns Each customer's tier, and the tiers' sizes and worth.
 * @throws {@link MetricError} `empty` without customers; `mismatch` for a customer given twice or tiers
 * that leave somebody out; `out-of-range` for a negative amount by `'amount'`; `undefined` by `'amount'`
 * where nobody is worth anything.
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
  const given = checkObject<ValueTierOptions>(metric, ['options'], options)
  const by = checkChoice(metric, ['by'], given.by, ['customers', 'amount', 'threshold'])
  const tiers = readTiers(metric, given.tiers, by)
  const { customers, amounts, total } = readRows(metric, rows, by)
  const order = Array.from(amounts, amountNumber)
  const tierAt =
    by === 'threshold'
      ? tiersByAmount(order, tiers)
      : tiersByPlace(order, amounts, tiers, by, total)
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
    tiers: sizes.map(({ customers: count, sum }, at) => ({
      segment: (tiers[at] as ReadTier).name,
      customers: count,
      customerShare: count / customers.length,
      amount: sumDecimal(sum),
      amountShare: worth > 0 ? sumNumber(sum) / worth : null,
      perCustomer: count === 0 ? null : sumDecimal(sum).div(count),
    })),
    by,
    total: sumDecimal(total),
  }
}

/** A tier, and where it ends: at a share, or below an amount. */
interface ReadTier {
  readonly name: string
  readonly limit: number
}

const MOST_TIERS = 1000

function readTiers(metric: string, tiers: unknown, by: TierRule): readonly ReadTier[] {
  const names = new Set<string>()
  let last = by === 'threshold' ? Infinity : 0
  const list = readList(metric, ['tiers'], tiers, (item, path): ReadTier => {
    const tier = checkObject<ValueTier>(metric, path, item)
    checkFields(metric, path, tier, ['name', by === 'threshold' ? 'from' : 'upTo'])
    const name = checkName(metric, [...path, 'name'], tier.name)
    const fresh = names.size < names.add(name).size
    check(metric, [...path, 'name'], name, fresh, 'a name of its own', 'mismatch')
    last =
      by === 'threshold' ? readFrom(metric, path, tier, last) : readUpTo(metric, path, tier, last)
    return { name, limit: last }
  })
  checkSome(metric, ['tiers'], tiers, list.length, 'tier')
  checkNumber(metric, ['tiers', 'length'], list.length, 1, MOST_TIERS)
  const end = by === 'threshold' ? -Infinity : 1
  const expected =
    by === 'threshold' ? 'tiers of which the last has no from' : 'tiers that end at 1'
  check(metric, ['tiers'], tiers, last === end, expected, 'mismatch')
  return list
}

function readUpTo(metric: string, path: Path, { upTo }: ValueTier, last: number): number {
  const share = checkNumber(metric, [...path, 'upTo'], upTo, last, 1, '')
  return check(metric, [...path, 'upTo'], share, share > last, `a share above ${last}`)
}

function readFrom(metric: string, path: Path, { from }: ValueTier, last: number): number {
  const amount = from === undefined ? undefined : parseAmount(from)
  if (from !== undefined && amount === undefined) refuseAmount(metric, [...path, 'from'], from)
  const least = amount === undefined ? -Infinity : amountNumber(amount)
  check(
    metric,
    [...path, 'from'],
    from,
    least < last,
    'an amount below that of the tier before',
    'out-of-range',
  )
  return least
}

function readRows(
  metric: string,
  rows: unknown,
  by: TierRule,
): {
  readonly customers: readonly CustomerId[]
  readonly amounts: readonly ReadAmount[]
  readonly total: ExactSum
} {
  const seen = new Set<CustomerId>()
  const amounts: ReadAmount[] = []
  const total = emptySum()
  eachRow<ValueRow>(metric, ['rows'], rows, ({ customer, amount }, index) => {
    const parsed = parseAmount(amount)
    if (!isCustomer(customer)) checkCustomer(metric, ['rows', index, 'customer'], customer)
    if (parsed === undefined) return refuseAmount(metric, ['rows', index, 'amount'], amount)
    if (by === 'amount' && parsed < 0)
      check(
        metric,
        ['rows', index, 'amount'],
        amount,
        false,
        'an amount of at least 0',
        'out-of-range',
      )
    if (seen.size === seen.add(customer).size)
      check(metric, ['rows', index, 'customer'], customer, false, 'in one row only', 'mismatch')
    amounts.push(parsed)
    addAmount(total, parsed)
  })
  checkSome(metric, ['rows'], rows, amounts.length, 'customer')
  const worth = by !== 'amount' || sumNumber(total) > 0
  check(metric, ['rows'], rows, worth, 'rows of which one has an amount above 0', 'undefined')
  return { customers: [...seen], amounts, total }
}

function tiersByAmount(order: readonly number[], tiers: readonly ReadTier[]): Uint16Array {
  return Uint16Array.from(order, (amount) => tiers.findIndex(({ limit }) => amount >= limit))
}

/** Tiers by the share of those worth more, from the best customer down; equal ones have one place. */
function tiersByPlace(
  order: readonly number[],
  amounts: readonly ReadAmount[],
  tiers: readonly ReadTier[],
  by: TierRule,
  total: ExactSum,
): Uint16Array {
  const tierAt = new Uint16Array(order.length)
  const ranked = Uint32Array.from(order, (_, at) => at).sort(
    (a, b) => (order[b] as number) - (order[a] as number),
  )
  const before = emptySum()
  const worth = sumNumber(total)
  let tier = 0
  let last = Infinity
  ranked.forEach((at, rank) => {
    const amount = order[at] as number
    if (amount < last) {
      const place = by === 'customers' ? rank / order.length : sumNumber(before) / worth
      while (place >= (tiers[tier] as ReadTier).limit && tier < tiers.length - 1) tier++
    }
    last = amount
    tierAt[at] = tier
    addAmount(before, amounts[at] as ReadAmount)
  })
  return tierAt
}
