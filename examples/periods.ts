import { byPeriod, csat, nps } from 'customer-metrics'

// A survey asked in a Brazilian shop: how did the weekly score move?

const answers = [
  { rating: 10, answeredOn: '2025-03-03T09:15:00-03:00' },
  { rating: 9, answeredOn: '2025-03-05T18:40:00-03:00' },
  { rating: 3, answeredOn: '2025-03-09T23:30:00-03:00' }, // Sunday night; Monday in UTC
  { rating: 8, answeredOn: '2025-03-11T11:00:00-03:00' },
  { rating: 10, answeredOn: '2025-03-14T20:05:00-03:00' },
  { rating: 6, answeredOn: '2025-03-25T08:30:00-03:00' },
  { rating: 9, answeredOn: '2025-03-26T10:00:00-03:00' },
]

const weeks = byPeriod(answers, {
  on: 'answeredOn',
  every: 'week',
  weekStartsOn: 'monday',
  from: '2025-03-03',
  to: '2025-03-27',
  timeZone: 'America/Sao_Paulo',
})
console.log(weeks.map(({ from, rows }) => `${from}: ${rows.length}`))
// => ['2025-03-03: 3', '2025-03-10: 2', '2025-03-17: 0', '2025-03-24: 2']

// A week without answers has no score, which is not a score of 0.
const scores = weeks.map(({ rows }) =>
  rows.length > 0 ? nps(rows.map(({ rating }) => rating)).score : null,
)
console.log(scores) // => [33.3333…, 50, null, 0]

// The last week is not over: it is there, and says so.
console.log(weeks.map(({ complete }) => complete)) // => [true, true, true, false]

// Any metric works the same way. Few answers make a wide interval.
const satisfaction = weeks
  .filter(({ complete, rows }) => complete && rows.length > 0)
  .map(({ from, rows }) => {
    const { rate, interval } = csat(
      rows.map(({ rating }) => rating),
      { scale: { min: 0, max: 10, satisfiedFrom: 8 } },
    )
    return { from, rate, low: interval.low }
  })
console.log(satisfaction)
// => [{ from: '2025-03-03', rate: 0.6666…, low: 0.2076… }, { from: '2025-03-10', rate: 1, low: 0.3423… }]
