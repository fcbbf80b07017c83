export type {
  ProportionDifferenceMethod,
  ProportionTest,
} from '../internal/inference/compareShares.js'
export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
export type { SeededInterval, SeededIntervalMethod } from '../internal/inference/seededIntervals.js'
export type { ChiSquareTest } from '../internal/inference/significance.js'
export type { SurveyBase } from '../internal/surveys/base.js'
export {
  type CompareCsatOptions,
  type CsatComparison,
  type CsatDifference,
  compareCsat,
} from './compareCsat.js'
export { compareCsatPaired, type PairedCsat } from './compareCsatPaired.js'
export {
  type CompareCsatSegmentsOptions,
  type CsatSegment,
  type CsatSegmentComparison,
  type CsatSegmentPair,
  compareCsatSegments,
  type SegmentLeftOut,
} from './compareCsatSegments.js'
export {
  CSAT_0_TO_10,
  CSAT_1_TO_3,
  CSAT_1_TO_5,
  CSAT_1_TO_7,
  CSAT_1_TO_10,
  CSAT_THUMBS,
  type Csat,
  type CsatOptions,
  type CsatScale,
  type CsatScaleOptions,
  csat,
} from './csat.js'
export { type CsatEstimate, type CsatEstimateOptions, csatEstimate } from './csatEstimate.js'
export {
  type CsatPower,
  type CsatPowerInput,
  type CsatRates,
  type CsatSampleSize,
  type CsatSampleSizeInput,
  type CsatSampleSizeToCompareInput,
  csatPower,
  csatSampleSize,
  csatSampleSizeToCompare,
} from './csatSampleSize.js'
export { type CsatPeriod, type CsatTrend, type CsatTrendOptions, csatTrend } from './csatTrend.js'
export {
  type CsatChange,
  type CsatChangeInput,
  type CsatChangeOptions,
  type CsatContribution,
  explainCsatChange,
} from './explainCsatChange.js'
export type { ComparedCsat, CsatAnswers, CsatSurveyOptions } from './readCsat.js'
