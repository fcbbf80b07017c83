export type { Interval, NpsIntervalMethod } from '../internal/inference/interval.js'
export type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
export type { SeededInterval, SeededIntervalMethod } from '../internal/inference/seededIntervals.js'
export type { ChiSquareTest } from '../internal/inference/significance.js'
export type { SurveyBase } from '../internal/surveys/base.js'
export {
  type ComparedNps,
  type CompareNpsOptions,
  compareNps,
  type NpsComparison,
  type NpsComparisonMethod,
  type NpsDifference,
} from './compareNps.js'
export { compareNpsPaired, type PairedNps } from './compareNpsPaired.js'
export {
  type CompareNpsSegmentsOptions,
  compareNpsSegments,
  type NpsSegment,
  type NpsSegmentComparison,
  type NpsSegmentPair,
  type SegmentLeftOut,
} from './compareNpsSegments.js'
export {
  explainNpsChange,
  type NpsChange,
  type NpsChangeInput,
  type NpsChangeOptions,
  type NpsContribution,
} from './explainNpsChange.js'
export { type Nps, type NpsIntervalOptions, type NpsOptions, nps, npsFromGroups } from './nps.js'
export { type NpsEstimate, type NpsEstimateOptions, npsEstimate } from './npsEstimate.js'
export {
  NPS_0_TO_10,
  NPS_1_TO_3,
  NPS_1_TO_5,
  NPS_1_TO_7,
  NPS_1_TO_10,
  type NpsGroups,
  type NpsScale,
} from './npsGroups.js'
export {
  type NpsPlanInput,
  type NpsPower,
  type NpsPowerInput,
  type NpsSampleSize,
  type NpsSampleSizeInput,
  type NpsSampleSizeToCompareInput,
  npsPower,
  npsSampleSize,
  npsSampleSizeToCompare,
} from './npsSampleSize.js'
export { type NpsPeriod, type NpsTrend, type NpsTrendOptions, npsTrend } from './npsTrend.js'
export type { NpsAnswers, NpsSurveyOptions } from './readNps.js'
