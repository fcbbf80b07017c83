import { logBeta } from '../../../internal/math/gamma.js'
import type { Window } from '../behaviour.js'

type FourParameters = readonly [number, number, number, number]

/** Purchases within periods to come, by a customer who is active in the first period after the age. */

/** The chance of exactly this number of purchases: the last period there, times what is bought by then. */
export function exactly(
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  age: number,
  { purchases, from, to }: Window,
): number {
  const periods = to - from
  const now = delta + age + 1
  const here = logBeta(gamma, now)
  const never = -Math.expm1(logBeta(gamma, now + from) - here)
  if (periods === 0) return purchases === 0 ? 1 : 0
  const buys = purchasesOf(alpha + x, beta + age - x, purchases)
  let sum = purchases === 0 ? never : 0
  const least = Math.max(1, purchases)
  for (let last = least; last < periods; last++)
    sum += Math.exp(buys(last) + logBeta(gamma + 1, now + from + last - 1) - here)
  if (least > periods) return sum
  return sum + Math.exp(buys(periods) + logBeta(gamma, now + to - 1) - here)
}

/** The chance of at least this number: there in the period in which purchases come to it. */
export function atLeast(
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  age: number,
  { purchases, from, to }: Window,
): number {
  const now = delta + age + 1
  const here = logBeta(gamma, now)
  const buys = purchasesOf(alpha + x, beta + age - x, purchases)
  let sum = 0
  for (let last = purchases; last <= to - from; last++) {
    const there = logBeta(gamma, now + from + last - 1) - here
    sum += (purchases / last) * Math.exp(buys(last) + there)
  }
  return Math.min(sum, 1)
}

/** ln of the beta-binomial chance of this number of purchases in a number of periods. */
function purchasesOf(alpha: number, beta: number, purchases: number): (periods: number) => number {
  const before = logBeta(alpha, beta)
  return (periods) =>
    logBeta(alpha + purchases, beta + periods - purchases) -
    before -
    logBeta(purchases + 1, periods - purchases + 1) -
    Math.log(periods + 1)
}
