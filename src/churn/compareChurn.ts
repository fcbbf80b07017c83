import { newcombeInterval, pooledZ } from '../internal/difference.js'
import { check, checkChoice, checkConfidence, checkObject } from '../internal/guard.js'
import type { Interval } from '../internal/interval.js'
import { normalTail } from '../internal/special.js'
import {
  type Churn,
  type ChurnCounts,
  type ChurnSharePolicy,
  churnBy,
  SHARE_POLICIES,
} from './churn.js'
import type { ChurnTally } from './tallyChurn.js'

/** How two churn rates are compared. */
export interface CompareChurnOptions {
  /**
   * Who is divided by whom, on both sides. Only shares can be compared like this.
   * @defaultValue `'opening'`
   */
  readonly policy?: ChurnSharePolicy
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** How far two churn rates are apart. */
export interface ChurnComparison {
  /** The first rate less the second, −1 to 1. */
  readonly difference: number
  /** Interval of the difference. */
  readonly interval: Interval<'newcombe'>
  /** The difference in standard errors, if there were none. */
  readonly z: number
  /** How often chance alone makes at least such a difference, 0 to 1. */
  readonly pValue: number
  /** The two rates, each with its own interval. */
  readonly rates: readonly [first: Churn<ChurnSharePolicy>, second: Churn<ChurnSharePolicy>]
  /** Who was divided by whom. */
  readonly policy: ChurnSharePolicy
}

/**
 * How far two churn rates are apart, and whether that can be chance.
 *
 * For two groups of different customers: two regions, two plans, or two months if few customers are
 * in both. The interval is Newcombe's hybrid of two Wilson intervals, which holds at small counts; the
 * z test pools the two shares.
 *
 * @formula difference = rate₁ − rate₂; interval = difference − √((r₁ − l₁)² + (u₂ − r₂)²) to
 * difference + √((u₁ − r₁)² + (r₂ − l₂)²); z = difference ÷ √(p(1 − p)(1/n₁ + 1/n₂)), p of both
 * together
 * @unit difference of shares, −1 to 1
 *
 * @param tallies - The two tallies, or of each the counts that the policy takes.
 * @param options - Policy and confidence.
 * @returns The difference with its interval and test, and both rates.
 * @throws {@link MetricError} `empty` without opening customers on one side; `out-of-range` where more
 * were lost than there were; `invalid` for what is not two tallies.
 * @source Newcombe (1998), “Interval estimation for the difference between independent proportions”,
 * Statistics in Medicine 17, method 10 and Table II.
 *
 * @example
 * ```ts
 * const change = compareChurn([{ opening: 70, lost: 56 }, { opening: 80, lost: 48 }])
 * change.difference.toFixed(3) // => '0.200'
 * change.interval // => { low: 0.0524…, high: 0.3338…, confidence: 0.95, method: 'newcombe' }
 * change.pValue // => 0.0080…
 * ```
 */
export function compareChurn(
  tallies: readonly [
    first: ChurnTally | ChurnCounts<ChurnSharePolicy> | ChurnCounts,
    second: ChurnTally | ChurnCounts<ChurnSharePolicy> | ChurnCounts,
  ],
  options: CompareChurnOptions = {},
): ChurnComparison {
  const metric = 'compareChurn'
  const given = checkObject<CompareChurnOptions>(metric, ['options'], options)
  const policy = checkChoice(metric, ['policy'], given.policy ?? 'opening', SHARE_POLICIES)
  const confidence = checkConfidence(metric, given.confidence)
  const isPair = Array.isArray(tallies) && tallies.length === 2
  check(metric, ['tallies'], tallies, isPair, 'two tallies', 'invalid')
  const rateOf = (index: 0 | 1): Churn<ChurnSharePolicy> =>
    churnBy(metric, ['tallies', index], tallies[index], policy, {
      confidence,
    }) as Churn<ChurnSharePolicy>
  const rates = [rateOf(0), rateOf(1)] as const
  const [first, second] = rates.map(({ lost, base }) => ({ successes: lost, trials: base })) as [
    { readonly successes: number; readonly trials: number },
    { readonly successes: number; readonly trials: number },
  ]
  const z = pooledZ(first, second)
  return {
    difference: rates[0].rate - rates[1].rate,
    interval: newcombeInterval(first, second, confidence),
    z,
    pValue: Math.min(1, 2 * normalTail(Math.abs(z))),
    rates,
    policy,
  }
}
