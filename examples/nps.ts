/**
 * The score of three segments and of all of them together, worst first, with how sure each is.
 *
 *   npx tsx examples/nps.ts
 */
import {
  compareNpsSegments,
  explainNpsChange,
  mergeRatings,
  type Nps,
  nps,
  npsEstimate,
  npsFromGroups,
  npsSampleSizeToCompare,
} from 'customer-metrics'

// Counted by segment: SELECT "plan", "rating", COUNT(*) … GROUP BY "plan", "rating".
const segments = {
  free: { 0: 14, 3: 22, 5: 31, 6: 40, 7: 52, 8: 61, 9: 38, 10: 29 },
  team: { 2: 3, 5: 7, 6: 11, 7: 22, 8: 34, 9: 41, 10: 36 },
  enterprise: { 6: 1, 8: 3, 9: 5, 10: 4 },
}

// “12 [3, 21]”: the score, and from where to where it may lie.
const show = ({ score, interval }: Nps): string =>
  `${Math.round(score)} [${Math.round(interval.low)}, ${Math.round(interval.high)}]`

const ranked = Object.entries(segments)
  .map(([plan, ratings]) => ({ plan, result: nps(ratings) }))
  .sort((a, b) => a.result.score - b.result.score)

console.log(ranked.map(({ plan, result }) => `${plan} ${show(result)} of ${result.responses}`))
// => ['free -14 [-23, -5] of 287', 'team 36 [25, 47] of 154',
//      'enterprise 62 [15, 84] of 13']

// Together: the tallies are added, not the scores averaged.
const all = nps(mergeRatings(Object.values(segments)))
console.log(show(all)) // => '5 [-2, 12]'
console.log(all.promoters - all.detractors) // => 24

// Thirteen answers are few, and the plain method makes more of them than the default.
console.log(show(nps(segments.enterprise, { interval: 'wald' }))) // => '62 [28, 96]'

// A dashboard that keeps only the three groups has enough.
console.log(show(npsFromGroups({ promoters: 77, passives: 56, detractors: 21 }))) // => '36 [25, 47]'

// Which plans really differ: every pair, its p-value corrected for there being three.
const { pairs } = compareNpsSegments(segments)
console.log(pairs.map(({ a, b, adjustedPValue }) => `${a}, ${b}: ${adjustedPValue?.toFixed(4)}`))
// => ['free, team: 0.0000', 'free, enterprise: 0.0006', 'team, enterprise: 0.4268']

// There are only twenty enterprise customers: thirteen answers are most of what can be known.
const few = npsEstimate(segments.enterprise, { population: 20 })
console.log([few.interval.low, few.interval.high].map(Math.round)) // => [36, 78]

// Half a year ago there were fewer free customers. What did that alone cost?
const before = {
  free: { 3: 20, 5: 18, 7: 20, 8: 22, 9: 12, 10: 8 },
  team: { 5: 12, 7: 30, 8: 34, 9: 40, 10: 34 },
  enterprise: { 8: 3, 9: 6, 10: 3 },
}
const change = explainNpsChange({ before, after: segments })
const shown = [change.change, change.mixEffect, change.scoreEffect].map((points) =>
  points.toFixed(1),
)
console.log(shown) // => ['-14.9', '-14.2', '-0.7']

// To see a difference of fifteen points next time, with a chance of nine in ten:
console.log(npsSampleSizeToCompare({ difference: 15, power: 0.9, expected: all }).responses)
// => 574
