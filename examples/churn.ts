import {
  churn,
  convertRate,
  dailyChurn,
  mergeChurn,
  tallyChurn,
  tallyChurnByPeriod,
} from 'customer-metrics'

// Two regions keep their own subscriptions. What was the churn of the first quarter, month by month
// and as a whole?

const north = [
  { customer: 'N1', startedOn: '2024-02-01' },
  { customer: 'N2', startedOn: '2024-05-14', endedOn: '2025-01-31' },
  { customer: 'N3', startedOn: '2024-07-01', endedOn: '2025-02-10' },
  { customer: 'N3', startedOn: '2025-02-10' }, // another plan from the same day: nobody left
  { customer: 'N4', startedOn: '2024-09-30' },
  { customer: 'N5', startedOn: '2025-02-03', endedOn: '2025-02-27' },
]
const south = [
  { customer: 'S1', startedOn: '2024-03-20', endedOn: '2025-02-05' },
  { customer: 'S1', startedOn: '2025-03-01' }, // away for some weeks, then back
  { customer: 'S2', startedOn: '2024-08-08' },
  { customer: 'S3', startedOn: '2024-11-11', endedOn: '2025-04-01' }, // still there on 31 March
  { customer: 'S4', startedOn: '2025-01-15' },
]

// Tallies are small and add up across customers, so that regions need not share their rows.
const tallyBoth = (from: string, to: string) =>
  mergeChurn([tallyChurn(north, { from, to }), tallyChurn(south, { from, to })])

const months = [
  tallyBoth('2025-01-01', '2025-02-01'),
  tallyBoth('2025-02-01', '2025-03-01'),
  tallyBoth('2025-03-01', '2025-04-01'),
]
console.log(months.map(({ opening, lost, closing }) => [opening, lost, closing]))
// => [[7, 1, 7], [7, 1, 6], [6, 0, 7]]
console.log(months.map((month) => churn(month).rate)) // => [0.1428…, 0.1428…, 0]

// The quarter is not the sum of its months: those who returned and those who came and went differ.
const quarter = tallyBoth('2025-01-01', '2025-04-01')
console.log(quarter)
// => { from: '2025-01-01', to: '2025-04-01', opening: 7, lost: 2, gained: 2, reactivated: 0,
//      reactivatedWithinMonth: 0, reactivatedWithin90Days: 0, gainedThenLost: 1,
//      lostThenReturned: 1, leavers: 3, losses: 3, closing: 7 }

// Seven customers are few, and the interval says how little they tell.
const { rate, interval } = churn(quarter)
console.log(rate) // => 0.2857…
console.log([interval.low, interval.high]) // => [0.0822…, 0.6410…]

// The same quarter by the rules of three vendors. A fourth one's is of calendar months.
const policies = ['chartmogul', 'stripe', 'baremetrics'] as const
console.log(policies.map((policy) => churn(quarter, { policy }).rate))
// => [0.1428…, 0.3333…, 0.4285…]
console.log(months.map((month) => churn(month, { policy: 'profitwell' }).rate))
// => [0.1428…, 0.1428…, 0]
console.log(dailyChurn([...north, ...south], { from: '2025-01-01', to: '2025-04-01' }).rate)
// => 0.3928…

// A year of months in one pass; the one in progress says so.
const year = tallyChurnByPeriod([...north, ...south], {
  every: 'month',
  from: '2025-01-01',
  to: '2026-01-01',
  asOf: '2025-03-15',
})
console.log(year.map(({ closing, complete }) => [closing, complete]))
// => [[7, true], [6, true], [7, false]]

// The same pace for a year.
console.log(convertRate(rate, { from: 'quarter', to: 'year' })) // => 0.7396…
