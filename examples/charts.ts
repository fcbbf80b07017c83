/** Pictures: from answers to a specification that any Vega-Lite reader draws. */
import { byPeriod, nps, tallyRatings } from 'customer-metrics'
import { chartTheme, npsByPeriodChart, tallyRatingsChart } from 'customer-metrics/charts'

const answers = [
  { answeredOn: '2025-01-08', rating: 9 },
  { answeredOn: '2025-01-20', rating: 10 },
  { answeredOn: '2025-01-29', rating: 6 },
  { answeredOn: '2025-03-03', rating: 8 },
  { answeredOn: '2025-03-11', rating: 10 },
]

// A month without answers has no score: it stays blank in the picture.
const months = byPeriod(answers, {
  on: 'answeredOn',
  every: 'month',
  from: '2025-01-01',
  to: '2025-03-15',
}).map(({ rows, ...period }) => ({
  ...period,
  result: rows.length > 0 ? nps(rows.map(({ rating }) => rating)) : null,
}))
const trend = npsByPeriodChart(months, { title: 'Would customers recommend us?' })
console.log(trend.title.text) // => ['Would customers recommend us?']

const distribution = tallyRatingsChart(tallyRatings(answers.map(({ rating }) => rating)), {
  scale: { min: 0, max: 10 },
  goodFrom: 9,
  badUpTo: 6,
})
console.log(distribution.description)
// => '5 answers by rating. 6: 1 (20%). 8: 1 (20%). 9: 1 (20%). 10: 2 (40%).'

// Anything that draws Vega-Lite draws this.
console.log(JSON.stringify({ ...trend, config: chartTheme() }).length > 1000) // => true
