export type {
  ProportionDifferenceMethod,
  ProportionTest,
} from '../internal/inference/compareShares.js'
export type {
  Interval,
  ProportionIntervalMethod,
  SampledInterval,
} from '../internal/inference/interval.js'
export type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
export type { QuantileDefinition } from '../internal/inference/quantiles.js'
export { type AdjustPValuesOptions, adjustPValues } from './adjustPValues.js'
export {
  type CompareMeansOptions,
  compareMeans,
  type MeanComparison,
  type MeanPair,
  type MeanTestMethod,
} from './compareMeans.js'
export {
  type CompareProportionsOptions,
  compareProportions,
  type ProportionComparison,
  type ProportionPair,
} from './compareProportions.js'
export {
  type MeanInput,
  type MeanIntervalOptions,
  type MeanSummary,
  meanInterval,
} from './meanInterval.js'
export {
  type Proportion,
  type ProportionIntervalOptions,
  proportionInterval,
} from './proportionInterval.js'
export { type Quantile, type Quantiles, type QuantilesOptions, quantiles } from './quantiles.js'
