export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
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
export type { InstantInput } from '../internal/time/instants.js'
export type { PeriodName } from '../internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export type { CustomerId, CustomerKey, DateInput, DayLike, InstantLike } from '../subscriptions.js'
export { type LatestAnswersOptions, latestAnswers } from './latestAnswers.js'
export { type Poststratified, type PoststratifyOptions, poststratify } from './poststratify.js'
export { type Raked, type RakeOptions, type RakeRow, rake } from './rake.js'
export {
  type ResponseCounts,
  type ResponseRate,
  type ResponseRateOptions,
  type ResponseRatePolicy,
  responseRate,
} from './responseRate.js'
export type {
  Compared,
  CorrectionOptions,
  EstimateBasis,
  EstimateOptions,
  RatingPair,
  SurveyAnswers,
  SurveyOptions,
  TrendOptions,
} from './survey.js'
export {
  type FunnelQuestion,
  type FunnelRate,
  type SurveyFunnel,
  type SurveyFunnelOptions,
  type SurveyRow,
  type SurveyTimeUnit,
  surveyFunnel,
} from './surveyFunnel.js'
export {
  type AnswerRow,
  type MergeRatingsOptions,
  mergeRatings,
  type RatingOptions,
  type RatingScale,
  type Ratings,
  type RatingTally,
  type TallyRatingsOptions,
  tallyRatings,
  type UnansweredPolicy,
} from './tallyRatings.js'
export {
  type RatingPeriod,
  type RatingSeriesOptions,
  tallyRatingsByPeriod,
} from './tallyRatingsByPeriod.js'
export {
  mergeWeightedRatings,
  tallyWeightedRatings,
  type WeightedCount,
  type WeightedRatingRow,
  type WeightedRatingTally,
} from './weightedRatings.js'
