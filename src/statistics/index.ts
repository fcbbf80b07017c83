export type { PValueCorrection } from '../internal/correction.js'
export type { Interval, ProportionIntervalMethod, SampledInterval } from '../internal/interval.js'
export type { ProportionDifferenceMethod, ProportionTest } from '../internal/proportions.js'
export type { QuantileDefinition } from '../internal/quantiles.js'
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
