export type { Decimal, DecimalInput } from '../internal/money/decimal.js'
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
} from '../internal/time/calendars/periodChoice.js'
export type { DateInput, DayLike } from '../internal/time/days.js'
export type { InstantLike } from '../internal/time/instants.js'
export type { PeriodName } from '../internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export type {
  AmountChange,
  CustomerId,
  CustomerKey,
  RevenueRow,
  SubscriptionRow,
} from '../subscriptions.js'
export { chainRevenue } from './chainRevenue.js'
export {
  type CommittedRevenue,
  type CommittedRevenueOptions,
  committedRevenue,
} from './committedRevenue.js'
export {
  type CommittedPeriod,
  type CommittedSeriesWindow,
  committedRevenueByPeriod,
} from './committedRevenueByPeriod.js'
export { type DailyRevenueChurn, dailyRevenueChurn } from './dailyRevenueChurn.js'
export type { ExchangeRates } from './exchange.js'
export {
  explainRevenueRetentionChange,
  type RevenueRetentionChange,
  type RevenueRetentionChangeInput,
  type RevenueRetentionChangeOptions,
  type RevenueRetentionContribution,
  type RevenueRetentionMeasure,
} from './explainRevenueRetentionChange.js'
export type { RevenueFacts } from './knownRows.js'
export { mergeRevenue } from './mergeRevenue.js'
export {
  type MonthlyAmount,
  type MonthlyAmountInput,
  type MonthRule,
  monthlyAmount,
  type PriceDiscount,
} from './monthlyAmount.js'
export {
  type RevenueChurn,
  type RevenueChurnOptions,
  type RevenueChurnPolicy,
  revenueChurn,
} from './revenueChurn.js'
export {
  type RevenueMovements,
  type RevenueRetention,
  revenueRetention,
} from './revenueRetention.js'
export type { RevenueLevel, RevenueTally } from './revenueTally.js'
export { type ExchangeWindow, type RevenueWindow, tallyRevenue } from './tallyRevenue.js'
export {
  type RevenuePeriod,
  type RevenueSeriesWindow,
  tallyRevenueByPeriod,
} from './tallyRevenueByPeriod.js'
