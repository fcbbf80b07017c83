import { type Random, randomBeta, randomGamma } from '../../../internal/math/random.js'
import type { ModelParameters } from '../../models/behaviour.js'
import type { RhythmModelName } from '../../models/cnbd/fitRhythm.js'
import { activeOf, gompertzDeath } from '../../models/ggompertzNbd/behaviour.js'
import type { ReadModel } from '../../models/readModel.js'
import type { PurchaseModelName } from '../../models/types.js'

/** How long a future is, where its chances come from, and who hears of each step and purchase. */
interface Horizon {
  readonly time: number
  readonly random: Random
  readonly count: () => void
  readonly visit: (time: number) => void
}

/** What somebody active at an age buys from then on. */
export type Future = (
  parameters: ModelParameters,
  x: number,
  recency: number,
  age: number,
  to: Horizon,
) => void

type Four = readonly [number, number, number, number]
type Three = readonly [number, number, number]
type Two = readonly [number, number]

/**
 * Futures by the names of models. Of somebody who is active, what the past says of the rate of purchases
 * and of leaving are two things: each has the distribution of a new customer's with other parameters.
 */
const FUTURES: Readonly<Record<Exclude<PurchaseModelName, RhythmModelName>, Future>> = {
  'bg-nbd': (parameters, x, _, age, to) => {
    const [r, alpha, a, b] = parameters as Four
    const rate = randomGamma(to.random, r + x) / (alpha + age)
    buy(rate, randomBeta(to.random, a, b + x), to.time, to)
  },
  'mbg-nbd': (parameters, x, _, age, to) => {
    const [r, alpha, a, b] = parameters as Four
    const rate = randomGamma(to.random, r + x) / (alpha + age)
    buy(rate, randomBeta(to.random, a, b + x + 1), to.time, to)
  },
  'pareto-nbd': (parameters, x, _, age, to) => {
    const [r, alpha, s, beta] = parameters as Four
    const rate = randomGamma(to.random, r + x) / (alpha + age)
    const death = (-Math.log(to.random()) * (beta + age)) / randomGamma(to.random, s)
    buy(rate, 0, Math.min(death, to.time), to)
  },
  'ggompertz-nbd': (parameters, x, _, age, to) => {
    const [r, alpha, , s] = parameters as Four
    const rate = randomGamma(to.random, r + x) / (alpha + age)
    const level = randomGamma(to.random, s)
    const death = gompertzDeath(activeOf(parameters, age), level, to.random())
    buy(rate, 0, Math.min(death, to.time), to)
  },
  'bg-bb': (parameters, x, _, age, to) => {
    const [alpha, beta, gamma, delta] = parameters as Four
    const buys = randomBeta(to.random, alpha + x, beta + age - x)
    const leaves = randomBeta(to.random, gamma, delta + age + 1)
    for (let period = 1; period <= to.time; period++) {
      to.count()
      if (to.random() < buys) to.visit(period)
      if (to.random() < leaves) return
    }
  },
  nbd: (parameters, x, _, age, to) => {
    const [r, alpha] = parameters as Two
    buy(randomGamma(to.random, r + x) / (alpha + age), 0, to.time, to)
  },
  poisson: (parameters, _, __, ___, to) => buy(parameters[0] as number, 0, to.time, to),
  'geometric-nbd': (parameters, x, _, age, to) => {
    const [r, alpha, p] = parameters as Three
    buy(randomGamma(to.random, r + x) / (alpha + age), p, to.time, to)
  },
}

/** The futures of customers of a model. */
export function futureOf({ name, behaviour }: ReadModel): Future {
  const { stages } = behaviour
  if (!stages) return FUTURES[name as keyof typeof FUTURES]
  const more = name === 'mbg-cnbd-k' ? 1 : 0
  return (parameters, x, recency, age, to) => {
    const [r, alpha, a, b] = parameters as Four
    const chances = stages.weights(parameters, x, recency, age)
    let done = 0
    for (let rest = to.random() - (chances[0] as number); rest > 0 && done < stages.each - 1; )
      rest -= chances[++done] as number
    const rate = randomGamma(to.random, r + stages.each * x + done) / (alpha + age)
    const leave = randomBeta(to.random, a, b + x + more)
    buy(rate, leave, to.time, to, stages.each, done)
  }
}

/** Purchases at a rate of stages, a number of them for each, until an end or until somebody leaves after one. */
function buy(
  rate: number,
  leave: number,
  end: number,
  { random, count, visit }: Horizon,
  each = 1,
  done = 0,
): void {
  for (let at = 0, stages = each - done; ; stages = each) {
    at += (stages === 1 ? -Math.log(random()) : randomGamma(random, stages)) / rate
    if (!(at <= end)) return
    count()
    visit(at)
    if (random() < leave) return
  }
}
