export type { DateInput, PeriodUnit } from '../internal/calendar.js'
export type { Interval } from '../internal/interval.js'
export type { CustomerId, SubscriptionRow } from '../subscriptions.js'
export {
  type LifetimeInterval,
  type MedianLifetime,
  medianLifetime,
} from './medianLifetime.js'
export { mergeLives } from './mergeLives.js'
export { type RetentionAt, type RetentionAtOptions, retentionAt } from './retentionAt.js'
export {
  type CurveIntervalMethod,
  type RetentionCurve,
  type RetentionCurveOptions,
  type RetentionPoint,
  retentionCurve,
} from './retentionCurve.js'
export {
  type LifeCount,
  type LifeOptions,
  type LifeTally,
  type ReturnPolicy,
  tallyLives,
} from './tallyLives.js'
