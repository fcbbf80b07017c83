import {
  ces,
  compareCes,
  compareNps,
  compareProportions,
  concentration,
  csat,
  meanInterval,
  meanLifetime,
  medianLifetime,
  type NpsIntervalMethod,
  npsFromGroups,
  type ProportionIntervalMethod,
  proportionInterval,
  retentionAt,
  retentionCurve,
} from 'customer-metrics'
import { type Random, randomFrom } from '../../src/internal/math/random.js'
import { logGamma } from '../../src/internal/math/special.js'
import { draw, EFFORTS, mean, NPS_SHAPES } from '../simulate/shapes.js'

/** How often 95 % intervals contain the truth. */
export interface Coverage {
  readonly function: string
  readonly what: string
  /** The mean over all truths, and the lowest, as shares. */
  readonly average: number
  readonly lowest: number
  readonly draws: string
}

const DRAWS = 2000
const RATES = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.85, 0.95]

type Ends = { readonly low: number; readonly high: number } | null

const covers = (ends: Ends, truth: number): boolean =>
  ends !== null && ends.low - 1e-9 <= truth && truth <= ends.high + 1e-9

/** How often one of many seeded draws contains its truth. */
function drawn(seed: number, sample: (random: Random) => Ends, truth: number): number {
  const random = randomFrom(seed)
  let hits = 0
  for (let round = 0; round < DRAWS; round++) if (covers(sample(random), truth)) hits++
  return hits / DRAWS
}

function row(name: string, what: string, shares: readonly number[], isExact = false): Coverage {
  return {
    function: name,
    what,
    average: mean(shares),
    lowest: Math.min(...shares),
    draws: isExact ? 'all outcomes' : `${shares.length} × ${DRAWS}`,
  }
}

/** Every count of successes weighed with its probability: nothing is left to chance. */
function shareCoverage(interval: ProportionIntervalMethod, trials: number): Coverage {
  const shares = RATES.map((rate) => {
    let sum = 0
    for (let successes = 0; successes <= trials; successes++)
      if (covers(proportionInterval({ successes, trials }, { interval }), rate))
        sum += Math.exp(
          logGamma(trials + 1) -
            logGamma(successes + 1) -
            logGamma(trials - successes + 1) +
            successes * Math.log(rate) +
            (trials - successes) * Math.log1p(-rate),
        )
    return sum
  })
  return row('proportionInterval', `${interval}, ${trials} trials, nine shares`, shares, true)
}

function npsCoverage(interval: NpsIntervalMethod, size: number): Coverage {
  const shares = NPS_SHAPES.map(([, [p = 0, q = 0, d = 0]], shape) => {
    const sample = (random: Random): Ends => {
      const [promoters = 0, passives = 0, detractors = 0] = draw(random, size, [p, q, d])
      return npsFromGroups({ promoters, passives, detractors }, { interval }).interval
    }
    return drawn(shape + 1, sample, 100 * (p - d))
  })
  return row('nps', `${interval}, ${size} answers, seven mixes`, shares)
}

const effortOf = (shares: readonly number[]): number =>
  shares.reduce((sum, share, at) => sum + share * (at + 1), 0)

const counted = (counts: readonly number[]): Record<number, number> =>
  Object.fromEntries(counts.map((count, at) => [at + 1, count]))

function surveys(): Coverage[] {
  const efforts = EFFORTS.map(([, shares], shape) =>
    drawn(
      shape + 1,
      (random) => ces(counted(draw(random, 50, shares))).meanInterval,
      effortOf(shares),
    ),
  )
  const compared = EFFORTS.map(([, shares], shape) => {
    const [, other] = EFFORTS[(shape + 1) % EFFORTS.length] as (typeof EFFORTS)[number]
    const sample = (random: Random): Ends =>
      compareCes({ a: counted(draw(random, 60, shares)), b: counted(draw(random, 40, other)) })
        .interval
    return drawn(shape + 1, sample, effortOf(shares) - effortOf(other))
  })
  const scores = NPS_SHAPES.map(([, shares], shape) => {
    const [, other] = NPS_SHAPES[(shape + 1) % NPS_SHAPES.length] as (typeof NPS_SHAPES)[number]
    const groups = (random: Random, size: number, mix: readonly number[]) => {
      const [promoters = 0, passives = 0, detractors = 0] = draw(random, size, mix)
      return { promoters, passives, detractors }
    }
    const truth = (mix: readonly number[]): number => 100 * ((mix[0] ?? 0) - (mix[2] ?? 0))
    const sample = (random: Random): Ends =>
      compareNps({ a: groups(random, 60, shares), b: groups(random, 80, other) }).interval
    return drawn(shape + 1, sample, truth(shares) - truth(other))
  })
  const net = NPS_SHAPES.map(([, [p = 0, q = 0, d = 0]], shape) => {
    const sample = (random: Random): Ends => {
      const [top = 0, middle = 0, bottom = 0] = draw(random, 40, [p, q, d])
      return csat({ 1: bottom, 3: middle, 5: top }).netInterval
    }
    return drawn(shape + 1, sample, p - d)
  })
  return [
    row('ces', 't interval of the mean, 50 answers, four mixes', efforts),
    row('compareCes', 'difference of means, 60 and 40 answers, four pairs', compared),
    row('compareNps', 'difference of scores, 60 and 80 answers, seven pairs', scores),
    row('csat', 'net satisfaction, 40 answers, seven mixes', net),
  ]
}

