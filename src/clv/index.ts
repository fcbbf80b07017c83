export type { CalendarDuration, DateInput, PeriodUnit, WeekDay } from '../internal/calendar.js'
export type { Decimal, DecimalInput } from '../internal/decimal.js'
export type { Interval } from '../internal/interval.js'
export type { CustomerId, TransactionRow } from '../transactions.js'
export { type Clv, type ClvInput, clv, type FirstMargin } from './clv.js'
export { type ClvElasticity, type ClvElasticityInput, clvElasticity } from './clvElasticity.js'
export {
  type ClvFromCurve,
  type ClvFromCurveInput,
  type CostTiming,
  clvFromCurve,
} from './clvFromCurve.js'
export { type ContinuousClv, type ContinuousClvInput, continuousClv } from './continuousClv.js'
export { type MarkovClv, type MarkovClvInput, markovClv } from './markovClv.js'
export { type RealizedClv, type RealizedClvOptions, realizedClv } from './realizedClv.js'
export {
  type RealizedClvByCohort,
  type RealizedClvByCohortOptions,
  type RealizedClvCohort,
  realizedClvByCohort,
} from './realizedClvByCohort.js'
export { type SimpleClv, type SimpleClvInput, simpleClv } from './simpleClv.js'
export {
  type CustomerSummary,
  type RefundPolicy,
  type SummarizeOptions,
  summarizeCustomers,
} from './summarizeCustomers.js'
