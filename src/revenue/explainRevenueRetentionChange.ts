import { check, checkChoice, checkSome, type Fields, readOptions } from '../internal/guard.js'
import { explainChange } from '../internal/inference/explainedChange.js'
import { emptySum, sumNumber } from '../internal/money/decimal.js'
import { compareSums, ratioOfSums, subtractSum } from '../internal/money/exactSums.js'
import { checkLost } from './readRevenue.js'
import { type RevenueMovements, readMovements } from './revenueRetention.js'
import { addedSums, type RevenueTally } from './revenueTally.js'

/** The same segments in two windows. */
export interface RevenueRetentionChangeInput {
  /** The tally of each segment before, or its movements. */
  readonly before: Readonly<Record<string, RevenueTally | RevenueMovements>>
  /** The tally of each segment after, or its movements. */
  readonly after: Readonly<Record<string, RevenueTally | RevenueMovements>>
}

/** Which of the two rates changed. */
export type RevenueRetentionMeasure = 'gross' | 'net'

/** Which rate is explained. */
export interface RevenueRetentionChangeOptions {
  /** Gross retention, without expansion, or net retention, with it. */
  readonly measure: RevenueRetentionMeasure
}

/** The fields that are read; another one is refused. */
const RETENTION_CHANGE_OPTIONS: Fields<RevenueRetentionChangeOptions> = { measure: 1 }

/** A segment's part of a change. */
export interface RevenueRetentionContribution {
  /** The segment. */
  readonly name: string
  /** The part due to the change of its share of the opening revenue. */
  readonly mixEffect: number
  /** The part due to the change of its retention. */
  readonly rateEffect: number
  /** Its retention before; `null` where it had no revenue. */
  readonly rateBefore: number | null
  /** Its retention after; `null` where it had no revenue. */
  readonly rateAfter: number | null
  /** Its share of the opening revenue before, 0 to 1. */
  readonly shareBefore: number
  /** Its share of the opening revenue after, 0 to 1. */
  readonly shareAfter: number
}

/** A change of revenue retention and its parts. */
export interface RevenueRetentionChange {
  /** Retention after less retention before. */
  readonly change: number
  /** The part due to another mix of segments. */
  readonly mixEffect: number
  /** The part due to other retention within segments. */
  readonly rateEffect: number
  /** Retention of all revenue before. */
  readonly before: number
  /** Retention of all revenue after. */
  readonly after: number
  /** Every segment's part; the parts add up to the change exactly, in any order. */
  readonly segments: readonly RevenueRetentionContribution[]
  /** Which rate is explained. */
  readonly measure: RevenueRetentionMeasure
}

/**
 * Splits a change of gross or net revenue retention into two causes: another mix of revenue, and other
 * retention within segments.
 *
 * Both effects use the average of before and after, and add up to the change exactly. A segment whose
 * share of the opening revenue grows contributes the distance of its retention from that of all.
 *
 * @formula mixEffect = Δshare × (mean retention of the segment − mean retention of all);
 * rateEffect = mean share × Δretention
 * @unit difference of shares of the opening revenue
 *
 * @param segments - Tallies or movements by segment, before and after. An account is in one segment.
 * @param options - Which rate.
 * @returns The change, its two parts, and those of each segment.
 * @throws {@link MetricError} what `revenueRetention` throws; `empty` without segments, or for one
 * without revenue.
 * @source Kitagawa (1955), “Components of a Difference Between Two Rates”, Journal of the American
 * Statistical Association 50.
 *
 * @example
 * ```ts
 * const lost = (opening: number, churned: number) => ({ opening, churned, expansion: 0, contraction: 0 })
 * const change = explainRevenueRetentionChange(
 *   {
 *     before: { small: lost(200, 60), large: lost(800, 40) },
 *     after: { small: lost(500, 150), large: lost(500, 50) },
 *   },
 *   { measure: 'gross' },
 * )
 * change.change // => -0.1000…
 * change.mixEffect // => -0.0675…
 * change.rateEffect // => -0.0324…
 * ```
 */
export function explainRevenueRetentionChange(
  segments: RevenueRetentionChangeInput,
  options: RevenueRetentionChangeOptions,
): RevenueRetentionChange {
  const metric = 'explainRevenueRetentionChange'
  const given = readOptions<RevenueRetentionChangeOptions>(
    metric,
    options,
    RETENTION_CHANGE_OPTIONS,
  )
  const measure = checkChoice(metric, ['measure'], given.measure, ['gross', 'net'])
  let highest = 1
  const {
    segments: parts,
    ownEffect,
    responsesBefore: _,
    responsesAfter: __,
    ...explained
  } = explainChange(
    metric,
    segments,
    (path, tally) => {
      const moved = readMovements(metric, path, tally as RevenueMovements, 'one window')
      const { opening, expansion } = moved
      const some = compareSums(opening, emptySum())
      checkSome(metric, [...path, 'opening'], tally, some, 'paid amount')
      const { churned } = tally as RevenueMovements
      const kept = measure === 'net' ? addedSums(opening, expansion) : addedSums(opening)
      subtractSum(kept, checkLost(metric, [...path, 'churned'], churned, moved))
      const value = ratioOfSums(kept, opening)
      check(metric, path, value, value <= MOST_TIMES, `at most ${MOST_TIMES} times its opening`)
      highest = Math.max(highest, value)
      return { value, weight: sumNumber(opening), responses: 1 }
    },
    () => highest,
  )
  return {
    ...explained,
    rateEffect: ownEffect,
    segments: parts.map(({ ownEffect, before, after, ...part }) => ({
      ...part,
      rateEffect: ownEffect,
      rateBefore: before,
      rateAfter: after,
    })),
    measure,
  }
}

/** Revenue that grew more was no revenue before. */
const MOST_TIMES = 1e9
