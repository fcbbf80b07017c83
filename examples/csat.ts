/**
 * Which team’s customers are satisfied, by the definition that was agreed, and whether a target of
 * 80 % has been met beyond doubt.
 *
 *   npx tsx examples/csat.ts
 */
import { type CsatOptions, compareCsat, csat, csatTrend, mergeRatings } from 'customer-metrics'

// The agreement, in one place: five points, 4 and 5 are satisfied, 1 and 2 are not; 90 % confidence.
const agreed: CsatOptions = {
  scale: { min: 1, max: 5, satisfiedFrom: 4, dissatisfiedUpTo: 2 },
  confidence: 0.9,
}
const target = 0.8

const teams = {
  billing: { 1: 9, 2: 8, 3: 14, 4: 48, 5: 71 },
  delivery: { 1: 2, 2: 3, 3: 9, 4: 60, 5: 126 },
  returns: { 1: 1, 3: 1, 4: 4, 5: 6 },
}

const verdicts = Object.entries(teams).map(([team, ratings]) => {
  const { rate, interval, responses } = csat(ratings, agreed)
  const verdict =
    interval.low > target ? 'met' : interval.high < target ? 'missed' : 'too close to call'
  return `${team}: ${Math.round(rate * 100)} % of ${responses}, ${verdict}`
})
console.log(verdicts)
// => ['billing: 79 % of 150, too close to call', 'delivery: 93 % of 200, met',
//      'returns: 83 % of 12, too close to call']

// All teams together, by the other definitions too.
const all = csat(mergeRatings(Object.values(teams)), agreed)
console.log(all.rate) // => 0.870…
console.log(all.netRate) // => 0.806…
console.log(all.mean) // => 4.334…
console.log(all.index) // => 0.833…

// Thumbs from the help pages are two ratings.
const thumbs = { scale: { min: 0, max: 1, satisfiedFrom: 1 } }
console.log(csat({ 1: 412, 0: 61 }, thumbs).rate) // => 0.871…

// Does delivery satisfy more than billing? Newcombe's interval of the difference, and its test.
const { difference, interval, test } = compareCsat({ a: teams.delivery, b: teams.billing })
console.log([difference, interval.low, interval.high].map((share) => share.toFixed(2)))
// => ['0.14', '0.06', '0.21']
console.log(test) // => 'z'

// Returns by month, one of them without answers: too few to call it a trend.
const months = [{ 5: 3, 2: 2 }, null, { 5: 4, 3: 1 }, { 4: 2, 5: 4 }]
console.log(csatTrend(months).pValue) // => 0.0958…
