import { knownRule } from '../../../internal/math/quadrature.js'
import { type FourParameters, logPurchases } from '../behaviour.js'

/**
 * The chances of 0, 1, … purchases below a number, for new customers of ages that rise. Those who have
 * left by an age have left by the next one too, so that one integral over the moment of death, from age
 * to age, serves them all; and at a moment each number's chance follows from the one before.
 */
export function paretoCounts(
  parameters: FourParameters,
  ages: readonly number[],
  size: number,
  visit: (age: number, chances: Float64Array) => void,
): void {
  const [r, alpha, s, beta] = parameters
  const dead = new Float64Array(size)
  const chances = new Float64Array(size)
  let known = 0
  for (const age of ages) {
    addDeaths(parameters, known, age, dead)
    known = age
    const stays = -s * Math.log1p(age / beta)
    for (let x = 0; x < size; x++)
      chances[x] = (dead[x] as number) + Math.exp(logPurchases(r, x, age / alpha) + stays)
    visit(age, chances)
  }
}

/**
 * Adds the chances of each number of purchases and a death between two times, over v = ln((m + τ) ÷
 * m) for m the smaller of α and β. Intervals are a few standard deviations of the time of the
 * purchase that is expected then, over which Gauss's rule has its digits.
 */
function addDeaths(
  [r, alpha, s, beta]: FourParameters,
  from: number,
  to: number,
  dead: Float64Array,
): void {
  const least = Math.min(alpha, beta)
  const end = Math.log1p(to / least)
  const most = dead.length
  const { nodes, weights } = knownRule(16)
  for (let v = Math.log1p(from / least); v < end; ) {
    const at = least * Math.expm1(v)
    // Customers who have lived or bought more than this add nothing to the numbers needed.
    const mean = (r * at) / alpha
    const isPast = mean > 12 * (most + 4) + 80 * (1 + at / alpha)
    if (s * Math.log1p(at / beta) > 45 || isPast) return
    const power = (r * (least + at)) / (alpha + at) + ((s + 1) * (least + at)) / (beta + at)
    const scale = 4 * Math.sqrt(1 + Math.min(mean, most))
    let length = Math.min(end - v, 0.5, scale / power)
    if (end - v - length < 1e-9 * length) length = end - v
    for (const [k, node] of nodes.entries()) {
      const time = least * Math.expm1(v + length * node)
      const density = Math.log(s / beta) - (s + 1) * Math.log1p(time / beta)
      const width = length * (weights[k] as number) * (least + time)
      addPurchases(r, time / alpha, width * Math.exp(density), dead)
    }
    v += length
  }
}

/**
 * Adds the chances of each number of purchases within a time, times a weight; logarithms where they
 * are too small.
 */
function addPurchases(r: number, time: number, weight: number, sums: Float64Array): void {
  const ratio = time / (1 + time)
  let chance = Math.exp(-r * Math.log1p(time))
  for (let x = 0; x < sums.length; x++) {
    if (chance < 1e-290) chance = Math.exp(logPurchases(r, x, time))
    sums[x] = (sums[x] as number) + weight * chance
    chance *= ((r + x) / (x + 1)) * ratio
  }
}
