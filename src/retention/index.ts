export type { LaterPolicy } from '../internal/activity.js'
export type { CalendarDuration, DateInput, PeriodUnit, WeekDay } from '../internal/calendar.js'
export type { DecimalInput } from '../internal/decimal.js'
export type { Interval, ProportionIntervalMethod } from '../internal/interval.js'
export type { CustomerId, SubscriptionRow } from '../subscriptions.js'
export type { TransactionRow } from '../transactions.js'
export { type BdwModel, type BdwParameters, bdw } from './bdw.js'
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
  type ComparedGroup,
  type CompareRetentionOptions,
  compareRetention,
  type HazardRatio,
  type LifeGroups,
  type LogRankWeights,
  type RetentionComparison,
} from './compareRetention.js'
export {
  type ComparedModel,
  type CompareRetentionModelsOptions,
  compareRetentionModels,
  type RetentionFits,
  type RetentionModelComparison,
} from './compareRetentionModels.js'
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
  type ExpectedLifetime,
  type ExpectedLifetimeOptions,
  expectedLifetime,
} from './expectedLifetime.js'
export { type BdwFit, fitBdw } from './fitBdw.js'
export type { RetentionFitStatistics } from './fitLifetimes.js'
export { fitSbg, type SbgFit } from './fitSbg.js'
export {
  type HazardCurve,
  type HazardOptions,
  type HazardPoint,
  type HazardVariance,
  hazardCurve,
} from './hazardCurve.js'
export type { HoldoutError } from './holdoutError.js'
export {
  type Lifecycle,
  type LifecycleOptions,
  type LifecyclePeriod,
  lifecycle,
} from './lifecycle.js'
export type { RetentionModel } from './lifetimes.js'
export { type MeanLifetime, type MeanLifetimeOptions, meanLifetime } from './meanLifetime.js'
export {
  type LifetimeInterval,
  type MedianLifetime,
  medianLifetime,
} from './medianLifetime.js'
export { mergeCohortTables } from './mergeCohortTables.js'
export { mergeLives } from './mergeLives.js'
export type { RetentionCohort } from './outcomes.js'
export {
  type ProjectedPoint,
  type ProjectRetentionOptions,
  projectRetention,
  type RetentionProjection,
} from './projectRetention.js'
export type { PurchaseDayOptions } from './purchaseDays.js'
export { type RepeatRate, type RepeatRateOptions, repeatRate } from './repeatRate.js'
export { type RetentionAt, type RetentionAtOptions, retentionAt } from './retentionAt.js'
export {
  type RetentionBand,
  type RetentionBandMethod,
  type RetentionBandOptions,
  type RetentionBandPoint,
  retentionBand,
} from './retentionBand.js'
export {
  type CurveIntervalMethod,
  type RetentionCurve,
  type RetentionCurveOptions,
  type RetentionPoint,
  retentionCurve,
} from './retentionCurve.js'
export { retentionLogLikelihood } from './retentionLogLikelihood.js'
export { type SbgModel, type SbgParameters, sbg } from './sbg.js'
export {
  type Stickiness,
  type StickinessCount,
  type StickinessOptions,
  stickiness,
} from './stickiness.js'
export {
  type LifeCount,
  type LifeOptions,
  type LifeRow,
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
