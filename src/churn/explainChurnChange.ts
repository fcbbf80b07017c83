import { checkChoice, type Fields, readOptions } from '../internal/guard.js'
import { explainChange } from '../internal/inference/explainedChange.js'
import { type ChurnPolicyCounts, type ChurnSharePolicy, churnBy } from './churn.js'
import type { ChurnTally } from './churnTally.js'

/** The same segments in two windows. */
export interface ChurnChangeInput<Policy extends ChurnSharePolicy = ChurnSharePolicy> {
  /** The tally of each segment before, or its counts. */
  readonly before: Readonly<Record<string, ChurnTally | ChurnSegmentCounts<Policy>>>
  /** The tally of each segment after, or its counts. */
  readonly after: Readonly<Record<string, ChurnTally | ChurnSegmentCounts<Policy>>>
}

/** The counts that a share needs. */
export type ChurnSegmentCounts<Policy extends ChurnSharePolicy> = Readonly<
  Record<ChurnPolicyCounts[Policy], number>
>

/** How churn is counted. */
export interface ChurnChangeOptions<Policy extends ChurnSharePolicy = ChurnSharePolicy> {
  /**
   * The rule, one of those that are shares of the opening customers.
   * @defaultValue `'opening'`
   */
  readonly policy?: Policy
}

/** The fields that are read; another one is refused. */
const CHURN_CHANGE_OPTIONS: Fields<ChurnChangeOptions> = { policy: 0 }

/** A segment's part of a change. */
export interface ChurnContribution {
  /** The segment. */
  readonly name: string
  /** The part due to the change of its share of the customers. */
  readonly mixEffect: number
  /** The part due to the change of its churn. */
  readonly rateEffect: number
  /** Its churn before, 0 to 1; `null` where it had no customers. */
  readonly rateBefore: number | null
  /** Its churn after, 0 to 1; `null` where it had no customers. */
  readonly rateAfter: number | null
  /** Its share of the opening customers before, 0 to 1. */
  readonly shareBefore: number
  /** Its share of the opening customers after, 0 to 1. */
  readonly shareAfter: number
}

/** A change of churn and its parts. */
export interface ChurnChange {
  /** Churn after less churn before. */
  readonly change: number
  /** The part due to another mix of segments. */
  readonly mixEffect: number
  /** The part due to other churn within segments. */
  readonly rateEffect: number
  /** Churn of all customers before, 0 to 1. */
  readonly before: number
  /** Churn of all customers after, 0 to 1. */
  readonly after: number
  /** Opening customers before. */
  readonly customersBefore: number
  /** Opening customers after. */
  readonly customersAfter: number
  /** Every segment's part; the parts add up to the change exactly, in any order. */
  readonly segments: readonly ChurnContribution[]
  /** The rule by which churn was counted. */
  readonly policy: ChurnSharePolicy
}

/**
 * Splits a change of churn into two causes: another mix of customers, and other churn within segments.
 *
 * New customers leave faster than old ones. A year of growth raises churn even if no group of customers
 * behaves differently: then all of the change is mix. Both effects use the average of before and after,
 * and add up to the change exactly.
 *
 * @formula mixEffect = Δshare × (mean churn of the segment − mean churn of all); rateEffect = mean share × Δchurn
 * @unit difference of shares, −1 to 1
 *
 * @param segments - Tallies or counts by segment, before and after. A customer is in one segment.
 * @param options - The rule.
 * @returns The change, its two parts, and those of each segment.
 * @throws {@link MetricError} what `churn` throws; `empty` without segments, or for one without
 * customers.
 * @source Kitagawa (1955), “Components of a Difference Between Two Rates”, Journal of the American
 * Statistical Association 50.
 *
 * @example
 * ```ts
 * const change = explainChurnChange({
 *   before: { new: { opening: 100, lost: 20 }, old: { opening: 300, lost: 15 } },
 *   after: { new: { opening: 300, lost: 60 }, old: { opening: 300, lost: 15 } },
 * })
 * change.change // => 0.0375…
 * change.mixEffect // => 0.0375…
 * change.rateEffect // => 0
 * ```
 */
export function explainChurnChange<Policy extends ChurnSharePolicy = 'opening'>(
  segments: ChurnChangeInput<Policy>,
  options: ChurnChangeOptions<Policy> = {},
): ChurnChange {
  const metric = 'explainChurnChange'
  const given = readOptions<ChurnChangeOptions>(metric, options, CHURN_CHANGE_OPTIONS)
  const { policy = 'opening' } = given
  checkChoice(metric, ['policy'], policy, ['opening', 'chartmogul', 'profitwell'])
  const {
    segments: parts,
    ownEffect,
    responsesBefore,
    responsesAfter,
    ...explained
  } = explainChange(
    metric,
    segments,
    (path, tally) => {
      const { rate, base } = churnBy(metric, path, tally, policy, {})
      return { value: rate, weight: base, responses: base }
    },
    () => 1,
  )
  return {
    ...explained,
    rateEffect: ownEffect,
    customersBefore: responsesBefore,
    customersAfter: responsesAfter,
    segments: parts.map(({ ownEffect, before, after, ...part }) => ({
      ...part,
      rateEffect: ownEffect,
      rateBefore: before,
      rateAfter: after,
    })),
    policy,
  }
}
