import {
  type ChurnTally,
  type CustomerSummary,
  type RatingTally,
  type RowStream,
  type SubscriptionRow,
  summarizeCustomers,
  type TransactionRow,
  tallyChurn,
  tallyRatings,
} from 'customer-metrics'
import { describe, expectTypeOf, it } from 'vitest'

declare const list: readonly SubscriptionRow[]
declare const cursor: AsyncIterable<SubscriptionRow>
declare const web: ReadableStream<SubscriptionRow>
declare const orders: RowStream<TransactionRow>
const window = { from: '2025-01-01', to: '2025-02-01' }

describe('rows', () => {
  it('at once give a result, and from a stream a promise of it', () => {
    expectTypeOf(tallyChurn(list, window)).toEqualTypeOf<ChurnTally>()
    expectTypeOf(tallyChurn(cursor, window)).toEqualTypeOf<Promise<ChurnTally>>()
    expectTypeOf(tallyChurn(web, window)).toEqualTypeOf<Promise<ChurnTally>>()
    expectTypeOf(tallyRatings([9, null])).toEqualTypeOf<RatingTally>()
    expectTypeOf(summarizeCustomers(orders, { asOf: '2025-01-01', unit: 'week' })).toEqualTypeOf<
      Promise<CustomerSummary[]>
    >()
  })

  it('of a stream have the fields that rows have', () => {
    // @ts-expect-error orders are no subscriptions
    tallyChurn(orders, window)
  })
})
