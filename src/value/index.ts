export type { RateOptions } from '../churn/index.js'
export type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { QuantileDefinition } from '../internal/inference/quantiles.js'
export type { Decimal, DecimalInput } from '../internal/money/decimal.js'
export type { DateInput } from '../internal/time/periods.js'
export type { CustomerId, TransactionRow } from '../transactions.js'
export {
  type Concentration,
  type ConcentrationOptions,
  type CustomersFor,
  concentration,
  type LorenzPoint,
  type TopShare,
} from './concentration.js'
export {
  type CustomerHealth,
  type HealthLevel,
  type HealthOptions,
  type HealthRow,
  type HealthScores,
  healthScores,
  type KnownPart,
} from './healthScores.js'
export {
  type Rfm,
  type RfmBins,
  type RfmCustomer,
  type RfmOptions,
  type RfmRow,
  type RfmSegmentSize,
  type RfmThresholds,
  rfm,
  type ThresholdRule,
} from './rfm.js'
export { RFM_SEGMENTS, type RfmSegment } from './rfmSegments.js'
export {
  type Scorecard,
  type ScorecardOptions,
  type ScorecardPart,
  scorecard,
} from './scorecard.js'
export type {
  CompositeScore,
  ScoreDirection,
  ScoredPart,
  ScoreLevel,
  ScorePart,
} from './scoreParts.js'
export {
  type SegmentFlow,
  type SegmentMigration,
  type SegmentMigrationInput,
  type SegmentMove,
  type SegmentRow,
  segmentMigration,
} from './segmentMigration.js'
export {
  mergeSegmentMoves,
  type SegmentMoveCount,
  type SegmentMoveTally,
  tallySegmentMoves,
} from './segmentMoves.js'
export {
  type PurchaseSummary,
  type PurchaseUnit,
  type SummarizePurchasesOptions,
  summarizePurchases,
} from './summarizePurchases.js'
export {
  type TierCustomer,
  type TierRule,
  type TierSize,
  type ValueRow,
  type ValueTier,
  type ValueTierOptions,
  type ValueTiers,
  valueTiers,
} from './valueTiers.js'
