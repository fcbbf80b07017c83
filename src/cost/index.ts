export type { FirstMargin } from '../clv/clv.js'
export type { Decimal, DecimalInput } from '../internal/decimal.js'
export {
  type BreakEvenRetention,
  type BreakEvenRetentionInput,
  breakEvenRetention,
} from './breakEvenRetention.js'
export {
  type CostTally,
  type CustomerCost,
  type CustomerCostInput,
  customerCost,
} from './customerCost.js'
export { type LtvToCac, type LtvToCacInput, ltvToCac } from './ltvToCac.js'
export { mergeCosts } from './mergeCosts.js'
export { type Payback, type PaybackInput, paybackPeriods } from './paybackPeriods.js'
