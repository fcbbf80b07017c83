export type { CountInput } from '../internal/guard.js'
export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { Decimal, DecimalInput } from '../internal/money/decimal.js'
export type { RowStream } from '../internal/rows/readRows.js'
export type {
  Calendar,
  FiscalCalendar,
  WeekCalendar,
} from '../internal/time/calendars/calendar.js'
export type {
  CalendarPeriods,
  InBoundaries,
  ListedPeriods,
} from '../internal/time/calendars/periodChoice.js'
export type { DateInput, DayLike } from '../internal/time/days.js'
export type { InstantLike } from '../internal/time/instants.js'
export type { PeriodName } from '../internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export type {
  CurveIntervalMethod,
  EventShare,
  LaterPolicy,
  LifeCount,
  LifeTally,
  LifetimeInterval,
} from '../retention/index.js'
export type { CustomerId, CustomerKey, SubscriptionRow } from '../subscriptions.js'
export { averageLifetime } from './averageLifetime.js'
export {
  type Churn,
  type ChurnCounts,
  type ChurnOptions,
  type ChurnPolicy,
  type ChurnPolicyCounts,
  type ChurnSharePolicy,
  churn,
} from './churn.js'
export {
  type ChurnByReason,
  type ChurnByReasonOptions,
  churnByReason,
  type ReasonChurn,
} from './churnByReason.js'
export { churnFromLifetime } from './churnFromLifetime.js'
export type { ChurnLevel, ChurnTally } from './churnTally.js'
export {
  type ChurnComparison,
  type ChurnGroups,
  type CompareChurnOptions,
  compareChurn,
} from './compareChurn.js'
export { type ConvertRateOptions, convertRate, type RateUnit } from './convertRate.js'
export {
  type ChurnPoint,
  type CustomerChurnCurve,
  customerChurnCurve,
} from './customerChurnCurve.js'
export { type DailyChurn, type DailyChurnOptions, dailyChurn } from './dailyChurn.js'
export {
  type ChurnChange,
  type ChurnChangeInput,
  type ChurnChangeOptions,
  type ChurnContribution,
  type ChurnSegmentCounts,
  explainChurnChange,
} from './explainChurnChange.js'
export { mergeChurn } from './mergeChurn.js'
export { mergeRenewals } from './mergeRenewals.js'
export type { RateOptions } from './rateInterval.js'
export { type RenewalCounts, type RenewalRate, renewalRate } from './renewalRate.js'
export { type RetentionCounts, type RetentionRate, retentionRate } from './retentionRate.js'
export { type ChurnWindow, tallyChurn } from './tallyChurn.js'
export {
  type ChurnPeriod,
  type SeriesWindow,
  tallyChurnByPeriod,
} from './tallyChurnByPeriod.js'
export {
  type ContractRow,
  type RenewalTally,
  type RenewalWindow,
  tallyRenewals,
} from './tallyRenewals.js'
export {
  type LossPolicy,
  type WinBackRate,
  type WinBackRateOptions,
  winBackRate,
} from './winBackRate.js'
