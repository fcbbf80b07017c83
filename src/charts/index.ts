export { MetricError, type MetricErrorCode, type MetricErrorDetails } from '../errors.js'
export type { Chart, ChartFormat, ChartOptions, CommonLabel, JsonValue } from './chart.js'
export { type ChartColors, type ChartThemeOptions, chartTheme } from './chartTheme.js'
export { churnByPeriodChart } from './churn/churnByPeriodChart.js'
export { churnByReasonChart, type ReasonLabel } from './churn/churnByReasonChart.js'
export { customerChurnCurveChart } from './churn/customerChurnCurveChart.js'
export { type ChurnPartLabel, tallyChurnByPeriodChart } from './churn/tallyChurnByPeriodChart.js'
export { type CalibrationLabel, calibrationTableChart } from './clv/calibrationTableChart.js'
export {
  customerValueChart,
  type ValueChartOptions,
  type ValueLabel,
} from './clv/customerValueChart.js'
export { type HoldoutLabel, holdoutTableChart } from './clv/holdoutTableChart.js'
export {
  type AliveChartOptions,
  type AliveLabel,
  probabilityAliveChart,
} from './clv/probabilityAliveChart.js'
export { realizedClvByCohortChart } from './clv/realizedClvByCohortChart.js'
export { type TrackChartOptions, trackPurchasesChart } from './clv/trackPurchasesChart.js'
export { type ChannelLabel, costByChannelChart } from './cost/costByChannelChart.js'
export { type CostByPeriodChartOptions, costByPeriodChart } from './cost/costByPeriodChart.js'
export {
  optimalSpendChart,
  type SpendChartOptions,
  type SpendLabel,
} from './cost/optimalSpendChart.js'
export {
  observedPaybackChart,
  type PaybackLabel,
  paybackPeriodsChart,
} from './cost/paybackChart.js'
export {
  type ProjectedNumber,
  type ProjectionChartOptions,
  projectCustomersChart,
} from './cost/projectCustomersChart.js'
export { responseCurveChart } from './cost/responseCurveChart.js'
export type { PeriodLabel, PeriodResult } from './drawing/periods.js'
export { type CohortLabel, cohortTableChart } from './retention/cohortTableChart.js'
export { type LifecycleLabel, lifecycleChart } from './retention/lifecycleChart.js'
export { projectRetentionChart } from './retention/projectRetentionChart.js'
export {
  type Named,
  type RetentionCurveChartOptions,
  type RetentionCurveLabel,
  retentionCurveChart,
} from './retention/retentionCurveChart.js'
export { stickinessChart } from './retention/stickinessChart.js'
export {
  type RevenuePartLabel,
  tallyRevenueByPeriodChart,
} from './revenue/tallyRevenueByPeriodChart.js'
export { type MovementLabel, tallyRevenueChart } from './revenue/tallyRevenueChart.js'
export { type BacklogLabel, backlogChart } from './service/backlogChart.js'
export {
  firstReplyTimesChart,
  resolutionTimesChart,
  type TicketTimeLabel,
  ticketTimesChart,
} from './service/ticketTimesChart.js'
export {
  type ChangeLabel,
  explainCesChangeChart,
  explainCsatChangeChart,
  explainNpsChangeChart,
} from './surveys/explainChangeChart.js'
export {
  cesByPeriodChart,
  csatByPeriodChart,
  npsByPeriodChart,
} from './surveys/surveyByPeriodChart.js'
export {
  compareCesSegmentsChart,
  compareCsatSegmentsChart,
  compareNpsSegmentsChart,
  type SegmentLabel,
} from './surveys/surveySegmentsChart.js'
export {
  cesTrendChart,
  csatTrendChart,
  npsTrendChart,
  type TrendChartOptions,
} from './surveys/surveyTrendChart.js'
export { type RatingsChartOptions, tallyRatingsChart } from './surveys/tallyRatingsChart.js'
export { type ConcentrationLabel, concentrationChart } from './value/concentrationChart.js'
export { type RfmLabel, rfmChart } from './value/rfmChart.js'
export { type ScorecardLabel, scorecardChart } from './value/scorecardChart.js'
export {
  type MigrationChartOptions,
  type MigrationLabel,
  segmentMigrationChart,
} from './value/segmentMigrationChart.js'
export { type TierLabel, valueTiersChart } from './value/valueTiersChart.js'
