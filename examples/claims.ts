/**
 * The trade's popular sentences, each tested on a simulated shop: docs/claims.md shows what comes of it.
 *
 *   npx tsx examples/claims.ts
 */
import {
  budgetSplit,
  churn,
  compareGrowth,
  compareMeans,
  compareRetention,
  concentration,
  customerCost,
  loyaltyProgram,
  referral,
  retentionAt,
  retentionCurve,
  retentionUplift,
  spendByAnswer,
  summarizePurchases,
  tallyChurn,
  tallyLivesByAnswer,
} from 'customer-metrics'

/** A repeatable generator of numbers from 0 to 1 (Park & Miller 1988). */
let state = 20250101
const random = (): number => {
  state = (state * 48_271) % 2_147_483_647
  return state / 2_147_483_647
}
const normal = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
const dayAfter = (days: number): string =>
  new Date(Date.UTC(2023, 0, 1 + Math.floor(days))).toISOString().slice(0, 10)

/**
 * Nine hundred customers who came in 2023, followed to the end of 2024. Happier ones leave later and
 * rate higher; how much somebody spends varies far more than that, and has nothing to do with it.
 */
const shop = Array.from({ length: 900 }, (_, customer) => {
  const happy = random()
  const start = 365 * random()
  const months: string[] = []
  const size = 20 * Math.exp(1.2 * normal())
  while (random() > 0.11 - 0.09 * happy && start + 30 * months.length < 730)
    months.push((size * Math.exp(0.3 * normal())).toFixed(2))
  const isOpen = start + 30 * (months.length + 1) > 730
  return {
    customer,
    happy,
    start,
    months,
    endedOn: isOpen ? null : dayAfter(start + 30 * (months.length + 1)),
    rating: Math.min(10, Math.max(0, Math.round(3 + 7 * happy + 1.5 * normal()))),
    answers: random() < 0.5,
    isMember: random() < 0.5,
    isReferred: random() < 0.12,
  }
})
const subscriptions = shop.map(({ customer, start, endedOn }) => ({
  customer,
  startedOn: dayAfter(start),
  endedOn,
}))
const orders = shop.flatMap(({ customer, start, months }) =>
  months.map((amount, month) => ({ customer, on: dayAfter(start + 30 * month), amount })),
)
const answers = shop
  .filter((each) => each.answers)
  .map(({ customer, rating, start }) => ({ customer, rating, answeredOn: dayAfter(start + 20) }))
const asOf = '2024-12-31'
const year = tallyChurn(subscriptions, { from: '2024-01-01', to: '2025-01-01' })
const retention = churn(year).retentionRate
console.log([year.opening, retention.toFixed(2)])
// => [611, '0.49']

// “Winning a customer costs five to twenty-five times keeping one.”
const spend = { acquisitionSpend: '54000', acquired: 900, retentionSpend: '6000' }
const cost = customerCost({ ...spend, retained: year.opening - year.lost }, { counts: 'sample' })
const { ratioInterval } = cost
console.log([Number(cost.ratio), ratioInterval?.low, ratioInterval?.high].map((x) => x?.toFixed(1)))
// => ['3.0', '2.6', '3.4']

// “Five per cent more retention raise profit by 25 to 95 per cent.”
const terms = { margin: 120, retention, discount: 0.1, firstMargin: 'now' } as const
console.log(retentionUplift({ ...terms, increase: 0.05 }).rate?.toFixed(3))
// => '0.090'

// “Two per cent more retention save ten per cent of cost.”
const saving = {
  increase: 0.02,
  customers: year.opening,
  costPerAcquired: '60',
  totalCost: '60000',
}
console.log(retentionUplift({ ...terms, ...saving }).savedCostShare?.toFixed(3))
// => '0.012'

