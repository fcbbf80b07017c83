import {
  cohortTable,
  compareRetention,
  compareRetentionModels,
  customerActivity,
  expectedLifetime,
  fitBdw,
  fitSbg,
  lifecycle,
  meanLifetime,
  medianLifetime,
  mergeLives,
  projectRetention,
  repeatRate,
  retentionAt,
  retentionCurve,
  tallyLives,
  timeBetweenPurchases,
} from 'customer-metrics'

// How long do subscribers stay, seen from 30 June, when most of them are still there?

const spring = [
  { customer: 1, startedOn: '2025-01-31', endedOn: '2025-02-28' },
  { customer: 2, startedOn: '2025-01-10', endedOn: '2025-04-02' },
  { customer: 3, startedOn: '2025-02-14' },
  { customer: 4, startedOn: '2025-02-20', endedOn: '2025-05-21' },
  { customer: 5, startedOn: '2025-03-01' },
  { customer: 6, startedOn: '2025-03-15', endedOn: '2025-04-01' },
  { customer: 6, startedOn: '2025-05-15' }, // back after a gap
]
const summer = [
  { customer: 7, startedOn: '2025-04-30', endedOn: '2025-06-05' },
  { customer: 8, startedOn: '2025-05-05' },
  { customer: 9, startedOn: '2025-06-10', endedOn: '2025-06-20' }, // in a month not over yet
  { customer: 10, startedOn: '2025-06-15' },
]

// A return ends nothing that had not ended: the first stay is the life.
const options = { asOf: '2025-06-30', unit: 'month', returns: 'ignore' } as const
const lives = mergeLives([tallyLives(spring, options), tallyLives(summer, options)])
console.log(lives)
// => { 0: { lost: 0, censored: 2 }, 1: { lost: 2, censored: 1 }, 2: { lost: 1, censored: 0 },
//      3: { lost: 1, censored: 1 }, 4: { lost: 1, censored: 1 } }

const curve = retentionCurve(lives)
console.log(curve.points.map(({ age, atRisk, rate }) => `${age}: ${rate.toFixed(3)} of ${atRisk}`))
// => ['0: 1.000 of 10', '1: 0.750 of 8', '2: 0.600 of 5', '3: 0.450 of 4', '4: 0.225 of 2']

// Retention after three months, and how little ten customers tell about it.
const { rate, interval } = retentionAt(curve, { age: 3 })
console.log(rate?.toFixed(3)) // => '0.450'
console.log([interval?.low, interval?.high]) // => [0.1075…, 0.7512…]

// Nobody has been seen for a year: not 0, and no guess.
console.log(retentionAt(curve, { age: 12 }).rate) // => null

// Half are lost by three months; where the interval ends is out of sight.
console.log(medianLifetime(curve))
// => { median: 3, interval: { low: 1, high: null, confidence: 0.95, method: 'log-log' } }

// Of the first four months a customer stays for this many.
console.log(meanLifetime(curve, { upTo: 4 }).mean) // => 2.8

// Who has been here for a month: how likely is another?
console.log(retentionAt(curve, { age: 2, given: 1 }).rate?.toFixed(3)) // => '0.800'

// Did summer's customers stay as long as spring's? Ten customers cannot tell.
const { pValue } = compareRetention({
  spring: tallyLives(spring, options),
  summer: tallyLives(summer, options),
})
console.log(pValue > 0.05) // => true

// Two cohorts of a yearly plan, the older one followed for longer: what will year 10 look like?
const cohorts = [
  { retained: [1000, 869, 743, 653, 593, 551, 517, 491] },
  { retained: [1200, 1051, 904, 781] },
]
const fits = { sbg: fitSbg(cohorts), bdw: fitBdw(cohorts) }
const [best] = compareRetentionModels(fits).models
console.log(best?.name) // => 'bdw'
const tenth = projectRetention(fits.bdw, { periods: 10 }).points.at(-1)
console.log([tenth?.rate, tenth?.interval?.low, tenth?.interval?.high]) // => [0.4232…, 0.3925…, 0.4536…]

// At 10 % interest, how many years' margins is a new customer worth, and one who has paid four?
console.log(expectedLifetime(fits.bdw, { discount: 0.1 }).lifetime) // => 6.0401…
console.log(expectedLifetime(fits.bdw, { discount: 0.1, renewal: 4 }).lifetime) // => 6.9976…
// Orders of a shop: of those who bought first in a month, how many came back, and for how much?

const orders = [
  { customer: 'Ada', on: '2025-01-04', amount: '30.00' },
  { customer: 'Ada', on: '2025-02-03', amount: '12.50' },
  { customer: 'Ada', on: '2025-03-05', amount: '12.50' },
  { customer: 'Ben', on: '2025-01-20', amount: '80.00' },
  { customer: 'Cem', on: '2025-02-11', amount: '20.00' },
  { customer: 'Cem', on: '2025-04-01', amount: '19.99' },
  { customer: 'Dua', on: '2025-02-28', amount: '45.00' },
  { customer: 'Dua', on: '2025-03-10', amount: '5.00' },
]
const asOf = '2025-04-15'
const table = cohortTable(orders, {
  every: 'month',
  asOf,
  measure: 'on',
  clock: 'calendar',
  cohort: 'first',
  average: 'pooled',
})
console.log(table.cohorts.slice(0, 2).map(({ from, retained }) => [from, ...retained]))
// => [['2025-01-01', 2, 1, 1, 0], ['2025-02-01', 2, 1, 1, null]]
console.log(table.cohorts[1]?.revenue?.cumulative) // => ['65', '70', '89.99', null]

// April is not over: it is in no average.
console.log(table.average.rates) // => [1, 0.5, 0.5, null]

// Who came, came back and stayed away.
const months = lifecycle(orders, { every: 'month', asOf }).periods
console.log(months.map((month) => [month.new, month.returning, month.resurrecting, month.dormant]))
// => [[2, 0, 0, 0], [2, 1, 0, 1], [0, 2, 0, 1], [0, 0, 1, null]]

// Half of those who have had 31 days bought again within them, and whom to write to today.
console.log(repeatRate(orders, { asOf, within: { days: 31 } }).rate) // => 0.5
console.log(timeBetweenPurchases(orders, { asOf, unit: 'day', gaps: 'first' }).median) // => 30
const base = customerActivity(orders, { asOf, atRiskFrom: 1, lostFrom: 3, oneTime: 'separate' })
console.log(base.statuses.map(({ customer, status }) => `${customer}: ${status}`))
// => ['Ada: at-risk', 'Ben: one-time', 'Cem: active', 'Dua: lost']
