/**
 * Which of two channels to go on with: what a customer cost, whether it is worth that, and when the
 * money is back.
 *
 *   npx tsx examples/cost.ts
 */
import {
  breakEvenRetention,
  clv,
  customerCost,
  ltvToCac,
  mergeCosts,
  paybackPeriods,
} from 'customer-metrics'

// A year of spend, salaries included, and the customers that it won or kept.
const channels = {
  search: { acquisitionSpend: '48000.00', acquired: 400, retentionSpend: '9000.00', retained: 600 },
  partners: { acquisitionSpend: '27000.00', acquired: 60, retentionSpend: '4500.00', retained: 90 },
}

// What both together cost: sums first, then ratios.
const total = customerCost(mergeCosts(Object.values(channels)))
console.log(total.perAcquired?.toFixed(2)) // => '163.04'
console.log(total.perRetained?.toFixed(2)) // => '19.57'
console.log(total.ratio?.toFixed(1)) // => '8.3'

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
  return [channel, `${cost}`, value.toFixed(2), ratio.toFixed(2), wholePeriods, least?.toFixed(3)]
})

// Cost, value, ratio, months until it is back, and the retention that would be just enough.
console.log(report[0]) // => ['search', '120', '155.12', '1.29', 17, '0.907']
console.log(report[1]) // => ['partners', '450', '720.65', '1.60', 30, '0.963']
