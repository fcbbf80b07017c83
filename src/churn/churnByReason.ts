import {
  check,
  checkObject,
  checkSome,
  type Fields,
  readList,
  readOptions,
} from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import type { ChurnTally } from './churnTally.js'
import { type RateOptions, rateInterval } from './rateInterval.js'
import { readCounting } from './readCounting.js'

/** Which reasons are involuntary. */
export interface ChurnByReasonOptions extends RateOptions {
  /**
   * Reasons that are not a decision of the customer, such as `'card declined'`. Every other reason
   * counts as voluntary.
   */
  readonly involuntary: readonly string[]
}

/** The fields that are read; another one is refused. */
const CHURN_BY_REASON_OPTIONS: Fields<ChurnByReasonOptions> = {
  involuntary: 1,
  interval: 0,
  confidence: 0,
}

/** Churn by one reason, or one kind of reasons. */
export interface ReasonChurn {
  /** Share of the opening customers who were lost for this reason, 0 to 1. */
  readonly rate: number
  /** Customers who were lost for this reason. */
  readonly lost: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** Churn by reason. */
export interface ChurnByReason {
  /**
   * Losses by a decision of the customer; `null` where customers were lost and no reason is known.
   */
  readonly voluntary: ReasonChurn | null
  /** Losses without a decision of the customer, such as a failed payment; `null` likewise. */
  readonly involuntary: ReasonChurn | null
  /** Losses without a known reason. */
  readonly unknown: ReasonChurn
  /** Each reason, the most frequent first. */
  readonly reasons: readonly (ReasonChurn & {
    /** The reason, as in the rows. */
    readonly reason: string
    /** Whether the reason is a decision of the customer. */
    readonly kind: 'voluntary' | 'involuntary'
  })[]
  /** Customers lost, whatever the reason. */
  readonly lost: number
  /** Customers at the start of the window: the denominator of all rates. */
  readonly base: number
  /** The policy that was used. */
  readonly policy: 'opening'
}

/**
 * Churn by reason, and how much of it was the customers' own decision.
 *
 * Each lost customer counts once, for the reason of the first loss within the window, so the rates
 * of voluntary, involuntary and unknown add up to churn by the policy `opening`.
 *
 * @formula rate = lost for the reason ÷ opening
 * @unit share of the window's opening customers, 0 to 1
 *
 * @param tally - A tally of rows with reasons.
 * @param options - The involuntary reasons, and the interval.
 * @returns A rate for each reason and each kind of reasons.
 * @throws {@link MetricError} `empty` without opening customers; `invalid` for a malformed tally or
 * list of reasons.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5, for the
 * rate; Paddle, “Churn” (paddle.com/help/profitwell-metrics), for cancelled against delinquent.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-01-20', reason: 'card declined' },
 *   { customer: 'b', startedOn: '2024-06-01', endedOn: '2025-01-21', reason: 'too expensive' },
 *   { customer: 'c', startedOn: '2024-06-01' },
 *   { customer: 'd', startedOn: '2024-06-01' },
 * ]
 * const tally = tallyChurn(rows, { from: '2025-01-01', to: '2025-02-01' })
 * const churned = churnByReason(tally, { involuntary: ['card declined'] })
 * churned.involuntary?.rate // => 0.25
 * churned.voluntary?.rate // => 0.25
 * churned.unknown.lost // => 0
 * ```
 */
export function churnByReason(tally: ChurnTally, options: ChurnByReasonOptions): ChurnByReason {
  const metric = 'churnByReason'
  const given = readOptions<ChurnByReasonOptions>(metric, options, CHURN_BY_REASON_OPTIONS)
  const { involuntary, ...rest } = given
  const theirs = new Set(
    readList(metric, ['involuntary'], involuntary, (reason, path) =>
      check<string>(metric, path, reason, typeof reason === 'string', 'a string', 'invalid'),
    ),
  )
  const { counts, reasons } = readCounting(metric, ['tally'], checkObject(metric, ['tally'], tally))
  const { lost, opening } = counts
  checkSome(metric, ['tally', 'opening'], opening, opening, 'customer')
  const of = (part: number): ReasonChurn => ({
    rate: part / opening,
    lost: part,
    interval: rateInterval(metric, part, opening, rest),
  })
  let known = 0
  let lostInvoluntarily = 0
  for (const [reason, part] of reasons) {
    known += part
    if (theirs.has(reason)) lostInvoluntarily += part
  }
  // Of reasons that nobody noted nothing was found, not even that there were none.
  const isKnown = known > 0 || lost === 0
  const sorted = [...reasons].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
  return {
    voluntary: isKnown ? of(known - lostInvoluntarily) : null,
    involuntary: isKnown ? of(lostInvoluntarily) : null,
    unknown: of(lost - known),
    reasons: sorted.map(([reason, part]) => ({
      reason,
      kind: theirs.has(reason) ? 'involuntary' : 'voluntary',
      ...of(part),
    })),
    lost,
    base: opening,
    policy: 'opening',
  }
}
