import {
  type CountInput,
  check,
  checkChoice,
  checkCount,
  checkObject,
  checkSome,
  checkUnread,
  type Fields,
  type Path,
  readOptions,
} from '../internal/guard.js'
import type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
import type { ChurnTally } from './churnTally.js'
import { type RateOptions, rateInterval } from './rateInterval.js'
import { readCounting } from './readCounting.js'

/** Policies that divide some of the opening customers by all of them: a share, with an interval. */
export type ChurnSharePolicy = 'opening' | 'chartmogul' | 'profitwell'

/** Which counts are divided: see `churn`. */
export type ChurnPolicy = ChurnSharePolicy | 'average' | 'stripe' | 'baremetrics' | 'revenuecat'

/** The counts of a tally that each policy takes. */
export interface ChurnPolicyCounts {
  /** Opening customers who left. */
  readonly opening: 'opening' | 'lost'
  /** The same, less those who were back when the window closed. */
  readonly chartmogul: 'opening' | 'lost' | 'lostThenReturned'
  /** Opening customers who left. */
  readonly profitwell: 'opening' | 'lost'
  /** All losses, and the customers at both ends of the window. */
  readonly average: 'opening' | 'losses' | 'closing'
  /** All losses, and every customer who was there or came. */
  readonly stripe: 'opening' | 'losses' | 'gained' | 'reactivated'
  /** Every customer who left, new or not. */
  readonly baremetrics: 'opening' | 'leavers'
  /** The customers at both ends of the window, and those who came for the first time. */
  readonly revenuecat: 'opening' | 'gained' | 'closing'
}

/** The counts that each policy of churn needs. They have the same meaning as in a tally. */
export type ChurnCounts<Policy extends ChurnPolicy = 'opening'> = Readonly<
  Record<ChurnPolicyCounts[Policy], CountInput>
>

/** How churn is computed. */
export interface ChurnOptions<Policy extends ChurnPolicy = ChurnPolicy> extends RateOptions {
  /**
   * The policy: which counts are divided.
   * @defaultValue `'opening'`
   */
  readonly policy?: Policy
}

/** The fields that are read; another one is refused. */
const CHURN_OPTIONS: Fields<ChurnOptions<never>> = { policy: 0, interval: 0, confidence: 0 }

/** Churn, with the numbers it is made of and its interval. */
export interface Churn<Policy extends ChurnPolicy = 'opening'> {
  /**
   * Lost ÷ base: 0 to 1 where it is a share. By `'average'`, `'stripe'` and `'baremetrics'` it can be
   * above 1, by `'revenuecat'` below 0.
   */
  readonly rate: number
  /** 1 − `rate`. */
  readonly retentionRate: number
  /** Customers lost, or losses: the numerator, by the policy. */
  readonly lost: number
  /** The denominator, by the policy. */
  readonly base: number
  /** The policy that was used. */
  readonly policy: Policy
  /** Interval of `rate`; `null` by policies that do not make a share of it. */
  readonly interval: Policy extends ChurnSharePolicy ? Interval<ProportionIntervalMethod> : null
}

/** The policies that make shares, for guards. */
export const SHARE_POLICIES: readonly ChurnSharePolicy[] = ['opening', 'chartmogul', 'profitwell']

const CHURN_POLICIES: readonly ChurnPolicy[] = [
  ...SHARE_POLICIES,
  'average',
  'stripe',
  'baremetrics',
  'revenuecat',
]

/**
 * Customer churn: the share of customers who left within a window.
 *
 * - `opening`: the customers at the start of the window who left within it, for good or not.
 * Customers who came later are on neither side of the fraction, so it is a share.
 * - `chartmogul`: the same, without those who were back when the window closed. “Excluding any
 *   customers who both joined & churned in the period or churned & reactivated”
 *   (help.chartmogul.com, “Churn rate formulas”, standard formula).
 * - `profitwell`: as `opening`, for a window that is a calendar month. A customer who comes and
 *   leaves in the same month is on neither side (paddle.com, “Are cancellations in the first month
 *   counted as churn?”).
 * - `average`: all losses, divided by the mean of opening and closing customers (Noble 2011,
 *   “Defining Churn Rate”, Shopify Engineering).
 * - `stripe`: all losses, divided by the customers who were there at the start or came within the
 *   window. A customer who leaves twice counts twice (support.stripe.com, “Calculating churn rate
 *   in Billing”; windows of 30 days).
 * - `baremetrics`: all customers who left, new customers included, divided by the opening customers
 *   (help.baremetrics.com, “User and Revenue Churn”, with the changelog’s “Churn Update”; windows
 *   of 30 days).
 * - `revenuecat`: all losses less all returns, divided by the opening customers. The rate is below
 * 0 where more came back than left (revenuecat.com/docs, “Churn Chart”).
 *
 * Only the first three are shares and have an interval. The others count customers on one side of
 * the fraction who are missing from the other, or divide events by customers.
 *
 * @formula opening, profitwell: lost ÷ opening; chartmogul: (lost − lostThenReturned) ÷ opening;
 * average: losses ÷ ((opening + closing) ÷ 2); stripe: losses ÷ (opening + gained + reactivated);
 * baremetrics: leavers ÷ opening; revenuecat: (opening + gained − closing) ÷ opening
 * @unit share of the window's opening customers, 0 to 1; by the last four, customers or losses per
 * customer
 *
 * @param tally - A tally of a window, or the counts that the policy needs.
 * @param options - Policy and interval.
 * @returns The rate with its interval, and the numbers it is made of.
 * @throws {@link MetricError} `empty` without customers to divide by; `out-of-range` where more
 * were lost than there were; `invalid` where a count that the policy needs is missing; `mismatch`
 * by `profitwell` where the window is not a calendar month or its beginning.
 * @source Farris, Bendle, Pfeifer & Reibstein (2010), “Marketing Metrics”, 2nd ed., ch. 5; the
 * vendors' pages named above.
 *
 * @example
 * ```ts
 * churn({ opening: 500, lost: 50 }).rate // => 0.1
 * churn({ opening: 500, lost: 50 }).interval.high // => 0.1294…
 * churn({ opening: 100, lost: 11, lostThenReturned: 1 }, { policy: 'chartmogul' }).rate // => 0.1
 * churn({ opening: 100, leavers: 12 }, { policy: 'baremetrics' }).rate // => 0.12
 * ```
 */
