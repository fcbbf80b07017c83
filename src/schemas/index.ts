/**
 * Schemas of every row and tally, for data from JSON, a file or a driver. The functions accept, in
 * UTC, everything that passes a schema, and a schema what the functions accept. Messages say what is allowed and do not depend on zod's locale.
 *
 * @packageDocumentation
 */

export { billingRowSchema, pricedBillingRowSchema } from './billing.js'
export { churnTallySchema, contractRowSchema, renewalTallySchema } from './churn.js'
export { countedHistorySchema, customerSummarySchema, holdoutSummarySchema } from './clv.js'
export { cohortTableSchema } from './cohorts.js'
export { costTallySchema, responsePointSchema, spendPeriodSchema } from './cost.js'
export {
  answerRowSchema,
  ratingPairSchema,
  ratingTallySchema,
  ratingTallySchemaOf,
  responseCountsSchema,
  weightedRatingRowSchema,
  weightedRatingTallySchema,
} from './ratings.js'
export {
  eventRowSchema,
  lifeRowSchema,
  lifeTallySchema,
  retentionCohortSchema,
  retentionModelSchema,
} from './retention.js'
export { revenueTallySchema } from './revenue.js'
export { contactTallySchema, ticketRowSchema, timeTallySchema } from './service.js'
export { revenueRowSchema, subscriptionRowSchema } from './subscriptions.js'
export { transactionRowSchema } from './transactions.js'
export {
  healthRowSchema,
  rfmRowSchema,
  segmentMoveTallySchema,
  segmentRowSchema,
  valueRowSchema,
} from './value.js'
