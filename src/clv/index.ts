export type { CalendarDuration, DateInput, PeriodUnit, WeekDay } from '../internal/calendar.js'
export type { Decimal, DecimalInput } from '../internal/decimal.js'
export type { Interval } from '../internal/interval.js'
export type { CustomerId, TransactionRow } from '../transactions.js'
export { bgBb } from './bgBb.js'
export { bgNbd } from './bgNbd.js'
export { type BootstrapOptions, bootstrapModel, type ModelBootstrap } from './bootstrapModel.js'
export {
  type CalibrationRow,
  type CalibrationTable,
  calibrationTable,
  type TableOptions,
} from './calibrationTable.js'
export { type Clv, type ClvInput, clv, type FirstMargin } from './clv.js'
export { type ClvElasticity, type ClvElasticityInput, clvElasticity } from './clvElasticity.js'
export {
  type ClvFromCurve,
  type ClvFromCurveInput,
  type CostTiming,
  clvFromCurve,
} from './clvFromCurve.js'
export { type CountedHistory, compressSummaries } from './compressSummaries.js'
export { type ContinuousClv, type ContinuousClvInput, continuousClv } from './continuousClv.js'
export {
  type CustomerValueOptions,
  customerValue,
  type DiscountTiming,
  type ValueBootstraps,
  type ValueColumns,
  type ValuedCustomers,
  type ValueHistory,
  type ValueModels,
} from './customerValue.js'
export {
  type ExpectedPurchasesOptions,
  expectedPurchases,
  type ModelDuration,
  type UnitConversions,
} from './expectedPurchases.js'
export { expectedSpend } from './expectedSpend.js'
export { fitBgBb } from './fitBgBb.js'
export { fitBgNbd } from './fitBgNbd.js'
export { fitGammaGamma } from './fitGammaGamma.js'
export { fitMbgNbd } from './fitMbgNbd.js'
export { fitParetoNbd } from './fitParetoNbd.js'
export { gammaGamma } from './gammaGamma.js'
export {
  type HeldOutHistory,
  type HoldoutData,
  type HoldoutRow,
  type HoldoutTable,
  type HoldoutTableOptions,
  holdoutTable,
} from './holdoutTable.js'
export { logLikelihood } from './logLikelihood.js'
export { type MarkovClv, type MarkovClvInput, markovClv } from './markovClv.js'
export { mbgNbd } from './mbgNbd.js'
export type {
  BgBbParameters,
  BgNbdParameters,
  FitOptions,
  FitStatistics,
  FittedPurchaseModel,
  FittedSpendModel,
  GammaGammaParameters,
  ModelOptions,
  ParetoNbdParameters,
  PurchaseColumns,
  PurchaseFitOptions,
  PurchaseHistory,
  PurchaseModel,
  PurchaseModelName,
  PurchaseParameters,
  SpendColumns,
  SpendHistory,
  SpendModel,
} from './models.js'
export { paretoNbd } from './paretoNbd.js'
export type {
  Customers,
  IntervalOptions,
  PredictedNumbers,
  PredictedValue,
  PredictedValues,
  PredictionFor,
  PredictionOptions,
  Spenders,
  UncertaintyMethod,
} from './prediction.js'
export { probabilityAlive } from './probabilityAlive.js'
export { type PurchaseProbabilityOptions, purchaseProbability } from './purchaseProbability.js'
export {
  type RealizedClv,
  type RealizedClvOptions,
  realizedClv,
} from './realizedClv.js'
export {
  type RealizedClvByCohort,
  type RealizedClvByCohortOptions,
  type RealizedClvCohort,
  realizedClvByCohort,
} from './realizedClvByCohort.js'
export {
  type DiscountRate,
  type ResidualPurchasesOptions,
  residualPurchases,
} from './residualPurchases.js'
export { type SimpleClv, type SimpleClvInput, simpleClv } from './simpleClv.js'
export {
  type SpendIndependence,
  type SpendIndependenceOptions,
  spendIndependence,
} from './spendIndependence.js'
export {
  type CustomerSummary,
  type PurchaseMerge,
  type RefundPolicy,
  type SummarizeOptions,
  summarizeCustomers,
} from './summarizeCustomers.js'
export {
  type Holdout,
  type HoldoutOptions,
  type HoldoutSummary,
  summarizeHoldout,
} from './summarizeHoldout.js'
export {
  type TrackedPeriod,
  type TrackedPurchases,
  type TrackOptions,
  trackPurchases,
} from './trackPurchases.js'
