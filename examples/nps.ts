/**
 * The score of three segments and of all of them together, worst first, with how sure each is.
 *
 *   npx tsx examples/nps.ts
 */
import { mergeRatings, type Nps, nps, npsFromGroups } from 'customer-metrics'

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
