/**
 * Which of two channels to go on with: what a customer cost, whether it is worth that, and when the
 * money is back. Then: how to divide the budget, and where that leads.
 *
 *   npx tsx examples/cost.ts
 */
import {
  breakEvenRetention,
  clv,
  costByChannel,
  customerCost,
  ltvToCac,
  mergeCosts,
  optimalSpend,
  paybackPeriods,
  projectCustomers,
  retentionUplift,
} from 'customer-metrics'

// A year of spend, salaries included, and the customers that it won or kept.
const channels = {
  search: { acquisitionSpend: '48000.00', acquired: 400, retentionSpend: '9000.00', retained: 600 },
  partners: { acquisitionSpend: '27000.00', acquired: 60, retentionSpend: '4500.00', retained: 90 },
}

// What both together cost: sums first, then ratios.
const total = customerCost(mergeCosts(Object.values(channels)))
console.log(Number(total.perAcquired).toFixed(2)) // => '163.04'
console.log(Number(total.perRetained).toFixed(2)) // => '19.57'
console.log(Number(total.ratio).toFixed(1)) // => '8.3'

// Customers of the two differ: a month of them brings 12 or 20, and 93 or 98 of 100 stay for the next.
const customers = {
  search: { margin: 12, retention: 0.93 },
  partners: { margin: 20, retention: 0.98 },
}
// 10 % a year is 0.8 % a month.
const discount = 1.1 ** (1 / 12) - 1

const report = Object.entries(customers).map(([channel, { margin, retention }]) => {
  const cost = customerCost(channels[channel as keyof typeof channels]).perAcquired ?? 0
  const { value } = clv({ margin, retention, discount, firstMargin: 'now' })
  const { ratio } = ltvToCac({ value, cost })
  const { wholePeriods } = paybackPeriods({ cost, marginPerPeriod: margin, retention })
  const least = breakEvenRetention({ cost, margin, discount, firstMargin: 'now' }).retention
  return [
    channel,
    `${cost}`,
    Number(value).toFixed(2),
    Number(ratio).toFixed(2),
    wholePeriods,
    least?.toFixed(3),
  ]
})

// Cost, value, ratio, months until it is back, and the retention that would be just enough.
console.log(report[0]) // => ['search', '120', '155.12', '1.29', 17, '0.907']
console.log(report[1]) // => ['partners', '450', '720.65', '1.60', 30, '0.963']

// Partners cost almost four times as much as search, give or take what chance does with sixty customers.
const [search, partners] = costByChannel(channels, {
  paid: ['search', 'partners'],
  counts: 'sample',
}).channels
console.log(search?.perAcquiredInterval) // => { low: 108.8…, high: 132.3…, confidence: 0.95, method: 'score' }
console.log(partners?.perAcquiredInterval) // => { low: 349.6…, high: 579.1…, confidence: 0.95, method: 'score' }

// Two points of retention: a year of 690 customers, 144 of margin each, 80 of 100 staying.
const year = { margin: 144, retention: 0.8, discount: 0.1, firstMargin: 'now' } as const
const uplift = retentionUplift({
  ...year,
  increase: 0.02,
  customers: 690,
  costPerAcquired: '163.04',
})
console.log(Number(uplift.base.change).toFixed(0)) // => '26023'
console.log(Number(uplift.savedPerPeriod).toFixed(0)) // => '2250'

// The same money, divided where it brings most, and without a limit.
const business = {
  margin: 144,
  discount: 0.1,
  acquisition: { ceiling: 0.12, spend: '7.50', rate: 0.046 },
  retention: { ceiling: 0.9, spend: 15, rate: 0.8 },
  prospects: 10_000,
  customers: 690,
}
const { current, ...best } = optimalSpend({ ...business, budget: 'current' })
const shown = [current, best, optimalSpend(business)].map((split) => [
  split?.acquisition.spend.toFixed(2),
  split?.retention.spend.toFixed(2),
  split?.equity.toFixed(0),
])
console.log(shown) // => [['7.50', '15.00', '375340'], ['6.23', '27.59', '497048'], ['24.02', '29.93', '654780']]

// Where today's split leads in three years, knowing retention from the 690.
const { periods } = projectCustomers(
  {
    opening: 690,
    acquiredPerPeriod: 460,
    retention: 0.8,
    periods: 3,
    firstMargin: 'now',
    revenuePerPeriod: 240,
    margin: 0.6,
    costPerAcquired: '163.04',
    retentionSpend: 15,
  },
  { observed: 690 },
)
console.log(periods.map(({ closing }) => Math.round(closing))) // => [1012, 1270, 1476]
console.log(periods.map(({ profit }) => Number(profit).toFixed(0))) // => ['60380', '92644', '118456']
console.log(periods[2]?.closingInterval) // => { low: 1372.6…, high: 1578.7…, confidence: 0.95, method: 'normal' }
