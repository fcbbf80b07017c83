import {
  BILLING_VENDORS,
  type BillingRow,
  type PricedBillingRow,
  readSubscriptions,
  tallyChurn,
  tallyLives,
  tallyRevenue,
} from 'customer-metrics'
import * as area from 'customer-metrics/billing'
import { describe, expectTypeOf, it } from 'vitest'

const priced: readonly PricedBillingRow[] = []
const plain: readonly BillingRow[] = []
const window = { from: '2025-01-01', to: '2025-02-01' }

describe('subscriptions of billing systems', () => {
  it('have amounts where their rows have, and go into every tally', () => {
    const { rows } = readSubscriptions(priced)
    expectTypeOf(rows[0]?.amount).toEqualTypeOf<string | undefined>()
    tallyRevenue(rows, { ...window, level: 'customer' })
    tallyChurn(rows, window)
    tallyLives(rows, { asOf: '2025-01-31', unit: 'month' })
    tallyChurn(readSubscriptions(plain).rows, window)
    // @ts-expect-error rows without prices have no amounts
    tallyRevenue(readSubscriptions(plain).rows, { ...window, level: 'customer' })
    expectTypeOf(area.readSubscriptions).toEqualTypeOf(readSubscriptions)
  })

  it('are read by named policies, which vendors fill', () => {
    readSubscriptions(priced, { pauses: 'free', ...BILLING_VENDORS.polar.subscriptions })
    // @ts-expect-error a policy is a word
    readSubscriptions(priced, { trials: false })
    // @ts-expect-error months of calendar days would have another amount each
    readSubscriptions(priced, { rule: 'calendar-days' })
  })
})
