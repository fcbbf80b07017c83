import {
  cohortTableSql,
  costByChannelSql,
  latestAnswersSql,
  realizedClvSql,
  type SqlDialect,
  type SqlQuery,
  summarizeCustomersSql,
  summarizePurchasesSql,
  tallyChurnSql,
  tallyLivesSql,
  tallyRatingsSql,
  tallyRevenueSql,
  tallySegmentMovesSql,
  tallyTimesSql,
  tallyWeightedRatingsSql,
} from 'customer-metrics/sql'

/** A query that a page shows as it is printed for DuckDB. */
export interface PageQuery {
  readonly page: string
  readonly query: (dialect: SqlDialect) => SqlQuery<unknown>
}

const asked = (
  question: string,
): { query: string; columns: { rating: string; weight: string } } => ({
  query: `SELECT * FROM answers WHERE question = '${question}'`,
  columns: { rating: 'rating', weight: 'weight' },
})
const ratings =
  (question: string) =>
  (dialect: SqlDialect): SqlQuery<unknown> => {
    const { query } = asked(question)
    return tallyRatingsSql(
      { query, columns: { rating: 'rating' } },
      { unanswered: 'skip', dialect },
    )
  }
const subscriptions = {
  table: 'subscriptions',
  columns: { customer: 'customer', startedOn: 'started_on', endedOn: 'ended_on' },
}
const transactions = { table: 'transactions', columns: { customer: 'customer', on: 'day' } }
const spent = { ...transactions, columns: { ...transactions.columns, amount: 'amount' } }
const segment = { customer: 'customer', segment: 'segment' }
const window = { from: '2025-01-01', to: '2025-02-01' }

/** The queries of the pages, in the order in which they stand there. */
export const PAGE_QUERIES: readonly PageQuery[] = [
  { page: 'ces.md', query: ratings('effort') },
  { page: 'csat.md', query: ratings('satisfied') },
  { page: 'nps.md', query: ratings('recommend') },
  { page: 'ratings.md', query: ratings('recommend') },
  {
    page: 'ratings.md',
    query: (dialect) => tallyWeightedRatingsSql(asked('recommend'), { dialect }),
  },
  {
    page: 'ratings.md',
    query: (dialect) =>
      latestAnswersSql(
        {
          table: 'answers',
          columns: {
            customer: 'customer',
            rating: 'rating',
            answeredOn: 'answered_on',
            sequence: 'id',
          },
        },
        { asOf: '2025-06-30', unanswered: 'skip', dialect },
      ),
  },
  {
    page: 'periods.md',
    query: (dialect) =>
      tallyRatingsSql(
        { table: 'answers', columns: { rating: 'rating' } },
        { by: [{ column: 'answered_on', every: 'month' }], unanswered: 'skip', dialect },
      ),
  },
  { page: 'churn.md', query: (dialect) => tallyChurnSql(subscriptions, { ...window, dialect }) },
  {
    page: 'revenue.md',
    query: (dialect) =>
      tallyRevenueSql(
        { ...subscriptions, columns: { ...subscriptions.columns, amount: 'amount' } },
        { ...window, level: 'customer', dialect },
      ),
  },
  {
    page: 'retention.md',
    query: (dialect) =>
      tallyLivesSql(subscriptions, {
        asOf: '2025-06-30',
        unit: 'week',
        returns: 'ignore',
        later: 'ignore',
        dialect,
      }),
  },
  {
    page: 'retention.md',
    query: (dialect) =>
      cohortTableSql(
        { table: 'events', columns: { customer: 'customer', on: 'day' } },
        {
          every: 'month',
          asOf: '2025-06-30',
          later: 'ignore',
          measure: 'on',
          clock: 'calendar',
          cohort: 'first',
          dialect,
        },
      ),
  },
  {
    page: 'clv.md',
    query: (dialect) =>
      summarizeCustomersSql(spent, {
        asOf: '2025-06-30',
        unit: 'week',
        refunds: 'ignore',
        dialect,
      }),
  },
  {
    page: 'clv.md',
    query: (dialect) =>
      realizedClvSql(spent, {
        horizon: { months: 6 },
        asOf: '2024-12-31',
        margin: 0.4,
        dialect,
      }),
  },
  {
    page: 'clv/models.md',
    query: (dialect) =>
      summarizeCustomersSql(transactions, { asOf: '2025-06-30', unit: 'week', dialect }),
  },
  {
    page: 'value.md',
    query: (dialect) =>
      summarizePurchasesSql(spent, {
        asOf: '2025-06-30',
        purchase: 'day',
        refunds: 'ignore',
        dialect,
      }),
  },
  {
    page: 'value.md',
    query: (dialect) =>
      tallySegmentMovesSql(
        {
          before: { table: 'segments_march', columns: segment },
          after: { table: 'segments_june', columns: segment },
        },
        { dialect },
      ),
  },
  {
    page: 'cost.md',
    query: (dialect) =>
      costByChannelSql(
        {
          table: 'costs',
          columns: {
            channel: 'channel',
            acquisitionSpend: 'acquisition_spend',
            acquired: 'acquired',
            retentionSpend: 'retention_spend',
            retained: 'retained',
          },
        },
        { dialect },
      ),
  },
  {
    page: 'service.md',
    query: (dialect) =>
      tallyTimesSql(
        { table: 'tickets', columns: { openedAt: 'opened_at', resolvedAt: 'resolved_at' } },
        {
          asOf: '2025-06-30T22:00:00Z',
          measure: 'resolution',
          reopened: 'first',
          clock: 'calendar',
          unit: 'hour',
          dialect,
        },
      ),
  },
]
