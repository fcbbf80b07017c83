import { check, checkObject, checkSome, readList } from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import type { ChurnTally } from './churnTally.js'
import { type RateOptions, rateInterval } from './rateInterval.js'
import { readCounting } from './readCounting.js'

/** Which reasons are whose. */
export interface ChurnByReasonOptions extends RateOptions {
  /**
   * The reasons for which customers are lost who did not decide to leave, such as `'card declined'`.
   * Every other reason is a decision of the customer.
   */
  readonly involuntary: readonly string[]
}

/** What one reason, or one kind of reasons, cost. */
export interface ReasonChurn {
  /** Share of the opening customers who were lost for it, 0 to 1. */
  readonly rate: number
  /** Customers who were lost for it. */
  readonly lost: number
  /** Interval of `rate`. */
  readonly interval: Interval<ProportionIntervalMethod>
}

/** Churn by reason. */
export interface ChurnByReason {
  /** Lost by a decision of the customer. */
  readonly voluntary: ReasonChurn
  /** Lost without one, such as by a payment that failed. */
  readonly involuntary: ReasonChurn
  /** Lost for a reason that is not known. */
  readonly unknown: ReasonChurn
  /** Each reason, the most frequent first. */
  readonly reasons: readonly (ReasonChurn & {
    /** The reason, as the rows have it. */
    readonly reason: string
    /** Whose it is. */
    readonly kind: 'voluntary' | 'involuntary'
  })[]
  /** Customers lost, whatever the reason. */
  readonly lost: number
  /** Customers when the window opened, whom all rates are divided by. */
  readonly base: number
  /** The policy that was used. */
  readonly policy: 'opening'
}

/**
 * Churn by reason, and how much of it was the customers' own decision.
 *
 * Each customer who was lost counts for the reason of the first time that they left within the window,
 * so that the rates of voluntary, involuntary and unknown add up to churn by the policy `opening`.
 *
 * @formula rate = lost for the reason ÷ opening
 * @unit share of the window's opening customers, 0 to 1
 *
 * @param tally - A tally of rows with reasons.
 * @param options - The reasons that are nobody's decision, and the interval.
 * @returns A rate for each reason and each kind of reasons.
 * @throws {@link MetricError} `empty` without opening customers; `invalid` for what is no tally or no
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
 * churned.involuntary.rate // => 0.25
 * churned.voluntary.rate // => 0.25
 * churned.unknown.lost // => 0
 * ```
 */
export function churnByReason(tally: ChurnTally, options: ChurnByReasonOptions): ChurnByReason {
  const metric = 'churnByReason'
  const given = checkObject<ChurnByReasonOptions>(metric, ['options'], options)
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
  const sorted = [...reasons].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
  return {
    voluntary: of(known - lostInvoluntarily),
    involuntary: of(lostInvoluntarily),
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
