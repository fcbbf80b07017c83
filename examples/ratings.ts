/**
 * Answers that come day by day: counted once, kept as a few numbers, added up as often as needed.
 *
 *   npx tsx examples/ratings.ts
 */
import { type AnswerRow, mergeRatings, nps, type RatingTally, tallyRatings } from 'customer-metrics'

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
