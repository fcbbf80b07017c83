import { gammaTails } from '../../../internal/math/gamma.js'
import { logGamma } from '../../../internal/math/special.js'
import { averages, type Behaviour, drawUntil, type Likelihood } from '../behaviour.js'

/** Everybody buys at one rate for ever: the likelihood is λ^x e^(−λT), of the moments of purchases. */
export const poissonBehaviour: Behaviour = {
  names: ['lambda'],
  scales: ['lambda'],
  kind: 'times',
  finiteAbove: null,
  smaller: [],
  likelihood: ({ size, frequency, age, weight }): Likelihood => {
    let [purchases, time] = [0, 0]
    for (let row = 0; row < size; row++) {
      purchases += (weight[row] as number) * (frequency[row] as number)
      time += (weight[row] as number) * (age[row] as number)
    }
    return ([lambda]) => {
      const rate = lambda as number
      const value = purchases * Math.log(rate) - rate * time
      return { value, gradient: [purchases / rate - time], curvature: [[-purchases / rate ** 2]] }
    }
  },
  thinning: 'merged',
  alive: () => 1,
  growth: ([lambda], _, __, time) => (lambda as number) * time,
  curve:
    ([lambda]) =>
    (time) =>
      (lambda as number) * time,
  discounted: ([lambda], _, __, time, discount) =>
    (lambda as number) * (discount === 0 ? time : -Math.expm1(-discount * time) / discount),
  residual: ([lambda], _, __, discount) =>
    discount === 0 ? Number.NaN : (lambda as number) / discount,
  remains: () => 1,
  exactly: ([lambda], _, __, { purchases, from, to }) => {
    const mean = (lambda as number) * (to - from)
    if (mean === 0) return purchases === 0 ? 1 : 0
    return Math.exp(purchases * Math.log(mean) - mean - logGamma(purchases + 1))
  },
  atLeast: ([lambda], _, __, { purchases, from, to }) =>
    gammaTails(purchases, (lambda as number) * (to - from))[0],
  starts: (data) => [[averages(data).rate]],
  draw: ([lambda], age, random) => drawUntil(age, lambda as number, random),
}
