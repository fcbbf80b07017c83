export type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
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
export type { PeriodName } from '../internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export type {
  CustomerId,
  CustomerKey,
  DateInput,
  DayLike,
  Decimal,
  DecimalInput,
  InstantLike,
} from '../subscriptions.js'
export type { TransactionRow } from '../transactions.js'
export {
  explainSalesChange,
  type SalesChange,
  type SalesChangeBase,
  type SalesChangeInput,
  type SalesChangeOptions,
  type SalesContribution,
  type SalesEffects,
  type SoldQuantity,
} from './explainSalesChange.js'
export { type MarketShare, type MarketShareOptions, marketShare } from './marketShare.js'
export type { SaleRow } from './readSales.js'
export {
  type RefundDate,
  type RefundRate,
  type RefundRateOptions,
  refundRate,
} from './refundRate.js'
export { type SalesByPeriodOptions, type SalesPeriod, salesByPeriod } from './salesByPeriod.js'
export {
  type ShareOfWallet,
  type ShareOfWalletOptions,
  shareOfWallet,
  type WalletRow,
} from './shareOfWallet.js'
export { type WalletAllocationInput, walletAllocation } from './walletAllocation.js'
