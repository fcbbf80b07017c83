export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { DecimalInput } from '../internal/money/decimal.js'
export type { RatingRange } from '../internal/rows/answersByCustomer.js'
export type { RowStream } from '../internal/rows/readRows.js'
export type { CalendarDuration } from '../internal/time/calendarDurations.js'
export type {
  Calendar,
  FiscalCalendar,
  WeekCalendar,
} from '../internal/time/calendars/calendar.js'
export type {
  CalendarPeriods,
  InBoundaries,
  ListedPeriods,
  PeriodsSaid,
} from '../internal/time/calendars/periodChoice.js'
export type { DateInput, DayLike } from '../internal/time/days.js'
export type { InstantLike } from '../internal/time/instants.js'
export type { PeriodName } from '../internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export type { AnswerRow, UnansweredPolicy } from '../ratings/index.js'
export type { CustomerId, CustomerKey, SubscriptionRow } from '../subscriptions.js'
export type { TransactionRow } from '../transactions.js'
export type { LaterPolicy } from './activity/activityGrid.js'
export type { EventRow } from './activity/eventRow.js'
export type {
  CohortAveragePolicy,
  CohortBracket,
  CohortCellState,
  CohortClock,
  CohortColumn,
  CohortEntry,
  CohortFrame,
  CohortMeasure,
} from './cohorts/cohortFrame.js'
export type {
  Cohort,
  CohortAverage,
  CohortAverageRevenue,
  CohortRepeat,
  CohortRevenue,
  CohortTable,
} from './cohorts/cohortResult.js'
export { type CohortTableOptions, cohortTable } from './cohorts/cohortTable.js'
export { mergeCohortTables } from './cohorts/mergeCohortTables.js'
export {
  type BaseCohort,
  type RelativeBase,
  type RelativeCohort,
  type RelativeRetention,
  type RelativeRetentionOptions,
  relativeRetention,
} from './cohorts/relativeRetention.js'
export {
  type ComparedMeanLifetimes,
  type CompareMeanLifetimesOptions,
  compareMeanLifetimes,
  type MeanLifetimeRatio,
} from './curves/compareMeanLifetimes.js'
export {
  type ComparedGroup,
  type CompareRetentionOptions,
  compareRetention,
  type HazardRatio,
  type LifeGroups,
  type RetentionComparison,
} from './curves/compareRetention.js'
export {
  type HazardCurve,
  type HazardOptions,
  type HazardPoint,
  type HazardVariance,
  hazardCurve,
} from './curves/hazardCurve.js'
export type { LifeCount, LifeTally } from './curves/lifeTally.js'
export type { FlemingHarringtonWeights, LogRankWeights } from './curves/logRank.js'
export { type MeanLifetime, type MeanLifetimeOptions, meanLifetime } from './curves/meanLifetime.js'
export {
  type LifetimeInterval,
  type MedianLifetime,
  medianLifetime,
} from './curves/medianLifetime.js'
export { mergeLives } from './curves/mergeLives.js'
export { type RetentionAt, type RetentionAtOptions, retentionAt } from './curves/retentionAt.js'
export {
  type RetentionBand,
  type RetentionBandMethod,
  type RetentionBandOptions,
  type RetentionBandPoint,
  retentionBand,
} from './curves/retentionBand.js'
export {
  type CurveIntervalMethod,
  type RetentionCurve,
  type RetentionCurveOptions,
  type RetentionPoint,
  retentionCurve,
} from './curves/retentionCurve.js'
export {
  type LifeOptions,
  type LifeRow,
  type ReturnPolicy,
  tallyLives,
} from './curves/tallyLives.js'
export {
  type LivesByAnswer,
  type LivesByAnswerOptions,
  tallyLivesByAnswer,
} from './curves/tallyLivesByAnswer.js'
export { bdw } from './models/bdw.js'
export {
  type ComparedModel,
  type CompareRetentionModelsOptions,
  compareRetentionModels,
  type RetentionFits,
  type RetentionModelComparison,
} from './models/compareRetentionModels.js'
export {
  type ExpectedLifetime,
  type ExpectedLifetimeOptions,
  expectedLifetime,
} from './models/expectedLifetime.js'
export { type BdwFit, fitBdw } from './models/fitBdw.js'
export type { RetentionFitStatistics } from './models/fitLifetimes.js'
export { fitSbg, type SbgFit } from './models/fitSbg.js'
export type { HoldoutError } from './models/holdoutError.js'
export type {
  BdwModel,
  BdwParameters,
  RetentionModel,
  SbgModel,
  SbgParameters,
} from './models/lifetimes.js'
export type { RetentionCohort } from './models/outcomes.js'
export {
  type ProjectedPoint,
  type ProjectRetentionOptions,
  projectRetention,
  type RetentionProjection,
} from './models/projectRetention.js'
export { retentionLogLikelihood } from './models/retentionLogLikelihood.js'
export { sbg } from './models/sbg.js'
export {
  type ActivationRate,
  type ActivationRateOptions,
  activationRate,
  type NamedEventRow,
} from './rhythm/activationRate.js'
export {
  type ActiveCustomersOptions,
  type ActiveWindow,
  activeCustomers,
} from './rhythm/activeCustomers.js'
export {
  type ActivityShare,
  type ActivityStatus,
  type CustomerActivity,
  type CustomerActivityOptions,
  type CustomerStatus,
  customerActivity,
  type OneTimePolicy,
} from './rhythm/customerActivity.js'
export {
  type ElapsedPeriod,
  type ElapsedRetention,
  type ElapsedRetentionOptions,
  type ElapsedUnit,
  elapsedRetention,
  type InstantEventRow,
} from './rhythm/elapsedRetention.js'
export type { EventShare } from './rhythm/eventTimes.js'
export {
  type Lifecycle,
  type LifecycleOptions,
  type LifecyclePeriod,
  lifecycle,
} from './rhythm/lifecycle.js'
export type { PurchaseDayOptions, RowsLeftOut } from './rhythm/purchaseDays.js'
export { type RepeatRate, type RepeatRateOptions, repeatRate } from './rhythm/repeatRate.js'
export {
  type Stickiness,
  type StickinessCount,
  type StickinessOptions,
  stickiness,
} from './rhythm/stickiness.js'
export {
  type CustomerStreak,
  type StreakCount,
  type Streaks,
  type StreaksOptions,
  streaks,
} from './rhythm/streaks.js'
export {
  type GapPolicy,
  type TimeBetweenPurchases,
  type TimeBetweenPurchasesOptions,
  timeBetweenPurchases,
} from './rhythm/timeBetweenPurchases.js'
