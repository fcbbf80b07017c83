import {
  BILLING_VENDORS,
  churn,
  type PricedBillingRow,
  readSubscriptions,
  revenueRetention,
  tallyChurn,
  tallyRevenue,
} from 'customer-metrics'

// Four rows of a billing system: a trial, a pause, a cancellation with time left, and a yearly plan.

const billed: readonly PricedBillingRow[] = [
  { customer: 'Ada', startedOn: '2024-06-01', amount: '1200.00', unit: 'year' },
  {
    customer: 'Ben',
    startedOn: '2024-06-01',
    amount: 60,
    canceledOn: '2025-03-20',
    paidUntil: '2025-04-10',
  },
  {
    customer: 'Cem',
    startedOn: '2024-06-01',
    amount: 90,
    pausedFrom: '2025-03-10',
    pausedUntil: '2025-04-10',
  },
  { customer: 'Dua', startedOn: '2025-03-25', amount: 40, trialUntil: '2025-04-08' },
]
const march = { from: '2025-03-01', to: '2025-04-01' }

// What is not chosen is asked for: { trials: 'exclude' } alone is refused with the row that needs more.
const ours = { trials: 'exclude', pauses: 'free', endsOn: 'paid-period' } as const
const { rows, policies, notCounted } = readSubscriptions(billed, ours)
console.log([policies.pauses, notCounted.trials]) // => ['free', 1]

const counted = tallyChurn(rows, march)
console.log(churn(counted).rate) // => 0
const revenue = tallyRevenue(rows, { ...march, level: 'customer' })
console.log([revenue.opening, revenue.churned, revenue.closing]) // => ['250', '90', '160']
console.log(revenueRetention(revenue).grossRetention) // => 0.64

// The same facts by another vendor's published rules: a cancellation counts when it is made.
const stripe = readSubscriptions(billed, { ...ours, ...BILLING_VENDORS.stripe.subscriptions })
console.log(churn(tallyChurn(stripe.rows, march)).lost) // => 1
console.log(tallyRevenue(stripe.rows, { ...march, level: 'customer' }).closing) // => '100'
