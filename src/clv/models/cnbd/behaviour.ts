import { type Random, randomBeta, randomGamma } from '../../../internal/math/random.js'
import { MOST_PURCHASES } from '../../summaries/summaryColumns.js'
import {
  averages,
  type Behaviour,
  type FourParameters,
  type ModelParameters,
} from '../behaviour.js'
import { bgNbdBehaviour, mbgNbdBehaviour } from '../bgNbd/behaviour.js'
import { cnbdLikelihood } from './likelihood.js'
import {
  type Staged,
  stagedAtLeast,
  stagedDiscounted,
  stagedExactly,
  stagedGrowth,
  stagedResidual,
  stagedSurvival,
} from './stages.js'

/** The most stages of a purchase. */
export const MOST_K = 12

/**
 * Purchases on a rhythm: of the stages of a Poisson process every k-th is one, so that gaps are
 * Erlang-distributed; with a chance to leave after each, and with `more` at the first one too. The
 * predictions take the number of stages so far, k x + j, where other models take purchases.
 */
export function cnbdBehaviour(k: number, more: 0 | 1): Behaviour {
  const stateOf = (parameters: ModelParameters, stages: number, age: number): Staged => {
    const [r, alpha, a, b] = parameters as FourParameters
    const x = Math.floor(stages / k)
    const left = b + x + more
    return { each: k, shape: r + stages, scale: alpha + age, a, left, done: stages - k * x }
  }
  return {
    names: ['r', 'alpha', 'a', 'b'],
    scales: ['alpha'],
    kind: 'times',
    finiteAbove: 'a',
    // Without a rhythm it is the BG/NBD or the MBG/NBD, and comes to the same at its edges.
    smaller: k === 1 ? (more === 1 ? mbgNbdBehaviour : bgNbdBehaviour).smaller : [],
    likelihood: (data) => cnbdLikelihood(data, k, more),
    thinning: 'merged',
    stages: {
      each: k,
      weights: (parameters, x, recency, age) => weightsOf(parameters, k, x, recency, age),
    },
    alive: (parameters, x, recency, age) => {
      const [r, alpha, a, b] = parameters as FourParameters
      const chances = x + more
      if (chances === 0) return 1
      const shape = r + k * x
      let [term, sum] = [1, 1]
      for (let j = 1; j < k; j++) {
        term *= ((shape + j - 1) / j) * ((age - recency) / (alpha + age))
        sum += term
      }
      const odds =
        Math.log(a / (b + chances - 1) / sum) +
        shape * Math.log1p((age - recency) / (alpha + recency))
      return 1 / (1 + Math.exp(odds))
    },
    growth: (parameters, stages, age, time) => stagedGrowth(stateOf(parameters, stages, age), time),
    curve: (parameters, stages, age) => {
      const state = stateOf(parameters, stages, age)
      return (time) => stagedGrowth(state, time)
    },
    discounted: (parameters, stages, age, time, discount) =>
      stagedDiscounted(stateOf(parameters, stages, age), time, discount),
    residual: (parameters, stages, age, discount) =>
      stagedResidual(stateOf(parameters, stages, age), discount),
    remains: (parameters, stages, age, time) =>
      stagedSurvival(stateOf(parameters, stages, age), time),
    exactly: (parameters, stages, age, window) =>
      stagedExactly(stateOf(parameters, stages, age), window),
    atLeast: (parameters, stages, age, window) =>
      stagedAtLeast(stateOf(parameters, stages, age), window),
    starts: (data) => {
      const rate = k * averages(data).rate
      return [
        [0.5, 0.5 / rate / 2, 1, 3],
        [1, 1 / rate / 2, 1, 1],
        [0.2, 0.2 / rate / 2, 0.5, 5],
        [2, 2 / rate / 2, 3, 10],
      ]
    },
    draw: (parameters, age, random) =>
      drawRhythm(parameters as FourParameters, k, more, age, random),
  }
}

/** The chances of stages since the last purchase, of somebody active. */
function weightsOf(
  parameters: ModelParameters,
  k: number,
  x: number,
  recency: number,
  age: number,
): Float64Array {
  const [r, alpha] = parameters as FourParameters
  const weights = new Float64Array(k)
  const since = (age - recency) / (alpha + age)
  let [term, sum] = [1, 0]
  for (let j = 0; j < k; j++) {
    weights[j] = term
    sum += term
    term *= ((r + k * x + j) / (j + 1)) * since
  }
  return weights.map((weight) => weight / sum)
}

function drawRhythm(
  [r, alpha, a, b]: FourParameters,
  k: number,
  more: 0 | 1,
  age: number,
  random: Random,
): readonly [number, number] {
  const rate = randomGamma(random, r) / alpha
  const leave = randomBeta(random, a, b)
  let [purchases, last] = [0, 0]
  if (more === 1 && random() < leave) return [0, 0]
  for (;;) {
    const next = last + randomGamma(random, k) / rate
    if (!(next <= age)) return [purchases, last]
    purchases++
    last = next
    if (random() < leave || purchases > MOST_PURCHASES) return [purchases, last]
  }
}
