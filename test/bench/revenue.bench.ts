import { type RevenueRow, tallyChurnByPeriod, tallyRevenueByPeriod } from 'customer-metrics'
import { compare, random } from './harness.js'

// A million subscriptions of 400,000 customers over five years; a third still run.
const next = random(1)
const day = (index: number): string =>
  new Date(Date.UTC(2020, 0, 1) + index * 86_400_000).toISOString().slice(0, 10)
const rows: RevenueRow[] = Array.from({ length: 1e6 }, () => {
  const start = Math.floor(next() * 1800)
  return {
    customer: Math.floor(next() * 400_000),
    startedOn: day(start),
    endedOn: next() < 1 / 3 ? null : day(start + Math.floor(next() * 700)),
    amount: (next() * 200).toFixed(2),
  }
})
const months = Array.from({ length: 61 }, (_, month) =>
  new Date(Date.UTC(2020, month, 1)).toISOString().slice(0, 10),
)
const series = { every: 'month', from: '2020-01-01', to: '2025-01-01' } as const

/** Revenue of each customer at the beginning of a day, of the rows that run then. */
function revenueAt(date: string): Map<unknown, number> {
  const sums = new Map<unknown, number>()
  for (const row of rows.filter(
    ({ startedOn, endedOn }) => startedOn < date && (endedOn == null || endedOn >= date),
  ))
    sums.set(row.customer, (sums.get(row.customer) ?? 0) + Math.round(Number(row.amount) * 100))
  return sums
}

/** A filter and a group-by for each month, compared with those of the month before. */
function monthByMonth(): number[][] {
  const known = new Set<unknown>()
  let before = revenueAt(months[0] as string)
  return months.slice(1).map((date) => {
    const after = revenueAt(date)
    const moved = [0, 0, 0, 0, 0] as [number, number, number, number, number]
    for (const [customer, amount] of after) {
      const was = before.get(customer) ?? 0
      if (was === 0) moved[known.has(customer) ? 4 : 0] += amount
      else if (amount > was) moved[1] += amount - was
      else moved[2] += was - amount
      known.add(customer)
    }
    for (const [customer, amount] of before) if (!after.has(customer)) moved[3] += amount
    before = after
    return moved
  })
}

compare({
  name: '1e6 subscriptions into 60 monthly revenue tallies, exact and validated',
  baseline: ['a filter and a group-by for each month', monthByMonth],
  subject: () => tallyRevenueByPeriod(rows, { ...series, level: 'customer' }),
  atMost: 0.1,
  rounds: 1,
})

/** The share that is kept after all is collected, in bytes. */
function memoryOf(run: () => unknown): number {
  const collect = (globalThis as { gc?: () => void }).gc
  collect?.()
  const before = process.memoryUsage().heapUsed
  const result = run()
  const peak = process.memoryUsage().heapUsed - before
  return result ? peak : 0
}

const short = memoryOf(() =>
  tallyRevenueByPeriod(rows, { ...series, every: 'year', level: 'customer' }),
)
const long = memoryOf(() =>
  tallyRevenueByPeriod(rows, { ...series, every: 'day', level: 'customer' }),
)
console.log(
  `memory for 5 periods ${(short / 2 ** 20).toFixed(0)} MB, for 1,827 periods ${(long / 2 ** 20).toFixed(0)} MB`,
)

compare({
  name: '1e6 subscriptions into 60 monthly churn tallies',
  baseline: [
    'revenue of the same',
    () => tallyRevenueByPeriod(rows, { ...series, level: 'customer' }),
  ],
  subject: () => tallyChurnByPeriod(rows, series),
  atMost: 1.5,
  rounds: 1,
})
