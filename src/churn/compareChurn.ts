import {
  check,
  checkChoice,
  checkConfidence,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import {
  type ProportionDifferenceMethod,
  type ProportionTest,
  proportionComparer,
} from '../internal/inference/compareShares.js'
import type { Interval } from '../internal/inference/interval.js'
import {
  type Churn,
  type ChurnCounts,
  type ChurnSharePolicy,
  churnBy,
  SHARE_POLICIES,
} from './churn.js'
import type { ChurnTally } from './churnTally.js'
import { levelOf } from './readCounting.js'

/** Two groups of customers, each with a tally or the counts that the policy needs. */
export interface ChurnGroups {
  /** The first group. */
  readonly a: ChurnTally | ChurnCounts<ChurnSharePolicy> | ChurnCounts
  /** The second group. */
  readonly b: ChurnTally | ChurnCounts<ChurnSharePolicy> | ChurnCounts
}

/** The fields that are read; another one is refused. */
const CHURN_GROUPS: Fields<ChurnGroups> = { a: 1, b: 1 }

/** How two churn rates are compared. */
export interface CompareChurnOptions {
  /**
   * The policy of both groups. Only policies that give shares are allowed.
   * @defaultValue `'opening'`
   */
  readonly policy?: ChurnSharePolicy
  /**
   * The test. `auto` is Fisher's exact test where fewer than five are expected in a cell of the table,
   * and the z test elsewhere.
   * @defaultValue `'auto'`
   */
  readonly test?: ProportionTest | 'auto'
  /**
   * The method of the interval of the difference.
   * @defaultValue `'newcombe'`
   */
  readonly interval?: ProportionDifferenceMethod
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const COMPARE_CHURN_OPTIONS: Fields<CompareChurnOptions> = {
  policy: 0,
  test: 0,
  interval: 0,
  confidence: 0,
}

/** The difference of two churn rates. */
export interface ChurnComparison {
  /** The first rate less the second, −1 to 1. */
  readonly difference: number
  /** Interval of the difference. */
  readonly interval: Interval<ProportionDifferenceMethod>
  /**
   * The z statistic: the difference in pooled standard errors; `null` where all customers left, or
   * none.
   */
  readonly z: number | null
  /**
   * p-value: the probability of a difference at least this large by chance alone; `null` where the
   * test needs z and z is `null`.
   */
  readonly pValue: number | null
  /** The test that was used. */
  readonly test: ProportionTest
  /** The first rate, with its own interval. */
  readonly a: Churn<ChurnSharePolicy>
  /** The second rate, with its own interval. */
  readonly b: Churn<ChurnSharePolicy>
  /** The policy that was used. */
  readonly policy: ChurnSharePolicy
}

/**
 * The difference of two churn rates, and whether it can be chance.
 *
 * For two groups of different customers: two regions, two plans, or two months if few customers are
 * in both. The interval is Newcombe's hybrid of two Wilson intervals, which is reliable for small
 * counts. The z test pools the two shares; for small counts Fisher's exact test replaces it.
 *
 * @formula difference = rate₁ − rate₂; interval = difference − √((r₁ − l₁)² + (u₂ − r₂)²) to
 * difference + √((u₁ − r₁)² + (r₂ − l₂)²); z = difference ÷ √(p(1 − p)(1/n₁ + 1/n₂)), p of both
 * together
 * @unit difference of shares, −1 to 1
 *
 * @param groups - The two tallies, or the counts that the policy needs: `a` less `b`.
 * @param options - Policy, test, interval and confidence.
 * @returns The difference with its interval and test, and both rates.
 * @throws {@link MetricError} `empty` without opening customers on one side; `out-of-range` where
 * more were lost than there were; `invalid` for a malformed tally; `mismatch` by `profitwell` where
 * the window is not a calendar month, or where one tally is of customers and one of subscriptions.
 * @source Newcombe (1998), “Interval estimation for the difference between independent proportions”,
 * Statistics in Medicine 17, method 10 and Table II.
 *
 * @example
 * ```ts
 * const compared = compareChurn({ a: { opening: 70, lost: 56 }, b: { opening: 80, lost: 48 } })
 * compared.difference.toFixed(3) // => '0.200'
 * compared.interval // => { low: 0.0524…, high: 0.3338…, confidence: 0.95, method: 'newcombe' }
 * compared.pValue // => 0.0080…
 * ```
 */
export function compareChurn(
  groups: ChurnGroups,
  options: CompareChurnOptions = {},
): ChurnComparison {
  const metric = 'compareChurn'
  const pair = readFields<ChurnGroups>(metric, ['groups'], groups, CHURN_GROUPS, [])
  const given = readOptions<CompareChurnOptions>(metric, options, COMPARE_CHURN_OPTIONS)
  const policy = checkChoice(metric, ['policy'], given.policy ?? 'opening', SHARE_POLICIES)
  const confidence = checkConfidence(metric, given.confidence)
  const compare = proportionComparer(metric, given, confidence)
  const read = (name: 'a' | 'b'): Churn<ChurnSharePolicy> =>
    churnBy(metric, [name], pair[name], policy, { confidence }) as Churn<ChurnSharePolicy>
  const a = read('a')
  const b = read('b')
  checkLevels(metric, pair)
  const compared = compare(
    { successes: a.lost, trials: a.base },
    { successes: b.lost, trials: b.base },
    true,
  )
  return { ...compared, a, b, policy }
}

/** Two tallies are both of customers, or both of subscriptions; counts do not say of whom they are. */
function checkLevels(metric: string, { a, b }: ChurnGroups): void {
  if (!('from' in a && 'from' in b)) return
  const level = levelOf(metric, ['a'], a)
  const isSame = levelOf(metric, ['b'], b) === level
  check(metric, ['b', 'level'], b.level, isSame, `a tally of ${level}s, as a is`, 'mismatch')
}
