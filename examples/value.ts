/**
 * Who is worth what: a year of orders, how unevenly they are spread, segments, and where they moved.
 *
 *   npx tsx examples/value.ts
 */
import {
  concentration,
  healthScores,
  rfm,
  scorecard,
  segmentMigration,
  summarizePurchases,
  valueTiers,
} from 'customer-metrics'

// Customer 1 orders every week, customer 2 every second week, … each a little less at a time.
const orders = Array.from({ length: 40 }, (_, index) => index + 1).flatMap((customer) =>
  Array.from({ length: Math.ceil(52 / customer) }, (_, order) => ({
    customer,
    on: new Date(Date.UTC(2024, 0, 1 + customer + order * 7 * customer)),
    amount: `${Math.round(2000 / customer) / 10}`,
  })),
)

/** Where the shop's days begin: the orders are instants. */
const timeZone = 'UTC'
const june = summarizePurchases(orders, { asOf: '2024-06-30', purchase: 'transaction', timeZone })
const december = summarizePurchases(orders, {
  asOf: '2024-12-31',
  purchase: 'transaction',
  timeZone,
})
console.log(december[0]) // => { customer: 1, sinceLast: 7, purchases: 52, amount: '10400' }

// Do twenty per cent bring in eighty?
const spread = concentration(december.map(({ amount }) => amount))
console.log(spread.gini) // => 0.8856…
console.log(spread.topShares[2]?.share) // => 0.9363…
console.log(spread.customersFor[1]) // => { amount: 0.8, customers: 3, share: 0.075, interval: null }

// June by its quintiles, December by the same thresholds: who moved has done something.
const before = rfm(june, { bins: 5 })
const after = rfm(december, { thresholds: before.thresholds, rule: before.rule })
console.log(
  before.segments
    .filter(({ customers }) => customers > 0)
    .map(({ segment, customers }) => `${segment} ${customers}`),
)
// => ['champions 7', 'loyal 5', 'potential loyalists 5', 'need attention 5',
//      'about to sleep 2', 'hibernating 16']
const { segments } = segmentMigration({ before: before.customers, after: after.customers })
console.log(segments.find(({ segment }) => segment === 'champions')) // => { segment: 'champions', before: 7, stayed: 3, movedOut: 4, left: 0, movedIn: 2, entered: 0, after: 5 }

// The customer pyramid: the top twentieth, the next fifteen per cent, the rest.
const { tiers } = valueTiers(december, {
  by: 'customers',
  tiers: [
    { name: 'top', upTo: 0.05 },
    { name: 'middle', upTo: 0.2 },
    { name: 'base', upTo: 1 },
  ],
})
console.log(tiers.map(({ segment, amount }) => `${segment} ${amount}`)) // => ['top 13000', 'middle 2994.1', 'base 1088.1']

// One number for the quarter. The survey is not back: the score is not known, its range is.
const quarter = scorecard(
  [
    {
      name: 'retention',
      value: 0.91,
      weight: 2,
      direction: 'higher',
      bounds: [0.8, 1],
      target: 0.9,
    },
    { name: 'complaints', value: 0.012, weight: 1, direction: 'lower', bounds: [0, 0.04] },
    { name: 'nps', value: null, weight: 1, direction: 'higher', bounds: [-100, 100] },
  ],
  {
    levels: [
      { name: 'behind', from: 0 },
      { name: 'on track', from: 0.4 },
    ],
  },
)
console.log([quarter.score, quarter.low, quarter.high, quarter.level]) // => [null, 0.45, 0.7, 'on track']

// The same for each customer.
const health = healthScores(
  december.map(({ customer, sinceLast, purchases }) => ({
    customer,
    values: { sinceLast, purchases },
  })),
  {
    parts: [
      { name: 'sinceLast', weight: 1, direction: 'lower', bounds: [0, 180] },
      { name: 'purchases', weight: 1, direction: 'higher', bounds: [0, 12] },
    ],
    levels: [
      { name: 'red', from: 0 },
      { name: 'yellow', from: 0.4 },
      { name: 'green', from: 0.7 },
    ],
  },
)
console.log(health.levels.map(({ level, customers }) => [level, customers])) // => [['red', 15], ['yellow', 16], ['green', 9], [null, 0]]
