import {
  type CohortAveragePolicy,
  cohortTable,
  type EventRow,
  meanInterval,
  mergeCohortTables,
} from 'customer-metrics'
import { proportionInterval } from '../../src/internal/inference/interval.js'
import { type Random, randomBeta, randomFrom } from '../../src/internal/math/random.js'

const RUNS = 2000
const MONTHS = Array.from({ length: 12 }, (_, at) => `2025-${`${at + 1}`.padStart(2, '0')}-15`)

interface Ends {
  readonly low: number
  readonly high: number
}

function covers(interval: Ends | null | undefined, truth: number): number {
  return interval && interval.low <= truth && truth <= interval.high ? 1 : 0
}

function tableOf(
  events: readonly EventRow[],
  cohort: 'first' | 'any',
  average: CohortAveragePolicy,
): ReturnType<typeof cohortTable> {
  return cohortTable(events, {
    every: 'month',
    asOf: '2025-12-31',
    from: '2025-01-01',
    measure: 'on',
    clock: 'calendar',
    cohort,
    average,
  })
}

// Customers in several cohorts: each is there in each of twelve months with a probability of the own,
// from a beta distribution. Of all entries, E[p²] ÷ E[p] are followed by activity a month later.
function simulateAny(customers: number): readonly [own: number, naive: number] {
  const [a, b] = [0.7, 1.2]
  const truth = (a + 1) / (a + b + 1)
  const random = randomFrom(5)
  let [own, naive] = [0, 0]
  for (let run = 0; run < RUNS; run++) {
    const events = Array.from({ length: customers }, (_, customer) => {
      const share = randomBeta(random, a, b)
      return MONTHS.filter(() => random() < share).map((on) => ({ customer, on }))
    }).flat()
    const { intervals, retained, entered } = tableOf(events, 'any', 'pooled').average
    own += covers(intervals[1], truth)
    naive += covers(proportionInterval('wilson', retained[1] ?? 0, entered[1] ?? 0, 0.95), truth)
  }
  return [own / RUNS, naive / RUNS]
}

// Cohorts of different sizes and different rates, averaged by what is not the pooled rate.
const SIZES = [400, 150, 60, 25, 10, 200]

function eventsOf(random: Random, rates: readonly number[]): EventRow[] {
  return SIZES.flatMap((size, month) =>
    Array.from({ length: size }, (_, at): EventRow[] => {
      const customer = month * 1000 + at
      const first = { customer, on: MONTHS[month] as string }
      const isBack = random() < (rates[month] as number)
      return isBack ? [first, { customer, on: MONTHS[month + 1] as string }] : [first]
    }).flat(),
  )
}

function simulateFirst(policy: 'mean' | 'mixpanel', rates: readonly number[]): number {
  const weights = SIZES.map((size) => (policy === 'mean' ? 1 : size * size))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const truth = rates.reduce((sum, rate, at) => sum + (rate * (weights[at] as number)) / all, 0)
  const random = randomFrom(7)
  let own = 0
  for (let run = 0; run < RUNS; run++)
    own += covers(tableOf(eventsOf(random, rates), 'first', policy).average.intervals[1], truth)
  return own / RUNS
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

console.log('customers | interval of the table | entries taken for customers')
for (const customers of [20, 50, 200, 1000]) {
  const [own, naive] = simulateAny(customers)
  console.log(`${customers} | ${percent(own)} | ${percent(naive)}`)
}
console.log('\nrates of the cohorts | mean | mixpanel')
for (const rates of [
  [0.3, 0.4, 0.5, 0.4, 0.3, 0.4],
  [0.02, 0.05, 0.03, 0.1, 0.04, 0.02],
  [0.95, 0.99, 0.9, 0.97, 0.9, 0.98],
])
  console.log(
    `${rates.join(', ')} | ${percent(simulateFirst('mean', rates))} | ${percent(simulateFirst('mixpanel', rates))}`,
  )

// Amounts with long tails: the share of revenue that comes back a month later, by the jackknife of
// twenty groups. Half of the customers come back, and spend what they spent times what chance says.
function simulateAmounts(customers: number): number {
  const groups = 20
  const random = randomFrom(7)
  // Two of these make a lognormal amount with a standard deviation of 1 on the scale of the logarithm.
  const spend = (): number =>
    Math.round(
      3000 * Math.exp(Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())),
    )
  let held = 0
  const runs = RUNS / 4
  for (let run = 0; run < runs; run++) {
    const parts = Array.from({ length: groups }, (_, group) => {
      const events = Array.from({ length: customers / groups }, (__, at): EventRow[] => {
        const customer = group * customers + at
        const first = { customer, on: MONTHS[0] as string, amount: spend() }
        return random() < 0.5
          ? [first, { customer, on: MONTHS[1] as string, amount: spend() }]
          : [first]
      })
      return tableOf(events.flat(), 'first', 'pooled')
    })
    const share = (some: typeof parts): number =>
      mergeCohortTables(some).average.revenue?.rates[1] as number
    const whole = share(parts)
    const pseudo = parts.map(
      (_, out) => groups * whole - (groups - 1) * share(parts.filter((__, at) => at !== out)),
    )
    held += covers(meanInterval(pseudo), 0.5)
  }
  return held / runs
}

console.log('\n| customers | jackknife of the share of revenue |')
console.log('| --- | --- |')
for (const customers of [200, 1000])
  console.log(`| ${customers} | ${(100 * simulateAmounts(customers)).toFixed(1)} % |`)
