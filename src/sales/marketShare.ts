import { check, checkObject, checkSome, type Fields, readOptions } from '../internal/guard.js'
import { addSum, type ExactSum, emptySum, sumAmount } from '../internal/money/decimal.js'
import { compareSums, ratioOfSums, readSum } from '../internal/money/exactSums.js'
import type { DecimalInput } from '../subscriptions.js'

/** Whose share it is. */
export interface MarketShareOptions {
  /** The name of the company or brand. */
  readonly of: string
}

/** The fields that are read; another one is refused. */
const MARKET_SHARE_OPTIONS: Fields<MarketShareOptions> = { of: 1 }

/** A share of a market. */
export interface MarketShare {
  /** `amount` ÷ `market`, 0 to 1. */
  readonly share: number
  /**
   * The relative market share: `amount` ÷ that of the largest other; `null` where there is no other
   * with an amount.
   */
  readonly relativeShare: number | null
  /** The place by amount; 1 is the largest, and equal amounts have the better place. */
  readonly rank: number
  /** The name whose share it is. */
  readonly of: string
  /** Its amount. */
  readonly amount: string
  /** The amount of all. */
  readonly market: string
  /** The largest other, the first of equals; `null` where there is no other. */
  readonly largestOther: string | null
}

/**
 * Market share: one company's part of the sales of all.
 *
 * Give money for the share of value, units for the share of volume. A name such as `'others'` is one of
 * the names: its amount is in the market, and may be the largest other.
 *
 * @formula share = amount ÷ Σ amounts; relativeShare = amount ÷ the largest other amount
 * @unit share of the market, 0 to 1
 *
 * @param amounts - The amount of each company of the market.
 * @param options - The company whose share it is.
 * @returns The share, the relative share, and the amounts behind them.
 * @throws {@link MetricError} `empty` without amounts; `out-of-range` for a negative amount; `mismatch`
 * for a name without an amount; `undefined` where nobody sold anything.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 2 (revenue and
 * unit market share, relative market share).
 *
 * @example
 * ```ts
 * const amounts = { ours: '25000', north: '50000', south: '25000' }
 * marketShare(amounts, { of: 'ours' })
 * // => { share: 0.25, relativeShare: 0.5, rank: 2, of: 'ours', amount: '25000',
 * //     market: '100000', largestOther: 'north' }
 * ```
 */
export function marketShare(
  amounts: Readonly<Record<string, DecimalInput>>,
  options: MarketShareOptions,
): MarketShare {
  const metric = 'marketShare'
  const { of } = readOptions<MarketShareOptions>(metric, options, MARKET_SHARE_OPTIONS)
  const given = Object.entries(checkObject<typeof amounts>(metric, ['amounts'], amounts))
  checkSome(metric, ['amounts'], amounts, given.length, 'company')
  const sums = new Map(
    given.map(([name, amount]) => [name, readSum(metric, ['amounts', name], amount)]),
  )
  const own = sums.get(of) ?? emptySum()
  check(metric, ['of'], of, sums.has(of), `one of ${[...sums.keys()].join(', ')}`, 'mismatch')
  const market = emptySum()
  for (const sum of sums.values()) addSum(market, sum)
  const isSome = compareSums(market, emptySum()) > 0
  check(metric, ['amounts'], amounts, isSome, 'amounts of which one is above 0', 'undefined')
  let largest: readonly [name: string, sum: ExactSum] | null = null
  let rank = 1
  for (const [name, sum] of sums) {
    if (name === of) continue
    if (compareSums(sum, own) > 0) rank++
    if (largest === null || compareSums(sum, largest[1]) > 0) largest = [name, sum]
  }
  const hasOther = largest !== null && compareSums(largest[1], emptySum()) > 0
  return {
    share: ratioOfSums(own, market),
    relativeShare: hasOther ? ratioOfSums(own, (largest as [string, ExactSum])[1]) : null,
    rank,
    of,
    amount: sumAmount(metric, ['amount'], own),
    market: sumAmount(metric, ['market'], market),
    largestOther: largest?.[0] ?? null,
  }
}
