export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { PValueCorrection } from '../internal/inference/pValueCorrection.js'
export type { SeededInterval, SeededIntervalMethod } from '../internal/inference/seededIntervals.js'
export type { WelchTest } from '../internal/inference/significance.js'
export {
  CES_1,
  CES_2,
  CES_2_OF_5,
  type Ces,
  type CesOptions,
  type CesScale,
  type CesScaleOptions,
  ces,
  type EasyEnd,
} from './ces.js'
export { type CesEstimate, type CesEstimateOptions, cesEstimate } from './cesEstimate.js'
export {
  type CesPlanInput,
  type CesPower,
  type CesPowerInput,
  type CesSampleSize,
  type CesSampleSizeInput,
  type CesSampleSizeToCompareInput,
  type CesTestPlanInput,
  cesPower,
  cesSampleSize,
  cesSampleSizeToCompare,
} from './cesSampleSize.js'
export { type CesPeriod, type CesTrend, type CesTrendOptions, cesTrend } from './cesTrend.js'
export {
  type CesComparison,
  type CesDifference,
  type CesTest,
  type CompareCesOptions,
  compareCes,
} from './compareCes.js'
export { compareCesPaired, type PairedCes } from './compareCesPaired.js'
export {
  type CesSegment,
  type CesSegmentComparison,
  type CesSegmentPair,
  type CompareCesSegmentsOptions,
  compareCesSegments,
  type SegmentLeftOut,
} from './compareCesSegments.js'
export {
  type CesChange,
  type CesChangeInput,
  type CesChangeOptions,
  type CesContribution,
  explainCesChange,
} from './explainCesChange.js'
export type { CesAnswers, CesSurveyOptions, ComparedCes } from './readCes.js'
