export type { ChurnLevel, ChurnPolicy, ChurnSharePolicy } from '../churn/index.js'
export type { MonthRule } from '../internal/money/monthlyPrice.js'
export type { BillingStatus } from '../internal/rows/billingStatuses.js'
export type { PeriodUnit } from '../internal/time/periods.js'
export type { RevenueChurnPolicy } from '../revenue/index.js'
export type {
  AmountChange,
  CustomerId,
  CustomerKey,
  DateInput,
  DayLike,
  Decimal,
  DecimalInput,
  InstantLike,
} from '../subscriptions.js'
export type { CustomerAlias } from './aliases.js'
export type {
  BillingChange,
  BillingDiscount,
  BillingPause,
  BillingRow,
  BillingUsage,
  PricedBillingRow,
} from './billingRow.js'
export type { BillingPolicies, SpanPolicy, UsedPolicies } from './policies.js'
export {
  type PlainSubscription,
  type PricedSubscription,
  type ReadSubscriptionsOptions,
  readSubscriptions,
  type SubscriptionsRead,
} from './readSubscriptions.js'
export type { CountedPolicy } from './rowTimes.js'
export { BILLING_VENDORS, type BillingVendor, type VendorDefinition } from './vendors.js'
