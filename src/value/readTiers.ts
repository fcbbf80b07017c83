import {
  check,
  checkFields,
  checkNumber,
  checkObject,
  checkSome,
  checkWhole,
  type Path,
  readList,
} from '../internal/guard.js'
import {
  compareAmounts,
  type DecimalInput,
  parseAmount,
  type ReadAmount,
  refuseAmount,
} from '../internal/money/decimal.js'
import { checkName } from './rfmSegments.js'

/**
 * A tier, and where it ends: at a share, or below an amount; the last one takes all customers who
 * are left.
 */
export interface ReadTier {
  readonly name: string
  readonly upTo: number
  readonly from: ReadAmount | null
}

const MOST_TIERS = 1000

/** Tiers, best first; the last one takes all remaining customers. */
export function readTiers(metric: string, tiers: unknown, by: TierRule): readonly ReadTier[] {
  const names = new Set<string>()
  const isByAmount = by === 'threshold'
  let last: ReadTier | undefined
  const list = readList(metric, ['tiers'], tiers, (item, path): ReadTier => {
    const tier = checkObject<ValueTier>(metric, path, item)
    checkFields(metric, path, tier, ['name', isByAmount ? 'from' : 'upTo'])
    const name = checkName(metric, [...path, 'name'], tier.name)
    const fresh = names.size < names.add(name).size
    check(metric, [...path, 'name'], name, fresh, 'a name of its own', 'mismatch')
    last = isByAmount
      ? { name, upTo: 1, from: readFrom(metric, path, tier, last) }
      : { name, upTo: readUpTo(metric, path, tier, last), from: null }
    return last
  })
  checkSome(metric, ['tiers'], tiers, list.length, 'tier')
  checkWhole(metric, ['tiers', 'length'], list.length, 1, MOST_TIERS)
  const isAll = last?.from === null && last.upTo === 1
  const expected = isByAmount ? 'tiers of which the last has no from' : 'tiers that end at 1'
  check(metric, ['tiers'], tiers, isAll, expected, 'mismatch')
  return list
}

function readUpTo(
  metric: string,
  path: Path,
  { upTo }: ValueTier,
  last: ReadTier | undefined,
): number {
  const least = last?.upTo ?? 0
  const share = checkNumber(metric, [...path, 'upTo'], upTo, least, 1)
  return check(metric, [...path, 'upTo'], share, share > least, `a share above ${least}`)
}

function readFrom(
  metric: string,
  path: Path,
  { from }: ValueTier,
  last: ReadTier | undefined,
): ReadAmount | null {
  const amount =
    from === undefined ? null : (parseAmount(from) ?? refuseAmount(metric, [...path, 'from'], from))
  const before = last?.from
  const falls =
    before === undefined ||
    (before !== null && (amount === null || compareAmounts(amount, before) < 0))
  const expected = 'an amount below that of the tier before'
  check(metric, [...path, 'from'], from, falls, expected, 'out-of-range')
  return amount
}

/** What tiers are based on: shares of the customers, shares of the amount, or amounts. */
export type TierRule = 'customers' | 'amount' | 'threshold'

/** A tier of customers, best first. */
export interface ValueTier {
  /** The name of the tier. */
  readonly name: string
  /**
   * The end of the tier, by `'customers'` or `'amount'`: the cumulative share up to and including
   * this tier, 0 to 1. The last tier ends at 1.
   */
  readonly upTo?: number
  /** The start of the tier, by `'threshold'`: its lowest amount. The last tier has no `from`. */
  readonly from?: DecimalInput
}
