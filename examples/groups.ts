import { byGroup, churn, mapGroups, tallyChurn } from 'customer-metrics'

// Which plans lose their customers, and in which country?

const subscriptions = [
  { customer: 1, plan: 'pro', country: 'DE', startedOn: '2024-03-01' },
  { customer: 2, plan: 'free', country: 'DE', startedOn: '2024-05-01', endedOn: '2025-01-10' },
  { customer: 3, plan: 'free', country: 'DE', startedOn: '2024-06-15' },
  { customer: 4, plan: 'pro', country: 'FR', startedOn: '2024-07-01', endedOn: '2025-01-20' },
  { customer: 5, plan: 'pro', country: 'DE', startedOn: '2024-08-01' },
  { customer: 6, plan: 'free', country: 'FR', startedOn: '2025-01-15' },
]

const groups = byGroup(subscriptions, { by: ['plan', 'country'], totals: 'rollup', minimum: 2 })
const tallies = mapGroups(groups, (rows) =>
  tallyChurn(rows, { from: '2025-01-01', to: '2025-02-01' }),
)
const rates = mapGroups(tallies, (tally) => churn(tally).rate)

const nameOf = (by: object): string => Object.values(by).join(', ') || 'all'
console.log(rates.map(({ by, result, small }) => [nameOf(by), result, small]))
// => [['pro, DE', 0, false],
//     ['free, DE', 0.5, false],
//     ['pro, FR', 1, true],
//     ['free, FR', null, true],
//     ['pro', 0.3333…, false],
//     ['free', 0.5, false],
//     ['all', 0.4, false]]

// Nobody of the last group was a customer when January began: it has no rate, and says so.
console.log(rates[3]?.refusal)
// => 'churn: tally.opening is empty, not at least one customer'

// What came and went adds up to the whole.
const lost = tallies.filter(({ total }) => !total).map(({ result }) => result?.lost ?? 0)
console.log(lost.reduce((sum, each) => sum + each, 0)) // => 2
console.log(tallies.at(-1)?.result?.lost) // => 2
