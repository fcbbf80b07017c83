import {
  check,
  checkConfidence,
  checkSome,
  eachRow,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import { ratioInterval } from '../internal/inference/ratioInterval.js'
import { addSum, type ExactSum, emptySum, sumAmount, sumNumber } from '../internal/money/decimal.js'
import { compareSums, ratioOfSums, readSum } from '../internal/money/exactSums.js'
import { idReader } from '../internal/rows/customers.js'
import type { CustomerId, DecimalInput } from '../subscriptions.js'

/** What a customer spends with you, and in the whole category. */
export interface WalletRow {
  /** The customer; each has one row. */
  readonly customer: CustomerId
  /** What the customer spent with you. */
  readonly spend: DecimalInput
  /** What the customer spent in the category, with you and with others: at least `spend`. */
  readonly wallet: DecimalInput
}

/** How sure. */
export interface ShareOfWalletOptions {
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const SHARE_OF_WALLET_OPTIONS: Fields<ShareOfWalletOptions> = { confidence: 0 }

/** The share of what customers spend in a category. */
export interface ShareOfWallet {
  /** All spend with you ÷ all wallets, 0 to 1: large customers count more. */
  readonly share: number
  /** Interval of `share`; `null` where nothing varies, and for a single customer. */
  readonly interval: Interval<'t'> | null
  /** The mean of the customers' own shares, 0 to 1: each counts once. */
  readonly meanShare: number
  /** Customers with a wallet. */
  readonly customers: number
  /** Customers left out, because they spent nothing in the category. */
  readonly excluded: number
  /** All spend with you. */
  readonly spend: string
  /** All wallets. */
  readonly wallet: string
}

/**
 * Share of wallet: what customers spend with you of all that they spend in the category.
 *
 * Wallets are known of few customers, from a survey or a panel, so the share is an estimate for all of
 * them and has an interval.
 *
 * @formula share = Σ spend ÷ Σ wallet; standardError = √(Σ (spend − share × wallet)² ÷ (n (n − 1))) ÷ mean wallet
 * @unit share of the spend in the category, 0 to 1
 *
 * @param rows - Spend and wallet of each customer.
 * @param options - The confidence.
 * @returns The share with its interval, the mean of the customers' own shares, and the amounts.
 * @throws {@link MetricError} `empty` where nobody has a wallet; `out-of-range` for a negative amount;
 * `mismatch` for spend above the wallet, or for a customer with two rows.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 2 (share of
 * requirements); Cochran (1977), “Sampling Techniques”, 3rd ed., ch. 6, for the interval of a ratio.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'Ada', spend: 80, wallet: 100 },
 *   { customer: 'Ben', spend: 50, wallet: 200 },
 *   { customer: 'Cem', spend: 20, wallet: 100 },
 * ]
 * const wallet = shareOfWallet(rows)
 * wallet.share // => 0.375
 * wallet.meanShare // => 0.4166…
 * ```
 */
export function shareOfWallet(
  rows: Iterable<WalletRow>,
  options: ShareOfWalletOptions = {},
): ShareOfWallet {
  const metric = 'shareOfWallet'
  const given = readOptions<ShareOfWalletOptions>(metric, options, SHARE_OF_WALLET_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const readId = idReader(metric)
  const seen = new Set<unknown>()
  const pairs: (readonly [spend: ExactSum, wallet: ExactSum])[] = []
  const [spend, wallet] = [emptySum(), emptySum()]
  const count = eachRow<WalletRow>(metric, ['rows'], rows, (row, index) => {
    const path = (field: string) => ['rows', index, field]
    const isNew = seen.size < seen.add(readId(row.customer, ['rows'], index)).size
    check(
      metric,
      path('customer'),
      row.customer,
      isNew,
      'a customer without another row',
      'mismatch',
    )
    const own = readSum(metric, path('spend'), row.spend)
    const all = readSum(metric, path('wallet'), row.wallet)
    const isPart = compareSums(own, all) <= 0
    check(metric, path('spend'), row.spend, isPart, 'at most the wallet', 'mismatch')
    if (compareSums(all, emptySum()) === 0) return
    pairs.push([own, all])
    addSum(spend, own)
    addSum(wallet, all)
  })
  checkSome(metric, ['rows'], rows, pairs.length, 'customer with a wallet')
  const share = ratioOfSums(spend, wallet)
  // Sums of fractions depend on their order in the last digit, and must not on that of the rows.
  const shares = pairs.map(([own, all]) => ratioOfSums(own, all)).sort((a, b) => a - b)
  const values = pairs.map(([own, all]) => [sumNumber(own), sumNumber(all)] as const)
  return {
    share,
    interval: ratioInterval(share, values, confidence, [0, 1]),
    meanShare: shares.reduce((sum, each) => sum + each, 0) / shares.length,
    customers: pairs.length,
    excluded: count - pairs.length,
    spend: sumAmount(metric, ['spend'], spend),
    wallet: sumAmount(metric, ['wallet'], wallet),
  }
}
