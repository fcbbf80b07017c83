/**
 * How sure a share is: tickets solved on the first contact, by team, and what no complaint proves.
 *
 *   npx tsx examples/statistics.ts
 */
import {
  adjustPValues,
  compareMeans,
  compareProportions,
  proportionInterval,
} from 'customer-metrics'

// SELECT "team", SUM(CASE WHEN "contacts" = 1 THEN 1 ELSE 0 END), COUNT(*) … GROUP BY "team".
const teams = [
  { team: 'north', successes: 412, trials: 530 },
  { team: 'south', successes: 9, trials: 10 },
  { team: 'west', successes: 1310, trials: 1790 },
]

const percent = (share: number): number => Math.round(share * 100)
const lines = teams.map(({ team, ...counts }) => {
  const { low, high } = proportionInterval(counts)
  const share = percent(counts.successes / counts.trials)
  return `${team}: ${share} % [${percent(low)}, ${percent(high)}]`
})
// The best share is the least certain one.
console.log(lines)
// => ['north: 78 % [74, 81]', 'south: 90 % [60, 98]', 'west: 73 % [71, 75]']

// Ranked by what is sure: the lower end, not the share itself.
const lowerEnds = teams.map(({ team, ...counts }) => ({
  team,
  low: proportionInterval(counts).low,
}))
lowerEnds.sort((a, b) => b.low - a.low)
console.log(lowerEnds.map(({ team }) => team)) // => ['north', 'west', 'south']

// No complaint in 50 deliveries: how high the rate may still be, at a risk of one in twenty.
const upperEnd = (trials: number): number =>
  proportionInterval({ successes: 0, trials }, { interval: 'clopper-pearson', confidence: 0.9 })
    .high
console.log(upperEnd(50)) // => 0.058…

// How many deliveries without a complaint it takes to put it below one in a hundred.
let trials = 50
while (upperEnd(trials) >= 0.01) trials++
console.log(trials) // => 299

// Every two teams: which differ, once it is taken into account that there are three pairs?
const pairs = teams.flatMap((a, index) => teams.slice(index + 1).map((b) => ({ a, b })))
const tests = pairs.map(({ a: { team: _a, ...a }, b: { team: _b, ...b } }) =>
  compareProportions({ a, b }),
)
const corrected = adjustPValues(tests.map(({ pValue }) => pValue ?? 1))
console.log(pairs.map(({ a, b }, index) => `${a.team}, ${b.team}: ${corrected[index]?.toFixed(3)}`))
// => ['north, south: 0.699', 'north, west: 0.106', 'south, west: 0.612']
console.log(tests.map(({ test }) => test)) // => ['fisher', 'z', 'fisher']

// Minutes to the first reply before and after a change, from two rows of a query.
const after = { mean: 41.2, standardDeviation: 18.5, count: 120 }
const before = { mean: 47.9, standardDeviation: 22.1, count: 135 }
const { difference, interval } = compareMeans({ a: after, b: before })
console.log([difference, interval?.low, interval?.high].map((minutes) => minutes?.toFixed(1)))
// => ['-6.7', '-11.7', '-1.7']
