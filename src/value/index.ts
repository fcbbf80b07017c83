export type { RateOptions } from '../churn/index.js'
export type { RefundPolicy } from '../clv/summaries/summarizeCustomers.js'
export type { Interval, ProportionIntervalMethod } from '../internal/inference/interval.js'
export type { QuantileDefinition } from '../internal/inference/quantiles.js'
export type { WelchTest } from '../internal/inference/significance.js'
export type { Decimal, DecimalInput } from '../internal/money/decimal.js'
export type { RatingRange } from '../internal/rows/answersByCustomer.js'
export type { RowStream } from '../internal/rows/readRows.js'
export type { CalendarDuration } from '../internal/time/calendarDurations.js'
export type { DateInput, DayLike } from '../internal/time/days.js'
export type { InstantLike } from '../internal/time/instants.js'
export type { AnswerRow, UnansweredPolicy } from '../ratings/index.js'
export type { CustomerId, CustomerKey, TransactionRow } from '../transactions.js'
export {
  type BelowZeroPolicy,
  type Concentration,
  type ConcentrationOptions,
  type CountedAmount,
  concentration,
  type LorenzPoint,
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
export type { CustomersFor, TopShare } from './lorenzCurve.js'
export type { TierRule, ValueTier } from './readTiers.js'
export { type Rfm, type RfmCustomer, type RfmRow, type RfmSegmentSize, rfm } from './rfm.js'
export type { RfmBins, RfmOptions, RfmThresholds, ThresholdRule } from './rfmScores.js'
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
  type SegmentMatrix,
  type SegmentMatrixOptions,
  type SegmentMatrixRow,
  segmentMatrix,
} from './segmentMatrix.js'
export {
  type SegmentFlow,
  type SegmentMigration,
  type SegmentMove,
  segmentMigration,
} from './segmentMigration.js'
export {
  mergeSegmentMoves,
  type SegmentMigrationInput,
  type SegmentMoveCount,
  type SegmentMoveTally,
  type SegmentRow,
  tallySegmentMoves,
} from './segmentMoves.js'
export {
  type AnswerSpend,
  type SpendByAnswer,
  type SpendByAnswerOptions,
  spendByAnswer,
} from './spendByAnswer.js'
export {
  type PurchaseSummary,
  type PurchaseUnit,
  type SummarizePurchasesOptions,
  summarizePurchases,
} from './summarizePurchases.js'
export {
  type TierCustomer,
  type TierSize,
  type ValueRow,
  type ValueTierOptions,
  type ValueTiers,
  valueTiers,
} from './valueTiers.js'
