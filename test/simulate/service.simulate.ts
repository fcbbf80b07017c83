/**
 * How often the 95 % interval of the contact rate holds the truth, by how much more uneven contacts are
 * than chance makes them and how many customers there are.
 */
import { contactRate } from 'customer-metrics'
import { type Random, randomFrom, randomGamma } from '../../src/internal/math/random.js'

/** Several seeds, each with so many samples: the standard error of 95 % is 0.15. */
const SEEDS = [1, 2, 3, 4, 5]
const SAMPLES = 4000
const RATE = 0.24
const SIZES = [30, 100, 300, 1000, 3000]

/** A Poisson number: how many exponential times fit into one. */
function contactsOf(random: Random, rate: number): number {
  let contacts = 0
  let left = rate + Math.log(random())
  while (left > 0) {
    contacts++
    left += Math.log(random())
  }
  return contacts
}

console.log(`| Dispersion | ${SIZES.map((size) => `${size} customers`).join(' | ')} |`)
console.log(`| --- |${' --- |'.repeat(SIZES.length)}`)
for (const dispersion of [1, 2, 3.4, 5, 9]) {
  // A negative binomial: each customer's own rate is gamma-distributed.
  const shape = RATE / (dispersion - 1)
  const cells = SIZES.map((customers) => {
    let held = 0
    for (const seed of SEEDS) {
      const random = randomFrom(seed)
      for (let sample = 0; sample < SAMPLES; sample++) {
        const counts = { contacted: 0, contacts: 0, squares: 0 }
        for (let customer = 0; customer < customers; customer++) {
          const own = dispersion === 1 ? RATE : randomGamma(random, shape) * (dispersion - 1)
          const contacts = contactsOf(random, own)
          if (contacts > 0) counts.contacted++
          counts.contacts += contacts
          counts.squares += contacts ** 2
        }
        const tally = { from: '2025-03-01', to: '2025-04-01', customers, ...counts }
        const { low, high } = contactRate(tally).interval
        if (low <= RATE && RATE <= high) held++
      }
    }
    return `${((100 * held) / SEEDS.length / SAMPLES).toFixed(1)} %`
  })
  console.log(`| ${dispersion} | ${cells.join(' | ')} |`)
}
