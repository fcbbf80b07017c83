import { checkNumber, checkWhole, type Fields, readFields } from '../internal/guard.js'

/** How a customer ranks you among the brands that he or she uses. */
export interface WalletAllocationInput {
  /** Your place by preference; 1 is the best, and a tie is the mean of its places, such as 1.5. */
  readonly rank: number
  /** The number of brands of the category that the customer uses, at least 1, you included. */
  readonly brands: number
}

/** The fields that are read; another one is refused. */
const WALLET_ALLOCATION_INPUT: Fields<WalletAllocationInput> = { rank: 1, brands: 1 }

/** More brands than anybody uses. */
const MOST_BRANDS = 1000

/**
 * The Wallet Allocation Rule: the share of wallet that goes with a rank among the brands used.
 *
 * @formula share = (1 − rank ÷ (brands + 1)) × 2 ÷ brands
 * @unit share of the wallet, 0 to 1
 *
 * @param input - Rank and number of brands.
 * @returns The share. The shares of all brands of a customer add up to 1.
 * @throws {@link MetricError} `out-of-range` for a rank beyond the number of brands.
 * @source Keiningham, Aksoy, Buoye & Cooil (2011), “Customer Loyalty Isn’t Enough. Grow Your Share of
 * Wallet”, Harvard Business Review 89(10).
 *
 * @example
 * ```ts
 * walletAllocation({ rank: 1, brands: 3 }) // => 0.5
 * walletAllocation({ rank: 2, brands: 3 }) // => 0.3333…
 * ```
 */
export function walletAllocation(input: WalletAllocationInput): number {
  const metric = 'walletAllocation'
  const given = readFields<WalletAllocationInput>(
    metric,
    ['input'],
    input,
    WALLET_ALLOCATION_INPUT,
    [],
  )
  const brands = checkWhole(metric, ['brands'], given.brands, 1, MOST_BRANDS)
  const rank = checkNumber(metric, ['rank'], given.rank, 1, brands)
  return (2 * (brands + 1 - rank)) / (brands * (brands + 1))
}
