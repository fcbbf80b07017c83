/**
 * Answers that come day by day: counted once, kept as a few numbers, added up as often as needed.
 *
 *   npx tsx examples/ratings.ts
 */
import {
  type AnswerRow,
  latestAnswers,
  mergeRatings,
  nps,
  npsEstimate,
  poststratify,
  type RatingTally,
  responseRate,
  tallyRatings,
} from 'customer-metrics'

const monday: AnswerRow[] = [
  { customer: 'a', rating: 10, answeredOn: '2025-03-03' },
  { customer: 'b', rating: 9, answeredOn: '2025-03-03' },
  { customer: 'c', rating: null, answeredOn: '2025-03-03' },
  { customer: 'd', rating: 6, answeredOn: '2025-03-03' },
]
const tuesday: AnswerRow[] = [
  { customer: 'e', rating: 10, answeredOn: '2025-03-04' },
  { customer: 'f', rating: 8, answeredOn: '2025-03-04' },
]

// One tally a day. A question that was skipped is not an answer, and that has to be said.
const tally = (rows: readonly AnswerRow[]): RatingTally =>
  tallyRatings(
    rows.map(({ rating }) => rating),
    { unanswered: 'skip' },
  )
console.log(tally(monday)) // => { 6: 1, 9: 1, 10: 1 }

// A tally is JSON: store it, send it, read it back.
const stored: string[] = [monday, tuesday].map((rows) => JSON.stringify(tally(rows)))
console.log(stored[1]) // => '{"8":1,"10":1}'

// The week is the sum of its days, in any order.
const week = mergeRatings(stored.map((text) => JSON.parse(text)))
console.log(week) // => { 6: 1, 8: 1, 9: 1, 10: 2 }
console.log(nps(week).score) // => 40

// A count that a database made is a tally as well; drivers may return it as text.
const rows = [
  { rating: 10, responses: '2' },
  { rating: 9, responses: '1' },
  { rating: 8, responses: '1' },
  { rating: 6, responses: '1' },
]
const counted = Object.fromEntries(rows.map((row) => [row.rating, Number(row.responses)]))
console.log(nps(counted).score) // => 40

// One answer per customer: whoever answered on both days counts with the later one.
const again = { customer: 'd', rating: 9, answeredOn: '2025-03-04' }
const latest = latestAnswers([...monday, ...tuesday, again], {
  asOf: '2025-03-04',
  unanswered: 'skip',
})
console.log(latest.map(({ customer, rating }) => `${customer} ${rating}`))
// => ['a 10', 'b 9', 'd 9', 'e 10', 'f 8']

// Paid customers answer more readily. Weighted to half of each, the score falls.
const plans = { free: { 10: 4, 8: 3, 2: 5 }, paid: { 10: 30, 9: 10, 5: 8 } }
const { tally: weighted, effectiveResponses } = poststratify(plans, {
  population: { free: 600, paid: 600 },
})
console.log(nps(mergeRatings(Object.values(plans))).score.toFixed(1)) // => '51.7'
console.log(npsEstimate(weighted).score.toFixed(1)) // => '29.2'
console.log(Math.round(effectiveResponses)) // => 38

// Sixty of four hundred, or sixty of the hundred of whom anything is known?
const sent = { invited: 400, completed: 60, refused: 10, notContacted: 30 }
console.log(responseRate(sent, { policy: 'rr1' }).rate) // => 0.15
console.log(responseRate(sent, { policy: 'rr5' }).rate) // => 0.6
