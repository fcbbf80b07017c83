import {
  checkConfidence,
  checkCount,
  type Fields,
  readFields,
  readOptions,
} from '../internal/guard.js'
import { type Interval, interval, proportionInterval } from '../internal/inference/interval.js'
import { countEnds } from '../internal/math/poisson.js'
import { type Decimal, type DecimalInput, decimalOf, written } from '../internal/money/decimal.js'
import { finite, readSpend } from './customerCost.js'

/** Customers, their invitations, the new customers who came from these, and spend. */
export interface ReferralInput {
  /** Customers who could recommend. */
  readonly customers: number
  /** Invitations that they sent. */
  readonly invitations: number
  /** New customers who came through an invitation. */
  readonly referred: number
  /** All new customers, the referred ones included. */
  readonly acquired: number
  /** Acquisition spend without rewards for referrals. */
  readonly acquisitionSpend: DecimalInput
  /**
   * Spend on referrals: the rewards of both sides.
   * @defaultValue `0`
   */
  readonly referralSpend?: DecimalInput
}

/** The fields that are read; another one is refused. */
const REFERRAL_INPUT: Fields<ReferralInput> = {
  customers: 1,
  invitations: 1,
  referred: 1,
  acquired: 1,
  acquisitionSpend: 1,
  referralSpend: 0,
}

/** The confidence of the intervals. */
export interface ReferralOptions {
  /**
   * Confidence of the intervals, from 0 to 0.999999.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const REFERRAL_OPTIONS: Fields<ReferralOptions> = { confidence: 0 }

/** The effect of referrals. */
export interface Referral {
  /** The viral coefficient: new customers that one customer refers. */
  readonly viralCoefficient: number
  /** Interval of the coefficient, with the referred customers as a Poisson count. */
  readonly viralCoefficientInterval: Interval<'score'>
  /** Invitations per customer. */
  readonly invitationsPerCustomer: number
  /** Share of invitations that win a customer; `null` without invitations. */
  readonly conversionRate: number | null
  /** Interval of `conversionRate`; `null` where the rate is `null`. */
  readonly conversionRateInterval: Interval<'wilson'> | null
  /** Share of new customers who were referred; `null` where none exist. */
  readonly referredShare: number | null
  /** Interval of `referredShare`; `null` where the share is `null`. */
  readonly referredShareInterval: Interval<'wilson'> | null
  /**
   * Customers that one unreferred customer leads to in the end, itself included; `null` where the
   * coefficient is 1 or more, because the number is then infinite.
   */
  readonly multiplier: number | null
  /** Acquisition spend per customer who was not referred; `null` where all were referred. */
  readonly perUnreferred: string | null
  /** Referral spend per referred customer; `null` where nobody was referred. */
  readonly perReferred: string | null
  /** All spend per new customer, however won; `null` without new customers. */
  readonly perAcquired: string | null
  /**
   * Spend per new customer in the end, with all later referrals; `null` where the coefficient is 1
   * or more, or all new customers were referred.
   */
  readonly perAcquiredEventually: string | null
  /** Customers who could recommend. */
  readonly customers: number
  /** Invitations sent. */
  readonly invitations: number
  /** New customers referred. */
  readonly referred: number
  /** All new customers. */
  readonly acquired: number
}

/**
 * The effect of referrals: the viral coefficient, the share of new customers who were referred, and
 * the cost per customer with referrals included.
 *
 * A customer who brings 0.2 others, who bring 0.2 others each, leads to 1 ÷ (1 − 0.2) = 1.25
 * customers, and each costs 0.8 of the spend on the first, plus rewards. With a coefficient of 1 or
 * more the number is infinite.
 *
 * @formula viralCoefficient = referred ÷ customers = invitationsPerCustomer × conversionRate;
 * multiplier = 1 ÷ (1 − viralCoefficient);
 * perAcquiredEventually = perUnreferred × (1 − viralCoefficient) + perReferred × viralCoefficient
 * @unit new customers per customer; the currency of the spend, per customer
 *
 * @param input - Customers, invitations, new customers, and spend.
 * @param options - The confidence of the intervals.
 * @returns The coefficient and its parts, and the costs.
 * @throws {@link MetricError} `out-of-range` where more customers were referred than invited or
 * acquired, or a spend is negative.
 * @source Skok (2009), “Lessons Learned – Viral Marketing”, for the coefficient; Kumar, Petersen & Leone
 * (2007), “How Valuable Is Word of Mouth?”, HBR 85(10), on counting referrals in.
 *
 * @example
 * ```ts
 * const input = { customers: 1000, invitations: 800, referred: 200, acquired: 600 }
 * const result = referral({ ...input, acquisitionSpend: '40000', referralSpend: '4000' })
 * result.viralCoefficient // => 0.2
 * Number(result.perUnreferred).toFixed(2) // => '100.00'
 * Number(result.perAcquired).toFixed(2) // => '73.33'
 * Number(result.perAcquiredEventually).toFixed(2) // => '84.00'
 * ```
 */
export function referral(input: ReferralInput, options: ReferralOptions = {}): Referral {
  const metric = 'referral'
  const given = readFields<ReferralInput>(metric, ['input'], input, REFERRAL_INPUT, [])
  const { confidence: level } = readOptions<ReferralOptions>(metric, options, REFERRAL_OPTIONS)
  const confidence = checkConfidence(metric, level)
  const customers = checkCount(metric, ['customers'], given.customers, 1)
  const invitations = checkCount(metric, ['invitations'], given.invitations)
  const acquired = checkCount(metric, ['acquired'], given.acquired)
  const most = Math.min(invitations, acquired)
  const referred = checkCount(metric, ['referred'], given.referred, 0, most)
  const spend = readSpend(metric, ['acquisitionSpend'], given.acquisitionSpend)
  const rewards = readSpend(metric, ['referralSpend'], given.referralSpend ?? 0)
  const viralCoefficient = referred / customers
  const [low, high] = countEnds(referred, confidence)
  const ends = [low / customers, high / customers] as const
  const share = (part: number, whole: number): Interval<'wilson'> | null =>
    whole > 0 ? proportionInterval('wilson', part, whole, confidence) : null
  const per = (amount: Decimal, count: number): Decimal | null =>
    count > 0 ? amount.div(count) : null
  const perUnreferred = per(spend, acquired - referred)
  const perReferred = per(rewards, referred)
  return written(metric, {
    viralCoefficient,
    viralCoefficientInterval: interval('score', confidence, viralCoefficient, ends, [0, Infinity]),
    invitationsPerCustomer: invitations / customers,
    conversionRate: finite(referred / invitations),
    conversionRateInterval: share(referred, invitations),
    referredShare: finite(referred / acquired),
    referredShareInterval: share(referred, acquired),
    multiplier: referred < customers ? customers / (customers - referred) : null,
    perUnreferred,
    perReferred,
    perAcquired: per(spend.plus(rewards), acquired),
    perAcquiredEventually:
      perUnreferred && referred < customers
        ? eventually(perUnreferred, perReferred, referred, customers)
        : null,
    customers,
    invitations,
    referred,
    acquired,
  })
}

/** In the end, the share of customers who are not referred is 1 less the coefficient. */
function eventually(
  perUnreferred: Decimal,
  perReferred: Decimal | null,
  referred: number,
  customers: number,
): Decimal {
  const rewards = (perReferred ?? decimalOf(0)).times(referred)
  return perUnreferred
    .times(customers - referred)
    .plus(rewards)
    .div(customers)
}
