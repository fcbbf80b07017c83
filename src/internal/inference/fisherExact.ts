import { gaussRule } from '../math/quadrature.js'
import { deviance, stirlingError } from '../math/special.js'
import type { Share } from './significance.js'

/** A table of two shares with margins that stay: how likely each of its ways to be filled is. */
interface Tables {
  /** ln of the chance that a given number of the successes is in the first row. */
  readonly logChance: (x: number) => number
  /** The chance of one more success in the first row, divided by the chance of the given number. */
  readonly ratio: (x: number) => number
  readonly lowest: number
  readonly highest: number
  readonly mode: number
  /** Standard deviation of how many are in the first row. */
  readonly spread: number
}

/** ln x! less x ln x − x; nothing at 0. */
function logFactorialRest(x: number): number {
  return x > 0 ? stirlingError(x) + Math.log(2 * Math.PI * x) / 2 : 0
}

/** The hypergeometric distribution of a table, each cell by its distance from its mean (Loader 2000). */
function tablesLike(a: Share, b: Share): Tables {
  const successes = a.successes + b.successes
  const failures = a.trials - a.successes + (b.trials - b.successes)
  const trials = a.trials + b.trials
  // Exactly: the difference of two products that may be larger than numbers are exact.
  const cross =
    BigInt(a.successes) * BigInt(b.trials - b.successes) -
    BigInt(b.successes) * BigInt(a.trials - a.successes)
  const seen = Number(cross) / trials
  const margins = [a.trials, b.trials, successes, failures]
  const [rowA, rowB] = [a.trials / trials, b.trials / trials]
  const means = [rowA * successes, rowA * failures, rowB * successes, rowB * failures]
  const whole =
    margins.reduce((sum, margin) => sum + logFactorialRest(margin), 0) - logFactorialRest(trials)
  const cells = (x: number): readonly number[] => {
    const second = successes - x
    return [x, a.trials - x, second, b.trials - second]
  }
  return {
    logChance: (x) => {
      const gap = seen + (x - a.successes)
      return cells(x).reduce((sum, cell, i) => {
        const mean = means[i] as number
        const distance = cell > 0 ? deviance(cell, mean, i % 3 === 0 ? gap : -gap) : mean
        return sum - distance - logFactorialRest(cell)
      }, whole)
    },
    ratio: (x) => {
      const [both, onlyA, onlyB, neither] = cells(x) as [number, number, number, number]
      return (onlyA / (both + 1)) * (onlyB / (neither + 1))
    },
    lowest: Math.max(0, successes - b.trials),
    highest: Math.min(a.trials, successes),
    mode: Math.floor(((a.trials + 1) / (trials + 2)) * (successes + 1)),
    spread: Math.sqrt(rowA * rowB * (successes / trials) * failures),
  }
}

/** Tables that spread further are not summed one by one. */
const MOST_SUMMED = 2000

/** The chance of a table and of all that lie further out on its side. */
function tail(tables: Tables, first: number, step: 1 | -1): number {
  const end = step > 0 ? tables.highest : tables.lowest
  const chance = Math.exp(tables.logChance(first))
  if (tables.spread > MOST_SUMMED) return chance && smoothTail(tables, first, step)
  let sum = 0
  for (let x = first, term = chance; term > sum * 1e-17; x += step) {
    sum += term
    if (x === end) break
    term = step > 0 ? term * tables.ratio(x) : term / tables.ratio(x - 1)
  }
  return sum
}

/**
 * The same where one table is hardly less likely than the next: the integral from half a step before,
 * and the first term of what it lacks of the sum (Euler and Maclaurin, at midpoints).
 */
function smoothTail({ logChance, mode, spread }: Tables, first: number, step: 1 | -1): number {
  const from = first - step / 2
  // The chances fall by a factor of e, or by as much as within a standard deviation of the mode.
  const width = Math.min(spread, spread * (spread / (Math.abs(first - mode) + 1)))
  const { nodes, weights } = gaussRule(20)
  let sum = 0
  for (let panel = 0, part = 1; part > sum * 1e-17; panel++) {
    part = 0
    nodes.forEach((node, i) => {
      const x = from + step * width * (panel + node)
      part += width * (weights[i] as number) * Math.exp(logChance(x))
    })
    sum += part
  }
  const slope = logChance(first) - logChance(first - step)
  return sum + (slope * Math.exp(logChance(from))) / 24
}

/**
 * Fisher's exact test of two proportions, both sides: the chance of tables with these margins that are
 * no likelier than the one seen. Tables are summed outwards until they add nothing, and integrated
 * where there are more than can be summed, which is as good to 1e-9 and takes no longer for more.
 */
export function fisherTest(a: Share, b: Share): number {
  const successes = a.successes + b.successes
  if (successes === 0 || successes === a.trials + b.trials) return 1
  const tables = tablesLike(a, b)
  // Equally likely tables may differ in their last digits.
  const limit = tables.logChance(a.successes) + 1e-7
  const side = (from: number, end: number, step: 1 | -1): number => {
    if (tables.logChance(from) <= limit) return tail(tables, from, step)
    // Halving finds the first table of this side that counts.
    let inside = from
    let outside = end + step
    while (Math.abs(outside - inside) > 1) {
      const middle = inside + Math.trunc((outside - inside) / 2)
      if (tables.logChance(middle) <= limit) outside = middle
      else inside = middle
    }
    return outside === end + step ? 0 : tail(tables, outside, step)
  }
  const { mode, lowest, highest } = tables
  const upper = mode < highest ? side(mode + 1, highest, 1) : 0
  return Math.min(1, side(mode, lowest, -1) + upper)
}

/**
 * The chance of at least a given number of marked ones among those that are drawn from a
 * population.
 */
function chanceOfAtLeast(some: number, drawn: number, marked: number, population: number): number {
  const rest = { successes: marked - some, trials: population - drawn }
  const tables = tablesLike({ successes: some, trials: drawn }, rest)
  if (some <= tables.lowest) return 1
  // The tail that is further out is the one that is summed.
  return some > tables.mode ? tail(tables, some, 1) : 1 - tail(tables, some - 1, -1)
}

/**
 * The exact interval of a share of a population, from a sample drawn without replacement (Wright
 * 1991, “Exact Confidence Bounds when Sampling from Small Finite Universes”): the shares at which
 * neither tail is as rare as said.
 */
export function drawnEnds(
  { successes, trials }: Share,
  population: number,
  confidence: number,
): readonly [low: number, high: number] {
  const rare = (1 - confidence) / 2
  // The fewest that may be marked: halving between the marked ones seen and all but the others seen.
  const fewest = (some: number): number => {
    let low = some
    let high = population - (trials - some)
    while (low < high) {
      const marked = low + Math.floor((high - low) / 2)
      if (chanceOfAtLeast(some, trials, marked, population) > rare) high = marked
      else low = marked + 1
    }
    return low
  }
  const most = population - fewest(trials - successes)
  return [fewest(successes) / population, most / population]
}
