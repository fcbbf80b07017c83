/**
 * The tallies of this library as SQL: an engine counts where the data live, and `readTallies` gives
 * what the functions give.
 *
 * @packageDocumentation
 */
export { MetricError, type MetricErrorCode, type MetricErrorDetails } from '../errors.js'
export type { RowStream } from '../internal/rows/readRows.js'
export type { SqlDialect } from './dialect.js'
export { bigquery } from './dialects/bigquery.js'
export { clickhouse } from './dialects/clickhouse.js'
export { duckdb } from './dialects/duckdb.js'
export { mariadb } from './dialects/mariadb.js'
export { mysql } from './dialects/mysql.js'
export { postgresql } from './dialects/postgresql.js'
export { redshift } from './dialects/redshift.js'
export { snowflake } from './dialects/snowflake.js'
export { spark } from './dialects/spark.js'
export { sqlite } from './dialects/sqlite.js'
export { trino } from './dialects/trino.js'
export type { SqlGroup, SqlGroupValue, SqlQuery } from './query.js'
export { readTallies } from './readTallies.js'
export type {
  SqlColumn,
  SqlColumnKind,
  SqlOptions,
  SqlPeriodGroup,
  SqlRows,
  SqlSelection,
  SqlSource,
  SqlTable,
} from './source.js'
export {
  type CohortCounts,
  type CohortTableSqlOptions,
  cohortTableSql,
} from './twins/cohortTableSql.js'
export { type CostSource, costByChannelSql } from './twins/costByChannelSql.js'
export { type AnswerSource, type LatestAnswer, latestAnswersSql } from './twins/latestAnswersSql.js'
export { type EventSource, lifecycleSql } from './twins/lifecycleSql.js'
export { realizedClvSql } from './twins/realizedClvSql.js'
export {
  type SpentHistory,
  summarizeCustomersSql,
  type TransactionSource,
} from './twins/summarizeCustomersSql.js'
export { summarizePurchasesSql } from './twins/summarizePurchasesSql.js'
export { tallyChurnByPeriodSql } from './twins/tallyChurnByPeriodSql.js'
export { type SubscriptionSource, tallyChurnSql } from './twins/tallyChurnSql.js'
export { type ContactsSqlOptions, tallyContactsSql } from './twins/tallyContactsSql.js'
export { type LifeSource, tallyLivesSql } from './twins/tallyLivesSql.js'
export { tallyRatingsSql } from './twins/tallyRatingsSql.js'
export { type ContractSource, tallyRenewalsSql } from './twins/tallyRenewalsSql.js'
export { tallyRevenueByPeriodSql } from './twins/tallyRevenueByPeriodSql.js'
export { type RevenueSource, tallyRevenueSql } from './twins/tallyRevenueSql.js'
export {
  type SegmentMoveSource,
  type SegmentSource,
  tallySegmentMovesSql,
} from './twins/tallySegmentMovesSql.js'
export { type TicketSource, tallyTimesSql } from './twins/tallyTimesSql.js'
export { tallyWeightedRatingsSql } from './twins/tallyWeightedRatingsSql.js'
