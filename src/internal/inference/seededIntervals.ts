import { checkNumber, checkUnread, checkWhole } from '../guard.js'
import { type Random, randomBinomial, randomFrom, randomGamma } from '../math/random.js'
import { type Interval, interval } from './interval.js'

/** Methods that draw: resampling the answers, or the posterior of the shares. */
export type SeededIntervalMethod = 'bootstrap' | 'bayesian'

/** An interval made by drawing: the same seed gives the same interval on every machine. */
export interface SeededInterval extends Interval<SeededIntervalMethod> {
  /** The seed of the draws. */
  readonly seed: number
  /** How often was drawn. */
  readonly draws: number
  /** Answers added artificially to each group, for `bayesian`; `null` for `bootstrap`. */
  readonly prior: number | null
}

/** What the draws are made with. */
export interface SeededOptions {
  readonly seed?: number
  readonly draws?: number
  readonly prior?: number
}

/** A thousand are the least that percentiles are read from; a million take seconds. */
const FEWEST_DRAWS = 1000
const MOST_DRAWS = 1_000_000
const USUAL_DRAWS = 10_000
/** Jeffreys' prior: half an answer in each group. */
const USUAL_PRIOR = 0.5

/** Answers in groups that each have a value, of which the mean is estimated. */
export interface Groups {
  readonly values: readonly number[]
  readonly counts: readonly number[]
}

/** The middle part of what the mean of grouped answers is in many draws. */
export function seededInterval(
  metric: string,
  method: SeededIntervalMethod,
  { values, counts }: Groups,
  confidence: number,
  range: readonly [lowest: number, highest: number],
  options: SeededOptions,
): SeededInterval {
  const seed = checkWhole(metric, ['seed'], options.seed, 0, Number.MAX_SAFE_INTEGER)
  const draws = checkWhole(
    metric,
    ['draws'],
    options.draws ?? USUAL_DRAWS,
    FEWEST_DRAWS,
    MOST_DRAWS,
  )
  const prior = checkNumber(metric, ['prior'], options.prior ?? USUAL_PRIOR, 0.001, 1000)
  const random = randomFrom(seed)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const mean = (shares: readonly number[], total: number): number =>
    shares.reduce((sum, share, group) => sum + share * (values[group] as number), 0) / total
  const estimate = mean(counts, all)
  const means = new Float64Array(draws)
  const size = Math.min(Math.max(Math.round(all), 1), Number.MAX_SAFE_INTEGER)
  // Answers are whole; of an effective size, the rest is made up for in the spread.
  const spread = Math.sqrt(size / all)
  // One group leaves nothing to draw.
  if (counts.length === 1) means.fill(estimate)
  else
    for (let draw = 0; draw < draws; draw++)
      means[draw] =
        method === 'bootstrap'
          ? estimate + spread * (mean(multinomial(random, size, counts, all), size) - estimate)
          : posteriorMean(random, values, counts, prior)
  means.sort()
  const tail = (1 - confidence) / 2
  const ends = [quantile(means, tail), quantile(means, 1 - tail)] as const
  return {
    ...interval(method, confidence, estimate, ends, range),
    seed,
    draws,
    prior: method === 'bayesian' ? prior : null,
  }
}

/** How many of all draws fall into each group: binomial draws of what is left. */
function multinomial(
  random: Random,
  size: number,
  counts: readonly number[],
  all: number,
): readonly number[] {
  let left = size
  let rest = all
  return counts.map((count, group) => {
    const drawn =
      group === counts.length - 1 || count >= rest
        ? left
        : randomBinomial(random, left, count / rest)
    left -= drawn
    rest -= count
    return drawn
  })
}

/** The mean at shares from their Dirichlet posterior. */
function posteriorMean(
  random: Random,
  values: readonly number[],
  counts: readonly number[],
  prior: number,
): number {
  let sum = 0
  let points = 0
  counts.forEach((count, group) => {
    const share = randomGamma(random, count + prior)
    sum += share
    points += share * (values[group] as number)
  })
  return points / sum
}

/** The value below which a share of sorted values lies, between neighbours in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (place - below) * (high - low)
}

/** Options of draws make no sense where nothing is drawn. */
export function checkUnseeded(metric: string, method: string, options: SeededOptions): void {
  checkUnread(metric, options, ['seed', 'draws', 'prior'], `the interval is ${method}`)
}