function shares(): Coverage[] {
  const pairs = RATES.map((rate, at) => {
    const other = RATES[RATES.length - 1 - at] as number
    const sample = (random: Random): Ends => {
      const [a = 0] = draw(random, 40, [rate, 1 - rate])
      const [b = 0] = draw(random, 60, [other, 1 - other])
      const groups = { a: { successes: a, trials: 40 }, b: { successes: b, trials: 60 } }
      return compareProportions(groups).interval
    }
    return drawn(at + 1, sample, rate - other)
  })
  const normal = (random: Random): number =>
    Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
  const means = [5, 20].map((count) =>
    drawn(count, (random) => meanInterval(Array.from({ length: count }, () => normal(random))), 0),
  )
  return [
    row('compareProportions', 'Newcombe, 40 and 60 trials, nine pairs', pairs),
    row('meanInterval', 't interval, 5 and 20 normal values', means),
  ]
}

const STAYING = 0.9

function lives(
  random: Random,
  customers: number,
): Record<number, { lost: number; censored: number }> {
  const tally: Record<number, { lost: number; censored: number }> = {}
  for (let customer = 0; customer < customers; customer++) {
    const end = 1 + Math.floor(Math.log(random()) / Math.log(STAYING))
    const followed = 1 + Math.floor(30 * random())
    const age = Math.min(end, followed)
    tally[age] ??= { lost: 0, censored: 0 }
    tally[age][end <= followed ? 'lost' : 'censored']++
  }
  return tally
}

function curves(): Coverage[] {
  const ages = [1, 6, 12].map((age) =>
    drawn(
      age,
      (random) => retentionAt(retentionCurve(lives(random, 100)), { age }).interval,
      STAYING ** age,
    ),
  )
  // 0.9⁷ is the first below one half.
  const median = drawn(
    1,
    (random) => {
      const { low, high } = medianLifetime(retentionCurve(lives(random, 100))).interval
      return { low: low ?? 0, high: high ?? Number.MAX_VALUE }
    },
    7,
  )
  const average = drawn(
    2,
    (random) => meanLifetime(retentionCurve(lives(random, 100)), { upTo: 12 }).interval,
    (1 - STAYING ** 12) / (1 - STAYING),
  )
  return [
    row('retentionAt', 'log-log, 100 customers, a third censored, ages 1, 6, 12', ages),
    row('medianLifetime', '100 customers, a third censored', [median]),
    row('meanLifetime', 'up to age 12, 100 customers', [average]),
  ]
}

function amounts(): Coverage {
  // The Gini coefficient of exponential amounts is one half.
  const share = drawn(
    1,
    (random) =>
      concentration(Float64Array.from({ length: 100 }, () => -Math.log(random()))).interval,
    0.5,
  )
  return row('concentration', 'Gini coefficient of 100 exponential amounts', [share])
}

/** All of them; seeded, so that each run gives the same. */
export function coverages(): Coverage[] {
  return [
    ...(['wilson', 'clopper-pearson', 'jeffreys', 'agresti-coull', 'wald'] as const).map((method) =>
      shareCoverage(method, 50),
    ),
    ...shares(),
    ...(['score', 'adjusted-wald', 'wald'] as const).map((method) => npsCoverage(method, 40)),
    ...surveys(),
    ...curves(),
    amounts(),
  ]
}
