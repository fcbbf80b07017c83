export type { CalendarDuration, DateInput, PeriodUnit } from '../internal/calendar.js'
export type { Decimal, DecimalInput } from '../internal/decimal.js'
export type { Interval } from '../internal/interval.js'
export type { CustomerId, TransactionRow } from '../transactions.js'
export { type Clv, type ClvInput, clv, type FirstMargin } from './clv.js'
export { type ClvFromCurve, type ClvFromCurveInput, clvFromCurve } from './clvFromCurve.js'
export { type RealizedClv, type RealizedClvOptions, realizedClv } from './realizedClv.js'
export { type SimpleClv, type SimpleClvInput, simpleClv } from './simpleClv.js'
export {
  type CustomerSummary,
  type RefundPolicy,
  type SummarizeOptions,
  summarizeCustomers,
} from './summarizeCustomers.js'
