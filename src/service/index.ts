export type { RateOptions } from '../churn/index.js'
export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { CurveIntervalMethod } from '../internal/inference/kaplanMeier.js'
export type { QuantileDefinition } from '../internal/inference/quantiles.js'
export type { RowStream } from '../internal/rows/readRows.js'
export type { DateInput, DayLike } from '../internal/time/days.js'
export type { InstantInput, InstantLike } from '../internal/time/instants.js'
export type { WeekDay } from '../internal/time/periods.js'
export type { CustomerId, CustomerKey } from '../subscriptions.js'
export { type Backlog, type BacklogBracket, type BacklogOptions, backlog } from './backlog.js'
export type { BusinessHours, DateShifts, Shift, TicketClock } from './businessHours.js'
export { type BusinessTimeOptions, businessTime, type TimeSpan } from './businessTime.js'
export {
  type ComplaintCategory,
  type ComplaintCounts,
  type ComplaintRate,
  complaintRate,
} from './complaintRate.js'
export { type ContactRate, contactRate } from './contactRate.js'
export type {
  FinishedTimes,
  TicketTimeOptions,
  TicketTimes,
  TimeInterval,
  TimePercentile,
  TimeQuantile,
  TimeQuantileOptions,
} from './describeTimes.js'
export {
  type FirstContactDefinition,
  type FirstContactOptions,
  type FirstContactResolution,
  firstContactResolution,
} from './firstContactResolution.js'
export { firstReplyTimes } from './firstReplyTimes.js'
export { mergeContacts } from './mergeContacts.js'
export { mergeSla } from './mergeSla.js'
export { mergeTimes } from './mergeTimes.js'
export { type PraiseCounts, type PraiseRate, praiseRate } from './praiseRate.js'
export type { ServiceRate, UndecidedRate } from './rate.js'
export { type ResolutionTimesOptions, resolutionTimes } from './resolutionTimes.js'
export { type SlaAttainment, type SlaOptions, slaAttainment } from './slaAttainment.js'
export {
  type PrioritySla,
  type PriorityTicketRow,
  type SlaByPriority,
  type SlaByPriorityOptions,
  slaByPriority,
} from './slaByPriority.js'
export { type ContactOptions, type ContactTally, tallyContacts } from './tallyContacts.js'
export { type TallyTimesOptions, tallyTimes } from './tallyTimes.js'
export type {
  Hold,
  HoldPolicy,
  ReopenedPolicy,
  Reopening,
  TicketRow,
  TimeLength,
  TimeMeasure,
  TimeUnit,
} from './tickets.js'
export { ticketTimes } from './ticketTimes.js'
export type { TimeCount, TimeTally } from './timeTally.js'
