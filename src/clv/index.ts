export type { Interval } from '../internal/inference/interval.js'
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
  PeriodsSaid,
} from '../internal/time/calendars/periodChoice.js'
export type { DateInput, DayLike } from '../internal/time/days.js'
export type { InstantLike } from '../internal/time/instants.js'
export type { PeriodName } from '../internal/time/periodNumbers.js'
export type { PeriodUnit, WeekDay } from '../internal/time/periods.js'
export type { CustomerId, CustomerKey, TransactionRow } from '../transactions.js'
export {
  type CalibrationRow,
  type CalibrationTable,
  calibrationTable,
  type TableOptions,
} from './checks/calibrationTable.js'
export {
  type ComparedPurchaseModel,
  compareModels,
  type NestedModels,
  type PurchaseFits,
  type PurchaseModelComparison,
} from './checks/compareModels.js'
export {
  type HeldOutHistory,
  type HoldoutData,
  type HoldoutRow,
  type HoldoutTable,
  type HoldoutTableOptions,
  holdoutTable,
} from './checks/holdoutTable.js'
export { logLikelihood } from './checks/logLikelihood.js'
export {
  type PurchaseRegularity,
  purchaseRegularity,
  type RegularityOptions,
} from './checks/purchaseRegularity.js'
export {
  type SpendIndependence,
  type SpendIndependenceOptions,
  spendIndependence,
} from './checks/spendIndependence.js'
export {
  type TrackedPeriod,
  type TrackedPurchases,
  type TrackOptions,
  trackPurchases,
} from './checks/trackPurchases.js'
export { type Clv, type ClvInput, clv, type FirstMargin } from './formulas/clv.js'
export {
  type ClvElasticity,
  type ClvElasticityInput,
  clvElasticity,
} from './formulas/clvElasticity.js'
export {
  type ClvFromCurve,
  type ClvFromCurveInput,
  type CostTiming,
  clvFromCurve,
} from './formulas/clvFromCurve.js'
export {
  type ContinuousClv,
  type ContinuousClvInput,
  continuousClv,
} from './formulas/continuousClv.js'
export { type MarkovClv, type MarkovClvInput, markovClv } from './formulas/markovClv.js'
export {
  type ChurnAverage,
  type SimpleClv,
  type SimpleClvInput,
  simpleClv,
  type TrailingAverage,
  type TrailingChurn,
  type TrailingChurnPeriod,
} from './formulas/simpleClv.js'
export { bgBb } from './models/bgBb/bgBb.js'
export { fitBgBb } from './models/bgBb/fitBgBb.js'
export { bgNbd } from './models/bgNbd/bgNbd.js'
export { fitBgNbd } from './models/bgNbd/fitBgNbd.js'
export { fitMbgNbd } from './models/bgNbd/fitMbgNbd.js'
export { mbgNbd } from './models/bgNbd/mbgNbd.js'
export {
  type BootstrapOptions,
  bootstrapModel,
  type ModelBootstrap,
} from './models/bootstrapModel.js'
export { bgCnbd } from './models/cnbd/bgCnbd.js'
export { fitBgCnbd } from './models/cnbd/fitBgCnbd.js'
export { fitMbgCnbd } from './models/cnbd/fitMbgCnbd.js'
export type {
  FittedRhythmModel,
  RhythmFitOptions,
  RhythmModelName,
  RhythmModelOptions,
  TriedRhythm,
} from './models/cnbd/fitRhythm.js'
export { mbgCnbd } from './models/cnbd/mbgCnbd.js'
export {
  type CovariateCoefficients,
  type CovariateFitOptions,
  type FittedCovariates,
  fitCovariates,
} from './models/covariates/fitCovariates.js'
export {
  type FittedSpendCovariates,
  fitSpendCovariates,
  type SpendCovariateOptions,
} from './models/covariates/fitSpendCovariates.js'
export type { CovariateModelName } from './models/covariates/links.js'
export { modelWithCovariates } from './models/covariates/modelWithCovariates.js'
export { spendModelWithCovariates } from './models/covariates/spendModelWithCovariates.js'
export { fitGammaGamma } from './models/gammaGamma/fitGammaGamma.js'
export { gammaGamma } from './models/gammaGamma/gammaGamma.js'
export { fitGeometricNbd } from './models/geometricNbd/fitGeometricNbd.js'
export { geometricNbd } from './models/geometricNbd/geometricNbd.js'
export { fitGGompertzNbd } from './models/ggompertzNbd/fitGGompertzNbd.js'
export { gGompertzNbd } from './models/ggompertzNbd/gGompertzNbd.js'
export { fitNbd } from './models/nbd/fitNbd.js'
export { nbd } from './models/nbd/nbd.js'
export { fitParetoNbd } from './models/paretoNbd/fitParetoNbd.js'
export { paretoNbd } from './models/paretoNbd/paretoNbd.js'
export type {
  AppliedPenalty,
  Penalty,
  Prior,
  PriorPenalty,
  RidgePenalty,
} from './models/penalty.js'
export { fitPoisson } from './models/poisson/fitPoisson.js'
export { poisson } from './models/poisson/poisson.js'
export type {
  BgBbParameters,
  BgNbdParameters,
  FitOptions,
  FitStatistics,
  FittedPurchaseModel,
  FittedSpendModel,
  GammaGammaParameters,
  GeometricNbdParameters,
  GGompertzNbdParameters,
  ModelOptions,
  NbdParameters,
  ParetoNbdParameters,
  PoissonParameters,
  PurchaseFitOptions,
  PurchaseModel,
  PurchaseModelName,
  PurchaseParameters,
  SpendModel,
} from './models/types.js'
export {
  type AliveDay,
  type AlivePath,
  type AlivePathOptions,
  alivePath,
} from './predictions/alivePath.js'
export type { Forecast, ForecastMethod } from './predictions/base/base.js'
export {
  type CustomerEquity,
  type CustomerEquityOptions,
  customerEquity,
} from './predictions/base/customerEquity.js'
export {
  type ForecastOptions,
  type PurchaseForecast,
  type PurchaseForecastOptions,
  purchaseForecast,
} from './predictions/base/purchaseForecast.js'
export {
  type CustomerValueOptions,
  customerValue,
  type DiscountTiming,
  type ValueBootstraps,
  type ValueColumns,
  type ValuedCustomers,
  type ValueHistory,
  type ValueModels,
} from './predictions/customerValue.js'
export {
  type ExpectedPurchasesOptions,
  expectedPurchases,
  type ModelDuration,
  type UnitConversions,
} from './predictions/expectedPurchases.js'
export { expectedSpend, type SpendPredictionOptions } from './predictions/expectedSpend.js'
export { type ProbabilityAliveOptions, probabilityAlive } from './predictions/probabilityAlive.js'
export {
  type AnyPurchases,
  type AtLeastPurchases,
  type ExactlyPurchases,
  type PurchaseProbabilityOptions,
  type PurchaseWindow,
  purchaseProbability,
} from './predictions/purchaseProbability.js'
export {
  type DiscountRate,
  type ResidualPurchasesOptions,
  residualPurchases,
} from './predictions/residualPurchases.js'
export type { WithoutSpendPolicy } from './predictions/spending.js'
export type {
  Customers,
  IntervalOptions,
  NoOther,
  PredictedNumbers,
  PredictedValue,
  PredictedValues,
  PredictionFor,
  PredictionOptions,
  Spenders,
  UncertaintyMethod,
} from './predictions/types.js'
export type { RealizedClvOptions } from './realized/followBuyers.js'
export { type RealizedClv, realizedClv } from './realized/realizedClv.js'
export {
  type RealizedClvByCohort,
  type RealizedClvByCohortOptions,
  type RealizedClvCohort,
  realizedClvByCohort,
} from './realized/realizedClvByCohort.js'
export { type CountedHistory, compressSummaries } from './summaries/compressSummaries.js'
export {
  type CustomerSummary,
  type PurchaseMerge,
  type RefundPolicy,
  type SummarizeOptions,
  summarizeCustomers,
} from './summaries/summarizeCustomers.js'
export {
  type Holdout,
  type HoldoutOptions,
  type HoldoutSummary,
  summarizeHoldout,
} from './summaries/summarizeHoldout.js'
export {
  type RhythmColumns,
  type RhythmHistory,
  type RhythmSummary,
  summarizeRhythm,
} from './summaries/summarizeRhythm.js'
export type {
  PurchaseColumns,
  PurchaseHistory,
  SpendColumns,
  SpendHistory,
} from './summaries/types.js'
