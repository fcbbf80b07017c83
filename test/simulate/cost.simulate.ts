/**
 * How often the intervals of costs and projections hold what they are about, by simulation from known
 * truths: `npm run simulate cost`. The tables stand in docs/cost.md.
 */
import { costPerSaved, customerCost, projectCustomers } from 'customer-metrics'
import { type Random, randomBinomial, randomFrom } from '../../src/internal/math/random.js'

const RUNS = 20_000
const random = randomFrom(20260101)

/** A Poisson count as a binomial of many small chances. */
function poisson(mean: number, of: Random): number {
  return randomBinomial(of, 1_000_000, mean / 1_000_000)
}

function share(name: string, run: () => boolean): void {
  let held = 0
  for (let i = 0; i < RUNS; i++) if (run()) held++
  console.log(`| ${name} | ${(100 * (held / RUNS)).toFixed(1)} % |`)
}

const isIn = (value: number, { low, high }: { low: number; high: number | null }): boolean =>
  value >= low && value <= (high ?? Infinity)

console.log(`\n| cost, counts a sample; 95 %, ${RUNS} runs | holds |\n| --- | --- |`)
for (const [won, kept] of [
  [5, 20],
  [50, 200],
  [460, 690],
] as const)
  share(`ratio of costs, ${won} won and ${kept} kept on average`, () => {
    const [acquired, retained] = [poisson(won, random), poisson(kept, random)]
    const input = { acquisitionSpend: 75_000, acquired, retentionSpend: 13_500, retained }
    const { ratioInterval } = customerCost(input, { counts: 'sample' })
    // Nobody won, no ratio: nothing was said, and nothing wrong.
    return ratioInterval === null || isIn(75_000 / won / (13_500 / kept), ratioInterval)
  })
for (const customers of [50, 180, 1000])
  share(
    `cost per customer saved, 96 % kept against 90 %, ${customers} in the control group`,
    () => {
      const treated = {
        customers: 4 * customers,
        retained: randomBinomial(random, 4 * customers, 0.96),
      }
      const control = { customers, retained: randomBinomial(random, customers, 0.9) }
      const { interval } = costPerSaved({ spend: 13_500, treated, control })
      return interval !== null && isIn(13_500 / (4 * customers * 0.06), interval)
    },
  )

console.log(`\n| base after three periods; 95 %, ${RUNS} runs | holds |\n| --- | --- |`)
for (const [opening, acquired, observed] of [
  [20, 10, undefined],
  [900, 460, undefined],
  [20, 10, 20],
  [900, 460, 100],
  [900, 460, 900],
] as const)
  share(
    `${opening} customers, ${acquired} won a period, retention ${observed ? `seen on ${observed}` : 'known'}`,
    () => {
      // What was seen of the retention before, and what then happens.
      const seen = observed ? randomBinomial(random, observed, 0.8) / observed : 0.8
      const { periods } = projectCustomers(
        { opening, acquiredPerPeriod: acquired, retention: seen, periods: 3, firstMargin: 'now' },
        observed ? { observed } : {},
      )
      let base: number = opening
      for (let period = 0; period < 3; period++)
        base = randomBinomial(random, base, 0.8) + poisson(acquired, random)
      return isIn(base, periods[2]?.closingInterval ?? { low: 0, high: 0 })
    },
  )
