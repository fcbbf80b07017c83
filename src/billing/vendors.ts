import type { ChurnLevel, ChurnPolicy } from '../churn/index.js'
import type { RevenueChurnPolicy } from '../revenue/index.js'
import type { BillingPolicies } from './policies.js'

/** Vendors whose definitions are published. */
export type BillingVendor =
  | 'baremetrics'
  | 'chargebee'
  | 'chartmogul'
  | 'lago'
  | 'maxio'
  | 'polar'
  | 'profitwell'
  | 'recharge'
  | 'recurly'
  | 'revenuecat'
  | 'stripe'

/** What a vendor has published of its numbers; `null` or absent where it has not. */
export interface VendorDefinition {
  /** How it reads subscriptions, for `readSubscriptions`. */
  readonly subscriptions: BillingPolicies
  /** Its rule for `churn`. */
  readonly churn: ChurnPolicy | null
  /** Whom its churn counts, for `tallyChurn`. */
  readonly level: ChurnLevel | null
  /** Its rules for `revenueChurn`. */
  readonly revenueChurn: readonly RevenueChurnPolicy[]
}

/** A vendor of whose churn nothing is published here. */
const REVENUE_ONLY = { churn: null, level: null, revenueChurn: [] } as const

/**
 * The published definitions of each vendor, to be spread over choices of your own: `{ ...ours,
 * ...BILLING_VENDORS.stripe.subscriptions }`. What a vendor leaves open, you choose.
 *
 * Of Chargebee, Maxio, Recharge and Recurly, the choices are those that ProfitWell's comparisons name.
 *
 * @source Stripe, “Billing Analytics” and “Calculating churn rate in Billing” (support.stripe.com);
 * Paddle, “ProfitWell vs” Chargebee, Maxio, Recharge and Recurly (paddle.com); ChartMogul Help Center;
 * Baremetrics Help Center; RevenueCat, “MRR” and “Churn Chart”; Lago, “MRR”; Polar, server tests.
 */
export const BILLING_VENDORS: Readonly<Record<BillingVendor, VendorDefinition>> = {
  baremetrics: {
    subscriptions: {},
    churn: 'baremetrics',
    level: 'customer',
    revenueChurn: ['gross', 'baremetrics-net'],
  },
  chargebee: { subscriptions: { discounts: 'forever' }, ...REVENUE_ONLY },
  chartmogul: {
    subscriptions: { discounts: 'all' },
    churn: 'chartmogul',
    level: 'customer',
    revenueChurn: ['gross', 'chartmogul-net'],
  },
  lago: { subscriptions: { rule: '4.33' }, ...REVENUE_ONLY },
  maxio: {
    subscriptions: {
      endsOn: 'cancellation',
      discounts: 'all',
      pauses: 'include',
      usage: 'exclude',
    },
    ...REVENUE_ONLY,
  },
  polar: {
    subscriptions: {
      endsOn: 'paid-period',
      discounts: 'forever',
      pauses: 'include',
      rule: '52/12',
    },
    ...REVENUE_ONLY,
  },
  profitwell: {
    subscriptions: {
      endsOn: 'paid-period',
      discounts: 'all',
      pauses: 'free',
      usage: 'include',
    },
    churn: 'profitwell',
    level: 'customer',
    revenueChurn: [],
  },
  recharge: { subscriptions: { discounts: 'all', pauses: 'free' }, ...REVENUE_ONLY },
  recurly: { subscriptions: { discounts: 'all', pauses: 'free' }, ...REVENUE_ONLY },
  revenuecat: {
    subscriptions: { rule: '4' },
    churn: 'revenuecat',
    level: 'subscription',
    revenueChurn: [],
  },
  stripe: {
    subscriptions: {
      endsOn: 'cancellation',
      trials: 'exclude',
      pastDue: 'include',
      discounts: 'forever',
      usage: 'exclude',
    },
    churn: 'stripe',
    level: 'customer',
    revenueChurn: [],
  },
}
