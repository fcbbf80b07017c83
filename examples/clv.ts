/**
 * What a customer of a software subscription is worth: as a dashboard has it, along the retention that
 * was observed and beyond it, as realised so far, and where customers come back.
 *
 *   npx tsx examples/clv.ts
 */
import {
  clvElasticity,
  clvFromCurve,
  markovClv,
  realizedClv,
  realizedClvByCohort,
  retentionCurve,
  type SubscriptionRow,
  simpleClv,
  summarizeCustomers,
  type TransactionRow,
  tallyLives,
} from 'customer-metrics'

// Ten customers who pay 50 a quarter: four have left, early on.
const ended = ['2024-03-20', '2024-03-31', '2024-06-15', '2024-12-10', ...Array(6).fill(null)]
const subscriptions: SubscriptionRow[] = ended.map((endedOn, index) => ({
  customer: index + 1,
  startedOn: '2024-01-01',
  endedOn,
}))

// They pay on the first day of each quarter that they are there for.
const quarters = ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01', '2025-01-01']
const payments: TransactionRow[] = subscriptions.flatMap(({ customer, endedOn }) =>
  quarters
    .filter((on) => endedOn == null || on < endedOn)
    .map((on) => ({ customer, on, amount: '50.00' })),
)

// A quarter of the money goes into serving them, and money costs 2 % a quarter.
const margin = 0.75
const discount = 0.02

// Four of ten lost within four quarters: 10 % a quarter, says the dashboard.
const dashboard = simpleClv({ revenue: 50, margin, churn: 0.1 })
console.log(Number(dashboard.value).toFixed(2)) // => '375.00'

// The curve ends where the data do, and says no more than they.
const lives = tallyLives(subscriptions, { asOf: '2025-01-31', unit: 'quarter' })
const curve = retentionCurve(lives)
console.log(curve.points.map(({ age, rate }) => `${age}: ${rate}`)) // => ['1: 0.8', '2: 0.7', '4: 0.6']
const expected = clvFromCurve({ margins: '37.50', curve, discount, firstMargin: 'now' })
console.log(expected.values.map((value) => Number(value).toFixed(2)))
// => ['37.50', '29.41', '25.23', '24.74', '20.79']
console.log(Number(expected.value).toFixed(2)) // => '137.66'

// What has been paid within a year, times the margin.
const realized = realizedClv(payments, { horizon: { years: 1 }, asOf: '2025-01-31', margin })
console.log(Number(realized.value).toFixed(2)) // => '120.00'
console.log(realized.interval)
// => { low: 84.6820…, high: 155.3179…, confidence: 0.95, method: 't' }

// One line for each customer, as purchase models read it.
const summaries = summarizeCustomers(payments, { asOf: '2025-01-31', unit: 'week' })
console.log(summaries.at(-1))
// => { customer: 10, frequency: 4, recency: 52.2857…, age: 56.5714…, monetary: 50 }

// The same by the quarter in which they first paid. All came in the first one, and all are a year old.
const byCohort = realizedClvByCohort(payments, {
  every: 'quarter',
  horizon: { years: 1 },
  asOf: '2025-01-31',
  margin,
})
console.log(
  byCohort.cohorts.map(({ from, customers, value }) => [
    from,
    customers,
    value && Number(value).toFixed(2),
  ]),
)
// => [['2024-01-01', 10, '120.00'], ['2024-04-01', 0, null], ['2024-07-01', 0, null],
//      ['2024-10-01', 0, null], ['2025-01-01', 0, null]]

// Keeping them takes a call a quarter, 4 on everybody there; who has stayed a year stays on at 95 %.
const kept = clvFromCurve({
  margins: '37.50',
  curve,
  discount,
  firstMargin: 'now',
  costs: 4,
  costsAt: 'middle',
  tailRetention: 0.95,
})
console.log(Number(kept.costs).toFixed(2)) // => '12.34'
console.log(Number(kept.tail).toFixed(2)) // => '250.11'

// That tail is most of it, and hangs on the 95 %: each per cent of it is worth nearly fourteen.
const loyal = { retention: 0.95, discount, firstMargin: 'now' } as const
console.log(clvElasticity(loyal).retention) // => 13.5714…

// Some of those who leave come back: a quarter's break is not the end.
const { values } = markovClv({
  transitions: {
    paying: { paying: 0.95, pausing: 0.05 },
    pausing: { paying: 0.3, pausing: 0.2, gone: 0.5 },
    gone: { gone: 1 },
  },
  margins: { paying: '37.50' },
  discount,
  firstMargin: 'now',
})
console.log(values) // => { paying: 739.7405…, pausing: 270.6367…, gone: 0 }
