export type { FirstMargin } from '../clv/formulas/clv.js'
export type { Interval } from '../internal/inference/interval.js'
export type { Decimal, DecimalInput } from '../internal/money/decimal.js'
export { type BreakEvenCost, type BreakEvenCostInput, breakEvenCost } from './breakEvenCost.js'
export { type BreakEvenPrice, type BreakEvenPriceInput, breakEvenPrice } from './breakEvenPrice.js'
export {
  type BreakEvenRetention,
  type BreakEvenRetentionInput,
  breakEvenRetention,
} from './breakEvenRetention.js'
export { type BudgetSplit, type BudgetSplitInput, budgetSplit } from './budgetSplit.js'
export {
  type CompareGrowthOptions,
  compareGrowth,
  type GrowthComparison,
  type GrowthLeader,
  type GrowthPath,
  type GrowthPlan,
} from './compareGrowth.js'
export {
  type ChannelCost,
  type CostByChannel,
  type CostByChannelOptions,
  costByChannel,
} from './costByChannel.js'
export {
  type CostByPeriod,
  type CostByPeriodOptions,
  costByPeriod,
  type PeriodCost,
  type SpendPeriod,
} from './costByPeriod.js'
export {
  type CostPerSaved,
  type CostPerSavedInput,
  type CostPerSavedOptions,
  costPerSaved,
  type KeptGroup,
  type SavedCostInterval,
} from './costPerSaved.js'
export {
  type CostOptions,
  type CostTally,
  type CountPolicy,
  type CustomerCost,
  type CustomerCostInput,
  customerCost,
} from './customerCost.js'
export {
  type CostChange,
  type CostChangeInput,
  type CostChangeOptions,
  type CostContribution,
  explainCostChange,
} from './explainCostChange.js'
export type { ProjectCustomersInput } from './growthPlan.js'
export {
  type LoyaltyProgram,
  type LoyaltyProgramInput,
  type LoyaltyProgramOptions,
  loyaltyProgram,
  type ProgramSpend,
} from './loyaltyProgram.js'
export {
  type AmountLabels,
  type LabelledAmount,
  type LtvToCac,
  type LtvToCacInput,
  ltvToCac,
} from './ltvToCac.js'
export { mergeCosts } from './mergeCosts.js'
export {
  type ObservedPayback,
  type ObservedPaybackOptions,
  observedPayback,
  type PaybackCrossing,
} from './observedPayback.js'
export {
  type OptimalSpend,
  type OptimalSpendInput,
  optimalSpend,
  type ResponseCurves,
  type SpendPoint,
  type SpendSplit,
} from './optimalSpend.js'
export { type Payback, type PaybackInput, paybackPeriods } from './paybackPeriods.js'
export {
  type AcquisitionPolicy,
  type CustomerProjection,
  type ProjectCustomersOptions,
  type ProjectedPeriod,
  projectCustomers,
} from './projectCustomers.js'
export { type Referral, type ReferralInput, type ReferralOptions, referral } from './referral.js'
export {
  type KnownResponse,
  type ObservedResponse,
  type ResponseCurve,
  type ResponseInput,
  responseCurve,
} from './responseCurve.js'
export type { FittedResponse, ResponsePoint } from './responseFit.js'
export {
  type RetentionUplift,
  type RetentionUpliftInput,
  retentionUplift,
  type Uplift,
} from './retentionUplift.js'
