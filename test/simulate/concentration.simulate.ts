/**
 * How often the 95 % intervals of the Gini coefficient, of the top fifth's share and of the share of
 * customers who bring in 80 % hold the truth, by how heavy the tail is and how many customers there are.
 */
import { concentration } from 'customer-metrics'
import { type Random, randomFrom, randomNormal } from '../../src/internal/math/random.js'

/** Several seeds, each with so many samples: the standard error of 95 % is 0.15. */
const SEEDS = [1, 2, 3, 4, 5]
const SAMPLES = 4000

interface World {
  readonly name: string
  readonly draw: (random: Random) => number
  /** The true Gini coefficient, share of the top fifth, and share of customers who bring in 80 %. */
  readonly truths: readonly [gini: number, top: number, customers: number]
}

// Gini 2Φ(σ ÷ √2) − 1; the top fifth has Φ(σ − 0.8416), and Φ(0.8416 − σ) have 80 %.
// scipy 1.17: stats.norm.cdf.
const logNormal = (sigma: number, truths: World['truths']): World => ({
  name: `log-normal, σ = ${sigma}`,
  draw: (random) => Math.exp(sigma * randomNormal(random)),
  truths,
})

// Gini 1 ÷ (2α − 1); the top p have p ^ (1 − 1 ÷ α).
const pareto = (alpha: number): World => ({
  name: `Pareto, α = ${alpha}`,
  draw: (random) => random() ** (-1 / alpha),
  truths: [1 / (2 * alpha - 1), 0.2 ** (1 - 1 / alpha), 0.8 ** (1 / (1 - 1 / alpha))],
})

const worlds: readonly World[] = [
  {
    name: 'exponential',
    draw: (random) => -Math.log(random()),
    // Gini ½; the top fifth has 0.2 × (1 + ln 5); p × (1 − ln p) = 0.8 by scipy's brentq.
    truths: [0.5, 0.2 * (1 + Math.log(5)), 0.43850313885427117],
  },
  logNormal(1, [0.5204998778130465, 0.5629208277335359, 0.4370791722664641]),
  logNormal(1.683, [0.7659774696864834, 0.7999321115062692, 0.20006788849373086]),
  pareto(3),
  pareto(1.5),
  pareto(1.16),
]

console.log('| Amounts | Customers | Gini | Top fifth | Customers for 80 % |')
console.log('| --- | --- | --- | --- | --- |')
for (const { name, draw, truths } of worlds)
  for (const customers of [50, 200, 1000, 5000]) {
    const held = [0, 0, 0]
    const known = [0, 0, 0]
    for (const seed of SEEDS) {
      const random = randomFrom(seed)
      for (let sample = 0; sample < SAMPLES; sample++) {
        // In parts of a million, so that amounts are exact.
        const amounts = Array.from({ length: customers }, () => Math.round(draw(random) * 1e6))
        const options = { top: [0.2], amount: [0.8], lorenz: [] }
        const { interval, topShares, customersFor } = concentration(amounts, options)
        const ends = [interval, topShares[0]?.interval, customersFor[0]?.interval]
        for (const [at, truth] of truths.entries()) {
          const end = ends[at]
          if (!end) continue
          known[at] = (known[at] as number) + 1
          if (end.low <= truth && truth <= end.high) held[at] = (held[at] as number) + 1
        }
      }
    }
    const percent = held.map((count, at) => {
      const samples = known[at] as number
      const isUsual = samples > (SEEDS.length * SAMPLES) / 2
      return isUsual ? `${((100 * count) / samples).toFixed(1)} %` : '–'
    })
    console.log(`| ${name} | ${customers} | ${percent.join(' | ')} |`)
  }
