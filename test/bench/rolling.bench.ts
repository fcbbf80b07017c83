import {
  activeCustomers,
  type SubscriptionRow,
  stickiness,
  tallyChurn,
  tallyChurnByPeriod,
  tallyRatings,
  tallyRatingsByPeriod,
} from 'customer-metrics'
import { compare, random } from './harness.js'

// 100,000 subscriptions over three years; the last 30 days, on each day of a quarter.
const next = random(1)
const day = (index: number): string =>
  new Date(Date.UTC(2022, 0, 1) + index * 86_400_000).toISOString().slice(0, 10)
const rows: SubscriptionRow[] = Array.from({ length: 1e5 }, () => {
  const start = Math.floor(next() * 1000)
  return {
    customer: Math.floor(next() * 40_000),
    startedOn: day(start),
    endedOn: next() < 1 / 3 ? null : day(start + Math.floor(next() * 300)),
  }
})
const days = Array.from({ length: 91 }, (_, index) => 900 + index)

compare({
  name: 'rolling 30 days of 100,000 subscriptions on 91 days',
  baseline: [
    'recounting each window',
    () => days.map((last) => tallyChurn(rows, { from: day(last - 29), to: day(last + 1) })),
  ],
  subject: () =>
    tallyChurnByPeriod(rows, { every: 'day', rolling: 30, from: day(900), to: day(991) }),
  atMost: 0.2,
  rounds: 3,
})

// The same days of 200,000 answers and visits.
const visits = Array.from({ length: 2e5 }, () => ({
  customer: Math.floor(next() * 40_000),
  on: day(860 + Math.floor(next() * 140)),
}))
const answers = visits.map(({ customer, on }) => ({ rating: customer % 11, answeredOn: on }))
const quarter = { every: 'day', rolling: 30, from: day(900), to: day(991) } as const

compare({
  name: 'rolling 30 days of 200,000 visits on 91 days',
  baseline: [
    'recounting each window',
    () => days.map((last) => stickiness(visits, { from: day(last - 29), to: day(last + 1) })),
  ],
  subject: () => activeCustomers(visits, quarter),
  atMost: 0.2,
  rounds: 3,
})

compare({
  name: 'rolling 30 days of 200,000 answers on 91 days',
  baseline: [
    'recounting each window',
    () =>
      days.map((last) => {
        const [from, to] = [day(last - 29), day(last + 1)]
        const within = answers.filter(({ answeredOn }) => from <= answeredOn && answeredOn < to)
        return tallyRatings(within.map(({ rating }) => rating))
      }),
  ],
  subject: () => tallyRatingsByPeriod(answers, quarter),
  atMost: 0.2,
  rounds: 3,
})
