import type { Slope } from '../../internal/math/optimize.js'
import type { BdwParameters } from './lifetimes.js'
import { logRetention, logSurvival, survivalSlopes } from './lifetimes.js'
import type { Outcomes } from './outcomes.js'

/** The log-likelihood of outcomes, and its slopes along α, β and c. */
export function likelihoodOf({ ages }: Outcomes): (parameters: BdwParameters) => Slope {
  return (parameters) => {
    let value = 0
    const gradient = [0, 0, 0]
    const add = (weight: number, slopes: readonly number[]): void => {
      slopes.forEach((slope, i) => {
        gradient[i] = (gradient[i] as number) + weight * slope
      })
    }
    let last = { age: 0, slopes: survivalSlopes(parameters, 0) }
    for (const { age, lost, censored, entered } of ages) {
      const before = last.age === age - 1 ? last.slopes : survivalSlopes(parameters, age - 1)
      const after = survivalSlopes(parameters, age)
      last = { age, slopes: after }
      const stayed = censored - entered
      value += stayed * logSurvival(parameters, age)
      add(stayed, after)
      if (lost === 0) continue
      const drop = logRetention(parameters, age)
      value += lost * (logSurvival(parameters, age - 1) + Math.log(-Math.expm1(drop)))
      const odds = Math.exp(drop) / -Math.expm1(drop)
      add(
        lost,
        before.map((slope, i) => slope - odds * ((after[i] as number) - slope)),
      )
    }
    return { value, gradient }
  }
}