export function churn<Policy extends ChurnPolicy = 'opening'>(
  tally: ChurnTally | ChurnCounts<Policy>,
  options: ChurnOptions<Policy> = {},
): Churn<Policy> {
  const metric = 'churn'
  const { policy = 'opening', ...rest } = readOptions<ChurnOptions>(metric, options, CHURN_OPTIONS)
  checkChoice(metric, ['policy'], policy, CHURN_POLICIES)
  return churnBy(metric, ['tally'], tally, policy, rest) as Churn<Policy>
}

/** Churn of a tally that stands somewhere in the arguments. */
export function churnBy(
  metric: string,
  path: Path,
  tally: unknown,
  policy: ChurnPolicy,
  options: RateOptions,
): Churn<ChurnPolicy> {
  const { lost, base } = divide(metric, path, tally, policy)
  const isShare = (SHARE_POLICIES as readonly string[]).includes(policy)
  if (!isShare)
    checkUnread(
      metric,
      options,
      ['interval', 'confidence'],
      `the policy is ${policy}, which has no interval`,
    )
  return {
    rate: lost / base,
    retentionRate: (base - lost) / base,
    lost,
    base,
    policy,
    interval: isShare ? rateInterval(metric, lost, base, options) : null,
  }
}

/** The two sides of the fraction. */
function divide(
  metric: string,
  path: Path,
  tally: unknown,
  policy: ChurnPolicy,
): { readonly lost: number; readonly base: number } {
  const given = checkObject<ChurnTally>(metric, path, tally)
  if ('from' in given) {
    readCounting(metric, path, given)
    if (policy === 'profitwell') checkMonth(metric, path, given)
  }
  const read = (key: ChurnPolicyCounts[ChurnPolicy], low?: number, high?: number): number =>
    checkCount(metric, [...path, key], given[key], low, high)
  const opening = read('opening')
  const base =
    policy === 'average'
      ? (opening + read('closing')) / 2
      : policy === 'stripe'
        ? opening + read('gained') + read('reactivated')
        : opening
  checkSome(metric, [...path, 'opening'], opening, base, 'customer')
  if (policy === 'average' || policy === 'stripe') return { lost: read('losses'), base }
  if (policy === 'baremetrics') return { lost: read('leavers'), base }
  if (policy === 'revenuecat') return { lost: opening + read('gained') - read('closing'), base }
  const lost = read('lost', 0, base)
  if (policy !== 'chartmogul') return { lost, base }
  return { lost: lost - read('lostThenReturned', 0, lost), base }
}

/**
 * A window that begins with a month and ends with it or within it: nobody can come in one month and
 * leave in the next.
 */
function checkMonth(metric: string, path: Path, { from, to }: ChurnTally): void {
  const text = (day: unknown): string => (typeof day === 'string' ? day : '')
  const [start, end] = [text(from), text(to)]
  const isFirst = start.slice(7) === '-01'
  const first = 'the first of a month, by the policy profitwell'
  check(metric, [...path, 'from'], from, isFirst, first, 'mismatch')
  // Between two firsts lie 28 to 31 days of 86.4 million milliseconds, if it is one month.
  const time = Date.parse(end) - Date.parse(start)
  const isNear = end.slice(0, 7) === start.slice(0, 7) || (end.slice(7) === '-01' && time < 27e8)
  const upTo = 'up to the first of the next month, by the policy profitwell'
  check(metric, [...path, 'to'], to, time > 0 && isNear, upTo, 'mismatch')
}
