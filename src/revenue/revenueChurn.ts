import { checkChoice, checkSome, type Fields, readOptions } from '../internal/guard.js'
import { addSum, emptySum, sumDecimal, written } from '../internal/money/decimal.js'
import { compareSums, ratioOfSums, readSum, subtractSum } from '../internal/money/exactSums.js'
import { type RevenueMovements, readMovements } from './revenueRetention.js'
import { addedSums, type RevenueTally } from './revenueTally.js'

/** Which movements count as lost: see `revenueChurn`. */
export type RevenueChurnPolicy = 'gross' | 'net' | 'chartmogul-net' | 'baremetrics-net'

/** How revenue churn is computed. */
export interface RevenueChurnOptions {
  /** Which movements count as lost. */
  readonly policy: RevenueChurnPolicy
}

/** The fields that are read; another one is refused. */
const REVENUE_CHURN_OPTIONS: Fields<RevenueChurnOptions> = { policy: 1 }

/** Revenue churn, and the numbers behind it. */
export interface RevenueChurn {
  /** Lost ÷ base; below 0 where a net policy has more gains than losses. */
  readonly rate: number
  /** Revenue lost, by the policy. */
  readonly lost: string
  /** Opening revenue. */
  readonly base: string
  /** Which movements counted as lost. */
  readonly policy: RevenueChurnPolicy
}

/**
 * The rate at which recurring revenue is lost, by the rule of a vendor or of a textbook.
 *
 * - `gross`: churned and contraction. ChartMogul's gross MRR churn rate (“Metric: MRR Churn Rate”,
 *   standard formula), Baremetrics' revenue churn (“User and Revenue Churn”).
 * - `net`: the same less expansion. Returning accounts are not part of the opening and do not
 * count.
 * - `chartmogul-net`: the same less expansion and reactivation (“Chart: Net MRR Churn Rate”, standard
 *   formula).
 * - `baremetrics-net`: churned less expansion, without contraction (its announcement of net revenue
 *   retention).
 *
 * A tally of one window compares its two ends. A chain of days (`chainRevenue`) has the movements
 * as they happened, which is what vendors report.
 *
 * @formula gross: (churned + contraction) ÷ opening; net: (churned + contraction − expansion) ÷ opening;
 * chartmogul-net: (churned + contraction − expansion − reactivation) ÷ opening; baremetrics-net:
 * (churned − expansion) ÷ opening
 * @unit share of the opening revenue
 *
 * @param tally - A tally of a window or of a chain of windows, or its movements.
 * @param options - The policy, which is required.
 * @returns The rate, and the numbers behind it.
 * @throws {@link MetricError} `empty` where there was no revenue; `invalid` for an unknown policy,
 * or where an amount that it needs is missing.
 * @source ChartMogul Help Center, “Metric: MRR Churn Rate” and “Chart: Net MRR Churn Rate”;
 * Baremetrics Help Center, “User and Revenue Churn”.
 *
 * @example
 * ```ts
 * const month = { opening: 100, churned: 10, contraction: 10, expansion: 10, reactivation: 0 }
 * revenueChurn(month, { policy: 'gross' }).rate // => 0.2
 * revenueChurn(month, { policy: 'chartmogul-net' }).rate // => 0.1
 * ```
 */
export function revenueChurn(
  tally: RevenueTally | RevenueMovements,
  options: RevenueChurnOptions,
): RevenueChurn {
  const metric = 'revenueChurn'
  const given = readOptions<RevenueChurnOptions>(metric, options, REVENUE_CHURN_OPTIONS)
  const policy = checkChoice(metric, ['policy'], given.policy, REVENUE_CHURN_POLICIES)
  const moved = readMovements(metric, ['tally'], tally, 'any windows')
  const { opening, churned, contraction, expansion } = moved
  checkSome(metric, ['tally', 'opening'], opening, compareSums(opening, emptySum()), 'paid amount')
  const lost = addedSums(churned)
  if (policy !== 'baremetrics-net') addSum(lost, contraction)
  if (policy !== 'gross') subtractSum(lost, expansion)
  if (policy === 'chartmogul-net')
    subtractSum(
      lost,
      moved.reactivation ?? readSum(metric, ['tally', 'reactivation'], moved.reactivation),
    )
  return written(metric, {
    rate: ratioOfSums(lost, opening),
    lost: sumDecimal(lost),
    base: sumDecimal(opening),
    policy,
  })
}

const REVENUE_CHURN_POLICIES: readonly RevenueChurnPolicy[] = [
  'gross',
  'net',
  'chartmogul-net',
  'baremetrics-net',
]