// “Twenty per cent of the customers bring eighty per cent of sales.”
const amounts = summarizePurchases(orders, { asOf, purchase: 'day' }).map(({ amount }) => amount)
const fifth = concentration(amounts).topShares.find(({ top }) => top === 0.2)
console.log([fifth?.share, fifth?.interval?.low, fifth?.interval?.high].map((x) => x?.toFixed(2)))
// => ['0.76', '0.72', '0.82']

// “Most companies spend more than half of the budget on acquisition.”
const margins = { acquiredMargin: '40000', retainedMargin: '60000' }
const split = budgetSplit({ acquisitionSpend: '54000', retentionSpend: '6000', ...margins })
console.log([split.acquisitionShare, split.acquiredMarginShare])
// => [0.9, 0.4]

// “Promoters stay longer.”
const groups = { promoters: [9, 10], detractors: [0, 6] } as const
const { lives } = tallyLivesByAnswer(subscriptions, { answers, groups, asOf, unit: 'month' })
const afterYear = Object.values(lives).map(
  (each) => retentionAt(retentionCurve(each), { age: 12 }).rate ?? 0,
)
console.log(afterYear.map((rate) => rate.toFixed(2)))
// => ['0.63', '0.41']
console.log(compareRetention(lives).pValue < 0.001)
// => true

// “Promoters buy more.”
const bought = spendByAnswer(orders, { answers, groups, within: { months: 6 }, asOf })
console.log(bought.groups.map(({ mean }) => Number(mean).toFixed(0)))
// => ['268', '249']
console.log(bought.test?.pValue?.toFixed(2))
// => '0.87'

// “Loyal customers buy more”: the mean order of those who bought twelve times or more, and of the others.
const meanOrders = (isLoyal: boolean) =>
  shop
    .filter(({ months }) => months.length > 0 && months.length >= 12 === isLoyal)
    .map(({ months }) => months.reduce((sum, each) => sum + Number(each), 0) / months.length)
const loyal = compareMeans({ a: meanOrders(true), b: meanOrders(false) })
console.log([loyal.difference.toFixed(1), loyal.pValue?.toFixed(2)])
// => ['12.5', '0.09']

// “Members of the programme spend more”: half of the customers, chosen by lot, since July 2024.
const spent = new Map<number, number>()
for (const { customer, on, amount } of orders)
  if (on >= '2024-07-01') spent.set(customer, (spent.get(customer) ?? 0) + Number(amount))
const spendOf = (isMember: boolean) =>
  shop
    .filter((each) => each.isMember === isMember)
    .map(({ customer }) => ({ spend: (spent.get(customer) ?? 0).toFixed(2) }))
const groupsOfTwo = { members: spendOf(true), control: spendOf(false) }
const program = loyaltyProgram(groupsOfTwo, { margin: 0.4, cost: '4500' })
console.log(
  [Number(program.incrementalSpend), program.interval?.low, program.interval?.high].map((x) =>
    x?.toFixed(0),
  ),
)
// => ['8', '-56', '72']

// “Forty customers who leave, or twenty who stay”: at the retention of detractors and of promoters.
const plan = { opening: 0, revenuePerPeriod: '240', margin: 0.5, costPerAcquired: '60' }
const growth = compareGrowth(
  {
    forty: { ...plan, acquiredPerPeriod: 40, retention: afterYear[1] ?? 0 },
    twenty: { ...plan, acquiredPerPeriod: 20, retention: afterYear[0] ?? 0 },
  },
  { periods: 10, firstMargin: 'now' },
)
console.log(growth.plans.map(({ customers }) => customers.at(-1)?.toFixed(0)))
// => ['68', '54']

// “Word of mouth is free.”
const referred = shop.filter(({ isReferred }) => isReferred).length
const counts = { customers: 900, invitations: 1500, referred, acquired: 900 }
const mouth = referral({ ...counts, acquisitionSpend: '54000', referralSpend: '1500' })
console.log([mouth.viralCoefficient.toFixed(2), Number(mouth.perAcquired).toFixed(2)])
// => ['0.12', '61.67']
