/**
 * How often the 95 % intervals of the Gini coefficient and of the top fifth's share hold the truth, by
 * how heavy the tail is and how many customers there are.
 */
import { concentration } from 'customer-metrics'
import { randomFrom, randomNormal } from '../../src/internal/random.js'

const SAMPLES = 2000
const random = randomFrom(2026)

/** Amounts with their true Gini coefficient and the true share of the top fifth. */
const worlds = [
  // Gini ½; the top fifth of an exponential has 0.2 × (1 + ln 5).
  { name: 'exponential', draw: () => -Math.log(random()), gini: 0.5, top: 0.2 * (1 + Math.log(5)) },
  // Gini 2Φ(σ ÷ √2) − 1; the top fifth has Φ(σ − 0.8416). scipy 1.17: stats.norm.cdf.
  {
    name: 'log-normal, σ = 1',
    draw: () => Math.exp(randomNormal(random)),
    gini: 0.5204998778130465,
    top: 0.5629208277335359,
  },
  // Gini 1 ÷ (2α − 1); the top fifth has 0.2 ^ (1 − 1 ÷ α).
  { name: 'Pareto, α = 3', draw: () => random() ** (-1 / 3), gini: 0.2, top: 0.2 ** (2 / 3) },
]

console.log('| Amounts | Customers | Gini | Top fifth |\n| --- | --- | --- | --- |')
for (const { name, draw, gini, top } of worlds)
  for (const customers of [50, 200, 1000, 5000]) {
    const held = [0, 0]
    for (let sample = 0; sample < SAMPLES; sample++) {
      // In parts of a million, so that amounts are exact.
      const amounts = Array.from({ length: customers }, () => Math.round(draw() * 1e6))
      const { interval, topShares } = concentration(amounts)
      const ends = [interval, topShares[2]?.interval]
      for (const [at, truth] of [gini, top].entries()) {
        const { low, high } = ends[at] as { low: number; high: number }
        if (low <= truth && truth <= high) held[at] = (held[at] as number) + 1
      }
    }
    const percent = held.map((count) => `${((100 * count) / SAMPLES).toFixed(1)} %`)
    console.log(`| ${name} | ${customers} | ${percent.join(' | ')} |`)
  }
