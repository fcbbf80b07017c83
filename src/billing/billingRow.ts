import type { PeriodUnit } from '../internal/time/periods.js'
import type { CustomerId, DateInput, DecimalInput } from '../subscriptions.js'

/** A time in which a subscription rests. */
export interface BillingPause {
  /** First day of the pause. */
  readonly from: DateInput
  /** First day after the pause; `null` or absent while it lasts. */
  readonly until?: DateInput | null
  /** The day on which the pause became known, for `committedRevenue`. */
  readonly knownOn?: DateInput | null
}

/** A discount: an amount of each billing period, or a share of its price. */
export interface BillingDiscount {
  /** What is taken off the price of a billing period. Either this or `share`. */
  readonly amount?: DecimalInput | null
  /** The part of the price that is taken off, 0 to 1. */
  readonly share?: DecimalInput | null
  /**
   * First day of the discount.
   * @defaultValue the first day of the subscription
   */
  readonly from?: DateInput | null
  /** First day after the discount; `null` or absent where it lasts for ever. */
  readonly until?: DateInput | null
}

/** What was metered beside the price. */
export interface BillingUsage {
  /** First day of the time that was billed. */
  readonly from: DateInput
  /** First day after it. */
  readonly until: DateInput
  /** The amount of one billing period. */
  readonly amount: DecimalInput
}

/** A price that begins later. */
export interface BillingChange {
  /** First day of the price. */
  readonly on: DateInput
  /** The price of a billing period from that day on, before deductions. */
  readonly amount: DecimalInput
  /** The day on which it became known, for `committedRevenue`. */
  readonly knownOn?: DateInput | null
}

/**
 * A subscription as a billing system holds it. All fields but the first two may be absent or `null`;
 * other columns are left alone.
 */
export interface BillingRow {
  /** The customer of the subscription. */
  readonly customer: CustomerId
  /** First day with the subscription, its trial included. */
  readonly startedOn: DateInput
  /** Its own id. */
  readonly subscription?: CustomerId | null
  /** Its plan, which is handed on. */
  readonly plan?: string | null
  /**
   * Its state today, in the words of billing systems: active, trialing, paused, past due, canceled and
   * the like, in any spelling. `statuses` translates other words.
   */
  readonly status?: string | null
  /** First day after the trial, which begins with the subscription. */
  readonly trialUntil?: DateInput | null
  /** First day of the pause. */
  readonly pausedFrom?: DateInput | null
  /** First day after the pause. */
  readonly pausedUntil?: DateInput | null
  /** Several pauses, in place of the two fields. */
  readonly pauses?: readonly BillingPause[] | null
  /** The day on which it was cancelled, whenever the cancellation takes effect. */
  readonly canceledOn?: DateInput | null
  /** First day that is not paid for. While a subscription runs it says nothing. */
  readonly paidUntil?: DateInput | null
  /** First day after the attempts to collect a payment that failed, where they ended it. */
  readonly dunningUntil?: DateInput | null
  /** First day without it, where the system says so. */
  readonly endedOn?: DateInput | null
  /** Why it ended. */
  readonly reason?: string | null
  /** The day on which the subscription became known, such as that of the signature. */
  readonly startKnownOn?: DateInput | null
  /**
   * The day on which its end became known.
   * @defaultValue the day of the cancellation, or of the end of dunning
   */
  readonly endKnownOn?: DateInput | null
}

/** A subscription with its price. */
export interface PricedBillingRow extends BillingRow {
  /** The price of one billing period, before deductions, at least 0. */
  readonly amount: DecimalInput
  /** The currency of its amounts. */
  readonly currency?: string | null
  /**
   * The unit of the billing period.
   * @defaultValue `'month'`
   */
  readonly unit?: PeriodUnit | null
  /**
   * Units of a billing period: 3 of `'month'`.
   * @defaultValue `1`
   */
  readonly every?: number | null
  /** Later prices, in order of time. */
  readonly changes?: readonly BillingChange[] | null
  /** Discounts; those that run together are added. */
  readonly discounts?: readonly BillingDiscount[] | null
  /** What was metered beside the price. */
  readonly usage?: readonly BillingUsage[] | null
}
