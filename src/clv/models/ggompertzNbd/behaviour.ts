import { randomGamma } from '../../../internal/math/random.js'
import { averages, type Behaviour, drawUntil, type ModelParameters } from '../behaviour.js'
import { paretoBehaviour } from '../paretoNbd/behaviour.js'
import { atLeast, exactly } from '../paretoNbd/windows.js'
import {
  eachMoment,
  type Gompertz,
  gompertzAfter,
  gompertzLifetime,
  momentOf,
  timeThere,
} from './gompertz.js'
import { type FiveParameters, ggompertzLikelihood } from './likelihood.js'

/** Purchases at a gamma-distributed rate until death, whose risk grows or falls off over a lifetime. */
export const ggompertzBehaviour: Behaviour = {
  names: ['r', 'alpha', 'b', 's', 'beta'],
  scales: ['alpha'],
  kind: 'times',
  finiteAbove: null,
  smaller: [['fitParetoNbd', paretoBehaviour]],
  likelihood: ggompertzLikelihood,
  thinning: 'merged',
  alive: (parameters, x, recency, age) => {
    const [r, alpha, b, s, beta] = parameters as FiveParameters
    const shape = r + x
    const heightAt = (time: number): number => {
      const { y, risk } = momentOf(b, beta, time)
      return -s * risk - Math.log(y) - shape * Math.log1p(time / alpha)
    }
    const top = heightAt(recency)
    const falling = { alpha, shape, rate: 0 }
    const dead = eachMoment({ b, s, beta }, falling, recency, age, (time, weight) => {
      return weight * Math.exp(heightAt(time) - top)
    })
    const alive = -s * momentOf(b, beta, age).risk - shape * Math.log1p(age / alpha)
    return 1 / (1 + Math.exp(Math.log(s * b * dead) + top - alive))
  },
  growth: (parameters, x, age, time) => discounted(parameters, x, age, time, 0),
  curve: (parameters, x, age) => (time) => discounted(parameters, x, age, time, 0),
  discounted,
  residual: (parameters, x, age, discount) => discounted(parameters, x, age, Infinity, discount),
  remains: (parameters, _, age, time) => {
    const { b, s, beta } = activeOf(parameters, age)
    return Math.exp(-s * momentOf(b, beta, time).risk)
  },
  exactly: (parameters, x, age, window) => {
    const [r, alpha] = parameters as FiveParameters
    return exactly([r + x, alpha + age], gompertzLifetime(activeOf(parameters, age)), window)
  },
  atLeast: (parameters, x, age, window) => {
    const [r, alpha] = parameters as FiveParameters
    return atLeast([r + x, alpha + age], gompertzLifetime(activeOf(parameters, age)), window)
  },
  starts: (data) => {
    const { rate, age } = averages(data)
    return [
      [0.5, 0.5 / rate / 2, 1 / age, 0.7, 1],
      [1, 1 / rate / 2, 2 / age, 1, 5],
      [0.5, 0.5 / rate / 2, 0.3 / age, 0.5, 0.2],
    ]
  },
  draw: (parameters, age, random) => {
    const [r, alpha, b, s, beta] = parameters as FiveParameters
    const rate = randomGamma(random, r) / alpha
    const death = gompertzDeath({ b, s, beta }, randomGamma(random, s), random())
    return drawUntil(Math.min(age, death), rate, random)
  },
}

/** The moment of death from a gamma-distributed level and a chance. */
export function gompertzDeath({ b, beta }: Gompertz, level: number, chance: number): number {
  return Math.log1p((-Math.log(chance) * beta) / level) / b
}

/** The lifetime that is left to somebody active at an age. */
export function activeOf(parameters: ModelParameters, age: number): Gompertz {
  const [, , b, s, beta] = parameters as FiveParameters
  return gompertzAfter({ b, s, beta }, age)
}

function discounted(
  parameters: ModelParameters,
  x: number,
  age: number,
  time: number,
  discount: number,
): number {
  const [r, alpha] = parameters as FiveParameters
  return ((r + x) / (alpha + age)) * timeThere(activeOf(parameters, age), time, discount)
}
