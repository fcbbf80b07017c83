export type { LaterPolicy } from '../internal/activity.js'
export type { CalendarDuration, DateInput, PeriodUnit, WeekDay } from '../internal/calendar.js'
export type { DecimalInput } from '../internal/decimal.js'
export type { Interval, ProportionIntervalMethod } from '../internal/interval.js'
export type { CustomerId, SubscriptionRow } from '../subscriptions.js'
export type { TransactionRow } from '../transactions.js'
export type {
  CohortAveragePolicy,
  CohortBracket,
  CohortCellState,
  CohortClock,
  CohortColumn,
  CohortEntry,
  CohortFrame,
  CohortMeasure,
} from './cohortFrame.js'
export type {
  Cohort,
  CohortAverage,
  CohortAverageRevenue,
  CohortRepeat,
  CohortRevenue,
  CohortTable,
} from './cohortResult.js'
export { type CohortTableOptions, cohortTable } from './cohortTable.js'
export {
  type ActivityShare,
  type ActivityStatus,
  type CustomerActivity,
  type CustomerActivityOptions,
  type CustomerStatus,
  customerActivity,
  type OneTimePolicy,
} from './customerActivity.js'
export type { EventRow } from './eventRow.js'
export {
  type Lifecycle,
  type LifecycleOptions,
  type LifecyclePeriod,
  lifecycle,
} from './lifecycle.js'
export {
  type LifetimeInterval,
  type MedianLifetime,
  medianLifetime,
} from './medianLifetime.js'
export { mergeCohortTables } from './mergeCohortTables.js'
export { mergeLives } from './mergeLives.js'
export type { PurchaseDayOptions } from './purchaseDays.js'
export { type RepeatRate, type RepeatRateOptions, repeatRate } from './repeatRate.js'
export { type RetentionAt, type RetentionAtOptions, retentionAt } from './retentionAt.js'
export {
  type CurveIntervalMethod,
  type RetentionCurve,
  type RetentionCurveOptions,
  type RetentionPoint,
  retentionCurve,
} from './retentionCurve.js'
export {
  type Stickiness,
  type StickinessCount,
  type StickinessOptions,
  stickiness,
} from './stickiness.js'
export {
  type LifeCount,
  type LifeOptions,
  type LifeTally,
  type ReturnPolicy,
  tallyLives,
} from './tallyLives.js'
export {
  type GapPolicy,
  type TimeBetweenPurchases,
  type TimeBetweenPurchasesOptions,
  timeBetweenPurchases,
} from './timeBetweenPurchases.js'
